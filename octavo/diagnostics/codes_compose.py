# SPDX-License-Identifier: AGPL-3.0-or-later
"""Problem codes of: compose."""

from octavo.diagnostics.code import Code, Severity, table

E, W, N = Severity.ERROR, Severity.WARNING, Severity.NOTE

CODES: dict[str, Code] = table(
    Code(
        "H101",
        E,
        "there is no template “{name}”",
        "a theme's templates are below its templates/ folder; “house:{name}” names the house's own",
        "Templates are looked up in the theme first, then in the house. A name that begins with “house:” is only looked"
        " up in the house, so that a theme's template can extend the one it replaces.",
    ),
    Code(
        "H102",
        E,
        "the template can't be read: {fault}",
        "see the guide for designers: Jinja's syntax, with {{% … %}} for blocks and {{{{ … }}}} for values",
        "The template is not valid Jinja.",
    ),
    Code(
        "H103",
        E,
        "the template failed: {fault}",
        "a name that is not defined is an error, never an empty place on the page",
        "Something that the template asks for does not exist, or the sandbox refused it. Values of an edition that may"
        " be empty are empty texts, so a misspelt name is the usual cause.",
    ),
    Code(
        "H110",
        E,
        "“{page}” is not a page type",
        "page types are {known}; a theme can add one with a template body/{page}.html",
        "A part of the manifest names a page that is made by a template. The house has a fixed list of them, and a"
        " theme may bring its own below front/, body/ or back/.",
    ),
    Code(
        "H111",
        E,
        "the page “{page}” is made from data, and “{data}” is not in {folder}/",
        "name a file of {folder}/, without its ending, with data: in the part",
        "Pages such as the timeline are made from a table in data/, a page of names from a roll in names/. Without"
        " data: the page's own name is taken.",
    ),
    Code(
        "H120",
        E,
        "“{name}” is not a directive",
        "directives are {known}",
        "A container such as ::: quote has a name that the house knows, or for which the theme has a template below"
        " directives/.",
    ),
    Code(
        "H121",
        E,
        "the {name} directive: {fault}",
        "",
        "A directive names what it shows: a statistic, a table, a picture, a roll of names. That name, or another of"
        " its attributes, has no meaning in this publication.",
    ),
    Code(
        "H130",
        E,
        "the link “{href}” leads nowhere",
        "a link goes to a heading (#town), to another text (02-town.md#market) or to an address with https:",
        "Links inside a publication are checked, so that none is dead in print, in the e-book or on the web.",
    ),
    Code(
        "H131",
        E,
        "the footnote “{label}” is not defined",
        "write its text in a line of its own: [^{label}]: …",
        "A mark in the text calls a footnote that has no text in this file.",
    ),
    Code(
        "H132",
        E,
        "the source “{source}” is cited and not in facts/sources.yaml",
        "",
        "Every citation leads to an entry in the list of sources.",
    ),
    Code(
        "H140",
        W,
        "a heading of level {level} follows one of level {before}",
        "use one # more than the heading above it",
        "Readers who listen to a page move by headings. A level that is left out sounds as if a part were missing, and"
        " PDF/UA-1 (ISO 14289-1, 7.4.2) forbids it; the heading is set one level below the one before it.",
    ),
)

# SPDX-License-Identifier: AGPL-3.0-or-later
"""Problem codes of: finished PDF files."""

from octavo.diagnostics.code import Code, Severity, table

E, W, N = Severity.ERROR, Severity.WARNING, Severity.NOTE

_OURS = "please report this: it is a fault of the program, not of the publication"
_ALONE = "A PDF/A file has all it needs inside it (ISO 19005-2), so that it can be read in a hundred years."
_HEARD = "Who listens to a file needs its structure, its language and its title (ISO 14289-1)."
_CALM = "A file to keep runs nothing and opens nothing but the links a reader follows (ISO 19005-2, 6.5)."

CODES: dict[str, Code] = table(
    Code(
        "P101", E, "this is no PDF that can be read: {reason}",
        "get the file again, for it may have been damaged on its way; if Octavo has just made it, please report this",
        "What a checker can't open, a reader or a printer can't either (ISO 32000-1, 7.5: how a file is built up).",
    ),
    Code("P102", E, "the font {font} is not inside the file", _OURS, _ALONE),
    Code(
        "P103", E, "the font {font} is asked for {count} characters that it doesn't have",
        "add a font that has them to theme/fonts/", "They are drawn as empty boxes: the text is lost.",
    ),
    Code("P104", E, "the file has no structure", _OURS, _HEARD),
    Code("P105", E, "the file doesn't say its language", "give the publication a language", _HEARD),
    Code("P106", E, "the file's title is “{found}”, not “{wanted}”", _OURS, _HEARD),
    Code("P107", E, "the file has headings but no bookmarks", "let the style give headings a bookmark level", _HEARD),
    Code("P108", E, "the file has an action of the kind {kind}", "take it out", _CALM),
    Code(
        "P109", E, "the file and its metadata say different things: {what} is “{left}” and “{right}”", _OURS,
        "A PDF names its title, authors and dates twice, and a file to keep says the same in both places "
        "(ISO 19005-2, 6.6): else it depends on the program which of them a library catalogues.",
    ),
    Code(
        "P110", E, "page {page} has no {box}, or one that doesn't lie in the page", _OURS,
        "The boxes say where the sheet ends and where it is cut (ISO 32000-1, 14.11.2); who trusts a wrong one "
        "trims the page in the wrong place.",
    ),
    Code(
        "P111", E, "these words of the text are not found in the file: {words}",
        "look whether the style hides this text, or its font can't be read back",
        "Nothing is lost in silence: the words of the texts are looked for in the finished file, which is read as a "
        "screen reader or a search would read it.",
    ),
    Code("P112", E, "the file claims {claim}, but {reason}", _OURS, _HEARD),
)  # fmt: skip

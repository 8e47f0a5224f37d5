# SPDX-License-Identifier: AGPL-3.0-or-later
"""Problem codes of: markup (the Markdown dialect, placeholders, citations)."""

from octavo.diagnostics.code import Code, Severity, table

E, W, N = Severity.ERROR, Severity.WARNING, Severity.NOTE

CODES: dict[str, Code] = table(
    # Directives
    Code(
        "T901",
        E,
        "there is no directive called “{name}”",
        "known directives: {known}",
        "A directive is a block between “::: name” and “:::”. Its name says what the page makes of it.",
    ),
    Code(
        "T902",
        E,
        "“{name}” opens here and never closes",
        "close it with a line of {colons} colons",
        "Without its closing line a directive swallows everything that follows.",
    ),
    Code(
        "T903",
        E,
        "a closing “{text}” without a directive to close",
        "take the line away, or open a directive with as many colons",
        "A line of colons alone closes the directive that opened with as many colons.",
    ),
    Code(
        "T904",
        E,
        "“{text}” can't be read as attributes of “{name}”",
        'write them as {{key=value other="two words" .class}}, with straight quotes',
        "Attributes stand in braces after the name, each once, values with spaces in straight quotes.",
    ),
    Code(
        "T905",
        E,
        "“{name}” has no attribute “{attribute}”",
        "it takes: {known}",
        "An unknown attribute would be left out without a word, so it is refused.",
    ),
    Code(
        "T906",
        E,
        "“{name}” needs the attribute “{attribute}”",
        "write ::: {name} {{{attribute}=…}}",
        "Without it the directive can't know what to show.",
    ),
    Code(
        "T907",
        E,
        "“{value}” is not a value of “{attribute}” in “{name}”",
        "it can be: {known}",
        "The attribute knows a fixed list of values.",
    ),
    Code(
        "T908",
        E,
        "“{name}” has nothing in it",
        "write its text between the two lines of colons",
        "The directive shows what stands in it; empty it would print an empty box.",
    ),
    Code(
        "T909",
        E,
        "“{name}” takes no text, but something stands in it",
        "move the text before or after it",
        "The directive is made from data alone, so the text in it would be lost.",
    ),
    # What the dialect leaves out
    Code(
        "T910",
        E,
        "“{text}” is HTML, which texts can't contain",
        "use Markdown or a directive, or write \\< for the sign itself",
        "Texts are translated and printed in several media; HTML would fit only one of them, and a translation must "
        "not be able to bring any.",
    ),
    Code(
        "T911",
        E,
        "this comment doesn't stand alone",
        "put <!-- … --> on lines of its own, and close it",
        "A comment inside a line would go to translators as part of the sentence.",
    ),
    Code(
        "T912",
        E,
        "this “allow” can't be read: {why}",
        "write <!-- allow T210: the reason --> right before the block",
        "Whoever silences a problem says why, so that the next reader can judge it.",
    ),
    Code(
        "T913",
        E,
        "“![…](…)” is not how a picture is shown",
        "use ::: photo {{src={src}}} and list the picture in images/images.yaml",
        "A picture needs a credit and a text for readers who don't see it; both stand once, in images/images.yaml.",
    ),
    Code(
        "T914",
        E,
        "blocks are nested deeper than can be read",
        "take some lists or quotations apart",
        "The parser stops at twenty levels; what is deeper would be lost.",
    ),
    Code(
        "T915",
        W,
        "emphasis and links are nested deeper than can be shown",
        "take some of the signs away",
        "What is deeper than eight levels is printed without its emphasis.",
    ),
    Code(
        "T916",
        E,
        "the code that opens here never closes",
        "close it with a line {fence}",
        "Without its closing line everything that follows is printed as code.",
    ),
    # Placeholders, citations, spans
    Code(
        "T920",
        E,
        "“{text}” is not a placeholder",
        "placeholders look like {{killed.said}}, in small letters; for a brace itself write \\{{",
        "A placeholder is a name of the ledger in braces, with dots between its parts.",
    ),
    Code(
        "T921",
        E,
        "a “{text}” without its partner",
        "close the placeholder, or write \\{text} for the sign itself",
        "A single brace is most often the rest of a placeholder.",
    ),
    Code(
        "T922",
        E,
        "“{text}” hangs on the placeholder",
        "put a space between, or use a noun form such as {{{name}.people}}",
        "What a placeholder comes to changes with the figure and the language, so nothing can be joined to it: an "
        "ending that is right after 161 is wrong after 613.",
    ),
    Code(
        "T923",
        E,
        "“{text}” is not a citation",
        "write [@hrw1994, pp. 19–24; @memorial1992]: ids of sources, each with its place after a comma",
        "A citation names sources of facts/sources.yaml by their ids.",
    ),
    Code(
        "T924",
        E,
        "nothing is called “{name}”",
        "{near}",
        "A placeholder begins with a statistic or a date of facts/statistics.yaml, or is {title}, "
        "{edition.language} or {edition.date}.",
    ),
    Code(
        "T925",
        E,
        "“{part}” means nothing in {{{name}}}",
        "{near}",
        "After a statistic: an alternative, then “said”, then a unit, then a noun form; or “range”. After a date: "
        "“date”, “day” or “year”.",
    ),
    Code(
        "T926",
        E,
        "{{{name}}} stops too early",
        "go on with one of: {known}",
        "A date needs to be told how to print: {{night.date}}, {{night.day}} or {{night.year}}.",
    ),
    # Footnotes
    Code(
        "T930",
        E,
        "the footnote [^{label}] has no text",
        "write its text in a paragraph of its own: [^{label}]: …",
        "A mark without a note leads readers nowhere.",
    ),
    Code(
        "T931",
        E,
        "nothing refers to the footnote [^{label}]",
        "put [^{label}] where it belongs, or take its text away",
        "A note that no text refers to is not printed, and would be lost.",
    ),
    Code(
        "T932",
        E,
        "the footnote [^{label}] has two texts",
        "give one of them another label",
        "Only the first would be printed.",
    ),
    # Headings and the text as a whole
    Code(
        "T940",
        E,
        "the text has no title",
        "begin it with a line: # Title",
        "The heading with one # is the part's title: in the contents, the bookmarks and the running heads.",
    ),
    Code(
        "T941",
        E,
        "a second heading with one #",
        "use ## for headings inside the text, or put the rest into a file of its own",
        "One file is one part, and a part has one title.",
    ),
    Code(
        "T942",
        E,
        "the title doesn't stand at the top",
        "move the line with one # to the beginning",
        "What stands above the title would be printed below it.",
    ),
    Code(
        "T943",
        E,
        "two headings have the id “{id}”",
        "give one of them another id",
        "Links to the id could lead to either.",
    ),
    Code(
        "T944",
        E,
        "“{text}” is not the id of a heading",
        "write {{#name}} with letters, digits, - and _, beginning with a letter",
        "The id is part of addresses in PDF and EPUB (XML 1.0, NCName), so it keeps to signs that all of them take.",
    ),
    Code(
        "T945",
        E,
        "heading of level {level} after one of level {before}",
        "use {signs}, or put a heading between",
        "Readers who hear a book go from heading to heading; a level left out sounds like a missing chapter "
        "(ISO 14289-1, 7.4.2).",
    ),
    Code("T946", E, "the heading is empty", "write it, or take the # away", "An empty heading is an empty bookmark."),
    Code(
        "T947",
        E,
        "the text is empty",
        "write something, or take the file away",
        "An empty file would print an empty page.",
    ),
)

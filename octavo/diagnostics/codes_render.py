# SPDX-License-Identifier: AGPL-3.0-or-later
"""Problem codes of: render, what the layout engine says (R1…) and what is seen on the pages (R2…)."""

from octavo.diagnostics.code import Code, Severity, table

E, W, N = Severity.ERROR, Severity.WARNING, Severity.NOTE

_LOST = "Nothing is lost in silence: what can't be seen on the page is an error, and the edition isn't published."
_CLOSED = "A publication is made of its own files and the shared ones alone, so that it is the same everywhere."
_CRAFT = "A careful compositor leaves no such line; a word more or less, or a hyphen allowed, usually mends it."
_STYLE = "The engine passes over what it doesn't know, and the page looks other than was meant."
_PIECES = (
    "From about 80 pages on, Octavo lays a book out a few parts at a time, so that memory doesn't grow with its pages."
)

CODES: dict[str, Code] = table(
    Code(
        "R101", E, "the style or text asks for {address}, which is no file of the publication",
        "put the file into the publication, or take the reference out", _CLOSED,
    ),
    Code("R102", E, "the picture {name} can't be read: {reason}", "save it again as PNG, JPEG or plain SVG", _LOST),
    Code(
        "R103", E, "no file of the font “{family}” can be loaded",
        "look at its entry in fonts.yaml and at the @font-face rule", _LOST,
    ),
    Code(
        "R104", E, "no font has the character “{character}” ({number}), set in {stack}",
        "add a font that has it to theme/fonts/, bring a pack that has it (`octavo fonts`), or write another character",
        _LOST,
    ),
    Code("R105", W, "the style sheet says what the engine doesn't know: {remark}", "", _STYLE),
    Code(
        "R106", E, "a link leads to “#{name}”, which is no place in it", "give a heading that id, or mend the link",
        "In print such a link is a page number that can't be filled in; on a screen, a place where nothing happens.",
    ),
    Code(
        "R107", E, "the id “{name}” is given twice", "links can lead to one of them only: choose another",
        "Contents, index and notes find their places by id; with two of a name they would lead to the wrong page.",
    ),
    Code(
        "R108", E, "the picture {name} has no words for those who can't see it",
        "write its “alt” in images/images.yaml; leave it empty only for ornament",
        "A picture without words is lost to everyone who listens (ISO 14289-1, 7.3).",
    ),
    Code("R109", W, "the layout engine remarks: {remark}", "", _STYLE),
    Code(
        "R110", E, "the layout engine gave up: {reason}",
        "take out the last change of the style sheet or template; if that doesn't help, please report this",
        "Some combinations of style rules are more than the engine can lay out; half a page is never published.",
    ),
    Code(
        "R111", E, "“{text}” is set half transparent, and can't be read aloud",
        "use a lighter colour instead of opacity", "Text in a transparent group is out of reach of a tagged PDF.",
    ),
    Code(
        "R331", N, "a long roll of names is laid out by the engine in one piece, which takes long: {reason}", "",
        "Octavo sets long rolls by itself, but only where pages that the engine laid out show the very same result.",
    ),
    Code(
        "R351", N, "laying this long book out a few parts at a time failed, and it was done in one piece: {reason}",
        "the files are right, and only took more time and memory; please report this, and which theme it is",
        _PIECES + " Where the program or the layout engine fails at that, the book is begun anew in one piece.",
    ),
    Code(
        "R352", N, "this long book is laid out in one piece, which takes more memory the longer it is: {reason}", "",
        _PIECES + " That is done only where it gives the very pages that the whole book would have: some books "
        "and themes can't have it. Nothing is wrong with them; if memory is short, let one step run at a time "
        "(`octavo build my-book --jobs 1`).",
    ),
    Code(
        "R201", E, "“{text}” sticks out of its column by {measure} mm on page {page}",
        "allow the long word to break with soft hyphens (U+00AD), or give it more room", _LOST,
    ),
    Code(
        "R202", E, "the text from “{text}” is {measure} mm higher than its box on page {page}",
        "shorten it, or give the box more height", _LOST,
    ),
    Code("R203", E, "“{text}” is cut off by {measure} mm on page {page}", "shorten it, or enlarge its box", _LOST),
    Code("R204", E, "“{text}” reaches {measure} mm beyond the trim of page {page}", "move or shorten it", _LOST),
    Code("R205", W, "a paragraph begins with its only line at the foot of page {page}: “{text}”", "", _CRAFT),
    Code("R206", W, "a paragraph ends with its only line at the head of page {page}: “{text}”", "", _CRAFT),
    Code("R207", W, "the last line of a paragraph on page {page} is only “{text}”", "", _CRAFT),
    Code(
        "R208", W, "the spaces of a line on page {page} are stretched by {measure} em: “{text}”",
        "let the language hyphenate, set it ragged, or change a word", _CRAFT,
    ),
    Code("R209", W, "the heading “{text}” is the last line of page {page}", "", _CRAFT),
    Code("R210", W, "the word “{text}” is broken where the leaf is turned, on page {page}", "", _CRAFT),
    Code("R211", W, "lines end with hyphens one after another, more than once, on page {page}: “{text}”", "", _CRAFT),
    Code("R212", W, "a row of a table is torn over to page {page}: “{text}”", "", _CRAFT),
    Code("R213", W, "page {page} is a blank right-hand page", "", "A blank recto looks like a page that is missing."),
    Code("R214", W, "page {page} has nothing but “{text}” in its margin", "", "A lonely folio looks like a fault."),
    Code("R215", W, "the caption “{text}” is on page {page}, away from what it is of", "", _CRAFT),
)  # fmt: skip

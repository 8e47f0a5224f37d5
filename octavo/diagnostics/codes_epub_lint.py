# SPDX-License-Identifier: AGPL-3.0-or-later
"""Problem codes of the lint of e-books: what other judges let pass, and what a book says of its accessibility."""

from octavo.diagnostics.code import Code, Severity

E, W = Severity.ERROR, Severity.WARNING

LINT: tuple[Code, ...] = (
    Code(
        "E215",
        E,
        "“{isbn}” is no ISBN: its check digit does not fit",
        "copy it again from the agency's list; an ISBN has 13 digits",
        "Shops and libraries look a book up by its ISBN; a wrong digit leads to another book or to none (ISO 2108).",
    ),
    Code(
        "E216",
        E,
        "“{tag}” is not a language tag",
        "use a tag such as en, az or pt-BR",
        "Screen readers choose a voice, and reading systems a hyphenation, by the tag (BCP 47). Of languages "
        "with three letters only the form is judged.",
    ),
    Code(
        "E217",
        W,
        "the fonts inside the book lack signs of {name}: {signs}",
        "add a font that has them, or let the style sheet name one",
        "Who embeds fonts means them to be seen; for a missing sign the reading system takes another font, or"
        " shows a box.",
    ),
    Code(
        "E218",
        E,
        "the title “{title}” is the name of a file",
        "give the book its title",
        "Shops and readers sort by the title in the package.",
    ),
    Code(
        "E219",
        E,
        "the book claims {claim}, but {reason}",
        "take the claim out, or make it true",
        "Readers choose a book by what it says of its accessibility (EPUB Accessibility 1.1, 2.2); a claim "
        "that does not hold is worse than none.",
    ),
    Code(
        "E220",
        W,
        "the metadata say nothing of {name}",
        "add schema:{name}",
        "Without these facts nobody knows beforehand whether the book can be read (EPUB Accessibility 1.1, 2.2).",
    ),
    Code(
        "E221",
        E,
        "{name} has the value “{value}”, which is not in its vocabulary",
        "see the values at w3.org/community/reports/a11y-discov-vocab",
        "Programs look for the exact words; any other is as good as none.",
    ),
    Code(
        "E222",
        E,
        "page {page} is out of order in the list of pages, or named twice",
        "list every page once, in the order of reading",
        "Who looks for a page moves through the list as through the book (EPUB 3.3, 7.4.3).",
    ),
    Code(
        "E223",
        E,
        "{count} pages of print are marked, and there is no list of them",
        "add a nav of the type page-list",
        "Marks without a list can't be found (EPUB Accessibility 1.1, 3.4.2).",
    ),
    Code(
        "E224",
        E,
        "page {page} of the list leads to no marker of a page",
        "let it lead to an element of the type pagebreak",
        "The list is to bring the reader to the place where the printed page begins.",
    ),
    Code(
        "E225",
        E,
        "page {page} of the list leads to the marker of page {label}",
        "let both say the same number",
        "Who cites by the list and who cites by the marker have to cite the same page.",
    ),
    Code(
        "E226",
        E,
        "page {page} is marked and not listed",
        "add it to the list of pages",
        "A list of pages names every marked page (EPUB Accessibility 1.1, 3.4.2).",
    ),
    Code(
        "E227",
        W,
        "“{title}” stands in the contents before what comes earlier in the book",
        "put contents and spine into one order",
        "Contents in another order than the text mislead who can't see both (EPUB 3.3, 7.4.1).",
    ),
    Code(
        "E228",
        E,
        "{name} is in the archive and not in the manifest",
        "list it, or take it out",
        "Reading systems may ignore or refuse what is not listed (EPUB 3.3, 5.6.1).",
    ),
    Code(
        "E229",
        E,
        "the name “{name}” in a drawing is written in the wrong case",
        "write it as SVG has it, such as viewBox",
        "SVG tells names apart by case; a drawing with the wrong one shows cut off or not at all. EPUBCheck "
        "only mentions it.",
    ),
    Code(
        "E230",
        W,
        "the heading “{text}” is of level {level}, the one before of level {last}",
        "leave no level out",
        "Who moves from heading to heading by ear takes a missing level for missing text (WCAG 2.2, 1.3.1).",
    ),
    Code(
        "E231",
        W,
        "no picture is named as the cover",
        "give one the property cover-image",
        "Without it libraries and shelves show a grey page (EPUB 3.3, D.3.3).",
    ),
    Code(
        "E232",
        W,
        "the picture of the cover has {width} × {height} pixels",
        "1560 × 2496 suits all shops: below 4 million pixels, higher than wide",
        "Apple and Ingram refuse pictures of more than 4 million pixels inside a book; other shapes are cut or framed.",
    ),
    Code(
        "E233",
        E,
        "the text of {name} runs to the other side than its direction, {direction}",
        "set dir, lang and page-progression-direction to fit the script",
        "Lines of Arabic or Hebrew that begin on the left fall apart at every number and stop.",
    ),
    Code(
        "E234",
        E,
        "the text alternative “{text}” of {name} is the name of a file",
        "say what the picture shows",
        "A file name read aloud tells nothing (WCAG 2.2, 1.1.1); the usual judges let it pass.",
    ),
    Code(
        "E235",
        E,
        "the mark “{mark}” leads to {target}, which is no note",
        "give the note the role doc-footnote and the type footnote",
        "Reading systems show a note beside its mark only if they know that it is one.",
    ),
    Code(
        "E236",
        W,
        "the note of mark “{mark}” has no way back",
        "add a link with the role doc-backlink",
        "Without it whoever followed the mark has lost the place.",
    ),
    Code(
        "E237",
        E,
        "the font {name} can't be read",
        "get it again",
        "A font that is damaged is not used, in silence.",
    ),
    Code(
        "E238",
        E,
        "the formula “{text}” has no alternative text",
        "add alttext",
        "Many reading systems can't read MathML aloud.",
    ),
    Code(
        "E239",
        W,
        "pages of print are marked, and nothing says of which edition",
        "add pageBreakSource, and dc:source with the ISBN of the printed book",
        "Page numbers are worth something for citing only together with the edition they are from (EPUB "
        "Accessibility 1.1, 3.4.1).",
    ),
)

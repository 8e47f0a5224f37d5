# SPDX-License-Identifier: AGPL-3.0-or-later
"""Problem codes of the e-book and the web page."""

from octavo.diagnostics.code import Code, Severity, table
from octavo.diagnostics.codes_epub_lint import LINT

E, W, N = Severity.ERROR, Severity.WARNING, Severity.NOTE

CODES: dict[str, Code] = table(
    *LINT,
    Code(
        "E101",
        E,
        "the e-book's file {name} is not well-formed: {fault}",
        "mend the theme's template for this page; the house's own templates are tested for this",
        "EPUB content is XHTML: a reading system shows nothing of a file that breaks the rules of XML.",
    ),
    Code(
        "E102",
        E,
        "the web page refers to {name}, which is not part of the publication",
        "pictures belong in images/, fonts in the theme's fonts/",
        "The web page is one file that needs nothing beside it and asks nothing of the network.",
    ),
    Code(
        "E105",
        N,
        "page {page} of the printed edition has no marker in the e-book",
        "",
        "The list of pages lets readers of both editions cite alike. A page that begins with nothing of the author's "
        "own, such as the second page of an index, can't be found in the e-book and is left out of the list.",
    ),
    Code(
        "E201",
        E,
        "this is not an EPUB that can be opened: {fault}",
        "get the file again; it may have been cut short on its way",
        "An EPUB is a ZIP archive (EPUB 3.3, 4.3); nothing in a damaged one can be trusted.",
    ),
    Code(
        "E202",
        E,
        "the archive does not begin with an uncompressed “mimetype”",
        "put the file “mimetype” first and store it without compression",
        "Reading systems and shops recognise an EPUB by its first bytes (EPUB 3.3, 4.3.3); EPUBCheck lets it pass.",
    ),
    Code(
        "E203",
        E,
        "the archive holds {name} twice",
        "keep one of them",
        "Which of two entries of one name is read depends on the reader.",
    ),
    Code(
        "E204",
        E,
        "no package document can be found",
        "META-INF/container.xml has to name it",
        "The container says where the package is (EPUB 3.3, 4.2.6.3.1).",
    ),
    Code(
        "E205",
        E,
        "the package says its language is “{language}” and “{other}”",
        "dc:language and xml:lang have to agree",
        "A screen reader takes its voice from the language; a wrong one makes a book unintelligible.",
    ),
    Code(
        "E206",
        E,
        "a book in “{language}” turns its pages as “{direction}”",
        "set page-progression-direction to fit the script",
        "Arabic and Hebrew books turn from right to left, all others from left to right (EPUB 3.3, 5.7.1).",
    ),
    Code(
        "E207",
        E,
        "“{role}” is not a MARC relator code",
        "use three letters, such as trl for a translator",
        "Shops and libraries read roles from the MARC list; a word in their place is ignored.",
    ),
    Code(
        "E208",
        E,
        "the manifest lists {name}, which is not in the archive",
        "add the file or take it from the manifest",
        "A listed file that is missing shows as a hole on the page.",
    ),
    Code(
        "E209",
        E,
        "there is no navigation document",
        "add one with the property “nav”",
        "The contents of a reading system come from it (EPUB 3.3, 7).",
    ),
    Code(
        "E210",
        E,
        "{name} is marked as “{language}”, the package as “{package}”, or its direction does not fit",
        "set lang, xml:lang and dir on the html element",
        "The language of a file decides voice, hyphenation, quotation marks and the side lines begin on.",
    ),
    Code(
        "E211",
        E,
        "{name} has no title of its own",
        "give the page a title that says what it is",
        "Screen readers announce the title; a file name says nothing.",
    ),
    Code(
        "E212",
        E,
        "the picture {name} has no text alternative",
        "describe it in images/images.yaml, or declare it decorative",
        "Who does not see the picture learns what it shows from its text alternative (WCAG 2.2, 1.1.1).",
    ),
    Code(
        "E213",
        E,
        "the heading cell “{text}” does not say whether it heads a column or a row",
        "add scope",
        "A screen reader reads the heading with each cell only if it knows which cells it heads (WCAG 2.2, 1.3.1).",
    ),
    Code(
        "E214",
        E,
        "the link to {target} leads nowhere",
        "mend the target or take the link out",
        "A link that leads nowhere is a page that is lost to its reader.",
    ),
    Code(
        "E251",
        W,
        "the table “{text}” is not known to fit into a narrow column, so the edition does not claim that its looks can "
        "be changed",
        "put no table into another, and let a theme's template leave frames and roles to the program",
        "On a telephone with type of twice the size a table runs off the page, and what runs off is lost.",
    ),
    Code(
        "E252",
        W,
        "“{rule}” may be wider than a narrow column, so the edition does not claim that its looks can be changed",
        "give widths in percent or as max-width, and let words break into lines",
        "On a telephone with type of twice the size a column is eight em wide, and what is wider is lost.",
    ),
    Code(
        "E301",
        W,
        "{name} has no text alternative, so the edition does not claim that pictures have them",
        "describe it in images/images.yaml, or declare it decorative",
        "What an edition says of its accessibility is earned: each claim is proved from the composed content.",
    ),
    Code(
        "E302",
        W,
        "the text alternative of {name} is not translated, so this edition does not claim that pictures have them",
        "translate it",
        "A description in another language is none to a reader who does not know that language.",
    ),
    Code(
        "E303",
        W,
        "the chart “{chart}” has no table or list of its numbers, so the edition does not claim long descriptions",
        "let the theme's template give the numbers as text too",
        "A chart says more than an alternative text of one sentence can.",
    ),
    Code(
        "E304",
        W,
        "the heading “{text}” is of level {level} and the one before of level {last}, so the edition does not claim "
        "headings in order",
        "leave no level out",
        "Who moves from heading to heading by ear takes a missing level for missing text (WCAG 2.2, 1.3.1).",
    ),
    Code(
        "E305",
        W,
        "the contents name “{title}”, which is nowhere, so the edition does not claim a table of contents",
        "let the theme's template keep the ids of parts and headings",
        "A line of the contents that leads nowhere is worse than none.",
    ),
    Code(
        "E306",
        W,
        "the contents are in another order than the text, so the edition does not claim a reading order",
        "let the theme's templates keep the order of the parts",
        "Read aloud, the text has to come in the order in which it makes sense (WCAG 2.2, 1.3.2).",
    ),
    Code(
        "E307",
        W,
        "“{rule}” does not grow with the reader's type, so the edition does not claim that its looks can be changed",
        "give sizes in em or rem in what styles e-book and web",
        "Readers set type as large as they need it (WCAG 2.2, 1.4.4 and 1.4.12).",
    ),
    Code(
        "E308",
        W,
        "“{what}” may move, flash or sound, so the edition does not claim to be free of hazards",
        "leave it out, or have the edition judged by a person",
        "Flashing can cause seizures; only what does not move at all can be proved to be harmless.",
    ),
    Code(
        "E309",
        W,
        "a person has approved the accessibility, but {lost} is not proved, so the edition does not claim to conform",
        "mend what the other problems name, then approve it again",
        "That a book conforms to EPUB Accessibility is claimed only if both a person and the checks say so.",
    ),
    Code(
        "E401",
        E,
        "{judge} says of {where}: {said} ({rule})",
        "",
        "EPUBCheck judges by the rules of EPUB 3.3, Ace by those of EPUB Accessibility and WCAG; shops run both. Which "
        "of them could be asked differs from machine to machine, and is said at the end.",
    ),
    Code(
        "E402",
        W,
        "{judge} remarks on {where}: {said} ({rule})",
        "",
        "What EPUBCheck calls a warning or usage, and Ace moderate or minor, keeps no shop from taking a book; of our "
        "own books none is left.",
    ),
)

# SPDX-License-Identifier: AGPL-3.0-or-later
"""Problem codes of: imposition, the pages on the sheets of a printer."""

from octavo.diagnostics.code import Code, Severity, table

E, W, N = Severity.ERROR, Severity.WARNING, Severity.NOTE

_OURS = "please report this: it is a fault of the program, not of the publication"

CODES: dict[str, Code] = table(
    Code(
        "P401", E, "a sheet {sheet} is too small for {what}: they need {width} × {height} mm",
        "{way}",
        "Pages are never scaled to fit: what was read on the proof would no longer be what is printed. A sheet holds "
        "the pages side by side with their bleed, the marks and the edge by which the press grips it.",
    ),
    Code(
        "P402", E, "no sheet is called “{name}”",
        "take one of {known}, or give its size, such as 450x320mm",
        "The size of the sheet decides how many pages are printed at once and where they stand.",
    ),
    Code(
        "P403", E,
        "on paper of {caliper} mm the innermost pages move {creep} mm towards the spine; that leaves {left} mm between "
        "type and fold, and {safety} mm have to stay free",
        "take thinner paper, widen the inner margin by {missing} mm, or let the book be bound in sections",
        "Sheets laid one into the other push the inner ones outward. So that every page has the same outer margin "
        "after trimming, inner pages are printed nearer to the spine, and type must not vanish in the fold there.",
    ),
    Code(
        "P404", E, "page {page} is {found} mm after trimming, the book is {wanted} mm",
        "give all pages one size; no page may be turned",
        "All pages of a book are trimmed with the same cuts.",
    ),
    Code(
        "P405", E, "the file has {found} pages, and {wanted} were to be imposed", _OURS,
        "The plan of the sheets is made for a number of pages; with another, some would be lost or stand twice.",
    ),
    Code(
        "P406", E, "this is no PDF whose pages can be put on sheets: {reason}", _OURS,
        "Imposition takes the pages of a finished press file as they are.",
    ),
    Code(
        "P407", W, "the gutter of {gutter} mm is narrower than the bleed of two pages, {needed} mm",
        "make the gutter wider; each page keeps half of it as bleed",
        "Pages that are cut apart need room for the bleed of both, or a cut that is slightly off shows the other page.",
    ),
    Code(
        "P408", E, "there is nothing to put on sheets: the book has {pages} pages", _OURS,
        "A plan of sheets is made for a book that has been laid out, and that has one page at least.",
    ),
    Code(
        "P701", N, "the filler is not printed in the file for “{printer}”: it needs {needed}, and {room} blank there",
        "leave it so, or shorten the filler; it has to find room as a whole",
        "A filler stands on pages that the binding would leave blank, and how many these are depends on the printer. "
        "It is never a reason for more paper.",
    ),
    Code(
        "P702", E, "nothing on the pages says that this edition is not approved for printing",
        "add a title page to `parts`, or keep the words in your own template: they are in the block proof",
        "Files without marks have no line beside the pages that could say it, and nothing unapproved may look "
        "approved. The title page says it, and so does the back of a cover, until facts, text and translation are "
        "approved.",
    ),
)  # fmt: skip

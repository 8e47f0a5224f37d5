# SPDX-License-Identifier: AGPL-3.0-or-later
"""Problem codes of: printers, those of the house and those that a publication describes (M3…)."""

from octavo.diagnostics.code import Code, Severity, table

E = Severity.ERROR

_SOURCED = (
    "A number that nobody can check is passed on for years after a printer has changed it; so each says where it was "
    "read, and when."
)
_PROFILE = (
    "Colours are turned into inks by the ICC profile of a printing condition. FOGRA39 (offset on coated paper) and "
    "FOGRA29 (on uncoated paper) come with Octavo; any other profile lies beside the file of the printer, so that the "
    "publication is complete in itself."
)

CODES: dict[str, Code] = table(
    Code(
        "M301",
        E,
        "there is no printer “{name}”",
        "",
        "Printers are rows of data: `octavo printers` lists those of the house, and a file printers/NAME.yaml in the "
        "publication's folder describes one of your own.",
    ),
    Code(
        "M302",
        E,
        "“{key}” does not say where its number was read",
        "give it as “value” and “source”, the name of an entry under “sources” with title, url and the day of reading",
        _SOURCED,
    ),
    Code("M303", E, "“{source}” is not among the sources of this printer", "", _SOURCED),
    Code(
        "M304",
        E,
        "there is no paper “{paper}”",
        "",
        "The thickness of the paper decides the spine and how far inner pages creep, so a paper is one of those that "
        "a printer's file describes.",
    ),
    Code(
        "M305",
        E,
        "the thickness of the paper “{paper}” is not known",
        "give its caliper (millimetres a leaf) or its bulk (cm³/g), as the maker's data sheet has them",
        "The width of a spine is the thickness of its leaves; from the grammage alone it can't be told.",
    ),
    Code(
        "M306", E, "the profile “{file}” is not in printers/", "put it there, beside the file of the printer", _PROFILE
    ),
    Code(
        "M307",
        E,
        "Octavo has no profile of the printing condition “{condition}”",
        "put its ICC profile beside this file and name it: profile: FILE.icc",
        _PROFILE,
    ),
    Code(
        "M308",
        E,
        "the file {file} describes a printer called “{name}”",
        "give file and printer the same name",
        "A printer is asked for by its name and looked for by the name of its file.",
    ),
    Code(
        "M309",
        E,
        "“{name}” is a printer of the house",
        "call your own otherwise, such as “{name}-own”",
        "If one name meant two printers, a look at the manifest would not tell whose numbers a file was made by.",
    ),
    Code(
        "M310",
        E,
        "“{sheet}” is not a sheet",
        "write {known}, or width x height such as 450x320mm",
        "The size of the sheet decides how many pages are printed at once and where they stand.",
    ),
    Code(
        "M311",
        E,
        "{bleed} mm of bleed are more than pages have",
        "pages are laid out with {most} mm; printers that ask for more mean the sheet, not the page",
        "All outputs share one layout, with {most} mm of bleed on all sides; each printer's own is cut out of it.",
    ),
    Code(
        "M312",
        E,
        "sheets folded as “{fold}” can't be bound as “{binding}”",
        "“saddle” goes with “saddle”; with “perfect” go signature-4, signature-8, signature-16 and cut-and-stack",
        "Stitched booklets are sheets laid one into the other; glued books are sections or leaves laid one on the "
        "other. The order of the pages on the sheets differs.",
    ),
)

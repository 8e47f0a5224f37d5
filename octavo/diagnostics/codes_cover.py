# SPDX-License-Identifier: AGPL-3.0-or-later
"""Problem codes of: covers and the codes on them (P5…)."""

from octavo.diagnostics.code import Code, Severity, table

E, W, N = Severity.ERROR, Severity.WARNING, Severity.NOTE

_SPINE = "Leave `cover.spine` out, and the spine bears the title wherever it can."

CODES: dict[str, Code] = table(
    Code(
        "P501",
        E,
        "the spine is to bear the title, and a booklet stitched through the fold has no spine",
        "take `spine: true` out of “cover”, or have the {pages} pages glued (binding: perfect)",
        f"A booklet stitched through its fold has an edge there and no face. {_SPINE}",
    ),
    Code(
        "P502",
        E,
        "the spine is to bear the title, and {printer} prints on spines from {least} pages on; there are {pages}",
        "take `spine: true` out of “cover”; the number is from: {source}",
        "Thin books are folded with a tolerance that is larger than their spine, so that the title would end up on the"
        f" front or the back of some copies. {_SPINE}",
    ),
    Code(
        "P503",
        E,
        "the spine is to bear the title, and it is {spine} mm wide; letters that can be read need {least} mm",
        "take `spine: true` out of “cover”, or choose a thicker paper",
        "Type of 7 points needs 2.5 mm, and 1/16 inch (1.6 mm) must stay free on both sides, because no fold is more"
        f" exact than that. {_SPINE}",
    ),
    Code(
        "P504",
        E,
        "flaps of {flaps} mm are asked for, and a booklet stitched through the fold has none",
        "take `flaps` out of “cover”, or have the booklet glued (binding: perfect)",
        "Flaps belong to a cover of its own that is glued to the back of the book. The cover of a stitched booklet is"
        " trimmed together with its pages.",
    ),
    Code(
        "P510",
        E,
        "the address “{address}” is too long for a code that can be read at {side} mm",
        "give a shorter address: up to {most} signs",
        "The modules of a QR code (ISO/IEC 18004) get smaller with every letter. Under half a millimetre, cameras and"
        " uncoated paper lose them.",
    ),
)

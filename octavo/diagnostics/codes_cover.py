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
        "take `spine: true` out of “cover”, or choose a thicker paper; {fold} mm stay free on both sides of the line",
        "A line of 7 points takes 2.8 mm, and on both sides as much must stay free as a fold may be off: what the"
        f" printer says, or 1/16 inch (1.6 mm). {_SPINE}",
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
    Code(
        "P511",
        E,
        "the description has {count} signs, and the back of the cover has room for about {most}",
        "say in two sentences what the booklet is",
        "What does not fit would run into the publisher's name and the bar code. The size of the type is not reduced:"
        " the back of a book is read at arm's length.",
    ),
)

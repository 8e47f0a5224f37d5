# SPDX-License-Identifier: AGPL-3.0-or-later
"""A QR code as geometry (ISO/IEC 18004), in millimetres: error level M, its quiet zone included."""

from __future__ import annotations

from dataclasses import dataclass

MODULE = 0.5  # read at arm's length, and on uncoated paper
QUIET = 4  # modules on every side (ISO/IEC 18004)
SIDE_MOST = 26.0  # beside a bar code there is no more room
VERSION_MOST = 6  # 41 modules, and twice four of quiet zone: 24.5 mm
CHARACTERS_MOST = 106  # what version 6 takes in bytes at level M


@dataclass(frozen=True, slots=True)
class QrCode:
    """The symbol with its quiet zone: a square, and its dark modules as one closed path (SVG 2, 9.3)."""

    text: str
    side: float
    path: str


def qr_code(text: str) -> QrCode | None:
    """Return the QR code of an address, or None if it would be too fine to be read at the size there is."""
    import segno

    if not text or len(text.encode()) > CHARACTERS_MOST:
        return None
    made = segno.make(text, error="m", boost_error=False, micro=False)
    rows = [bytes(row) for row in made.matrix]
    path = "".join(_row(row, number) for number, row in enumerate(rows))
    return QrCode(text, round((len(rows) + 2 * QUIET) * MODULE, 3), path)


def _row(row: bytes, number: int) -> str:
    """Return the dark runs of a row as rectangles of one path: drawn apart, neighbours would show a seam."""
    path, start = [], None
    for place, dark in enumerate((*row, 0)):
        if dark and start is None:
            start = place
        elif not dark and start is not None:
            x, y, width = (value * MODULE for value in (start + QUIET, number + QUIET, place - start))
            path.append(f"M{x:g} {y:g}h{width:g}v{MODULE:g}h{-width:g}z")
            start = None
    return "".join(path)

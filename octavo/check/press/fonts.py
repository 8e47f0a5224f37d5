# SPDX-License-Identifier: AGPL-3.0-or-later
"""Fonts as a print file needs them: inside the file, with widths, and with every glyph that is asked for."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from octavo.check.pdf import glyph_count

_FILES = ("/FontFile", "/FontFile2", "/FontFile3")


@dataclass(frozen=True, slots=True)
class Font:
    """A font of a page: widths in thousandths of its size by code, and how many glyphs it has (0: not known)."""

    name: str
    embedded: bool
    composite: bool
    widths: dict[int, float]
    usual: float
    glyphs: int = 0
    procs: Any = None  # the streams of a Type 3 font, with its matrix and resources

    def codes(self, text: bytes) -> list[int]:
        """Return the codes of a string: two bytes each in a composite font."""
        if not self.composite:
            return list(text)
        return [int.from_bytes(text[at : at + 2], "big") for at in range(0, len(text), 2)]

    def width(self, code: int) -> float:
        """Return the width of a glyph in thousandths of the size."""
        return self.widths.get(code, self.usual)

    def missing(self, code: int) -> bool:
        """Tell whether a code stands for no glyph of the font's."""
        return bool(self.glyphs) and (code == 0 or code >= self.glyphs)


def font_of(font: Any) -> Font:
    """Return a font of the file as values."""
    name = str(font.get("/BaseFont", font.get("/Name", "/?")))[1:].split("+")[-1]
    subtype = str(font.get("/Subtype", ""))
    if subtype == "/Type3":
        return Font(name, True, False, _simple_widths(font, 1000 * abs(float(font.FontMatrix[0]))), 0, procs=font)
    composite = subtype == "/Type0"
    descendant = font.DescendantFonts[0] if composite else font
    descriptor = descendant.get("/FontDescriptor", {})
    file = next((descriptor[key] for key in _FILES if key in descriptor), None)
    if not composite:
        usual = float(descriptor.get("/MissingWidth", 500 if file is None else 0))
        return Font(name, file is not None, False, _simple_widths(font, 1), usual)
    plain = str(descendant.get("/CIDToGIDMap", "/Identity")) == "/Identity"
    straight = plain and str(font.get("/Encoding")) == "/Identity-H" and descendant.get("/Subtype") == "/CIDFontType2"
    glyphs = glyph_count(file.read_bytes()) if file is not None and straight else 0
    widths = _cid_widths(descendant.get("/W", []))
    return Font(name, file is not None, True, widths, float(descendant.get("/DW", 1000)), glyphs)


def _simple_widths(font: Any, factor: float) -> dict[int, float]:
    first = int(font.get("/FirstChar", 0))
    return {first + at: float(width) * factor for at, width in enumerate(font.get("/Widths", []))}


def _cid_widths(entries: Any) -> dict[int, float]:
    """Return the widths of a CID font: “c [w …]” and “first last w” (ISO 32000-1, 9.7.4.3)."""
    import pikepdf

    found: dict[int, float] = {}
    listed, at = list(entries), 0
    while at + 1 < len(listed):
        first, second = int(listed[at]), listed[at + 1]
        if isinstance(second, pikepdf.Array):
            found |= {first + i: float(width) for i, width in enumerate(second)}
            at += 2
        else:
            last = min(int(second), first + 0xFFFF)
            found |= dict.fromkeys(range(first, last + 1), float(listed[at + 2]))
            at += 3
    return found

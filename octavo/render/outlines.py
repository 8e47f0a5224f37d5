# SPDX-License-Identifier: AGPL-3.0-or-later
"""A line of text as outlines: PDF path operators, so that marks, slugs and barcodes need no font in the file.

Letters stand side by side with their own widths and kerning of pairs is left out: enough for labels in Latin, Greek and
Cyrillic letters. Scripts whose letters join or combine need a layout engine; ask `can_outline` first.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from io import BytesIO
from pathlib import Path
from typing import Any

from octavo.resources.shared import fonts_folder

SCRIPTS = ("LATIN", "GREEK", "CYRILLIC")


@dataclass(frozen=True, slots=True)
class TextPath:
    """A line of text: path operators that end before they are painted, from the origin on its baseline; points."""

    operators: str
    width: float


@lru_cache(maxsize=1)
def label_font() -> bytes:
    """Return the font of labels: the regular cut of the house's sans."""
    return (fonts_folder() / "octavo-sans" / Path("OctavoSans-Regular.ttf")).read_bytes()


def can_outline(text: str, font: bytes) -> bool:
    """Tell whether every character is in the font, and none is of a script that has to be shaped."""
    cmap = _opened(font).getBestCmap()
    return all(ord(char) in cmap and _stands_alone(char) for char in _composed(text))


@lru_cache(maxsize=256)
def text_path(text: str, font: bytes, size: float) -> TextPath:
    """Return a line of text in a size in points; raise KeyError for a character that the font doesn't have.

    The path has no overlap that even-odd filling would open: fill it by the nonzero rule (ISO 32000-1, 8.5.3.3.2).
    """
    opened = _opened(font)
    cmap, advances, glyphs = opened.getBestCmap(), opened["hmtx"], opened.getGlyphSet()
    scale, x, parts = size / opened["head"].unitsPerEm, 0.0, list[str]()
    for char in _composed(text):
        name = cmap[ord(char)]
        parts += _outline(glyphs, name, scale, x)
        x += advances[name][0] * scale
    return TextPath(" ".join(parts), round(x, 3))


def _composed(text: str) -> str:
    return unicodedata.normalize("NFC", text)


def _stands_alone(char: str) -> bool:
    if unicodedata.combining(char):
        return False
    return not char.isalpha() or unicodedata.name(char, "").startswith((*SCRIPTS, "MODIFIER", "FEMININE", "MASCULINE"))


@lru_cache(maxsize=4)
def _opened(font: bytes) -> Any:
    from fontTools.ttLib import TTFont

    return TTFont(BytesIO(font), lazy=True)


def _outline(glyphs: Any, name: str, scale: float, x: float) -> list[str]:
    """Return the operators of one glyph; curves of TrueType become the cubic ones that PDF has."""
    from fontTools.pens.basePen import BasePen

    parts: list[str] = []

    def write(operator: str, *points: tuple[float, float]) -> None:
        numbers = [number for px, py in points for number in (px * scale + x, py * scale)]
        parts.append(" ".join([*(f"{round(number, 3):g}" for number in numbers), operator]))

    class Pen(BasePen):  # type: ignore[misc]
        def _moveTo(self, point: tuple[float, float]) -> None:  # noqa: N802
            write("m", point)

        def _lineTo(self, point: tuple[float, float]) -> None:  # noqa: N802
            write("l", point)

        def _curveToOne(self, one: Any, two: Any, three: Any) -> None:  # noqa: N802
            write("c", one, two, three)

        def _closePath(self) -> None:  # noqa: N802
            write("h")

    glyphs[name].draw(Pen(glyphs))
    return parts

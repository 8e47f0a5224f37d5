# SPDX-License-Identifier: AGPL-3.0-or-later
"""Pictures on the grid: how large each is set, and which part of it is shown."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from octavo.model.edition import Edition, ImageText

Size = Literal["text", "page", "bleed", "spread"]
SIZES: tuple[Size, ...] = ("text", "page", "bleed", "spread")
POINTS_PER_MM = 72 / 25.4


@dataclass(frozen=True, slots=True)
class Measure:
    """The print page in points: its size, the text block, and the line grid."""

    page_width: float
    page_height: float
    width: float
    lines: int
    grid: float


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture as its template sets it.

    src      its name inside the document        size    text, page, bleed or spread
    lines    its height in lines of the grid     focus   the point to keep, in per cent of width and height
    """

    image: ImageText
    src: str
    size: Size
    lines: int
    focus: tuple[float, float]


def picture_of(edition: Edition, src: str, size: str, measure: Measure) -> Picture:
    """Return the picture `src` at a size; raise ValueError if there is no such picture or size."""
    if src not in edition.images:
        raise ValueError(f"there is no picture images/{src}, but {', '.join(edition.images) or 'none at all'}")
    found: Size | None = next((known for known in SIZES if known == size), None)
    if found is None:
        raise ValueError(f"“{size}” is not a size, but {', '.join(SIZES)} are")
    image = edition.images[src]
    x, y = image.credit.focus
    lines = _lines(image, measure, most=measure.lines - 3)
    return Picture(image, asset_name(image), found, lines, (round(x * 100, 2), round(y * 100, 2)))


def asset_name(image: ImageText) -> str:
    """Return the picture's name inside a document."""
    return f"images/{image.credit.file}"


def _lines(image: ImageText, measure: Measure, most: int) -> int:
    """Return the height at full measure, rounded to the grid: the trim is cut at the foot by less than half a line."""
    if not image.asset.width or not image.asset.height:
        return most // 2
    height = measure.width * image.asset.height / image.asset.width
    return max(4, min(most, round(height / measure.grid)))

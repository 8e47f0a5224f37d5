# SPDX-License-Identifier: AGPL-3.0-or-later
"""Pictures on the grid: how large each is set, and which part of it is shown."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from octavo.model.edition import Edition, ImageText

Size = Literal["text", "page", "bleed", "spread"]
SIZES: tuple[Size, ...] = ("text", "page", "bleed", "spread")
POINTS_PER_MM = 72 / 25.4
BLEED = 5 * POINTS_PER_MM  # as much as any printer asks; what is too much is cut by the page box
CAPTION_LINES = 4  # kept free under a picture that fills a page


@dataclass(frozen=True, slots=True)
class Measure:
    """The print page in points: its size, the text block, and the line grid."""

    page_width: float
    page_height: float
    width: float
    lines: int
    grid: float


@dataclass(frozen=True, slots=True)
class Frame:
    """A window of width × height points, and where the whole picture lies behind it."""

    width: float
    height: float
    x: float
    y: float
    picture_width: float
    picture_height: float


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture as its template sets it: its name inside the document, and its windows, two for a spread."""

    image: ImageText
    src: str
    size: Size
    frame: Frame
    second: Frame | None = None


def picture_of(edition: Edition, src: str, size: str, measure: Measure) -> Picture:
    """Return the picture `src` at a size; raise ValueError if there is no such picture or size."""
    if src not in edition.images:
        raise ValueError(f"there is no picture images/{src}, but {', '.join(edition.images) or 'none at all'}")
    found: Size | None = next((known for known in SIZES if known == size), None)
    if found is None:
        raise ValueError(f"“{size}” is not a size, but {', '.join(SIZES)} are")
    image = edition.images[src]
    if found in ("text", "page"):
        frame, second = _in_text(image, measure), None
    else:
        frame, second = _to_the_edge(image, measure, found == "spread", edition.language.direction == "rtl")
    return Picture(image, asset_name(image), found, frame, second)


def asset_name(image: ImageText) -> str:
    """Return the picture's name inside a document."""
    return f"images/{image.credit.file}"


def _in_text(image: ImageText, measure: Measure) -> Frame:
    """Return the window at full measure, a whole number of lines high: less than half a line is cut or added."""
    height = measure.width / _ratio(image)
    lines = max(4, min(measure.lines - CAPTION_LINES, round(height / measure.grid)))
    return _window(image, measure.width, lines * measure.grid)


def _to_the_edge(image: ImageText, measure: Measure, spread: bool, from_right: bool) -> tuple[Frame, Frame | None]:
    depth = measure.page_height - (CAPTION_LINES + 1) * measure.grid + BLEED
    if not spread:
        return _window(image, measure.page_width + 2 * BLEED, depth), None
    whole = _window(image, 2 * (measure.page_width + BLEED), depth)
    half = measure.page_width + BLEED
    left = Frame(half, depth, whole.x, whole.y, whole.picture_width, whole.picture_height)
    right = Frame(half, depth, whole.x - half, whole.y, whole.picture_width, whole.picture_height)
    return (right, left) if from_right else (left, right)


def _window(image: ImageText, width: float, height: float) -> Frame:
    """Return a window filled by the picture, moved so that the point to keep is as near its centre as it can be."""
    ratio = _ratio(image)
    wide, high = max(width, height * ratio), max(height, width / ratio)
    focus_x, focus_y = image.credit.focus
    x = min(0.0, max(width - wide, width / 2 - wide * focus_x))
    y = min(0.0, max(height - high, height / 2 - high * focus_y))
    return Frame(*(round(value, 2) for value in (width, height, x, y, wide, high)))


def _ratio(image: ImageText) -> float:
    return image.asset.width / image.asset.height if image.asset.width and image.asset.height else 1.5

# SPDX-License-Identifier: AGPL-3.0-or-later
"""Where a page ends: trim, bleed and sheet, and what lies beyond taken away (ISO 15930-7, 6.7)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from typing import Any, Literal

POINTS_PER_MM = 72 / 25.4
MARGIN = 12.0
"""Millimetres around the bleed for marks and slug."""

Rectangle = tuple[float, float, float, float]
Spine = Literal["", "left", "right"]


@dataclass(frozen=True, slots=True)
class Edges:
    """The boxes of a page in points: left, bottom, right, top."""

    trim: Rectangle
    bleed: Rectangle
    sheet: Rectangle


def edges_of(page: Any, bleed: float, marks: bool, spine: Spine = "") -> Edges:
    """Return the boxes a page gets: `bleed` millimetres around its trim, and around that room for marks if wanted.

    What the page has no paint for is not claimed: the bleed ends where the page did. `spine` is a side that has none.
    """
    media = page.obj.get("/MediaBox") or page.mediabox
    found = page.obj.get("/TrimBox", media)
    return _edges(_read(found), _read(media), bleed, marks, spine)


def _read(box: Any) -> tuple[float, ...]:
    said = box.unparse(resolved=True)
    return tuple(float(value) for value in box) if b" R" in said else _numbers(said)


# The pages of a book have the same boxes.
@lru_cache(maxsize=64)
def _numbers(said: bytes) -> tuple[float, ...]:
    return tuple(map(float, said.strip(b"[] ").split()))


@lru_cache(maxsize=64)
def _edges(found: tuple[float, ...], media: tuple[float, ...], bleed: float, marks: bool, spine: Spine) -> Edges:
    left, bottom, right, top = found
    trim = (min(left, right), min(bottom, top), max(left, right), max(bottom, top))
    wide = _grown(trim, bleed * POINTS_PER_MM)
    first, last = (trim[0] if spine == "left" else wide[0]), (trim[2] if spine == "right" else wide[2])
    bled = (max(first, media[0]), max(wide[1], media[1]), min(last, media[2]), min(wide[3], media[3]))
    return Edges(trim, bled, _grown(bled, MARGIN * POINTS_PER_MM) if marks else bled)


def spine_of(number: int, direction: str) -> Spine:
    """Return on which side a page of a book is bound: rectos, which have odd numbers, where reading begins."""
    return "left" if (number % 2 == 1) == (direction != "rtl") else "right"


def set_edges(page: Any, edges: Edges) -> None:
    """Give a page its boxes and no others."""
    from pikepdf import Object

    for name in ("/CropBox", "/ArtBox"):
        if name in page.obj:
            del page.obj[name]
    for name, box in (("/MediaBox", edges.sheet), ("/TrimBox", edges.trim), ("/BleedBox", edges.bleed)):
        page.obj[name] = Object.parse(_written(box))


@lru_cache(maxsize=64)
def _written(box: Rectangle) -> bytes:
    return f"[{' '.join(map(str, points(box)))}]".encode()


def points(values: Sequence[float]) -> list[Decimal]:
    """Return lengths as they are written: with four digits."""
    return [Decimal(f"{value:.4f}".rstrip("0").rstrip(".") or "0") for value in values]


def _grown(box: Rectangle, by: float) -> Rectangle:
    return (box[0] - by, box[1] - by, box[2] + by, box[3] + by)

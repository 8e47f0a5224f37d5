# SPDX-License-Identifier: AGPL-3.0-or-later
"""A page as a sheet: its boxes, and how problems on it are told."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from octavo.check.press.geometry import MM, Rect, place, rect
from octavo.diagnostics.problem import Place, problem
from octavo.model.gate import Found

_INHERITED = 64  # how far up the tree of pages a box is looked for


@dataclass(frozen=True, slots=True)
class Sheet:
    """The boxes of a page in points, as far as it has them; `trim` and `bleed` fall back as ISO 32000-1, 14.11.2."""

    number: int
    media: Rect
    crop: Rect | None
    bleed_box: Rect | None
    trim_box: Rect | None
    art: Rect | None
    rotate: int
    unit: float

    @property
    def trim(self) -> Rect:
        """Return where the page is cut."""
        return self.trim_box or self.art or self.crop or self.media

    @property
    def bleed(self) -> Rect:
        """Return where its colour ends."""
        return self.bleed_box or self.crop or self.media

    @property
    def size(self) -> tuple[float, float]:
        """Return width and height of the trim in millimetres."""
        return ((self.trim[2] - self.trim[0]) / MM, (self.trim[3] - self.trim[1]) / MM)


def sheet_of(page: Any, number: int) -> Sheet:
    """Return the boxes of a page; raise ValueError where one is none."""

    def box(name: str, inherited: bool = False) -> Rect | None:
        value = _entry(page.obj, name) if inherited else page.obj.get(name)
        return rect(value) if value is not None else None

    media = box("/MediaBox", True)
    if media is None:
        raise ValueError("it has no MediaBox")
    rotate, unit = _entry(page.obj, "/Rotate"), page.obj.get("/UserUnit", 1)
    return Sheet(
        number, media, box("/CropBox", True), box("/BleedBox"), box("/TrimBox"), box("/ArtBox"),
        int(rotate or 0) % 360, float(unit),
    )  # fmt: skip


def _entry(node: Any, name: str) -> Any:
    """Return an entry of a page that it may have from the nodes above it."""
    for _ in range(_INHERITED):
        if name in node:
            return node[name]
        if "/Parent" not in node:
            return None
        node = node.Parent
    return None


def on_page(code: str, sheet: Sheet, where: Rect | None = None, **values: Any) -> Found:
    """Return a problem on a page, with the place in millimetres."""
    said = problem(code, Place(key=f"page {sheet.number}"), page=sheet.number, **values)
    return Found(said, sheet.number, place(where, sheet.trim))


def in_file(code: str, **values: Any) -> Found:
    """Return a problem of the whole file."""
    return Found(problem(code, Place(), **values))


def told(number: float, digits: int = 1) -> str:
    """Return a number as it is said: rounded, without zeros at its end."""
    return f"{round(number, digits):g}"

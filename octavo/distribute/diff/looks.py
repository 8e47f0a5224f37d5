# SPDX-License-Identifier: AGPL-3.0-or-later
"""Where two pictures of a page differ: boxes around what a person sees, without what two renderings differ by."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PIL.Image import Image

Spot = tuple[int, int, int, int]
"""Left, head, right and foot in pixels."""

STRONG = 24  # of 255: what one pixel of a letter's edge may move before it counts
FAINT = 5  # of 255, as the mean of a cell: a tint that changed, though no pixel of it by much
CELL = 8  # pixels a side
JOINED = 2  # cells that may lie between two places that are told as one
MOST = 40  # places on a page; more are told as one


def spots(old: Image, new: Image) -> tuple[Spot, ...]:
    """Return the places where two pictures of equal size differ, from the head down; none where they look the same."""
    from PIL import ImageChops

    apart = ImageChops.difference(old, new)
    if not apart.getbbox():
        return ()
    bands = apart.split()
    most = bands[0]
    for band in bands[1:]:
        most = ImageChops.lighter(most, band)
    # A cell's mean is above 0 as soon as one of its pixels is 255: 255 / 64 is 4.
    strong = most.point([0 if value <= STRONG else 255 for value in range(256)]).reduce(CELL)
    faint = most.reduce(CELL).point([0 if value <= FAINT else 255 for value in range(256)])
    cells = ImageChops.lighter(strong, faint)
    return _merged(tuple(_places(cells, *old.size)))


def _places(cells: Image, width: int, height: int) -> Iterator[Spot]:
    """Yield a box in pixels around each group of cells that are near each other."""
    columns, _ = cells.size
    waiting = {(at % columns, at // columns) for at, value in enumerate(cells.tobytes()) if value}
    while waiting:
        group, edge = set(), {min(waiting, key=lambda cell: (cell[1], cell[0]))}
        while edge:
            waiting -= edge
            group |= edge
            edge = {near for cell in edge for near in _around(*cell) if near in waiting}
        left, right = min(x for x, _ in group), max(x for x, _ in group) + 1
        head, foot = min(y for _, y in group), max(y for _, y in group) + 1
        yield left * CELL, head * CELL, min(width, right * CELL), min(height, foot * CELL)


def _around(x: int, y: int) -> Iterator[tuple[int, int]]:
    near = range(-JOINED, JOINED + 1)
    return ((x + dx, y + dy) for dy in near for dx in near)


def _merged(found: tuple[Spot, ...]) -> tuple[Spot, ...]:
    if len(found) <= MOST:
        return found
    lefts, heads, rights, feet = zip(*found, strict=True)
    return ((min(lefts), min(heads), max(rights), max(feet)),)

# SPDX-License-Identifier: AGPL-3.0-or-later
"""Matrices and rectangles of a PDF page, in points from its lower left corner."""

from __future__ import annotations

from collections.abc import Iterable
from math import hypot
from typing import Any

from octavo.model.pagemap import Box

MM = 72 / 25.4

# a b c d e f of ISO 32000-1, 8.3.4: x' = a x + c y + e, y' = b x + d y + f.
Matrix = tuple[float, float, float, float, float, float]
# Left, foot, right, head.
Rect = tuple[float, float, float, float]

UNIT: Matrix = (1, 0, 0, 1, 0, 0)
EVERYWHERE: Rect = (-1e9, -1e9, 1e9, 1e9)


def times(first: Matrix, then: Matrix) -> Matrix:
    """Return the matrix that does `first`, and `then` the other."""
    a, b, c, d, e, f = first
    p, q, r, s, t, u = then
    return (a * p + b * r, a * q + b * s, c * p + d * r, c * q + d * s, e * p + f * r + t, e * q + f * s + u)


def matrix(value: Any) -> Matrix:
    """Return a matrix of the file; one that is missing or broken changes nothing."""
    numbers = [float(each) for each in value] if value is not None else []
    return tuple(numbers) if len(numbers) == 6 else UNIT  # type: ignore[return-value]


def rect(value: Any) -> Rect:
    """Return a box of the file, its corners put in order; raise ValueError if it has not four numbers."""
    x0, y0, x1, y1 = (float(each) for each in value)
    return (min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1))


def around(points: Iterable[tuple[float, float]]) -> Rect:
    """Return the smallest rectangle that holds the points."""
    xs, ys = zip(*points, strict=True)
    return (min(xs), min(ys), max(xs), max(ys))


def moved(box: Rect, by: Matrix) -> Rect:
    """Return the rectangle around a transformed one."""
    a, b, c, d, e, f = by
    x0, y0, x1, y1 = box
    return around((a * x + c * y + e, b * x + d * y + f) for x in (x0, x1) for y in (y0, y1))


def common(one: Rect, other: Rect) -> Rect | None:
    """Return what two rectangles share; a line of no width is something, a gap is None."""
    x0, y0, x1, y1 = max(one[0], other[0]), max(one[1], other[1]), min(one[2], other[2]), min(one[3], other[3])
    return (x0, y0, x1, y1) if x0 <= x1 and y0 <= y1 else None


def grown(box: Rect, by: float) -> Rect:
    """Return the rectangle with each side moved outwards."""
    return (box[0] - by, box[1] - by, box[2] + by, box[3] + by)


def holds(outer: Rect, inner: Rect, slack: float = 0.01) -> bool:
    """Tell whether one rectangle lies in another."""
    return (
        inner[0] >= outer[0] - slack
        and inner[1] >= outer[1] - slack
        and inner[2] <= outer[2] + slack
        and inner[3] <= outer[3] + slack
    )


def scale(by: Matrix) -> float:
    """Return by how much a matrix enlarges what it enlarges least: for widths of lines."""
    return min(hypot(by[0], by[1]), hypot(by[2], by[3]))


def place(box: Rect | None, trim: Rect) -> Box | None:
    """Return a rectangle in millimetres from the upper left corner of the trim, two decimals."""
    if box is None:
        return None
    x, y, width, height = box[0] - trim[0], trim[3] - box[3], box[2] - box[0], box[3] - box[1]
    return Box(*(round(each / MM, 2) for each in (x, y, width, height)))

# SPDX-License-Identifier: AGPL-3.0-or-later
"""Marks around a page, in every ink: where it is cut, how the plates register, and what page of what it is."""

from __future__ import annotations

from typing import Any

from octavo.render.outlines import can_outline, label_font, text_path
from octavo.render.press.boxes import POINTS_PER_MM, Edges

MM = POINTS_PER_MM
LINE = 0.25  # points
OFFSET = 1.0 * MM  # of a mark from the bleed
LENGTH = 5.0 * MM
TARGET = 1.6 * MM  # radius of a register mark
SLUG = 6.0  # size of the slug line, in points

_CURVE = 0.5523  # of a quarter circle as a Bézier curve


def draw_marks(pdf: Any, page: Any, edges: Edges, slug: str) -> None:
    """Draw crop marks at the corners of the trim, register marks on the sides, and the slug under the page.

    All of it lies outside the bleed and in the colour /All, which every plate prints (ISO 32000-1, 8.6.6.4). The slug
    is drawn as outlines, so that the file needs no font for it.
    """
    from pikepdf import Dictionary

    drawing = ["q", f"{LINE} w /OctavoAll CS 1 SCN /OctavoAll cs 1 scn", *crop_marks(edges), *targets(edges)]
    drawing += [*slug_line(slug, edges.trim[0], edges.bleed[1] - OFFSET - LENGTH - SLUG), "Q"]
    resources = page.obj.get("/Resources")
    own = Dictionary(dict(resources.items()) if resources is not None else {})  # pages may share their table
    spaces = Dictionary(dict(own.get("/ColorSpace", Dictionary()).items()))
    spaces.OctavoAll = registration()
    own.ColorSpace = spaces
    page.obj.Resources = own
    page.contents_add(b"q\n", prepend=True)
    page.contents_add(b"\nQ\n" + "\n".join(drawing).encode())


def registration() -> Any:
    """Return the colour space of all plates at once, each in full."""
    from pikepdf import Array, Dictionary, Name

    tint = Dictionary(FunctionType=2, Domain=[0, 1], C0=[0, 0, 0, 0], C1=[1, 1, 1, 1], N=1)
    return Array([Name.Separation, Name.All, Name.DeviceCMYK, tint])


def crop_marks(edges: Edges) -> list[str]:
    """Return eight lines that show where the page is cut, outside its bleed."""
    left, bottom, right, top = edges.trim
    low, high = edges.bleed[1] - OFFSET, edges.bleed[3] + OFFSET
    near, far = edges.bleed[0] - OFFSET, edges.bleed[2] + OFFSET
    lines = [(x, low, x, low - LENGTH) for x in (left, right)]
    lines += [(x, high, x, high + LENGTH) for x in (left, right)]
    lines += [(near, y, near - LENGTH, y) for y in (bottom, top)]
    lines += [(far, y, far + LENGTH, y) for y in (bottom, top)]
    return [f"{a:.3f} {b:.3f} m {c:.3f} {d:.3f} l S" for a, b, c, d in lines]


def targets(edges: Edges) -> list[str]:
    """Return a cross in a circle at the middle of each side."""
    left, bottom, right, top = edges.bleed
    away = OFFSET + LENGTH / 2
    middle = ((left + right) / 2, (bottom + top) / 2)
    places = ((left - away, middle[1]), (right + away, middle[1]), (middle[0], bottom - away), (middle[0], top + away))
    return [part for x, y in places for part in _target(x, y)]


def _target(x: float, y: float) -> list[str]:
    arm, radius, bend = 1.4 * TARGET, TARGET, TARGET * _CURVE
    return [
        f"{x - arm:.3f} {y:.3f} m {x + arm:.3f} {y:.3f} l {x:.3f} {y - arm:.3f} m {x:.3f} {y + arm:.3f} l S",
        f"{x + radius:.3f} {y:.3f} m "
        f"{x + radius:.3f} {y + bend:.3f} {x + bend:.3f} {y + radius:.3f} {x:.3f} {y + radius:.3f} c "
        f"{x - bend:.3f} {y + radius:.3f} {x - radius:.3f} {y + bend:.3f} {x - radius:.3f} {y:.3f} c "
        f"{x - radius:.3f} {y - bend:.3f} {x - bend:.3f} {y - radius:.3f} {x:.3f} {y - radius:.3f} c "
        f"{x + bend:.3f} {y - radius:.3f} {x + radius:.3f} {y - bend:.3f} {x + radius:.3f} {y:.3f} c S",
    ]


def slug_line(text: str, x: float, y: float) -> list[str]:
    """Return a line of text as outlines, with its letters beside it for who reads the file (ISO 32000-1, 14.9.4).

    Characters that the font of labels doesn't have, or that would have to be shaped, are left out.
    """
    font = label_font()
    path = text_path("".join(char for char in text if can_outline(char, font)), font, SLUG)
    letters = ("\ufeff" + text).encode("utf-16-be").hex().upper()
    return [f"/Span <</ActualText <{letters}>>> BDC", f"q 1 0 0 1 {x:.3f} {y:.3f} cm {path.operators} f Q", "EMC"]

# SPDX-License-Identifier: AGPL-3.0-or-later
"""All items of a roll drawn, part by part, and remembered: for a corrected name only its neighbours are drawn anew.

Where a part ends is decided by its rows, so that a row more or less moves no other part, or few.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any
from zlib import crc32

from octavo.model.canonical import digest
from octavo.model.matter import LongRoll
from octavo.model.pdf_parts import Remember
from octavo.render.boxes import MM_PER_PX
from octavo.render.roll.breaking import Line, drawn_lines, lines_of
from octavo.render.roll.items import Item, Path, Shape
from octavo.render.roll.pen import FontUse, Pen, add_uses, style_name
from octavo.render.roll.specimen import Manner

PART = 1024
"""About how many items are drawn at a time."""


@dataclass(frozen=True, slots=True)
class Way:
    """How items are set: their shapes, the manner of each, the styles by the paths of texts, and the one colour."""

    shapes: tuple[Shape, ...]
    manners: dict[int, Manner]
    numbers: Mapping[Path, int]
    styles: tuple[Any, ...] = field(repr=False)
    pen: Pen = field(repr=False)
    colours: tuple[bytes, ...]

    @property
    def colour(self) -> bytes:
        """The operators that set the colour of all items, if it is one."""
        return self.colours[0] if len(set(self.colours)) == 1 else b""

    @property
    def name(self) -> str:
        """All that decides how a row is drawn, apart from the row."""
        manners = [(shape, repr(manner)) for shape, manner in sorted(self.manners.items())]
        shapes = [shape.pattern for shape in self.shapes]
        return digest(
            repr((shapes, manners, sorted(self.numbers.items()), list(map(style_name, self.styles)), self.colours))
        )

    def lines(self, item: Item, pen: Pen) -> list[Line]:
        """Return an item broken into lines."""
        manner = self.manners[item.shape]
        room = (manner.right - manner.indent) / MM_PER_PX, (manner.right - manner.turnover) / MM_PER_PX
        return lines_of(item, self.shapes[item.shape], self.numbers, pen, room)


def way_of(
    shapes: tuple[Shape, ...], manners: dict[int, Manner], numbers: Mapping[Path, int], styles: tuple[Any, ...]
) -> Way:
    """Return the way that a proof showed."""
    pen = Pen(styles)
    return Way(shapes, manners, numbers, styles, pen, tuple(pen.colour(style) for style in range(len(styles))))


@dataclass(frozen=True, slots=True)
class DrawnItems:
    """Items as drawn, in their order: how many lines each has, the operators that show it, and the fonts used."""

    lines: tuple[int, ...]
    operators: tuple[bytes, ...]
    uses: dict[str, FontUse]


def draw_items(roll: LongRoll, items: tuple[Item, ...], way: Way, remember: Remember) -> DrawnItems:
    """Return all items drawn; raise Unfit where one can't be."""
    name, lines, operators, uses = way.name, list[int](), list[bytes](), dict[str, FontUse]()
    at = 0
    for rows in _parts(roll):
        part = items[at : at + len(rows)]
        at += len(rows)
        data = json.loads(remember(f"{digest(chr(10).join(rows))} {name}", lambda part=part: _drawn(part, way)))  # type: ignore[misc]
        lines += data["lines"]
        operators += [each.encode("ascii") for each in data["operators"]]
        for font, (style, sample, glyphs) in data["uses"].items():
            add_uses(uses, font, FontUse(style, sample, {int(glyph): text for glyph, text in glyphs.items()}))
    return DrawnItems(tuple(lines), tuple(operators), uses)


def _parts(roll: LongRoll) -> Iterator[list[str]]:
    part: list[str] = []
    for row in roll.rows.split("\n"):
        if row:
            part.append(row)
            if crc32(row.encode()) % PART == 0 or len(part) == 2 * PART:
                yield part
                part = []
    if part:
        yield part


def _drawn(items: tuple[Item, ...], way: Way) -> str:
    """Draw items with a pen of their own, so that what it used is what they need; return them as text."""
    pen, found = Pen(way.styles), []
    colours = () if way.colour else way.colours
    for item in items:
        lines = way.lines(item, pen)
        found.append((len(lines), drawn_lines(lines, way.manners[item.shape], colours, MM_PER_PX).decode("ascii")))
    uses = {font: (use.style, use.sample, use.glyphs) for font, use in pen.uses.items()}
    return json.dumps({"lines": [each[0] for each in found], "operators": [each[1] for each in found], "uses": uses})

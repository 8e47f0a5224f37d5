# SPDX-License-Identifier: AGPL-3.0-or-later
"""All items of a roll drawn, part by part, and remembered: for a corrected name only its neighbours are drawn anew.

Where a part ends is decided by its rows, so that a row more or less moves no other part, or few.
"""

from __future__ import annotations

import json
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from octavo.model.canonical import digest
from octavo.model.parts import Each, one_by_one, parts_of, remembered
from octavo.model.pdf_parts import Remember
from octavo.render.boxes import MM_PER_PX
from octavo.render.roll.breaking import Line, drawn_lines, lines_of
from octavo.render.roll.items import Item, Path, RollItems, Shape
from octavo.render.roll.pen import FontUse, Pen, add_uses, read_uses, style_name, told_uses
from octavo.render.roll.specimen import Manner

PART = 512
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
    uses: dict[str, FontUse]
    _starts: tuple[int, ...] = field(repr=False)
    _shown: tuple[str, ...] = field(repr=False)
    _parts: dict[int, list[str]] = field(default_factory=dict, repr=False)

    def operators(self, at: int) -> bytes:
        """Return the operators that show an item; few are asked for where pages are known from the last time."""
        part = bisect_right(self._starts, at) - 1
        if part not in self._parts:
            self._parts[part] = self._shown[part].split(_NEXT)
        return self._parts[part][at - self._starts[part]].encode("ascii")


_NEXT = "\f"  # stands between the items of a part, and in none


def draw_items(items: RollItems, way: Way, remember: Remember, each: Each = one_by_one) -> DrawnItems:
    """Return all items drawn; raise Unfit where one can't be. `each` draws the parts that are not remembered."""
    parts = list(parts_of([row.encode() for row in items.rows], PART))
    name = way.name
    keys = [f"{digest(*items.rows[start:end])} {name}" for start, end in parts]
    lines, uses = list[int](), dict[str, FontUse]()
    starts, shown = list[int](), list[str]()
    drawn = remembered(parts, keys, lambda part: _drawn(items[part[0] : part[1]], way), remember, each)
    for (start, _), made in zip(parts, drawn, strict=True):
        head, _, operators = made.partition(_NEXT)
        data = json.loads(head)
        lines += data["lines"]
        starts.append(start)
        shown.append(operators)
        add_uses(uses, read_uses(data["uses"]))
    return DrawnItems(tuple(lines), uses, tuple(starts), tuple(shown))


def _drawn(items: Sequence[Item], way: Way) -> str:
    """Draw items with a pen of their own, so that what it used is what they need; return them as text."""
    pen, lines, operators = Pen(way.styles), list[int](), list[str]()
    colours = () if way.colour else way.colours
    for item in items:
        broken = way.lines(item, pen)
        lines.append(len(broken))
        operators.append(drawn_lines(broken, way.manners[item.shape], colours, MM_PER_PX).decode("ascii"))
    return _NEXT.join([json.dumps({"lines": lines, "uses": told_uses(pen.uses)}), *operators])

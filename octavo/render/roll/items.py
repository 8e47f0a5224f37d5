# SPDX-License-Identifier: AGPL-3.0-or-later
"""The items of a long roll: the HTML of each, and the pieces of text it is set from."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape
from typing import overload
from xml.etree import ElementTree as ET

from octavo.model.matter import LongRoll, field_of, filled, pieces

_SPACE = re.compile(r"[ \t\n\r\f]+")

Path = tuple[str, ...]
"""Where a text stands: names of the elements with their classes, outermost first, as `("li", "span.years")`."""


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of an item that one element holds: the element's path, and what is literal or a field in it."""

    path: Path
    parts: tuple[str | int, ...]

    def text(self, fields: Sequence[str]) -> str:
        """Return the text of the run in an item with these fields."""
        return "".join(part if isinstance(part, str) else field_of(fields, part) for part in self.parts)


@dataclass(frozen=True, slots=True)
class Shape:
    """A way in which items are made: the element, and the runs of its text."""

    pattern: str
    tag: str
    runs: tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class Item:
    """An item: the number of its shape, and its fields: first its key, then the name it is filed under."""

    shape: int
    fields: tuple[str, ...]

    @property
    def key(self) -> str:
        """The key of the entry; empty for a heading."""
        return self.fields[0]

    @property
    def name(self) -> str:
        """The name that the entry is filed under."""
        return self.fields[1]


def shapes_of(roll: LongRoll) -> tuple[Shape, ...]:
    """Return the shapes of a roll's items; raise ValueError for a pattern that is no element."""
    return tuple(map(_shape, roll.patterns))


class RollItems(Sequence["Item"]):
    """The items of a roll in order, taken from their rows one by one as they are asked for: most never are."""

    def __init__(self, roll: LongRoll) -> None:
        self.rows = tuple(row for row in roll.rows.split("\n") if row)
        self.shapes = tuple(int(row[: row.index("\t")]) for row in self.rows)

    def __len__(self) -> int:
        """Return how many there are."""
        return len(self.rows)

    @overload
    def __getitem__(self, at: int) -> Item: ...
    @overload
    def __getitem__(self, at: slice) -> list[Item]: ...
    def __getitem__(self, at: int | slice) -> Item | list[Item]:
        """Return an item, or some in a row."""
        return item_of(self.rows[at]) if isinstance(at, int) else [item_of(row) for row in self.rows[at]]


def item_of(row: str) -> Item:
    """Return the item that a row of a roll says."""
    shape, *fields = row.split("\t")
    return Item(int(shape), tuple(fields))


def item_html(shape: Shape, item: Item) -> str:
    """Return the element of an item."""
    return filled(shape.pattern, item.fields, escape)


def _shape(pattern: str) -> Shape:
    try:
        element = ET.fromstring(pattern)
    except ET.ParseError as fault:
        raise ValueError(f"an item of a roll is no element: {fault}") from fault
    runs: list[tuple[Path, str]] = []
    for path, text in _texts(element, ()):
        if runs and runs[-1][0] == path:
            runs[-1] = path, runs[-1][1] + text
        else:
            runs.append((path, text))
    return Shape(pattern, element.tag, tuple(Run(path, pieces(text)) for path, text in _collapsed(runs)))


def _texts(element: ET.Element, above: Path) -> Iterator[tuple[Path, str]]:
    path = (*above, ".".join([element.tag, *element.get("class", "").split()]))
    if element.text:
        yield path, element.text
    for child in element:
        yield from _texts(child, path)
        if child.tail:
            yield path, child.tail


def _collapsed(runs: list[tuple[Path, str]]) -> Iterator[tuple[Path, str]]:
    """Yield the runs with white space as CSS Text 3, 4.1.1, leaves it: one space, and none at either end."""
    spaced = True
    found: list[tuple[Path, str]] = []
    for path, text in runs:
        short = _SPACE.sub(" ", text)
        short = short.lstrip(" ") if spaced else short
        if short:
            spaced = short.endswith(" ")
            found.append((path, short))
    while found and not found[-1][1].strip(" "):
        found.pop()
    for number, (path, text) in enumerate(found, 1):
        yield path, text.rstrip(" ") if number == len(found) else text

# SPDX-License-Identifier: AGPL-3.0-or-later
"""What a few pages of a roll, laid out by the engine, teach of all others: where columns stand, how items are set."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from octavo.render.boxes import Node, PageBoxes, baseline, content_box, walk
from octavo.render.roll.items import Path
from octavo.render.roll.pen import Unfit

NEAR = 0.02  # mm: as near as two ways of adding up come


class Text(NamedTuple):
    """A piece of text as it stands on a page, in millimetres; `path` as an item's runs have it."""

    path: Path
    text: str
    x: float
    baseline: float
    node: Node


class Set(NamedTuple):
    """An item as it stands on a page, in millimetres: its element, border box, where its lines end, its texts."""

    element: Any
    x: float
    top: float
    height: float
    right: float
    texts: tuple[Text, ...]

    @property
    def lines(self) -> tuple[float, ...]:
        """The baselines of its lines."""
        return tuple(_distinct(text.baseline for text in self.texts))


@dataclass(frozen=True, slots=True)
class Sample:
    """A page of the roll: its items in order, the left edges of its columns, the head and the foot of them."""

    page: PageBoxes
    items: tuple[Set, ...]
    columns: tuple[float, ...]
    head: float

    @property
    def foot(self) -> float:
        """How far down the columns reach."""
        return self.page.bottom


def samples_of(pages: Sequence[PageBoxes], roll: Any) -> tuple[Sample, ...]:
    """Return the pages that show items of a roll, an element; items are its `li`, and the headings among them."""
    elements = {each for each in roll.iter() if each.tag == "li" or each.tag in _HEADINGS}
    found = []
    for page in pages:
        items = tuple(_items(page.body, elements))
        if items:
            columns = tuple(_distinct(item.x for item in items))
            found.append(Sample(page, items, columns, min(item.top for item in items)))
    return tuple(found)


_HEADINGS = ("h2", "h3", "h4", "h5", "h6")


def _items(node: Node, elements: set[Any]) -> Iterator[Set]:
    if node.element in elements and node.kind == "block":
        right = content_box(node)[2]
        yield Set(node.element, node.x, node.y, node.height, right, tuple(_texts(node, node.element)))
        return
    for child in node.children:
        yield from _items(child, elements)


def _texts(item: Node, element: Any) -> Iterator[Text]:
    for node in walk(item):
        if node.kind == "text":
            if "::" in node.tag:
                raise Unfit("text that the style puts into an item")
            yield Text(_path(node.element, element), node.text, node.x, baseline(node), node)
        elif node.kind not in ("block", "line", "inline"):
            raise Unfit(f"a box in an item that is no text ({node.kind})")


def _path(element: Any, top: Any) -> Path:
    """Return the path of an element from an item down; there is no way up in this tree, so it is looked for."""
    for path, each in _paths(top, ()):
        if each is element:
            return path
    raise Unfit("text of another element in an item")


def _paths(element: Any, above: Path) -> Iterator[tuple[Path, Any]]:
    path = (*above, ".".join([element.tag, *(element.get("class") or "").split()]))
    yield path, element
    for child in element:
        yield from _paths(child, path)


def _distinct(values: Iterable[float]) -> Iterator[float]:
    last = None
    for value in sorted(values):
        if last is None or value - last > NEAR:
            yield value
        last = value


@dataclass(frozen=True, slots=True)
class Manner:
    """How items of one shape are set: millimetres from the head and the left edge of the item.

    `height` is that of an item of one line, `baseline` of its letters, `indent` and `turnover` where the first line
    and those after it begin, `pitch` from line to line, `right` where lines end.
    """

    height: float
    baseline: float
    indent: float
    turnover: float
    pitch: float
    right: float


def manner_of(sets: Sequence[Set]) -> Manner:
    """Return the manner that items of one shape are set in, from some that have few lines and some that have many.

    The pitch is 0 where none has more than one line.
    """
    least, most = min(sets, key=lambda each: len(each.lines)), max(sets, key=lambda each: len(each.lines))
    first, lines, pitch, turnover = most.texts[0], most.lines, 0.0, most.texts[0].x - most.x
    if len(lines) > 1:
        pitch = lines[1] - lines[0]
        turnover = min(text.x for text in most.texts if abs(text.baseline - lines[1]) < NEAR) - most.x
    if abs(most.height - least.height - pitch * (len(lines) - len(least.lines))) > NEAR:
        raise Unfit("items of one kind that are not all of one height")
    height = least.height - pitch * (len(least.lines) - 1)
    return Manner(height, first.baseline - most.top, first.x - most.x, turnover, pitch, most.right - most.x)


def gaps_of(samples: Iterable[Sample]) -> dict[tuple[str, str], float]:
    """Return what is free between two items in one column, by their elements, in millimetres."""
    gaps: dict[tuple[str, str], float] = {}
    for sample in samples:
        for before, item in zip(sample.items, sample.items[1:], strict=False):
            if abs(before.x - item.x) < NEAR and item.top > before.top:
                gap = item.top - before.top - before.height
                pair = before.element.tag, item.element.tag
                if abs(gaps.setdefault(pair, gap) - gap) > NEAR:
                    raise Unfit("items that are not all parted by the same space")
    return gaps

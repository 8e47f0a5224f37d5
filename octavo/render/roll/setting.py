# SPDX-License-Identifier: AGPL-3.0-or-later
"""A long roll set: a few of its pages laid out by the engine, the others as those show, and proved to be alike.

The engine lays out the page that the roll opens on, two more, and a proof of every kind of item. From these comes where
columns stand and how items are set; the same two pages are then set anew and compared, piece by piece. Only if all is
where the engine has it are the other pages set so. Pages come in pairs, so that the sides of all that follows stay
right; the last page, whose columns are balanced, is the engine's again.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from octavo.model.matter import LongRoll
from octavo.model.parts import Each, one_by_one
from octavo.model.pdf_parts import Remember
from octavo.render.boxes import MM_PER_PX, PageBoxes, style_of
from octavo.render.roll.drawing import DrawnItems, Way, draw_items, way_of
from octavo.render.roll.items import Item, Path, RollItems, Shape, item_of, shapes_of
from octavo.render.roll.paging import Block, Placed, fill_pages
from octavo.render.roll.pen import Unfit
from octavo.render.roll.specimen import NEAR, Sample, Set, gaps_of, manner_of, samples_of

FIRST = 150
"""With how many items the pages are tried that the engine lays out first."""

Trial = Callable[[Sequence[tuple[Shape, Item]]], tuple[tuple[PageBoxes, ...], Any]]
"""Lays out the roll's part with these items alone: the pages, and the element that the items are in."""


@dataclass(frozen=True, slots=True)
class Setting:
    """All that is known of how a roll is set, and which of its items are on which of the set pages.

    Items before `start` and from `end` on are the engine's. `pages` hold places of `items`.
    """

    roll: LongRoll
    shapes: tuple[Shape, ...]
    items: RollItems
    start: int
    end: int
    samples: tuple[Sample, ...]
    way: Way
    drawn: DrawnItems
    pages: tuple[tuple[Placed, ...], ...]


def set_roll(roll: LongRoll, lay_out: Trial, remember: Remember, each: Each = one_by_one) -> Setting:
    """Return how a roll is set; raise Unfit with the reason where its pages have to be the engine's."""
    shapes, items = shapes_of(roll), RollItems(roll)
    samples = _samples(shapes, items, lay_out)
    proved = _proved(items, shapes, lay_out, lambda way: draw_items(items, way, remember, each))
    gaps = gaps_of((*proved.samples, *samples))
    start = _place(items, samples[1].items[0])
    blocks = _blocks(shapes, items, proved, gaps, start)
    foot, head = samples[1].foot, samples[1].head
    paged = fill_pages(blocks, start, len(samples[1].columns), (foot - head) / MM_PER_PX)
    full = paged.pages[: len(paged.pages) // 2 * 2]
    if not full:
        raise Unfit("too few pages")
    end = paged.end if len(full) == len(paged.pages) else paged.pages[-1][0].block
    setting = Setting(roll, shapes, items, start, end, samples, proved.way, proved.drawn, full)
    for page, sample in zip(full, samples[1:], strict=False):
        _prove_page(setting, proved, page, sample)
    return setting


def _samples(shapes: tuple[Shape, ...], items: RollItems, lay_out: Trial) -> tuple[Sample, ...]:
    """Return the page that the roll opens on and the two after it, all full."""
    count = FIRST
    while True:
        pages, element = lay_out([(shapes[item.shape], item) for item in items[:count]])
        samples = samples_of(pages, element)
        if len(samples) > len(("opening", "verso", "recto")):
            break
        if count >= len(items):
            raise Unfit("too few pages")
        count *= 2
    opening, second, third = samples[:3]
    alike = len(second.columns) == len(third.columns) and abs(second.head - third.head) < NEAR
    if not alike or abs(second.foot - third.foot) > NEAR or second.page.right == third.page.right:
        raise Unfit("pages that are not alike")
    return opening, second, third


@dataclass(frozen=True, slots=True)
class Proved:
    """What the proof showed: the way items are set, and all of them drawn so."""

    samples: tuple[Sample, ...]
    way: Way
    drawn: DrawnItems


def _proved(items: RollItems, shapes: tuple[Shape, ...], lay_out: Trial, draw: Callable[[Way], DrawnItems]) -> Proved:
    """Lay out items of every kind until there is one of every kind that turns over, too."""
    chosen = _chosen(shapes, items)
    for _ in range(len(shapes) + 1):
        pages, element = lay_out([(shapes[item.shape], item) for item in chosen])
        samples = samples_of(pages, element)
        sets = [each for sample in samples for each in sample.items]
        if len(sets) != len(chosen):
            raise Unfit("items that are broken over columns")
        numbers, styles = _styles(sets)
        of_shape: dict[int, list[Set]] = {}
        for item, each in zip(chosen, sets, strict=True):
            of_shape.setdefault(item.shape, []).append(each)
        way = way_of(shapes, {shape: manner_of(each) for shape, each in of_shape.items()}, numbers, styles)
        proved = Proved(samples, way, draw(way))
        unproved = _unproved(items, proved)
        if not unproved:
            for item, each in zip(chosen, sets, strict=True):
                _prove_item(way, item, each)
            return proved
        chosen += unproved
    raise Unfit("items that are never set as they were measured")


def _chosen(shapes: tuple[Shape, ...], items: RollItems) -> list[Item]:
    """Return the shortest and the longest item of every shape, so that every element follows every other."""
    ends: dict[int, tuple[str, str]] = {}
    for shape, row in zip(items.shapes, items.rows, strict=True):
        least, most = ends.setdefault(shape, (row, row))
        if len(row) < len(least):
            ends[shape] = row, most
        elif len(row) > len(most):
            ends[shape] = least, row
    chosen = {shape: (item_of(least), item_of(most)) for shape, (least, most) in ends.items()}
    entries = [item for shape in sorted(chosen) if shapes[shape].tag == "li" for item in chosen[shape]]
    found = list(entries)
    for shape in sorted(chosen):
        if shapes[shape].tag != "li":
            found += [each for heading in chosen[shape] for each in (heading, entries[0], entries[0])]
    return found * 2


def _styles(sets: Sequence[Set]) -> tuple[dict[Path, int], tuple[Any, ...]]:
    """Return the styles of the texts, and their numbers by the paths of the texts."""
    numbers: dict[Path, int] = {}
    styles: list[Any] = []
    for text in (text for each in sets for text in each.texts):
        if text.path not in numbers:
            numbers[text.path] = len(styles)
            styles.append(style_of(text.node))
    return numbers, tuple(styles)


def _unproved(items: RollItems, proved: Proved) -> list[Item]:
    """Return for each shape whose proof has no item of several lines one that has, if there is one."""
    found: dict[int, Item] = {}
    for at, (shape, lines) in enumerate(zip(items.shapes, proved.drawn.lines, strict=True)):
        if lines > 1 and not proved.way.manners[shape].pitch and shape not in found:
            found[shape] = items[at]
    return list(found.values())


def _place(items: RollItems, first: Set) -> int:
    """Return which item stands first on a page."""
    key = first.element.get("data-key")
    found = next((place for place, row in enumerate(items.rows) if key and f"\t{key}\t" in row), None)
    if found is None:
        raise Unfit("a page that begins with a heading")
    return found


def _blocks(
    shapes: tuple[Shape, ...], items: RollItems, proved: Proved, gaps: dict[tuple[str, str], float], start: int
) -> list[Block]:
    """Return what the items take, in pixels; those before `start` are not looked at."""
    blocks = [Block(0, 0)] * start
    before = ""
    for shape, lines in zip(items.shapes[start:], proved.drawn.lines[start:], strict=True):
        manner, tag = proved.way.manners[shape], shapes[shape].tag
        above = gaps.get((before, tag)) if before else 0.0
        if above is None:
            raise Unfit(f"a {tag} after a {before} that no page shows")
        height = manner.height + manner.pitch * (lines - 1)
        blocks.append(Block(height / MM_PER_PX, above / MM_PER_PX, tag != "li"))
        before = tag
    return blocks


def _prove_page(setting: Setting, proved: Proved, page: tuple[Placed, ...], sample: Sample) -> None:
    """Compare a page that was set with what the engine laid out."""
    if len(page) != len(sample.items):
        raise Unfit("pages that hold more or less than the engine's")
    for placed, each in zip(page, sample.items, strict=True):
        there = sample.columns[placed.column], sample.head + placed.top * MM_PER_PX
        if abs(there[0] - each.x) > NEAR or abs(there[1] - each.top) > NEAR:
            raise Unfit("items that the engine has elsewhere")
        _prove_item(proved.way, setting.items[placed.block], each)


def _prove_item(way: Way, item: Item, each: Set) -> None:
    """Compare the pieces of an item, broken into lines, with those that the engine set."""
    manner, wanted = way.manners[item.shape], []
    for number, line in enumerate(way.lines(item, way.pen)):
        left, down = manner.turnover if number else manner.indent, manner.baseline + number * manner.pitch
        wanted += [(each.x + left + x * MM_PER_PX, each.top + down, text.strip()) for x, _, text, _ in line.pieces]
    wanted = [piece for piece in wanted if piece[2]]
    found = [(text.x, text.baseline, text.text.strip()) for text in each.texts if text.text.strip()]
    same = len(wanted) == len(found) and all(
        mine[2] == its[2] and abs(mine[0] - its[0]) < NEAR and abs(mine[1] - its[1]) < NEAR
        for mine, its in zip(wanted, found, strict=True)
    )
    if not same:
        raise Unfit("an item that the engine sets otherwise")

# SPDX-License-Identifier: AGPL-3.0-or-later
"""Blocks of known height put into columns and pages, as the engine puts them: pure arithmetic."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

_GRAIN = 0.01  # px: what is less is rounding


class Block(NamedTuple):
    """What an item takes: its height, the free space above it unless it begins a column, what it must not part from.

    Lengths are in the engine's pixels. `keeps` tells that the next block stands in the same column.
    """

    height: float
    above: float
    keeps: bool = False


class Placed(NamedTuple):
    """A block in its column: its number, the column, and how far below the head of the column it begins."""

    block: int
    column: int
    top: float


@dataclass(frozen=True, slots=True)
class Paged:
    """The pages, each with its blocks in order, and the block that the page after them begins with."""

    pages: tuple[tuple[Placed, ...], ...]
    end: int


def fill_pages(blocks: Sequence[Block], start: int, columns: int, height: float) -> Paged:
    """Return the full pages that blocks make from `start` on; those of the last page, which is not full, are left.

    A block that is higher than a column stands alone in one, as it would overflow in any.
    """
    pages: list[tuple[Placed, ...]] = []
    at = start
    while True:
        page: list[Placed] = []
        after = at
        for column in range(columns):
            if after == len(blocks):
                return Paged(tuple(pages), at)
            after = _fill(blocks, after, column, height, page)
        if after == len(blocks):
            return Paged(tuple(pages), at)
        pages.append(tuple(page))
        at = after


def _fill(blocks: Sequence[Block], start: int, column: int, height: float, page: list[Placed]) -> int:
    """Fill a column; return the block that the next one begins with."""
    at, bottom = start, 0.0
    while at < len(blocks):
        run = _run(blocks, at)
        tops: list[float] = []
        reach = bottom
        for number in range(at, run):
            top = reach + (blocks[number].above if number > start else 0.0)
            tops.append(top)
            reach = top + blocks[number].height
        if reach > height + _GRAIN and at > start:
            break
        page += [Placed(number, column, top) for number, top in zip(range(at, run), tops, strict=True)]
        at, bottom = run, reach
    return at


def _run(blocks: Sequence[Block], at: int) -> int:
    """Return where the blocks end that stand together with this one."""
    end = at + 1
    while end < len(blocks) and blocks[end - 1].keeps:
        end += 1
    return end

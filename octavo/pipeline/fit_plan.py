# SPDX-License-Identifier: AGPL-3.0-or-later
"""Which pages all editions can share, and by which means each gets there; pure reckoning with measured lengths."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from math import ceil

from octavo.model.fit import LADDER

TIGHT, LOOSE = min(LADDER), max(LADDER)
LINES = 3.0  # what a line more or less on every page costs, in rungs of the ladder
THIN = 0.12  # of a page: a last page with less looks forgotten
THIN_COSTS = 1.5
OUT_OF_REACH = 40.0
PAGE = 60.0  # for every page out of reach
TOO_SHORT = 3.0  # times as bad as too long: whoever translates can shorten, and should not have to pad
PADDED = 120.0  # for a part that is too short, however little
ODD = 2.0  # in each edition, for a count that is no multiple of what is bound together
CARE = 0.03  # of a page, where a length is only reckoned
NEAR = 1e-6


@dataclass(frozen=True, slots=True)
class Point:
    """A part that opens a page: from one to the next the editions go in step."""

    name: str
    id: str
    recto: bool


@dataclass(slots=True)
class Known:
    """What is known of an edition: lengths in pages by means (lines more on a page, rung of the ladder) and part.

    `page` is how many lines a page has, `most` by how many that may change.
    """

    page: int
    most: int
    lengths: dict[tuple[int, int], dict[int, float]] = field(default_factory=dict)

    def learn(self, lines: int, levels: Sequence[int], lengths: Sequence[float]) -> None:
        """Keep what a layout has shown."""
        for at, (level, length) in enumerate(zip(levels, lengths, strict=True)):
            self.lengths.setdefault((lines, level), {})[at] = length

    def knows(self, lines: int, levels: Sequence[int]) -> bool:
        """Tell whether all parts were seen with these means."""
        return all(at in self.lengths.get((lines, level), {}) for at, level in enumerate(levels))

    def length(self, at: int, lines: int, level: int) -> tuple[float, bool]:
        """Return how long a part is with these means, and whether that is sure: measured, or always the same."""
        if at in self.lengths.get((lines, level), {}):
            return self.lengths[lines, level][at], True
        if ceil(self.lengths[self.most, TIGHT][at]) == ceil(self.lengths[-self.most, LOOSE][at]):
            return self.lengths[0, 0][at], True
        seen = [
            (abs(each - level), abs(more - lines), more, each)
            for more, each in self.lengths
            if at in self.lengths[more, each]
        ]
        *_, more, each = min(seen, key=lambda found: (found[1], found[0], found[2:]))
        change = self._factor(at, level) / self._factor(at, each) * (self.page + more) / (self.page + lines)
        return self.lengths[more, each][at] * change, False

    def _factor(self, at: int, level: int) -> float:
        """Return by what a rung changes a part, from what the ends of the ladder did."""
        end, lines = (TIGHT, self.most) if level < 0 else (LOOSE, -self.most)
        whole, base = self.lengths[lines, end][at], self.lengths[0, 0][at]
        ratio = whole / base * (self.page + lines) / self.page
        return 1 + (ratio - 1) * abs(level / end)


@dataclass(frozen=True, slots=True)
class Choice:
    """The means of an edition: lines more on a page, a rung for each part, and how far each part misses its pages.

    `missing` is in pages: more than 0 where a part is too long, less where it is too short.
    """

    lines: int
    levels: tuple[int, ...]
    missing: tuple[float, ...]

    @property
    def fits(self) -> bool:
        """Tell whether every part has its pages."""
        return not any(self.missing)


def means(known: Known) -> tuple[int, ...]:
    """Return the changes of lines that may be tried, the least first."""
    return tuple(sorted(range(-known.most, known.most + 1), key=lambda each: (abs(each), -each)))


def miss(length: float, pages: int, *, blank: bool, care: float = 0.0) -> float:
    """Return by how much of a page a part misses its pages; with `blank` the last of them may be left to a recto."""
    if length > pages - care + NEAR:
        return length - (pages - care)
    least = pages - (2 if blank else 1) + care
    return min(0.0, length - least - NEAR) if length <= least else 0.0


def _cost(known: Known, at: int, how: tuple[int, int], pages: int, *, blank: bool) -> tuple[float, float]:
    """Return what it costs to set a part on so many pages with these means, and by how much it misses them."""
    lines, level = how
    length, sure = known.length(at, lines, level)
    missing = miss(length, pages, blank=blank, care=0.0 if sure else CARE)
    cost = abs(level) + LINES * abs(lines)
    cost += THIN_COSTS if length - (ceil(length) - 1) < THIN else 0.0
    if missing:
        away = PAGE * missing if missing > 0 else PADDED - PAGE * TOO_SHORT * missing
        cost = OUT_OF_REACH + away + cost / 100
    return cost, missing


def choose(known: Known, points: Sequence[Point], spans: Sequence[int]) -> Choice:
    """Return the least means by which an edition's parts have as many pages as `spans` says."""
    tried = []
    for lines in means(known):
        cost, levels, missing = LINES * abs(lines), [], []
        for at, pages in enumerate(spans):
            blank = at + 1 < len(points) and points[at + 1].recto
            found = [(*_cost(known, at, (lines, level), pages, blank=blank), level) for level in LADDER]
            least, gap, level = min(found, key=lambda each: (each[0], abs(each[2]), each[2]))
            cost += least - LINES * abs(lines)
            levels.append(level)
            missing.append(gap)
        tried.append((cost, abs(lines), Choice(lines, tuple(levels), tuple(missing))))
    return min(tried, key=lambda each: each[:2])[2]


def seen_choice(
    known: Known, points: Sequence[Point], spans: Sequence[int], lines: int, levels: Sequence[int]
) -> Choice:
    """Return what these means, which were laid out, do for an edition's parts."""
    missing = [
        _cost(known, at, (lines, level), pages, blank=at + 1 < len(points) and points[at + 1].recto)[1]
        for at, (level, pages) in enumerate(zip(levels, spans, strict=True))
    ]
    return Choice(lines, tuple(levels), tuple(missing))


def common_pages(
    editions: Mapping[str, Known], points: Sequence[Point], multiple: int, to: int = 0
) -> tuple[int, ...] | None:
    """Return how many pages each part gets in all editions: with the least means, and in steps of `multiple`.

    With `to` there are so many pages in all; None where no such count can be reached, whatever the means.
    """
    ways: dict[int, tuple[float, tuple[int, ...]]] = {1: (0.0, ())}
    for at in range(len(points)):
        last = at + 1 == len(points)
        blank = not last and points[at + 1].recto
        costs = dict(_spans(editions.values(), at, blank=blank))
        onward: dict[int, tuple[float, tuple[int, ...]]] = {}
        for start, (cost, before) in ways.items():
            for pages, more in costs.items():
                following = start + pages
                if blank and following % 2 == 0:
                    continue
                if last and to and following - 1 != to:
                    continue
                total = cost + more + (ODD * len(editions) if last and (following - 1) % multiple else 0.0)
                if following not in onward or (total, (*before, pages)) < onward[following]:
                    onward[following] = total, (*before, pages)
        ways = onward
    return min(ways.values())[1] if ways else None


def _spans(editions: Iterable[Known], at: int, *, blank: bool) -> Iterator[tuple[int, float]]:
    """Yield each number of pages that a part may get, with what that costs in all editions."""
    known = list(editions)
    shortest = min(each.length(at, each.most, TIGHT)[0] for each in known)
    longest = max(each.length(at, -each.most, LOOSE)[0] for each in known)
    for pages in range(max(1, ceil(shortest - NEAR)), ceil(longest) + 3):
        least = (
            min(_cost(each, at, (lines, level), pages, blank=blank)[0] for lines in means(each) for level in LADDER)
            for each in known
        )
        yield pages, sum(least)


def opening_pages(spans: Sequence[int]) -> tuple[int, ...]:
    """Return the page on which each part opens."""
    return tuple(1 + sum(spans[:at]) for at in range(len(spans)))

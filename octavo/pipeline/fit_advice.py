# SPDX-License-Identifier: AGPL-3.0-or-later
"""Where an edition can't have the pages of the others: which paragraphs to shorten, the cheapest first."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from heapq import heapify, heappop, heappush
from math import ceil

from octavo.diagnostics.problem import Place, Problem, problem
from octavo.model.pagemap import Ending, PageMap
from octavo.pipeline.fit_plan import Choice, Point, opening_pages

MOST_NAMED = 12


@dataclass(frozen=True, slots=True)
class Cut:
    """A paragraph that ends some lines earlier if it says the same in so many characters fewer."""

    ending: Ending
    characters: int
    lines: int


def cheapest(endings: Iterable[Ending], lines: int) -> tuple[Cut, ...]:
    """Return where so many lines are saved with the fewest characters: the shortest last lines go first.

    No paragraph is to lose more than half of its lines; where all have, fewer lines than asked for are saved.
    """
    waiting = [(last_line(each), at, 1, each) for at, each in enumerate(endings) if each.length > each.full]
    heapify(waiting)
    taken: dict[int, Cut] = {}
    while waiting and lines > 0:
        cost, at, count, ending = heappop(waiting)
        taken[at] = Cut(ending, (taken[at].characters if at in taken else 0) + cost, count)
        lines -= 1
        if 2 * (count + 1) <= ending.length / ending.full:
            heappush(waiting, (ceil(ending.full), at, count + 1, ending))
    return tuple(sorted(taken.values(), key=lambda cut: (cut.characters / cut.lines, cut.ending.page, cut.ending.key)))


def last_line(ending: Ending) -> int:
    """Return how many characters have to go so that a paragraph ends one line earlier."""
    used = ending.full - ending.left / max(ending.advance, 0.1)
    return max(1, ceil(used)) + 1


def advice(  # noqa: PLR0913, PLR0917  (what is known of an edition)
    tag: str,
    choice: Choice,
    points: Sequence[Point],
    spans: Sequence[int],
    page_map: PageMap,
    page_lines: int,
    places: Mapping[str, Place],
) -> Iterator[Problem]:
    """Yield the problems of an edition whose parts miss their pages; `places` says where each message or key stands."""
    opens = {part.id: part.page for part in page_map.parts}
    starts = [*(opens[point.id] for point in points), len(page_map.pages) + 1]
    wanted = opening_pages(spans)
    for at, (point, missing) in enumerate(zip(points, choice.missing, strict=True)):
        lines = max(1, ceil(abs(missing) * page_lines))
        first, last = wanted[at], wanted[at] + spans[at] - 1
        if missing > 0:
            inside = [
                each for each in page_map.endings if starts[at] <= each.page < starts[at + 1] and each.kind == "text"
            ]
            cuts = cheapest(inside, lines)
            total = sum(cut.characters for cut in cuts)
            where = Place(f"locale/{tag}", key=f"locale/{tag}")
            yield problem(
                "R311", where, part=point.name, language=tag, lines=lines, characters=total, first=first, last=last
            )
            yield from (_named(cut, tag, places) for cut in cuts[:MOST_NAMED])
        elif missing < 0:
            yield problem("R313", Place(f"locale/{tag}"), part=point.name, language=tag, lines=lines, last=last)


def _named(cut: Cut, tag: str, places: Mapping[str, Place]) -> Problem:
    ending = cut.ending
    place = places.get(ending.message) or places.get(ending.key) or Place(ending.key.partition("#")[0], key=ending.key)
    lines = "a line" if cut.lines == 1 else f"{cut.lines} lines"
    return problem("R312", place, language=tag, page=ending.page, characters=cut.characters, lines=lines)


def po_places(entries: Mapping[str, Iterable[tuple[str, int]]], keys: Mapping[str, str]) -> dict[str, Place]:
    """Return where each message stands in its PO file, by its id and by the keys that it has in the source."""
    found = {name: Place(file, line) for file, inside in entries.items() for name, line in inside}
    return found | {key: found[name] for key, name in keys.items() if name in found}

# SPDX-License-Identifier: AGPL-3.0-or-later
"""Which pages a change touches: what two compositions of a book differ in, as sections, blocks and ranges of pages."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from octavo.model.document import Document
from octavo.model.pagemap import PageMap
from octavo.render.parts import frame_of, parts_of

if TYPE_CHECKING:
    from octavo.render.again import Standing

MOST_PAGES = 10  # what touches more of them is left to the layout of the whole book
AFTER = 3  # pages whose sections are there too, for what a change pushes on
_KEY = 'data-key="'


@dataclass(frozen=True, slots=True)
class Change:
    """What is to be laid out again: ranges of indexes of pages, the sections they take, and the keys that changed."""

    ranges: tuple[tuple[int, int], ...] = ()
    filled: frozenset[int] = frozenset()
    keys: frozenset[str] = frozenset()


def change_of(old: Document, new: Document, page_map: PageMap, standing: Standing) -> Change | None:
    """Return what the change from one document to another touches, or None where that is too much, or can't be told."""
    before, after = parts_of(old.files[0].html), parts_of(new.files[0].html)
    if before is None or after is None or frame_of(old, before) != frame_of(new, after):
        return None
    ranges, keys = list[tuple[int, int]](), set[str]()
    for at, (was, now) in enumerate(zip(before.sections, after.sections, strict=True)):
        if was != now:
            first, last, changed = _touched(at, (was, now), page_map, standing)
            ranges.append((first, last))
            keys |= changed
    joined = _joined(ranges)
    if sum(last - first + 1 for first, last in joined) > MOST_PAGES:
        return None
    return Change(joined, _filled(joined, standing, len(after.sections)), frozenset(keys))


def change_at(index: int, document: Document, standing: Standing) -> Change:
    """Return what it takes to lay out the page with this index, though nothing has changed there."""
    while index > 0 and not standing.whole(index):
        index -= 1
    parts = parts_of(document.files[0].html)
    ranges = ((index, index),)
    return Change(ranges, _filled(ranges, standing, len(parts.sections))) if parts is not None else Change()


def excerpt(document: Document, change: Change) -> Document:
    """Return the document with all sections empty that the changed pages don't show."""
    parts = parts_of(document.files[0].html)
    assert parts is not None, "change_of has looked"
    (file,) = document.files
    return replace(document, files=(replace(file, html=parts.only(change.filled)),))


def _touched(section: int, texts: tuple[str, str], page_map: PageMap, standing: Standing) -> tuple[int, int, set[str]]:
    """Return the first and the last page, as indexes, that a changed section has to be laid out on again, and keys."""
    old, new = (text.split(_KEY) for text in texts)
    same = _alike(old, new)
    tail = _alike(old[same:][::-1], new[same:][::-1])
    gone, come = old[same : len(old) - tail], new[same : len(new) - tail]
    first, last = _pages_of_section(section, standing)
    places = _places(page_map, first, last)
    begin = min(places.get(_key(gone[0]), [first])) if gone and same else first
    end = max(places.get(_key(gone[-1]), [last])) if gone and same else last
    if standing.free(begin):  # a page may give a line to the one before it, or take one
        begin -= 1
    while begin > 0 and not standing.whole(begin):
        begin -= 1
    return begin, max(begin, end), {_key(each) for each in (*gone, *come)}


def _alike(one: Sequence[str], other: Sequence[str]) -> int:
    """Return how many of the first items are the same."""
    return next((at for at, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))


def _key(chunk: str) -> str:
    return chunk.partition('"')[0]


def _pages_of_section(section: int, standing: Standing) -> tuple[int, int]:
    """Return the indexes of the pages on which a section begins and ends."""
    begins = [standing.section(index) for index in range(len(standing.starts) - 1)]
    first = max((index for index, begun in enumerate(begins) if begun < section), default=0)
    # It begins on that page, or opens the next one.
    if first + 1 < len(begins) and begins[first + 1] == section and not standing.free(first + 1):
        first += 1
    last = max((index for index, begun in enumerate(begins) if begun <= section), default=first)
    return first, max(first, last)


def _places(page_map: PageMap, first: int, last: int) -> Mapping[str, list[int]]:
    found: dict[str, list[int]] = {}
    for page in page_map.pages[first : last + 1]:
        for fragment in page.fragments:
            found.setdefault(fragment.key, []).append(page.number - 1)
    return found


def _joined(ranges: Sequence[tuple[int, int]]) -> tuple[tuple[int, int], ...]:
    """Return ranges in order, those that touch as one."""
    joined = list[tuple[int, int]]()
    for first, last in sorted(ranges):
        if joined and first <= joined[-1][1] + 1:
            joined[-1] = joined[-1][0], max(last, joined[-1][1])
        else:
            joined.append((first, last))
    return tuple(joined)


def _filled(ranges: Sequence[tuple[int, int]], standing: Standing, count: int) -> frozenset[int]:
    found = set[int]()
    ends = len(standing.starts) - 1  # what follows the last page begins nowhere
    for first, last in ranges:
        after = last + AFTER
        until = standing.section(after) if after < ends else count - 1
        found |= set(range(standing.section(first), until + 1))
    return frozenset(found)

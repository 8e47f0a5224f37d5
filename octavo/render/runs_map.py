# SPDX-License-Identifier: AGPL-3.0-or-later
"""The page maps of the runs of a book made into one."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from octavo.model.pagemap import Ending, PageMap


def moved(found: PageMap, by: int) -> PageMap:
    """Return a map whose first page comes after so many others."""
    return PageMap(
        tuple(replace(each, number=each.number + by) for each in found.pages),
        tuple(replace(each, page=each.page + by) for each in found.headings),
        tuple(replace(each, page=each.page + by) for each in found.turns),
        tuple(replace(each, page=each.page + by) for each in found.findings),
        tuple(replace(each, page=each.page + by) for each in found.veils),
        endings_moved(found.endings, by),
        tuple(replace(each, page=each.page + by) for each in found.parts),
    )


def endings_moved(found: Iterable[Ending], by: int) -> tuple[Ending, ...]:
    """Return endings that come after so many other pages."""
    return tuple(replace(each, first=each.first + by, page=each.page + by) for each in found)


def joined(maps: Sequence[PageMap], labels: Sequence[str], heads: Iterable[Ending]) -> PageMap:
    """Return the map of all pages, with their labels; endings of running heads come last."""
    pages = [page for each in maps for page in each.pages]
    return PageMap(
        tuple(replace(page, label=label) for page, label in zip(pages, labels, strict=True)),
        tuple(heading for each in maps for heading in each.headings),
        tuple(turn for each in maps for turn in each.turns),
        tuple(finding for each in maps for finding in each.findings),
        tuple(veil for each in maps for veil in each.veils),
        (*(ending for each in maps for ending in each.endings), *heads),
        tuple(part for each in maps for part in each.parts),
    )

# SPDX-License-Identifier: AGPL-3.0-or-later
"""The number each page is called by: as its margin prints it, or as it would."""

from __future__ import annotations

from itertools import accumulate, chain
from typing import Any, NamedTuple

from octavo.render.boxes import PageBoxes
from octavo.render.page_counters import page_count, printed_folio, written_number


class Counted(NamedTuple):
    """What a page is counted as, and whether counting begins anew there; what it prints of it, and in which style."""

    number: int
    anew: bool
    printed: str
    style: Any


def folios(pages: tuple[PageBoxes, ...], counters: Any) -> tuple[str, ...]:
    """Return the label of every page; `counters` are the counter styles of the layout."""
    return labels_of(counted(pages), counters)


def counted(pages: tuple[PageBoxes, ...], before: int = 0) -> tuple[Counted, ...]:
    """Return how pages are counted; `before` is the number of the page before them."""
    found: list[Counted] = []
    for page in pages:
        before, anew = page_count(page, before)
        found.append(Counted(before, anew, *printed_folio(page)))
    return tuple(found)


def labels_of(pages: tuple[Counted, ...], counters: Any) -> tuple[str, ...]:
    """Return the label of every page of a book.

    A page that prints none is called in the style of the next one that does, or of the last, among those counted
    without a new beginning between them.
    """
    runs = list(accumulate(page.anew for page in pages))
    labels = []
    for index, page in enumerate(pages):
        near = chain(range(index + 1, len(pages)), range(index - 1, -1, -1))
        alike = (pages[other].style for other in near if pages[other].printed and runs[other] == runs[index])
        labels.append(page.printed or written_number(counters, page.number, next(alike, "decimal")))
    return tuple(labels)


def page_numbers(pages: tuple[PageBoxes, ...]) -> tuple[int, ...]:
    """Return the value of the page counter on every page."""
    return tuple(page.number for page in counted(pages))

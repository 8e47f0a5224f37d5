# SPDX-License-Identifier: AGPL-3.0-or-later
"""The lists of an EPUB's navigation: contents in the order of reading, and pages of print in theirs."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import Any

from octavo.check.epub_book import DC, EpubBook, links_of, types_of
from octavo.diagnostics.problem import Place, Problem, problem


def check_lists(book: EpubBook) -> Iterator[Problem]:
    """Yield what is wrong with contents and list of pages (EPUB 3.3, 7.4; EPUB Accessibility 1.1, 3.4)."""
    if book.nav:
        yield from _contents(book)
        yield from _pages(book)


def _contents(book: EpubBook) -> Iterator[Problem]:
    places = [(book.place(book.nav, href), text) for href, text in links_of(book, "toc")]
    known = [(place, text) for place, text in places if place is not None]
    for (before, _), (place, text) in pairwise(known):
        if place < before:
            yield problem("E227", Place(book.nav), title=text)


def _pages(book: EpubBook) -> Iterator[Problem]:
    listed = links_of(book, "page-list")
    markers = {
        (path, each.get("id") or ""): each
        for path, tree in book.documents.items()
        for each in tree.iter()
        if "pagebreak" in types_of(each)
    }
    if not listed:
        if markers:
            yield problem("E223", Place(book.nav), count=len(markers))
        return
    yield from _order(book, listed)
    reached = set()
    for href, text in listed:
        found = book.target(book.nav, href)
        marker = markers.get(found) if found else None
        if marker is None:
            yield problem("E224", Place(book.nav), page=text)
            continue
        reached.add(found)
        label = _label(marker)
        if label and label != text:
            yield problem("E225", Place(book.nav), page=text, label=label)
    for path, name in sorted(set(markers) - reached):
        yield problem("E226", Place(path), page=_label(markers[path, name]) or name)
    sources = [*book.told("pageBreakSource"), *(each.text for each in book.package.iter(f"{DC}source"))]
    if not any(sources):
        yield problem("E239", Place(book.name))


def _order(book: EpubBook, listed: list[tuple[str, str]]) -> Iterator[Problem]:
    known = [(place, text) for href, text in listed if (place := book.place(book.nav, href)) is not None]
    for (before, _), (place, text) in pairwise(known):
        if place < before:
            yield problem("E222", Place(book.nav), page=text)
    texts = [text for _, text in listed]
    for text in sorted({each for each in texts if texts.count(each) > 1}):
        yield problem("E222", Place(book.nav), page=text)


def _label(marker: Any) -> str:
    """Return the number of a page as its marker has it."""
    told = marker.get("aria-label") or marker.get("title") or "".join(marker.itertext())
    return str(told).strip()

# SPDX-License-Identifier: AGPL-3.0-or-later
"""Books that differ in a few sections: what they share is laid out once, and each gets pages of its own for the rest.

A book is compared with one that was laid out whole, section by section. The pages that a section with other words
stands on are made again, from a page that is sure to begin where it does to the next one (`octavo.render.again`); all
others are the very pages of the first book. Where that would not be right, because something moves to another page
that is referred to, or pages come or go before the end of the book, it is laid out whole, and the next may go by it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from octavo.diagnostics.problem import Outcome, Problem, in_order, problem
from octavo.model.document import AssetUse, Document
from octavo.render.again import Again, Standing, only_again, remembering
from octavo.render.engine import Assets, told
from octavo.render.fonts import isolate_fonts
from octavo.render.layout import Layout, Sheets, inked_of, layout_of, read_sheets, render_with
from octavo.render.parts import Parts, frame_of, ids_in, parts_of, references_in

_TITLE = re.compile(r"<title>.*?</title>", re.DOTALL)

Pages = tuple[Any, ...]  # WeasyPrint's


@dataclass(frozen=True, slots=True)
class Whole:
    """A book that was laid out whole: its parts, what the layout knew, and its pages."""

    frame: tuple[object, ...]
    parts: Parts
    standing: Standing
    pages: Pages


@dataclass(slots=True)
class Shop:
    """Where books of one kind are laid out: `read` gives their assets, `workspace` is for the fontconfig cache.

    It keeps what later books may go by: style sheets, and books that were laid out whole.
    """

    read: Callable[[AssetUse], bytes]
    workspace: Path
    sheets: dict[object, Sheets] = field(default_factory=dict)
    wholes: list[Whole] = field(default_factory=list)
    inked: dict[str, tuple[bytes, str]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Laid:
    """A book on its pages: `own` are those that were laid out for it alone, as indexes."""

    layout: Layout
    pages: Pages
    own: frozenset[int]


def lay_out_book(shop: Shop, document: Document) -> Outcome[Laid]:
    """Return the pages of a book composed for print, with every remark of the engine on what was laid out now (R1…).

    They are what `lay_out` gives for the same document, to the point.
    """
    isolate_fonts(shop.workspace)
    assets = Assets(document, shop.read)
    try:
        sheets, problems = _sheets(shop, document, assets)
        rendered, pages, own, found = _rendered(shop, document, assets, sheets)
        problems += found
        shop.inked |= inked_of(assets)
        layout = layout_of(rendered, sheets.counters, document, shop.inked)
    except Exception as fault:  # WeasyPrint fails in many ways on CSS that it half knows
        return Outcome(None, (problem("R110", reason=told(fault)),))
    return Outcome(Laid(layout, pages, own), in_order(problems))


def gather(shop: Shop, laid: Laid, pages: Sequence[Any], document: Document) -> Layout:
    """Return pages of several books as one layout, to be written into one file."""
    sheets, _ = _sheets(shop, document, Assets(document, shop.read))
    return layout_of(laid.layout.rendered.copy(list(pages)), sheets.counters, document, shop.inked)


def _sheets(shop: Shop, document: Document, assets: Assets) -> tuple[Sheets, list[Problem]]:
    """Return the style sheets of a document, and what was remarked on them if they are read now."""
    key = document.styles, document.assets
    if key in shop.sheets:
        return shop.sheets[key], []
    shop.sheets[key] = read_sheets(document, assets)
    return shop.sheets[key], list(shop.sheets[key].problems)


def _rendered(
    shop: Shop, document: Document, assets: Assets, sheets: Sheets
) -> tuple[Any, Pages, frozenset[int], list[Problem]]:
    parts = parts_of(document.files[0].html)
    frame = _frame(document, parts) if parts is not None else ()
    if parts is not None:
        alike = [whole for whole in shop.wholes if whole.frame == frame]
        size = sum(map(len, parts.sections))
        for whole in sorted(alike, key=lambda each: abs(sum(map(len, each.parts.sections)) - size))[:1]:
            made = _beside(whole, parts, document, assets, sheets)
            if made is not None:
                return made
    with remembering() as memory:
        rendered, problems = render_with(document, assets, sheets)
    pages = tuple(rendered.pages)
    if parts is not None and memory.standing is not None:
        shop.wholes.append(Whole(frame, parts, memory.standing, pages))
    return rendered, pages, frozenset(range(len(pages))), problems


def _frame(document: Document, parts: Parts) -> tuple[object, ...]:
    # The entries of long rolls stand beside the HTML: who has other ones is laid out whole.
    return *frame_of(document, replace(parts, head=_TITLE.sub("", parts.head))), document.rolls


def _beside(
    whole: Whole, parts: Parts, document: Document, assets: Assets, sheets: Sheets
) -> tuple[Any, Pages, frozenset[int], list[Problem]] | None:
    """Return a book laid out beside one that is there, or None where that would not be right."""
    changed = [at for at, text in enumerate(parts.sections) if text != whole.parts.sections[at]]
    ranges, filled = _touched(whole.standing, changed, len(parts.sections))
    html = parts.only(filled)
    (file,) = document.files
    with only_again(whole.standing, ranges, filled, frozenset(ids_in(html))) as again:
        rendered, problems = render_with(replace(document, files=(replace(file, html=html),)), assets, sheets)
    made = dict(zip(again.pages, rendered.pages, strict=True))
    pages = _joined(whole.pages, ranges, again, made)
    if pages is None or again.moved & references_in("".join(parts.sections)):
        return None
    own = frozenset(at for at in made if at < len(pages))
    return rendered.copy(list(pages)), pages, own, problems


def _joined(pages: Pages, ranges: Sequence[tuple[int, int]], again: Again, made: dict[int, Any]) -> Pages | None:
    """Return all pages of a book, or None where those after a range would begin elsewhere.

    At the end of the book there may be fewer or more.
    """
    joined, last = list(pages), len(pages) - 1
    for first, end in ranges:
        if end == last and (first not in again.stopped or again.stopped[first][1]):
            return (*joined[:first], *(page for at, page in sorted(made.items()) if at >= first))
        if first in again.stopped or any(at not in made for at in range(first, end + 1)):
            return None
        joined[first : end + 1] = [made[at] for at in range(first, end + 1)]
    return tuple(joined)


def _touched(
    standing: Standing, changed: Sequence[int], count: int
) -> tuple[tuple[tuple[int, int], ...], frozenset[int]]:
    """Return which pages the changed sections stand on, as ranges of whole runs of pages, and all sections of these.

    A run begins on a page that begins where it does whatever stands before it.
    """
    last = len(standing.starts) - 2
    begins = [at for at in range(last + 1) if standing.forced(at) and standing.whole(at)]
    ranges, filled = list[tuple[int, int]](), set[int]()
    for first, after in zip(begins, [*begins[1:], last + 1], strict=True):
        sections = range(standing.section(first), _end(standing, after, count))
        if any(at in sections for at in changed):
            filled |= set(sections)
            if ranges and ranges[-1][1] + 1 == first:
                ranges[-1] = ranges[-1][0], after - 1
            else:
                ranges.append((first, after - 1))
    return tuple(ranges), frozenset(filled)


def _end(standing: Standing, page: int, count: int) -> int:
    """Return the section after the last one that is seen before a page."""
    if page == len(standing.starts) - 1:
        return count
    section, body = standing.section(page), standing.starts[page][0].get(0) or {}
    return section + 1 if body.get(section) else section

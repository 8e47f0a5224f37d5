# SPDX-License-Identifier: AGPL-3.0-or-later
"""Single pages laid out again, from what the layout of the whole book knew at their beginning.

WeasyPrint (70.0) keeps for every page where in the tree of boxes it begins, what the page before it asked for, and its
counters; from that a page is made without those before it. Sections that the wanted pages don't show may then be empty:
their place in the tree is all that counts. Numbers of pages that are referred to are taken from the whole layout.
"""

from __future__ import annotations

import ast
import copy
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

Start = tuple[Any, Any, bool, Any, bool]
"""Where a page begins, what it follows, whether it is a right page, its counters, and whether nothing is owed to it."""


@dataclass(frozen=True, slots=True)
class Standing:
    """What a layout knew: how every page begins and what would follow the last, its strings, the pages of anchors."""

    starts: tuple[Start, ...]
    strings: Mapping[str, Mapping[int, Sequence[str]]]
    anchors: Mapping[str, Mapping[str, Sequence[int]]]

    def section(self, index: int) -> int:
        """Return in which section, from 0, the page with this index begins."""
        return section_of(self.starts[index][0])

    def free(self, index: int) -> bool:
        """Tell whether a page may begin elsewhere if less or more stands on the one before it."""
        follows = self.starts[index][1]
        return index > 0 and follows["break"] == "any" and not follows["page"]

    def forced(self, index: int) -> bool:
        """Tell whether a page begins there whatever stands before it: with the book, or after a forced break."""
        return index == 0 or self.starts[index][1]["break"] != "any"

    def whole(self, index: int) -> bool:
        """Tell whether the page can be made again: nothing of the pages before it runs on in it beside the stream."""
        return self.starts[index][4]


def encode_standing(standing: Standing | None) -> bytes:
    """Return a standing as bytes: plain Python values, for keys may be numbers."""
    return b"" if standing is None else repr((standing.starts, standing.strings, standing.anchors)).encode()


def decode_standing(data: bytes) -> Standing | None:
    """Return the standing that `encode_standing` wrote."""
    return Standing(*ast.literal_eval(data.decode())) if data else None


@dataclass(slots=True)
class Memory:
    """What was seen of a layout while it was made."""

    standing: Standing | None = None
    owing: set[int] = field(default_factory=set)


@contextmanager
def remembering() -> Iterator[Memory]:
    """Keep what the layout made within this block knew of its pages; nothing where it has running elements."""
    from weasyprint import document
    from weasyprint.layout import page as pages

    layout, remake = document.layout_document, pages.remake_page
    memory = Memory()

    def remake_page(index: int, context: Any, root_box: Any, html: Any) -> Any:
        made = remake(index, context, root_box, html)
        owes = context.reported_footnotes or context.broken_out_of_flow
        (memory.owing.add if owes else memory.owing.discard)(index + 1)
        return made

    def layout_document(html: Any, root_box: Any, context: Any, **named: Any) -> Iterator[Any]:
        yield from layout(html, root_box, context, **named)
        memory.standing = _standing(context, memory.owing)

    document.layout_document, pages.remake_page = layout_document, remake_page
    try:
        yield memory
    finally:
        document.layout_document, pages.remake_page = layout, remake


def _standing(context: Any, owing: set[int]) -> Standing | None:
    if any(context.running_elements.values()):
        return None
    starts = tuple((*start[:4], index not in owing) for index, start in enumerate(context.page_maker))
    strings = {name: {number: list(texts) for number, texts in on.items()} for name, on in context.string_set.items()}
    items = context.target_collector.target_lookup_items.items()
    anchors = {name: item.cached_page_counter_values for name, item in items if item.cached_page_counter_values}
    standing = Standing(copy.deepcopy(starts), strings, copy.deepcopy(anchors))
    try:
        return standing if decode_standing(encode_standing(standing)) == standing else None
    except (ValueError, SyntaxError):  # something that is no plain value
        return None


@dataclass(slots=True)
class Again:
    """Pages that were made again, by their index, and whether all after them begin where they did.

    `stopped` are the ranges that came to an end elsewhere than they did, by their first page: before which index that
    was, and whether nothing of the document is left there. `moved` are anchors that are on another page now.
    """

    pages: dict[int, Any] = field(default_factory=dict)
    settled: bool = True
    stopped: dict[int, tuple[int, bool]] = field(default_factory=dict)
    moved: frozenset[str] = frozenset()


@contextmanager
def only_again(
    standing: Standing, ranges: Sequence[tuple[int, int]], filled: frozenset[int], known: frozenset[str]
) -> Iterator[Again]:
    """Lay out, within this block, nothing but the pages of these ranges of indexes and those that they push on.

    Args:
        standing: what the whole layout knew.
        ranges: first and last index of pages.
        filled: the sections, counted from 0, that are not empty here; a page that begins in another one is not made.
        known: the ids in the document as it is given here; anchors that it lacks are taken from the standing.
    """
    from weasyprint import document

    layout, collector = document.layout_document, document.TargetCollector
    again = Again()

    def layout_document(html: Any, root_box: Any, context: Any, **_: Any) -> Iterator[Any]:
        _prime(context, standing)
        _remake(again, (context, root_box, html), ranges, filled)
        again.moved = _moved(context, standing)
        yield from _finished(context, again.pages, standing)

    document.layout_document = layout_document
    document.TargetCollector = lambda: standing_in(collector(), standing.anchors, known)
    try:
        yield again
    finally:
        document.layout_document, document.TargetCollector = layout, collector


class _Elsewhere:
    """Stands in for the box of an anchor that is not in the document."""

    cached_counter_values: Mapping[str, Any] = {}

    def extract_text(self, _: str) -> str:
        return ""


def standing_in(collector: Any, anchors: Mapping[str, Any], known: frozenset[str]) -> Any:
    """Let WeasyPrint's collector know the page counters of anchors that are not in the document: all but the known."""
    from weasyprint.css.targets import TargetLookupItem

    for name, values in anchors.items():
        if name not in known:
            item = collector.target_lookup_items[name] = TargetLookupItem("up-to-date")
            item.target_box = _Elsewhere()
            item.cached_page_counter_values = copy.deepcopy(values)
    return collector


def _prime(context: Any, standing: Standing) -> None:
    """Give the context what it would know if it had laid out all pages."""
    context.page_maker = [(*copy.deepcopy(start[:4]), untouched()) for start in standing.starts]
    context.rendered_notes = []
    for name, on_pages in standing.strings.items():
        for number, texts in on_pages.items():
            context.string_set[name][number] = list(texts)
    collector = context.target_collector
    for name, item in collector.target_lookup_items.items():
        if name in standing.anchors:
            item.cached_page_counter_values = copy.deepcopy(standing.anchors[name])
    for (_, token), item in collector.counter_lookup_items.items():
        if token == "content" and item.missing_target_counters:
            item.parse_again({})


def untouched() -> dict[str, Any]:
    """Return what WeasyPrint notes of a page that need not be made again."""
    return {"content_changed": False, "pages_wanted": False, "anchors": [], "content_lookups": []}


def _remake(
    again: Again, made_of: tuple[Any, Any, Any], ranges: Sequence[tuple[int, int]], filled: frozenset[int]
) -> None:
    from weasyprint.layout.page import remake_page

    context, root_box, html = made_of
    notes = list(context.footnotes)
    for first, last in ranges:
        index = first
        while index <= last or context.page_maker[index][-1]["content_changed"]:
            resume = context.page_maker[index][0]
            if index > first and (resume is None or section_of(resume) not in filled):
                again.settled = again.settled and resume is None and index >= last
                again.stopped[first] = index, resume is None
                break
            context.page_maker[index][-1].update(untouched())
            again.pages[index], _ = remake_page(index, context, root_box, html)
            if context.page_maker[index][-1]["content_changed"]:  # it refers to a page that has just become known
                context.footnotes[:] = notes
                context.page_maker[index][-1].update(untouched())
                again.pages[index], _ = remake_page(index, context, root_box, html)
            index += 1


def _moved(context: Any, standing: Standing) -> frozenset[str]:
    items = context.target_collector.target_lookup_items.items()
    now = {name: item.cached_page_counter_values.get("page") for name, item in items if item.cached_page_counter_values}
    return frozenset(name for name, page in now.items() if standing.anchors.get(name, {}).get("page") != page)


def section_of(resume: Any) -> int:
    """Return in which section, from 0, a place in the tree of boxes is: root, body, section."""
    body = resume.get(0) if resume else None
    return next(iter(body)) if body else 0


def _finished(context: Any, pages: Mapping[int, Any], standing: Standing) -> Iterator[Any]:
    """Yield the pages with their heads, folios and backgrounds, as WeasyPrint's layout_document ends."""
    from weasyprint.layout.background import layout_backgrounds
    from weasyprint.layout.page import make_margin_boxes

    for index in pages:
        for name in standing.strings:
            context.string_set[name].pop(index + 1, None)
    for index, page in pages.items():
        for child in page.descendants():
            if child.string_set and child.string_set != "none":
                for name, text in child.string_set:
                    context.string_set[name][index + 1].append(text)
    for index, page in pages.items():
        root, notes, area = page.children
        context.current_page = index + 1
        state = context.page_maker[index + 1][3]
        shown = [root, *(part for part in (notes, area) if part.children)]
        page.children = (*shown, *make_margin_boxes(context, page, state))
        layout_backgrounds(page, context.get_image_from_uri)
        yield page

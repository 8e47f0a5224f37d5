# SPDX-License-Identifier: AGPL-3.0-or-later
"""The engine made to lay out one run of a book: from where the run before it ended, as far as its own sections go.

Beside boxes.py and again.py the only code that relies on how WeasyPrint (70.0) goes from page to page. What it knows at
the beginning of a page is plain data, so that the boxes of the pages before need not be there any more.
"""

from __future__ import annotations

import copy
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from typing import Any

from octavo.render.again import section_of, standing_in, untouched

# What an anchor is taken to stand on as long as nobody knows: a number of the usual width.
_GUESS = {"page": [100]}


class Unfit(Exception):  # noqa: N818  (not an error: the whole book is laid out instead)
    """Why a long book can't be laid out in runs, in the words of note R352."""


class Remarked(Unfit):
    """The engine has something to remark; the whole layout of the book says it, as a problem with its place."""


@dataclass(frozen=True, slots=True)
class Begin:
    """Where a run begins: the index of its first page, what the engine knew there, and each string's last text.

    `notes` is the number of footnotes before. The first run begins with nothing.
    """

    index: int = 0
    start: tuple[Any, ...] | None = None
    strings: Mapping[str, str] = field(default_factory=dict)
    notes: int = 0


@dataclass(slots=True)
class Ran:
    """What came of a run: where the next one begins, the page numbers of its anchors, and what it looked up elsewhere.

    `asked` are the anchors whose page numbers it shows.
    """

    after: Begin = Begin()
    section: int | None = None
    anchors: dict[str, Any] = field(default_factory=dict)
    asked: frozenset[str] = frozenset()
    looked: set[int] = field(default_factory=set)


@contextmanager
def only_run(
    begin: Begin, filled: range, anchors: Mapping[str, Any], own: frozenset[str], absent: frozenset[str]
) -> Iterator[Ran]:
    """Lay out, within this block, nothing but the pages of these sections.

    Args:
        begin: where they begin.
        filled: the sections, counted from 0, that are not empty here.
        anchors: the page counters of all anchors of the book, as far as they are known.
        own: the ids in these sections.
        absent: the ids that are referred to and are nowhere in the document as it is given here.
    """
    from weasyprint import document
    from weasyprint.formatting_structure import build

    layout, collector, boxed = document.layout_document, document.TargetCollector, build.element_to_box
    ran = Ran()
    counts = {"footnote": [begin.notes], "note": [0]}

    def element_to_box(*given: Any) -> Any:
        build.element_to_box = boxed
        return boxed(*given, ([0], counts, [set(counts)], []))

    def layout_document(html: Any, root_box: Any, context: Any, **_: Any) -> Iterator[Any]:
        _prime(context, root_box, begin, {**dict.fromkeys(_others(context, own), _GUESS), **anchors})
        pages, ran.section = _pages((context, root_box, html), begin.index, filled)
        _settle(context, ran, begin, own, len(pages))
        yield from _finished(context, pages, begin.index)
        ran.after = replace(ran.after, strings=_last_strings(context), notes=counts["footnote"][-1])

    document.layout_document, build.element_to_box = layout_document, element_to_box
    elsewhere = {name: anchors.get(name, _GUESS) for name in sorted(absent)}
    document.TargetCollector = lambda: _listening(standing_in(collector(), elsewhere, frozenset()), ran)
    try:
        yield ran
    finally:
        document.layout_document, document.TargetCollector, build.element_to_box = layout, collector, boxed


def _listening(collector: Any, ran: Ran) -> Any:
    """Note which anchors are looked up; WeasyPrint does not where an attribute names them."""
    look = collector.lookup_target

    def lookup_target(*given: Any) -> Any:
        item = look(*given)
        ran.looked.add(id(item))
        return item

    collector.lookup_target = lookup_target
    return collector


def _others(context: Any, own: frozenset[str]) -> list[str]:
    """Return the ids of sections that are empty here."""
    return [name for name in context.target_collector.target_lookup_items if name not in own]


def _prime(context: Any, root_box: Any, begin: Begin, anchors: Mapping[str, Any]) -> None:
    """Give the context what it would know if it had laid out the pages before."""
    from weasyprint.layout import initialize_page_maker

    initialize_page_maker(context, root_box)
    if begin.start is not None:
        start = (*copy.deepcopy(begin.start), untouched())
        context.page_maker = [(*begin.start, untouched())] * begin.index + [start]
    context.rendered_notes = []
    for name, text in begin.strings.items():
        context.string_set[name][begin.index].append(text)
    collector = context.target_collector
    for name, item in collector.target_lookup_items.items():
        if name in anchors:
            item.cached_page_counter_values = copy.deepcopy(anchors[name])
    for (_, token), item in collector.counter_lookup_items.items():
        if token != "content":
            raise Unfit("a running head or bookmark shows the page that something else stands on")
        if item.missing_target_counters:
            item.parse_again({})


def _pages(made_of: tuple[Any, Any, Any], first: int, filled: range) -> tuple[list[Any], int | None]:
    """Return the pages up to where a section begins that is none of the run's, and that; without heads and folios."""
    from weasyprint.layout.page import remake_page

    context, root_box, html = made_of
    pages: list[Any] = []
    notes = list(context.footnotes)
    while True:
        index = first + len(pages)
        state = context.page_maker[index][-1]
        state.update(untouched())
        page, resume = remake_page(index, context, root_box, html)
        if context.page_maker[index][-1]["content_changed"]:  # it refers to a page that has just become known
            context.footnotes[:] = notes
            context.page_maker[index][-1].update(untouched())
            page, resume = remake_page(index, context, root_box, html)
        if page.fixed_boxes:
            raise Unfit("the theme has a box that stands on every page")
        pages.append(page)
        if resume is None and not context.reported_footnotes:
            return pages, None
        if resume is not None and section_of(resume) not in filled:
            if context.reported_footnotes or context.broken_out_of_flow:
                raise Unfit("a note or a picture goes on over the end of a part")
            if context.page_maker[index + 1][1]["break"] == "any":
                raise Unfit("a part does not open a page where it should")
            return pages, section_of(resume)


def _settle(context: Any, ran: Ran, begin: Begin, own: frozenset[str], count: int) -> None:
    """Note what the next run and the others are to know."""
    if any(context.running_elements.values()):
        raise Unfit("the theme moves an element into a running head")
    index = begin.index + count
    ran.after = Begin(index, copy.deepcopy(context.page_maker[index][:4]))
    collector = context.target_collector
    ran.anchors = {
        name: copy.deepcopy(item.cached_page_counter_values)
        for name, item in collector.target_lookup_items.items()
        if name in own and item.cached_page_counter_values
    }
    ran.asked = frozenset(name for name, item in collector.target_lookup_items.items() if id(item) in ran.looked)


def _finished(context: Any, pages: list[Any], first: int) -> Iterator[Any]:
    """Yield the pages with their heads, folios and backgrounds, as WeasyPrint's layout_document ends."""
    from weasyprint.layout.background import layout_backgrounds
    from weasyprint.layout.page import make_margin_boxes

    marked: set[Any] = set()
    for number, page in enumerate(pages, first + 1):
        for child in page.descendants():
            if child.bookmark_label:  # one for each box, on however many pages it is
                key = child.element, child.element_tag.rpartition("::")[2] if "::" in child.element_tag else ""
                child.bookmark_label = "" if key in marked else child.bookmark_label
                marked.add(key)
            if child.string_set and child.string_set != "none":
                for name, text in child.string_set:
                    context.string_set[name][number].append(text)
    for number, page in enumerate(pages, first + 1):
        root, notes, area = page.children
        context.current_page = number
        state = context.page_maker[number][3]
        shown = [root, *(part for part in (notes, area) if part.children)]
        page.children = (*shown, *make_margin_boxes(context, page, state))
        layout_backgrounds(page, context.get_image_from_uri)
        yield page


def _last_strings(context: Any) -> dict[str, str]:
    return {name: on[max(on)][-1] for name, on in context.string_set.items() if on}

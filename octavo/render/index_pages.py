# SPDX-License-Identifier: AGPL-3.0-or-later
"""The page numbers of an index: each page once in an entry, and pages one after another as a range.

An index link is `a.page` in an element with `data-between` (what stands before a number) and `data-range` (between the
ends of a range). Its page is known only while WeasyPrint (70.0) lays out, which then writes its number: there it is
asked what the other links of the entry say.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from itertools import groupby
from typing import Any, NamedTuple


def page_texts(pages: list[int], between: str, to: str, written: Callable[[int], str]) -> list[str]:
    """Return what each link of an entry shows; `pages` are theirs in order, `written` makes a number a text.

    Nothing for a page that was named already, nor for one inside a range of three or more.
    """
    shown = [""] * len(pages)
    first = {page: at for at, page in reversed(list(enumerate(pages)))}
    for _, run in groupby(enumerate(sorted(first)), key=lambda pair: pair[1] - pair[0]):
        ends = [page for _, page in run]
        if len(ends) > 2:
            shown[first[ends[0]]] = between + written(ends[0])
            shown[first[ends[-1]]] = to + written(ends[-1])
        else:
            for page in ends:
                shown[first[page]] = between + written(page)
    return shown


class _Entry(NamedTuple):
    """The links of one entry in their order, and how they are joined."""

    links: tuple[Any, ...]
    between: str
    to: str


@contextmanager
def merging_pages(root: Any) -> Iterator[None]:
    """Let the index links below an element show a page once an entry, while it is laid out within this block."""
    from weasyprint.css.counters import CounterStyle
    from weasyprint.css.targets import TargetCollector

    look, cache = TargetCollector.lookup_target, TargetCollector.cache_target_page_counters
    render = CounterStyle.render_value
    entries = dict(_entries(root))
    asked: list[tuple[Any, Any]] = []

    def lookup_target(self: Any, token: Any, box: Any, *rest: Any) -> Any:
        asked[:] = [(self, box.element)] if box.element in entries else []
        return look(self, token, box, *rest)

    def render_value(self: Any, value: Any, *style: Any, **named: Any) -> Any:
        if not asked:
            return render(self, value, *style, **named)
        collector, link = asked.pop()
        links, between, to = entries[link]
        pages = [_page(collector, each) for each in links]
        return page_texts(pages, between, to, lambda page: render(self, page, *style, **named))[links.index(link)]

    def cache_target_page_counters(self: Any, name: Any, values: Any, index: Any, page_maker: Any) -> None:
        item = self.target_lookup_items.get(name)
        before = item and item.cached_page_counter_values
        cache(self, name, values, index, page_maker)
        if item and item.cached_page_counter_values != before:
            _spread(_beside(self, entries).get(name, ()), page_maker)

    try:
        TargetCollector.lookup_target = lookup_target
        TargetCollector.cache_target_page_counters = cache_target_page_counters
        CounterStyle.render_value = render_value
        yield
    finally:
        TargetCollector.lookup_target = look
        TargetCollector.cache_target_page_counters = cache
        CounterStyle.render_value = render


def drop_silent_links(rendered: Any, root: Any) -> None:
    """Take the links that show nothing, for their entry has named the page, out of the pages."""
    links = {link for link, _ in _entries(root)}
    for page in rendered.pages:
        page.links = [each for each in page.links if each[3].element not in links or each[2][2] > each[2][0]]


def _entries(root: Any) -> Iterator[tuple[Any, _Entry]]:
    for index in root.iter():
        if index.get("data-between") is not None:
            for entry in index.iter():
                links = tuple(each for each in entry if each.tag == "a" and each.get("class") == "page")
                yield from (
                    (link, _Entry(links, index.get("data-between"), index.get("data-range", ""))) for link in links
                )


def _spread(items: Iterable[Any], page_maker: Any) -> None:
    """Write links anew: a place that their entry names has come to another page."""
    for item in items:
        if item.page_maker_index is None or item.page_maker_index >= len(page_maker):
            item.pending = True
        else:
            page_maker[item.page_maker_index][-1]["content_changed"] = True
            item.parse_again(item.cached_page_counter_values)


def _beside(collector: Any, entries: dict[Any, _Entry]) -> dict[str, list[Any]]:
    """Return for every place what WeasyPrint keeps of the links in its entry; it is gathered once a layout."""
    if not hasattr(collector, "octavo_beside"):
        looked_up = collector.counter_lookup_items.items()
        known = {box.element: item for (box, token), item in looked_up if token == "content" and box.element in entries}
        collector.octavo_beside = {
            _name(link): [known[each] for each in entries[link].links if each in known] for link in known
        }
    found: dict[str, list[Any]] = collector.octavo_beside
    return found


def _name(link: Any) -> str:
    return str(link.get("href", "")).removeprefix("#")


def _page(collector: Any, link: Any) -> int:
    item = collector.target_lookup_items.get(_name(link))
    return int(item.cached_page_counter_values.get("page", [0])[-1]) if item else 0

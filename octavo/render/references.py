# SPDX-License-Identifier: AGPL-3.0-or-later
"""References to pages: those to earlier ones are written before their own page is laid out, once for all.

WeasyPrint (70.0) lays an index out without numbers first, though the pages it names are there already, then with them,
and then once more. In `compute_content_list` (formatting_structure/build.py) one name, `missing_counters`, serves for
the counters of the page that content stands on and for those looked up elsewhere, and where these are is not known if
an attribute names the place; so content that refers elsewhere is made again whenever its own page has other counters.
The total of pages is one of them, and known the second time only, though nothing shows it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from octavo.render.again import section_of

_TOTAL = "pages"
_REACH = 4  # sections that may begin on one page; what stands in later ones is written as the engine does it


@contextmanager
def settling_references() -> Iterator[None]:
    """Let pages laid out within this block be made again only where a number that they show is another one."""
    from weasyprint.css.targets import TargetCollector
    from weasyprint.layout import page as pages

    cache, remake = TargetCollector.cache_target_page_counters, pages.remake_page
    collect = TargetCollector.collect_missing_counters

    def collect_missing_counters(self: Any, box: Any, token: Any, write: Any, *counters: Any) -> None:
        collect(self, box, token, write, *_told_apart(box, token, *counters))

    def cache_target_page_counters(self: Any, name: Any, values: Any, index: Any, page_maker: Any) -> None:
        item = self.target_lookup_items.get(name)
        if item and not self.collecting and item.state == "up-to-date" and _is_there(self, item, values):
            item.page_maker_index = index
        else:
            cache(self, name, values, index, page_maker)

    def remake_page(index: int, context: Any, root_box: Any, html: Any) -> Any:
        _write_known(context, root_box, section_of(context.page_maker[index][0]))
        return remake(index, context, root_box, html)

    TargetCollector.cache_target_page_counters, pages.remake_page = cache_target_page_counters, remake_page
    TargetCollector.collect_missing_counters = collect_missing_counters
    try:
        yield
    finally:
        TargetCollector.cache_target_page_counters, pages.remake_page = cache, remake
        TargetCollector.collect_missing_counters = collect


def _told_apart(box: Any, token: str, own: Any, elsewhere: dict[str, Any]) -> tuple[Any, dict[str, Any]]:
    """Return the counters that content shows of its own page, and those that it looks up elsewhere by the place.

    As they are given, where the engine has not mixed them up, or a place is named otherwise than by an id.
    """
    if token != "content" or not any(own is each for each in elsewhere.values()):
        return own, elsewhere
    missing = {name for names in elsewhere.values() for name in names}
    shown: list[str] = []
    places: dict[str, list[str]] = {}
    for kind, value in box.style["content"]:
        if kind in ("counter()", "counters()"):
            shown.append(value[0])
        if kind in ("target-counter()", "target-counters()") and value[1] in missing:
            place = _place(value[0], box.element)
            if not place:
                return own, elsewhere
            places.setdefault(place, []).append(value[1])
    return shown, places


def _place(named: Any, element: Any) -> str:
    """Return the id that a reference goes to: as it stands in the style, or in an attribute; else nothing."""
    kind, value = named
    address = (element.get(value[0]) or "") if kind == "attr()" else value if kind == "string" else ""
    return address.removeprefix("#") if address.startswith("#") else ""


def _is_there(collector: Any, item: Any, values: dict[str, Any]) -> bool:
    """Tell whether a place is known to be where it is, whatever the total; not where that is shown of a place."""
    known = item.cached_page_counter_values
    if not known or {**known, _TOTAL: None} != {**values, _TOTAL: None}:
        return False
    if not hasattr(collector, "octavo_totals"):
        missing = (each.missing_target_counters.values() for each in collector.counter_lookup_items.values())
        collector.octavo_totals = any(_TOTAL in names for each in missing for names in each)
    return not collector.octavo_totals


def _write_known(context: Any, root_box: Any, section: int) -> None:
    """Write the numbers of pages before, in the sections that the next page may show."""
    waiting = _waiting(context.target_collector, root_box)
    for near in range(section, section + _REACH):
        for item in waiting.get(near, ()):
            if item.pending:
                item.pending = False
                item.parse_again(item.cached_page_counter_values)


def _waiting(collector: Any, root_box: Any) -> dict[int, list[Any]]:
    """Return what refers to pages, and to nothing of its own page, by its section; it is gathered once a layout."""
    if not hasattr(collector, "octavo_waiting"):
        found: dict[int, list[Any]] = defaultdict(list)
        body = root_box.children[0] if root_box.children else None
        for section, box in enumerate(body.children if body is not None and hasattr(body, "children") else ()):
            for part in (box, *(box.descendants() if hasattr(box, "descendants") else ())):
                item = collector.counter_lookup_items.get((part.missing_link, "content")) if part.missing_link else None
                if item is not None and not item.missing_counters:
                    found[section].append(item)
        collector.octavo_waiting = dict(found)
    waiting: dict[int, list[Any]] = collector.octavo_waiting
    return waiting

# SPDX-License-Identifier: AGPL-3.0-or-later
"""Where each block of the content can be touched on its page: the boxes of what carries a key."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from octavo.model.pagemap import Box
from octavo.model.preview import Region
from octavo.render.boxes import Node, PageBoxes


def regions_of(pages: tuple[PageBoxes, ...]) -> tuple[Region, ...]:
    """Return the regions of all pages in the order of reading.

    What holds other blocks is none itself, unless it has a message of its own: a figure is touched at its caption.
    """
    around = _holders(pages)
    return tuple(region for page in pages for region in _page(page, around))


def _page(page: PageBoxes, around: frozenset[Any]) -> Iterator[Region]:
    found: dict[Any, list[Node]] = {}
    for part in (page.body, page.footnotes):
        if part is not None:
            _gather(part, None, found)
    for element, nodes in found.items():
        message = element.get("data-message", "")
        if message or element not in around:
            yield Region(page.number, element.get("data-key"), message, tuple(_box(node) for node in nodes))


def _gather(node: Node, inside: Any, found: dict[Any, list[Node]]) -> None:
    # An anonymous box has its parent's element: it is no box of its own.
    if node.element is not None and node.element is not inside and "::" not in node.tag:
        inside = node.element
        if inside.get("data-key") and node.width > 0 and node.height > 0:
            found.setdefault(inside, []).append(node)
    for child in node.children:
        _gather(child, inside, found)


def _holders(pages: tuple[PageBoxes, ...]) -> frozenset[Any]:
    """Return the keyed elements that have keyed elements in them."""
    held: set[Any] = set()
    for page in pages[:1]:  # every page knows the root, and so the whole document
        root = page.body.element
        for element in root.iter() if root is not None else ():
            if element.get("data-key") and _holds_another(element):
                held.add(element)
    return frozenset(held)


def _holds_another(element: Any) -> bool:
    return any(inner is not element and inner.get("data-key") for inner in element.iter())


def _box(node: Node) -> Box:
    return Box(*(round(value, 2) for value in (node.x, node.y, node.width, node.height)))

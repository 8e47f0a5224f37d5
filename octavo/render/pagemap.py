# SPDX-License-Identifier: AGPL-3.0-or-later
"""What the pages hold, as plain data: where every block stands, where the text turns the page, what room is left."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from octavo.model.pagemap import Box, Fragment, HeadingPlace, Page, PageMap, PartPlace, Turn
from octavo.render.boxes import Node, PageBoxes, flow, walk
from octavo.render.lines import Line, composed_text

_HEADINGS = {f"h{level}": level for level in range(1, 7)}


def page_map(pages: tuple[PageBoxes, ...], lines: tuple[Line, ...], labels: tuple[str, ...], direction: str) -> PageMap:
    """Return the map of the pages; `direction` is the document's, ltr or rtl, and decides which side is the recto."""
    on_page: dict[int, list[Line]] = {page.number: [] for page in pages}
    for line in lines:
        on_page[line.page].append(line)
    return PageMap(
        tuple(_page(page, label, on_page[page.number], direction) for page, label in zip(pages, labels, strict=True)),
        tuple(_headings(pages)),
        tuple(turn for page in pages for turn in _turn(page.number, on_page[page.number])),
        parts=tuple(_parts(pages)),
    )


def _page(page: PageBoxes, label: str, lines: list[Line], direction: str) -> Page:
    # The first page of a right-to-left book is a left page.
    recto = page.right == (direction == "ltr")
    return Page(
        page.number,
        label,
        "recto" if recto else "verso",
        round(page.width, 3),
        round(page.height, 3),
        page.blank,
        _room(page),
        tuple(_fragments(page, lines)),
    )


def _room(page: PageBoxes) -> float:
    """Return the free height between the lowest box of the stream and the foot of the text area or its notes."""
    lowest = max((node.y + node.height for node in _leaves(page.body)), default=None)
    foot = page.footnotes.y if page.footnotes else page.bottom
    top = page.body.y if lowest is None else lowest
    return round(max(0.0, foot - top), 3)


def _leaves(node: Node) -> Iterator[Node]:
    """Yield the lines, images and rows of the stream."""
    if node.kind in ("line", "image", "row"):
        yield node
        return
    for child in node.children:
        if flow(child) == "normal":
            yield from _leaves(child)


def _fragments(page: PageBoxes, lines: list[Line]) -> Iterator[Fragment]:
    boxes: dict[Any, list[Node]] = {}
    for part in (page.body, page.footnotes):
        if part:
            _gather(part, None, boxes)
    count, spans = _lines_of(lines, boxes)
    for element, nodes in boxes.items():
        start, end = spans.get(element, (0, 0))
        yield Fragment(
            element.get("data-key"),
            element.get("data-message", ""),
            nodes[0].tag,
            _around(nodes),
            count.get(element, 0),
            start,
            end,
        )


def _gather(node: Node, inside: Any, found: dict[Any, list[Node]]) -> None:
    # An anonymous box has its parent's element: it is no box of its own.
    if node.element is not None and node.element is not inside and "::" not in node.tag:
        inside = node.element
        if inside.get("data-key"):
            found.setdefault(inside, []).append(node)
    for child in node.children:
        _gather(child, inside, found)


def _lines_of(lines: list[Line], keyed: dict[Any, list[Node]]) -> tuple[dict[Any, int], dict[Any, tuple[int, int]]]:
    count: dict[Any, int] = {}
    spans: dict[Any, tuple[int, int]] = {}
    for line in lines:
        if line.owner not in keyed:
            continue
        count[line.owner] = count.get(line.owner, 0) + 1
        for piece in line.pieces:
            if not piece.generated:
                start, end = spans.get(line.owner, (piece.start, piece.end))
                spans[line.owner] = min(start, piece.start), max(end, piece.end)
    return count, spans


def _around(nodes: list[Node]) -> Box:
    left, top = min(node.x for node in nodes), min(node.y for node in nodes)
    right, bottom = max(node.x + node.width for node in nodes), max(node.y + node.height for node in nodes)
    return Box(*(round(value, 3) for value in (left, top, right - left, bottom - top)))


def _headings(pages: tuple[PageBoxes, ...]) -> Iterator[HeadingPlace]:
    seen: set[Any] = set()
    for page in pages:
        for node in walk(page.body):
            if node.tag in _HEADINGS and node.element not in seen:
                seen.add(node.element)
                yield HeadingPlace(
                    _HEADINGS[node.tag], composed_text(node.element), node.element.get("id", ""), page.number
                )


def _parts(pages: tuple[PageBoxes, ...]) -> Iterator[PartPlace]:
    """Yield where each part begins; parts are the sections that stand in the body itself."""
    seen: set[Any] = set()
    for page in pages:
        for node in _sections(page.body):
            if node.element not in seen:
                seen.add(node.element)
                yield PartPlace(node.element.get("id", ""), page.number)


def _sections(node: Node) -> Iterator[Node]:
    for child in node.children:
        element = child.element
        if element is not None and element.tag == "section" and "part" in element.get("class", "").split():
            yield child
        elif child.kind == "block":
            yield from _sections(child)


def _turn(page: int, lines: list[Line]) -> Iterator[Turn]:
    for line in lines:
        key = line.owner.get("data-key", "") if line.running and line.owner is not None else ""
        starts = [piece.start for piece in line.pieces if not piece.generated]
        if key and starts:
            yield Turn(page, key, starts[0])
            return

# SPDX-License-Identifier: AGPL-3.0-or-later
"""Where the text of every block ends on the pages, and how much is left there: on the line, and below it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from octavo.model.pagemap import Ending, EndingKind
from octavo.render.boxes import (
    Node,
    PageBoxes,
    content_box,
    fixed_height,
    flow,
    is_centred,
    is_right_to_left,
    natural_width,
    text_of,
    walk,
)
from octavo.render.lines import Line

# Names of a roll are nobody's to translate, and there may be a hundred thousand of them.
_UNTRANSLATED = "names/"
_GAP = 4.0  # mm between two running heads


class _Around(NamedTuple):
    """What a block stands in, and how far it may grow downwards there."""

    kind: EndingKind
    below: float


def endings(pages: tuple[PageBoxes, ...], lines: tuple[Line, ...]) -> tuple[Ending, ...]:
    """Return the endings of all keyed blocks, cell by cell, in the order of the pages, then those of running heads."""
    return (*text_endings(pages, lines), *head_endings(pages, Heads()))


def text_endings(pages: tuple[PageBoxes, ...], lines: tuple[Line, ...]) -> Iterator[Ending]:
    """Yield the endings of all keyed blocks, cell by cell, in the order of the pages."""
    around = {page.number: dict(_surroundings(page)) for page in pages}
    blocks: dict[tuple[Any, Any], list[Line]] = {}
    for line in lines:
        key = _key(line)
        if key and not line.again and not key.startswith(_UNTRANSLATED) and line.pieces:
            blocks.setdefault((line.owner, line.container.element), []).append(line)
    found = (_ending(block, around[block[-1].page]) for block in blocks.values())
    yield from (each for each in found if each is not None)


def _key(line: Line) -> str:
    """Return the key of what a line says: a value that is shown in several places (a caption) has it in data-value."""
    value = line.container.element.get("data-value", "") if line.container.element is not None else ""
    return value or _keyed(line).get("data-key", "")


def _keyed(line: Line) -> Any:
    """Return what tells key and message of a line: its owner, or in a note its first sentence."""
    if line.owner is None:
        return {}
    if not line.note or line.owner.get("data-key"):
        return line.owner
    return next((each for each in line.owner.iter() if each.get("data-key")), {})


def _ending(block: list[Line], around: Mapping[int, _Around]) -> Ending | None:
    shown = [piece for line in block for piece in line.pieces if not piece.generated]
    width, count = sum(natural_width(piece.node) for piece in shown), sum(len(piece.node.text) for piece in shown)
    if not count or width <= 0:
        return None
    last = block[-1]
    kind, below = around.get(id(last.container.box), _Around("text", 0.0))
    left, _, right, _ = content_box(last.container)
    advance, word = width / count, max((len(each) for line in block for each in line.text.split()), default=0)
    filled: list[float] = [len(line.text) for line in block[:-1]] or [(right - left) / advance - word / 2]
    return Ending(
        _key(last),
        _keyed(last).get("data-message", ""),
        block[0].page,
        last.page,
        kind,
        max(piece.end for piece in shown) - min(piece.start for piece in shown),
        round(_free(last, left, right), 3),
        round(below, 3),
        round(max(1.0, sum(filled) / len(filled)), 1),
        round(last.node.height, 3),
        round(advance, 4),
        word,
    )


def _free(line: Line, left: float, right: float) -> float:
    """Return what is free at the end of a line; where it stands in the middle, on both sides together."""
    start = min(piece.node.x for piece in line.pieces)
    end = max(piece.node.x + piece.node.width for piece in line.pieces)
    at_left, at_right = start - left, right - end
    if is_centred(line.container):
        return max(0.0, at_left + at_right)
    return max(0.0, at_left if is_right_to_left(line.container) else at_right)


def _surroundings(page: PageBoxes) -> Iterator[tuple[int, _Around]]:
    """Yield for each block box of a page what it stands in."""
    free = _free_height(page)
    yield from _inside(page.body, _Around("text", free))
    if page.footnotes:
        yield from _inside(page.footnotes, _Around("note", free))


def _free_height(page: PageBoxes) -> float:
    foot = page.footnotes.y if page.footnotes else page.bottom
    return max(0.0, foot - max(_lowest(page.body), default=page.body.y))


def _lowest(node: Node) -> Iterator[float]:
    """Yield the feet of the lines, pictures and rows that stand in the stream."""
    if node.kind in ("line", "image", "row"):
        yield node.y + node.height
        return
    for child in node.children:
        if flow(child) == "normal":
            yield from _lowest(child)


def _inside(node: Node, around: _Around) -> Iterator[tuple[int, _Around]]:
    if node.kind in ("text", "line", "inline", "image"):
        if node.kind == "line":  # a note stands in a line, as an inline block does
            for child in node.children:
                yield from _inside(child, around)
        return
    around = _narrowed(node, around)
    yield id(node.box), around
    for child in node.children:
        yield from _inside(child, around)


def _narrowed(node: Node, around: _Around) -> _Around:
    """Return what surrounds the content of a box, given what surrounds the box."""
    if node.tag in ("td", "th") and node.kind == "cell":
        return _Around("cell", around.below + _slack(node))
    if node.tag in ("figcaption", "caption"):
        return _Around("caption", around.below)
    if flow(node) in ("float", "absolute", "fixed"):
        kind: EndingKind = around.kind if around.kind != "text" else "aside"
        return _Around(kind, _slack(node) if fixed_height(node) else 0.0)
    return around


def _slack(node: Node) -> float:
    """Return the height that a box has more than it holds."""
    _, _, _, bottom = content_box(node)
    return max(0.0, bottom - max(_lowest(node), default=bottom))


@dataclass(slots=True)
class Heads:
    """What running heads are known: by text the key and message of their title, which were seen, and what waits."""

    named: dict[str, tuple[str, str]] = field(default_factory=dict)
    seen: set[str] = field(default_factory=set)
    waiting: str = ""


def head_endings(pages: tuple[PageBoxes, ...], known: Heads) -> Iterator[Ending]:
    """Yield the running heads whose words are a message's: of each the first page that has it.

    `known` are those of the pages before; what is found is added to it.
    """
    _name(pages, known)
    for page in pages:
        for margin in page.margins:
            text = " ".join(text_of(margin).split())
            if text not in known.named or text in known.seen:
                continue
            known.seen.add(text)
            yield _head(page, margin, text, *known.named[text])


def _head(page: PageBoxes, margin: Node, text: str, key: str, message: str) -> Ending:
    """Return the ending of a running head: the boxes of a margin share its length, and none may meet another."""
    words = [node for node in walk(margin) if node.kind == "text" and node.text.strip()]
    width = sum(natural_width(node) for node in words)
    beside = sum(_GAP + each.width for each in page.margins if each.y == margin.y and each.box is not margin.box)
    measure = page.body.width - beside
    advance, pitch = width / len(text), max(node.height for node in words)
    lengths = (round(max(0.0, measure - width), 3), 0.0, round(measure / advance, 1), round(pitch, 3))
    return Ending(key, message, page.number, page.number, "head", len(text), *lengths, round(advance, 4), 0)


def _name(pages: tuple[PageBoxes, ...], known: Heads) -> None:
    """Find whose words running heads are: a title's, or the publication's."""
    for page in pages:
        for node in walk(page.body):
            if node.element is None or node.kind in ("text", "line"):
                continue
            if name := node.element.get("data-publication-key"):
                _give(known, node.element.get("data-publication", ""), (name, ""))
            known.waiting = node.element.get("data-running") or known.waiting
            if known.waiting and node.tag == "h1" and node.element.get("data-key"):
                _give(known, known.waiting, (node.element.get("data-key"), node.element.get("data-message", "")))
                known.waiting = ""


def _give(known: Heads, text: str, place: tuple[str, str]) -> None:
    if text := " ".join(text.split()):
        known.named.setdefault(text, place)

# SPDX-License-Identifier: AGPL-3.0-or-later
"""What may be a fault on a page: text that does not fit, and lines that no compositor would leave so."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import pairwise
from typing import Any, NamedTuple

from octavo.model.pagemap import Finding, FindingKind
from octavo.render.boxes import (
    Node,
    PageBoxes,
    clips,
    content_box,
    fixed_height,
    flow,
    forces_break,
    hang,
    is_right_to_left,
    stretch,
    text_of,
    walk,
)
from octavo.render.lines import Line

# One point: less is rounding, and nobody sees it.
_TOLERANCE = 0.35
_UNSEEN = dict.fromkeys((0x00AD, 0x200B, 0x2060))
_LOOSE_EM = 0.6
# A last line shorter than this share of the measure, and of one word, is a runt.
_RUNT = 0.12
_MOST_TEXT = 40


def find(pages: tuple[PageBoxes, ...], lines: tuple[Line, ...]) -> tuple[Finding, ...]:
    """Return everything that was seen, page by page."""
    found = _worst(finding for page in pages for finding in _boxes(page))
    found += [*_loose(lines), *_breaks(lines), *_hyphens(pages, lines), *_torn(pages), *_last_headings(pages)]
    found += [*_captions(pages), *_lonely(pages)]
    return tuple(sorted(set(found), key=lambda each: (each.page, each.kind, each.key, each.text, each.measure)))


def _worst(findings: Iterable[Finding]) -> list[Finding]:
    """Return one finding for each kind of misfit of a block on a page: its first text, with the greatest measure."""
    first: dict[tuple[str, int, str, str], Finding] = {}
    for each in findings:
        # Every word that is too long is mended on its own.
        place = (each.kind, each.page, each.key, each.text if each.kind == "overflow-x" else "")
        known = first.setdefault(place, each)
        first[place] = replace(known, measure=max(known.measure, each.measure))
    return list(first.values())


class _Inside(NamedTuple):
    """Where a box stands: the page, the nearest key, the block it must fit into, and the box that would cut it off."""

    page: PageBoxes
    key: str
    block: Node
    clip: Node | None


def _finding(kind: FindingKind, page: int, key: str, text: str, measure: float = 0.0) -> Finding:
    short = " ".join(text.translate(_UNSEEN).split())
    short = short if len(short) <= _MOST_TEXT else short[: _MOST_TEXT - 1] + "…"
    return Finding(kind, page, key, short, round(measure, 2))


def _boxes(page: PageBoxes) -> Iterator[Finding]:
    for part in (page.body, *(page.footnotes,) * (page.footnotes is not None), *page.margins):
        if part is not None:
            yield from _box(part, _Inside(page, "", part, None))


def _box(node: Node, inside: _Inside) -> Iterator[Finding]:
    if node.kind == "text":
        yield from _text(node, inside)
        return
    if node.element is not None and node.element.get("data-key"):
        inside = inside._replace(key=node.element.get("data-key"))
    if node.kind in ("block", "cell", "margin", "inline-block"):
        inside = inside._replace(block=node, clip=node if clips(node) else inside.clip)
        yield from _too_high(node, inside)
    elif node.kind == "image":
        yield from _off_page(node, inside, node.tag)
    for child in node.children:
        yield from _box(child, inside)


def _text(node: Node, inside: _Inside) -> Iterator[Finding]:
    if not node.text.strip() or "::marker" in node.tag:
        return
    left, right = _measure(inside.block)
    page, text = inside.page.number, node.text
    out = max(node.x + node.width - right, left - node.x)
    # The engine lets a comma after a link hang in the margin, as careful compositors do on purpose.
    hanging = not any(char.isalnum() for char in text) and out < node.height / 2
    if out > _TOLERANCE and not hanging:
        yield _finding("overflow-x", page, inside.key, text, out)
    yield from _off_page(node, inside, text)
    if inside.clip is not None:
        _, _, right, bottom = content_box(inside.clip, padding=True)
        cut = max(node.y + node.height - bottom, node.x + node.width - right)
        if cut > _TOLERANCE:
            yield _finding("clipped", page, inside.key, text, cut)


def _measure(block: Node) -> tuple[float, float]:
    """Return between what verticals the text of a block may stand: where lines begin it may hang out.

    That is by its indent, or into the padding.
    """
    left, _, right, _ = content_box(block)
    outer_left, _, outer_right, _ = content_box(block, padding=True)
    if is_right_to_left(block):
        return left, max(outer_right, right + hang(block))
    return min(outer_left, left - hang(block)), right


def _off_page(node: Node, inside: _Inside, text: str) -> Iterator[Finding]:
    page = inside.page
    out = max(-node.x, -node.y, node.x + node.width - page.width, node.y + node.height - page.height)
    # A picture may run into the bleed or over a spread, if only something of it is seen.
    seen = max(-node.x - node.width, -node.y - node.height, node.x - page.width, node.y - page.height) < 0
    if out > _TOLERANCE and not (node.kind == "image" and seen):
        yield _finding("off-page", page.number, inside.key, text, out)


def _too_high(node: Node, inside: _Inside) -> Iterator[Finding]:
    if not fixed_height(node) or clips(node):
        return
    _, _, _, bottom = content_box(node)
    lowest = max((child.y + child.height for child in node.children if flow(child) == "normal"), default=bottom)
    if lowest - bottom > _TOLERANCE:
        yield _finding("overflow-y", inside.page.number, inside.key, text_of(node), lowest - bottom)


def _loose(lines: tuple[Line, ...]) -> Iterator[Finding]:
    """Yield the loosest line of every block on every page."""
    worst: dict[tuple[int, str], tuple[float, Line]] = {}
    for line in lines:
        gap = max((stretch(piece.node) for piece in line.pieces if piece.node.text.strip()), default=0.0)
        place = line.page, _key(line)
        if gap > max(_LOOSE_EM, worst.get(place, (0.0, line))[0]):
            worst[place] = gap, line
    for (page, key), (gap, line) in worst.items():
        yield _finding("loose", page, key, line.text, gap)


def _key(line: Line) -> str:
    return (line.owner.get("data-key") or "") if line.owner is not None else ""


def _breaks(lines: tuple[Line, ...]) -> Iterator[Finding]:
    """Yield orphans, widows and runts: by paragraph, which is the block element that the lines stand in."""
    blocks: dict[Any, list[Line]] = defaultdict(list)
    for line in lines:
        if line.container.kind == "block" and line.container.element is not None and not line.again:
            blocks[line.container.element].append(line)
    for block in blocks.values():
        first = [line for line in block if line.page == block[0].page]
        last = [line for line in block if line.page == block[-1].page]
        if len(first) < len(block):
            if len(first) == 1:
                yield _finding("orphan", first[0].page, _key(first[0]), first[0].text)
            if len(last) == 1:
                yield _finding("widow", last[0].page, _key(last[0]), last[0].text)
        end = block[-1]
        measure = end.container.width
        named = _key(end).startswith("names/")  # nobody can write a name otherwise
        if len(block) > 2 and len(end.text.split()) == 1 and _width(end) < _RUNT * measure and not named:
            yield _finding("runt", end.page, _key(end), end.text, _width(end))


def _width(line: Line) -> float:
    shown = [piece.node for piece in line.pieces if piece.node.text.strip()]
    return max((node.x + node.width for node in shown), default=0) - min((node.x for node in shown), default=0)


def _hyphens(pages: tuple[PageBoxes, ...], lines: tuple[Line, ...]) -> Iterator[Finding]:
    """Yield words broken where the leaf is turned, and the second and further pairs of broken lines in a paragraph."""
    stream = [line for line in lines if line.running]
    rtl = bool(pages) and is_right_to_left(pages[0].body)
    rectos = {page.number for page in pages if page.right != rtl}
    stacks: dict[Any, int] = defaultdict(int)
    for before, line in pairwise(stream):
        if before.hyphenated and line.page != before.page and before.page in rectos:
            yield _finding("hyphen-at-turn", before.page, _key(before), before.text.split()[-1])
        if before.hyphenated and line.hyphenated and before.owner is line.owner:
            stacks[line.owner] += 1
            if stacks[line.owner] > 1:
                yield _finding("hyphen-stack", line.page, _key(line), line.text.split()[-1])


def _torn(pages: tuple[PageBoxes, ...]) -> Iterator[Finding]:
    seen: dict[Any, int] = {}
    for page in pages:
        for node in walk(page.body):
            is_row = node.kind == "row" and node.element is not None and node.element.tag == "tr"
            if is_row and seen.setdefault(node.element, page.number) != page.number and not _in_head(node):
                yield _finding("row-torn", page.number, _near_key(node), text_of(node))


def _in_head(row: Node) -> bool:
    return all(cell.tag == "th" for cell in row.children)


def _near_key(node: Node) -> str:
    keys = (inner.element.get("data-key") for inner in walk(node) if inner.element is not None)
    return next(filter(None, keys), "")


def _last_headings(pages: tuple[PageBoxes, ...]) -> Iterator[Finding]:
    """Yield headings that nothing follows on their page, unless what comes next was told to begin a page."""
    for page, following in pairwise(pages):
        last, block = _last_block(page.body)
        if last is None or block is None or following.blank:
            continue
        if not _begins_page(following.body):
            yield _finding("heading-last", page.number, last.element.get("data-key", ""), text_of(last))


def _last_block(body: Node) -> tuple[Node | None, Node | None]:
    """Return the last block of the stream if it is a heading, and the line that ends the page."""
    heading: Node | None = None
    node, last = body, None
    while node.kind not in ("line", "image"):
        if node.tag in ("h1", "h2", "h3", "h4", "h5", "h6"):
            heading = node
        inner = [child for child in node.children if flow(child) == "normal"]
        if not inner:
            break
        node = last = inner[-1]
    return heading, last


def _begins_page(body: Node) -> bool:
    node = body
    while True:
        if forces_break(node):
            return True
        inner = [child for child in node.children if flow(child) == "normal"]
        if not inner or node.kind == "line":
            return False
        node = inner[0]


def _captions(pages: tuple[PageBoxes, ...]) -> Iterator[Finding]:
    """Yield captions that stand on another page than what they are of."""
    shown: dict[Any, int] = {}
    captions: list[tuple[int, Any, Node]] = []
    for page in pages:
        for node in walk(page.body):
            if node.tag == "figure":
                figure = node.element
                if any(inner.kind in ("image", "table") for inner in walk(node)):
                    shown[figure] = page.number
                captions += [(page.number, figure, inner) for inner in node.children if inner.tag == "figcaption"]
    for number, figure, caption in captions:
        if shown.get(figure, number) != number:
            yield _finding("caption-away", number, _near_key(caption), text_of(caption))


def _lonely(pages: tuple[PageBoxes, ...]) -> Iterator[Finding]:
    for page in pages:
        filled = any(node.kind in ("text", "image") for node in walk(page.body)) or page.footnotes is not None
        if not filled and any(text_of(margin).strip() for margin in page.margins):
            yield _finding("lonely-folio", page.number, "", " ".join(text_of(margin) for margin in page.margins))

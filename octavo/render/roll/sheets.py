# SPDX-License-Identifier: AGPL-3.0-or-later
"""The pages of a roll that were set: what stands where on each, with head and folio, and what the map says of them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Literal

from octavo.model.pagemap import Finding, Page, PageMap, Turn
from octavo.render.boxes import MM_PER_PX, PageBoxes, strings_set, walk
from octavo.render.roll.furniture import Margin, Shown, margins_of
from octavo.render.roll.pen import FontUse, Pen, Unfit
from octavo.render.roll.setting import Setting
from octavo.render.roll.specimen import Sample
from octavo.render.roll.streams import SetPage, Shows

Side = Literal["recto", "verso"]
Number = Callable[[int, Any], str]


@dataclass(frozen=True, slots=True)
class SetPages:
    """Pages that stand behind one of the engine's, counted from 0: they are of its size, and in pairs.

    `element` is that of the roll, `labels` their folios, `opening` the headings that stand before them, `too_wide` what
    sticks out of a running head, by millimetres. `uses` are the fonts drawn with, and the styles that ask for them.
    """

    after: int
    element: Any
    pages: tuple[SetPage, ...]
    labels: tuple[str, ...]
    opening: frozenset[str]
    colour: bytes
    uses: tuple[tuple[dict[str, FontUse], tuple[Any, ...]], ...] = field(repr=False)
    too_wide: tuple[tuple[int, str, float], ...] = ()


def set_pages(setting: Setting, after: int, element: Any, folio: int, number: Number) -> SetPages:
    """Return the pages of a setting; `folio` is the number of the first, `number` writes one in a counter style."""
    keys = {item.key: item.name for item in setting.items}
    _, *samples = setting.samples
    margins = [_margins(sample, keys, number) for sample in samples]
    styles = tuple(margin.style for its in margins for margin in its)
    pen = Pen(styles)
    colours = [pen.colour(style) for style in range(len(styles))]
    pages: list[SetPage] = []
    wide: list[tuple[int, str, float]] = []
    for at, placed in enumerate(setting.pages):
        side = at % 2
        names = [setting.items[each.block].name for each in placed if setting.items[each.block].key]
        shown = Shown(folio + at, names[0] if names else "", names[-1] if names else "")
        furniture = []
        for place, margin in enumerate(margins[side], side * len(margins[0])):
            text = margin.text(shown, number)
            drawn = pen.draw(place, text)
            x = margin.anchor / MM_PER_PX - margin.share * drawn.width
            y = (samples[side].page.height - margin.baseline) / MM_PER_PX
            furniture.append((x, y, colours[place] + b"\n" + drawn.operators))
            if (over := drawn.width * MM_PER_PX - margin.room) > _TOLERANCE:
                wide.append((at, text, over))
        pages.append(SetPage(tuple(_items(setting, placed, samples[side])), tuple(furniture)))
    labels = tuple(_label(margins[at % 2], folio + at, number) for at in range(len(pages)))
    opening = frozenset(item.name for item in setting.items[: setting.start] if not item.key)
    uses = (setting.uses, setting.styles), (pen.uses, styles)
    return SetPages(after, element, tuple(pages), labels, opening, setting.colour, uses, tuple(wide))


_TOLERANCE = 0.35  # mm, as in octavo.render.findings


def _margins(sample: Sample, keys: dict[str, str], number: Number) -> list[Margin]:
    """Return head and folio of a sample, as rules; the number of its page is read from the folio it shows."""
    names = [keys[key] for each in sample.items if (key := each.element.get("data-key", ""))]
    own = {each.element for each in sample.items}
    nodes = (node for node in walk(sample.page.body) if node.element in own)
    strings = frozenset(name for node in nodes for name, _ in strings_set(node))
    shown = Shown(_count(sample.page), names[0] if names else "", names[-1] if names else "")
    return margins_of(sample.page, strings, shown, number)


def _count(page: PageBoxes) -> int:
    for margin in page.margins:
        if known := (margin.box.cached_counter_values or {}).get("page"):
            return int(known[-1])
    return 0


def _label(margins: Sequence[Margin], folio: int, number: Number) -> str:
    style = next((value for margin in margins for kind, value in margin.tokens if kind == "page"), "decimal")
    return number(folio, style)


def _items(setting: Setting, placed: Sequence[Any], sample: Sample) -> Iterator[Shows]:
    height = sample.page.height
    for each in placed:
        item = setting.items[each.block]
        manner = setting.manners[item.shape]
        x = (sample.columns[each.column] + manner.indent) / MM_PER_PX
        y = (height - sample.head - manner.baseline) / MM_PER_PX - each.top
        label = "" if item.key else item.name
        corner = sample.columns[each.column] / MM_PER_PX, sample.head / MM_PER_PX + each.top
        yield Shows(item.key, setting.shapes[item.shape].tag, x, y, setting.operators[each.block], label, corner)


def with_set_pages(known: PageMap, sets: Sequence[SetPages]) -> PageMap:
    """Return the map with the set pages in it; whatever comes after them has a higher number."""
    if not sets:
        return known

    def moved(page: int) -> int:
        return page + sum(len(each.pages) for each in sets if page > each.after + 1)

    pages = [replace(page, number=moved(page.number)) for page in known.pages]
    turns = [replace(turn, page=moved(turn.page)) for turn in known.turns]
    findings = [replace(finding, page=moved(finding.page)) for finding in known.findings]
    for each in sets:
        model = next(page for page in pages if page.number == moved(each.after + 1))
        sides: tuple[Side, Side] = ("recto", "verso") if model.side == "recto" else ("verso", "recto")
        for at, (page, label) in enumerate(zip(each.pages, each.labels, strict=True), model.number + 1):
            side = sides[(at - model.number) % 2]
            pages.append(Page(at, label, side, model.width, model.height, False, 0.0, ()))
            key = next((item.key for item in page.items if item.key), "")
            turns += [Turn(at, key, 0)] if key else []
        findings += [Finding("overflow-x", model.number + 1 + at, "", text, over) for at, text, over in each.too_wide]
    return replace(
        known,
        pages=tuple(sorted(pages, key=lambda page: page.number)),
        headings=tuple(replace(each, page=moved(each.page)) for each in known.headings),
        turns=tuple(sorted(turns, key=lambda turn: turn.page)),
        findings=tuple(findings),
        veils=tuple(replace(each, page=moved(each.page)) for each in known.veils),
        endings=tuple(replace(each, first=moved(each.first), page=moved(each.page)) for each in known.endings),
        parts=tuple(replace(each, page=moved(each.page)) for each in known.parts),
    )


def same_opening(opening: Sample, found: Sequence[Sample], end: Sequence[Sample]) -> None:
    """Raise Unfit unless the first items stand on one page as they did, and the last begin the page after it."""
    if len(found) != 1 or not end or end[0].page.number != found[0].page.number + 1:
        raise Unfit("a roll that opens on another page than it was tried on")
    places = [[(round(item.x, 2), round(item.top, 2)) for item in each.items] for each in (opening, found[0])]
    if places[0] != places[1]:
        raise Unfit("a roll that opens otherwise than it was tried")

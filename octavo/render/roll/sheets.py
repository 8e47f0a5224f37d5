# SPDX-License-Identifier: AGPL-3.0-or-later
"""The pages of a roll that were set: what stands where on each, with head and folio, and what the map says of them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from typing import Any, Literal, NamedTuple

from octavo.model.canonical import digest
from octavo.model.pagemap import Finding, Page, PageMap, Turn
from octavo.model.pdf_parts import Remember
from octavo.render.boxes import MM_PER_PX, PageBoxes, strings_set, walk
from octavo.render.roll.furniture import Furniture, Margin, Shown, Side, draw_margins, margins_of
from octavo.render.roll.items import RollItems
from octavo.render.roll.paging import Placed
from octavo.render.roll.pen import FontUse, Unfit
from octavo.render.roll.setting import Setting
from octavo.render.roll.specimen import Sample
from octavo.render.roll.streams import Drawn, Heading, SetPage, ShownItem

Number = Callable[[int, Any], str]


@dataclass(frozen=True, slots=True)
class SetPages:
    """Pages that stand behind one of the engine's, counted from 0: they are of its size, and in pairs.

    `element` is that of the roll, `labels` their folios, `opening` the headings that stand before them, `headings`
    those on them, `too_wide` what sticks out of a running head, by millimetres. `uses` are the fonts drawn with, and
    the styles that ask for them.
    """

    after: int
    element: Any
    pages: tuple[SetPage, ...]
    labels: tuple[str, ...]
    opening: frozenset[str]
    headings: tuple[Heading, ...]
    uses: tuple[tuple[dict[str, FontUse], tuple[Any, ...]], ...] = field(repr=False)
    too_wide: tuple[tuple[int, str, float], ...] = ()


def set_pages(setting: Setting, place: SetPlace, number: Number, remember: Remember) -> SetPages:
    """Return the pages of a setting at their place in the book; `number` writes one in a counter style."""
    sides = [_side(sample, setting, number) for sample in setting.samples[1:]]
    shown = [_shown(setting, placed, place.folio + at) for at, placed in enumerate(setting.pages)]
    margins = draw_margins(sides, shown, number, remember)
    names = [
        digest(place.fonts, setting.way.name, repr((each.columns, each.head, each.page.height)))
        for each in setting.samples[1:]
    ]
    pages = []
    for at, (placed, drawn) in enumerate(zip(setting.pages, margins.pages, strict=True)):
        rows = setting.items.rows[placed[0].block : placed[-1].block + 1]
        where = [f"{each.column} {each.top:.4f}" for each in placed]
        tags = tuple(setting.shapes[setting.items.shapes[each.block]].tag for each in placed)
        key = next((setting.items[each.block].key for each, tag in zip(placed, tags, strict=True) if tag == "li"), "")
        draw = partial(_drawn, setting, placed, setting.samples[1 + at % 2], drawn)
        pages.append(SetPage(digest(names[at % 2], repr(drawn), " ".join(where), "\n".join(rows)), tags, key, draw))
    labels = tuple(_label(sides[at % 2].margins, place.folio + at, number) for at in range(len(pages)))
    opening = frozenset(item.name for item in setting.items[: setting.start] if not item.key)
    uses = (setting.drawn.uses, setting.way.styles), (margins.uses, margins.styles)
    headings = tuple(_headings(setting))
    return SetPages(place.after, place.element, tuple(pages), labels, opening, headings, uses, margins.too_wide)


class SetPlace(NamedTuple):
    """Where set pages stand: the page they follow, the roll's element, the first folio; and the fonts' digest."""

    after: int
    element: Any
    folio: int
    fonts: str


def _shown(setting: Setting, placed: Sequence[Placed], folio: int) -> Shown:
    """Return what head and folio of a page say."""
    items, shapes = setting.items, setting.shapes
    entries = [each.block for each in placed if shapes[items.shapes[each.block]].tag == "li"]
    return Shown(folio, items[entries[0]].name if entries else "", items[entries[-1]].name if entries else "")


def _side(sample: Sample, setting: Setting, number: Number) -> Side:
    """Return head and folio of a sample, as rules; the number of its page is read from the folio it shows."""
    names = _names([key for each in sample.items if (key := each.element.get("data-key", ""))], setting.items)
    own = {each.element for each in sample.items}
    nodes = (node for node in walk(sample.page.body) if node.element in own)
    strings = frozenset(name for node in nodes for name, _ in strings_set(node))
    shown = Shown(_count(sample.page), names[0] if names else "", names[-1] if names else "")
    return Side(tuple(margins_of(sample.page, strings, shown, number)), sample.page.height)


def _names(keys: Sequence[str], items: RollItems) -> list[str]:
    """Return the names of the items with these keys; they stand near the beginning."""
    wanted, found = set(keys), dict[str, str]()
    for item in items:
        if item.key in wanted:
            found[item.key] = item.name
            if len(found) == len(wanted):
                break
    return [found[key] for key in keys]


def _count(page: PageBoxes) -> int:
    for margin in page.margins:
        if known := (margin.box.cached_counter_values or {}).get("page"):
            return int(known[-1])
    return 0


def _label(margins: Sequence[Margin], folio: int, number: Number) -> str:
    style = next((value for margin in margins for kind, value in margin.tokens if kind == "page"), "decimal")
    return number(folio, style)


def _drawn(setting: Setting, placed: Sequence[Placed], sample: Sample, furniture: Furniture) -> Drawn:
    """Return what is drawn on a page."""
    height, found = sample.page.height, []
    for each in placed:
        shape = setting.items.shapes[each.block]
        manner = setting.way.manners[shape]
        x = (sample.columns[each.column] + manner.indent) / MM_PER_PX
        y = (height - sample.head - manner.baseline) / MM_PER_PX - each.top
        found.append(ShownItem(setting.shapes[shape].tag, x, y, setting.drawn.operators(each.block)))
    shown = tuple((x, y, operators.encode("ascii")) for x, y, operators in furniture)
    return Drawn(tuple(found), shown, setting.way.colour)


def _headings(setting: Setting) -> Iterator[Heading]:
    for at, placed in enumerate(setting.pages):
        sample = setting.samples[1 + at % 2]
        for each in placed:
            if setting.shapes[setting.items.shapes[each.block]].tag != "li":
                corner = sample.columns[each.column] / MM_PER_PX, sample.head / MM_PER_PX + each.top
                yield Heading(at, setting.items[each.block].name, corner)


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
        sides: tuple[Literal["recto", "verso"], Literal["recto", "verso"]] = (
            ("recto", "verso") if model.side == "recto" else ("verso", "recto")
        )
        for at, (page, label) in enumerate(zip(each.pages, each.labels, strict=True), model.number + 1):
            side = sides[(at - model.number) % 2]
            pages.append(Page(at, label, side, model.width, model.height, False, 0.0, ()))
            turns += [Turn(at, page.key, 0)] if page.key else []
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

# SPDX-License-Identifier: AGPL-3.0-or-later
"""The boxes of pages: where sheets are cut, how far colour runs, whether pages are alike (ISO 15930-7, 6.9)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from octavo.check.press.geometry import MM, Rect, holds
from octavo.check.press.sheet import Sheet, in_file, on_page, told
from octavo.model.gate import Found, PressWish

_SLACK = 0.1  # millimetres: boxes are written rounded
SIDES = ("left", "foot", "right", "head")


def box_faults(sheets: Sequence[Sheet], wish: PressWish) -> Iterator[Found]:
    """Yield what is wrong with the boxes of the pages, one by one and among each other."""
    for sheet in sheets:
        yield from _of_page(sheet)
        yield from _bleed(sheet, wish)
    yield from _sizes(sheets, wish)


def _of_page(sheet: Sheet) -> Iterator[Found]:
    if sheet.trim_box is None and sheet.art is None:
        yield on_page("P630", sheet, what="no TrimBox")
    if sheet.trim_box is not None and sheet.art is not None:
        yield on_page("P630", sheet, what="a TrimBox and an ArtBox")
    boxes = {"TrimBox": sheet.trim_box or sheet.art, "BleedBox": sheet.bleed_box, "MediaBox": sheet.media}
    there = [(name, box) for name, box in boxes.items() if box is not None]
    for (inner, small), (outer, large) in pairwise(there):
        if not holds(large, small, 0.02):
            yield on_page("P631", sheet, small, inner=inner, outer=outer, by=told(_beyond(small, large) / MM, 2))
    if sheet.crop is not None and not holds(sheet.crop, sheet.media, 0.02):
        yield on_page("P632", sheet, sheet.crop)
    if sheet.rotate:
        yield on_page("P633", sheet, what=f"turned by {sheet.rotate}°")
    if sheet.unit != 1:
        yield on_page("P633", sheet, what=f"measured in units of {sheet.unit:g} points")


def _beyond(inner: Rect, outer: Rect) -> float:
    return max(outer[0] - inner[0], outer[1] - inner[1], inner[2] - outer[2], inner[3] - outer[3])


def bleed_needed(sheet: Sheet, wish: PressWish) -> dict[str, float]:
    """Return the millimetres that colour has to run beyond each side of a page; nothing where no printer is named."""
    if wish.printer is None:
        return {}
    needed = dict.fromkeys(SIDES, float(wish.printer.bleed.value))
    if wish.kind == "press" and not wish.printer.bleed_at_spine:
        del needed[spine_side(sheet, wish)]
    return needed


def spine_side(sheet: Sheet, wish: PressWish) -> str:
    """Return the side on which a page of a book is bound."""
    return "left" if (sheet.number % 2 == 1) == (wish.direction != "rtl") else "right"


def _bleed(sheet: Sheet, wish: PressWish) -> Iterator[Found]:
    needed = bleed_needed(sheet, wish)
    has = dict(zip(SIDES, (abs(a - b) / MM for a, b in zip(sheet.bleed, sheet.trim, strict=True)), strict=True))
    short = {side: has[side] for side, wanted in needed.items() if has[side] < wanted - _SLACK}
    if short and wish.printer is not None:
        side = min(short, key=short.__getitem__)
        printer = wish.printer.title
        yield on_page("P636", sheet, found=told(short[side], 2), wanted=told(needed[side], 3), printer=printer)


def _sizes(sheets: Sequence[Sheet], wish: PressWish) -> Iterator[Found]:
    if not sheets:
        return
    first = sheets[0].size
    if wish.trim is not None and not _alike(first, wish.trim):
        yield in_file("P635", found=_size(first), wanted=_size(wish.trim))
    for sheet in sheets[1:]:
        if not _alike(sheet.size, first):
            yield on_page("P634", sheet, found=_size(sheet.size), wanted=_size(first))


def _alike(one: tuple[float, float], other: tuple[float, float]) -> bool:
    return all(abs(a - b) <= _SLACK for a, b in zip(one, other, strict=True))


def _size(size: tuple[float, float]) -> str:
    return " × ".join(told(each, 2) for each in size)

# SPDX-License-Identifier: AGPL-3.0-or-later
"""The colours of a page: what is not for print, black text that is not black alone, overprint, too much ink."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from octavo.check.press.geometry import MM, Rect, common
from octavo.check.press.paints import CALLED, Paint, Scene
from octavo.check.press.sheet import Sheet, on_page, told
from octavo.model.gate import Found, PressWish

_DEVICES = ("DeviceGray", "DeviceCMYK")
_NAMED = ("Separation", "DeviceN")
_TRACE = 0.02
_HEADLINE = 24  # points: from this size a black of several inks is a choice and no accident
_SMALL = 12  # points: below it black text prints over what is beneath (Ghent Workgroup 2022, R0009)
_SQUARE = 15 * MM


def ink_faults(scene: Scene, sheet: Sheet, wish: PressWish) -> Iterator[Found]:
    """Yield what is wrong with the colours of a page."""
    yield from _told_once(sheet, _spaces(scene.paints, sheet, wish))
    yield from _blacks(scene, sheet)
    yield from _overprints(scene, sheet, wish)
    yield from _areas(scene, sheet, wish)
    if wish.black:
        yield from _told_once(sheet, (("P658", each, {}) for each in scene.paints if _is_coloured(each, sheet)))
    yield from _mixed(scene, sheet, wish)


Row = tuple[str, Paint, dict[str, object]]


def _told_once(sheet: Sheet, rows: Iterable[Row]) -> Iterator[Found]:
    """Yield one problem for all objects of a kind with the same fault, with their count and the place of the first."""
    met: dict[Any, list[Row]] = {}
    for code, paint, values in rows:
        met.setdefault((code, paint.kind, *values.items()), []).append((code, paint, values))
    for (code, kind, *_), alike in met.items():
        _, first, values = alike[0]
        yield on_page(code, sheet, first.rect, what=CALLED[kind], count=len(alike), **values)


def _spaces(paints: Iterable[Paint], sheet: Sheet, wish: PressWish) -> Iterator[Row]:
    free = wish.printer is None and wish.standard == "PDF"
    wants_rgb = free or (wish.printer is not None and wish.printer.colour == "rgb")
    for paint in paints:
        root = paint.ink.space.root
        if root.family in _NAMED:
            yield from _names(paint, sheet)
        elif root.family in _DEVICES or root.family == "Pattern" or (wants_rgb and wish.standard == "PDF"):
            continue
        elif root.family in ("DeviceRGB", "unknown"):
            yield "P640", paint, {"space": root.title if root.family == "DeviceRGB" else "an unknown colour space"}
        elif wish.standard in ("PDF/X-4", "PDF"):
            if not wants_rgb and not paint.masking:
                yield "P642", paint, {"space": root.title}
        else:
            yield "P641", paint, {"space": root.title, "standard": wish.standard}


def _names(paint: Paint, sheet: Sheet) -> Iterator[Row]:
    for name in paint.ink.spots:
        yield "P643", paint, {"name": name}
    if paint.ink.registration and seen(paint.rect, sheet):
        yield "P644", paint, {}


def seen(where: Rect | None, sheet: Sheet) -> Rect | None:
    """Return what of a place is left after the page was cut; an edge that only touches the cut is nothing."""
    left = common(where, sheet.trim) if where is not None else None
    if left is None or where is None:
        return None
    flat = left[0] == left[2] != where[2] or left[1] == left[3] != where[3]
    return None if flat and (where[0] != where[2] and where[1] != where[3]) else left


def _is_coloured(paint: Paint, sheet: Sheet) -> bool:
    return not paint.masking and bool(paint.ink.used - {"K"}) and seen(paint.rect, sheet) is not None


def is_rich(paint: Paint) -> bool:
    """Tell whether it is black in several inks: K 85 and 280 % in all (Ghent Workgroup 2022), or a dark neutral."""
    if paint.ink.plates is None:
        return False
    *coloured, black = paint.ink.plates
    neutral = max(coloured) - min(coloured) <= 0.25 and min(coloured) > _TRACE
    return (black >= 0.85 and paint.ink.total > 280) or (black >= 0.6 and neutral)


def _blacks(scene: Scene, sheet: Sheet) -> Iterator[Found]:
    met: dict[tuple[str, str], list[Paint]] = {}
    for paint in scene.paints:
        rich = paint.kind == "text" and paint.size < _HEADLINE and not paint.ink.registration and is_rich(paint)
        if rich and seen(paint.rect, sheet):
            assert paint.ink.plates is not None
            colour = "/".join(told(100 * each, 0) for each in paint.ink.plates)
            met.setdefault((colour, told(paint.size)), []).append(paint)
    for (colour, size), alike in met.items():
        yield on_page("P647", sheet, alike[0].rect, colour=colour, size=size, count=len(alike))


def _overprints(scene: Scene, sheet: Sheet, wish: PressWish) -> Iterator[Found]:
    met: dict[tuple[str, str], Paint] = {}
    held: list[Paint] = []
    wanted = wish.printer is not None and wish.printer.overprint_black and wish.printer.colour == "cmyk"
    for paint in scene.paints:
        if paint.masking or not seen(paint.rect, sheet):
            continue
        if paint.overprint and paint.ink.white:
            met.setdefault(("P648", CALLED[paint.kind].removeprefix("an ").removeprefix("a ")), paint)
        elif paint.overprint and _knocks_out(paint):
            met.setdefault(("P649", CALLED[paint.kind]), paint)
        elif wanted and paint.kind == "text" and not paint.overprint and paint.ink.plates == (0, 0, 0, 1):
            held.append(paint)
    for (code, what), paint in met.items():
        yield on_page(code, sheet, paint.rect, what=what)
    held = [paint for paint in held if paint.size < _SMALL]
    if held and wish.printer is not None:
        least = min(held, key=lambda each: each.size)
        yield on_page("P650", sheet, least.rect, size=told(least.size), printer=wish.printer.title)


def _knocks_out(paint: Paint) -> bool:
    """Tell whether overprint leaves out what it was to keep: only CMYK with OPM 1 and named inks keep it (11.7.4.5)."""
    family = paint.ink.space.root.family
    return family not in (*_NAMED, "Pattern") and not (family == "DeviceCMYK" and paint.mode == 1)


def _areas(scene: Scene, sheet: Sheet, wish: PressWish) -> Iterator[Found]:
    """Yield flat colours with too much ink, as far as they can be told without a renderer."""
    printer = wish.printer
    if printer is None or printer.ink_limit is None:
        return
    limit, mean = float(printer.ink_limit.value), printer.ink_measure == "mean-15mm"
    met: dict[float, Paint] = {}
    for paint in scene.paints:
        left = seen(paint.rect, sheet)
        if paint.kind not in ("text", "fill", "stroke") or paint.masking or left is None:
            continue
        large = paint.box and left[2] - left[0] >= _SQUARE and left[3] - left[1] >= _SQUARE
        if paint.ink.total > limit + 0.5 and not paint.ink.registration and (large or not mean):
            met.setdefault(paint.ink.total, paint)
    for total, paint in met.items():
        yield on_page("P655", sheet, paint.rect, total=told(total, 0), limit=told(limit), printer=printer.title)


def _mixed(scene: Scene, sheet: Sheet, wish: PressWish) -> Iterator[Found]:
    """Yield transparency where it is forbidden, and groups that blend in a screen's colours."""
    flat = wish.standard.startswith("PDF/X-1a")
    if flat and scene.transparent:
        yield on_page("P646", sheet, what=", ".join(scene.transparent), standard=wish.standard)
    screen = wish.standard == "PDF" and (wish.printer is None or wish.printer.colour == "rgb")
    for remark in scene.remarks:
        if remark.code == "P663" and not flat:
            continue
        if remark.code == "P645" and screen:
            continue
        yield on_page(remark.code, sheet, remark.rect, **dict(remark.values), standard=wish.standard)

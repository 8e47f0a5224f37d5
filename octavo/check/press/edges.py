# SPDX-License-Identifier: AGPL-3.0-or-later
"""The edges of a page: whether colour runs on beyond the cut, and whether text keeps away from it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from octavo.check.press.boxes import SIDES, bleed_needed, spine_side
from octavo.check.press.geometry import MM, Rect, common, holds
from octavo.check.press.inks import seen
from octavo.check.press.paints import CALLED, Paint, Scene
from octavo.check.press.sheet import Sheet, on_page, told
from octavo.model.gate import Found, PressWish
from octavo.model.printer import spine_safety_mm

_NEAR = 0.5  # millimetres inside the cut that nobody leaves on purpose
_SHORT = 0.1
_SLACK = 0.15  # of text, whose place is reckoned from its size


def edge_faults(scene: Scene, sheet: Sheet, wish: PressWish, pages: int) -> Iterator[Found]:
    """Yield what would show a white edge or be cut off when the sheets are cut."""
    if wish.printer is None:
        return
    yield from _bleeds(scene.paints, sheet, wish)
    if wish.kind != "booklet":
        yield from _text(scene.paints, sheet, wish, pages)


def _outwards(box: Rect, trim: Rect) -> dict[str, float]:
    """Return by how many millimetres each side of a box lies beyond that of the trim; less than 0 is inside."""
    signs = (-1, -1, 1, 1)
    return {side: (box[i] - trim[i]) * signs[i] / MM for i, side in enumerate(SIDES)}


def _bleeds(paints: Sequence[Paint], sheet: Sheet, wish: PressWish) -> Iterator[Found]:
    told_already: set[tuple[str, str]] = set()
    needed = bleed_needed(sheet, wish)
    if wish.kind == "press":
        needed.pop(spine_side(sheet, wish), None)  # nothing is cut there that is seen: a spread may end at its fold
    for at, paint in enumerate(paints):
        if paint.kind == "text" or paint.inner or paint.masking or paint.ink.white or not seen(paint.rect, sheet):
            continue
        assert paint.rect is not None
        for side, out in _outwards(paint.rect, sheet.trim).items():
            wanted = needed.get(side, 0)
            if not -_NEAR < out < wanted - _SHORT or (paint.kind, side) in told_already:
                continue
            strip = _strip(paint.rect, sheet, side, wanted)
            if strip is not None and not _hidden(paint, strip, paints, at):
                told_already.add((paint.kind, side))
                yield _told(paint, sheet, side, out, wanted)


def _told(paint: Paint, sheet: Sheet, side: str, out: float, wanted: float) -> Found:
    where = f"{told(abs(out), 2)} mm {'beyond' if out > 0 else 'before'} the cut" if abs(out) >= 0.005 else "at the cut"
    return on_page("P637", sheet, paint.rect, what=CALLED[paint.kind], side=side, ends=where, wanted=told(wanted, 3))


def _strip(box: Rect, sheet: Sheet, side: str, wanted: float) -> Rect | None:
    """Return the strip along the cut, as long as the object, that it should fill out to the end of the bleed."""
    i = SIDES.index(side)
    inside, outside = _NEAR * MM, (wanted - _SHORT) * MM
    low, high = (sheet.trim[i] - outside, sheet.trim[i] + inside) if i < 2 else (
        sheet.trim[i] - inside, sheet.trim[i] + outside
    )  # fmt: skip
    reach = (wanted + 1) * MM
    across = (box[0], low, box[2], high) if i % 2 else (low, box[1], high, box[3])
    limits = tuple(edge + (reach if j >= 2 else -reach) for j, edge in enumerate(sheet.trim))
    return common(across, limits)  # type: ignore[arg-type]


def _hidden(paint: Paint, strip: Rect, paints: Sequence[Paint], at: int) -> bool:
    """Tell whether the edge does not show: covered by what is painted later, or on a ground of the same colour."""
    return any(
        other.box and other.rect is not None and holds(other.rect, strip, 0.3) and not other.masking
        and ((place > at and other.opaque) or (paint.ink.plates is not None and other.ink.plates == paint.ink.plates))
        for place, other in enumerate(paints)
        if place != at and other.kind in ("fill", "gradient", "image")
    )  # fmt: skip


def _text(paints: Sequence[Paint], sheet: Sheet, wish: PressWish, pages: int) -> Iterator[Found]:
    printer = wish.printer
    assert printer is not None
    safety = printer.cover_safety if wish.kind == "cover" and printer.cover_safety else printer.safety
    wanted = dict.fromkeys(SIDES, float(safety.value))
    if wish.kind == "press":
        wanted[spine_side(sheet, wish)] = float(spine_safety_mm(printer, pages))
    worst: dict[str, tuple[float, Paint]] = {}
    for paint in paints:
        if paint.kind != "text" or paint.inner or paint.masking or not seen(paint.rect, sheet):
            continue
        assert paint.rect is not None
        for side, out in _outwards(paint.rect, sheet.trim).items():
            if -out < wanted[side] - _SLACK and (side not in worst or -out < worst[side][0]):
                worst[side] = (-out, paint)
    for side, (found, paint) in worst.items():
        values = {"found": told(found), "wanted": told(wanted[side]), "printer": printer.title}
        yield on_page("P638", sheet, paint.rect, side=side, **values)

# SPDX-License-Identifier: AGPL-3.0-or-later
"""What is too fine for print: lines, type, pictures; and the fonts that type is set in."""

from __future__ import annotations

from collections.abc import Iterator

from octavo.check.press.inks import is_rich, seen
from octavo.check.press.paints import Paint, Scene
from octavo.check.press.sheet import Sheet, on_page, told
from octavo.model.gate import Found, PressWish
from octavo.model.printer import Printer, Sourced

_SLACK = 0.02  # points and the like: numbers are written rounded
_ORNAMENT = 16  # pixels: smaller pictures are plain areas (Ghent Workgroup 2022)


def fineness_faults(scene: Scene, sheet: Sheet, wish: PressWish) -> Iterator[Found]:
    """Yield what on a page is too fine, small or coarse for the printer, and fonts that are not in the file."""
    for name, embedded in scene.fonts.items():
        if not embedded:
            yield on_page("P665", sheet, font=name)
    for name, count in scene.missing.items():
        yield on_page("P666", sheet, font=name, count=count)
    if wish.printer is not None:
        shown = [paint for paint in scene.paints if not paint.masking and seen(paint.rect, sheet)]
        yield from _type(shown, sheet, wish.printer)
        yield from _lines(shown, sheet, wish.printer)
        yield from _pictures(shown, sheet, wish.printer)


def _limit(sourced: Sourced | None) -> float:
    return float(sourced.value) if sourced is not None else 0


def _type(paints: list[Paint], sheet: Sheet, printer: Printer) -> Iterator[Found]:
    text = [paint for paint in paints if paint.kind == "text"]
    least, least_coloured = _limit(printer.type_least), _limit(printer.type_least_coloured)
    small = [paint for paint in text if paint.size < least - _SLACK]
    if small:
        worst = min(small, key=lambda each: each.size)
        yield on_page("P652", sheet, worst.rect, size=told(worst.size, 2), least=told(least), printer=printer.title)
    how: dict[str, Paint] = {}
    for paint in text:
        if paint.ink.plates is None and not paint.ink.white:
            continue  # its inks are not known before it is converted, and that is told apart
        inks = len(paint.ink.used)
        if paint.size < least_coloured - _SLACK and (paint.ink.white or inks > 1) and not is_rich(paint):
            said = "in white" if paint.ink.white else f"in {inks} inks"
            if said not in how or how[said].size > paint.size:
                how[said] = paint
    for said, paint in how.items():
        size, wanted = told(paint.size, 2), told(least_coloured)
        yield on_page("P651", sheet, paint.rect, size=size, how=said, least=wanted, printer=printer.title)


def _lines(paints: list[Paint], sheet: Sheet, printer: Printer) -> Iterator[Found]:
    least = _limit(printer.line_least)
    for code, kind in (("P653", "stroke"), ("P654", "fill")):
        thin = [
            (paint.width, paint)
            for paint in paints
            if paint.kind == kind and paint.width is not None and paint.width < least - _SLACK
            if kind == "stroke" or not paint.ink.white
        ]
        if thin:
            width, paint = min(thin, key=lambda each: each[0])
            yield on_page(code, sheet, paint.rect, width=told(width, 3), least=told(least, 2), printer=printer.title)


def _pictures(paints: list[Paint], sheet: Sheet, printer: Printer) -> Iterator[Found]:
    least, good, art = (_limit(each) for each in (printer.ppi_least, printer.ppi_good, printer.ppi_line_art))
    for paint in paints:
        if paint.kind != "image" or max(paint.pixels) <= _ORNAMENT:
            continue
        wanted = max(art, good) if paint.bits == 1 else good
        found = told(paint.ppi, 0)
        if paint.ppi < least - 0.5:
            yield on_page("P660", sheet, paint.rect, found=found, least=told(least), printer=printer.title)
        elif paint.ppi < wanted - 0.5:
            yield on_page("P661", sheet, paint.rect, found=found, least=told(wanted), printer=printer.title)

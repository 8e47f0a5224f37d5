# SPDX-License-Identifier: AGPL-3.0-or-later
"""The pages together: how many, which are blank, how large the file is; and what each of them prints."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from octavo.check.press.geometry import place
from octavo.check.press.inks import seen
from octavo.check.press.paints import Scene
from octavo.check.press.sheet import Sheet, in_file, on_page, told
from octavo.model.gate import Found, PageFacts, PressWish, PrintedImage
from octavo.model.pagemap import Box
from octavo.model.printer import pages_in_steps_of

_MEGABYTE = 1_000_000


def whole_faults(facts: Sequence[PageFacts], sheets: Sequence[Sheet], size: int, wish: PressWish) -> Iterator[Found]:
    """Yield what is wrong with the count of pages, blank pages, and the size of the file in bytes."""
    count, printer = len(sheets), wish.printer
    if wish.pages is not None and count != wish.pages:
        yield in_file("P682", count=count, wanted=wish.pages)
    if printer is not None and wish.kind == "press":
        steps = pages_in_steps_of(printer)
        least, most = printer.pages_least, printer.pages_most
        if count % steps:
            yield in_file("P680", count=count, wanted=steps, printer=printer.title)
        if least is not None and count < least.value:
            yield in_file("P681", count=count, limit=f"at least {least.value}", printer=printer.title)
        if most is not None and count > most.value:
            yield in_file("P681", count=count, limit=f"at most {most.value}", printer=printer.title)
    if printer is not None and printer.size_most is not None and size > float(printer.size_most.value) * _MEGABYTE:
        limit = told(float(printer.size_most.value))
        yield in_file("P685", found=told(size / _MEGABYTE), limit=limit, printer=printer.title)
    for sheet, fact in zip(sheets, facts, strict=True):
        if fact.blank and wish.blanks is None:
            yield on_page("P684", sheet)
        elif fact.blank and wish.blanks is not None and fact.number not in wish.blanks:
            yield on_page("P683", sheet)


def facts_of(scene: Scene, sheet: Sheet) -> PageFacts:
    """Return what a page prints within its trim."""
    plates: set[str] = set()
    images = []
    for paint in scene.paints:
        if paint.masking or not seen(paint.rect, sheet):
            continue
        plates |= paint.ink.used
        if paint.kind == "image":
            box = place(paint.rect, sheet.trim) or Box(0, 0, 0, 0)
            images.append(PrintedImage(box, *paint.pixels, round(paint.ppi, 1), paint.ink.space.title))
    named = tuple(plate for plate in "CMYK" if plate in plates) + tuple(sorted(plates - set("CMYK")))
    width, height = (round(each, 2) for each in sheet.size)
    return PageFacts(sheet.number, width, height, named, not plates, tuple(sorted(scene.fonts)), tuple(images))

# SPDX-License-Identifier: AGPL-3.0-or-later
"""Editions printed together: whether the plates of the colours are the same, so that only the black one changes."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from octavo.diagnostics.problem import Place, Problem, in_order, problem
from octavo.model.languages import languages_in
from octavo.model.pagemap import Box, PageMap
from octavo.pipeline.diff_plates import AT_ONCE, STEP
from octavo.pipeline.plates import MM_PER_INCH, only_pages

if TYPE_CHECKING:
    from PIL.Image import Image

    from octavo.pipeline.executor import Done
    from octavo.pipeline.store import Store

COLOURS = "CMY"


@dataclass(frozen=True, slots=True)
class PrintedEdition:
    """An edition as it goes to the printer: its press file, and what stands where on its pages."""

    name: str
    data: bytes
    page_map: PageMap


@dataclass(frozen=True, slots=True)
class CoEdition:
    """What was found: which editions were compared, on which pages there is colour, and who separated the plates.

    `run` is false where nobody could; `reason` says who did, or why nobody did.
    """

    editions: tuple[str, ...]
    pages: int
    coloured: tuple[int, ...]
    run: bool
    reason: str
    problems: tuple[Problem, ...]

    @property
    def same(self) -> bool:
        """Tell whether only the black plate has to be changed."""
        return self.run and not self.problems


def printed_editions(steps: Iterable[Done], store: Store, wanted: Sequence[str]) -> tuple[PrintedEdition, ...]:
    """Return the editions of a build that are printed together: those named, else all of one left-to-right language."""
    from octavo.model.canonical import decode

    made: dict[str, dict[str, str]] = {}
    for done in steps:
        kept = made.setdefault(done.step.edition, {})
        for kind, output in (("press", "file"), ("pages", "page_map"), ("localize", "standing")):
            if done.step.kind == kind and output in done.outputs:
                kept.setdefault(output, done.outputs[output])
    found = []
    for name, outputs in made.items():
        if {"file", "page_map", "standing"} <= outputs.keys():
            direction = json.loads(store.get(outputs["standing"])).get("direction", "ltr")
            if name in wanted or (not wanted and direction == "ltr" and len(languages_in(name)) == 1):
                page_map = decode(PageMap, store.get(outputs["page_map"]))
                found.append(PrintedEdition(name, store.get(outputs["file"]), page_map))
    return tuple(found)


def check_co_edition(editions: Sequence[PrintedEdition]) -> CoEdition:
    """Return where the plates of the colours differ from those of the first edition, page by page."""
    names, first = tuple(each.name for each in editions), editions[0]
    count = len(first.page_map.pages)
    problems = [
        problem("P731", language=each.name, pages=len(each.page_map.pages), other=first.name, count=count)
        for each in editions[1:]
        if len(each.page_map.pages) != count
    ]
    alike = [each for each in editions if len(each.page_map.pages) == count]
    coloured: list[int] = []
    reason = ""
    for start in range(1, count + 1, AT_ONCE):
        numbers = range(start, min(count, start + AT_ONCE - 1) + 1)
        pages: dict[str, tuple[Image, ...]] = {}
        for each in alike:
            run, reason, pages[each.name] = _separated(each, numbers)
            if not run:
                return CoEdition(names, count, (), False, reason, (*problems, problem("P733", reason=reason)))
        for at, number in enumerate(numbers):
            coloured += [number] if any(_inked(pages[each.name][at]) for each in alike) else []
            for each in alike[1:]:
                problems += _compared(first, each, number, pages[first.name][at], pages[each.name][at])
    return CoEdition(names, count, tuple(coloured), True, reason, in_order(problems))


def _separated(edition: PrintedEdition, numbers: Sequence[int]) -> tuple[bool, str, tuple[Image, ...]]:
    """Return the plates of these pages with their bleed, and who separated them."""
    from octavo.check.judges.inks import cut_out, separate

    part, boxes = only_pages(edition.data, numbers, "trimbox")
    separated = separate(part)
    whole = zip(separated.pages, boxes, strict=False)
    pages = tuple(cut_out(page, box, separated.dpi) for page, box in whole)
    run = separated.judged.run and len(pages) == len(numbers)
    return run, separated.judged.reason, pages


def _inked(page: Image) -> bool:
    return any(plate.getextrema()[1] > STEP for plate in page.split()[:3])  # type: ignore[operator]


def _compared(first: PrintedEdition, other: PrintedEdition, number: int, one: Image, two: Image) -> Iterator[Problem]:
    from PIL import ImageChops

    if one.size != two.size:
        yield problem(
            "P732", page=number, plates=COLOURS, language=other.name, other=first.name, what="the page’s size"
        )
        return
    differ = {
        name: box
        for name, a, b in zip(COLOURS, one.split(), two.split(), strict=False)
        if (box := ImageChops.difference(a, b).point(lambda value: 255 * (value > STEP)).getbbox())
    }
    if not differ:
        return
    left, top = (min(box[side] for box in differ.values()) for side in (0, 1))
    right, foot = (max(box[side] for box in differ.values()) for side in (2, 3))
    scale = MM_PER_INCH / 72
    where = Box(left * scale, top * scale, (right - left) * scale, (foot - top) * scale)
    key = object_at(other.page_map, number, where) or object_at(first.page_map, number, where)
    what = key or f"{where.x:.0f} mm from the left and {where.y:.0f} mm from the head"
    place = Place(key.partition("#")[0], key=key) if key else Place()
    yield problem(
        "P732", place, page=number, plates=", ".join(differ), language=other.name, other=first.name, what=what
    )


def object_at(page_map: PageMap, number: int, where: Box) -> str:
    """Return the key of the block that has most of a place on a page; of blocks in one another, the innermost."""
    page = page_map.pages[number - 1]
    found = [(_shared(each.box, where), -each.box.width * each.box.height, each.key) for each in page.fragments]
    touching = [each for each in found if each[0] > 0]
    return max(touching)[2] if touching else ""


def _shared(one: Box, two: Box) -> float:
    wide = min(one.x + one.width, two.x + two.width) - max(one.x, two.x)
    high = min(one.y + one.height, two.y + two.height) - max(one.y, two.y)
    return round(max(0.0, wide) * max(0.0, high), 1)


def as_data(found: CoEdition) -> Mapping[str, object]:
    """Return what was found as plain data, without the problems."""
    return {
        "editions": list(found.editions),
        "pages": found.pages,
        "coloured": list(found.coloured),
        "run": found.run,
        "reason": found.reason,
        "same": found.same,
    }

# SPDX-License-Identifier: AGPL-3.0-or-later
"""The steps behind the report: pictures of pages and of places where something is amiss, and what print files are like.

Each gives `told`, plain data for the report, and pictures under the names that it uses there. What depends on the
programs of a machine stands under `machine`, which report.json leaves out.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

from octavo.diagnostics.problem import Problem
from octavo.pipeline.kept import data_of_last_time
from octavo.pipeline.orders import printer_for
from octavo.pipeline.work import Outputs, Work, decode_problems, encode_problems

if TYPE_CHECKING:
    from octavo.model.edition import Edition
    from octavo.model.gate import Found, Verdict
    from octavo.model.pagemap import Box, PageMap
    from octavo.model.printer import Printer

_PAGE = re.compile(r"page (\d+)")  # how a check of a finished file names a place
MOST_PAGES = 400  # a page with pictures of thousands is of no use
FIRST_PAGES, LAST_PAGES = 32, 16  # those shown of a book with more
MOST_PLACES = 60  # pictures of places in one file: who has more to mend begins with these
Spot = tuple[Problem, int, "Box | None"]
"""A problem, the page it is on, and its place there if it has one."""


def plain_json(value: object) -> bytes:
    """Return plain data as bytes that are the same whenever it is."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True).encode()


def standing_of(edition: Edition) -> bytes:
    """Return what the report says of an edition itself: its language, and which approvals it has and lacks.

    A name is there only where that person chose so: localize has taken out all others.
    """
    from octavo.localize.formats import own_names

    given = [
        {"what": each.what, "on": each.on.isoformat(), "by": each.by}
        for each in sorted(edition.manifest.approvals, key=lambda each: each.what)
        if each.what in edition.digests
    ]
    return plain_json(
        {
            "title": edition.manifest.title,
            "subtitle": edition.manifest.subtitle,
            "language": edition.language.tag,
            "name": own_names(edition.key.label),
            "direction": edition.language.direction,
            "approved": edition.approved and not edition.draft,
            "needed": sorted(edition.digests),
            "given": given,
        }
    )


def run_look(work: Work) -> Outputs:
    """Make thumbnails of the pages, and a picture of every place in the text that a problem names."""
    from octavo.model.pagemap import PageMap
    from octavo.pipeline.pictures import thumbnails

    page_map, pdf = work.value("page_map", PageMap), work.data("pdf")
    problems = [each for name in ("composed", "laid") for each in decode_problems(work.data(name))]
    spots = list(spots_in_text(problems, page_map))
    shown = pages_shown(page_map, spots)
    if len(shown) == len(page_map.pages):
        with data_of_last_time(work.store, f"thumbnails {work.params['of']}") as remember:
            small = thumbnails(pdf, shown, remember, work.each)
    else:  # to know all pages of a long book again takes longer than to draw a few of them
        small = thumbnails(pdf, shown, each=work.each)
    pictures = {f"page-{number:05}": picture for number, picture in zip(shown, small, strict=True)}
    places, marked = _pictured(pdf, spots)
    pages = [
        {"number": page.number, "label": page.label, "side": page.side, "blank": page.blank} for page in page_map.pages
    ]
    return _looked({"pages": pages, "places": places}, {**pictures, **marked})


def pages_shown(page_map: PageMap, spots: Iterable[Spot]) -> list[int]:
    """Return the numbers of the pages that a report shows: all, or of a long book those that are looked at first.

    These are the first and the last, those on which a part begins or a problem stands, and those that face them.
    """
    count = len(page_map.pages)
    if count <= MOST_PAGES:
        return list(range(1, count + 1))
    wanted = [*range(1, FIRST_PAGES + 1), *range(count + 1 - LAST_PAGES, count + 1)]
    wanted += [number for _, number, _ in spots] + [part.page for part in page_map.parts]
    spreads = dict.fromkeys(number // 2 for number in wanted)  # page 1 stands alone, then 2 faces 3
    facing = (number for spread in spreads for number in (2 * spread, 2 * spread + 1) if 1 <= number <= count)
    return sorted(list(facing)[:MOST_PAGES])


def spots_in_text(problems: Iterable[Problem], page_map: PageMap) -> Iterator[Spot]:
    """Yield the problems that stand somewhere on a page: what was seen there, or the block that their key names."""
    from octavo.check.layout import check_layout

    # check_layout tells the findings first, in their order.
    seen = dict(zip(check_layout(page_map), page_map.findings, strict=False))
    boxes: dict[str, list[tuple[int, Box]]] = {}
    for page in page_map.pages:
        for fragment in page.fragments:
            boxes.setdefault(fragment.key, []).append((page.number, fragment.box))
    for each in problems:
        finding = seen.get(each)
        here = boxes.get(each.place.key, [])
        if finding is not None:
            box = next((box for number, box in here if number == finding.page), None)
            yield each, finding.page, box
        elif here and each.place.key:
            yield each, *here[0]
        elif named := _PAGE.fullmatch(each.place.key):
            yield each, int(named[1]), None


def _pictured(pdf: bytes, spots: list[Spot]) -> tuple[list[dict[str, Any]], dict[str, bytes]]:
    """Return where each problem is as data, and the pictures of the first of them."""
    from octavo.pipeline.pictures import opened, place_on, whole_page

    told, pictures = list[dict[str, Any]](), dict[str, bytes]()
    if not spots:
        return told, pictures
    with opened(pdf) as document:
        for at, (found, number, box) in enumerate(spots):
            name = f"place-{at:03}" if at < MOST_PLACES and 1 <= number <= len(document) else ""
            if name:
                page = document[number - 1]
                pictures[name] = place_on(page, box) if box else whole_page(page)
            key = found.place.key
            told.append({"code": found.code, "message": found.message, "key": key, "page": number, "picture": name})
    return told, pictures


def run_look_file(work: Work) -> Outputs:
    """Tell what a print file is like, show the places where the gate found something, and its plates."""
    from octavo.model.edition import Edition
    from octavo.model.gate import Verdict
    from octavo.model.sheets import Padding

    edition, data, verdict = work.value("edition", Edition), work.data("file"), work.value("verdict", Verdict)
    printer, output = printer_for(edition, work.params["printer"]), work.params["output"]
    page_map = _page_map(work) if output == "press" else None
    padding = work.value("padding", Padding) if page_map is not None else Padding(0)
    spots = [(_told_at(found, page_map, padding.pages), found.page, found.box) for found in verdict.found if found.page]
    places, pictures = _pictured(data, spots)
    facts = _facts(verdict, printer, data)
    if page_map is not None:
        facts |= {"padding": list(padding.blanks), "filler": list(padding.filler), "cover": list(padding.cover)}
        facts["room"] = len(padding.room) if edition.filler is not None and not padding.filler else None
        pictures |= _added(data, (*padding.filler, *padding.cover))
    machine, plates = (
        _inks(data, facts["coloured"], printer, work.params["plates"]) if output != "booklet" else ({}, {})
    )
    return _looked({"output": output, **facts, "places": places, "machine": machine}, {**pictures, **plates})


def _added(data: bytes, numbers: Iterable[int]) -> dict[str, bytes]:
    """Return thumbnails of the pages that are none of the book's own, with colours as inks are drawn on a screen."""
    from octavo.pipeline.pictures import opened, thumbnail

    with opened(data) as document:
        return {f"added-{number:05}": thumbnail(document[number - 1]) for number in sorted(numbers)}


def _looked(told: dict[str, Any], pictures: dict[str, bytes]) -> Outputs:
    sizes = sizes_of(pictures)
    return {"told": plain_json({**told, "sizes": sizes}), **pictures, "problems": encode_problems(())}


def sizes_of(pictures: Mapping[str, bytes]) -> dict[str, list[int]]:
    """Return width and height of PNG pictures in pixels (PNG, 11.2.2: they begin the first chunk)."""
    return {name: [int.from_bytes(png[at : at + 4]) for at in (16, 20)] for name, png in pictures.items()}


def _page_map(work: Work) -> PageMap:
    from octavo.model.pagemap import PageMap

    return work.value("page_map", PageMap)


def _told_at(found: Found, page_map: PageMap | None, pages: tuple[int, ...]) -> Problem:
    """Return the problem as the gate told it: at the block of the content that stands there."""
    from octavo.pipeline.print_gate import placed

    return placed(found, page_map, pages) if page_map is not None else found.problem


def _facts(verdict: Verdict, printer: Printer, data: bytes) -> dict[str, Any]:
    from octavo.pipeline.pictures import coloured_pages

    # Black that a printer converts by himself is no colour to be charged for.
    coloured = (
        [page.number for page in verdict.pages if page.coloured] if printer.colour == "cmyk" else coloured_pages(data)
    )
    first = verdict.pages[0] if verdict.pages else None
    return {
        "printer": {"name": printer.name, "title": printer.title, "standard": printer.standard},
        "limit": float(printer.ink_limit.value) if printer.ink_limit else None,
        "measure": printer.ink_measure,
        "count": len(verdict.pages),
        "size": [first.width, first.height] if first else None,
        "coloured": coloured,
        "blank": [page.number for page in verdict.pages if page.blank],
        "judged": [{"name": each.name, "run": each.run, "reason": each.reason} for each in verdict.judged],
    }


def _inks(data: bytes, wanted: list[int], printer: Printer, plates: str) -> tuple[dict[str, Any], dict[str, bytes]]:
    """Return the ink of the pages that carry colour, and their plates; what has black alone can't have too much."""
    from octavo.pipeline.plates import plates_of

    if printer.colour == "rgb":
        return {"run": False, "reason": "colours are RGB, and the printer converts them", "pages": []}, {}
    if not plates:
        return {"run": False, "reason": "neither Ghostscript nor mutool is installed", "pages": []}, {}
    limit = float(printer.ink_limit.value) if printer.ink_limit else None
    made = plates_of(data, wanted, limit, squares=printer.ink_measure == "mean-15mm")
    pictures = {f"plates-{page.number:05}": page.picture for page in made.pages}
    pages = [
        {
            "page": page.number,
            "mean": page.mean,
            "peak": page.peak,
            "coverage": list(page.coverage),
            "picture": f"plates-{page.number:05}",
        }
        for page in made.pages
    ]
    return {"run": made.run, "reason": made.reason, "pages": pages}, pictures

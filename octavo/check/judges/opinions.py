# SPDX-License-Identifier: AGPL-3.0-or-later
"""What outside judges say of a print file, joined to the gate's own verdict; each is named as run, or why it was not.

Which of them are installed differs from machine to machine, so a file is never made otherwise for what they say.
"""

from __future__ import annotations

import atexit
import os
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import Any

from octavo.check.judges.inks import DPI, PageInk, Separations, cut_out, measure, separate
from octavo.check.judges.programs import (
    Said,
    check_with_qpdf,
    draw_with_mupdf,
    draw_with_poppler,
    find,
    on_disk,
)
from octavo.check.judges.service import Service, begin_vera
from octavo.check.press.sheet import Sheet, in_file, on_page, sheet_of, told
from octavo.model.gate import Found, Judged, PageFacts, PressWish, Verdict
from octavo.model.pagemap import Box

VERA = "veraPDF's engine with rules derived for PDF/X"
VERA_READING = "veraPDF's engine"
READING = {"ua1": "PDF/UA-1", "2a": "PDF/A-2a"}
_SLACK = 0.5  # per cent
# Name of the judge → program, what asks it, and the code of its complaints.
PROGRAMS: dict[str, tuple[str, Callable[[Path], Said], str]] = {
    "qpdf": ("qpdf", check_with_qpdf, "P690"),
    "Poppler": ("pdftoppm", draw_with_poppler, "P691"),
    "MuPDF": ("mutool", draw_with_mupdf, "P691"),
}


def join_opinions(data: bytes, wish: PressWish, verdict: Verdict, plates: Separations | None = None) -> Verdict:
    """Return the gate's verdict with what every judge says that this machine has: ink measured, qpdf, Poppler, MuPDF,
    veraPDF.

    `plates` saves separating the file again where that was done already, at 72 dpi. Never raises.
    """
    joined = join_ink(data, wish, verdict, plates or separate(data))
    opinions = outside_opinions(data, wish)
    found = [each for some, _ in opinions for each in some]
    return replace(joined, found=(*joined.found, *found), judged=(*joined.judged, *(judged for _, judged in opinions)))


def outside_opinions(data: bytes, wish: PressWish) -> list[tuple[list[Found], Judged]]:
    """Return what each program says of a print file besides the ink it lays: qpdf, Poppler, MuPDF, veraPDF."""
    with on_disk(data) as path:
        return [*(_program(name, path) for name in PROGRAMS), ask_vera(path, wish)]


def reading_opinion(data: bytes) -> tuple[list[Found], Judged]:
    """Return what veraPDF's engine says of a file for the screen, by its own rules of PDF/UA-1 and PDF/A-2a."""
    with on_disk(data) as path:
        opinions = [_ask(path, flavour, standard, VERA_READING) for flavour, standard in READING.items()]
    return [each for found, _ in opinions for each in found], opinions[-1][1]


def _program(name: str, path: Path) -> tuple[list[Found], Judged]:
    program, asked, code = PROGRAMS[name]
    if not find(program):
        return [], Judged(name, False, f"{program} is not installed")
    complaint = asked(path).complaint
    return ([in_file(code, renderer=name, said=complaint)] if complaint else []), Judged(name, True)


def ask_vera(path: Path, wish: PressWish) -> tuple[list[Found], Judged]:
    """Return what veraPDF's engine finds against PDF/X, each broken rule once."""
    if wish.standard == "PDF":
        return [], Judged(VERA, False, "the file is none of PDF/X")
    return _ask(path, "x4" if wish.standard == "PDF/X-4" else "x1a", wish.standard, VERA)


def _ask(path: Path, flavour: str, standard: str, name: str) -> tuple[list[Found], Judged]:
    service, missing = _vera()
    if service is None:
        return [], Judged(name, False, missing)
    try:
        rows = service.ask("verapdf", path=str(path), flavour=flavour)
    except RuntimeError as fault:
        _ENGINES.clear()
        return [], Judged(name, False, str(fault))
    return list(_rules(rows, standard)), Judged(name, True)


def _rules(rows: Iterable[dict[str, Any]], standard: str) -> Iterator[Found]:
    rows = list(rows)
    counts = Counter(row["rule"] for row in rows)
    first = {row["rule"]: row["message"] for row in reversed(rows)}
    for rule in sorted(counts):
        said = f"{' '.join(first[rule].split())} ({rule})"
        yield in_file("P692", standard=standard, said=said, count=counts[rule])


_ENGINES: dict[int, tuple[Service | None, str]] = {}


def _vera() -> tuple[Service | None, str]:
    """Return the Java machine of this process, started when it is first asked; a forked process starts its own."""
    if os.getpid() not in _ENGINES:
        _ENGINES.clear()
        service, missing = begin_vera()
        _ENGINES[os.getpid()] = service, missing
        if service is not None:
            atexit.register(service.end)
    return _ENGINES[os.getpid()]


def join_ink(data: bytes, wish: PressWish, verdict: Verdict, plates: Separations) -> Verdict:
    """Return the verdict with the ink of every page as it was measured, within its bleed."""
    judged = (*verdict.judged, plates.judged)
    if not plates.judged.run or not verdict.pages:
        return replace(verdict, judged=judged)
    sheets = _sheets(data)
    found, pages = list(verdict.found), []
    for facts in verdict.pages:
        sheet = sheets[facts.number - 1] if facts.number <= len(sheets) else None
        if sheet is None or facts.number > len(plates.pages):
            pages.append(facts)
            continue
        ink, (left, top) = _ink(plates, sheet)
        pages.append(_measured(facts, ink))
        if not any(each.page == facts.number and each.problem.code == "P655" for each in found):
            found += _too_much(ink, sheet, wish, Box(left + ink.square.x, top + ink.square.y, *_sides(ink.square)))
    return replace(verdict, found=tuple(found), pages=tuple(pages), judged=judged)


def _sides(box: Box) -> tuple[float, float]:
    return box.width, box.height


def _sheets(data: bytes) -> list[Sheet | None]:
    import pikepdf

    with pikepdf.open(BytesIO(data)) as pdf:
        return [_sheet(page, number) for number, page in enumerate(pdf.pages, 1)]


def _sheet(page: Any, number: int) -> Sheet | None:
    try:
        return sheet_of(page, number)
    except (ValueError, TypeError):
        return None


def _ink(plates: Separations, sheet: Sheet) -> tuple[PageInk, tuple[float, float]]:
    """Return the ink within the bleed, and where the bleed begins, in millimetres from the trim's upper left corner."""
    media, bleed, trim = sheet.media, sheet.bleed, sheet.trim
    box = (bleed[0] - media[0], media[3] - bleed[3], bleed[2] - media[0], media[3] - bleed[1])
    page = plates.pages[sheet.number - 1]
    part = cut_out(page, box, plates.dpi)
    corner = ((bleed[0] - trim[0]) * 25.4 / DPI, (trim[3] - bleed[3]) * 25.4 / DPI)
    return measure(part if min(part.size) else page, plates.dpi), corner


def _measured(facts: PageFacts, ink: PageInk) -> PageFacts:
    return replace(facts, ink_mean=ink.mean, ink_peak=ink.peak, coverage=ink.coverage)


def _too_much(ink: PageInk, sheet: Sheet, wish: PressWish, square: Box) -> Iterator[Found]:
    if wish.printer is None or wish.printer.ink_limit is None:
        return
    limit, mean = float(wish.printer.ink_limit.value), wish.printer.ink_measure == "mean-15mm"
    total = ink.mean if mean else ink.peak
    if total > limit + _SLACK:
        code, printer = "P656" if mean else "P657", wish.printer.title
        found = on_page(code, sheet, total=told(total, 0), limit=told(limit), printer=printer)
        yield replace(found, box=square if mean else None)

# SPDX-License-Identifier: AGPL-3.0-or-later
"""The plan of all sheets of a book: pure arithmetic from what is wanted to where every page stands."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from decimal import Decimal

from octavo.diagnostics.problem import Outcome, Place, Problem, in_order, problem
from octavo.model.printer import Printer, gripper_mm, milling_mm, spine_safety_mm
from octavo.model.sheets import (
    NOTHING,
    SHEETS,
    Direction,
    Edges,
    Frame,
    Hand,
    Imposition,
    Job,
    Padding,
    Placement,
    Sheet,
    SheetSize,
    sheet_size,
)
from octavo.render.sheets.frame import Room, chosen_grid, frame_of, room_of, smallest_sheet, turned_to_fit
from octavo.render.sheets.order import SECTIONS, Rows, leaves, padded

MANIFEST = "publication.yaml"


def for_printer(job: Job, printer: Printer) -> Job:
    """Return the job as a printer wants it: how it folds, its sheet, bleed, safety, and what its press can't reach."""
    return replace(
        job,
        fold=printer.fold,
        sheet=printer.sheet,
        bleed=printer.bleed.value,
        safety=spine_safety_mm(printer, job.pages),
        mill=milling_mm(printer),
        gripper=gripper_mm(printer),
        marks=printer.kind != "office",
    )


def office_job(pages: int, width: Decimal, height: Decimal, direction: Direction, sheet: str = "A4") -> Job:
    """Return what is to be imposed for an ordinary printer: two pages side by side, no bleed, no mark, nothing shifted.

    Nothing is trimmed at home, and so inner sheets stick out: type stays where it is on the paper.
    """
    return Job(pages, width, height, sheet=sheet, direction=direction, bleed=NOTHING, marks=False)


def plan_sheets(job: Job) -> Outcome[Imposition]:
    """Return where every page stands on which sheet, and all that speaks against it (P401 to P403, P407, P408)."""
    place = Place(MANIFEST, key=f"{MANIFEST}#print.sheet")
    size = sheet_size(job.sheet)
    if size is None:
        return Outcome(None, (problem("P402", place, name=job.sheet, known=", ".join(SHEETS)),))
    if job.pages < 1:
        return Outcome(None, (problem("P408", place, pages=job.pages),))
    grid = chosen_grid(job, size)
    room = room_of(job, *grid)
    sheet = turned_to_fit(room, size)
    padding = padded(job.pages, job.fold, grid[0] * grid[1])
    creep = total_creep(job, padding.total)
    problems = [*_gutter_problems(job, place), *_creep_problems(job, creep)]
    if sheet is None:
        problems.append(_too_small(job, room, size, grid[0] * grid[1], place))
        return Outcome(None, in_order(problems))
    imposition = Imposition(
        job=job,
        sheet_width=sheet[0],
        sheet_height=sheet[1],
        turn="short" if sheet[0] >= sheet[1] else "long",
        padding=padding,
        sheets=_sheets(job, grid, sheet, padding),
        creep=creep,
    )
    outcome = Outcome(imposition, in_order(problems))
    return Outcome(None, outcome.problems) if outcome.failed else outcome


def total_creep(job: Job, total: int) -> Decimal:
    """Return how far the innermost pages are moved: by one leaf for every sheet around them."""
    return job.wrapped + (total // 4 - 1) * job.caliper if job.fold == "saddle" else NOTHING


def _creep_problems(job: Job, creep: Decimal) -> Iterable[Problem]:
    if not creep or job.type_inner is None or job.type_inner - creep >= job.safety:
        return
    left = job.type_inner - creep
    yield problem(
        "P403",
        Place(MANIFEST, key=f"{MANIFEST}#print.paper"),
        caliper=_plain(job.caliper),
        creep=_plain(creep),
        left=_plain(left),
        safety=_plain(job.safety),
        missing=_plain(job.safety - left),
    )


def _gutter_problems(job: Job, place: Place) -> Iterable[Problem]:
    if job.gutter is not None and job.gutter < 2 * job.bleed and job.fold in ("cut-and-stack", "n-up"):
        yield problem("P407", place, gutter=_plain(job.gutter), needed=_plain(2 * job.bleed))


def _too_small(job: Job, room: Room, size: SheetSize, cells: int, place: Place) -> Problem:
    best = smallest_sheet(room, size)
    return problem(
        "P401",
        place,
        sheet=f"{size.name} ({_plain(size.long)} × {_plain(size.short)} mm)",
        what="one page" if cells == 1 else f"{cells} pages side by side",
        width=_plain(room.full_width),
        height=_plain(room.full_height),
        way=f"the smallest sheet that would do is {best.name}"
        if best
        else f"give a sheet of at least {_plain(room.full_width)}x{_plain(room.full_height)}mm",
    )


def _plain(number: Decimal) -> str:
    return f"{number.quantize(Decimal('0.01')).normalize():f}"


def _sheets(job: Job, grid: tuple[int, int], sheet: tuple[Decimal, Decimal], padding: Padding) -> tuple[Sheet, ...]:
    frames = {grid: frame_of(job, grid, sheet)}
    made = []
    for number, each in enumerate(leaves(padding.total, job.fold, job.direction, grid), 1):
        own = (len(each.front[0]), len(each.front))
        frame = frames.setdefault(own, frame_of(job, own, sheet))
        creep = job.wrapped + (number - 1) * job.caliper if job.fold == "saddle" else NOTHING
        sides = (_side(job, frame, rows, padding, creep) for rows in (each.front, each.back))
        made.append(Sheet(number, each.section, frame, *sides))
    return tuple(made)


def _side(job: Job, frame: Frame, rows: Rows, padding: Padding, creep: Decimal) -> tuple[Placement, ...]:
    made, pages = [], padding.pages
    for row, numbers in enumerate(rows):
        turned = job.fold in SECTIONS and len(rows) > 1 and row == 0
        for column, number in enumerate(numbers):
            if number == 0:
                continue
            spine = spine_side(number, job.direction, turned=turned)
            made.append(
                Placement(
                    number=number,
                    page=pages[number - 1],
                    x=frame.columns[column],
                    y=frame.rows[row],
                    spine=spine,
                    seen=_seen(job, frame, column, row, (spine, creep)),
                    turned=turned,
                    creep=creep,
                )
            )
    return tuple(made)


def spine_side(number: int, direction: Direction, *, turned: bool) -> Hand:
    """Return on which side of its cell a page is bound: odd pages on the left, unless read from the right or turned."""
    on_left = (number % 2 == 1) is (direction == "ltr")
    return "left" if on_left is not turned else "right"


def _seen(job: Job, frame: Frame, column: int, row: int, bound: tuple[Hand, Decimal]) -> Edges:
    """Return how far a page is seen beyond its trim: the bleed, or half the gap to the next page if that is less.

    A page that creep has moved is seen as much less beyond the fold and as much more at its outer edge, or the bleed
    there would end before that of the cut.
    """
    spine, creep = bound
    columns, rows = frame.columns, frame.rows
    left = job.bleed if column == 0 else (columns[column] - columns[column - 1] - job.width) / 2
    right = job.bleed if column + 1 == len(columns) else (columns[column + 1] - columns[column] - job.width) / 2
    top = job.bleed if row == 0 else (rows[row - 1] - rows[row] - job.height) / 2
    bottom = job.bleed if row + 1 == len(rows) else (rows[row] - rows[row + 1] - job.height) / 2
    return Edges(
        left=min(job.bleed, left) + (-creep if spine == "left" else creep),
        bottom=min(job.bleed, bottom),
        right=min(job.bleed, right) + (-creep if spine == "right" else creep),
        top=min(job.bleed, top),
    )

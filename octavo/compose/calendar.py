# SPDX-License-Identifier: AGPL-3.0-or-later
"""A line of time true to scale: where events stand, and the years, months or days beneath."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from octavo.compose.figures import shares
from octavo.localize.dates import day, year
from octavo.model.edition import RowText, TableText
from octavo.model.locale import Language

FEWEST, MOST = 2, 8  # divisions of the line


@dataclass(frozen=True, slots=True)
class Strip:
    """A line of time: events as (row, from, to) in points, and divisions as (label, width)."""

    length: float
    events: tuple[tuple[RowText, float, float], ...]
    divisions: tuple[tuple[str, float], ...]
    table: TableText


def strip_of(table: TableText, language: Language, length: float) -> Strip:
    """Return the dated rows of a table on one line; raise ValueError if there are fewer than two dates."""
    dated = [(row, *_days(raw)) for row in table.rows if (raw := _raw(row))]
    if len(dated) < FEWEST:
        raise ValueError(f"data/{table.id}.yaml has fewer than two dates")
    marks = _divisions(min(first for _, first, _ in dated), max(last for _, _, last in dated))
    start, end = marks[0][1], marks[-1][1]
    places = shares((day for _, first, last in dated for day in (first, last)), start, end, length)
    edges = shares((ordinal for _, ordinal in marks), start, end, length)
    events = [(row, places[2 * at], places[2 * at + 1]) for at, (row, _, _) in enumerate(dated)]
    if language.direction == "rtl":
        events = [(row, round(length - last, 3), round(length - first, 3)) for row, first, last in events]
    divisions = tuple(
        (_label(edtf, language), round(after - before, 3))
        for (edtf, _), before, after in zip(marks, edges, edges[1:], strict=False)
    )
    return Strip(round(length, 3), tuple(events), divisions, table)


def _raw(row: RowText) -> str:
    return next((cell.raw for cell in row.cells.values() if cell.type == "date" and cell.raw), "")


def _days(edtf: str) -> tuple[int, int]:
    """Return the first and the last day of a date or interval as ordinals."""
    first, _, last = edtf.partition("/")
    return _start(first).toordinal(), _after(last or first).toordinal() - 1


def _start(edtf: str) -> date:
    numbers = [int(part) for part in edtf.split("-")]
    return date(*([*numbers, 1, 1][:3]))


def _after(edtf: str) -> date:
    """Return the day after a year, month or day."""
    numbers = [int(part) for part in edtf.split("-")]
    if len(numbers) == 1:
        return date(numbers[0] + 1, 1, 1)
    if len(numbers) == 2:
        return date(numbers[0] + numbers[1] // 12, numbers[1] % 12 + 1, 1)
    return date.fromordinal(date(*numbers).toordinal() + 1)


def _divisions(first: int, last: int) -> list[tuple[str, int]]:
    """Return (EDTF, ordinal) of the edges of equal steps that hold both days: days, months, or round spans of years."""
    begin, end = date.fromordinal(first), date.fromordinal(last)
    if last - first < MOST:
        return [(date.fromordinal(each).isoformat(), each) for each in range(first, last + 2)]
    months = (end.year - begin.year) * 12 + end.month - begin.month + 1
    if months <= MOST:
        edges = [
            (begin.year + (begin.month - 1 + at) // 12, (begin.month - 1 + at) % 12 + 1) for at in range(months + 1)
        ]
        return [(f"{y:04}-{m:02}", date(y, m, 1).toordinal()) for y, m in edges]
    step = next(step for step in (1, 2, 5, 10, 20, 50, 100, 200, 500) if (end.year - begin.year) // step + 1 <= MOST)
    low = begin.year // step * step
    return [(f"{y:04}", date(y, 1, 1).toordinal()) for y in range(low, end.year + step + 1, step)]


def _label(edtf: str, language: Language) -> str:
    return year(edtf, language) if len(edtf) == 4 else day(edtf, language)

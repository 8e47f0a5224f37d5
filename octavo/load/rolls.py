# SPDX-License-Identifier: AGPL-3.0-or-later
"""names/*.csv: rolls of names, read line by line; whoever must be withheld is left out before anything else sees them.

No problem raised here repeats what a cell says: messages go into reports and logs, and a name must not.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cache, partial
from json.encoder import encode_basestring

from octavo.diagnostics.code import Severity
from octavo.diagnostics.problem import Place, Problem, problem
from octavo.load.dates import date_fault
from octavo.load.naming import naming, tells
from octavo.load.roll_rows import PRINTED, Sheet, open_sheet, roll_id, variants_of
from octavo.model.canonical import digest
from octavo.model.parts import parts_of
from octavo.model.pdf_parts import Remember, anew
from octavo.model.publication import Roll
from octavo.model.row_lines import row_line

YES, NO = frozenset({"yes", "true", "1"}), frozenset({"no", "false", "0"})
_written: Callable[[str], str] = encode_basestring


@dataclass(frozen=True, slots=True)
class Rolls:
    """The rolls, their rows as JSON lines by digest, where rows stand, and the names nobody may print, by roll.

    Of the rows there is a place only for those that do not stand in the line after the row before, and for the last:
    `model.row_lines` reckons the others. `left_out` counts, by roll, the rows that are withheld.
    """

    rolls: tuple[Roll, ...] = ()
    blobs: dict[str, bytes] = field(default_factory=dict)
    places: dict[str, tuple[str, int, int]] = field(default_factory=dict)
    ids: frozenset[str] = frozenset()
    withheld: dict[str, frozenset[str]] = field(default_factory=dict)
    left_out: dict[str, int] = field(default_factory=dict)


@dataclass(slots=True)
class _Reading:
    """A roll half read."""

    file: str
    issued: date | None
    asks: bool = False
    lines: list[str] = field(default_factory=list)
    starts: list[tuple[int, int]] = field(default_factory=list)
    last: int = 0
    withheld: int = 0
    names: set[str] = field(default_factory=set)
    seen: dict[str, int] = field(default_factory=dict)
    faults: dict[str, str] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    def fault(self, text: str) -> str:
        """Return what is wrong with a date; a roll has few of them, many times."""
        if text not in self.faults:
            self.faults[text] = date_fault(text)
        return self.faults[text]


def read_rolls(
    files: Mapping[str, bytes], issued: date | None, remember: Remember = anew
) -> tuple[Rolls, tuple[Problem, ...]]:
    """Return the rolls of the folder as they may be printed at the date of issue, and what is wrong with them.

    Of rolls in parts, `remember` is told the rows of those parts that are printed whole.

    A row becomes a JSON object on its line: `name`, and of `variants` (a list), `born`, `died`, `place`, `note`
    those that are given. The order is the file's; keys (`names/crew.csv#3`) count these lines, so that nothing tells
    where a row was left out.
    """
    rolls: list[Roll] = []
    found = Rolls(ids=frozenset(roll_id(file) for file in files if _is_roll(file)))
    problems: list[Problem] = []
    for file in filter(_is_roll, sorted(files)):
        reading = _Reading(file, issued)
        sheet = open_sheet(files[file], file)
        reading.asks = "living" in sheet.columns
        _read(sheet, reading, remember)
        data = "".join(f"{line}\n" for line in reading.lines).encode()
        columns = tuple(name for name in PRINTED if name in sheet.columns)
        roll = Roll(roll_id(file), digest(data), len(reading.lines), columns)
        rolls.append(roll)
        found.blobs[roll.digest] = data
        found.places.update({f"{file}#{row}": (file, line, 0) for row, line in _starts(reading)})
        found.withheld[roll.id] = frozenset(reading.names)
        found.left_out[roll.id] = reading.withheld
        problems += [*sheet.problems, *reading.problems, *_told(reading)]
    return Rolls(tuple(rolls), found.blobs, found.places, found.ids, found.withheld, found.left_out), tuple(problems)


def _is_roll(file: str) -> bool:
    return re.fullmatch(r"names/[^/]+\.csv", file) is not None


def _starts(reading: _Reading) -> list[tuple[int, int]]:
    """Return the rows from which on lines are counted anew, with their lines, and the last row."""
    return [*reading.starts, (len(reading.lines), reading.last)] if reading.lines else []


def _told(reading: _Reading) -> Iterator[Problem]:
    """Yield what can be said only when the whole roll is read."""
    if not reading.withheld:
        return
    yield problem("D412", Place(reading.file), count=reading.withheld)
    names = naming(reading.names)
    for at, row in enumerate(reading.lines, 1):
        _, note, said = row.partition('"note": ')
        if note and tells(said.partition(', "place": ')[0], names):
            line = row_line(dict(_starts(reading)), at)
            yield problem("D423", Place(reading.file, line))


_Parsed = tuple[list[tuple[int, dict[str, str]]], list[Problem]]


class _Mixed(Exception):  # noqa: N818  (it says what the part is)
    """Raised where a part of a roll has rows that are withheld or amiss, or ends within one."""


def _read(sheet: Sheet, reading: _Reading, remember: Remember) -> None:
    """Read all rows, part by part. Only what is printed of a part is remembered, and only if that is all of it."""
    lines, done = sheet.text.encode().split(b"\n")[sheet.begins - 1 :], 0
    way = repr((sheet.columns, sheet.delimiter, reading.issued))
    for start, end in parts_of(lines) if sheet.columns else ():
        part, first = b"\n".join(lines[start:end]), sheet.begins + start
        parsed = cache(partial(_parsed, sheet, part, first))
        try:
            told = remember(f"{digest(part)} {way}", partial(_printed, parsed, first, reading))
        except _Mixed:
            told = ""
        if not told or not _take(told, first, reading):
            rows, wrong = parsed()
            if any(each.code == "D404" for each in wrong):
                break  # the part ends within a row, or nothing can be read from here on
            sheet.problems += wrong
            for line, row in rows:
                _row(line, row, reading)
        done = end
    for line, row in sheet.rows_of(b"\n".join(lines[done:]).decode(), sheet.begins + done):
        _row(line, row, reading)


def _parsed(sheet: Sheet, part: bytes, first: int) -> _Parsed:
    """Return the rows of a part, and what is wrong with it if it is all there is."""
    alone = Sheet(sheet.file, "", sheet.delimiter, sheet.columns)
    return [*alone.rows_of(part.decode(), first)], alone.problems


def _printed(parsed: Callable[[], _Parsed], first: int, reading: _Reading) -> str:
    """Return the rows of a part as they are printed, a line each, after a line that says where they stand in it.

    Raises _Mixed unless each of them is printed and nothing is wrong with it.
    """
    (rows, wrong), found = parsed(), dict[str, int]()
    starts, last = list[tuple[int, int]](), 0
    if any(reading.fault(date) for date in {row[name] for _, row in rows for name in ("born", "died") if name in row}):
        raise _Mixed
    for line, row in rows:
        # Most rows have nothing else that could be amiss, and there may be a hundred thousand.
        doubtful = reading.asks or "name" not in row or not _DOUBTFUL.isdisjoint(row)
        if doubtful and (is_withheld(row, reading.issued, reading.fault) or any(_faults(row, reading))):
            raise _Mixed
        written = _json(row)
        if found.setdefault(written, line) != line:
            raise _Mixed
        if not starts or line != last + 1:
            starts.append((len(found), line - first))
        last = line
    if wrong:
        raise _Mixed
    return "\n".join([json.dumps(starts), *found])


_DOUBTFUL = frozenset({"living", "embargo", "variants"})


def _take(told: str, first: int, reading: _Reading) -> bool:
    """Take what `_printed` told of the part whose first line is given; not if one of its rows was read before."""
    head, *rows = told.split("\n")
    if not reading.seen.keys().isdisjoint(rows):
        return False
    starts: list[list[int]] = json.loads(head)
    ends = [*(row for row, _ in starts[1:]), len(rows) + 1]
    for (row, at), end in zip(starts, ends, strict=False):  # a part of empty lines has no row
        line = first + at
        if not reading.starts or line != reading.last + 1:
            reading.starts.append((len(reading.lines) + row, line))
        reading.last = line + end - row - 1
        reading.seen.update(zip(rows[row - 1 : end - 1], range(line, reading.last + 1), strict=True))
    reading.lines += rows
    return True


def _row(line: int, row: dict[str, str], reading: _Reading) -> None:
    """Take a row: print it, withhold it, or say what is wrong with it."""
    wrong = [problem(code, Place(reading.file, line), **values) for code, values in _faults(row, reading)]
    written = _json(row)
    if reading.seen.setdefault(written, line) != line:
        wrong.append(problem("D411", Place(reading.file, line), line=reading.seen[written]))
    reading.problems += wrong
    if is_withheld(row, reading.issued, reading.fault):
        reading.withheld += 1
        reading.names |= {row["name"], *variants_of(row)} if "name" in row else set()
    elif not any(each.severity is Severity.ERROR for each in wrong):
        reading.lines.append(written)
        if not reading.starts or line != reading.last + 1:
            reading.starts.append((len(reading.lines), line))
        reading.last = line


def _json(row: Mapping[str, str]) -> str:
    """Return what may be printed of a row as a JSON object, its keys sorted."""
    cells = [f'"{name}": {_written(row[name])}' for name in _SORTED if name in row]
    if "variants" in row:
        cells.append(f'"variants": [{", ".join(map(_written, variants_of(row)))}]')
    return f"{{{', '.join(cells)}}}"


_SORTED = tuple(sorted({*PRINTED} - {"variants"}))


def _faults(row: Mapping[str, str], reading: _Reading) -> Iterator[tuple[str, dict[str, str]]]:
    if "name" not in row:
        yield "D406", {}
    for name in ("born", "died", "embargo"):
        if name in row and (fault := reading.fault(row[name])):
            yield "D407", {"name": name, "fault": fault}
    living = row.get("living", "").lower()
    if living and living not in YES and living not in NO:
        yield "D408", {}
    elif living in YES and "died" in row:
        yield "D410", {}
    elif not living and "died" not in row and reading.asks:
        yield "D409", {}
    if "variants" in row and row.get("name") in variants_of(row):
        yield "D422", {}


def is_withheld(row: Mapping[str, str], issued: date | None, fault: Callable[[str], str] = date_fault) -> bool:
    """Tell whether a person must not be printed; what can't be read counts against printing."""
    if lacks_consent(row):
        return True
    # An embargo of a month or a year lasts until its end; text of equal form compares as time does.
    embargo = row.get("embargo", "").rpartition("/")[2]
    return bool(embargo) and (issued is None or bool(fault(embargo)) or _last(embargo) > issued.isoformat())


def lacks_consent(row: Mapping[str, str]) -> bool:
    """Tell whether a person is living, or not surely dead, and has not consented to be printed."""
    living, consent = row.get("living", "").lower(), row.get("consent", "").lower()
    return bool(living) and living not in NO and (not consent or consent in NO or consent == "none")


def _last(day: str) -> str:
    return day + {4: "-12-31", 7: "-31"}.get(len(day), "")

# SPDX-License-Identifier: AGPL-3.0-or-later
"""names/*.csv: rolls of names, read line by line; whoever must be withheld is left out before anything else sees them.

No problem raised here repeats what a cell says: messages go into reports and logs, and a name must not.
"""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from octavo.diagnostics.problem import Place, Problem, problem
from octavo.load.dates import date_fault
from octavo.load.decode import decode_text
from octavo.load.words import near_or_all
from octavo.model.canonical import digest
from octavo.model.publication import Roll

PRINTED = ("name", "variants", "born", "died", "place", "note")
COLUMNS = (*PRINTED, "living", "consent", "embargo")
_YES, _NO = frozenset({"yes", "true", "1"}), frozenset({"no", "false", "0"})
_NAME = re.compile(r"^[a-z0-9][a-z0-9_-]*$")
_DELIMITERS = ",;\t"


@dataclass(frozen=True, slots=True)
class Rolls:
    """The rolls, their rows as JSON lines by digest, where each row stands, and the names nobody may print, by roll."""

    rolls: tuple[Roll, ...] = ()
    blobs: dict[str, bytes] = field(default_factory=dict)
    places: dict[str, tuple[str, int, int]] = field(default_factory=dict)
    ids: frozenset[str] = frozenset()
    withheld: dict[str, frozenset[str]] = field(default_factory=dict)


@dataclass(slots=True)
class _Reading:
    """A roll half read."""

    file: str
    issued: date | None
    columns: tuple[str, ...] = ()
    lines: list[str] = field(default_factory=list)
    places: dict[str, tuple[str, int, int]] = field(default_factory=dict)
    withheld: int = 0
    names: set[str] = field(default_factory=set)
    seen: dict[tuple[str, ...], int] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)


def read_rolls(files: Mapping[str, bytes], issued: date | None) -> tuple[Rolls, tuple[Problem, ...]]:
    """Return the rolls of the folder as they may be printed at the date of issue, and what is wrong with them.

    A row becomes a JSON object on its line: `name`, and of `variants` (a list), `born`, `died`, `place`, `note`
    those that are given. The order is the file's; keys (`names/crew.csv#3`) count these lines, so that nothing tells
    where a row was left out.
    """
    rolls: list[Roll] = []
    blobs: dict[str, bytes] = {}
    places: dict[str, tuple[str, int, int]] = {}
    withheld: dict[str, frozenset[str]] = {}
    problems: list[Problem] = []
    names = [file for file in sorted(files) if re.fullmatch(r"names/[^/]+\.csv", file)]
    for file in names:
        reading = _read(file, files[file], issued)
        data = "".join(f"{line}\n" for line in reading.lines).encode()
        columns = tuple(name for name in PRINTED if name in reading.columns)
        roll = Roll(_id(file), digest(data), len(reading.lines), reading.withheld, columns)
        rolls.append(roll)
        blobs[roll.digest] = data
        places |= reading.places
        withheld[roll.id] = frozenset(reading.names)
        problems += reading.problems
    return Rolls(tuple(rolls), blobs, places, frozenset(map(_id, names)), withheld), tuple(problems)


def _id(file: str) -> str:
    return file.removeprefix("names/").removesuffix(".csv")


def _read(file: str, data: bytes, issued: date | None) -> _Reading:
    reading = _Reading(file, issued)
    if not _NAME.match(_id(file)):
        reading.problems.append(problem("D204", Place(file), name=_id(file)))
    text, wrong = decode_text(data, file)
    reading.problems += wrong
    if text is None:
        return reading
    lines = text.split("\n")
    delimiter = max(_DELIMITERS, key=lines[0].count)
    rows = csv.reader((f"{line}\n" for line in lines), delimiter=delimiter, strict=True)
    try:
        if _header(next(rows, []), reading):
            for cells in rows:
                _row(rows.line_num, cells, reading)
    except csv.Error as error:
        words = "a quotation mark is opened and never closed" if "end of data" in str(error) else str(error)
        reading.problems.append(problem("D404", Place(file, rows.line_num), detail=words))
    if reading.withheld:
        reading.problems.append(problem("D412", Place(file), count=reading.withheld))
    return reading


def _header(cells: list[str], reading: _Reading) -> bool:
    """Take the names of the columns; tell whether rows can be read under them."""
    place = Place(reading.file, 1, 1)
    reading.columns = tuple(cell.strip().lower() for cell in cells)
    while reading.columns and not reading.columns[-1]:  # spreadsheets write empty columns at the end
        reading.columns = reading.columns[:-1]
    if "name" not in reading.columns:
        # Perhaps there is no header at all: then these are a person's, and must not be told.
        reading.problems.append(problem("D403", place))
        return False
    for at, name in enumerate(reading.columns):
        if name not in COLUMNS:
            reading.problems.append(problem("D402", place, hints=near_or_all(name, COLUMNS), name=name))
        elif name in reading.columns[:at]:
            reading.problems.append(problem("M117", place, what=name))
    return not reading.problems


def _row(line: int, cells: list[str], reading: _Reading) -> None:
    texts = [" ".join(cell.split()) for cell in cells]
    if not any(texts):
        return
    start = line - sum(cell.count("\n") for cell in cells)
    place = Place(reading.file, start)
    if any(texts[len(reading.columns) :]):
        reading.problems.append(problem("D405", place, most=len(reading.columns)))
        return
    row = {name: text for name, text in zip(reading.columns, texts, strict=False) if text}
    wrong = [*_row_problems(row, reading, place)]
    reading.problems += wrong
    if _is_withheld(row, reading.issued):
        reading.withheld += 1
        reading.names |= {row["name"], *_variants(row)} if "name" in row else set()
    elif not wrong:
        printed: dict[str, object] = {name: row[name] for name in PRINTED if name in row}
        if "variants" in row:
            printed["variants"] = _variants(row)
        reading.lines.append(json.dumps(printed, ensure_ascii=False, sort_keys=True))
        reading.places[f"{reading.file}#{len(reading.lines)}"] = (reading.file, start, 0)


def _variants(row: Mapping[str, str]) -> list[str]:
    return [variant for each in row.get("variants", "").split("|") if (variant := each.strip())]


def _row_problems(row: Mapping[str, str], reading: _Reading, place: Place) -> Iterator[Problem]:
    if "name" not in row:
        yield problem("D406", place)
    for name in ("born", "died", "embargo"):
        if name in row and (fault := date_fault(row[name])):
            yield problem("D407", place, name=name, fault=fault)
    living = row.get("living", "").lower()
    if living and living not in _YES | _NO:
        yield problem("D408", place)
    elif not living and "living" in reading.columns and "died" not in row:
        yield problem("D409", place)
    elif living in _YES and "died" in row:
        yield problem("D410", place)
    same = tuple(row.get(name, "") for name in PRINTED)
    if same in reading.seen:
        yield problem("D411", place, line=reading.seen[same])
    reading.seen.setdefault(same, place.line)


def _is_withheld(row: Mapping[str, str], issued: date | None) -> bool:
    """Tell whether a person must not be printed; what can't be read counts against printing."""
    living = row.get("living", "").lower()
    consent = row.get("consent", "").lower()
    if (living in _YES or living not in _NO | {""}) and (not consent or consent in _NO | {"none"}):
        return True
    # An embargo of a month or a year lasts until its end; text of equal form compares as time does.
    embargo = row.get("embargo", "").rpartition("/")[2]
    return bool(embargo) and (issued is None or bool(date_fault(embargo)) or _last(embargo) > issued.isoformat())


def _last(day: str) -> str:
    return day + {4: "-12-31", 7: "-31"}.get(len(day), "")

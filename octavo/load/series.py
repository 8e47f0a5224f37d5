# SPDX-License-Identifier: AGPL-3.0-or-later
"""The CSV file of a series: one row an edition, checked against the publication, with its extract of the rolls.

No problem repeats a cell that picks people: reports and logs must not tell a name that is withheld, or that it is.
"""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from octavo.diagnostics.problem import Outcome, Place, Problem, in_order, problem
from octavo.load.decode import decode_text
from octavo.load.words import near_or_all
from octavo.model.publication import Publication
from octavo.model.series import FIXED, MOST_COPIES, WHOLE, SeriesRow

_ID = re.compile(r"[a-z0-9][a-z0-9_-]{0,79}")
_DELIMITERS = ",;\t"
_LEAST_WORDS = 2  # of a withheld name: one word alone is too often another person's


@dataclass(frozen=True, slots=True)
class People:
    """The rolls of a publication: the printed rows as JSON lines by the roll's id, and the names that are withheld."""

    lines: Mapping[str, Sequence[str]] = field(default_factory=dict)
    withheld: Mapping[str, frozenset[str]] = field(default_factory=dict)


@dataclass(slots=True)
class _Reading:
    """A file half read; `picked` has for a roll and a column the places of its rows by value."""

    file: str
    publication: Publication
    people: People
    columns: tuple[str, ...] = ()
    rows: list[SeriesRow] = field(default_factory=list)
    seen: dict[str, int] = field(default_factory=dict)
    picked: dict[tuple[str, str], dict[str, list[int]]] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    secret: Callable[[str], str | None] = lambda _: None


def read_series(data: bytes, file: str, publication: Publication, people: People) -> Outcome[tuple[SeriesRow, ...]]:
    """Return the rows of a series, with every problem of all of them; a value exactly if none is an error.

    Args:
        data: the bytes of the CSV file, with commas, semicolons or tabs.
        file: how the file is called in problems.
        publication: checked by load; its series_values are the columns that texts use.
        people: the rolls that rows may have an extract of.
    """
    reading = _Reading(file, publication, people, secret=_secrets(people.withheld))
    text, wrong = decode_text(data, file)
    reading.problems += wrong
    if text is not None:
        _read(text, reading)
    outcome = Outcome(tuple(reading.rows), in_order(reading.problems))
    return Outcome(None, outcome.problems) if outcome.failed else outcome


def _read(text: str, reading: _Reading) -> None:
    lines = text.split("\n")
    delimiter = max(_DELIMITERS, key=lines[0].count)
    rows = csv.reader((f"{line}\n" for line in lines), delimiter=delimiter, strict=True)
    try:
        reading.problems += _header(next(rows, []), reading)
        if not any(each.severity >= 3 for each in reading.problems):
            for cells in rows:
                _row(cells, rows.line_num - sum(cell.count("\n") for cell in cells), reading)
            if not reading.rows and not reading.problems:
                reading.problems.append(problem("S383", Place(reading.file)))
    except csv.Error as error:
        words = "a quotation mark is opened and never closed" if "end of data" in str(error) else str(error)
        reading.problems.append(problem("S384", Place(reading.file, rows.line_num), detail=words))


def _header(cells: list[str], reading: _Reading) -> Iterator[Problem]:
    place = Place(reading.file, 1, 1)
    columns = tuple(cell.strip() for cell in cells)
    while columns and not columns[-1]:  # spreadsheets write empty columns at the end
        columns = columns[:-1]
    reading.columns = columns
    if "id" not in columns:
        yield problem("S371", place)
        return
    values, rolls = reading.publication.manifest.series_values, {each.id: each for each in reading.publication.rolls}
    for at, name in enumerate(columns):
        roll, _, column = name.rpartition(".")
        if name in columns[:at]:
            yield problem("M117", place, what=name)
        elif roll and roll not in rolls:
            yield problem("S373", place, hints=near_or_all(roll, rolls), roll=roll)
        elif roll and column not in rolls[roll].columns:
            known = rolls[roll].columns
            yield problem("S374", place, hints=near_or_all(column, known), roll=roll, name=column)
        elif not roll and name not in FIXED and name not in values:
            known = (*FIXED, *values, *(f"{each}.place" for each in rolls))
            yield problem("S372", place, hints=near_or_all(name, known), name=name)
    for name in values:
        if name not in columns:
            yield problem("S386", place, name=name)


def _row(cells: list[str], line: int, reading: _Reading) -> None:
    texts = [" ".join(cell.split()) for cell in cells]
    if not any(texts):
        return
    place = Place(reading.file, line)
    if any(texts[len(reading.columns) :]):
        reading.problems.append(problem("S375", place, most=len(reading.columns)))
        return
    cell = dict.fromkeys(reading.columns, "") | dict(zip(reading.columns, texts, strict=False))
    values = {name: cell[name] for name in reading.publication.manifest.series_values if cell.get(name)}
    found = [*_fixed(cell, place, reading), *_told(values, place, reading)]
    rolls: dict[str, tuple[str, ...]] = {}
    for roll in dict.fromkeys(name.rpartition(".")[0] for name in reading.columns if "." in name):
        chosen, wrong = _extract(roll, cell, place, reading)
        found += wrong
        rolls[roll] = tuple(reading.people.lines[roll][at] for at in chosen)
    reading.problems += found
    if not found:
        edition = cell.get("language") or _editions(reading.publication)[0]
        reading.rows.append(SeriesRow(cell["id"], line, edition, int(cell.get("copies") or 1), values, rolls))


def _editions(publication: Publication) -> tuple[str, ...]:
    """Return the editions of a publication, that of its own language first."""
    manifest = publication.manifest
    return tuple(sorted(manifest.editions or (manifest.language,), key=lambda each: each != manifest.language))


def _fixed(cell: Mapping[str, str], place: Place, reading: _Reading) -> Iterator[Problem]:
    name, known = cell["id"], _editions(reading.publication)
    if not _ID.fullmatch(name):
        yield problem("S376", place)
    elif name in reading.seen:
        yield problem("S377", place, id=name, line=reading.seen[name])
    reading.seen.setdefault(name, place.line)
    if cell.get("language") and cell["language"] not in known:
        yield problem("S378", place, hints=near_or_all(cell["language"], known), edition=cell["language"])
    copies = cell.get("copies", "")
    if copies and not (re.fullmatch(r"[0-9]{1,7}", copies, re.ASCII) and 1 <= int(copies) <= MOST_COPIES):
        yield problem("S379", place, most=MOST_COPIES)


def _told(values: Mapping[str, str], place: Place, reading: _Reading) -> Iterator[Problem]:
    """Yield a problem if the words of a row name somebody whom a roll withholds; the name is not told."""
    found = {roll for text in values.values() if (roll := reading.secret(text)) is not None}
    for roll in sorted(found):
        yield problem("S382", place, roll=roll)


def _secrets(withheld: Mapping[str, frozenset[str]]) -> Callable[[str], str | None]:
    """Return the function that gives the roll of which a text has a withheld name."""
    rolls = {name.casefold(): roll for roll, names in withheld.items() for name in names}
    wanted = sorted((name for name in rolls if len(name.split()) >= _LEAST_WORDS), key=len, reverse=True)
    if not wanted:
        return lambda _: None
    found = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, wanted))})(?!\w)")

    def secret(text: str) -> str | None:
        match = found.search(text.casefold())
        return rolls[match[0]] if match else None

    return secret


def _extract(
    roll: str, cell: Mapping[str, str], place: Place, reading: _Reading
) -> tuple[Sequence[int], list[Problem]]:
    """Return the places of the rows of a roll that every column of it picks, and what is wrong with these cells."""
    chosen: Collection[int] = range(len(reading.people.lines[roll]))
    problems: list[Problem] = []
    names = [name for name in reading.columns if name.rpartition(".")[0] == roll]
    for name in names:
        wanted = [each for part in cell[name].split("|") if (each := part.strip())]
        if not wanted:
            problems.append(problem("S380", place, name=name))
        elif wanted != [WHOLE]:
            known = _picks(roll, name.rpartition(".")[2], reading)
            if any(each not in known for each in wanted):
                problems.append(problem("S381", place, name=name, roll=roll))
            chosen = {at for each in wanted for at in known.get(each, ())}.intersection(chosen)
    if not chosen and not problems:
        problems.append(problem("S381", place, name=" + ".join(names), roll=roll))
    return sorted(chosen), problems


def _picks(roll: str, column: str, reading: _Reading) -> Mapping[str, Sequence[int]]:
    """Return where the printed rows of a roll stand, by their value in a column."""
    if (roll, column) not in reading.picked:
        found: dict[str, list[int]] = {}
        for at, line in enumerate(reading.people.lines[roll]):
            value = json.loads(line).get(column, "")
            for each in value if isinstance(value, list) else [str(value)]:
                found.setdefault(each, []).append(at)
        found.pop("", None)
        reading.picked[roll, column] = found
    return reading.picked[roll, column]

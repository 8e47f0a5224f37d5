# SPDX-License-Identifier: AGPL-3.0-or-later
"""A roll as a spreadsheet writes it: which columns it has, and its rows one after another, never all at once.

No problem raised here repeats what a cell says: a name must not stand in a report or a log.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from octavo.diagnostics.problem import Place, Problem, problem
from octavo.load.decode import decode_text
from octavo.load.words import near_or_all

PRINTED = ("name", "sort", "variants", "born", "died", "place", "note")
COLUMNS = (*PRINTED, "living", "consent", "embargo")
_NAME = re.compile(r"^[a-z0-9][a-z0-9_-]*$")
_DELIMITERS = ",;\t"


@dataclass(slots=True)
class Sheet:
    """A roll that is being read: its columns, and what is wrong with it as far as it was read.

    Its rows begin in the line `begins`, after the names of the columns.
    """

    file: str
    text: str = ""
    delimiter: str = ","
    columns: tuple[str, ...] = ()
    begins: int = 1
    problems: list[Problem] = field(default_factory=list)

    def rows(self) -> Iterator[tuple[int, dict[str, str]]]:
        """Yield each row that says anything, with its first line in the file: its cells by column, empty ones left out.

        Spaces are made single. A row that can't be read becomes a problem.
        """
        text = self.text
        for _ in range(self.begins - 1):
            text = text.partition("\n")[2]
        return self.rows_of(text, self.begins)

    def rows_of(self, text: str, first: int) -> Iterator[tuple[int, dict[str, str]]]:
        """Yield the rows of lines of the file, of which the first is this, as `rows` does: no row begins before it."""
        rows = csv.reader(_lines(text), delimiter=self.delimiter, strict=True)
        columns, width, start = self.columns, len(self.columns), first
        try:
            for cells in rows:
                line, start = start, first + rows.line_num
                if not columns:
                    continue
                pairs = zip(columns, cells, strict=False)
                row = {name: text for name, cell in pairs if cell and (text := " ".join(cell.split()))}
                if len(cells) > width and any(map(str.strip, cells[width:])):
                    self.problems.append(problem("D405", Place(self.file, line), most=width))
                elif row:
                    yield line, row
        except csv.Error as error:
            words = "a quotation mark is opened and never closed" if "end of data" in str(error) else str(error)
            self.problems.append(problem("D404", Place(self.file, first - 1 + rows.line_num), detail=words))


def open_sheet(data: bytes, file: str) -> Sheet:
    """Return the sheet in a file; it has no columns, and no rows, where these can't be read."""
    sheet = Sheet(file)
    if not _NAME.match(roll_id(file)):
        sheet.problems.append(problem("D204", Place(file), name=roll_id(file)))
    text, wrong = decode_text(data, file)
    sheet.problems += wrong
    if text is not None:
        head = text.partition("\n")[0]
        sheet.text, sheet.delimiter = text, max(_DELIMITERS, key=head.count)
        _head(sheet)
    return sheet


def roll_id(file: str) -> str:
    """Return what a roll is called: `crew` for names/crew.csv."""
    return file.rpartition("/")[2].removesuffix(".csv")


def variants_of(row: Mapping[str, str]) -> list[str]:
    """Return the other forms of a name, which stand in one cell with bars between them."""
    return [variant for each in row.get("variants", "").split("|") if (variant := each.strip())]


def _head(sheet: Sheet) -> None:
    """Take the names of the columns, unless rows can't be read under them."""
    head = csv.reader(_lines(sheet.text), delimiter=sheet.delimiter, strict=True)
    try:
        cells = next(head, [])
        sheet.begins = head.line_num + 1
    except csv.Error:
        cells = []  # rows() tells of it
    columns = tuple(cell.strip().lower() for cell in cells)
    while columns and not columns[-1]:  # spreadsheets write empty columns at the end
        columns = columns[:-1]
    place, before = Place(sheet.file, 1, 1), len(sheet.problems)
    if "name" not in columns:
        # Perhaps there is no header at all: then these are a person's, and must not be told.
        sheet.problems.append(problem("D403", place))
        return
    for at, name in enumerate(columns):
        if name not in COLUMNS:
            sheet.problems.append(problem("D402", place, hints=near_or_all(name, COLUMNS), name=name))
        elif name in columns[:at]:
            sheet.problems.append(problem("M117", place, what=name))
    if len(sheet.problems) == before:
        sheet.columns = columns


def _lines(text: str) -> Iterator[str]:
    start = 0
    while (end := text.find("\n", start)) >= 0:
        yield text[start : end + 1]
        start = end + 1
    yield text[start:] + "\n"

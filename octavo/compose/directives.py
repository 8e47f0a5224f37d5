# SPDX-License-Identifier: AGPL-3.0-or-later
"""The table of directives: what each shows, worked out before its template runs, and what is wrong with it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from octavo.compose.book import Section
from octavo.compose.charts import CHARTS, Chart
from octavo.compose.desk import Desk
from octavo.compose.pictures import Picture, picture_of
from octavo.compose.roll import RollView, roll_view
from octavo.compose.roll_index import IndexWish
from octavo.compose.sections import PAGES
from octavo.diagnostics.problem import Place, Problem, problem
from octavo.model.blocks import Block, walk
from octavo.model.edition import Edition, FigureText, RowText, StatisticText, TableText
from octavo.model.matter import LEAST
from octavo.model.publication import Roll
from octavo.model.rolls import RollLook, look_of

FEW = 6
FOLDERS = {"names": "names", "names-index": "names"}
NUMBERS = ("number", "figure")


class Unclear(ValueError):  # noqa: N818  (it says what the directive is)
    """A directive that can't be shown; its text says why and goes into problem H121."""


@dataclass(frozen=True, slots=True)
class Rows:
    """A data table as a directive shows it: the columns wanted, and the rows from a first to a last date."""

    table: TableText
    columns: tuple[str, ...]
    rows: tuple[RowText, ...]

    @property
    def numeric(self) -> frozenset[str]:
        """The columns of numbers, which are set flush at their ends."""
        cells = [(name, cell) for row in self.rows for name, cell in row.cells.items()]
        return frozenset(name for name, cell in cells if cell.type in NUMBERS)


@dataclass(frozen=True, slots=True)
class Large:
    """A statistic set large: the words before and after its number, and the other counts if they are few.

    Where they are many, the sentence of the range stands for them, and a table of figures shows all.
    """

    statistic: StatisticText
    before: str
    number: str
    after: str
    others: tuple[FigureText, ...]


def views_of(section: Section, desk: Desk) -> tuple[dict[str, object], list[Problem]]:
    """Return what each directive of a section shows, by the key of its block, and problems H120 and H121.

    Pages that are made from data are checked for it too (H111); what a page of names shows is under the section's id.
    """
    views: dict[str, object] = {}
    problems = _page(section, desk, views) if section.page and section.data else []
    level = section.level
    for block in walk(section.all_blocks):
        level = int(block.attrs["level"]) if block.kind == "heading" else level
        if block.kind != "directive":
            continue
        name = block.attrs.get("name", "")
        if name not in VIEWS and not desk.shows(f"directives/{name}.html"):
            problems.append(problem("H120", Place(key=block.key), name=name, known=", ".join(sorted(VIEWS))))
            continue
        try:
            view = VIEWS.get(name, _nothing)(block, desk)
            views[block.key] = replace(view, level=min(level + 1, 6)) if isinstance(view, RollView) else view
        except Unclear as fault:
            problems.append(problem("H121", Place(key=block.key), name=name, fault=str(fault)))
    return views, problems


def _page(section: Section, desk: Desk, views: dict[str, object]) -> list[Problem]:
    """Return problem H111 if a page has no table, or no roll of names, to show."""
    if section.page == "names-index" and section.data in desk.edition.rolls:
        views[section.id] = IndexWish(section.data, section.look.by, section.key)
        return []
    if section.page in FOLDERS:
        roll = desk.edition.rolls.get(section.data) if section.page == "names" else None
        if roll:
            views[section.id] = replace(_shown(roll, desk, section.look), level=section.level + 1)
            return []
    elif section.data in desk.edition.tables or section.page not in PAGES:
        return []
    place = Place(key=section.key)
    return [problem("H111", place, page=section.page, data=section.data, folder=FOLDERS.get(section.page, "data"))]


def all_rows(table: TableText) -> Rows:
    """Return a data table whole, as a page shows it."""
    return Rows(table, tuple(table.columns), table.rows)


def rows_of(table: TableText, block: Block) -> Rows:
    """Return the rows of a data table that a block's attributes columns, from and to ask for."""
    columns = tuple(block.attrs.get("columns", "").replace(",", " ").split()) or tuple(table.columns)
    if unknown := [name for name in columns if name not in table.columns]:
        raise Unclear(f"data/{table.id}.yaml has no column “{unknown[0]}”, only {', '.join(table.columns)}")
    first, last = block.attrs.get("from", ""), block.attrs.get("to", "")
    rows = tuple(row for row in table.rows if _between(first, _date(row), last))
    return Rows(table, columns, rows)


def _date(row: RowText) -> str:
    return next((cell.raw for cell in row.cells.values() if cell.type == "date"), "")


def _between(first: str, date: str, last: str) -> bool:
    if not date:
        return True
    start, _, end = date.partition("/")
    return (not first or (end or start) >= first) and (not last or start[: len(last)] <= last)


def _nothing(block: Block, desk: Desk) -> None:
    return None


def _figures(block: Block, desk: Desk) -> StatisticText:
    return statistic(desk.edition, block.attrs.get("of", ""))


def _statistic(block: Block, desk: Desk) -> Large:
    found = statistic(desk.edition, block.attrs.get("of", ""))
    others = found.alternatives if len(found.alternatives) <= FEW else ()
    figure = found.figure
    if figure is None or not figure.number or figure.number not in figure.said:
        return Large(found, "", figure.said if figure else "", "", others)
    before, _, after = figure.said.partition(figure.number)
    return Large(found, before.strip(), figure.number, after.strip(), others)


def statistic(edition: Edition, name: str) -> StatisticText:
    """Return a statistic by its id; raise Unclear if there is none."""
    if name in edition.statistics:
        return edition.statistics[name]
    known = ", ".join(edition.statistics) or "none at all"
    raise Unclear(f"there is no statistic “{name}”, but {known}" if name else "it needs of=, the id of a statistic")


def _table(block: Block, desk: Desk) -> Rows | None:
    name = block.attrs.get("data", "")
    if not name and block.attrs.get("name") != "timeline":
        if block.children:
            return None
        raise Unclear("it needs data=, a table in data/, or a table in its body")
    return rows_of(data_table(desk.edition, name or "timeline"), block)


def data_table(edition: Edition, name: str) -> TableText:
    """Return a table of data/ by its id; raise Unclear if there is none."""
    if name in edition.tables:
        return edition.tables[name]
    raise Unclear(f"there is no table data/{name}.yaml, but {', '.join(edition.tables) or 'none at all'}")


def _chart(block: Block, desk: Desk) -> Chart:
    kind = block.attrs.get("kind", "")
    if kind not in CHARTS:
        raise Unclear(f"“{kind}” is not a kind of chart, but {', '.join(sorted(CHARTS))} are")
    try:
        return CHARTS[kind](block, desk.edition, desk.measure)
    except ValueError as fault:
        raise Unclear(str(fault)) from None


def _photo(block: Block, desk: Desk) -> Picture:
    try:
        return picture_of(desk.edition, block.attrs.get("src", ""), block.attrs.get("size", "text"), desk.measure)
    except ValueError as fault:
        raise Unclear(str(fault)) from None


def _names(block: Block, desk: Desk) -> RollView:
    return _shown(_roll(block, desk), desk, look_of(block.attrs))


def _names_index(block: Block, desk: Desk) -> IndexWish:
    return IndexWish(_roll(block, desk).id, look_of(block.attrs).by, block.key)


def _roll(block: Block, desk: Desk) -> Roll:
    name = block.attrs.get("roll", "")
    if name not in desk.edition.rolls:
        raise Unclear(f"there is no roll names/{name}.csv, but {', '.join(desk.edition.rolls) or 'none at all'}")
    return desk.edition.rolls[name]


def _shown(roll: Roll, desk: Desk, look: RollLook) -> RollView:
    view = roll_view(roll, desk.blobs, desk.edition.language, desk.words, look)
    alone = desk.medium == "print" and not desk.edition.beside
    return replace(view, long=alone and (roll.count >= LEAST or sum(1 for _ in view.entries) >= LEAST))


def _quote(block: Block, desk: Desk) -> None:
    source = block.attrs.get("source", "")
    if source and source not in desk.edition.sources:
        raise Unclear(f"“{source}” is not in facts/sources.yaml")


VIEWS: dict[str, Callable[[Block, Desk], object]] = {
    "lead": _nothing,
    "quote": _quote,
    "note": _nothing,
    "aside": _nothing,
    "statistic": _statistic,
    "figures": _figures,
    "chart": _chart,
    "timeline": _table,
    "table": _table,
    "photo": _photo,
    "names": _names,
    "names-index": _names_index,
    "sources": _nothing,
    "glossary": _table,
    "index": _nothing,
    "contents": _nothing,
    "center": _nothing,
    "small": _nothing,
    "verse": _nothing,
}

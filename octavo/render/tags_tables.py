# SPDX-License-Identifier: AGPL-3.0-or-later
"""Tables: which cells head which, so that a voice can say what a figure is of (ISO 14289-1, 7.5)."""

from __future__ import annotations

from octavo.render.boxes import spans
from octavo.render.tags import Tag, walk_tags

Grid = list[dict[int, Tag]]
"""For every row the cell that covers each column."""


def make_tables(root: Tag, before: int = 0) -> None:
    """Say of every header cell what it heads, and of every cell what heads it; a table that only lays out is none.

    `before` is the number of tables in what was tagged before.
    """
    tables = [tag for tag in walk_tags(root) if tag.kind == "Table"]
    for number, table in enumerate(tables, before + 1):
        if table.get("role") in ("none", "presentation"):
            _undo(table)
        else:
            _head(table, f"table-{number}")


def _undo(table: Tag) -> None:
    for tag in walk_tags(table):
        if tag.kind in ("Table", "THead", "TBody", "TFoot", "TR", "TH", "TD", "Caption"):
            tag.kind = "Div"


def _head(table: Tag, name: str) -> None:
    heads = [part for part in table.tags if part.kind == "THead"]
    parts = [[part] if part.kind == "TR" else part.tags for part in table.tags]
    rows = [row for part in parts for row in part if row.kind == "TR"]
    in_head = [any(row in head.tags for head in heads) for row in rows]
    grid = _grid(rows)
    origins: dict[int, tuple[int, int, Tag]] = {}
    for index, row in enumerate(grid):
        for column, cell in sorted(row.items()):
            if id(cell) not in origins:
                origins[id(cell)] = index, column, cell
                cell.attributes["Table"] = _spans(cell)
                if cell.kind == "TH":
                    cell.identifier = f"{name}-{index + 1}-{column + 1}"
                    cell.attributes["Table"]["Scope"] = _scope(cell, in_head[index], column)
    _attach([*origins.values()], grid)


def _attach(cells: list[tuple[int, int, Tag]], grid: Grid) -> None:
    """Name for every cell those that head it: of its rows, then those above it in its columns."""
    beside = [[cell.identifier for _, cell in sorted(row.items()) if _heads(cell, "Row")] for row in grid]
    above: dict[int, list[tuple[int, str]]] = {}
    for index, column, cell in cells:
        across, down = spans(cell.first) if cell.first is not None else (1, 1)
        columns = range(column, column + across)
        if _heads(cell, "Column"):
            for covered in columns:
                above.setdefault(covered, []).append((index, cell.identifier))
        elif cell.kind == "TD":
            heads = [name for row in beside[index : index + (down or len(grid))] for name in row]
            heads += [name for covered in columns for row, name in above.get(covered, ()) if row < index]
            if heads:
                cell.attributes["Table"]["Headers"] = tuple(dict.fromkeys(heads))


def _grid(rows: list[Tag]) -> Grid:
    grid: Grid = [{} for _ in rows]
    for index, row in enumerate(rows):
        column = 0
        for cell in row.tags:
            while column in grid[index]:
                column += 1
            across, down = spans(cell.first) if cell.first is not None else (1, 1)
            # A row span of zero reaches to the end of the table (HTML, 4.9.11).
            for below in grid[index : index + (down or len(rows))]:
                below.update(dict.fromkeys(range(column, column + across), cell))
    return grid


def _scope(cell: Tag, in_head: bool, column: int) -> str:
    said = cell.get("scope")
    if said:
        return "Row" if said.startswith("row") else "Column"
    return "Column" if in_head or column else "Row"


def _heads(cell: Tag, scope: str) -> bool:
    return cell.kind == "TH" and cell.attributes["Table"].get("Scope") == scope


def _spans(cell: Tag) -> dict[str, object]:
    across, down = spans(cell.first) if cell.first is not None else (1, 1)
    return {name: count for name, count in (("ColSpan", across), ("RowSpan", down)) if count != 1}

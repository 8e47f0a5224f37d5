# SPDX-License-Identifier: AGPL-3.0-or-later
"""data/*.yaml: free tables, each cell of its column's type, and the agreed terms."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from octavo.diagnostics.problem import Place, Problem, problem
from octavo.load.dates import date_fault
from octavo.load.facts import Ledger
from octavo.load.ledger import unknown_source
from octavo.load.relations import unknown_statistic
from octavo.load.tags import tag_problem
from octavo.load.validate import validate
from octavo.load.words import near_or_all
from octavo.load.yaml_file import Path, YamlFile, find, place_of, plain, read_yaml
from octavo.load.yaml_nodes import Node
from octavo.model.data import Column, Table, Terms

TERMS = "data/terms.yaml"
_NAME = re.compile(r"^[a-z0-9][a-z0-9_-]*$")
_COLUMN = re.compile(r"^[a-z][a-z0-9_]*$")


@dataclass(frozen=True, slots=True)
class Tables:
    """The tables that could be read by id, and the ids of all that there are; the agreed terms."""

    tables: dict[str, Table] = field(default_factory=dict)
    ids: frozenset[str] = frozenset()
    terms: Terms = field(default_factory=Terms)
    files: tuple[YamlFile, ...] = ()


def read_tables(files: Mapping[str, bytes], ledger: Ledger) -> tuple[Tables, tuple[Problem, ...]]:
    """Return the tables and terms of the folder, and what is wrong with them."""
    tables: dict[str, Table] = {}
    terms, yamls, problems = Terms(), [], list[Problem]()
    names = [name for name in sorted(files) if re.fullmatch(r"data/[^/]+\.yaml", name)]
    for file in names:
        yaml, wrong = read_yaml(files[file], file)
        problems += wrong
        if yaml is None:
            continue
        yamls.append(yaml)
        if file == TERMS:
            found, wrong = _read_terms(yaml)
            terms = found or terms
        else:
            table, wrong = _read_table(yaml, ledger)
            tables |= {_id(file): table} if table else {}
        problems += wrong
    ids = frozenset(map(_id, names)) - {_id(TERMS)}
    return Tables(tables, ids, terms, tuple(yamls)), tuple(problems)


def _id(file: str) -> str:
    return file.removeprefix("data/").removesuffix(".yaml")


def _read_terms(yaml: YamlFile) -> tuple[Terms | None, tuple[Problem, ...]]:
    terms, problems = validate(Terms, yaml)
    if terms is None:
        return None, problems
    return terms, tuple(_terms(terms, yaml))


def _terms(terms: Terms, yaml: YamlFile) -> Iterator[Problem]:
    seen: set[str] = set()
    for at, each in enumerate(terms.terms):
        if each.term in seen:
            yield problem("M117", place_of(yaml, ("terms", at, "term")), what=each.term)
        seen.add(each.term)
        for tag in each.translations:
            wrong = tag_problem(tag, place_of(yaml, ("terms", at, "translations", tag), at_key=True))
            if wrong:
                yield wrong


def _read_table(yaml: YamlFile, ledger: Ledger) -> tuple[Table | None, tuple[Problem, ...]]:
    table, refused = validate(Table, yaml)
    problems = list(refused)
    if not _NAME.match(_id(yaml.file)):
        problems.append(problem("D204", Place(yaml.file), name=_id(yaml.file)))
    if table is None:
        return None, tuple(problems)
    for name in table.columns:
        if not _COLUMN.match(name):
            problems.append(problem("D204", place_of(yaml, ("columns", name), at_key=True), name=name))
    rows = []
    for at, row in enumerate(find(yaml, ("rows",)).items):
        problems += _row_keys(yaml, at, row, table)
        cells, wrong = _cells(yaml, at, row, table, ledger)
        problems += wrong
        rows.append(cells)
    return table.model_copy(update={"rows": tuple(rows)}), tuple(problems)


def _row_keys(yaml: YamlFile, at: int, row: Node, table: Table) -> Iterator[Problem]:
    for name in row.entries:
        if name not in table.columns:
            place = place_of(yaml, ("rows", at, name), at_key=True)
            yield problem("D201", place, hints=near_or_all(name, table.columns), name=name)
    for name, column in table.columns.items():
        given = row.entries.get(name)
        if not column.optional and (given is None or _is_empty(given[1])):
            yield problem("D202", place_of(yaml, ("rows", at)), name=name)


def _is_empty(node: Node) -> bool:
    return node.kind == "scalar" and (node.value is None or not node.text.strip())


def _cells(yaml: YamlFile, at: int, row: Node, table: Table, ledger: Ledger) -> tuple[dict[str, Any], list[Problem]]:
    """Return the row's values in the form of their columns; what can't be read so is left out and a problem."""
    cells: dict[str, Any] = {}
    problems: list[Problem] = []
    for name, column in table.columns.items():
        given = row.entries.get(name)
        if given is None or _is_empty(given[1]):
            continue
        path: Path = ("rows", at, name)
        wrong = [*_cell_problems(yaml, path, given[1], column, ledger)]
        problems += wrong
        if not wrong:
            cells[name] = _cell(given[1], column)
    return cells, problems


def _cell(node: Node, column: Column) -> Any:
    match column.type:
        case "number" | "flag":
            return node.value
        case "sources":
            return [node.text] if node.kind == "scalar" else plain(node)
    return node.text.strip()


_WANTED = {
    "text": "text",
    "plain": "text",
    "date": "a date such as 1992-02-25",
    "number": "a number",
    "figure": "the id of a statistic, or statistic.alternative",
    "sources": "a list of ids of sources",
    "flag": "true or false",
}


def _cell_problems(yaml: YamlFile, path: Path, node: Node, column: Column, ledger: Ledger) -> Iterator[Problem]:
    place = place_of(yaml, path)
    if not _fits(node, column):
        yield problem("D203", place, name=path[-1], wanted=_WANTED[column.type])
    elif column.type == "date" and (fault := date_fault(node.text)):
        yield problem("D124", place, date=node.text, fault=fault)
    elif column.type == "figure":
        yield from _figure_problems(node.text, place, ledger)
    elif column.type == "sources":
        for at, each in enumerate(node.items or (node,)):
            if not ledger.knows("sources", each.text):
                yield unknown_source(each.text, place_of(yaml, (*path, at)), ledger)


def _fits(node: Node, column: Column) -> bool:
    match column.type:
        case "number":
            return isinstance(node.value, int | float) and not isinstance(node.value, bool)
        case "flag":
            return isinstance(node.value, bool)
        case "sources" if node.kind == "list":
            return all(item.kind == "scalar" and isinstance(item.value, str) for item in node.items)
    return node.kind == "scalar" and not isinstance(node.value, bool)


def _figure_problems(text: str, place: Place, ledger: Ledger) -> Iterator[Problem]:
    name, _, alternative = text.partition(".")
    statistic = ledger.statistic_by_id.get(name)
    if not ledger.knows("statistics", name):
        yield unknown_statistic(name, place, ledger)
    elif statistic and alternative and alternative not in {each.id for each in statistic.alternatives}:
        known = [f"{name}.{each.id}" for each in statistic.alternatives]
        yield problem("D103", place, hints=near_or_all(text, known), statistic=text)
    elif statistic and not alternative and statistic.figure is None:
        known = [f"{name}.{each.id}" for each in statistic.alternatives]
        yield problem("D205", place, hints=[f"name one of {', '.join(known)}"], id=name)

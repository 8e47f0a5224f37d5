# SPDX-License-Identifier: AGPL-3.0-or-later
"""What directives show: statistics, tables, pictures, rolls, groups of sources; each must be there and must fit."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass

from octavo.diagnostics.problem import Place, Problem, problem
from octavo.load.dates import date_fault
from octavo.load.facts import Ledger
from octavo.load.images import path_problems
from octavo.load.ledger import unknown_source
from octavo.load.passages import Passage
from octavo.load.references import no_figure
from octavo.load.relations import unknown_statistic
from octavo.load.tables import Tables
from octavo.load.tags import tag_problem
from octavo.load.words import near_or_all
from octavo.model.rolls import SHOWN


@dataclass(frozen=True, slots=True)
class Shown:
    """What there is to show in a publication."""

    ledger: Ledger
    tables: Tables
    images: Collection[str] | None
    rolls: Collection[str]


@dataclass(frozen=True, slots=True)
class _Directive:
    """A directive with what there is to show; `place` finds its words in the source."""

    name: str
    attrs: dict[str, str]
    place: Callable[[str], Place]
    shown: Shown

    def words(self, attribute: str) -> list[str]:
        return self.attrs.get(attribute, "").replace(",", " ").split()


def directive_problems(passage: Passage, shown: Shown) -> Iterator[Problem]:
    """Yield what is wrong with what a directive names; its name and attributes are the dialect's to check."""
    block = passage.block
    if block is None or block.kind != "directive":
        return
    directive = _Directive(block.attrs["name"], block.attrs, passage.at, shown)
    for check in _CHECKS:
        for found in check(directive):
            yield from passage.tell(found)


# What each kind of chart is drawn from; and whether it needs the statistics' own figures.
_CHARTS = {"marks": "of", "intervals": "of", "bars": "of", "timeline": "data", "scheme": "data"}
_OWN_FIGURES = frozenset({"statistic", "marks", "bars"})


def _chart(directive: _Directive) -> Iterator[Problem]:
    kind = directive.attrs.get("kind", "")
    wanted = _CHARTS.get(kind) if directive.name == "chart" else None
    if wanted and wanted not in directive.attrs:
        name = f"chart {{kind={kind}}}"
        yield problem("T217", directive.place("chart"), hints=[f"write {wanted}=…"], name=name, wanted=f"“{wanted}”")


def _statistics(directive: _Directive) -> Iterator[Problem]:
    kind = directive.attrs.get("kind", "") if directive.name == "chart" else directive.name
    ledger = directive.shown.ledger
    for name in directive.words("of") + directive.words("groups"):
        statistic = ledger.statistic_by_id.get(name)
        if not ledger.knows("statistics", name):
            yield unknown_statistic(name, directive.place(name), ledger)
        elif statistic and statistic.figure is None and kind in _OWN_FIGURES:
            yield no_figure(f"::: {directive.name}", statistic, directive.place(name))


def _table(directive: _Directive) -> Iterator[Problem]:
    name, tables = directive.attrs.get("data", ""), directive.shown.tables
    if not name:
        return
    known = tables.ids | ({"terms"} if directive.name == "glossary" else set())
    if name not in known:
        yield problem("M121", directive.place(name), hints=near_or_all(name, known), data=name)
    table = tables.tables.get(name)
    for column in directive.words("columns") if table and directive.name == "table" else ():
        if table and column not in table.columns:
            hints = near_or_all(column, table.columns)
            yield problem("T218", directive.place(column), hints=hints, column=column, data=name)


def _timeline(directive: _Directive) -> Iterator[Problem]:
    for attribute in ("from", "to") if directive.name == "timeline" else ():
        date = directive.attrs.get(attribute, "")
        if date and (fault := date_fault(date)):
            yield problem("D124", directive.place(date), date=date, fault=fault)


def _photo(directive: _Directive) -> Iterator[Problem]:
    file = directive.attrs.get("src", "") if directive.name == "photo" else ""
    if not file:
        return
    place = directive.place(file)
    wrong, listed = tuple(path_problems(file, place)), directive.shown.images
    yield from wrong
    if not wrong and listed is not None and file not in listed:
        yield problem("D303", place, hints=near_or_all(file, listed), file=file)


def _roll(directive: _Directive) -> Iterator[Problem]:
    if directive.name not in ("names", "names-index"):
        return
    roll = directive.attrs.get("roll", "")
    if roll and roll not in directive.shown.rolls:
        yield problem("D401", directive.place(roll), hints=near_or_all(roll, directive.shown.rolls), roll=roll)
    for word in directive.words("show"):
        if word not in SHOWN:
            yield problem("D421", directive.place(word), hints=near_or_all(word, SHOWN), word=word)


def _sources(directive: _Directive) -> Iterator[Problem]:
    ledger = directive.shown.ledger
    source, group = directive.attrs.get("source", ""), directive.attrs.get("group", "")
    if directive.name == "quote" and source and not ledger.knows("sources", source):
        yield unknown_source(source, directive.place(source), ledger)
    if directive.name == "sources" and group and not ledger.knows("groups", group):
        hints = near_or_all(group, ledger.ids["groups"])
        yield problem("D126", directive.place(group), hints=hints, group=group)


def _language(directive: _Directive) -> Iterator[Problem]:
    tag = directive.attrs.get("lang", "")
    if directive.name == "quote" and tag:
        wrong = tag_problem(tag, directive.place(tag))
        if wrong:
            yield wrong


_CHECKS = (_chart, _statistics, _table, _timeline, _photo, _roll, _sources, _language)

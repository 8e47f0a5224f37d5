# SPDX-License-Identifier: AGPL-3.0-or-later
"""The rules of the ledger for each entry: every figure has an owner, a number, and a source that was read."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from octavo.diagnostics.problem import Place, Problem, problem
from octavo.load.dates import date_fault
from octavo.load.facts import Ledger
from octavo.load.manifest import address_problems
from octavo.load.words import near_or_all
from octavo.model.ledger import Alternative, Figure, NamedDate, Source, Statistic, Unit

# Words that mean something after a statistic's or a date's name in a placeholder, and subjects of their own.
FACETS = frozenset({"said", "range", "date", "day", "year"})
SUBJECTS = frozenset({"edition", "title", "n"})
MOST = Decimal(10) ** 15


def ledger_problems(ledger: Ledger) -> Iterator[Problem]:
    """Yield what is wrong with each source, unit, date and statistic; relations are in relation_problems()."""
    for source in ledger.sources.sources:
        yield from _source(source, ledger)
    for unit in ledger.statistics.units:
        yield from _unit(unit, ledger)
    for date in ledger.statistics.dates:
        yield from _date(date, ledger)
    for statistic in ledger.statistics.statistics:
        yield from _statistic(statistic, ledger)


def _source(source: Source, ledger: Ledger) -> Iterator[Problem]:
    if source.read == "through" and not source.through:
        yield problem("D107", ledger.place("sources", source.id), id=source.id)
    if source.group and not ledger.knows("groups", source.group):
        hints = near_or_all(source.group, ledger.ids["groups"])
        yield problem("D126", ledger.place("sources", source.id, "group"), hints=hints, group=source.group)
    if source.url:
        yield from address_problems(source.url, ledger.place("sources", source.id, "url"))


def _unit(unit: Unit, ledger: Ledger) -> Iterator[Problem]:
    # A language may leave the number out of its singular (“one person”), never out of its plural.
    if "{n}" not in unit.other:
        yield problem("D123", ledger.place("units", unit.id, "other"), form=unit.other)
    yield from _id("units", unit.id, FACETS, ledger)


def _date(date: NamedDate, ledger: Ledger) -> Iterator[Problem]:
    yield from _id("dates", date.id, SUBJECTS, ledger)
    yield from _calendar(date.date, ledger.place("dates", date.id, "date"))
    yield from _sources(date.sources, ledger, "dates", date.id)


def _statistic(statistic: Statistic, ledger: Ledger) -> Iterator[Problem]:
    name = statistic.id
    yield from _id("statistics", name, SUBJECTS, ledger)
    if not ledger.knows("units", statistic.unit):
        yield unknown_unit(statistic.unit, ledger.place("statistics", name, "unit"), ledger)
    if not statistic.figure and not statistic.alternatives:
        yield problem("D120", ledger.place("statistics", name), id=name)
    if statistic.figure:
        yield from _figure(statistic.figure, name, ledger, "statistics", name, "figure")
    seen: dict[str, int] = {}
    for at, alternative in enumerate(statistic.alternatives):
        yield from _figure(alternative, alternative.id, ledger, "statistics", name, "alternatives", at)
        yield from _alternative(statistic, alternative, ledger, at)
        place = ledger.place("statistics", name, "alternatives", at, "id")
        if alternative.id in seen:
            yield problem("D104", place, id=alternative.id, line=seen[alternative.id])
        seen.setdefault(alternative.id, place.line)


def _alternative(statistic: Statistic, alternative: Alternative, ledger: Ledger, at: int) -> Iterator[Problem]:
    place = ledger.place("statistics", statistic.id, "alternatives", at, "id")
    if alternative.id in FACETS | ledger.ids.get("units", frozenset()):
        yield problem("D121", place, id=alternative.id)
    if alternative.unit and not ledger.knows("units", alternative.unit):
        unit_place = ledger.place("statistics", statistic.id, "alternatives", at, "unit")
        yield unknown_unit(alternative.unit, unit_place, ledger)
    known = ledger.knows("units", alternative.unit or "") and ledger.knows("units", statistic.unit)
    if alternative.comparable and alternative.unit not in (None, statistic.unit) and known:
        values = {"statistic": statistic.id, "unit": alternative.unit, "other": statistic.unit}
        yield problem("D125", place, hints=(), id=alternative.id, **values)


def _figure(figure: Figure, name: str, ledger: Ledger, *path: str | int) -> Iterator[Problem]:
    section, entry, *inside = path
    here = ledger.place(str(section), str(entry), *inside)
    yield from _number(figure, name, here)
    if not figure.sources:
        yield problem("D105", here, id=name)
    yield from _sources(figure.sources, ledger, *path)
    for at, source in enumerate(figure.sources):
        known = ledger.source_by_id.get(source)
        if known and known.read == "lead":
            place = ledger.place(str(section), str(entry), *inside, "sources", at)
            yield problem("D106", place, source=source, id=name)
    if figure.as_of:
        yield from _calendar(figure.as_of, ledger.place(str(section), str(entry), *inside, "as_of"))


def _number(figure: Figure, name: str, place: Place) -> Iterator[Problem]:
    ends = [end for end in (figure.low, figure.high) if end is not None]
    numbers = [number for number in (figure.value, *ends) if number is not None]
    if figure.value is not None and ends:
        yield problem("D108", place, id=name)
    elif not numbers:
        yield problem("D109", place, id=name)
    elif len(ends) == 1:
        yield problem("D110", place, id=name)
    elif len(ends) == 2 and ends[0] > ends[1]:
        yield problem("D111", place, id=name, low=ends[0], high=ends[1])
    for number in numbers:
        if not 0 <= number < MOST:
            yield problem("D112", place, id=name, number=number)


def _sources(sources: tuple[str, ...], ledger: Ledger, *path: str | int) -> Iterator[Problem]:
    section, entry, *inside = path
    for at, source in enumerate(sources):
        place = ledger.place(str(section), str(entry), *inside, "sources", at)
        if not ledger.knows("sources", source):
            yield unknown_source(source, place, ledger)
        elif source in sources[:at]:
            yield problem("M117", place, what=source)


def unknown_source(source: str, place: Place, ledger: Ledger) -> Problem:
    """Return the problem of a source that the ledger does not have."""
    return problem("D101", place, hints=near_or_all(source, ledger.ids["sources"]), source=source)


def unknown_unit(unit: str, place: Place, ledger: Ledger) -> Problem:
    """Return the problem of a unit that the ledger does not have."""
    return problem("D102", place, hints=near_or_all(unit, ledger.ids["units"]), unit=unit)


def _id(section: str, name: str, taken: frozenset[str], ledger: Ledger) -> Iterator[Problem]:
    if name in taken:
        yield problem("D122", ledger.place(section, name, "id"), id=name)


def _calendar(date: str, place: Place) -> Iterator[Problem]:
    if fault := date_fault(date):
        yield problem("D124", place, date=date, fault=fault)

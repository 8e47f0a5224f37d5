# SPDX-License-Identifier: AGPL-3.0-or-later
"""Placeholders: {killed}, {killed.said.people}, {killed.hrw1994.range}, {night.date}, {edition.language}, {title}.

A name is a subject and what is wanted of it, with dots between:

    statistic [.alternative] [.said] [.unit [.form]]      statistic.range
    date .date | .day | .year                             edition.language   edition.date   title   series.NAME
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from octavo.diagnostics.problem import Place, Problem, problem
from octavo.markup.directives import nearest
from octavo.markup.flaws import Flaw
from octavo.model.ledger import Statistics

PLACEHOLDER = r"\{[a-z][a-z0-9_]*(?:\.[a-z][a-z0-9_]*)*\}"
DATE_FACETS = ("date", "day", "year")
EDITION_FACETS = ("date", "language")
RESERVED = frozenset({"said", "range", "title", "edition", "series"})

_FOUND = re.compile(rf"\\.|(?P<name>{PLACEHOLDER})", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Placeholder:
    """A placeholder's name, understood.

    subject      the id of a statistic or date, or “edition”, “series”, “title”
    alternative  the id of one of the statistic's alternatives; empty for its own figure
    said         with the qualifier: “at least 161”
    unit, form   with the counted noun, in a named form of the language; empty for the number alone
    facet        range, date, day, year, language, or the name of a series' value; empty for a figure
    """

    subject: str
    alternative: str = ""
    said: bool = False
    unit: str = ""
    form: str = ""
    facet: str = ""


@dataclass(frozen=True, slots=True)
class Known:
    """The names that placeholders may use: statistics with their alternatives, units, dates, values of a series."""

    statistics: dict[str, frozenset[str]] = field(default_factory=dict)
    units: frozenset[str] = frozenset()
    dates: frozenset[str] = frozenset()
    series: frozenset[str] = frozenset()


def known_names(statistics: Statistics, series: Iterable[str] = ()) -> Known:
    """Return the names that the ledger gives to placeholders, and those of the manifest's series_values."""
    return Known(
        {each.id: frozenset(one.id for one in each.alternatives) for each in statistics.statistics},
        frozenset(each.id for each in statistics.units),
        frozenset(each.id for each in statistics.dates),
        frozenset(series),
    )


def names_in(text: str) -> Iterator[str]:
    """Yield the names of the placeholders in a string, in order; escaped braces are none."""
    for match in _FOUND.finditer(text):
        if match["name"]:
            yield match["name"][1:-1]


def read_placeholder(name: str, known: Known) -> Placeholder | Flaw:
    """Return what the name means, or what is wrong with it."""
    subject, *parts = name.split(".")
    if subject == "title":
        return _unknown(name, parts[0], ()) if parts else Placeholder(subject)
    if subject == "edition":
        return _facet(name, subject, parts, EDITION_FACETS)
    if subject == "series":
        return _series(name, parts, known)
    if subject in known.statistics:
        return _figure(name, subject, parts, known)
    if subject in known.dates:
        return _facet(name, subject, parts, DATE_FACETS)
    near = nearest(
        subject, [*known.statistics, *known.dates, "edition", *(["series"] if known.series else []), "title"]
    )
    return Flaw("T924", values={"name": subject, "near": near})


def placeholder_problem(name: str, known: Known, place: Place) -> Problem | None:
    """Return the problem with a placeholder's name, if there is one."""
    found = read_placeholder(name, known)
    return problem(found.code, place, **found.values) if isinstance(found, Flaw) else None


def _series(name: str, parts: list[str], known: Known) -> Placeholder | Flaw:
    if len(parts) == 1 and parts[0] not in known.series:
        near = nearest(parts[0], sorted(known.series)) if known.series else f"add “series_values: {{{parts[0]}: …}}”"
        return Flaw("S385", values={"name": name, "part": parts[0], "near": near})
    return _facet(name, "series", parts, tuple(sorted(known.series)))


def _facet(name: str, subject: str, parts: list[str], facets: tuple[str, ...]) -> Placeholder | Flaw:
    if not parts:
        return Flaw("T926", values={"name": name, "known": ", ".join(facets)})
    if parts[0] not in facets:
        return _unknown(name, parts[0], facets)
    return _unknown(name, parts[1], ()) if parts[1:] else Placeholder(subject, facet=parts[0])


def _figure(name: str, subject: str, parts: list[str], known: Known) -> Placeholder | Flaw:
    alternatives = known.statistics[subject]
    if parts[:1] == ["range"]:
        return _unknown(name, parts[1], ()) if parts[1:] else Placeholder(subject, facet="range")
    rest = list(parts)
    alternative = rest.pop(0) if rest and rest[0] in alternatives else ""
    said = bool(rest) and rest[0] == "said"
    if said:
        rest.pop(0)
    unit = rest.pop(0) if rest and rest[0] in known.units else ""
    form = rest.pop(0) if unit and rest else ""
    if not rest:
        return Placeholder(subject, alternative, said, unit, form)
    expected = {"said", "range", *alternatives, *known.units} if len(rest) == len(parts) else set(known.units)
    return _unknown(name, rest[0], () if form else tuple(sorted(expected)))


def _unknown(name: str, part: str, expected: tuple[str, ...]) -> Flaw:
    near = nearest(part, expected) if expected else f"leave “.{part}” out"
    return Flaw("T925", values={"name": name, "part": part, "near": near})

# SPDX-License-Identifier: AGPL-3.0-or-later
"""Placeholder names: every form the ledger allows, and what is said of every other."""

from __future__ import annotations

import pytest

from octavo.diagnostics.problem import Place
from octavo.markup.flaws import Flaw
from octavo.markup.placeholders import (
    Placeholder,
    known_names,
    names_in,
    placeholder_problem,
    read_placeholder,
)
from octavo.model.ledger import Statistics

LEDGER = Statistics.model_validate(
    {
        "units": [{"id": "people", "one": "{n} person", "other": "{n} people"}],
        "statistics": [
            {
                "id": "killed",
                "counts": "people",
                "unit": "people",
                "alternatives": [{"id": "example2001", "value": 3, "scope": "all"}],
            }
        ],
        "dates": [{"id": "night", "date": "1992-02-25/1992-02-26"}],
    }
)
KNOWN = known_names(LEDGER)


def test_names_come_from_the_ledger() -> None:
    assert KNOWN.statistics == {"killed": {"example2001"}}
    assert (KNOWN.units, KNOWN.dates) == (frozenset({"people"}), frozenset({"night"}))


@pytest.mark.parametrize(
    ("name", "meaning"),
    [
        ("killed", Placeholder("killed")),
        ("killed.said", Placeholder("killed", said=True)),
        ("killed.range", Placeholder("killed", facet="range")),
        ("killed.people", Placeholder("killed", unit="people")),
        ("killed.people.gen", Placeholder("killed", unit="people", form="gen")),
        ("killed.said.people", Placeholder("killed", said=True, unit="people")),
        ("killed.said.people.gen", Placeholder("killed", said=True, unit="people", form="gen")),
        ("killed.example2001", Placeholder("killed", "example2001")),
        ("killed.example2001.said", Placeholder("killed", "example2001", said=True)),
        ("killed.example2001.people", Placeholder("killed", "example2001", unit="people")),
        ("killed.example2001.people.gen", Placeholder("killed", "example2001", unit="people", form="gen")),
        ("killed.example2001.said.people", Placeholder("killed", "example2001", said=True, unit="people")),
        ("killed.example2001.said.people.gen", Placeholder("killed", "example2001", True, "people", "gen")),
        ("night.date", Placeholder("night", facet="date")),
        ("night.day", Placeholder("night", facet="day")),
        ("night.year", Placeholder("night", facet="year")),
        ("edition.language", Placeholder("edition", facet="language")),
        ("edition.date", Placeholder("edition", facet="date")),
        ("title", Placeholder("title")),
    ],
)
def test_a_name_has_one_meaning(name: str, meaning: Placeholder) -> None:
    assert read_placeholder(name, KNOWN) == meaning


@pytest.mark.parametrize(
    ("name", "code", "hint"),
    [
        ("kiled", "T924", "did you mean “killed”?"),
        ("zzz", "T924", "known: edition, killed, night, title"),
        ("killed.sayd", "T925", "did you mean “said”?"),
        ("killed.example2002", "T925", "did you mean “example2001”?"),
        ("killed.range.people", "T925", "leave “.people” out"),
        ("killed.said.example2001", "T925", "known: people"),
        ("killed.people.gen.more", "T925", "leave “.more” out"),
        ("night", "T926", "go on with one of: date, day, year"),
        ("night.month", "T925", "known: date, day, year"),
        ("night.date.people", "T925", "leave “.people” out"),
        ("edition", "T926", "go on with one of: date, language"),
        ("title.said", "T925", "leave “.said” out"),
    ],
)
def test_any_other_name_is_a_problem_with_a_way_out(name: str, code: str, hint: str) -> None:
    assert isinstance(read_placeholder(name, KNOWN), Flaw)
    problem = placeholder_problem(name, KNOWN, Place("text/a.md", 3))
    assert problem is not None
    assert (problem.code, problem.hints, problem.place.line) == (code, (hint,), 3)


def test_a_good_name_is_no_problem() -> None:
    assert placeholder_problem("killed.said", KNOWN, Place()) is None


def test_names_in_a_string() -> None:
    assert list(names_in(r"{a} \{b} {c.d}{e} {F} \\{g}")) == ["a", "c.d", "e", "g"]

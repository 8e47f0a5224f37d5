# SPDX-License-Identifier: AGPL-3.0-or-later
"""The ledger: arithmetic only where one source states it, and only as far as its qualifiers carry."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from octavo.load.facts import Ledger
from octavo.load.ledger import ledger_problems
from octavo.load.relations import relation_problems
from octavo.model.ledger import Source, Sources, Statistic, Statistics, Unit

SOURCES = tuple(Source(id=name, short=name, author="a", title="t", kind="k", read="original") for name in "st")
UNIT = Unit(id="u", one="{n} u", other="{n} us")


def ledger(*statistics: dict[str, Any]) -> Ledger:
    counted = tuple(Statistic.model_validate({"counts": "c", "unit": "u"} | each) for each in statistics)
    ids = {
        "sources": frozenset("st"),
        "units": frozenset("uv"),
        "statistics": frozenset(each.id for each in counted),
        "dates": frozenset[str](),
        "groups": frozenset[str](),
    }
    return Ledger(Sources(sources=SOURCES), Statistics(units=(UNIT,), statistics=counted), ids)


def codes(*statistics: dict[str, Any]) -> list[str]:
    known = ledger(*statistics)
    return sorted(each.code for each in (*ledger_problems(known), *relation_problems(known)))


def figure(value: int, qualifier: str = "exact", source: str = "s") -> dict[str, Any]:
    return {"value": value, "qualifier": qualifier, "sources": [source]}


def part(name: str, number: dict[str, Any], source: str = "s") -> dict[str, Any]:
    return {"id": name, "figure": number, "part_of": {"whole": "w", "source": source}}


@pytest.mark.parametrize(
    ("whole", "inside", "wrong"),
    [
        (figure(100), figure(100), False),
        (figure(100), figure(101), True),
        (figure(100, "at_least"), figure(500), False),
        (figure(100, "more_than"), figure(500), False),
        (figure(100, "about"), figure(105), False),
        (figure(100, "about"), figure(150), True),
        (figure(100, "nearly"), figure(105, "about"), False),
        (figure(100, "up_to"), figure(101), True),
        (figure(100), figure(101, "up_to"), False),
        (figure(100), figure(101, "at_least"), True),
        (figure(100), figure(101, source="t"), False),
        ({"low": 50, "high": 90, "sources": ["s"]}, figure(80), False),
        ({"low": 50, "high": 90, "sources": ["s"]}, figure(91), True),
        (figure(100), {"low": 90, "high": 120, "sources": ["s"]}, False),
    ],
)
def test_a_part_is_larger_only_if_its_source_can_mean_nothing_else(
    whole: dict[str, Any], inside: dict[str, Any], wrong: bool
) -> None:
    found = codes({"id": "w", "figure": whole}, part("p", inside, inside["sources"][0]))
    assert ("D113" in found) == wrong


def test_a_part_in_another_unit_is_not_compared() -> None:
    assert codes({"id": "w", "figure": figure(10)}, part("p", figure(50)) | {"unit": "v"}) == []


def test_an_alternative_counts_too_if_it_is_of_the_source() -> None:
    other = {"id": "a", "scope": "all", "value": 50, "sources": ["s"]}
    assert codes({"id": "w", "alternatives": [other]}, part("p", figure(60))) == ["D113"]
    assert codes({"id": "w", "figure": figure(70), "alternatives": [other]}, part("p", figure(60))) == []


@given(st.lists(st.integers(0, 500), min_size=2, max_size=5), st.integers(-3, 3))
def test_a_sum_adds_up_or_is_told(parts: list[int], off: int) -> None:
    names = [f"p{number}" for number in range(len(parts))]
    total = max(0, sum(parts) + off)
    whole = {"id": "w", "figure": figure(total), "sum_of": {"parts": names, "source": "s"}}
    found = codes(whole, *({"id": name, "figure": figure(value)} for name, value in zip(names, parts, strict=True)))
    assert found == ([] if total == sum(parts) else ["D116"])


@given(st.lists(st.integers(20, 300), min_size=1, max_size=4, unique=True), st.integers(10, 400))
def test_what_is_left_of_a_whole_is_no_figure(groups: list[int], rest: int) -> None:
    whole = {"id": "w", "figure": figure(sum(groups) + rest)}
    parts = [part(f"g{at}", figure(value)) for at, value in enumerate(groups)]
    assert "D119" in codes(whole, *parts, {"id": "rest", "figure": figure(rest, source="t")})
    stated = whole | {"sum_of": {"parts": [*(each["id"] for each in parts), "rest"], "source": "s"}}
    assert "D119" not in codes(stated, *parts, {"id": "rest", "figure": figure(rest)})


def test_a_small_number_or_another_unit_is_no_remainder() -> None:
    groups = [part("a", figure(30)), part("b", figure(61))]
    whole = {"id": "w", "figure": figure(100)}
    assert codes(whole, *groups, {"id": "rest", "figure": figure(9)}) == []
    assert codes(whole, *groups[:1], {"id": "rest", "figure": figure(70), "unit": "v"}) == []


statistics = st.lists(
    st.fixed_dictionaries(
        {"id": st.sampled_from(["w", "p", "q", "said", "title"])},
        optional={
            "unit": st.sampled_from(["u", "v", "x"]),
            "figure": st.fixed_dictionaries(
                {},
                optional={
                    "value": st.integers(-5, 10**16),
                    "low": st.integers(0, 99),
                    "high": st.integers(0, 99),
                    "qualifier": st.sampled_from(["exact", "about", "up_to"]),
                    "sources": st.lists(st.sampled_from(["s", "t", "x"]), max_size=3),
                    "as_of": st.sampled_from(["1992", "1992-99", "1993/1992"]),
                },
            ),
            "part_of": st.fixed_dictionaries({"whole": st.sampled_from("wpx"), "source": st.sampled_from("sx")}),
            "sum_of": st.fixed_dictionaries(
                {"parts": st.lists(st.sampled_from("wpqx"), min_size=2, max_size=3), "source": st.sampled_from("sx")}
            ),
        },
    ),
    max_size=5,
)


@given(statistics)
def test_any_ledger_is_judged_and_never_an_exception(entries: list[dict[str, Any]]) -> None:
    known = ledger(*entries)
    for found in (*ledger_problems(known), *relation_problems(known)):
        assert found.message
        assert "{" not in found.message.replace("{n}", "")


def test_a_thousand_figures_are_judged_in_a_moment() -> None:
    parts = [part(f"p{number}", figure(number + 1)) for number in range(1000)]
    found = codes(
        {"id": "w", "figure": figure(10**9)}, *parts, *({"id": f"q{n}", "figure": figure(n)} for n in range(1000))
    )
    assert found == []

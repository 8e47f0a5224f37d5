# SPDX-License-Identifier: AGPL-3.0-or-later
"""Editions of a series: values left open are filled row by row, wherever they stand."""

from __future__ import annotations

from dataclasses import dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as st

from octavo.localize.formats import ISOLATE, POP
from octavo.localize.series import fill, holds_open, left_open
from octavo.model.manifest import Publisher


@dataclass(frozen=True, slots=True)
class Sample:
    """Something with texts in every kind of place."""

    text: str
    several: tuple[str, ...]
    named: dict[str, Publisher]
    same: tuple[str, ...] = ("kept",)


SAMPLE = Sample(
    f"To {left_open('town', 'all towns')}.",
    ("plain", left_open("town", "all towns")),
    {"who": Publisher(name=f"The press of {left_open('town', 'all towns')}")},
)


def test_values_are_filled_wherever_they_stand() -> None:
    filled = fill(SAMPLE, {"town": "Upper Sample"})
    assert filled.text == "To Upper Sample."
    assert filled.several == ("plain", "Upper Sample")
    assert filled.named["who"].name == "The press of Upper Sample"
    assert filled.same is SAMPLE.same


@pytest.mark.parametrize("values", [{}, {"town": ""}, {"other": "x"}])
def test_without_a_value_stands_what_the_manifest_says(values: dict[str, str]) -> None:
    assert fill(SAMPLE, values).text == "To all towns."


def test_what_has_no_open_value_is_the_same_object() -> None:
    whole = fill(SAMPLE, {"town": "Upper Sample"})
    assert not holds_open(whole.text)
    assert fill(whole, {"town": "Lower Sample"}) is whole


def test_a_value_that_runs_the_other_way_is_kept_apart() -> None:
    name = "قرية"
    assert fill(left_open("town", ""), {"town": name}) == f"{ISOLATE}{name}{POP}"
    # In an edition from the right every value is apart already, once.
    apart = f"{ISOLATE}{left_open('town', '')}{POP}"
    assert fill(apart, {"town": name}) == f"{ISOLATE}{name}{POP}"
    assert fill(apart, {"town": "Sample"}) == f"{ISOLATE}Sample{POP}"


@given(st.text(st.characters(exclude_categories=("Cs", "Co")), min_size=1))
def test_any_text_may_be_a_value(value: str) -> None:
    filled = fill(left_open("town", "x"), {"town": value})
    assert filled.removeprefix(ISOLATE).removesuffix(POP) == value.removeprefix(ISOLATE).removesuffix(POP)
    assert not holds_open(filled)

# SPDX-License-Identifier: AGPL-3.0-or-later
"""The geometry of charts: no person is left out, nothing lies outside, a scale is in order."""

from __future__ import annotations

import re
from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from octavo.compose.figures import (
    MOST_MARKS,
    OUTLINES,
    Span,
    drawn,
    field_of_marks,
    outline,
    scale_to,
    shares,
    span_of,
)

counts = st.integers(1, MOST_MARKS)
values = st.integers(1, 10**9).map(Decimal)


@given(counts)
def test_every_person_has_a_mark_of_their_own_inside_the_field(count: int) -> None:
    field = field_of_marks(count, 6.75)
    assert len(set(field.points)) == len(field.points) == count
    assert all(0 < x < field.width and 0 < y < field.height for x, y in field.points)


@given(counts, st.floats(4, 9))
def test_a_field_is_a_whole_number_of_lines_high(count: int, pitch: float) -> None:
    lines = field_of_marks(count, pitch).height / (2 * pitch)
    assert lines == pytest.approx(round(lines), abs=0.01)


@given(counts)
def test_marks_can_be_counted_by_the_hundred(count: int) -> None:
    ticks = field_of_marks(count, 6.75).ticks
    assert [number for number, _ in ticks] == list(range(100, count + 1, 100))
    assert all(row == number / 25 - 1 for number, row in ticks)


@given(counts)
def test_a_mirrored_field_begins_at_the_right(count: int) -> None:
    field = field_of_marks(count, 6.75)
    assert field.mirrored.points[0][0] == max(x for x, _ in field.mirrored.points)
    assert field.mirrored.mirrored == field


@given(counts)
def test_rows_are_grouped_by_five(count: int) -> None:
    row = [x for x, y in field_of_marks(max(count, 25), 8).points if y == 4.0]
    gaps = [round(b - a, 3) for a, b in pairwise(row)]
    assert gaps == [12.0 if number % 5 == 0 else 8.0 for number in range(1, 25)]


@pytest.mark.parametrize("shape", sorted(OUTLINES))
def test_a_mark_of_any_shape_stays_in_its_cell(shape: str) -> None:
    path = outline(shape, [(50, 50)], 10)
    absolute = [float(number) for number in re.findall(r"-?\d+(?:\.\d+)?", re.sub(r"[a-z][^A-Z]*", "", path))]
    assert all(45 <= number <= 55 for number in absolute)


@given(values)
def test_a_scale_holds_the_highest_count_in_few_round_steps(highest: Decimal) -> None:
    scale = scale_to(highest, 100)
    assert scale.top >= highest
    assert 2 <= len(scale.ticks) <= 5
    places = [place for _, place in scale.ticks]
    assert places == sorted(places)
    assert (places[0], places[-1]) == (0, 100)
    assert scale.at(highest) > 100 / 5


@given(values, values)
def test_more_stands_further_on(one: Decimal, other: Decimal) -> None:
    scale = scale_to(max(one, other), 500)
    assert (scale.at(one) < scale.at(other)) <= (one < other)


@pytest.mark.parametrize(
    ("qualifier", "opens", "soft"),
    [
        ("exact", "", False),
        ("claimed", "", False),
        ("at_least", "high", False),
        ("more_than", "high", False),
        ("up_to", "low", False),
        ("nearly", "low", False),
        ("about", "", True),
        ("estimate", "", True),
    ],
)
def test_a_qualifier_is_drawn(qualifier: str, opens: str, soft: bool) -> None:
    span = span_of(Decimal(161), None, None, qualifier, scale_to(Decimal(1000), 100))
    assert span == Span(16.1, 16.1, opens, soft)
    assert (drawn(span, scale_to(Decimal(1000), 100), 5, False).line != "") == (opens != "" or soft)


def test_an_interval_without_one_end_is_open_there() -> None:
    scale = scale_to(Decimal(1000), 100)
    assert span_of(None, Decimal(500), None, "exact", scale) == Span(50, 50, "high")
    assert span_of(None, None, Decimal(500), "exact", scale) == Span(50, 50, "low")
    assert span_of(None, None, None, "exact", scale) is None


def test_a_hollow_point_lets_no_line_show_through() -> None:
    scale = scale_to(Decimal(100), 100)
    strokes = re.findall(r"M([\d.]+) 5H([\d.]+)", drawn(Span(50, 50), scale, 5, hollow=True).rule)
    assert strokes == [("0", "47.6"), ("52.4", "100")]


def test_an_open_end_points_away_from_zero_on_both_sides() -> None:
    scale = scale_to(Decimal(100), 100)
    span = Span(40, 40, "high")
    assert "h12" in drawn(span, scale, 5, False).line
    assert "h-12" in drawn(span.mirrored(100), scale, 5, False, from_right=True).line


@given(st.lists(st.integers(700_000, 730_000), min_size=2))
def test_days_keep_their_order_on_the_line(days: list[int]) -> None:
    places = shares(sorted(days), min(days), max(days), 277.8)
    assert list(places) == sorted(places)
    assert all(0 <= place <= 277.8 for place in places)

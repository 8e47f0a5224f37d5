# SPDX-License-Identifier: AGPL-3.0-or-later
"""Names of long rolls are looked for in what is read from a finished file: one that is lost is told, and no other."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from octavo.check.roll_entries import lost_entries, signs
from octavo.model.matter import LongRoll, filled
from tests.remembered import Memory
from tests.render.rolls import roll_of

ROLL = roll_of(120)
LINES = [
    filled(ROLL.patterns[int(shape)], fields) for shape, *fields in (row.split("\t") for row in ROLL.rows.split("\n"))
]
KEYS = [row.split("\t")[1] for row in ROLL.rows.split("\n")]


def read(lines: list[str], at_once: int = 30) -> list[str]:
    """Return pages of lines as a reader gives them, with what stands before the roll and at the foot of each page."""
    import re

    bare = [re.sub("<[^>]*>", "", line).replace("\u2060", "") for line in lines]
    pages = [bare[start : start + at_once] for start in range(0, len(bare), at_once)]
    shown = ["\r\n".join([*page, f"{page[0].partition(',')[0]} – {page[-1].partition(',')[0]} 7"]) for page in pages]
    return ["Names, and where they stand", *shown]


def test_nothing_is_lost_of_a_roll_that_is_whole() -> None:
    assert lost_entries(read(LINES), [ROLL]) == []


@given(st.integers(0, len(LINES) - 1))
def test_whichever_entry_is_lost_is_told(at: int) -> None:
    lines = [line for number, line in enumerate(LINES) if number != at]
    found = lost_entries(read(lines), [ROLL])
    assert [each.code for each in found] == ["P111"]
    assert found[0].place.key == (KEYS[at] or ROLL.id)


def test_entries_that_changed_places_are_told() -> None:
    lines = [*LINES]
    lines[40], lines[41] = lines[41], lines[40]
    assert [each.place.key for each in lost_entries(read(lines), [ROLL])] in ([KEYS[40]], [KEYS[41]])


def test_a_figure_that_is_lost_is_told() -> None:
    lines = [*LINES]
    lines[50] = lines[50].replace("19", "1", 1)
    assert [each.place.key for each in lost_entries(read(lines), [ROLL])] == [KEYS[50]]


def test_a_roll_that_is_not_there_is_told_name_by_name() -> None:
    assert len(lost_entries(["Names"], [ROLL])) == len(list(filter(None, KEYS)))


def test_the_first_name_may_stand_before_the_roll() -> None:
    assert lost_entries([LINES[1].partition(">")[2].partition("<")[0], *read(LINES)], [ROLL]) == []


def test_what_is_remembered_changes_nothing() -> None:
    remember = Memory()
    lines = LINES[:20] + LINES[21:]

    first = lost_entries(read(lines), [ROLL], remember)
    assert first == lost_entries(read(lines), [ROLL], remember) == lost_entries(read(lines), [ROLL])
    other = LongRoll(ROLL.id, ROLL.patterns, ROLL.rows.replace("\t19", "\t18", 1))
    assert len(lost_entries(read(LINES), [other], remember)) == 1


@pytest.mark.parametrize(
    ("text", "left"), [("Ã–Ö ﬁ 12–\u206013", "aofi1213"), ("O’Neill, Ana", "oneillana"), ("Ľuba", "luba")]
)
def test_signs_are_letters_and_figures_in_one_form(text: str, left: str) -> None:
    assert signs(text) == left

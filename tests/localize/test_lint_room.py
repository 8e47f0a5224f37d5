# SPDX-License-Identifier: AGPL-3.0-or-later
"""Lint and the measured room: what outgrows its place is told, by how much, and as a fault only where nothing gives."""

from __future__ import annotations

import pytest

from octavo.diagnostics.problem import Place
from octavo.localize.language import language_from_cldr
from octavo.localize.lint_allow import read_allowed
from octavo.localize.lint_prose import Pair
from octavo.localize.lint_room import room_problems
from octavo.model.catalog import Message
from octavo.model.room import Place as Measured
from octavo.model.room import Room

MESSAGE = Message("*Lamps* lit by {night.date}")
BUILT = "*Lampen*, am {night.date}"


def found(form: str, *, hard: bool, characters: int = 5) -> list[tuple[str, str]]:
    pair = Pair(MESSAGE, form, language_from_cldr("de"), Place("locale/de/text.po", 9))
    measured = Measured(Room(3, characters, hard, 20), BUILT)
    return [(each.code, f"{each.message}; {each.hints}") for each in room_problems(pair, measured)]


@pytest.mark.parametrize(("hard", "code"), [(True, "L701"), (False, "L702")])
def test_the_words_that_readers_see_are_compared(hard: bool, code: str) -> None:
    assert found(BUILT, hard=hard) == []
    assert found(BUILT + " oder", hard=hard) == []
    assert found("**Lampen**, am {night.date} oder", hard=hard) == [], "markup takes no room"
    ((said, sentence),) = found(BUILT + " oder so", hard=hard)
    assert said == code
    assert "8 characters longer than what page 3 was laid out with, and there was room for 5" in sentence
    assert "shorten it by 3" in sentence


def test_a_place_that_was_never_measured_says_nothing() -> None:
    pair = Pair(MESSAGE, BUILT * 90, language_from_cldr("de"), Place("locale/de/text.po", 9))
    assert list(room_problems(pair, None)) == []


def test_it_can_be_allowed_with_a_reason() -> None:
    allowed, wrong = read_allowed("allow L701: the table will have wider columns", Place("a.po", 1))
    assert (allowed, wrong) == ({"L701": "the table will have wider columns"}, ())

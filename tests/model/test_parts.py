# SPDX-License-Identifier: AGPL-3.0-or-later
"""Work in parts: only what is not remembered is done, and what comes of it is the same."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TypeVar

from hypothesis import given
from hypothesis import strategies as st

from octavo.model.parts import one_by_one, remembered
from octavo.model.pdf_parts import anew
from tests.remembered import Memory

Thing = TypeVar("Thing")
Made = TypeVar("Made")

words = st.lists(st.text(max_size=3), max_size=12)


@given(words, words)
def test_only_what_is_not_remembered_is_done(before: list[str], now: list[str]) -> None:
    memory, done = Memory(), list[str]()

    def each(things: Sequence[Thing], work: Callable[[Thing], Made]) -> Iterator[Made]:
        done.extend(map(str, things))
        return map(work, things)

    remembered(before, before, str.upper, memory, one_by_one)
    assert remembered(now, now, str.upper, memory, each) == [each.upper() for each in now]
    assert done == [word for word in now if word not in before]


@given(words)
def test_without_memory_everything_is_done(now: list[str]) -> None:
    assert remembered(now, now, str.upper, anew, one_by_one) == [each.upper() for each in now]

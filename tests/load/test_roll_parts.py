# SPDX-License-Identifier: AGPL-3.0-or-later
"""Rolls read in parts, and parts remembered, give what the whole gives; of whom is withheld nothing is remembered."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from octavo.diagnostics.problem import Problem
from octavo.load import rolls as rolls_module
from octavo.load.rolls import Rolls, read_rolls
from octavo.model import parts
from octavo.model.pdf_parts import Remember, anew
from tests.remembered import Memory

ISSUED = date(2026, 11, 22)
HEAD = "name,variants,born,died,place,note,living,consent,embargo"
_CELL = st.sampled_from(
    ["", "", "Anna A", "B, b", 'the "x"', "two\nlines", "1901", "19x1", "yes", "no", "2050", "A|B", " "]
)
_LINE = st.one_of(
    st.lists(_CELL, min_size=1, max_size=10).map(
        lambda cells: ",".join(
            '"' + cell.replace('"', '""') + '"' if set(cell) & set(',"\n') else cell for cell in cells
        )
    ),
    st.sampled_from(["", 'a"b', '"', 'Anna,"open', '"shut"x,', "Anna A,,1901,1960,Here,Said"]),
)


def cut(lines: int) -> Callable[..., object]:
    """Return a way to cut a roll after every so many lines, or not at all: then it is read row by row."""
    if not lines:
        return lambda _: ()
    return lambda all_lines: ((at, min(at + lines, len(all_lines))) for at in range(0, len(all_lines), lines))


def read(text: str, lines: int, remember: Remember = anew) -> tuple[Rolls, tuple[Problem, ...]]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(rolls_module, "parts_of", cut(lines))
        return read_rolls({"names/crew.csv": text.encode()}, ISSUED, remember)


@given(st.lists(_LINE, max_size=12), st.integers(1, 5))
@example(['a"b', 'Anna,"open', 'shut"', "Bo,,1901"], 1)
@example(["Anna,,1901", "Bo", "Anna,,1901"], 1)
def test_parts_of_any_size_give_what_the_whole_gives(lines: list[str], size: int) -> None:
    text, known = "\n".join([HEAD, *lines]), Memory()
    whole = read(text, 0)
    for _ in range(2):
        assert read(text, size, known) == whole
    text = "\n".join(["name,born,died", *lines])
    assert read(text, size) == read(text, 0)


def test_one_name_corrected_asks_for_one_part_anew() -> None:
    known = Memory()
    lines = [f"Lamp {at},,{1800 + at},,The tower" for at in range(40)]
    read("\n".join([HEAD.replace(",living", ""), *lines]).replace(",consent,embargo", ""), 10, known)
    assert len(known.known) == 4
    lines[25] = "Candle,,1825,,The tower"
    after, _ = read("\n".join([HEAD.replace(",living", ""), *lines]).replace(",consent,embargo", ""), 10, known)
    assert len(known.known) == 5
    assert b"Candle" in after.blobs[after.rolls[0].digest]


def test_nothing_is_remembered_of_a_part_with_somebody_withheld() -> None:
    known = Memory()
    rows = ["Anna A,,1901,1960", "Living One,,1990,,,,yes", "Bo B,,1902,1961", "Cy C,,1903,1962"]
    found, _ = read("\n".join([HEAD, *rows]), 2, known)
    assert found.left_out == {"crew": 1}
    assert not any("Living" in text or "Anna" in text for text in known.known.values())
    assert len(known.known) == 1


@given(st.lists(st.binary(max_size=3), max_size=60), st.integers(1, 6))
def test_parts_hold_all_lines_in_order(lines: list[bytes], about: int) -> None:
    found = list(parts.parts_of(lines, about))
    assert [at for start, end in found for at in range(start, end)] == list(range(len(lines)))
    assert all(0 < end - start <= 4 * about for start, end in found)

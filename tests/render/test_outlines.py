# SPDX-License-Identifier: AGPL-3.0-or-later
"""Text as outlines: its width is that of its letters, and what can't be drawn is known before."""

from __future__ import annotations

import re
from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from octavo.render.outlines import can_outline, label_font, text_path

LETTERS = "abcxyzABCXYZ0123456789 –·əğışİöçüАБВабвΑΒΓαβγ"


@given(st.text(LETTERS, max_size=12), st.text(LETTERS, max_size=12), st.sampled_from([5.0, 6.0, 12.0]))
def test_the_width_of_a_line_is_the_sum_of_its_parts(one: str, two: str, size: float) -> None:
    font = label_font()
    whole = text_path(one + two, font, size).width
    assert whole == pytest.approx(text_path(one, font, size).width + text_path(two, font, size).width, abs=0.002)
    assert whole == pytest.approx(text_path(one + two, font, 1000).width * size / 1000, abs=0.002)


def test_widths_are_those_of_the_font() -> None:
    from fontTools.ttLib import TTFont

    font = TTFont(BytesIO(label_font()))
    wanted = sum(font["hmtx"][font.getBestCmap()[ord(char)]][0] for char in "Xocalı") / font["head"].unitsPerEm
    assert text_path("Xocalı", label_font(), 10).width == pytest.approx(wanted * 10, abs=0.001)


@given(st.text(LETTERS, min_size=1, max_size=12))
def test_outlines_are_closed_paths_within_the_line(text: str) -> None:
    path = text_path(text, label_font(), 10)
    operators = re.findall(r"[a-z]", path.operators)
    assert operators.count("m") == operators.count("h")
    assert set(operators) <= set("mlch")
    numbers = [float(each) for each in re.findall(r"-?[\d.]+(?:e-?\d+)?", path.operators)]
    assert all(-2 <= x <= path.width + 2 for x in numbers[::2])
    assert all(-4 <= y <= 12 for y in numbers[1::2])


def test_a_letter_in_two_pieces_is_drawn_as_one() -> None:
    assert text_path("e\u0301", label_font(), 9) == text_path("é", label_font(), 9)


@pytest.mark.parametrize(
    ("text", "drawn"),
    [
        ("Sheet 3 of 12 – front", True),
        ("Лист 3 из 12", True),
        ("Vərəq, üz", True),
        ("φύλλο", True),
        ("الورقة", False),
        ("דף", False),
        ("पन्ना", False),
        ("a\u0331\u0336", False),
        ("\N{GREEN APPLE}", False),
    ],
)
def test_scripts_that_have_to_be_shaped_are_not_drawn(text: str, drawn: bool) -> None:
    assert can_outline(text, label_font()) is drawn

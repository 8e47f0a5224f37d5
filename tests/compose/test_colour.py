# SPDX-License-Identifier: AGPL-3.0-or-later
"""Whatever accent a theme has, it can be read on every ground."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from octavo.compose.colour import contrast, on_any, on_dark

colours = st.integers(0, 0xFFFFFF).map(lambda value: f"#{value:06x}")


def rgb(colour: str) -> tuple[int, int, int]:
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


@given(colours)
def test_an_accent_is_read_on_a_dark_screen(colour: str) -> None:
    assert contrast(rgb(on_dark(colour, "#171513")), rgb("#171513")) >= 7


@given(colours)
def test_an_accent_is_read_on_white_and_on_black(colour: str) -> None:
    made = rgb(on_any(colour))
    assert contrast(made, (255, 255, 255)) >= 4.5
    assert contrast(made, (0, 0, 0)) >= 4.4  # after darkening for white a step too many may be taken


def test_what_is_light_enough_is_left_alone() -> None:
    assert on_dark("#ffe0e0", "#171513") == "#ffe0e0"


def test_black_and_white_are_as_far_apart_as_can_be() -> None:
    assert contrast((0, 0, 0), (255, 255, 255)) == 21

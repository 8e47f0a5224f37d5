# SPDX-License-Identifier: AGPL-3.0-or-later
"""Two pictures of a page: what a person sees is found and framed, what two renderings differ by is not."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from octavo.distribute.diff.looks import CELL, MOST, spots

if TYPE_CHECKING:
    from PIL.Image import Image

SIZE = (400, 560)


def page(*marks: tuple[int, int, int, int], ink: tuple[int, int, int] = (0, 0, 0)) -> Image:
    """Return white paper with dark rectangles: left, head, right, foot, all inside."""
    from PIL import Image, ImageDraw

    made = Image.new("RGB", SIZE, (255, 255, 255))
    for mark in marks:
        ImageDraw.Draw(made).rectangle(mark, fill=ink)
    return made


@given(st.integers(0, SIZE[0] - 1), st.integers(0, SIZE[1] - 1))
def test_one_dark_pixel_is_found_where_it_is(x: int, y: int) -> None:
    ((left, head, right, foot),) = spots(page(), page((x, y, x, y)))
    assert left <= x < right <= SIZE[0]
    assert head <= y < foot <= SIZE[1]
    assert right - left <= CELL
    assert foot - head <= CELL


def test_the_same_is_the_same() -> None:
    assert spots(page((10, 10, 50, 20)), page((10, 10, 50, 20))) == ()


def test_the_edge_of_a_letter_drawn_a_hair_otherwise_is_the_same() -> None:
    old, new = page((10, 10, 10, 40), ink=(120, 120, 120)), page((10, 10, 10, 40), ink=(132, 132, 132))
    assert spots(old, new) == ()


def test_a_tint_that_changed_a_little_all_over_is_seen() -> None:
    old, new = page((40, 40, 199, 199), ink=(230, 230, 230)), page((40, 40, 199, 199), ink=(222, 222, 222))
    assert spots(old, new) == ((40, 40, 200, 200),)


def test_places_that_are_near_are_one_and_others_apart() -> None:
    found = spots(page(), page((40, 40, 60, 50), (70, 40, 90, 50), (40, 300, 60, 310)))
    assert len(found) == 2
    assert found[0][0] <= 40
    assert found[0][2] > 90
    assert found[1][1] <= 300


def test_very_many_places_are_told_as_one() -> None:
    marks = [(x, y, x + 4, y + 4) for x in range(0, 400, 40) for y in range(0, 560, 40)]
    assert len(marks) > MOST
    assert len(spots(page(), page(*marks))) == 1


@pytest.mark.parametrize("ink", [(255, 0, 0), (0, 255, 255), (255, 255, 0)])
def test_a_colour_counts_in_any_channel(ink: tuple[int, int, int]) -> None:
    assert spots(page((40, 40, 60, 50)), page((40, 40, 60, 50), ink=ink))

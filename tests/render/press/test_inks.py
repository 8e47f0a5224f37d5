# SPDX-License-Identifier: AGPL-3.0-or-later
"""Colours become inks: exact builds, greys on the black plate, the rest as the profile says."""

from __future__ import annotations

from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st

from octavo.render.press.inks import Inks
from tests.render.press.samples import SWATCH, wish

share = st.floats(0, 1)


@cache
def inks(*, black_only: bool = False) -> Inks:
    return Inks(wish(black_only=black_only))


def test_black_is_all_of_the_black_plate_and_white_nothing() -> None:
    assert inks().of_rgb(0, 0, 0) == (0, 0, 0, 1)
    assert inks().of_rgb(1, 1, 1) == (0, 0, 0, 0)


def test_an_exact_colour_has_its_exact_build() -> None:
    assert inks().of_rgb(0x7A / 255, 0x1F / 255, 0x2B / 255) == SWATCH
    assert inks().of_rgb(0x7A / 255, 0x1F / 255, 0x2C / 255) != SWATCH


@pytest.mark.parametrize("value", range(8, 256, 8))
def test_a_grey_is_as_light_on_paper_as_on_the_screen(value: int) -> None:
    """Between paper and full black, as white and black of the screen; K = 1 - v is up to 13 too light."""
    build = inks().of_grey(value / 255)
    assert build[:3] == (0, 0, 0)
    lightness, darkest = inks().lightness([build])[0], inks().lightness([(0, 0, 0, 1)])[0]

    def luminance(light: float) -> float:
        return ((light + 16) / 116) ** 3 if light > 8 else light * 27 / 24389

    seen = (luminance(lightness) - luminance(darkest)) / (1 - luminance(darkest))
    linear = ((value / 255 + 0.055) / 1.055) ** 2.4 if value > 10 else value / 255 / 12.92
    wanted = 116 * linear ** (1 / 3) - 16 if linear > 216 / 24389 else linear * 24389 / 27
    found = 116 * seen ** (1 / 3) - 16 if seen > 216 / 24389 else seen * 24389 / 27
    # Eight bits tell 0.4 of lightness apart; near black that is more, relative to full black.
    assert found == pytest.approx(wanted, abs=1.2 if value < 40 else 0.6)


@given(share, share)
def test_a_darker_grey_has_more_ink(one: float, other: float) -> None:
    low, high = sorted((one, other))
    assert inks().of_grey(low)[3] >= inks().of_grey(high)[3]


@given(share, share, share)
def test_inks_are_shares_and_never_more_than_the_profile_allows(red: float, green: float, blue: float) -> None:
    build = inks().of_rgb(red, green, blue)
    assert all(0 <= ink <= 1 for ink in build)
    assert sum(build) <= 3.02


@given(share, share, share)
def test_in_black_alone_there_is_nothing_else(red: float, green: float, blue: float) -> None:
    alone = inks(black_only=True)
    assert alone.of_rgb(red, green, blue)[:3] == (0, 0, 0)
    assert alone.of_cmyk((red, green, blue, 0.25))[:3] == (0, 0, 0)


def test_lab_is_read_relative_to_its_white() -> None:
    assert inks().of_lab(100, 0, 0) == (0, 0, 0, 0)
    assert inks().of_lab(0, 0, 0) == (0, 0, 0, 1)
    assert inks().colours([inks().of_lab(55, 30, -10)])[0] == pytest.approx((55, 30, -10), abs=3)

# SPDX-License-Identifier: AGPL-3.0-or-later
"""PDF functions are read as a viewer reads them, and gradients in inks follow their colours."""

from __future__ import annotations

from functools import cache
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from octavo.render.press.functions import Unreadable, bends, function_of, straight
from octavo.render.press.inks import Inks
from octavo.render.press.shadings import ink_function
from octavo.render.press.sheer import sheer_functions
from tests.render.press.samples import SWATCH, wish

colour = st.tuples(*[st.floats(0, 1)] * 3)


@cache
def inks() -> Inks:
    return Inks(wish())


def exponential(first: tuple[float, ...], last: tuple[float, ...], power: float = 1) -> Any:
    import pikepdf

    return pikepdf.Dictionary(
        FunctionType=2, Domain=[0, 1], C0=list(map(_number, first)), C1=list(map(_number, last)), N=_number(power)
    )


def _number(value: float) -> Any:
    from decimal import Decimal

    return Decimal(f"{value:.6f}")


def stitched(*parts: Any, bounds: tuple[float, ...], encode: tuple[int, ...] = ()) -> Any:
    import pikepdf

    return pikepdf.Dictionary(
        FunctionType=3,
        Domain=[0, 1],
        Functions=pikepdf.Array(parts),
        Bounds=pikepdf.Array(list(map(_number, bounds))),
        Encode=pikepdf.Array(list(encode) or [0, 1] * len(parts)),
    )


def test_the_kinds_of_functions() -> None:
    import pikepdf

    half = exponential((0, 0.5, 1), (1, 0.5, 0), 2)
    assert function_of(half)(0.5) == pytest.approx((0.25, 0.5, 0.75))
    both = stitched(half, exponential((1, 1, 1), (0, 0, 0)), bounds=(0.4,), encode=(1, 0, 0, 1))
    assert function_of(both)(0.1) == pytest.approx((0.5625, 0.5, 0.4375))
    assert function_of(both)(0.4) == pytest.approx((1, 1, 1))
    assert function_of(both)(7) == pytest.approx((0, 0, 0))
    assert sorted(bends(both)) == pytest.approx([0, 0.4, 1])
    with pikepdf.new() as pdf:
        table = pdf.make_stream(bytes((0, 255, 51, 102)))
        table.FunctionType, table.Domain, table.Range = 0, pikepdf.Array([0, 1]), pikepdf.Array([0, 1, 0, 1])
        table.Size, table.BitsPerSample = pikepdf.Array([2]), 8
        assert function_of(table)(0.5) == pytest.approx((0.1, 0.7))
        code = pdf.make_stream(b"{ dup dup }")
        code.FunctionType, code.Domain, code.Range = 4, pikepdf.Array([0, 1]), pikepdf.Array([0, 1] * 3)
        with pytest.raises(Unreadable):
            function_of(code)
    apart = pikepdf.Array([exponential((value,), (1 - value,)) for value in (0, 0.25, 1)])
    assert function_of(apart)(0.5) == pytest.approx((0.5, 0.5, 0.5))


@given(st.lists(st.tuples(st.floats(0, 1), colour), min_size=2, max_size=6), st.floats(0, 1))
def test_straight_pieces_meet_their_knots(found: list[tuple[float, tuple[float, ...]]], place: float) -> None:
    knots = sorted([(0.0, found[0][1]), *[(round(at, 3), value) for at, value in found], (1.0, found[-1][1])])
    made = function_of(straight(knots))
    low = max(knot for knot in knots if knot[0] <= place)
    high = next((knot for knot in knots if knot[0] > place), low)
    share = (place - low[0]) / (high[0] - low[0]) if high[0] > low[0] else 0
    wanted = [a + share * (b - a) for a, b in zip(low[1], high[1], strict=True)]
    assert made(place) == pytest.approx(wanted, abs=1e-3) or place in {at for at, _ in knots}


@given(colour, colour)
def test_a_gradient_in_inks_looks_like_its_colours(first: tuple[float, ...], last: tuple[float, ...]) -> None:
    assume(any(max(end) - min(end) > 0.01 for end in (first, last)))  # greys are another test
    made = function_of(ink_function(exponential(first, last), lambda values: (values[0], values[1], values[2]), inks()))
    places = [step / 37 for step in range(38)]
    colours = [tuple(a + at * (b - a) for a, b in zip(first, last, strict=True)) for at in places]
    wanted = inks().colours(inks().through_profile(colours))  # type: ignore[arg-type]
    seen = inks().colours([made(at) for at in places])  # type: ignore[misc]
    for one, other in zip(seen, wanted, strict=True):
        assert sum((a - b) ** 2 for a, b in zip(one, other, strict=True)) < 2.5**2


def test_a_gradient_of_greys_is_black_ink_alone_and_meets_exact_builds() -> None:
    grey = function_of(ink_function(exponential((0,), (1,)), lambda values: (values[0],) * 3, inks()))
    assert grey(0) == (0, 0, 0, 1)
    assert all(grey(step / 20)[:3] == (0, 0, 0) for step in range(21))
    assert grey(0.5)[3] == pytest.approx(inks().of_grey(0.5)[3], abs=0.01)
    swatch = function_of(
        ink_function(exponential((0x7A / 255, 0x1F / 255, 0x2B / 255), (1, 1, 1)), lambda values: values, inks())  # type: ignore[arg-type, return-value]
    )
    assert swatch(0) == pytest.approx(SWATCH, abs=1e-4)
    assert swatch(1) == (0, 0, 0, 0)


def test_a_step_between_two_colours_stays_one() -> None:
    red, blue = (0.8, 0.1, 0.1), (0.1, 0.1, 0.8)
    steps = stitched(exponential(red, red), exponential(blue, blue), bounds=(0.5,))
    made = function_of(ink_function(steps, lambda values: values, inks()))  # type: ignore[arg-type, return-value]
    assert made(0.4999) == pytest.approx(inks().of_rgb(*red), abs=1e-3)
    assert made(0.5001) == pytest.approx(inks().of_rgb(*blue), abs=1e-3)


@given(colour, st.floats(0, 1), st.floats(0, 1))
def test_what_fades_looks_over_white_as_it_did(shade: tuple[float, ...], first: float, last: float) -> None:
    of_inks, of_opacity = sheer_functions(
        exponential(shade, shade),
        exponential((first,), (last,)),
        lambda values: (values[0], values[1], values[2]),
        lambda values: values[0],
        inks(),
    )
    for at in (0.02, 0.3, 0.55, 0.98):
        opacity = first + at * (last - first)
        build, shown = function_of(of_inks)(at), function_of(of_opacity)(at)[0]
        over_white = [1 - opacity * (1 - value) for value in shade]
        wanted = inks().colours([inks().of_rgb(*over_white)])[0]
        seen = inks().colours([tuple(ink * shown for ink in build)])[0]  # type: ignore[list-item]
        assert sum((a - b) ** 2 for a, b in zip(seen, wanted, strict=True)) < 4**2

# SPDX-License-Identifier: AGPL-3.0-or-later
"""Gradients in inks: as many stops as it takes for straight lines between inks to look like those between colours."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import pairwise
from typing import Any

from octavo.model.press import Cmyk
from octavo.render.press.functions import Unreadable, Values, bends, function_of, straight
from octavo.render.press.inks import Inks

Rgb = tuple[float, float, float]

# A piece is looked at in so many places, and its inks may stray from its colours by so much (CIE76).
_PLACES = 64
_STRAY = 1.0


def ink_function(function: Any, read: Callable[[Values], Rgb], inks: Inks) -> Any:
    """Return a function that gives inks where the given one gives colours.

    `read` turns its values into sRGB. Raises Unreadable where the values of the function can't be told.
    """
    call = function_of(function)
    ends = sorted(bends(function))
    knots: list[tuple[float, Values]] = []
    for start, end in pairwise(ends):
        if end > start:
            # A hair inside, for at a step the piece before ends with another colour than the next begins with.
            inside = (end - start) * 1e-6
            places = [start + (end - start) * step / _PLACES for step in range(_PLACES + 1)]
            seen = [read(call(min(end - inside, max(start + inside, place)))) for place in places]
            knots += [(places[at], build) for at, build in _knots(seen, inks)]
    if not knots:
        raise Unreadable("a function without a domain")
    return straight(knots)


def grey_function(function: Any, read: Callable[[Values], float]) -> Any:
    """Return a function that gives one grey where the given one gives colours, for masks."""
    call = function_of(function)
    ends = sorted(bends(function))
    knots: list[tuple[float, Values]] = []
    for start, end in pairwise(ends):
        inside = (end - start) * 1e-6
        places = [start + (end - start) * step / 16 for step in range(17)]
        knots += [(place, (read(call(min(end - inside, max(start + inside, place)))),)) for place in places]
    return straight(knots)


def _knots(colours: Sequence[Rgb], inks: Inks) -> list[tuple[int, Cmyk]]:
    """Return at which of the places a stop is needed, and the inks there."""
    builds = builds_along(colours, inks)
    wanted = inks.colours(builds)
    needed = {0, len(builds) - 1}
    spans = [(0, len(builds) - 1)]
    while spans:
        low, high = spans.pop()
        if high - low > 1 and _strays(builds, wanted, low, high, inks):
            middle = (low + high) // 2
            needed.add(middle)
            spans += [(low, middle), (middle, high)]
    return [(at, builds[at]) for at in sorted(needed)]


def _strays(builds: Sequence[Cmyk], wanted: Sequence[Rgb], low: int, high: int, inks: Inks) -> bool:
    between = [_mixed(builds[low], builds[high], (at - low) / (high - low)) for at in range(low + 1, high)]
    seen = inks.colours(between)
    return any(
        sum((a - b) ** 2 for a, b in zip(one, other, strict=True)) > _STRAY**2
        for one, other in zip(seen, wanted[low + 1 : high], strict=True)
    )


def builds_along(colours: Sequence[Rgb], inks: Inks) -> list[Cmyk]:
    """Return the inks along a piece of a gradient.

    All greys are on the black plate, as everywhere. Where one end has a hue, a grey is a build like its neighbours:
    black ink alone beside them would be a visible edge. Exact builds hold at the ends, and fade into what the profile
    gives.
    """
    if inks.black_only or all(max(colour) - min(colour) < 0.5 / 255 for colour in colours):
        return [inks.of_rgb(*colour) for colour in colours]
    through = inks.through_profile([(min(1, max(0, r)), min(1, max(0, g)), min(1, max(0, b))) for r, g, b in colours])
    last = len(colours) - 1
    for end in (0, last):
        exact = inks.build(*colours[end])
        if exact:
            off = [a - b for a, b in zip(exact, through[end], strict=True)]
            through = [_added(build, off, 1 - abs(at - end) / last) for at, build in enumerate(through)]
    return through


def _added(build: Cmyk, off: Sequence[float], share: float) -> Cmyk:
    cyan, magenta, yellow, black = (
        min(1.0, max(0.0, value + share * more)) for value, more in zip(build, off, strict=True)
    )
    return (cyan, magenta, yellow, black)


def _mixed(one: Cmyk, other: Cmyk, share: float) -> Cmyk:
    cyan, magenta, yellow, black = (a + (b - a) * share for a, b in zip(one, other, strict=True))
    return (cyan, magenta, yellow, black)

# SPDX-License-Identifier: AGPL-3.0-or-later
"""The geometry of charts: from numbers to frozen shapes in points, with no ink and no words.

All of it runs left to right; `mirrored` turns a shape round for scripts that are read from the right.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from decimal import Decimal
from math import ceil, log10

PER_ROW = 25  # marks in a row: five groups of five can be seen without counting
PER_GROUP = 5
ROWS_PER_TICK = 4  # a number stands at every hundredth mark
MOST_MARKS = 2_500
RADIUS = 2.4  # of a point on a scale


@dataclass(frozen=True, slots=True)
class Field:
    """Marks in rows, one a person: centres from the upper left; `ticks` are (mark number, row) at the ends of rows."""

    width: float
    height: float
    pitch: float
    points: tuple[tuple[float, float], ...]
    ticks: tuple[tuple[int, int], ...] = ()

    @property
    def mirrored(self) -> Field:
        """The same field, filled from the right."""
        return replace(self, points=tuple((round(self.width - x, 3), y) for x, y in self.points))


@dataclass(frozen=True, slots=True)
class Scale:
    """A scale from 0 to a round number: `length` points long, with its ticks as (value, position)."""

    top: Decimal
    length: float
    ticks: tuple[tuple[Decimal, float], ...]

    def at(self, value: Decimal) -> float:
        """Return the position of a value."""
        return round(float(value / self.top) * self.length, 3) if self.top else 0.0


@dataclass(frozen=True, slots=True)
class Span:
    """One count on a scale.

    from_, to        where it begins and ends; equal for a single number
    opens            the side on which it has no end: `high` for “at least”, `low` for “up to”, or none
    soft             its ends are not sharp: “about”, an estimate
    """

    from_: float
    to: float
    opens: str = ""
    soft: bool = False

    def mirrored(self, length: float) -> Span:
        """Return the same span on a scale that runs from the right."""
        return replace(self, from_=round(length - self.to, 3), to=round(length - self.from_, 3))


def field_of_marks(count: int, pitch: float) -> Field:
    """Return `count` marks in rows of 25, grouped by five, `pitch` points apart in both directions.

    Two rows are a line of the grid, and the height is a whole number of lines.
    """
    gap = pitch / 2
    points = []
    for number in range(count):
        row, column = divmod(number, PER_ROW)
        points.append((round((column + 0.5) * pitch + column // PER_GROUP * gap, 3), round((row + 0.5) * pitch, 3)))
    rows = ceil(count / PER_ROW)
    width = PER_ROW * pitch + (PER_ROW // PER_GROUP - 1) * gap
    step = PER_ROW * ROWS_PER_TICK
    ticks = tuple((number, number // PER_ROW - 1) for number in range(step, count + 1, step))
    return Field(round(width, 3), round(ceil(rows / 2) * 2 * pitch, 3), pitch, tuple(points), ticks)


def scale_to(highest: Decimal, length: float, steps: int = 4) -> Scale:
    """Return a scale from 0 to the first round number at or above `highest`, with at most `steps` steps."""
    if highest <= 0:
        return Scale(Decimal(0), length, ((Decimal(0), 0.0),))
    step = _round_step(highest / steps)
    count = ceil(highest / step)
    top = step * count
    scale = Scale(top, length, ())
    return replace(scale, ticks=tuple((step * number, scale.at(step * number)) for number in range(count + 1)))


def _round_step(least: Decimal) -> Decimal:
    """Return the smallest of 1, 2 and 5 times a power of ten that is not below `least`, and not below one."""
    power = Decimal(10) ** int(log10(max(least, Decimal(1))))
    return next(step for factor in (1, 2, 5, 10, 20) if (step := factor * power) >= least)


def span_of(
    value: Decimal | None, low: Decimal | None, high: Decimal | None, qualifier: str, scale: Scale
) -> Span | None:
    """Return a count's place on a scale, or None if it has no number."""
    first, last = (low, high) if value is None else (value, value)
    if first is None and last is None:
        return None
    start = scale.at(first if first is not None else last or Decimal(0))
    end = scale.at(last if last is not None else first or Decimal(0))
    opens = {"at_least": "high", "more_than": "high", "up_to": "low", "nearly": "low"}.get(qualifier, "")
    if first is None or last is None:
        opens = "high" if last is None else "low"
    return Span(start, end, opens, qualifier in ("about", "estimate"))


def shares(days: Iterable[int], first: int, last: int, length: float) -> tuple[float, ...]:
    """Return the positions of days (ordinals) on a line of `length` from `first` to `last`."""
    room = max(1, last - first)
    return tuple(round((day - first) / room * length, 3) for day in days)


@dataclass(frozen=True, slots=True)
class Drawn:
    """One count as it is drawn on its line: SVG paths, and the points where a dot or a ring stands."""

    rule: str
    line: str
    points: tuple[float, ...]


def drawn(span: Span, scale: Scale, y: float, hollow: bool, from_right: bool = False) -> Drawn:
    """Return the paths of a count at height `y`: a hollow point lets neither the scale nor its own line show through.

    `from_right` turns the open side round with the scale.
    """
    points = tuple(dict.fromkeys((span.from_, span.to)))
    gaps = [(x - RADIUS, x + RADIUS) for x in points] if hollow else []
    rule = _segments(0, scale.length, gaps, y) + "".join(f"M{_n(x)} {_n(y - 1.5)}v3" for _, x in scale.ticks)
    edge = RADIUS if hollow else 0
    line = _segments(span.from_, span.to, gaps, y) if span.from_ != span.to else ""
    if span.soft and span.from_ == span.to:
        line += (
            f"M{_n(span.from_ - 10)} {_n(y)}H{_n(span.from_ - edge)}M{_n(span.to + edge)} {_n(y)}H{_n(span.to + 10)}"
        )
    if span.opens:
        toward = -1 if (span.opens == "low") != from_right else 1
        start = span.to + edge if toward > 0 else span.from_ - edge
        line += f"M{_n(start)} {_n(y)}h{_n(toward * 12)}m{-3 * toward} -2.5l{3 * toward} 2.5l{-3 * toward} 2.5"
    return Drawn(rule, line, points)


def _segments(start: float, end: float, gaps: list[tuple[float, float]], y: float) -> str:
    edges = [start, *(edge for gap in gaps for edge in gap), end]
    pairs = zip(edges[::2], edges[1::2], strict=True)
    return "".join(f"M{_n(left)} {_n(y)}H{_n(right)}" for left, right in pairs if right > left)


def outline(shape: str, points: Iterable[tuple[float, float]], pitch: float) -> str:
    """Return the path of marks of one shape at the points (SVG 2, section 9.3): closed figures, no strokes."""
    size = pitch * 0.31
    return "".join(OUTLINES[shape](x, y, size) for x, y in points)


def _polygon(*corners: tuple[float, float]) -> Callable[[float, float, float], str]:
    def draw(x: float, y: float, size: float) -> str:
        spots = (f"{_n(x + dx * size)} {_n(y + dy * size)}" for dx, dy in corners)
        return f"M{'L'.join(spots)}z"

    return draw


def _dot(x: float, y: float, size: float) -> str:
    return f"M{_n(x - size)} {_n(y)}{_round(size)}"


def _ring(x: float, y: float, size: float) -> str:
    # The hole is drawn the other way round, so that it is one under the rule “nonzero” as well as “evenodd”.
    size, hole = size * 1.1, size * 0.65
    return f"M{_n(x - size)} {_n(y)}{_round(size)}M{_n(x - hole)} {_n(y)}{_round(hole, sweep=1)}"


def _round(radius: float, sweep: int = 0) -> str:
    r = _n(radius)
    return f"a{r} {r} 0 1 {sweep} {_n(2 * radius)} 0a{r} {r} 0 1 {sweep} {_n(-2 * radius)} 0z"


def _n(value: float) -> str:
    return f"{round(value, 2):g}"


OUTLINES: dict[str, Callable[[float, float, float], str]] = {
    "dot": _dot,
    "ring": _ring,
    "triangle": _polygon((0, -1.2), (1.15, 0.9), (-1.15, 0.9)),
    "square": _polygon((-0.95, -0.95), (0.95, -0.95), (0.95, 0.95), (-0.95, 0.95)),
    "diamond": _polygon((0, -1.3), (1.1, 0), (0, 1.3), (-1.1, 0)),
    "cross": _polygon(
        (-0.35, -1.1), (0.35, -1.1), (0.35, -0.35), (1.1, -0.35), (1.1, 0.35), (0.35, 0.35), (0.35, 1.1),
        (-0.35, 1.1), (-0.35, 0.35), (-1.1, 0.35), (-1.1, -0.35), (-0.35, -0.35),
    ),
}  # fmt: skip

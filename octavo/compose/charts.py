# SPDX-License-Identifier: AGPL-3.0-or-later
"""The table of chart kinds: which numbers of the ledger each takes, and the geometry it becomes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal

from octavo.compose.calendar import Strip, strip_of
from octavo.compose.figures import MOST_MARKS, Field, Scale, Span, field_of_marks, scale_to, span_of
from octavo.compose.pictures import Measure
from octavo.localize.formats import number
from octavo.model.blocks import Block
from octavo.model.edition import Edition, FigureText, RowText, StatisticText

# The shapes of groups, in the order in which an author names them; the first has the accent.
SHAPES = ("triangle", "square", "diamond", "ring", "cross")
SCALE_LENGTH = 0.32  # of the measure
BAR_LENGTH = 0.5
MOST_EXPLAINED = 8


@dataclass(frozen=True, slots=True)
class Group:
    """The marks of one statistic; `share` tells that they are part of the whole above them."""

    statistic: StatisticText
    shape: str
    field: Field
    share: bool


@dataclass(frozen=True, slots=True)
class Line:
    """One count with its place on the scale."""

    figure: FigureText
    label: str
    span: Span


@dataclass(frozen=True, slots=True)
class Lines:
    """Counts on one scale: those of the same thing, then those of something else.

    `brief` tells that there are too many for a page to say beside each what was counted; a table does.
    """

    scale: Scale
    ticks: tuple[str, ...]
    same: tuple[Line, ...]
    other: tuple[Line, ...]
    brief: bool = False


@dataclass(frozen=True, slots=True)
class Way:
    """The stops of a scheme: each row with its kind."""

    columns: dict[str, str]
    stops: tuple[tuple[str, RowText], ...]


@dataclass(frozen=True, slots=True)
class Chart:
    """A chart of one kind, with the shape that its macro in `macros/charts.html` draws."""

    kind: str
    shape: tuple[Group, ...] | Lines | Strip | Way

    @property
    def tall(self) -> bool:
        """Whether it may be torn between its rows: it is about as high as a page."""
        return isinstance(self.shape, Lines) and self.shape.brief


def marks(block: Block, edition: Edition, measure: Measure) -> Chart:
    """Return one mark for each person of a statistic, undivided, and each group in rows of its own."""
    wanted = [(block.attrs.get("of", ""), False)]
    wanted += [(name, True) for name in block.attrs.get("groups", "").replace(",", " ").split()]
    if len(wanted) > len(SHAPES) + 1:
        raise ValueError(f"it can tell {len(SHAPES)} groups apart, not {len(wanted) - 1}")
    groups = []
    for place, (name, share) in enumerate(wanted):
        statistic = _statistic(edition, name)
        count = _whole(statistic)
        field = field_of_marks(count, measure.grid / 2)
        shape = SHAPES[place - 1] if share else "dot"
        groups.append(Group(statistic, shape, _turned(field, edition), share))
    return Chart("marks", tuple(groups))


def intervals(block: Block, edition: Edition, measure: Measure) -> Chart:
    """Return what each source says of one statistic, on one scale."""
    statistic = _statistic(edition, block.attrs.get("of", ""))
    figures = [figure for figure in (statistic.figure, *statistic.alternatives) if figure is not None]
    numbered = [figure for figure in figures if _highest(figure) is not None]
    if not numbered:
        raise ValueError(f"the statistic “{statistic.id}” has no numbers to show")
    scale = scale_to(max(_highest(figure) or Decimal(0) for figure in numbered), measure.width * SCALE_LENGTH)
    lines = [(figure, _line(figure, statistic, scale, edition)) for figure in numbered]
    same = tuple(line for figure, line in lines if figure is statistic.figure or figure.comparable)
    other = tuple(line for _, line in lines if line not in same)
    return Chart("intervals", Lines(scale, _ticks(scale, edition), same, other, len(lines) > MOST_EXPLAINED))


def bars(block: Block, edition: Edition, measure: Measure) -> Chart:
    """Return the figures of several statistics as bars on one scale."""
    names = block.attrs.get("of", "").replace(",", " ").split()
    if not names:
        raise ValueError("it needs of=, the ids of statistics")
    found = [_statistic(edition, name) for name in names]
    if missing := [each.id for each in found if each.figure is None or _highest(each.figure) is None]:
        raise ValueError(f"the statistic “{missing[0]}” has no figure of its own")
    figures = [(each, each.figure) for each in found if each.figure is not None]
    scale = scale_to(max(_highest(figure) or Decimal(0) for _, figure in figures), measure.width * BAR_LENGTH)
    lines = tuple(_line(figure, statistic, scale, edition) for statistic, figure in figures)
    return Chart("bars", Lines(scale, _ticks(scale, edition), lines, ()))


def timeline(block: Block, edition: Edition, measure: Measure) -> Chart:
    """Return the dates of a table on one line, true to scale."""
    table = edition.tables.get(block.attrs.get("data", "timeline"))
    if table is None:
        raise ValueError(f"there is no table data/{block.attrs.get('data', 'timeline')}.yaml")
    return Chart("timeline", strip_of(table, edition.language, measure.width))


def scheme(block: Block, edition: Edition, measure: Measure) -> Chart:
    """Return a way as its stops in order, not to scale."""
    table = edition.tables.get(block.attrs.get("data", ""))
    if table is None or "place" not in table.columns:
        raise ValueError("it needs data=, a table in data/ with a column “place”")
    stops = []
    for row in table.rows:
        cell = row.cells.get("kind")
        kind = (cell.raw if cell else "") or "via"
        if kind not in ("start", "via", "end"):
            raise ValueError(f"“{kind}” is not a kind of stop, but start, via and end are")
        stops.append((kind, row))
    return Chart("scheme", Way(table.columns, tuple(stops)))


def _statistic(edition: Edition, name: str) -> StatisticText:
    if name not in edition.statistics:
        raise ValueError(f"there is no statistic “{name}”, but {', '.join(edition.statistics) or 'none at all'}")
    return edition.statistics[name]


def _whole(statistic: StatisticText) -> int:
    value = statistic.figure.value if statistic.figure else None
    if value is None or value != int(value) or value < 1:
        raise ValueError(f"the statistic “{statistic.id}” is not a whole number of persons")
    if value > MOST_MARKS:
        raise ValueError(f"{value} marks are too many to count; up to {MOST_MARKS} can be shown")
    return int(value)


def _highest(figure: FigureText) -> Decimal | None:
    return max((each for each in (figure.value, figure.low, figure.high) if each is not None), default=None)


def _line(figure: FigureText, statistic: StatisticText, scale: Scale, edition: Edition) -> Line:
    span = span_of(figure.value, figure.low, figure.high, figure.qualifier, scale)
    assert span is not None  # only figures with a number come here
    if edition.language.direction == "rtl":
        span = span.mirrored(scale.length)
    return Line(figure, statistic.counts, span)


def _ticks(scale: Scale, edition: Edition) -> tuple[str, ...]:
    return tuple(number(value, edition.language) for value, _ in scale.ticks)


def _turned(field: Field, edition: Edition) -> Field:
    return field.mirrored if edition.language.direction == "rtl" else field


CHARTS: dict[str, Callable[[Block, Edition, Measure], Chart]] = {
    "marks": marks,
    "intervals": intervals,
    "bars": bars,
    "timeline": timeline,
    "scheme": scheme,
}

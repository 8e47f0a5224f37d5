# SPDX-License-Identifier: AGPL-3.0-or-later
"""The graph of a build as it runs, drawn on a terminal: a row an edition, a cell a step, and what is left."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from typing import TYPE_CHECKING

from octavo.cli.talk import console

if TYPE_CHECKING:
    from rich.console import RichCast
    from rich.live import Live
    from rich.text import Text

    from octavo.pipeline.graph import Step

WAITS, RUNS, RAN, KEPT = range(4)
# For each state its mark, the same for a terminal that has only ASCII, its colour, and its name in the legend.
MARKS = {
    RAN: ("█", "#", "green", "done"),
    KEPT: ("▒", "=", "blue", "from the store"),
    RUNS: ("▶", ">", "yellow", "running"),
    WAITS: ("·", ".", "dim", "waiting"),
}
# Where several steps share a cell it shows the first of these that is among them.
STRONGEST = (RUNS, WAITS, RAN, KEPT)
AROUND = 5  # lines of the terminal that are not for rows
LONGEST_LABEL = 28
PICTURES_A_SECOND = 4


@dataclass(slots=True)
class Row:
    """The steps of one edition, or what its editions share, with their states in the order of the graph."""

    label: str
    states: list[int] = field(default_factory=list)
    counts: list[int] = field(default_factory=lambda: [0] * len(MARKS))  # by state

    @property
    def runs(self) -> bool:
        """Whether any of its steps is under way."""
        return bool(self.counts[RUNS])

    @property
    def settled(self) -> bool:
        """Whether nothing of it is left to do."""
        return not self.counts[RUNS] and not self.counts[WAITS]

    @property
    def untouched(self) -> bool:
        """Whether nothing of it was begun."""
        return self.counts[WAITS] == len(self.states)

    def mark(self, at: int, state: int) -> None:
        """Give one of its steps a state."""
        self.counts[self.states[at]] -= 1
        self.counts[state] += 1
        self.states[at] = state


class View:
    """The rows of a build and where each step stands in them."""

    def __init__(self, steps: Iterable[Step] = ()) -> None:
        self.rows: dict[tuple[str, str], Row] = {}
        self.counts = dict.fromkeys(MARKS, 0)
        self._places: dict[str, tuple[Row, int]] = {}
        for step in steps:
            self.add(step)

    def add(self, step: Step) -> None:
        """Take in a step that waits."""
        key = step.publication, step.edition
        row = self.rows.setdefault(key, Row(f"  {step.edition}" if step.edition else step.publication))
        self._places[step.name] = row, len(row.states)
        row.states.append(WAITS)
        row.counts[WAITS] += 1
        self.counts[WAITS] += 1

    def mark(self, step: Step, state: int) -> None:
        """Give a step its state."""
        if step.name not in self._places:
            self.add(step)
        row, at = self._places[step.name]
        self.counts[row.states[at]] -= 1
        self.counts[state] += 1
        row.mark(at, state)

    def states(self) -> Mapping[str, int]:
        """Return the state of each step."""
        return {name: row.states[at] for name, (row, at) in self._places.items()}


def drawn(view: View, running: Sequence[str], ends: str, width: int, height: int, *, ascii_only: bool = False) -> Text:
    """Return the view as it fits a terminal of that many columns and lines.

    Args:
        view: the rows.
        running: a line for each step that is under way.
        ends: what the last line says besides the legend.
        width: in columns.
        height: in lines.
        ascii_only: whether the terminal can't show the better marks.
    """
    from rich.text import Text

    mark = 1 if ascii_only else 0
    text = Text(no_wrap=True, overflow="ellipsis")
    room = max(1, height - AROUND - len(running))
    rows = [*view.rows.values()]
    shown = rows if len(rows) <= room else _nearest(rows, max(1, room - 1))
    label = min(LONGEST_LABEL, max((len(row.label) for row in shown), default=0))
    for row in shown:
        text.append(f"{row.label[:label]:{label}} ")
        for state, alike in groupby(cells(row.states, max(1, width - label - 1))):
            text.append(MARKS[state][mark] * len(list(alike)), MARKS[state][2])
        text.append("\n")
    if len(shown) < len(rows):
        done = sum(row.settled for row in rows)
        text.append(f"and {len(rows) - len(shown)} more; {done} of {len(rows)} are done\n", "dim")
    for line in running:
        text.append(f"{line}\n")
    for state, (*marks, style, name) in MARKS.items():
        if view.counts[state]:
            text.append(marks[mark], style)
            text.append(f" {view.counts[state]} {name}  ")
    text.append(ends)
    return text


def _nearest(rows: Sequence[Row], room: int) -> list[Row]:
    """Return the rows that fit: those where something runs, then those that begun, in their own order."""
    ranks = {id(row): (not row.runs, row.settled, row.untouched) for row in rows}
    best = {id(row) for row in sorted(rows, key=lambda row: ranks[id(row)])[:room]}
    return [row for row in rows if id(row) in best]


def cells(states: Sequence[int], room: int) -> Iterator[int]:
    """Yield the states of the cells of a row; where there are more steps than room, several share a cell."""
    share = -(-len(states) // room)
    for at in range(0, len(states), share or 1):
        here = states[at : at + share]
        yield next(state for state in STRONGEST if state in here)


def duration(seconds: float) -> str:
    """Return seconds as a person reads a clock: 0:07, 12:30, 1:02:03."""
    minutes, rest = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"


def terminal_size() -> tuple[int, int]:
    """Return the columns and lines of the terminal."""
    from shutil import get_terminal_size

    return get_terminal_size()


def live(of: RichCast) -> Live:
    """Return what draws a rich renderable again and again on stderr, and leaves nothing of it behind."""
    from rich.live import Live

    return Live(
        of,
        console=console(sys.stderr),
        refresh_per_second=PICTURES_A_SECOND,
        transient=True,
        redirect_stdout=False,
    )

# SPDX-License-Identifier: AGPL-3.0-or-later
"""Which steps of a graph may go now: each is looked at once, when the last of those it needs is settled."""

from __future__ import annotations

import heapq
from collections import deque
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field

from octavo.pipeline.graph import Step, followers
from octavo.pipeline.priority import LAYS_OUT

Ready = tuple[Step, str, str]  # with its key, and why it has to run


@dataclass(slots=True)
class Agenda:
    """Steps that wait for others, those that wait for none any more (`free`), and those that have to run (`ready`).

    A step is settled when it has run, is found in the store, or can't run for want of an input.
    """

    steps: dict[str, Step]
    after: dict[str, list[str]]
    left: dict[str, int]
    free: deque[Step]
    pages: int  # steps that lay out pages and are not free yet
    ready: list[tuple[float, int, Ready]] = field(default_factory=list)
    ways: Mapping[str, float] | None = None
    _count: int = 0

    def settle(self, name: str) -> None:
        """Say that a step is settled; what waited for it alone is free now."""
        for follower in self.after.pop(name, ()):
            self.left[follower] -= 1
            if not self.left[follower]:
                self._free(self.steps[follower])

    def _free(self, step: Step) -> None:
        self.free.append(step)
        self.pages -= step.kind in LAYS_OUT

    def put(self, each: Ready) -> None:
        """Add a step that has to run."""
        way = 0.0 if self.ways is None else self.ways[each[0].name]
        heapq.heappush(self.ready, (-way, self._count, each))
        self._count += 1

    def take(self) -> Ready:
        """Take the step that goes first: of those with the longest way behind them the one that came first."""
        return heapq.heappop(self.ready)[2]


def agenda_of(steps: Iterable[Step], settled: Collection[str]) -> Agenda:
    """Return the agenda of steps that stand after those they need, given those that are settled already."""
    whole = {step.name: step for step in steps}
    left = {name: sum(need not in settled for need in step.needs()) for name, step in whole.items()}
    free = deque(step for step in whole.values() if not left[step.name])
    pages = sum(step.kind in LAYS_OUT and bool(left[step.name]) for step in whole.values())
    return Agenda(whole, followers(whole.values()), left, free, pages)

# SPDX-License-Identifier: AGPL-3.0-or-later
"""What steps took the last time they ran, kept beside the store's records; no output file ever tells of it."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from functools import cached_property
from itertools import islice
from pathlib import Path
from statistics import median

from octavo.pipeline.graph import Step, in_order
from octavo.pipeline.priority import longest_first, share
from octavo.pipeline.store import write_whole

FILE = "times.json"
MOST = 50_000  # steps that are remembered; those that ran longest ago are forgotten first


@dataclass(slots=True)
class Times:
    """Seconds of each step by its name, with its kind; those that ran last stand last."""

    seconds: dict[str, tuple[str, float]] = field(default_factory=dict)
    changed: bool = False
    _kinds: dict[str, float] = field(default_factory=dict)

    def took(self, step: Step, seconds: float) -> None:
        """Remember what a step took that ran now."""
        self.seconds.pop(step.name, None)
        self.seconds[step.name] = step.kind, round(seconds, 3)
        self._kinds.clear()
        self.changed = True

    def known(self, step: Step) -> float | None:
        """Return what the step took last time, or else what is usual for its kind; None for a kind that never ran."""
        if (found := self.seconds.get(step.name)) and found[0] == step.kind:
            return found[1]
        if not self._kinds:
            of_kind: dict[str, list[float]] = {}
            for kind, seconds in self.seconds.values():
                of_kind.setdefault(kind, []).append(seconds)
            self._kinds = {kind: median(each) for kind, each in of_kind.items()}
        return self._kinds.get(step.kind)

    def costs(self, steps: Iterable[Step]) -> dict[str, float]:
        """Return what each step will cost: seconds where its kind was measured, in proportion to these where not."""
        whole = list(steps)
        known = {step.name: self.known(step) for step in whole}
        measured = [(step, seconds) for step in whole if (seconds := known[step.name]) is not None]
        shares = sum(share(step) for step, _ in measured)
        scale = sum(seconds for _, seconds in measured) / shares if shares else 1.0
        guessed = {step.name: scale * share(step) for step in whole}
        return {name: guessed[name] if seconds is None else seconds for name, seconds in known.items()}


@dataclass(frozen=True)
class Outlook:
    """The steps that a run may have to do, what they took before, and how many run at once."""

    steps: Sequence[Step] = ()
    times: Times = field(default_factory=Times)
    jobs: int = 1

    @cached_property
    def _ordered(self) -> tuple[Step, ...]:
        return in_order(self.steps)

    def left(self, settled: Collection[str], running: Mapping[str, float]) -> float | None:
        """Return about how many seconds are left, at most: some of the steps may yet be found in the store.

        None where most of what is to be done was never measured.

        Args:
            settled: names of the steps that are done.
            running: seconds since each of those began that are under way.
        """
        waiting = [step for step in self._ordered if step.name not in settled]
        costs = self.times.costs(waiting)
        known = sum(share(each) for each in waiting if self.times.known(each) is not None)
        if waiting and 2 * known < sum(share(each) for each in waiting):
            return None
        rest = {name: max(cost - running.get(name, 0.0), 0.0) for name, cost in costs.items()}
        return max(sum(rest.values()) / self.jobs, max(longest_first(waiting, rest).values(), default=0.0))


def read_times(store: Path) -> Times:
    """Return what is remembered in the folder of a store; nothing where there is nothing that can be read."""
    try:
        told = json.loads((store / FILE).read_bytes())
        return Times({name: (str(kind), float(seconds)) for name, (kind, seconds) in told["steps"].items()})
    except (OSError, ValueError, TypeError, LookupError, AttributeError):
        return Times()


def keep_times(store: Path, times: Times) -> None:
    """Write what is remembered, if there is anything new; a disk that is full costs no more than an estimate."""
    if times.changed:
        last = islice(times.seconds.items(), max(0, len(times.seconds) - MOST), None)
        with suppress(OSError):
            write_whole(store / FILE, json.dumps({"version": 1, "steps": dict(last)}).encode())
        times.changed = False

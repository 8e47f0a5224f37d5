# SPDX-License-Identifier: AGPL-3.0-or-later
"""Doing a piece of work again where the store has lost what it built on: then the steps that give it run again."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TypeVar

from octavo.diagnostics.problem import Place, ProblemsFound, problem
from octavo.pipeline.store import Lost

T = TypeVar("T")

MOST = 3  # losses of the same bytes: somebody may empty the store twice, but nobody does it for ever
DAMAGED = ("its result in the store was damaged", "what the store knew of it was damaged")  # why a step runs


@dataclass(slots=True)
class Mending:
    """What the tries so far have met: which bytes were lost and how often, which of them were damaged, what ran.

    `ran` has for each step why it ran, and the seconds it took. `held` tells whether the work is still alone.
    """

    lost: Counter[str] = field(default_factory=Counter)
    damaged: set[str] = field(default_factory=set)
    ran: dict[str, tuple[str, float]] = field(default_factory=dict)
    held: Callable[[], bool] = lambda: True

    def make_sure(self) -> None:
        """Raise Lost where somebody has deleted the store with the lock in it, and may be building here as well."""
        if not self.held():
            raise Lost("lock")


def mended(work: Callable[[Mending], T], past: Mending | None = None) -> T:
    """Return what the work gives, tried again as often as it takes; what earlier tries made is not made again.

    Raises ProblemsFound (S333) where the store loses the same bytes again and again.
    """
    past = past or Mending()
    while True:
        try:
            return work(past)
        except Lost as loss:
            past.lost[loss.digest] += 1
            if loss.damaged:
                past.damaged.add(loss.digest)
            if past.lost[loss.digest] > MOST:
                raise ProblemsFound([problem("S333", Place(f"blobs/{loss.digest[:2]}/{loss.digest}"))]) from loss

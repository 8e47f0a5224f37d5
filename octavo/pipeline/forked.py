# SPDX-License-Identifier: AGPL-3.0-or-later
"""The same work on many things, several at once in copies of this process that have all it has read already."""

from __future__ import annotations

import gc
import multiprocessing
import os
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from typing import Any, TypeVar

Thing = TypeVar("Thing")
Made = TypeVar("Made")

_work: Callable[[Any], Any] = str  # what the copies are to do; they find it in what they were copied from


def each_of(things: Sequence[Thing], work: Callable[[Thing], Made]) -> Iterator[Made]:
    """Yield what the work makes of each thing, in their order.

    Copies are made on Linux alone, of a process without threads: elsewhere a copy may hang or is not to be had, and one
    thing is done after the other.
    """
    jobs = min(len(os.sched_getaffinity(0)), len(things)) if sys.platform == "linux" else 1
    if jobs < 2 or threading.active_count() > 1:
        yield from map(work, things)
        return
    global _work  # noqa: PLW0603  (work can be any function, which could not be sent to a process)
    before, _work = _work, work
    gc.freeze()  # what is there is not looked through, so that its memory stays shared
    try:
        with ProcessPoolExecutor(jobs, mp_context=multiprocessing.get_context("fork")) as pool:
            yield from pool.map(_done, things)
    finally:
        _work = before
        gc.unfreeze()


def _done(thing: Any) -> Any:
    return _work(thing)

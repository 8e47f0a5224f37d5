# SPDX-License-Identifier: AGPL-3.0-or-later
"""The same work on many things, several at once in copies of this process that have all it has read already."""

from __future__ import annotations

import gc
import multiprocessing
import os
import signal
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from multiprocessing.connection import Connection
from pathlib import Path
from typing import TypeVar

Thing = TypeVar("Thing")
Made = TypeVar("Made")

_THREADS = Path("/proc/self/task")


def each_of(things: Sequence[Thing], work: Callable[[Thing], Made], jobs: int = 0) -> Iterator[Made]:
    """Yield what the work makes of each thing, in their order, as `octavo.model.parts.Each` says.

    `jobs` processes do it, this one among them; 0 stands for as many as there are processors. Copies are made on Linux
    alone, of a process without threads: elsewhere a copy may hang or is not to be had, and one thing is done after the
    other. What a copy that was ended from outside should have done is done here.
    """
    jobs = min(jobs or len(os.sched_getaffinity(0)), len(things)) if sys.platform == "linux" else 1
    if jobs < 2 or len(list(_THREADS.iterdir())) > 1:
        yield from map(work, things)
        return
    with ExitStack() as copies:
        gc.freeze()  # what is there is not looked through, so that its memory stays shared
        copies.callback(gc.unfreeze)
        ends = [copies.enter_context(_copy(things[share::jobs], work)) for share in range(1, jobs)]
        for at, thing in enumerate(things):
            yield _taken(ends[at % jobs - 1], thing, work) if at % jobs else work(thing)


@contextmanager
def _copy(things: Sequence[Thing], work: Callable[[Thing], Made]) -> Iterator[Connection]:
    """Give the end of a pipe that a copy of this process sends its results to; none outlives who reads them."""
    context = multiprocessing.get_context("fork")
    here, there = context.Pipe(duplex=False)
    process = context.Process(target=_send, args=(there, here, things, work), daemon=True)
    process.start()
    there.close()
    try:
        yield here
    finally:
        here.close()
        process.terminate()
        process.join()


def _send(there: Connection, here: Connection, things: Sequence[Thing], work: Callable[[Thing], Made]) -> None:
    """Send what comes of each thing, or what was raised in its place; end where nobody reads it any more."""
    here.close()
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # who waits for this process ends it
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    with suppress(BrokenPipeError):
        for thing in things:
            there.send(_outcome(thing, work))


def _outcome(thing: Thing, work: Callable[[Thing], Made]) -> tuple[bool, Made | Exception]:
    try:
        return True, work(thing)
    except Exception as fault:  # whatever it is, it is raised where the result is waited for
        return False, fault


def _taken(end: Connection, thing: Thing, work: Callable[[Thing], Made]) -> Made:
    try:
        done, made = end.recv()
    except EOFError:  # the copy is gone
        return work(thing)
    if not done:
        raise made
    result: Made = made
    return result

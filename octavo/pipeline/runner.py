# SPDX-License-Identifier: AGPL-3.0-or-later
"""What runs steps beside the process that builds: processes of this machine, or what keeps to the same protocol."""

from __future__ import annotations

import ctypes
import signal
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from octavo.pipeline.inputs import Leaf
from octavo.pipeline.priority import warm
from octavo.pipeline.steps import run_step
from octavo.resources.memory import be_unhurried

if TYPE_CHECKING:
    from concurrent.futures import Future

# What `run_step` takes: folder of the store, kind, inputs in the store by digest, inputs outside it, parameters, and
# how many processes of this machine may work on it.
Call = tuple[Path, str, dict[str, str], dict[str, Leaf], dict[str, str], int]


class Runner(Protocol):
    """What takes steps and gives their outputs by digest, with the bytes in the store that the call names.

    `is_far` tells that steps go to other machines: then none is run by the builder in between.
    """

    is_far: bool

    @property
    def at_once(self) -> int:
        """How many steps it can run at this moment, at least one."""

    def submit(self, call: Call) -> Future[dict[str, str]]:
        """Begin a step."""

    @property
    def is_cold(self) -> bool:
        """Tell whether all workers still have to import what takes longest."""

    def warm(self, beside: int = 0) -> None:
        """Let a worker import what takes longest, for nothing else is to be done yet; `beside` are to wait for that."""

    def get_warm(self) -> None:
        """Wait until one of the workers that import what takes longest has done so, if there are any."""

    def close(self) -> None:
        """Let the workers go, once nothing runs any more."""

    def abandon(self) -> None:
        """End at once whatever is running: nobody waits for it, and the store is never half written."""


_PARENT_DEATH_SIGNAL = 1  # PR_SET_PDEATHSIG of prctl(2)


def _begin_work() -> None:
    """Get a process ready to do nothing but steps."""
    _stay_with_builder()
    be_unhurried()


def _stay_with_builder() -> None:
    """Let the builder end this process where somebody interrupts it, and end with it, however it ends.

    A pool's processes never hear that the one they work for was killed, and would wait for it for good. Linux alone can
    tell them.
    """
    signal.signal(signal.SIGINT, lambda *_: None)  # not ignored: programs begun here would ignore it, too
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PARENT_DEATH_SIGNAL, signal.SIGKILL)


class Processes:
    """Worker processes of this machine."""

    is_far = False

    def __init__(self, jobs: int) -> None:
        import multiprocessing  # here, for a build with nothing to do needs neither
        from concurrent.futures import ProcessPoolExecutor

        self.at_once = jobs
        # spawn, not fork: the parent may have threads (progress), and fork is gone on macOS and Windows.
        context = multiprocessing.get_context("spawn")
        self._pool = ProcessPoolExecutor(jobs, mp_context=context, initializer=_begin_work)
        self._warmed: list[Future[None]] = []

    @property
    def is_cold(self) -> bool:
        """Tell whether no process has imported what takes longest."""
        return not any(each.done() for each in self._warmed)

    def submit(self, call: Call) -> Future[dict[str, str]]:
        """Begin a step in a process that is free."""
        return self._pool.submit(run_step, *call)

    def warm(self, beside: int = 0) -> None:
        """Let one more process import what lays out pages, if there are more that have not than are to wait for it."""
        if len(self._warmed) < self.at_once - beside:
            self._warmed.append(self._pool.submit(warm))

    def get_warm(self) -> None:
        """Wait for the first process that is warming up: a step would go to one that is idle because it is new."""
        from concurrent.futures import FIRST_COMPLETED, wait

        wait(self._warmed, return_when=FIRST_COMPLETED)

    def close(self) -> None:
        """Let the processes go: nothing runs in them, and to take apart what they have in memory would take long."""
        self.abandon()
        self._pool.shutdown(wait=False, cancel_futures=True)

    def abandon(self) -> None:
        """End the processes at once."""
        # Python 3.14 has terminate_workers() for this.
        for process in list((self._pool._processes or {}).values()):
            process.terminate()

# SPDX-License-Identifier: AGPL-3.0-or-later
"""The workers of a cluster as the builder knows them: who is there, who is free, what each has got; asking one."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Collection, Iterator
from concurrent.futures import CancelledError
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from time import monotonic
from typing import TYPE_CHECKING, ParamSpec, TypeVar

from octavo.diagnostics.problem import Problem, ProblemsFound, problem

if TYPE_CHECKING:
    from distributed import Client, Future

CONNECTING = 10  # seconds for the scheduler to answer
PATIENCE = 60.0  # seconds without any worker, before the build gives up
GLANCE = 0.5  # seconds between two looks at who is there
FETCHING = 10.0  # seconds for bringing a result here, at first
CLOSING = 3  # seconds for taking leave

T = TypeVar("T")
P = ParamSpec("P")


class Gone(Exception):  # noqa: N818  (it says what happened)
    """Raised where a worker is gone before it answered."""


@dataclass(eq=False, slots=True)
class Worker:
    """A worker: the digests it has got, whether its versions are known, whether it may work, and whether it does."""

    address: str
    name: str
    has: set[str] = field(default_factory=set)
    known: bool = False
    fit: bool = True
    busy: bool = False
    gone: bool = False


class Crew:
    """The workers of one scheduler; many threads may ask at once, each one worker."""

    def __init__(self, scheduler: str) -> None:
        self.problems: list[Problem] = []
        self._scheduler = scheduler
        self._workers: dict[str, Worker] = {}
        self._turn = threading.Condition()
        self._client: Client | None = None
        self._fault: Problem | None = None
        self._left = threading.Event()

    def count(self) -> int:
        """Return how many workers may work, at least one; wait for the first one."""
        with self._turn:
            self._joined()
            self._wait_for(lambda worker: worker.fit)
            return sum(worker.fit for worker in self._workers.values())

    @contextmanager
    def one(self, needs: Collection[str]) -> Iterator[Worker]:
        """Take a worker that is free, of several the one that has most of what is needed; wait for one.

        Raises ProblemsFound where none may work, or none is there for a minute.
        """
        with self._turn:
            self._joined()
            free = self._wait_for(lambda worker: worker.fit and not worker.busy)
            worker = max(free, key=lambda each: len(each.has.intersection(needs)))
            worker.busy = True
        try:
            yield worker
        finally:
            with self._turn:
                worker.busy = False
                self._turn.notify_all()

    def _wait_for(self, wanted: Callable[[Worker], bool]) -> list[Worker]:
        """Return the workers that are as wanted, with the lock held; wait until there is one."""
        since = monotonic()
        while not (found := [worker for worker in self._workers.values() if wanted(worker)]):
            self.check()
            if any(worker.fit for worker in self._workers.values()):
                since = monotonic()  # all are busy
            elif monotonic() - since > (4 * GLANCE if self._workers else PATIENCE):
                raise ProblemsFound([*self.problems, problem("S353", scheduler=self._scheduler)])
            self._turn.wait(GLANCE)
        return found

    def ask(self, worker: Worker, do: Callable[P, T], *given: P.args, **named: P.kwargs) -> T:
        """Return what a function gives on a worker; raise Gone if the worker is gone before."""
        from distributed import KilledWorker

        future: Future[T] | None = None
        try:
            if (client := self._client) is None:
                raise CancelledError(worker.name)
            future = client.submit(do, *given, workers=[worker.address], pure=False, **named)
            return self._fetched(future, worker)
        except (CancelledError, KilledWorker, OSError) as reason:
            if isinstance(reason, OSError) and future is not None and future.status == "error":
                raise  # the function's own
            self._left.wait(2 * GLANCE)  # until it is known who is there
            raise Gone(worker.name) from reason
        finally:
            if future is not None and future.status == "pending":
                with suppress(Exception):
                    future.cancel()

    def _fetched(self, future: Future[T], worker: Worker) -> T:
        """Return what a future has come to, brought here; raise Gone once its worker is known to be gone."""
        came = threading.Event()
        future.add_done_callback(lambda _: came.set())
        patience = FETCHING
        while True:
            if came.wait(GLANCE):
                # Being cut short shows as either (distributed 2026.8); a slow line gets more time with every try.
                with suppress(TimeoutError, UnboundLocalError):
                    return future.result(timeout=patience)
                if future.status == "error":
                    return future.result()  # the function's own fault
                patience *= 2
            if worker.gone or self._left.is_set() or self._fault is not None:
                raise Gone(worker.name)

    def check(self) -> None:
        """Raise what makes it vain to go on: the builder has left, or the scheduler is gone."""
        if self._left.is_set():
            raise CancelledError(self._scheduler)
        if self._fault is not None:
            raise ProblemsFound([self._fault])

    def refuse(self, worker: Worker, code: str, reason: str) -> None:
        """Give a worker nothing any more, and say why."""
        with self._turn:
            worker.fit = False
            found = problem(code, worker=worker.name, reason=reason)
            if found not in self.problems:
                self.problems.append(found)

    def leave(self) -> None:
        """Let go of the scheduler; whoever waits for a worker loses it."""
        self._left.set()
        with self._turn:
            client, self._client = self._client, None
            self._turn.notify_all()
        if client is not None:
            with suppress(OSError, TimeoutError):
                client.close(timeout=CLOSING)

    def _joined(self) -> None:
        """Connect to the scheduler when it is asked for the first time, and begin to look who is there."""
        if self._client is not None or self._fault is not None:
            return
        import dask
        from distributed import Client

        for name in ("distributed", "distributed.client"):
            logging.getLogger(name).setLevel(logging.CRITICAL)  # what matters is told as a problem
        dask.config.set({"distributed.admin.large-graph-warning-threshold": "1TB"})  # files are meant to be sent
        try:
            self._client = Client(self._scheduler, timeout=CONNECTING, set_as_default=False, name="octavo")
        except (OSError, ValueError, TimeoutError, RuntimeError, TypeError) as reason:
            self._fault = self._no_answer(reason)
            raise ProblemsFound([self._fault]) from reason
        threading.Thread(target=self._watch, args=(self._client,), name="octavo-crew", daemon=True).start()

    def _no_answer(self, reason: BaseException) -> Problem:
        said = next(iter(str(reason).splitlines()), "") or type(reason).__name__
        return problem("S354", scheduler=self._scheduler, reason=said)

    def _watch(self, client: Client) -> None:
        """Look again and again who is there, until the builder leaves or the scheduler is gone."""
        while not self._left.wait(GLANCE / 5 if not self._workers else GLANCE):
            try:
                told = client.scheduler_info(n_workers=-1)["workers"]
                if client.status != "running":
                    raise OSError("the connection is closed")
            except Exception as reason:
                if not self._left.is_set():
                    with self._turn:
                        self._fault = self._no_answer(reason)
                        self._turn.notify_all()
                return
            with self._turn:
                self._seen({address: str(each["name"]) for address, each in told.items()})
                self._turn.notify_all()

    def _seen(self, there: dict[str, str]) -> None:
        for address in self._workers.keys() - there.keys():
            worker = self._workers.pop(address)
            worker.gone, worker.fit = True, False
        for address, name in there.items():
            if address not in self._workers:
                self._workers[address] = Worker(address, address if name == address else f"{name} at {address}")

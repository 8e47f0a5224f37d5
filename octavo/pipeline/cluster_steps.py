# SPDX-License-Identifier: AGPL-3.0-or-later
"""Steps run by the workers of a Dask cluster: files go there by digest, once a worker, and what it makes comes back."""

from __future__ import annotations

import json
import threading
from collections import Counter
from collections.abc import Callable, Collection, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import replace
from functools import partial
from pathlib import Path
from pkgutil import resolve_name
from typing import TypeVar

from octavo.diagnostics.problem import Problem, ProblemsFound, problem
from octavo.pipeline.cluster_crew import Crew, Gone, Worker
from octavo.pipeline.cluster_depot import Depot, DepotFault, depot_at
from octavo.pipeline.cluster_parcel import Answer, Order, Parcel, differences, parcel_of
from octavo.pipeline.cluster_worker import keep, tell_versions, work
from octavo.pipeline.font_packs import pack_files
from octavo.pipeline.inputs import InputsChanged, Leaf, versions
from octavo.pipeline.runner import Call
from octavo.pipeline.steps import run_step
from octavo.pipeline.store import Store, blob_digest

HERE = frozenset({"load"})  # it reads the author's whole folder once, which is less work than to send it
AT_ONCE = 8 << 20  # bytes in one message, unless one file has more
LOSSES = 3  # workers that may end while they run a step, before the step is blamed
SENDINGS = 4  # times that a worker may lack a file, though it was sent
THREADS = 512  # each waits for one worker

T = TypeVar("T")


class Cluster:
    """Workers that a scheduler knows; they are asked for when the first step has to run.

    The builder chooses the worker, for it knows what each has got; Dask brings messages there and back. A step whose
    worker is lost goes to another one.
    """

    is_far = True

    def __init__(self, scheduler: str, store: Store, environment: str, share: str = "") -> None:
        self.crew = Crew(scheduler)
        self._store = store
        self._environment = environment
        self._share = share
        self._threads = ThreadPoolExecutor(THREADS, thread_name_prefix="octavo-cluster")
        self._here = threading.Lock()
        self._parcels: dict[tuple[Path, str], tuple[Parcel, dict[str, Path]] | None] = {}
        self._paths: dict[str, Path] = {}
        self._shared: set[str] = set()

    @property
    def problems(self) -> tuple[Problem, ...]:
        """Why workers were not used."""
        return tuple(self.crew.problems)

    @property
    def at_once(self) -> int:
        """How many workers there are."""
        return self.crew.count()

    def submit(self, call: Call) -> Future[dict[str, str]]:
        """Begin a step on a worker that is free, or here if it can't be done elsewhere."""
        return self._threads.submit(self._brought_about, call)

    @property
    def is_cold(self) -> bool:
        """Tell that no worker is: they stay warm from one build to the next."""
        return False

    def warm(self, beside: int = 0) -> None:
        """Do nothing: workers stay warm from one build to the next."""

    def get_warm(self) -> None:
        """Wait for nothing."""

    def close(self) -> None:
        """Let go of the scheduler."""
        self.crew.leave()
        self._threads.shutdown()

    def abandon(self) -> None:
        """Wait for nothing any more; what workers still make is thrown away."""
        self.crew.leave()
        self._threads.shutdown(wait=False, cancel_futures=True)

    def _brought_about(self, call: Call) -> dict[str, str]:
        order = None if call[1] in HERE else self._order(call)
        if order is None:
            with self._here:
                return run_step(*call)
        lost = 0
        while True:
            with self.crew.one(order.needs) as worker:
                try:
                    answer = self._asked(worker, order)
                    if answer is None:  # the worker is refused
                        continue
                    if self._taken_in(answer):
                        worker.has |= answer.made.keys()
                        return dict(answer.outputs)
                except Gone:
                    self.crew.check()
            lost += 1
            if lost == LOSSES:
                raise ProblemsFound([problem("S355", step=order.kind, count=lost)])

    def _order(self, call: Call) -> Order | None:
        """Return the step as it travels, or None where one of its inputs can't."""
        _, kind, digests, leaves, params, _ = call
        parcels = {name: self._parcel(name, leaf) for name, leaf in leaves.items()}
        whole = {name: parcel for name, parcel in parcels.items() if parcel is not None}
        if len(whole) < len(parcels):
            return None
        needs = {*digests.values(), *(each for parcel in whole.values() for each in parcel.contents.values())}
        if "blobs" in digests:
            needs |= set(json.loads(self._store.get(digests["blobs"])).values())
        return Order(kind, digests, whole, params, frozenset(needs), self._environment, self._share)

    def _parcel(self, name: str, leaf: Leaf) -> Parcel | None:
        with self._here:
            key = leaf.folder, leaf.digest
            if key not in self._parcels:
                self._parcels[key] = parcel_of(leaf, pack_files(leaf.folder) if name == "fonts" else ())
            made = self._parcels[key]
            if made is None:
                return None
            self._paths |= made[1]
            return made[0]

    def _asked(self, worker: Worker, order: Order) -> Answer | None:
        """Have a worker do a step, and send what it lacks, also what it had once; None if it is refused."""
        if not worker.known:
            self._greeted(worker)
        lacked = Counter[str]()
        while max(lacked.values(), default=0) < SENDINGS:
            if worker.fit:
                self._sent(worker, order.needs - worker.has)
            if not worker.fit:
                return None
            answer = self.crew.ask(worker, work, order)
            worker.has |= order.needs
            if answer.is_done:
                return answer
            self._learned(worker, answer)
            order = replace(order, needs=order.needs | answer.lacking)
            lacked.update(answer.lacking)
        raise Gone(worker.name)

    def _learned(self, worker: Worker, answer: Answer) -> None:
        """Draw the consequence of an answer of a step that did not run."""
        worker.has -= answer.lacking
        self._shared -= answer.lacking
        if answer.versions is not None:
            self.crew.refuse(worker, "S352", reason=differences(answer.versions, versions()))
        elif answer.refused:
            self.crew.refuse(worker, "S356", reason=answer.refused)

    def _greeted(self, worker: Worker) -> None:
        """Ask a worker for its versions, before anything is sent there."""
        try:
            # A worker that gets a function which it can't import ends; asked by name it says so.
            self.crew.ask(worker, resolve_name, f"{tell_versions.__module__}:{tell_versions.__name__}")
        except (ImportError, AttributeError) as reason:
            self.crew.refuse(worker, "S352", reason=f"it has no Octavo like this ({reason})")
            return
        there = self.crew.ask(worker, tell_versions)
        worker.known = True
        if differs := differences(there, versions()):
            self.crew.refuse(worker, "S352", reason=differs)

    def _sent(self, worker: Worker, digests: Collection[str]) -> None:
        """Bring the bytes of these digests to a worker, or to the place that it shares with the builder."""
        parcel: dict[str, bytes] = {}
        for digest in sorted(digests):
            if self._share:
                self._left(digest)
                continue
            data = self._read(digest)
            if parcel and sum(map(len, parcel.values())) + len(data) > AT_ONCE:
                self._handed(worker, parcel)
                parcel = {}
            parcel[digest] = data
        if parcel:
            self._handed(worker, parcel)

    def _handed(self, worker: Worker, files: Mapping[str, bytes]) -> None:
        if not worker.fit:
            return
        if refused := self.crew.ask(worker, keep, files):
            self.crew.refuse(worker, "S356", reason=refused)
        else:
            worker.has |= files.keys()

    def _left(self, digest: str) -> None:
        if digest not in self._shared:
            self._at_depot(partial(Depot.put, data=self._read(digest)))
            self._shared.add(digest)

    def _read(self, digest: str) -> bytes:
        """Return the bytes of a digest: from the store, or from the file that had it when it was weighed."""
        if (path := self._paths.get(digest)) is None:
            return self._store.get(digest)
        data = path.read_bytes()
        if blob_digest(data) != digest:
            raise InputsChanged(path.name)
        return data

    def _taken_in(self, answer: Answer) -> bool:
        """Put what a worker made into the builder's store; tell whether all of it came."""
        for digest, data in answer.made.items():
            if data is None and self._store.has(digest):
                continue
            brought = self._at_depot(partial(Depot.get, digest=digest)) if data is None else data
            if brought is None or self._store.put(brought) != digest:
                return False
        return all(self._store.has(digest) for digest in answer.outputs.values())

    def _at_depot(self, do: Callable[[Depot], T]) -> T:
        try:
            return do(depot_at(self._share))
        except DepotFault as reason:
            raise ProblemsFound([problem("S357", shared=self._share, reason=str(reason))]) from reason

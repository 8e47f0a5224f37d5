# SPDX-License-Identifier: AGPL-3.0-or-later
"""What a worker of a cluster does when it is asked: tell its versions, keep files, run a step in a store of its own."""

from __future__ import annotations

import os
import shutil
import threading
from collections.abc import Mapping
from contextlib import nullcontext
from dataclasses import dataclass, field
from pathlib import Path

from octavo.pipeline.cluster_depot import Depot, depot_at
from octavo.pipeline.cluster_parcel import Answer, Order, Versions, unpacked
from octavo.pipeline.inputs import InputsChanged, Leaf, environment, versions
from octavo.pipeline.keeping import REFUSALS
from octavo.pipeline.steps import run_work
from octavo.pipeline.store import Lost, Store
from octavo.pipeline.work import Work
from octavo.resources.shared import fonts_from

STORE = "OCTAVO_STORE"  # the folder that workers keep what they got in; without it their own scratch folder
LEAVES = "leaves"
# Layout engine and fontconfig are for one step at a time in a process, however many threads a worker was given.
_ONE = threading.Lock()


@dataclass(frozen=True, slots=True)
class Noting(Store):
    """A store that remembers what was put into it."""

    noted: dict[str, bytes] = field(default_factory=dict)

    def put(self, data: bytes) -> str:
        """Keep the bytes and return their digest."""
        digest = Store.put(self, data)
        self.noted[digest] = data
        return digest


def tell_versions() -> Versions:
    """Return the versions of this worker, whatever its Octavo is."""
    return versions()


def keep(files: Mapping[str, bytes]) -> str:
    """Keep bytes that were sent; return why that can't be, or nothing."""
    store = Store(_folder())
    try:
        for digest, data in files.items():
            if store.put(data) != digest:
                return f"what came for {digest[:12]} has other bytes"
    except OSError as reason:
        return _refusal(reason)
    return ""


def work(order: Order) -> Answer:
    """Run a step on what was sent; what is lacking is told, whether it never came or is gone meanwhile."""
    if environment() != order.environment:
        return Answer(versions=versions())
    with _ONE:
        store = Noting(_folder())
        try:
            depot = depot_at(order.share) if order.share else None
            return _lacks(order, store, depot) or _worked(order, store, depot)
        except OSError as reason:
            return Answer(refused=_refusal(reason))


def _worked(order: Order, store: Noting, depot: Depot | None) -> Answer:
    leaves: dict[str, Leaf] = {}
    below = store.folder / LEAVES
    try:
        leaves = {name: unpacked(parcel, below, store.get) for name, parcel in order.parcels.items()}
        before = _stamps(store, leaves)
        with fonts_from(leaves["fonts"].folder) if "fonts" in leaves else nullcontext():
            outputs = run_work(order.kind, Work(store, order.digests, leaves, order.params))
        if _stamps(store, leaves) != before:
            raise InputsChanged(LEAVES)  # the store was removed and is there again: nobody knows what was read
    except (InputsChanged, Lost, OSError) as fault:
        if isinstance(fault, InputsChanged):
            shutil.rmtree(below, ignore_errors=True)
        if isinstance(fault, OSError) and fault.errno in REFUSALS:
            raise
        if isinstance(fault, Lost):  # also what no list names, but what is read for another
            lacking = _lacks(order, store, depot)
            return Answer(lacking=frozenset({fault.digest}) | (lacking.lacking if lacking else frozenset()))
        if isinstance(fault, InputsChanged):
            return _lacks(order, store, depot) or Answer(lacking=order.needs)
        if (lacking := _lacks(order, store, depot)) is None:
            raise
        return lacking
    if depot is None:
        return Answer(outputs, store.noted)
    for data in store.noted.values():
        depot.put(data)
    return Answer(outputs, dict.fromkeys(store.noted))


def _lacks(order: Order, store: Store, depot: Depot | None) -> Answer | None:
    """Return an answer with what is not in the store, nor at the shared place; None where nothing is lacking."""
    lacking = set()
    for digest in sorted(order.needs):
        if not store.has(digest):
            data = depot.get(digest) if depot is not None else None
            if data is None:
                lacking.add(digest)
            else:
                store.put(data)
    return Answer(lacking=frozenset(lacking)) if lacking else None


def _stamps(store: Store, leaves: Mapping[str, Leaf]) -> list[tuple[int, int]]:
    """Return what tells folders from others that were made in their place."""
    folders = [store.folder, *(leaf.folder for leaf in leaves.values())]
    return [(told.st_dev, told.st_ino) for told in map(Path.stat, folders)]


def _refusal(reason: OSError) -> str:
    if reason.errno not in REFUSALS:
        raise reason
    return reason.strerror or str(reason)


def _folder() -> Path:
    from distributed import get_worker

    if named := os.environ.get(STORE):
        return Path(named)
    return Path(get_worker().local_directory) / "octavo"

# SPDX-License-Identifier: AGPL-3.0-or-later
"""What a store holds, and letting go of what was used longest ago; never of what anybody uses who is still running."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from shutil import rmtree
from typing import Any, NamedTuple

from octavo.pipeline.guard import alone
from octavo.pipeline.store import WRITING, unsealed
from octavo.pipeline.using import oldest_use

BLOCK = 4096  # bytes that a disk gives out at once, so that a store of many small files is not taken for a small one
ROOM = 10  # a store that is over its limit is brought below it by one part in so many, so that not every build prunes
PREVIEW = "preview-"
UNREADABLE = frozenset({""})  # what a record holds that can't be read: nothing that could be there


class Entry(NamedTuple):
    """Something that is kept or goes as a whole: the room it takes, when it was used last (ns), the blobs it needs."""

    size: int
    used: int
    holds: frozenset[str] = frozenset()


@dataclass(slots=True)
class Holdings:
    """What there is in a store, by path below its folder; `other` is what is not for pruning."""

    blobs: dict[str, Entry] = field(default_factory=dict)
    records: dict[str, Entry] = field(default_factory=dict)
    last: dict[str, Entry] = field(default_factory=dict)
    opinions: dict[str, Entry] = field(default_factory=dict)
    previews: dict[str, Entry] = field(default_factory=dict)
    unfinished: dict[str, Entry] = field(default_factory=dict)
    other: dict[str, Entry] = field(default_factory=dict)

    @property
    def size(self) -> int:
        """The room that all of it takes on the disk, in bytes."""
        parts = (
            self.blobs, self.records, self.last, self.opinions, self.previews, self.unfinished, self.other,
        )  # fmt: skip
        return sum(each.size for part in parts for each in part.values())


@dataclass(frozen=True, slots=True)
class Pruned:
    """How many files or folders went, and the room they took in bytes."""

    files: int = 0
    size: int = 0


def holdings(store: Path) -> Holdings:
    """Return what there is in a store; no file is read."""
    found = Holdings()
    parts = {"blobs": found.blobs, "steps": found.records, "last": found.last, "opinions": found.opinions}
    for path, entry in _files(store):
        top, _, name = path.partition("/")
        if path.rpartition("/")[2].startswith(WRITING) and not top.startswith(PREVIEW):
            found.unfinished[path] = entry
        elif name and top.startswith(PREVIEW):
            before = found.previews.get(top, Entry(0, 0))
            found.previews[top] = Entry(before.size + entry.size, max(before.used, entry.used))
        else:
            parts.get(top, found.other)[path] = entry
    return found


def _files(folder: Path, below: str = "") -> Iterator[tuple[str, Entry]]:
    """Yield every file with its path; what vanishes meanwhile is not there."""
    with suppress(FileNotFoundError, NotADirectoryError), os.scandir(folder) as inside:
        for each in inside:
            if each.is_dir(follow_symlinks=False):
                yield from _files(folder / each.name, f"{below}{each.name}/")
                continue
            with suppress(FileNotFoundError):
                stat = each.stat(follow_symlinks=False)
                yield f"{below}{each.name}", Entry(-(-stat.st_size // BLOCK) * BLOCK, stat.st_mtime_ns)


def what_goes(
    entries: Mapping[str, Entry], blobs: Mapping[str, Entry], excess: int, began: int
) -> tuple[list[str], list[str]]:
    """Return the entries and the blobs that go: what is of no use to anybody, then the oldest until `excess` is gone.

    A blob goes with the last entry that holds it, and an entry with the first of its blobs that is missing. Nothing
    goes that was used at `began` or later.
    """
    held = Counter(digest for each in entries.values() for digest in each.holds)
    gone, blobs_gone = [], [name for name, blob in blobs.items() if not held[name] and blob.used < began]
    excess -= sum(blobs[name].size for name in blobs_gone)
    old = sorted((each.holds <= blobs.keys(), each.used, name) for name, each in entries.items() if each.used < began)
    for whole, _, name in old:
        if whole and excess <= 0:
            break
        gone.append(name)
        excess -= entries[name].size
        for digest in entries[name].holds & blobs.keys():
            held[digest] -= 1
            if not held[digest] and blobs[digest].used < began:
                blobs_gone.append(digest)
                excess -= blobs[digest].size
    return gone, blobs_gone


def prune(store: Path, limit: int, began: int, found: Holdings | None = None) -> Pruned:
    """Bring the store below its limit in bytes, if it is above; what killed programs left half written goes anyway.

    What was used at `began` (ns) or later stays, and what anybody has used who says by `using` that he still does.
    `found` is what is there, where somebody has looked just now.
    """
    began = min(began, oldest_use(store) or began)
    found = found or holdings(store)
    goes = {path: each for path, each in found.unfinished.items() if each.used < began}
    excess = found.size - sum(each.size for each in goes.values()) - (limit - limit // ROOM)
    if found.size > limit:
        blobs = {path.rpartition("/")[2]: each for path, each in found.blobs.items()}
        places = {path.rpartition("/")[2]: path for path in found.blobs}
        entries = {path: _with_blobs(store, path, each) for path, each in found.records.items()}
        entries |= found.opinions | found.previews
        gone, blobs_gone = what_goes(entries, blobs, excess, began)
        goes |= {path: entries[path] for path in gone}
        goes |= _last_of(store, found, {_key(path) for path in found.records.keys() - goes.keys()}, began)
        goes |= {places[digest]: blobs[digest] for digest in blobs_gone}
    return _removed(store, goes)


def _key(record: str) -> str:
    return record.rpartition("/")[2].removesuffix(".json")


def _with_blobs(store: Path, path: str, entry: Entry) -> Entry:
    told = _read(store / path, _key(path))
    holds = UNREADABLE if told is None else frozenset(digest for digest, _ in told.values())
    return Entry(entry.size, entry.used, holds)


def _last_of(store: Path, found: Holdings, kept: Iterable[str], began: int) -> dict[str, Entry]:
    """Return what was kept of the last time of steps whose record is gone."""
    keys = set(kept)
    told = {path: _read(store / path, "last") for path, each in found.last.items() if each.used < began}
    return {path: found.last[path] for path, last in told.items() if last is None or last[1] not in keys}


def _read(path: Path, name: str) -> Any:
    try:
        return unsealed(name, path.read_bytes())
    except (OSError, ValueError):
        return None


def _removed(store: Path, goes: Mapping[str, Entry]) -> Pruned:
    """Remove the files and folders, records before blobs; leave what was used since it was looked at."""
    files = size = 0
    for path, entry in goes.items():
        with suppress(OSError):
            place = store / path
            if place.is_dir():
                with alone(place, wait=False):  # a preview that runs says so
                    rmtree(place)
            elif place.stat().st_mtime_ns != entry.used:
                continue
            else:
                place.unlink()
            files, size = files + 1, size + entry.size
    return Pruned(files, size)

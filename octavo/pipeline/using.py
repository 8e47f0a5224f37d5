# SPDX-License-Identifier: AGPL-3.0-or-later
"""Who uses a store at this moment, and since when: what was used from then on is not for anybody to prune."""

from __future__ import annotations

import os
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from octavo.pipeline.guard import lock

FOLDER = "using"


@contextmanager
def using(store: Path) -> Iterator[int]:
    """Say that this process uses the store until the block ends; give the time since when, as `oldest_use` does.

    A file says so that the process holds a lock on: whatever ends the process lets go of it. The time is the file's,
    by the clock of the disk that all the others are from. Where a full disk has no room for it, nobody is told: what is
    pruned then is made again, which costs time alone.
    """
    folder = store / FOLDER
    try:
        folder.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=folder, prefix=f"{os.getpid()}-")
    except OSError:
        yield time.time_ns()
        return
    try:
        lock(handle, wait=False)
        yield os.fstat(handle).st_mtime_ns
    finally:
        with suppress(OSError):
            Path(name).unlink()
        os.close(handle)


def oldest_use(store: Path) -> int | None:
    """Return since when the store is in use (nanoseconds, by the clock of its disk), or None if nobody uses it."""
    times = []
    for path in sorted((store / FOLDER).glob("*-*")):
        try:
            with path.open("r+b") as file:
                time = os.fstat(file.fileno()).st_mtime_ns
                try:
                    lock(file.fileno(), wait=False)
                except BlockingIOError:
                    times.append(time)
                else:  # its process was killed
                    path.unlink()
        except OSError:
            continue
    return min(times, default=None)

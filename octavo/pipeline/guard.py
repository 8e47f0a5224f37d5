# SPDX-License-Identifier: AGPL-3.0-or-later
"""One build at a time in one output folder."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def alone(folder: Path, *, wait: bool = True) -> Iterator[None]:
    """Hold the output folder's lock; wait for another build that holds it. A killed build holds nothing.

    Raises BlockingIOError where another holds it and `wait` is false. The lock belongs to the open file (flock(2),
    LockFileEx), so that the system lets go of it whatever happens.
    """
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / "lock").open("a+b") as file:
        _lock(file.fileno(), wait=wait)
        yield


def _lock(handle: int, *, wait: bool) -> None:
    if os.name == "nt":
        import msvcrt  # pragma: no cover

        try:
            msvcrt.locking(handle, msvcrt.LK_LOCK if wait else msvcrt.LK_NBLCK, 1)  # type: ignore[attr-defined,unused-ignore]
        except OSError as reason:
            raise BlockingIOError(*reason.args) from reason
    else:
        import fcntl

        fcntl.flock(handle, fcntl.LOCK_EX if wait else fcntl.LOCK_EX | fcntl.LOCK_NB)

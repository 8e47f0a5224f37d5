# SPDX-License-Identifier: AGPL-3.0-or-later
"""One build at a time in one output folder."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

FILE = "lock"


@contextmanager
def alone(folder: Path, *, wait: bool = True) -> Iterator[Callable[[], bool]]:
    """Hold the output folder's lock; wait for another build that holds it. A killed build holds nothing.

    Raises BlockingIOError where another holds it and `wait` is false. The lock belongs to the open file (flock(2),
    LockFileEx), so that the system lets go of it whatever happens. Who deletes the folder takes the lock away: what is
    given tells whether it still is the one that others wait for.
    """
    while True:
        folder.mkdir(parents=True, exist_ok=True)
        with (folder / FILE).open("a+b") as file:
            lock(file.fileno(), wait=wait)
            if _stands(folder, file.fileno()):
                yield lambda: _stands(folder, file.fileno())
                return


def is_taken(folder: Path) -> bool:
    """Tell whether somebody holds the lock of the folder at this moment."""
    try:
        with (folder / FILE).open("r+b") as file:
            lock(file.fileno(), wait=False)
    except BlockingIOError:
        return True
    except OSError:  # nobody has ever locked it; what else is wrong with it, who locks it will say
        return False
    return False


def _stands(folder: Path, handle: int) -> bool:
    """Tell whether the open file is the one that others find in the folder."""
    try:
        return os.path.samestat((folder / FILE).stat(), os.fstat(handle))
    except FileNotFoundError:
        return False


def lock(handle: int, *, wait: bool) -> None:
    """Lock an open file until it is closed; raise BlockingIOError where another has it and `wait` is false."""
    if os.name == "nt":
        import msvcrt  # pragma: no cover

        try:
            msvcrt.locking(handle, msvcrt.LK_LOCK if wait else msvcrt.LK_NBLCK, 1)  # type: ignore[attr-defined,unused-ignore]
        except OSError as reason:
            raise BlockingIOError(*reason.args) from reason
    else:
        import fcntl

        fcntl.flock(handle, fcntl.LOCK_EX if wait else fcntl.LOCK_EX | fcntl.LOCK_NB)

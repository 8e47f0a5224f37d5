# SPDX-License-Identifier: AGPL-3.0-or-later
"""One build at a time in one output folder."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def alone(folder: Path) -> Iterator[None]:
    """Hold the output folder's lock; wait for another build that holds it. A killed build holds nothing.

    The lock belongs to the open file (flock(2), LockFileEx), so that the system lets go of it whatever happens.
    """
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / "lock").open("a+b") as file:
        _lock(file.fileno())
        yield


def _lock(handle: int) -> None:
    if os.name == "nt":
        import msvcrt  # pragma: no cover

        msvcrt.locking(handle, msvcrt.LK_LOCK, 1)  # type: ignore[attr-defined,unused-ignore]
    else:
        import fcntl

        fcntl.flock(handle, fcntl.LOCK_EX)

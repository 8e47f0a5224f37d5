# SPDX-License-Identifier: AGPL-3.0-or-later
"""A lock file that keeps two runs from harming each other: many may use a folder, only one at a time may make it."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from bootstrap.terminal import give_up, say

if sys.platform == "win32":
    import msvcrt

    SHARED = ALONE = 0
else:
    import fcntl

    SHARED, ALONE = fcntl.LOCK_SH, fcntl.LOCK_EX

PATIENCE = 20 * 60  # seconds: longer than an installation over a slow line, shorter than a night


class Guard:
    """A hold on a lock file. It ends with the process at the latest: nothing to tidy up after a kill."""

    def __init__(self, path: Path) -> None:
        self.path = path
        try:
            self.handle: int | None = os.open(path, os.O_RDWR | os.O_CREAT, 0o666)
        except OSError:
            self.handle = None  # in a checkout that can't be written nobody can make anything either

    def share(self) -> bool:
        """Hold the file together with others, if nobody holds it alone; return whether it is held.

        The hold survives os.exec, so the program that takes over this process has it too.
        """
        if self.handle is None:
            return True
        if sys.platform == "win32":
            # Windows has no shared hold, and refuses by itself to remove files that are in use: look in, and leave.
            free = self.take()
            self.release()
            return free
        os.set_inheritable(self.handle, True)
        return self.held(SHARED)

    def take(self) -> bool:
        """Hold the file alone, if nobody else has a hold on it; return whether it is held."""
        if self.handle is None:
            return False
        return self.held(ALONE)

    def release(self) -> None:
        """Let go of the file."""
        if self.handle is None:
            return
        if sys.platform == "win32":
            with suppress(OSError):  # it was not held
                msvcrt.locking(self.handle, msvcrt.LK_UNLCK, 1)
        else:
            fcntl.flock(self.handle, fcntl.LOCK_UN)

    def close(self) -> None:
        """Let go for good, as the end of the process does."""
        if self.handle is not None:
            os.close(self.handle)
            self.handle = None

    def held(self, kind: int) -> bool:
        """Return whether the system grants a hold at once."""
        assert self.handle is not None
        try:
            if sys.platform == "win32":
                msvcrt.locking(self.handle, msvcrt.LK_NBLCK, 1)
            else:
                fcntl.flock(self.handle, kind | fcntl.LOCK_NB)
        except (BlockingIOError, PermissionError):
            return False
        return True


def made_by_one(
    guard: Guard, is_made: Callable[[], bool], make: Callable[[], None], patience: float = PATIENCE
) -> bool:
    """Let one run make what the others wait for, and use it together; return whether this run made it.

    A run that finds the thing whole waits for nobody. One that has to make it waits until those who use it are done.
    """
    until, told = time.monotonic() + patience, False
    while True:
        if guard.share() and is_made():
            return False
        if guard.take():
            made = not is_made()
            if made:
                make()
            guard.release()
            guard.share()
            return made
        guard.release()  # two runs that both share would else keep each other from taking
        if guard.handle is None:
            give_up(f"{guard.path} can't be written, so nothing can be made in its folder")
        if not told:
            say("octavo: another run is at work here; waiting for it to end")
            told = True
        if time.monotonic() > until:
            give_up("the other run has not ended; stop it, then start this one again")
        time.sleep(0.2)

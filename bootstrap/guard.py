# SPDX-License-Identifier: AGPL-3.0-or-later
"""A lock file that keeps two runs from harming each other: many may use an environment, only one may make it."""

from __future__ import annotations

import os
import sys
import time
from contextlib import suppress
from pathlib import Path

from bootstrap.terminal import give_up, say

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl

PATIENCE = 20 * 60  # seconds: longer than an installation over a slow line, shorter than a night


class Guard:
    """A hold on a lock file. It ends with the process: nothing to tidy up after a kill."""

    def __init__(self, path: Path, patience: float = PATIENCE) -> None:
        self.path = path
        self.patience = patience
        try:
            self.handle: int | None = os.open(path, os.O_RDWR | os.O_CREAT, 0o666)
        except OSError:
            self.handle = None  # a checkout that can't be written is used as it is; nobody can remake it either

    def share(self) -> None:
        """Hold the file together with others; the hold survives os.exec, so the command that follows has it too."""
        if self.handle is None:
            return
        if sys.platform == "win32":
            self.release()  # Windows has no shared hold, and refuses by itself to remove files that are in use
        else:
            os.set_inheritable(self.handle, True)
            self.wait(fcntl.LOCK_SH)

    def take(self) -> None:
        """Hold the file alone; waits, and says so, until all others are done."""
        if self.handle is None:
            give_up(f"{self.path} can't be written, so .venv can't be made here")
        self.wait(2 if sys.platform == "win32" else fcntl.LOCK_EX)

    def release(self) -> None:
        """Let go of the file."""
        if self.handle is None:
            return
        if sys.platform == "win32":
            with suppress(OSError):  # it was not held
                msvcrt.locking(self.handle, msvcrt.LK_UNLCK, 1)
        else:
            fcntl.flock(self.handle, fcntl.LOCK_UN)

    def wait(self, kind: int) -> None:
        """Ask for the hold until it is given."""
        until = time.monotonic() + self.patience
        told = False
        while not self.granted(kind):
            if not told:
                say("octavo: another run is using .venv, which has to be made again; waiting for it to end")
                told = True
            if time.monotonic() > until:
                give_up("the other run has not ended; stop it, then start this one again")
            time.sleep(0.2)

    def granted(self, kind: int) -> bool:
        """Return whether the hold is given now."""
        assert self.handle is not None
        try:
            if sys.platform == "win32":
                msvcrt.locking(self.handle, msvcrt.LK_NBLCK, 1)
            else:
                fcntl.flock(self.handle, kind | fcntl.LOCK_NB)
        except (BlockingIOError, PermissionError):
            return False
        return True

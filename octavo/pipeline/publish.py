# SPDX-License-Identifier: AGPL-3.0-or-later
"""Publishing an edition as a set: written aside, then moved into place in one step, so that a kill damages nothing."""

from __future__ import annotations

import ctypes
import hashlib
import json
import os
import shutil
import sys
from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path

from octavo.pipeline.store import write_whole

ASIDE = ".aside"
LISTING = ".set.json"


def publish_set(target: Path, files: Mapping[str, bytes]) -> bool:
    """Make the folder `target` hold exactly these files (names with forward slashes); tell whether anything changed.

    The files are written whole into a folder beside it, which then changes places with the target. Where the system can
    exchange two folders at once (Linux, macOS) the target is always either the old set or the new one; elsewhere a
    journal says how far the move got, and `recover` ends it.
    """
    wanted = {name: hashlib.sha256(data).hexdigest() for name, data in sorted(files.items())}
    return publish_listed(target, wanted, files.__getitem__)


def publish_listed(target: Path, wanted: Mapping[str, str], read: Callable[[str], bytes]) -> bool:
    """Make the folder hold exactly the files with these SHA-256; `read` gives their bytes where they differ."""
    if listed(target) == wanted and intact(target, wanted):
        return False

    def fill(aside: Path) -> None:
        for name in sorted(wanted):
            path = aside / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(read(name))
        (aside / LISTING).write_text(json.dumps(dict(wanted), indent=1, sort_keys=True), encoding="utf-8")

    replace_folder(target, fill)
    return True


def replace_folder(target: Path, fill: Callable[[Path], None]) -> None:
    """Put another folder in the place of `target`: `fill` writes it whole beside it, then both change places.

    Where the disk is full nothing is left of the new one, for it takes room that somebody looks for; OSError names the
    target.
    """
    aside = target.parent / ASIDE / target.name
    remove(aside)
    journal = target.parent / ASIDE / f"{target.name}.journal"
    try:
        aside.mkdir(parents=True)
        fill(aside)
        sync_tree(aside)
        write_whole(journal, b"the set beside this file is whole and has to take the place of the old one\n")
    except OSError as reason:
        with suppress(OSError):
            remove(aside)
            aside.parent.rmdir()  # unless there is more in it
        reason.filename = str(target)
        raise
    move_into_place(aside, target)
    journal.unlink()
    remove(aside)
    if not any(aside.parent.iterdir()):
        aside.parent.rmdir()


def recover(folder: Path) -> tuple[str, ...]:
    """End what a killed build began in this folder; return the names of the editions that were brought to an end.

    A set with a journal is whole and takes its place unless it already has; one without is incomplete and goes.
    """
    aside = folder / ASIDE
    ended = []
    for journal in sorted(aside.glob("*.journal")):
        name = journal.name.removesuffix(".journal")
        new, target = aside / name, folder / name
        if new.is_dir() and not target.exists():
            new.rename(target)
            ended.append(name)
        journal.unlink()
    remove(aside)
    return tuple(ended)


def withdraw(target: Path) -> bool:
    """Remove a set that is no longer wanted; only a folder that carries our listing is ever removed."""
    if not (target / LISTING).is_file():
        return False
    aside = target.parent / ASIDE / target.name
    remove(aside)
    aside.parent.mkdir(exist_ok=True)
    target.rename(aside)
    remove(aside.parent)
    return True


def listed(target: Path) -> dict[str, str] | None:
    """Return the files of a published set with their SHA-256, or None if there is none."""
    try:
        found: dict[str, str] = json.loads((target / LISTING).read_text("utf-8"))
    except (OSError, ValueError):
        return None
    return found


def intact(target: Path, wanted: Mapping[str, str]) -> bool:
    """Tell whether the folder holds the files as they were published."""
    try:
        return all(hashlib.sha256((target / name).read_bytes()).hexdigest() == want for name, want in wanted.items())
    except OSError:
        return False


def move_into_place(aside: Path, target: Path) -> None:
    """Put the folder `aside` where `target` is; an older target ends up at `aside`."""
    if not target.exists():
        aside.rename(target)
    elif not exchange(aside, target):
        old = aside.with_name(f"{aside.name}.old")
        remove(old)
        target.rename(old)
        aside.rename(target)
        remove(old)


def exchange(one: Path, other: Path) -> bool:
    """Let two folders change places in one indivisible step; return False where the system cannot.

    Linux: renameat2(2) with RENAME_EXCHANGE; macOS: renamex_np(2) with RENAME_SWAP.
    """
    try:
        library = ctypes.CDLL(None, use_errno=True)
        if sys.platform == "darwin":
            return bool(library.renamex_np(os.fsencode(one), os.fsencode(other), 2) == 0)
        at_fdcwd, rename_exchange = -100, 2
        return bool(library.renameat2(at_fdcwd, os.fsencode(one), at_fdcwd, os.fsencode(other), rename_exchange) == 0)
    except (AttributeError, OSError, TypeError):
        return False


def sync_tree(folder: Path) -> None:
    """Bring every file below the folder to the disk, and the lists of what is in it, before it is moved into place."""
    for path in (folder, *sorted(folder.rglob("*"))):
        if path.is_file() or os.name != "nt":  # Windows opens no folder
            handle = os.open(path, os.O_RDONLY if os.name != "nt" else os.O_RDWR)
            try:
                os.fsync(handle)
            finally:
                os.close(handle)


def remove(folder: Path) -> None:
    """Remove a folder of ours with everything in it, if it is there."""
    if folder.is_dir():
        shutil.rmtree(folder)

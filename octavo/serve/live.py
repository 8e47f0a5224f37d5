# SPDX-License-Identifier: AGPL-3.0-or-later
"""The preview kept new: a saved file is noticed, the pages it touches are laid out at once, then the whole book."""

from __future__ import annotations

import asyncio
import multiprocessing
import os
from concurrent.futures import ProcessPoolExecutor
from contextlib import suppress
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from octavo.pipeline.inputs import InputsChanged
from octavo.pipeline.preview import Wish, glance, look, warm
from octavo.serve.board import Board

LONGEST_MS, QUIET_MS = 200, 20  # how long saves are gathered at most, and how long nothing more must have come
AGAIN = 0.2  # seconds to wait after a file changed while it was read
NICENESS = 10  # the layout of the whole book gives way to that of single pages


async def keep_new(wish: Wish, board: Board) -> None:
    """Lay out the edition and put it up, now and after every saved file, until cancelled."""
    keeper = _Keeper(wish, board, _pool(0), _pool(NICENESS))
    watching = asyncio.create_task(keeper.watch())
    try:
        await keeper.keep()
    finally:
        watching.cancel()
        keeper.close()


@dataclass(slots=True)
class _Keeper:
    """Two processes, warm: `near` lays out the pages that a change touches, `far` the whole book after it.

    `made` is what the last whole book was made of, `outdated` tells that files were saved since `far` began.
    """

    wish: Wish
    board: Board
    near: ProcessPoolExecutor
    far: ProcessPoolExecutor
    made: dict[str, str] | None = None
    outdated: bool = False
    changed: asyncio.Event = field(default_factory=asyncio.Event)

    async def keep(self) -> None:
        whole = asyncio.create_task(self._whole())
        try:
            while True:
                saved = asyncio.create_task(self.changed.wait())
                await asyncio.wait({saved, whole}, return_when=asyncio.FIRST_COMPLETED)
                saved.cancel()
                if whole.done():
                    whole.result()
                if not self.changed.is_set():
                    if self.outdated:
                        whole = asyncio.create_task(self._whole())
                        continue
                    await self.changed.wait()
                self.changed.clear()
                self.outdated = True
                await self._touched()
                if whole.done() and not self.changed.is_set():
                    whole = asyncio.create_task(self._whole())
        finally:
            whole.cancel()

    async def watch(self) -> None:
        """Learn of saved files of the publication and of the house's templates."""
        from watchfiles import awatch

        folders = [folder for folder in (self.wish.folder, self.wish.templates) if folder.is_dir()]
        async for _ in awatch(*folders, watch_filter=counts, debounce=LONGEST_MS, step=QUIET_MS):
            self.changed.set()

    async def _touched(self) -> None:
        """Put up the pages that were touched, if they are few."""
        self.board.wait()
        if self.made is None:
            return
        # Whatever is in the way here, the layout of the whole book tells it.
        with suppress(Exception):
            seen = await _in(self.near, glance, self.wish, self.made)
            if seen is not None:
                (self.board.show if seen["pages"] is None else self.board.touch)(seen)

    async def _whole(self) -> None:
        """Lay out the whole book and put it up, unless files were saved meanwhile; then the source language's."""
        self.outdated = False
        try:
            seen = await _in(self.far, look, self.wish)
        except (InputsChanged, OSError):
            await asyncio.sleep(AGAIN)
            self.outdated = True
            return
        first, self.made = self.made is None, seen.pop("made", self.made)
        if self.outdated:
            return
        self.board.show(seen)
        if first and self.made is not None:  # so that the first change finds the process warm
            await _in(self.near, warm, self.wish, self.made)
        source = seen.get("source", self.wish.edition)
        if source != self.wish.edition:
            with suppress(InputsChanged, OSError):
                beside = await _in(self.far, look, replace(self.wish, edition=source))
                self.board.beside(beside["pages"])

    def close(self) -> None:
        """End both processes at once: nobody waits for what they make."""
        for pool in (self.near, self.far):
            for process in list((getattr(pool, "_processes", None) or {}).values()):
                process.terminate()
            pool.shutdown(wait=False, cancel_futures=True)


def counts(_: object, path: str) -> bool:
    """Tell whether a file is one that pages are made of: no hidden file, no copy that an editor keeps."""
    name = Path(path).name
    return not name.startswith((".", "#", "__")) and not name.endswith(("~", ".swp", ".tmp", ".bak"))


def _pool(niceness: int) -> ProcessPoolExecutor:
    return ProcessPoolExecutor(
        1, mp_context=multiprocessing.get_context("spawn"), initializer=_settle_in, initargs=(niceness,)
    )


def _settle_in(niceness: int) -> None:
    """Leave Ctrl+C to the process that serves, and give way to others."""
    import signal

    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if niceness and hasattr(os, "nice"):
        os.nice(niceness)


async def _in(pool: ProcessPoolExecutor, work: Any, *given: object) -> Any:
    return await asyncio.get_running_loop().run_in_executor(pool, work, *given)

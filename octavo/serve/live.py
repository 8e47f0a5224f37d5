# SPDX-License-Identifier: AGPL-3.0-or-later
"""The preview kept new: a saved file is noticed, its pages are laid out in a process of their own, and put up."""

from __future__ import annotations

import asyncio
import multiprocessing
from collections.abc import AsyncIterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace
from pathlib import Path

from octavo.pipeline.preview import Wish, look
from octavo.serve.board import Board

QUIET_MS, STEP_MS = 60, 20  # how long a file must have been quiet; some editors save in several goes


async def keep_new(wish: Wish, board: Board, changes: AsyncIterator[object] | None = None) -> None:
    """Lay out the edition and put it up, now and after every change, until cancelled."""
    loop = asyncio.get_running_loop()
    pool = ProcessPoolExecutor(1, mp_context=multiprocessing.get_context("spawn"))
    changed = asyncio.Event()
    changed.set()
    watching = asyncio.create_task(_watch(changes or _saved(wish), changed))
    try:
        while True:
            await changed.wait()
            changed.clear()
            board.wait()
            board.show(await loop.run_in_executor(pool, look, wish), busy=changed.is_set())
            source = board.book.get("source")
            if source and source != wish.edition and not changed.is_set():
                seen = await loop.run_in_executor(pool, look, replace(wish, edition=source))
                board.source(seen["pages"])
    finally:
        watching.cancel()
        for process in list((pool._processes or {}).values()):
            process.terminate()
        pool.shutdown(wait=False, cancel_futures=True)


async def _watch(changes: AsyncIterator[object], changed: asyncio.Event) -> None:
    async for _ in changes:
        changed.set()


async def _saved(wish: Wish) -> AsyncIterator[object]:
    """Yield whenever files of the publication or templates of the house were saved."""
    from watchfiles import awatch

    folders = [folder for folder in (wish.folder, wish.templates) if folder.is_dir()]
    async for found in awatch(*folders, watch_filter=_counts, debounce=QUIET_MS * 5, step=STEP_MS):
        yield found


def _counts(_: object, path: str) -> bool:
    """Tell whether a file is one that pages are made of: no hidden file, no copy that an editor keeps."""
    name = Path(path).name
    return not name.startswith((".", "#", "__")) and not name.endswith(("~", ".swp", ".tmp", ".bak"))

# SPDX-License-Identifier: AGPL-3.0-or-later
"""A preview from start to end: an address on this machine, the pages behind it, until it is stopped."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from shutil import rmtree

from octavo.diagnostics.problem import ProblemsFound, problem
from octavo.pipeline.guard import alone
from octavo.pipeline.preview import Wish
from octavo.pipeline.preview_page import page_files
from octavo.serve.app import preview_app
from octavo.serve.board import Board
from octavo.serve.host import LOOPBACK
from octavo.serve.live import keep_new

MOST_KEPT = 400_000_000  # bytes, at the start
PORT = 8642  # tried first, so that a page that is open already goes on after a new start


def serve(wish: Wish, port: int | None, ready: Callable[[str], None]) -> None:
    """Serve the preview until the process is interrupted; `ready` hears of its address.

    Raises ProblemsFound where the port is taken (S301), or a preview of this edition runs already (S302).
    """
    with bound(port) as listening, keeping(wish):
        asyncio.run(_serve(wish, listening, ready))


@contextmanager
def keeping(wish: Wish) -> Iterator[None]:
    """Hold the folder that a preview keeps its pages in; one that has grown large is emptied first."""
    try:
        with alone(wish.store, wait=False):
            if sum(path.stat().st_size for path in wish.store.rglob("*") if path.is_file()) > MOST_KEPT:
                for folder in [path for path in wish.store.iterdir() if path.is_dir()]:
                    rmtree(folder, ignore_errors=True)
            yield
    except BlockingIOError as taken:
        raise ProblemsFound([problem("S302", edition=wish.edition)]) from taken


def bound(port: int | None) -> socket.socket:
    """Return a socket at the loopback address: with this port, else with the usual one or any that is free."""
    for wanted in (port,) if port is not None else (PORT, 0):
        listening = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listening.bind((LOOPBACK, wanted))
        except OSError as reason:
            listening.close()
            said = reason.strerror or str(reason)
            continue
        return listening
    raise ProblemsFound([problem("S301", port=port, reason=said)])


async def _serve(wish: Wish, listening: socket.socket, ready: Callable[[str], None]) -> None:
    import uvicorn

    port = listening.getsockname()[1]
    board = Board()
    app = preview_app(page_files(wish.templates, wish.fonts, live=True), wish.pictures, board, port)
    config = uvicorn.Config(
        app, log_level="warning", access_log=False, lifespan="off", timeout_graceful_shutdown=1, server_header=False
    )
    server = uvicorn.Server(config)
    keeper = asyncio.create_task(keep_new(wish, board))
    keeper.add_done_callback(lambda _: setattr(server, "should_exit", True))
    listening.listen()  # who asks from now on waits, and is not turned away
    ready(f"http://{LOOPBACK}:{port}/")
    try:
        await server.serve(sockets=[listening])
    finally:
        keeper.cancel()
        await asyncio.gather(keeper, return_exceptions=True)
    if not keeper.cancelled() and (fault := keeper.exception()):
        raise fault

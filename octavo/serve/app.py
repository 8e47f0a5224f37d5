# SPDX-License-Identifier: AGPL-3.0-or-later
"""The addresses of a preview: its page, style and script, what it shows as JSON, pictures of pages, and news."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from octavo.serve.board import Board
from octavo.serve.host import guarded

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response
    from starlette.types import ASGIApp

PICTURE = re.compile(r"[0-9a-f]{20}\.png")
TYPES = {
    ".html": "text/html",
    ".css": "text/css",
    ".js": "text/javascript",
    ".ttf": "font/ttf",
    ".svg": "image/svg+xml",
}
FOR_EVER = {"cache-control": "private, max-age=31536000, immutable"}
NEVER = {"cache-control": "no-store"}


def preview_app(files: Mapping[str, bytes], pictures: Path, board: Board, port: int) -> ASGIApp:
    """Return the application: `files` are what the page is made of, by their paths; "" is the page itself."""
    from starlette.applications import Starlette
    from starlette.responses import Response, StreamingResponse
    from starlette.routing import Route

    async def picture(request: Request) -> Response:
        name = request.path_params["name"]
        path = pictures / name
        if not PICTURE.fullmatch(name) or not path.is_file():
            return Response("no such page\n", 404, media_type="text/plain")
        return Response(path.read_bytes(), media_type="image/png", headers=FOR_EVER)

    async def book(_: Request) -> Response:
        return Response(board.encoded(), media_type="application/json", headers=NEVER)

    async def news(_: Request) -> Response:
        return StreamingResponse(board.news(), media_type="text/event-stream", headers=NEVER)

    given = [Route(f"/{name}", _file(name, data)) for name, data in files.items()]
    own = [Route("/book.json", book), Route("/events", news), Route("/pages/{name}", picture)]
    return guarded(Starlette(routes=[*given, *own]), port)


def _file(name: str, data: bytes) -> Callable[[Request], Response]:
    from starlette.responses import Response

    media_type = TYPES[Path(name).suffix or ".html"]

    def answer(_: Request) -> Response:
        return Response(data, media_type=media_type, headers=NEVER)

    return answer

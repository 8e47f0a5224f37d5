# SPDX-License-Identifier: AGPL-3.0-or-later
"""An ASGI application asked as a browser would ask it, without a network."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Answer:
    """What came back."""

    status: int
    headers: dict[str, str]
    body: bytes


def ask(app: Any, path: str, host: str = "127.0.0.1:8642", method: str = "GET", **headers: str) -> Answer:
    """Return the answer to one request."""
    return asyncio.run(_ask(app, path, host, method, headers))


async def _ask(app: Any, path: str, host: str, method: str, headers: dict[str, str]) -> Answer:
    said: list[dict[str, Any]] = []
    given = {"host": host, **headers}
    scope = {
        "type": "http",
        "asgi": {"version": "3.0"},
        "http_version": "1.1",
        "method": method,
        "scheme": "http",
        "path": path,
        "raw_path": path.encode(),
        "query_string": b"",
        "root_path": "",
        "headers": [(name.encode(), value.encode()) for name, value in given.items() if value],
        "client": ("127.0.0.1", 50000),
        "server": ("127.0.0.1", 8642),
    }

    async def receive() -> dict[str, Any]:
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(message: dict[str, Any]) -> None:
        said.append(message)

    await app(scope, receive, send)
    start = next(each for each in said if each["type"] == "http.response.start")
    body = b"".join(each.get("body", b"") for each in said if each["type"] == "http.response.body")
    return Answer(start["status"], {name.decode().lower(): value.decode() for name, value in start["headers"]}, body)

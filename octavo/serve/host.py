# SPDX-License-Identifier: AGPL-3.0-or-later
"""Only this machine is answered: every request must name the loopback address that it was sent to.

A page of some other site can make a browser ask 127.0.0.1, under a name of its own that it lets point there (DNS
rebinding). Such a request has that name in its Host header, and is refused.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Receive, Scope, Send

LOOPBACK = "127.0.0.1"
NAMES = ("localhost", LOOPBACK, "[::1]")
READING = ("GET", "HEAD")
MISDIRECTED, NOT_ALLOWED = 421, 405
# What a page of the preview may load: its own files, and nothing that stands in it as a script or style.
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; connect-src 'self'; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
HEADERS = {
    "content-security-policy": POLICY,
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "referrer-policy": "no-referrer",
    "x-content-type-options": "nosniff",
}


def guarded(app: ASGIApp, port: int) -> ASGIApp:
    """Return the application behind a guard: other hosts get 421, anything but reading 405, all answers HEADERS."""
    known = {f"{name}:{port}".encode() for name in NAMES} | ({name.encode() for name in NAMES} if port == 80 else set())

    async def guard(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan":
            await app(scope, receive, send)
            return
        if scope["type"] != "http":
            return  # no web sockets here: the connection is closed
        hosts = [value.lower() for name, value in scope["headers"] if name == b"host"]
        if len(hosts) != 1 or hosts[0] not in known:
            await _refuse(send, MISDIRECTED, b"this preview is for this machine alone\n")
        elif scope["method"] not in READING:
            await _refuse(send, NOT_ALLOWED, b"a preview is only read\n")
        else:
            await app(scope, receive, _with_headers(send))

    return guard


def _with_headers(send: Send) -> Send:
    async def sending(message: dict[str, object]) -> None:
        if message["type"] == "http.response.start":
            given = message.get("headers")
            own = [(name.encode(), value.encode()) for name, value in HEADERS.items()]
            message = {**message, "headers": [*(given if isinstance(given, list) else ()), *own]}
        await send(message)

    return sending  # type: ignore[return-value]


async def _refuse(send: Send, status: int, said: bytes) -> None:
    headers = [(b"content-type", b"text/plain"), (b"content-length", str(len(said)).encode())]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": said})

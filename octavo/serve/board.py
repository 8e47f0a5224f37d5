# SPDX-License-Identifier: AGPL-3.0-or-later
"""What the preview shows at this moment, and those who wait to hear that it has changed."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from typing import Any

Data = dict[str, Any]
HEARTBEAT = 15.0  # seconds: a connection that says nothing for longer is taken for dead by some browsers


@dataclass(slots=True)
class Board:
    """The book as last laid out. `version` grows with every change; `busy` tells that pages are being laid out."""

    book: Data = field(default_factory=dict)
    version: int = 0
    busy: bool = True
    _changed: asyncio.Event = field(default_factory=asyncio.Event)

    def show(self, seen: Data) -> None:
        """Put up a whole book; where it has no pages, only what is wrong is new."""
        failed = seen.get("pages") is None
        new = {name: value for name, value in seen.items() if value is not None}
        self.book = {**self.book, **new, "failed": failed}
        self.busy = False
        self._tell()

    def touch(self, seen: Data) -> None:
        """Put up single pages by their numbers, with all messages and problems; the whole book is still to come."""
        shown = [seen["pages"].get(page["number"], page) for page in self.book["pages"]]
        self.book = {**self.book, **seen, "pages": shown, "failed": False}
        self._tell()

    def beside(self, pages: list[Data] | None) -> None:
        """Put up the pages of the source language."""
        self.book = {**self.book, "beside": pages or []}
        self._tell()

    def wait(self) -> None:
        """Say that pages are being laid out."""
        self.busy = True
        self._tell()

    def encoded(self) -> bytes:
        """Return all that a page shows, as JSON."""
        whole = {"pages": [], "messages": {}, "problems": [], "gone": [], "beside": [], **self.book}
        return json.dumps({**whole, "version": self.version, "busy": self.busy, "live": True}).encode()

    def _tell(self) -> None:
        self.version += 1
        changed, self._changed = self._changed, asyncio.Event()
        changed.set()

    async def news(self) -> AsyncIterator[str]:
        """Yield an event of text/event-stream for what there is now and for every change."""
        told = -1
        while True:
            changed = self._changed
            if told != self.version:
                told = self.version
                yield f"event: book\ndata: {told}\n\n"
                continue
            try:
                await asyncio.wait_for(changed.wait(), HEARTBEAT)
            except TimeoutError:
                yield ": here\n\n"

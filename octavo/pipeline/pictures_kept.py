# SPDX-License-Identifier: AGPL-3.0-or-later
"""Pictures converted to inks once, and taken from the store by every file and every build that prints them again."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from octavo.pipeline.inputs import environment
from octavo.pipeline.store import Store, blob_digest

if TYPE_CHECKING:
    from octavo.render.press.pictures import Keep


def kept_in(store: Store) -> Keep:
    """Return a way to convert pictures that looks into the store first; another program or library converts anew."""
    from octavo.render.press.remember import remembering

    def record(key: str) -> str:
        return blob_digest(f"picture {environment()} {key}".encode())

    def get(key: str) -> bytes | None:
        known = store.recall(record(key))
        with suppress(KeyError):  # a damaged blob is as good as none
            return store.get(known["picture"]) if known else None
        return None

    def put(key: str, data: bytes) -> None:
        store.record(record(key), {"picture": store.put(data)})

    return remembering(get, put)

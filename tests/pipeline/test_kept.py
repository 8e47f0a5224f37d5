# SPDX-License-Identifier: AGPL-3.0-or-later
"""A picture is converted to inks once: then the store has it, whole or not at all."""

from __future__ import annotations

from pathlib import Path

import pytest

from octavo.pipeline import kept
from octavo.pipeline.kept import kept_in
from octavo.pipeline.store import Store
from octavo.render.press import remember


def test_a_second_file_takes_it_from_the_store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[bytes | None] = []

    def watched(get, put):  # type: ignore[no-untyped-def]
        def keep(key, _):  # type: ignore[no-untyped-def]
            seen.append(get(key))
            put(key, b"inks")

        return keep

    monkeypatch.setattr(remember, "remembering", watched)
    store = Store(tmp_path)
    for _ in range(2):
        kept_in(store)("a picture", None)  # type: ignore[arg-type]
    assert seen == [None, b"inks"]
    for blob in (tmp_path / "blobs").rglob("*"):
        if blob.is_file():
            blob.write_bytes(b"damaged")
    kept_in(store)("a picture", None)  # type: ignore[arg-type]
    assert seen[2] is None
    monkeypatch.setattr(kept, "environment", lambda: "another program")
    kept_in(store)("a picture", None)  # type: ignore[arg-type]
    assert seen[3] is None

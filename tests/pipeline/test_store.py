# SPDX-License-Identifier: AGPL-3.0-or-later
"""What the store keeps, it gives back; what is damaged, it has never had."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from octavo.pipeline.store import Store, write_whole


@given(data=st.binary(max_size=500))
def test_bytes_come_back(tmp_path_factory: pytest.TempPathFactory, data: bytes) -> None:
    store = Store(tmp_path_factory.mktemp("store"))
    assert store.get(store.put(data)) == data


def test_a_damaged_blob_counts_as_missing(tmp_path: Path) -> None:
    store = Store(tmp_path)
    digest = store.put(b"whole")
    (path,) = tmp_path.glob(f"blobs/*/{digest}")
    path.write_bytes(b"half")
    with pytest.raises(KeyError):
        store.get(digest)
    assert not store.has(digest), "the next build makes it again"


def test_a_record_without_its_outputs_is_none(tmp_path: Path) -> None:
    store = Store(tmp_path)
    digest = store.put(b"out")
    store.record("a" * 64, {"file": digest})
    assert store.recall("a" * 64) == {"file": digest}
    next(tmp_path.glob(f"blobs/*/{digest}")).unlink()
    assert store.recall("a" * 64) is None
    assert store.recall("b" * 64) is None


def test_a_failed_write_leaves_the_old_file_and_no_litter(tmp_path: Path) -> None:
    path = tmp_path / "file"
    write_whole(path, b"old")
    with pytest.raises(TypeError):
        write_whole(path, "not bytes")  # type: ignore[arg-type]
    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]

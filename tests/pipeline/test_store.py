# SPDX-License-Identifier: AGPL-3.0-or-later
"""What the store keeps, it gives back; what is damaged, it has never had."""

from __future__ import annotations

import copy
import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from octavo.pipeline.store import Lost, Store, write_whole


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


def test_bytes_put_where_a_damaged_blob_is_mend_it(tmp_path: Path) -> None:
    store = Store(tmp_path)
    digest = store.put(b"whole")
    (path,) = tmp_path.glob(f"blobs/*/{digest}")
    for wrong in (b"whale", b"", b"whole and more"):
        path.write_bytes(wrong)
        assert store.put(b"whole") == digest
        assert store.get(digest) == b"whole"


def test_a_record_without_its_outputs_is_none(tmp_path: Path) -> None:
    store = Store(tmp_path)
    digest = store.put(b"out")
    store.record("a" * 64, {"file": digest})
    assert store.recall("a" * 64) == {"file": digest}
    next(tmp_path.glob(f"blobs/*/{digest}")).unlink()
    assert store.recall("a" * 64) is None
    assert store.recall("b" * 64) is None
    assert not store.is_damaged("a" * 64)
    with pytest.raises(Lost):
        store.record("b" * 64, {"file": digest})


def test_a_blob_of_another_length_is_seen_without_reading_it(tmp_path: Path) -> None:
    store = Store(tmp_path)
    digest = store.put(b"out")
    store.record("a" * 64, {"file": digest})
    next(tmp_path.glob(f"blobs/*/{digest}")).write_bytes(b"")
    assert store.recall("a" * 64) is None
    assert store.is_damaged("a" * 64)


def test_a_record_in_the_place_of_another_is_none(tmp_path: Path) -> None:
    store = Store(tmp_path)
    store.record("a" * 64, {"file": store.put(b"out")})
    store.record("b" * 64, {"file": store.put(b"another")})
    one, other = sorted(tmp_path.glob("steps/*/*"))
    other.write_bytes(one.read_bytes())
    assert store.recall("a" * 64)
    assert store.recall("b" * 64) is None
    assert store.is_damaged("b" * 64)


@given(place=st.integers(0), bit=st.integers(0, 7), cut=st.booleans())
def test_a_file_with_any_bit_flipped_or_cut_short_is_found_out(
    tmp_path_factory: pytest.TempPathFactory, place: int, bit: int, cut: bool
) -> None:
    folder = tmp_path_factory.mktemp("store")
    store, key = Store(folder), "a" * 64
    digest = store.put(b"the bytes of an output")
    store.record(key, {"file": digest, "é": digest})
    store.remember("p/step", key, {"text": digest}, "here", {"tag": "en"})
    store.keep_opinions(digest, b'{"said": "nothing"}')
    for path in [path for path in folder.rglob("*") if path.is_file()]:
        whole = path.read_bytes()
        at = place % len(whole)
        path.write_bytes(whole[:at] if cut else whole[:at] + bytes([whole[at] ^ 1 << bit]) + whole[at + 1 :])
        match path.relative_to(folder).parts[0]:
            case "blobs":
                with pytest.raises(Lost) as lost:
                    store.get(digest)
                assert lost.value.damaged
            case "steps":
                assert store.recall(key) is None
                assert store.is_damaged(key)
            case "last":
                assert store.last("p/step") is None
                assert store.knew("p/step")
            case _:
                assert store.opinions(digest) is None
        path.write_bytes(whole)
    assert store.recall(key) == {"file": digest, "é": digest}
    assert store.last("p/step") == ({"text": digest}, "here", {"tag": "en"})
    assert store.opinions(digest) == b'{"said": "nothing"}'


def test_a_loss_is_told_between_processes() -> None:
    told = copy.copy(Lost("a" * 64, damaged=True))  # by the same way as to another process
    assert (told.digest, told.damaged) == ("a" * 64, True)


@pytest.mark.skipif(os.name == "nt", reason="Windows has no modes")
def test_a_file_that_is_written_anew_is_for_whom_it_was(tmp_path: Path) -> None:
    plain, path = tmp_path / "plain", tmp_path / "file"
    plain.write_bytes(b"")
    write_whole(path, b"old")
    assert path.stat().st_mode == plain.stat().st_mode
    path.chmod(0o640)
    write_whole(path, b"new")
    assert path.stat().st_mode & 0o777 == 0o640


def test_a_failed_write_leaves_the_old_file_and_no_litter(tmp_path: Path) -> None:
    path = tmp_path / "file"
    write_whole(path, b"old")
    with pytest.raises(TypeError):
        write_whole(path, "not bytes")  # type: ignore[arg-type]
    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]

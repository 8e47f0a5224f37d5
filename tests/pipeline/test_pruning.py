# SPDX-License-Identifier: AGPL-3.0-or-later
"""A store lets go of what was used longest ago, until it is small enough, and never of what somebody uses."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from octavo.pipeline.guard import alone
from octavo.pipeline.limit import Limit, in_words, limit_of, read_size, set_limit
from octavo.pipeline.pruning import BLOCK, Entry, holdings, prune, what_goes
from octavo.pipeline.store import Store, blob_digest
from octavo.pipeline.using import oldest_use, using

NAMES = "abcdefgh"
BEGAN = 10
entries = st.dictionaries(
    st.sampled_from([f"step {name}" for name in NAMES]),
    st.builds(Entry, st.integers(0, 9), st.integers(0, 15), st.frozensets(st.sampled_from(NAMES), max_size=4)),
)
blobs = st.dictionaries(st.sampled_from(NAMES), st.builds(Entry, st.integers(0, 50), st.integers(0, 15)))


@given(entries=entries, blobs=blobs, excess=st.integers(-20, 300))
def test_what_goes_is_the_oldest_and_what_stays_is_whole(
    entries: dict[str, Entry], blobs: dict[str, Entry], excess: int
) -> None:
    gone, blobs_gone = what_goes(entries, blobs, excess, BEGAN)
    assert len({*gone}) == len(gone)
    assert len({*blobs_gone}) == len(blobs_gone)
    stay = {name: each for name, each in entries.items() if name not in gone}
    left = blobs.keys() - set(blobs_gone)
    # Nothing that is in use goes, and nothing that an entry holds which stays, unless that was missing before.
    assert all(entries[name].used < BEGAN for name in gone)
    assert all(blobs[name].used < BEGAN for name in blobs_gone)
    assert all(each.holds & blobs.keys() <= left for each in stay.values())
    # What can't be recalled and is not in use is gone, and so are blobs that nothing holds.
    assert all(each.holds <= left or each.used >= BEGAN for each in stay.values())
    held = frozenset[str]().union(*(each.holds for each in stay.values()))
    assert all(name in held or blobs[name].used >= BEGAN for name in left)
    # As much as was asked, as far as it can go; and no whole entry goes that is younger than one that stays.
    freed = sum(entries[name].size for name in gone) + sum(blobs[name].size for name in blobs_gone)
    assert freed >= excess or all(each.used >= BEGAN for each in stay.values())
    whole = [entries[name].used for name in gone if entries[name].holds <= blobs.keys()]
    assert max(whole, default=-1) <= min((each.used for each in stay.values()), default=BEGAN)


@given(entries=entries, blobs=blobs, excess=st.integers(1, 300))
def test_no_more_goes_than_has_to(entries: dict[str, Entry], blobs: dict[str, Entry], excess: int) -> None:
    gone, blobs_gone = what_goes(entries, blobs, excess, BEGAN)
    whole = [name for name in gone if entries[name].holds <= blobs.keys()]
    if whole:  # without the last of them it would not have been enough
        without = {name: each for name, each in entries.items() if name in gone and name != whole[-1]}
        kept = {name: each for name, each in entries.items() if name not in without}
        held = frozenset[str]().union(*(each.holds for each in kept.values()))
        freed = sum(each.size for each in without.values())
        freed += sum(blobs[name].size for name in blobs_gone if name not in held)
        assert freed < excess


def aged(store: Store, names: str, seconds: int = 100) -> dict[str, str]:
    """Put a step for each letter, with a blob of two blocks of its own and one that all share; the first is oldest."""
    shared = store.put(b"shared")
    keys = {}
    for at, name in enumerate(names):
        keys[name] = blob_digest(name.encode())
        digest = store.put(name.encode() * 2 * BLOCK)
        store.record(keys[name], {"own": digest, "shared": shared})
        store.remember(name, keys[name], {}, "here", {})
        paths = [store._record(keys[name]), store._last(name), store._blob(digest), store._blob(shared)]
        for path in paths:
            then = path.stat().st_mtime_ns - (seconds + len(names) - at) * 10**9
            os.utime(path, ns=(then, then))
    return keys


def known(store: Store, keys: dict[str, str]) -> str:
    """Return the letters of the steps that the store can recall, and check that it has their blobs."""
    found = [name for name, key in keys.items() if store._record(key).exists()]
    assert all(store.get(digest) for name in found for digest in (store.recall(keys[name]) or {"": ""}).values())
    return "".join(found)


def test_a_store_above_its_limit_is_pruned_below_it(tmp_path: Path) -> None:
    store = Store(tmp_path)
    keys = aged(store, "abcdefgh")
    size = holdings(tmp_path).size
    assert size == (8 * (2 + 1 + 1) + 1) * BLOCK
    with using(tmp_path) as began:
        assert prune(tmp_path, size, began).files == 0
        gone = prune(tmp_path, size - 1, began)
        assert gone.size == size - holdings(tmp_path).size
        assert size * 0.7 < holdings(tmp_path).size <= size * 0.9
        assert known(store, keys) == "cdefgh"
        assert [store.knew(name) for name in "abc"] == [False, False, True]
        assert prune(tmp_path, size - 1, began).files == 0


def test_what_is_recalled_put_or_made_since_a_program_began_stays(tmp_path: Path) -> None:
    store = Store(tmp_path)
    keys = aged(store, "abcd")
    with using(tmp_path) as began:
        assert store.recall(keys["b"])
        again = store.put(b"d" * 2 * BLOCK)  # as a step does whose record is not written yet
        prune(tmp_path, 0, began)
        assert known(store, keys) == "b"
        assert store.get(again)
    for path in tmp_path.rglob("*"):
        os.utime(path, ns=(1, 1))
    with using(tmp_path) as began:
        prune(tmp_path, 0, began)
    assert holdings(tmp_path).size == 0


def test_what_another_program_uses_stays_until_it_ends(tmp_path: Path) -> None:
    store = Store(tmp_path)
    keys = aged(store, "abcd")
    program = (
        "import sys; from pathlib import Path\n"
        "from octavo.pipeline.store import Store; from octavo.pipeline.using import using\n"
        "with using(Path(sys.argv[1])):\n"
        "    print(bool(Store(Path(sys.argv[1])).recall(sys.argv[2])), flush=True)\n"
        "    sys.stdin.read()\n"
    )
    command = [sys.executable, "-c", program, str(tmp_path), keys["c"]]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as other:
        assert other.stdout is not None
        assert other.stdout.readline().strip() == b"True"
        with using(tmp_path) as began:
            prune(tmp_path, 0, began)
            assert known(store, keys) == "c"
        other.kill()  # it can't say that it has ended
        other.wait()
    assert oldest_use(tmp_path) is None
    for path in tmp_path.rglob("*"):
        os.utime(path, ns=(1, 1))
    with using(tmp_path) as began:
        prune(tmp_path, 0, began)
    assert holdings(tmp_path).records == {}


def test_what_killed_programs_left_half_written_goes_without_a_limit(tmp_path: Path) -> None:
    store = Store(tmp_path)
    keys = aged(store, "ab")
    old, new = tmp_path / "blobs" / ".writing-old", tmp_path / "blobs" / ".writing-new"
    old.write_bytes(b"half")
    os.utime(old, ns=(1, 1))
    with using(tmp_path) as began:
        new.write_bytes(b"half")
        assert prune(tmp_path, 10**9, began).files == 1
    assert (old.exists(), new.exists(), known(store, keys)) == (False, True, "ab")


def test_a_preview_goes_as_a_whole_and_not_while_it_runs(tmp_path: Path) -> None:
    for name in ("preview-one-en", "preview-two-en"):
        Store(tmp_path / name).put(b"page")
        for path in (tmp_path / name).rglob("*"):
            os.utime(path, ns=(1, 1))
    with alone(tmp_path / "preview-two-en"), using(tmp_path) as began:
        os.utime(tmp_path / "preview-two-en" / "lock", ns=(1, 1))
        prune(tmp_path, 0, began)
    assert sorted(path.name for path in tmp_path.glob("preview-*")) == ["preview-two-en"]


def test_records_that_are_damaged_or_have_lost_their_bytes_go_first(tmp_path: Path) -> None:
    store = Store(tmp_path)
    keys = aged(store, "abcdefgh")
    for path, data in ((store._record(keys["g"]), b"{}"), (store._blob(store.put(b"h" * 2 * BLOCK)), None)):
        if data is None:
            path.unlink()
        else:
            path.write_bytes(data)
            os.utime(path, ns=(1, 1))
    with using(tmp_path) as began:
        prune(tmp_path, holdings(tmp_path).size - 1, began)
    assert known(store, keys) == "abcdef"


@pytest.mark.parametrize(
    ("text", "size"),
    [
        ("0", 0),
        ("500MB", 5 * 10**8),
        ("4 GB", 4 * 10**9),
        ("2.5GiB", 2684354560),
        ("7k", 7000),
        ("12B", 12),
        ("1t", 10**12),
    ],
)
def test_sizes_are_read_as_people_write_them(text: str, size: int) -> None:
    assert read_size(text) == size


@pytest.mark.parametrize("text", ["", "much", "-1", "1 PB", "iB", "1iB", "GB", "1,5GB", "1e9", "nan"])
def test_what_is_no_size_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r".*"):
        read_size(text)


@given(size=st.integers(0, 10**13))
def test_a_size_in_words_is_read_back(size: int) -> None:
    assert abs(read_size(in_words(size)) - size) <= max(1000, size // 18)


def test_the_environment_goes_before_what_was_set_and_that_before_the_default(tmp_path: Path) -> None:
    default = limit_of(tmp_path, 0, {})
    assert default.by == "default"
    assert 0 < default.size <= 8_000_000_000
    set_limit(tmp_path, 5000)
    assert limit_of(tmp_path, 0, {}) == Limit(5000, "set")
    assert limit_of(tmp_path, 0, {"OCTAVO_STORE_LIMIT": "1MB"}) == Limit(10**6, "environment")
    assert limit_of(tmp_path, 0, {"OCTAVO_STORE_LIMIT": "much"}) == Limit(5000, "set", "much")
    set_limit(tmp_path, None)
    assert limit_of(tmp_path, 0, {}).by == "default"

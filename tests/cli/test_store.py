# SPDX-License-Identifier: AGPL-3.0-or-later
"""octavo store shows what builds keep and lets go of it; a build keeps to the limit."""

from __future__ import annotations

import json
import os
import shutil
import threading
from pathlib import Path
from typing import Any

import pytest

from octavo.pipeline.build import Built, build
from octavo.pipeline.guard import alone
from tests.cli.commands import SMALLEST, run
from tests.conftest import Bench

BUILD = "build -o web --jobs 1"
EVERYTHING = "store --prune --limit 0 --json"


@pytest.fixture(scope="module")
def once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of a bench on which the page was built."""
    bench = Bench(tmp_path_factory.mktemp("once"))
    bench.take(SMALLEST)
    bench.change("smallest/publication.yaml", "editions: [en, de, tr]", "editions: [en]")
    assert not bench.build(outputs=("web",)).failed
    return bench.root


@pytest.fixture
def built(once: Path, bench: Bench, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a store of its own for each test, in the folder where it stands."""
    shutil.copytree(once, bench.root, dirs_exist_ok=True)
    monkeypatch.chdir(bench.root)
    for name in ("CI", "OCTAVO_STORE_LIMIT"):
        monkeypatch.delenv(name, raising=False)
    return bench.root / "output" / ".store"


def aged(store: Path) -> None:
    """Let everything in the store have been used a minute ago."""
    for path in store.rglob("*"):
        os.utime(path, ns=(path.stat().st_mtime_ns - 60 * 10**9,) * 2)


def test_what_a_store_holds_is_told_and_goes_and_costs_time_alone(built: Path, bench: Bench) -> None:
    page = bench.file("smallest/en/web/index.html")
    said = run("store")
    assert said.code == 0
    assert said.out.startswith("output/.store: ")
    assert "results of steps" in said.out
    told = json.loads(run("store --json").out)
    assert told["bytes"] == sum(part["bytes"] for part in told["parts"].values())
    assert (told["limit_by"], told["folder"]) == ("default", "output/.store")
    aged(built)
    told = json.loads(run(EVERYTHING).out)
    assert told["pruned"]["bytes"] > 0
    assert {name: part["files"] for name, part in told["parts"].items() if name not in ("other", "unfinished")} == {
        "blobs": 0,
        "records": 0,
        "last": 0,
        "opinions": 0,
        "previews": 0,
    }
    assert bench.file("smallest/en/web/index.html") == page
    assert "Nothing had to be done" not in run(BUILD).err
    assert bench.file("smallest/en/web/index.html") == page
    assert "Nothing had to be done" in run(BUILD).err


def test_a_build_keeps_to_the_limit_and_what_it_uses_itself(built: Path, bench: Bench) -> None:
    aged(built)
    assert "GB (by the room on its disk)" in run("store").out
    assert "0 kB (set with --limit)" in run("store --limit 0").out
    bench.change("smallest/text/01-page.md", "its first sentence", "its very first sentence")
    before = json.loads(run("store --json").out)["bytes"]
    assert run(BUILD).code == 0
    assert json.loads(run("store --json").out)["bytes"] < 2 * before
    assert "Nothing had to be done" in run(BUILD).err, "what the build used is there"
    bench.change("smallest/text/01-page.md", "its very first sentence", "its first sentence")
    aged(built)
    assert run(f"{BUILD} --why").err.count("changed: the publication's files") == 1
    assert "(by the room on its disk)" in run("store --limit auto").out


def test_flipped_bits_are_found_told_and_mended(built: Path, bench: Bench) -> None:
    page = bench.file("smallest/en/web/index.html")
    flipped = {path for top in ("blobs", "steps") for path in (built / top).rglob("*") if path.is_file()}
    for path in flipped:
        data = path.read_bytes()
        path.write_bytes(bytes([data[0] ^ 1]) + data[1:])
    told = run(f"{BUILD} --why")
    assert told.code == 0
    assert "its result in the store was damaged" in told.err
    assert "note S332: " in told.err
    assert bench.file("smallest/en/web/index.html") == page
    assert json.loads(run("store --check --json").out)["damaged"] == []
    assert "Nothing had to be done" in run(BUILD).err


def test_a_check_finds_what_is_damaged_and_removes_it(built: Path, bench: Bench) -> None:
    flipped = [next(path for path in (built / top).rglob("*") if path.is_file()) for top in ("blobs", "steps", "last")]
    for path in flipped:
        path.write_bytes(path.read_bytes() + b" ")
    told = json.loads(run("store --check --json").out)
    assert told["damaged"] == sorted(path.relative_to(built).as_posix() for path in flipped)
    assert not any(path.exists() for path in flipped)
    assert "nothing is damaged" in run("store --check").out
    assert run(BUILD).code == 0


def test_a_store_that_is_not_there_and_a_size_that_is_none_are_wrong_usage(
    bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(bench.root)
    assert "octavo store: there is no store at output/.store; a build makes one" in run("store").err
    assert run("store").code == 2
    for line in ("store --limit much", "store --prune --limit auto"):
        assert run(line).code == 2
        assert "is no size" in run(line).err


def test_a_limit_that_can_not_be_read_is_told(built: Path, bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OCTAVO_STORE_LIMIT", "plenty")
    bench.change("smallest/text/01-page.md", "its first sentence", "its very first sentence")
    said = run(BUILD)
    assert said.code == 0
    assert "warning S334: OCTAVO_STORE_LIMIT is “plenty”" in said.err
    monkeypatch.setenv("OCTAVO_STORE_LIMIT", "1GB")
    assert "of 1.0 GB (by OCTAVO_STORE_LIMIT)" in run("store").out


def test_a_build_says_that_it_waits_for_another(built: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    held, go = threading.Event(), threading.Event()

    def begun(*values: Any) -> Built:
        go.set()
        return build(*values)

    def other() -> None:
        with alone(built):
            held.set()
            go.wait(20)

    waiting = threading.Thread(target=other)
    monkeypatch.setattr("octavo.cli.build.build", begun)
    waiting.start()
    assert held.wait(20)
    said = run(BUILD)
    waiting.join()
    assert said.code == 0
    assert said.err.startswith("another build is working in output; this one waits for it\n")
    assert "waits for it" not in run(BUILD).err

# SPDX-License-Identifier: AGPL-3.0-or-later
"""Files outside the store: read again whenever they might have been written to, and only then."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from octavo.pipeline import inputs
from octavo.pipeline.inputs import leaf, still_same

LONG_AGO = 1_000_000_000


@pytest.fixture
def reads(monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """The folders that were read, in order."""
    seen: list[Path] = []
    read = inputs._read

    def watched(folder: Path, names: tuple[str, ...]) -> str:
        seen.append(folder)
        return read(folder, names)

    monkeypatch.setattr(inputs, "_read", watched)
    monkeypatch.setattr(inputs, "_read_before", {})
    return seen


@pytest.fixture
def calm(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let no time have to pass after files were written: what was written again has another time here."""
    monkeypatch.setattr(inputs, "_CALM", -1)


def changed_in_place(path: Path) -> None:
    """As many bytes, and the time of writing put back."""
    before = path.stat()
    path.write_bytes(path.read_bytes()[::-1])
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))


def replaced(path: Path) -> None:
    other = path.with_name("other")
    other.write_bytes(path.read_bytes()[::-1])
    os.utime(other, ns=(LONG_AGO, path.stat().st_mtime_ns))
    other.replace(path)


def linked(path: Path) -> None:
    path.rename(path.with_name("behind"))
    path.symlink_to("behind")


@pytest.mark.usefixtures("calm")
@pytest.mark.parametrize("change", [changed_in_place, replaced, linked, Path.unlink])
def test_a_change_is_seen_and_what_is_as_it_was_is_not_read_again(
    change: Callable[[Path], object], reads: list[Path], tmp_path: Path
) -> None:
    for name in ("a.ttf", "b.ttf"):
        (tmp_path / name).write_bytes(b"glyphs")
    weighed = leaf(tmp_path, ("a.ttf", "b.ttf"))
    assert all(still_same(weighed) for _ in range(3))
    assert reads == [tmp_path]
    change(tmp_path / "b.ttf")
    assert not still_same(weighed)
    assert leaf(tmp_path, ("a.ttf",)).digest != weighed.digest, "other files are another question"
    assert len(reads) == 3


def test_files_just_written_are_read_each_time(reads: list[Path], tmp_path: Path) -> None:
    (tmp_path / "a.ttf").write_bytes(b"glyphs")
    weighed = leaf(tmp_path, ("a.ttf",))
    assert still_same(weighed)
    assert reads == [tmp_path] * 2, "within the tick of a clock another writing has the same time"

# SPDX-License-Identifier: AGPL-3.0-or-later
"""A set is published whole or not at all, wherever a build is stopped."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from octavo.pipeline import publish
from octavo.pipeline.publish import LISTING, intact, listed, publish_listed, publish_set, recover, withdraw

OLD = {"a.pdf": b"old a", "web/index.html": b"old page"}
NEW = {"a.pdf": b"new a", "a.epub": b"new book"}


def content(folder: Path) -> dict[str, bytes]:
    return {
        p.relative_to(folder).as_posix(): p.read_bytes() for p in folder.rglob("*") if p.is_file() and p.name != LISTING
    }


def test_a_set_replaces_the_one_before(tmp_path: Path) -> None:
    target = tmp_path / "en"
    assert publish_set(target, OLD)
    assert publish_set(target, NEW)
    assert content(target) == NEW
    assert [p.name for p in tmp_path.iterdir()] == ["en"]


def test_the_same_set_again_changes_nothing(tmp_path: Path) -> None:
    target = tmp_path / "en"
    publish_set(target, OLD)
    stamp = (target / "a.pdf").stat().st_mtime_ns
    assert not publish_set(target, OLD)
    assert (target / "a.pdf").stat().st_mtime_ns == stamp


def test_where_the_set_stands_no_file_is_asked_for(tmp_path: Path) -> None:
    target = tmp_path / "en"
    publish_set(target, OLD)
    asked: list[str] = []

    def read(name: str) -> bytes:
        asked.append(name)
        return OLD[name]

    wanted = dict(listed(target) or {})
    assert not publish_listed(target, wanted, read)
    assert asked == []
    (target / "a.pdf").unlink()
    assert publish_listed(target, wanted, read)
    assert (asked, content(target)) == (sorted(OLD), OLD)


def test_a_file_that_somebody_damaged_is_published_again(tmp_path: Path) -> None:
    target = tmp_path / "en"
    publish_set(target, OLD)
    (target / "a.pdf").write_bytes(b"scribble")
    assert not intact(target, listed(target) or {})
    assert publish_set(target, OLD)
    assert content(target) == OLD


STOPS = ("sync_tree", "write_whole", "move_into_place", "exchange", "remove")


@pytest.mark.parametrize("at", STOPS)
@pytest.mark.parametrize("after", [False, True], ids=["before", "after"])
@pytest.mark.parametrize("can_exchange", [True, False], ids=["exchange", "two moves"])
def test_stopped_anywhere_the_set_is_old_or_new(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, at: str, after: bool, can_exchange: bool
) -> None:
    target = tmp_path / "en"
    publish_set(target, OLD)
    if not can_exchange:
        monkeypatch.setattr(publish, "exchange", lambda *_: False)
    with monkeypatch.context() as patch:
        patch.setattr(publish, at, killed(getattr(publish, at), after))
        with pytest.raises(KeyboardInterrupt):
            publish_set(target, NEW)
    recover(tmp_path)
    assert content(target) in (OLD, NEW)
    assert listed(target) is not None
    assert intact(target, listed(target) or {})
    assert publish_set(target, NEW) or content(target) == NEW
    assert content(target) == NEW


def killed(work: Callable[..., object], after: bool) -> Callable[..., object]:
    def stop(*args: object) -> object:
        if after:
            work(*args)
        raise KeyboardInterrupt

    return stop


def test_a_first_set_that_was_stopped_half_way_is_not_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(publish, "sync_tree", killed(publish.sync_tree, after=False))
        with pytest.raises(KeyboardInterrupt):
            publish_set(tmp_path / "en", NEW)
    recover(tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_only_our_own_sets_are_withdrawn(tmp_path: Path) -> None:
    publish_set(tmp_path / "fr", OLD)
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "letter.txt").write_text("keep")
    assert withdraw(tmp_path / "fr")
    assert not withdraw(tmp_path / "mine")
    assert (tmp_path / "mine" / "letter.txt").exists()
    assert not (tmp_path / "fr").exists()

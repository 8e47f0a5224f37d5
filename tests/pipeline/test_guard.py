# SPDX-License-Identifier: AGPL-3.0-or-later
"""One build at a time in a folder, even where somebody deletes the lock under the one that holds it."""

from __future__ import annotations

import shutil
import threading
from pathlib import Path

import pytest

from octavo.pipeline.guard import alone
from octavo.pipeline.keeping import with_store
from octavo.pipeline.mending import Mending


def test_a_second_one_waits_or_is_turned_away(tmp_path: Path) -> None:
    said = []

    def second() -> None:
        with alone(tmp_path):
            said.append("second")

    with alone(tmp_path) as held:
        waiting = threading.Thread(target=second)
        waiting.start()
        with pytest.raises(BlockingIOError), alone(tmp_path, wait=False):
            pass
        assert held()
        said.append("first")
    waiting.join()
    assert said == ["first", "second"]


def test_who_waited_for_a_lock_that_was_deleted_takes_the_one_that_others_find(tmp_path: Path) -> None:
    """Two that each hold a lock of their own would publish at once."""
    store, said = tmp_path / "store", []
    entered, leave = threading.Event(), threading.Event()

    def second() -> None:
        with alone(store) as held:
            said.append(held())
            entered.set()
            leave.wait(20)

    with alone(store) as held:
        waiting = threading.Thread(target=second)
        waiting.start()
        shutil.rmtree(store)
        assert not held()
    assert entered.wait(20)
    with pytest.raises(BlockingIOError), alone(store, wait=False):
        pass
    leave.set()
    waiting.join()
    assert said == [True]


def test_work_that_is_no_longer_alone_is_done_again_before_it_publishes(tmp_path: Path) -> None:
    store, tries = tmp_path / "store", list[int]()

    def work(past: Mending) -> str:
        tries.append(len(tries))
        if len(tries) == 1:
            shutil.rmtree(store)
            store.mkdir()
            (store / "lock").touch()  # another build has come
        past.make_sure()
        return "published"

    assert with_store(store, work) == ("published", ())
    assert tries == [0, 1]

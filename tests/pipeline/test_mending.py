# SPDX-License-Identifier: AGPL-3.0-or-later
"""What the store has lost, whenever and however, is made again: it costs time, and never a wrong byte."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from octavo.diagnostics.problem import ProblemsFound
from octavo.pipeline import steps
from octavo.pipeline.executor import Done, Run, run_steps
from octavo.pipeline.graph import Step, Wire
from octavo.pipeline.inputs import leaf
from octavo.pipeline.keeping import with_store
from octavo.pipeline.mending import Mending, mended
from octavo.pipeline.store import Store
from octavo.pipeline.work import Outputs, Work
from tests.pipeline.steps_made_up import STEPS, more

GONE = "its result was gone from the store"
DAMAGED = "its result in the store was damaged"


@pytest.fixture(autouse=True)
def kinds(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(steps, "KINDS", STEPS)


def graph(folder: Path) -> list[Step]:
    """Return a step that reads, three in a row behind it, one beside them, and one that joins both ways."""
    made = [Step("p/read", "read", 1, "p", inputs={"file": leaf(folder, ["text"])})]
    for before, name in (("read", "b"), ("b", "c"), ("c", "d"), ("read", "x")):
        made.append(
            Step(f"p/{name}", "more", 2, "p", inputs={"text": Wire(f"p/{before}", "text")}, params={"letter": name})
        )
    both = {name: Wire(f"p/{name}", "text") for name in ("d", "x")}
    return [*made, Step("p/join", "join", 3, "p", inputs=dict(both))]


Tell = Callable[[Step, "Done | None"], None]


def build(folder: Path, tell: Tell = lambda *_: None) -> tuple[bytes, dict[str, str], list[str]]:
    """Run the graph; return what is read from the store at the end, why steps ran, and the codes of what is said."""
    (folder / "text").write_text("a")

    def work(past: Mending) -> Run:
        run = Run(Store(folder / "store"), "here", 1, tell, past=past)
        run_steps(run, graph(folder))
        made.append(run.store.get(run.done["p/join"].outputs["text"]))
        return run

    made: list[bytes] = []
    run, said = with_store(folder / "store", work)
    return made[-1], {d.step.name: d.why for d in run.done.values() if d.ran}, [each.code for each in said]


def files(folder: Path) -> list[Path]:
    """Return what there is of blobs, records and what was kept of the last time."""
    return sorted(
        path for top in ("blobs", "steps", "last") for path in (folder / "store" / top).rglob("*") if path.is_file()
    )


def blob(folder: Path, data: bytes) -> Path:
    """Return the blob with these bytes."""
    return next(
        path for path in (folder / "store" / "blobs").rglob("*") if path.is_file() and path.read_bytes() == data
    )


def test_what_is_damaged_in_the_middle_is_made_again_and_what_comes_after_is_kept(tmp_path: Path) -> None:
    assert build(tmp_path)[0] == b"abcd ax"
    blob(tmp_path, b"abc").write_bytes(b"abX")
    blob(tmp_path, b"abcd ax").write_bytes(b"abcd aX")
    assert build(tmp_path) == (b"abcd ax", {"p/join": DAMAGED}, ["S332"])
    # Nobody has read what lies in the middle; once it is wanted, it is found out.
    blob(tmp_path, b"abcd").unlink()
    assert build(tmp_path) == (b"abcd ax", {"p/c": DAMAGED, "p/d": GONE}, ["S332"])
    assert build(tmp_path) == (b"abcd ax", {}, [])


def test_a_picture_that_is_gone_is_read_again(tmp_path: Path) -> None:
    build(tmp_path)
    blob(tmp_path, b"ink").unlink()
    assert build(tmp_path) == (b"abcd ax", {"p/read": GONE}, [])


@given(data=st.data())
def test_whatever_is_damaged_the_result_is_right(tmp_path_factory: pytest.TempPathFactory, data: st.DataObject) -> None:
    folder = tmp_path_factory.mktemp("store")
    build(folder)
    for path in data.draw(st.lists(st.sampled_from(files(folder)), unique=True)):
        whole = path.read_bytes()
        other = st.one_of(st.none(), st.binary(max_size=9), st.integers(0, 8 * len(whole) - 1) if whole else st.none())
        wrong = data.draw(other)
        if wrong is None:
            path.unlink()
        elif isinstance(wrong, bytes):
            path.write_bytes(wrong)
        else:
            place, bit = divmod(wrong, 8)
            path.write_bytes(whole[:place] + bytes([whole[place] ^ 1 << bit]) + whole[place + 1 :])
    assert build(folder)[0] == b"abcd ax"
    assert build(folder) == (b"abcd ax", {}, [])


@pytest.mark.parametrize("at", range(12))
def test_the_loss_of_the_whole_store_in_mid_build_costs_time_alone(tmp_path: Path, at: int) -> None:
    told = 0

    def lose(step: Step, done: Done | None) -> None:
        nonlocal told
        if told == at:
            shutil.rmtree(tmp_path / "store")
        told += 1

    assert build(tmp_path, lose)[0] == b"abcd ax"
    assert told > at
    assert build(tmp_path) == (b"abcd ax", {}, [])


def test_what_ran_in_an_earlier_try_is_told_once_and_not_done_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ran: list[str] = []

    def told(work: Work) -> Outputs:
        ran.append(work.params["letter"])
        return more(work)

    monkeypatch.setattr(steps, "KINDS", {**STEPS, "more": told})

    def lose(step: Step, done: Done | None) -> None:
        if step.name == "p/join" and done is None and len(ran) == 4:
            blob(tmp_path, b"ax").unlink()

    made, why, _ = build(tmp_path, lose)
    assert made == b"abcd ax"
    assert sorted(ran) == ["b", "c", "d", "x", "x"]
    assert why.pop("p/x") == GONE
    assert set(why.values()) == {"never built before"}
    assert why.keys() == {"p/read", "p/b", "p/c", "p/d", "p/join"}


def test_a_store_that_loses_the_same_again_and_again_is_a_problem(tmp_path: Path) -> None:
    def lose(past: Mending) -> None:
        Store(tmp_path).get("a" * 64)

    with pytest.raises(ProblemsFound) as found:
        mended(lose)
    assert [each.code for each in found.value.problems] == ["S333"]

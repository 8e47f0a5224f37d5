# SPDX-License-Identifier: AGPL-3.0-or-later
"""Steps run once for the same inputs, again when one changes, and stop early where the outputs stay the same."""

from __future__ import annotations

from concurrent.futures import Future
from pathlib import Path

import pytest

from octavo.diagnostics.problem import Place, problem
from octavo.pipeline import executor, steps, store
from octavo.pipeline.executor import Done, Run, run_steps
from octavo.pipeline.graph import Step, Wire, in_order
from octavo.pipeline.inputs import InputsChanged, leaf
from octavo.pipeline.runner import Call
from octavo.pipeline.store import Store
from octavo.pipeline.times import Times, keep_times
from octavo.pipeline.work import Work, encode_problems


def strip(work: Work) -> dict[str, bytes]:
    """A cheap step: drop comments."""
    lines = work.leaves["file"].read()["text"].splitlines()
    return {"text": b"\n".join(line for line in lines if not line.startswith(b"#")), "problems": b"[]"}


def shout(work: Work) -> dict[str, bytes]:
    """A dear step."""
    return {"text": work.data("text").upper(), "problems": b"[]"}


@pytest.fixture(autouse=True)
def kinds(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(steps, "KINDS", {"strip": strip, "shout": shout})


def ran(folder: Path, environment: str = "here") -> list[str]:
    """Run the two steps over folder/text; return the names of those that ran, with the reason."""
    run = Run(Store(folder / "store"), environment, 1, lambda *_: None)
    one = Step("p/strip", "strip", 1, "p", inputs={"file": leaf(folder, ["text"])})
    two = Step("p/shout", "shout", 2, "p", inputs={"text": Wire("p/strip", "text")})
    run_steps(run, [one, two])
    return [f"{done.step.kind}: {done.why}" for done in run.done.values() if done.ran]


def test_a_second_run_does_no_step(tmp_path: Path) -> None:
    (tmp_path / "text").write_text("a\n")
    assert ran(tmp_path) == ["strip: never built before", "shout: never built before"]
    assert ran(tmp_path) == []
    (tmp_path / "text").touch()
    assert ran(tmp_path) == []


def test_a_changed_comment_stops_at_the_cheap_step(tmp_path: Path) -> None:
    (tmp_path / "text").write_text("# one\na\n")
    ran(tmp_path)
    (tmp_path / "text").write_text("# two\na\n")
    assert ran(tmp_path) == ["strip: changed: file"]
    (tmp_path / "text").write_text("# two\nb\n")
    assert ran(tmp_path) == ["strip: changed: file", "shout: changed: text"]


def test_another_program_makes_everything_anew(tmp_path: Path) -> None:
    (tmp_path / "text").write_text("a\n")
    ran(tmp_path)
    assert ran(tmp_path, "elsewhere") == [
        "strip: the program or its libraries changed",
        "shout: the program or its libraries changed",
    ]


def test_a_lost_result_is_made_again(tmp_path: Path) -> None:
    (tmp_path / "text").write_text("a\n")
    ran(tmp_path)
    for blob in (tmp_path / "store" / "blobs").rglob("*"):
        if blob.is_file() and blob.read_bytes() == b"A":
            blob.unlink()
    assert ran(tmp_path) == ["shout: its result was gone from the store"]


def test_a_file_that_changes_while_it_is_read_spoils_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def meddled(work: Work) -> dict[str, bytes]:
        made = strip(work)
        (tmp_path / "text").write_text("changed meanwhile\n")
        return made

    (tmp_path / "text").write_text("a\n")
    monkeypatch.setitem(steps.KINDS, "strip", meddled)
    with pytest.raises(InputsChanged):
        ran(tmp_path)
    monkeypatch.setitem(steps.KINDS, "strip", strip)
    assert ran(tmp_path)[0] == "strip: never built before"


def test_what_waits_for_a_failed_step_is_left_out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    failed = {"problems": encode_problems([problem("R106", Place("text/a.md"), name="gone")])}
    monkeypatch.setitem(steps.KINDS, "strip", lambda _: failed)
    (tmp_path / "text").write_text("a\n")
    run = Run(Store(tmp_path / "store"), "here", 1, lambda *_: None)
    run_steps(run, chain(tmp_path, "text"))
    assert list(run.done) == ["p/strip"]
    assert run.blocked == {"p/two", "p/three"}


def test_a_step_that_owes_an_output_without_an_error_is_our_fault(tmp_path: Path) -> None:
    (tmp_path / "text").write_text("a\n")
    run = Run(Store(tmp_path / "store"), "here", 1, lambda *_: None)
    with pytest.raises(RuntimeError, match="p/strip gave no other, and no error"):
        run_steps(run, chain(tmp_path, "other"))


def chain(folder: Path, output: str) -> list[Step]:
    """Return three steps, last first: the second wants an output of the first, and the third waits for the second."""
    one = Step("p/strip", "strip", 1, "p", inputs={"file": leaf(folder, ["text"])})
    two = Step("p/two", "shout", 2, "p", inputs={"text": Wire("p/strip", output)})
    return [Step("p/three", "shout", 3, "p", inputs={"text": Wire("p/two", "text")}), two, one]


def test_steps_that_wait_for_each_other_are_refused() -> None:
    one = Step("a", "shout", 1, "p", inputs={"text": Wire("b", "text")})
    two = Step("b", "shout", 1, "p", inputs={"text": Wire("a", "text")})
    with pytest.raises(ValueError, match="wait for each other"):
        in_order([one, two])


def test_every_step_is_told_at_start_and_end(tmp_path: Path) -> None:
    (tmp_path / "text").write_text("a\n")
    told: list[tuple[str, str]] = []

    def tell(step: Step, done: Done | None) -> None:
        told.append((step.name, "start" if done is None else "end"))

    run = Run(Store(tmp_path / "store"), "here", 1, tell)
    run_steps(run, [Step("p/strip", "strip", 1, "p", inputs={"file": leaf(tmp_path, ["text"])})])
    assert told == [("p/strip", "start"), ("p/strip", "end")]


def test_thousands_of_steps_are_looked_at_a_few_times_each(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Ways, order and agenda take each step once; looking through all that wait, whenever one ends, would take n²."""
    asked = 0
    plain = Step.needs

    def needs(step: Step) -> tuple[str, ...]:
        nonlocal asked
        asked += 1
        return plain(step)

    (tmp_path / "text").write_text("a\n")
    first = Step("p/0", "strip", 1, "p", inputs={"file": leaf(tmp_path, ["text"])})
    needs_of = {at: f"p/{at - 1 if at % 2 else 0}" for at in range(1, 3000)}
    many = [
        first,
        *(Step(f"p/{at}", "shout", 2, "p", inputs={"text": Wire(need, "text")}) for at, need in needs_of.items()),
    ]
    monkeypatch.setattr(executor, "run_step", lambda *_: {"text": "0" * 64, "problems": "0" * 64})
    monkeypatch.setattr(Store, "record", lambda *_: None)
    monkeypatch.setattr(store, "write_whole", lambda *_, **__: None)
    monkeypatch.setattr(Step, "needs", needs)
    run = Run(Store(tmp_path / "store"), "here", 1, lambda *_: None)
    run_steps(run, reversed(many))
    assert len(run.done) == len(many)
    assert asked <= 8 * len(many)


def test_what_took_longest_goes_first_the_next_time(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(steps.KINDS, "strip", lambda _: {"text": b"a", "problems": b"[]"})
    names = ["p/small", "p/big", "p/middle"]

    def order(environment: str) -> list[str]:
        run = Run(Store(tmp_path / "store"), environment, 1, lambda *_: None)
        run_steps(run, [Step(name, "strip", 1, "p") for name in names])
        return list(run.done)

    assert order("first") == names
    took = Times({"p/small": ("strip", 1.0), "p/big": ("strip", 9.0), "p/middle": ("strip", 3.0)}, changed=True)
    keep_times(tmp_path / "store", took)
    assert order("second") == ["p/big", "p/middle", "p/small"]


class Worker:
    """A runner that is asked for what processes do; it is ready when it was told to warm up so many times."""

    is_far = False
    at_once = 2

    def __init__(self, ready: int) -> None:
        self.ready, self.warmed, self.sent = ready, 0, list[str]()
        self.awaited: list[str] = []  # what had been sent each time that somebody waited for it to be warm
        self.hands: dict[str, int] = {}

    @property
    def is_cold(self) -> bool:
        return self.warmed < self.ready

    def warm(self, beside: int = 0) -> None:
        self.warmed += 1

    def submit(self, call: Call) -> Future[dict[str, str]]:
        self.sent.append(str(call[1]))
        self.hands[str(call[1])] = max(int(str(call[-1])), self.hands.get(str(call[1]), 0))
        future: Future[dict[str, str]] = Future()
        future.set_result(steps.run_step(*call))
        return future

    def get_warm(self) -> None:
        self.awaited.append(" ".join(self.sent))

    def close(self) -> None: ...

    def abandon(self) -> None: ...


@pytest.mark.parametrize(
    ("ready", "sent"), [(99, "catalog pages press press"), (1, "catalog catalog compose compose pages press press")]
)
def test_the_first_steps_run_here_until_a_worker_is_ready(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, ready: int, sent: str
) -> None:
    monkeypatch.setattr(
        steps, "KINDS", {"load": strip, **dict.fromkeys(("catalog", "compose", "pages", "press"), shout)}
    )
    (tmp_path / "text").write_text("a\n")

    def after(name: str, number: int, before: str) -> Step:
        kind = name.rstrip("12")
        return Step(f"p/{name}", kind, number, "p", inputs={"text": Wire(f"p/{before}", "text")}, params={"of": name})

    run = Run(Store(tmp_path / "store"), "here", 2, lambda *_: None)
    run.runner = worker = Worker(ready)
    run_steps(
        run,
        [
            Step("p/load", "load", 1, "p", inputs={"file": leaf(tmp_path, ["text"])}),
            *(after(f"catalog{each}", 2, "load") for each in "12"),
            *(after(f"compose{each}", 3, f"catalog{each}") for each in "12"),
            after("pages", 4, "compose1"),
            *(after(f"press{each}", 5, "pages") for each in "12"),
        ],
    )
    assert " ".join(sorted(worker.sent)) == sent
    assert worker.awaited[0].count("pages") == 0, "a page goes to no process that is yet to import what lays it out"
    assert worker.hands["pages"] == 2, "the only step of its kind has all processors"
    assert worker.hands["press"] == 1, "steps of a kind that run at once share them"
    assert len(run.done) == 8

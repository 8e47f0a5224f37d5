# SPDX-License-Identifier: AGPL-3.0-or-later
"""Steps of pages: what can't be made in runs is made in one piece with a note, and what the store lost is no fault."""

from __future__ import annotations

import json
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest

from octavo.model.canonical import encode
from octavo.model.document import Document
from octavo.pipeline import steps
from octavo.pipeline.inputs import leaf
from octavo.pipeline.print_steps import run_pages
from octavo.pipeline.steps import run_work
from octavo.pipeline.store import Lost, Store, blob_digest
from octavo.pipeline.work import Work
from octavo.render import runs, runs_plan
from octavo.resources.shared import fonts_folder
from tests.render.samples import boat, document

BOOK = "".join(f'<section class="part opens-page"><h1>Part {number}</h1><p>Words.</p></section>' for number in range(5))


def step(folder: Path, book: Document) -> Work:
    """Return the step that lays a book out, with the book and its picture in a store."""
    store = Store(folder)
    listed = json.dumps({"boat": store.put(boat())}).encode()
    digests = {"document": store.put(encode(book)), "blobs": store.put(listed)}
    return Work(store, digests, {"fonts": leaf(fonts_folder(), ())}, {"wants": "plain"})


@pytest.mark.parametrize("code", ["R351", "R352"])
def test_pages_that_could_not_be_made_in_runs_are_there_with_a_note(
    code: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise ValueError("sabotage")

    style = ".opens-page { break-before: page }" + ("p { counter-increment: own }" if code == "R352" else "")
    monkeypatch.setattr(runs, "begin_files", fail)
    work = step(tmp_path, document(BOOK, style=style))
    short = run_pages(work)
    monkeypatch.setattr(runs_plan, "LONG", 10)
    monkeypatch.setattr(runs, "HEAVY", 10)
    monkeypatch.setattr(runs_plan, "RUN", 1)
    made = run_pages(work)
    codes = [[each["code"] for each in json.loads(some["problems"])] for some in (short, made)]
    assert code not in codes[0]
    assert sorted(codes[1]) == sorted([*codes[0], code])
    assert {**made, "problems": b""} == {**short, "problems": b""}
    assert made["plain"].startswith(b"%PDF")


@pytest.fixture
def picture(tmp_path: Path) -> Callable[[], Path]:
    """The blob of the picture in the store."""
    return lambda: next(p for p in (tmp_path / "blobs").rglob("*") if p.is_file() and p.read_bytes() == boat())


@pytest.mark.parametrize("damaged", [True, False])
def test_a_picture_that_the_store_lost_is_not_said_to_be_broken(
    damaged: bool, tmp_path: Path, picture: Callable[[], Path]
) -> None:
    book = document('<p>Words.</p><img src="boat.png" alt="A boat">')
    work = step(tmp_path, book)
    if damaged:
        picture().write_bytes(boat()[:-1] + b"?")
    else:
        picture().unlink()
    with pytest.raises(Lost) as loss:
        run_work("pages", work)
    assert (loss.value.digest, loss.value.damaged) == (blob_digest(boat()), damaged)
    again = step(tmp_path, book)  # which brings the picture back
    assert b"R102" not in again.store.get(run_work("pages", again)["problems"])


def test_a_fault_after_a_loss_is_the_loss(
    tmp_path: Path, picture: Callable[[], Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(work: Work) -> dict[str, bytes]:
        with suppress(Lost):
            work.blob("boat")
        raise AssertionError("a picture without bytes")

    monkeypatch.setitem(steps.KINDS, "pages", fail)
    work = step(tmp_path, document("<p>Words.</p>"))
    with pytest.raises(AssertionError):
        run_work("pages", work)
    picture().unlink()
    with pytest.raises(Lost):
        run_work("pages", work)

# SPDX-License-Identifier: AGPL-3.0-or-later
"""Pages of a long book that can't be made in runs: they are the whole layout's, and a note says why."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from octavo.model.canonical import encode
from octavo.model.document import Document
from octavo.pipeline.inputs import leaf
from octavo.pipeline.print_steps import run_pages
from octavo.pipeline.store import Store
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
    monkeypatch.setattr(runs_plan, "RUN", 1)
    made = run_pages(work)
    codes = [[each["code"] for each in json.loads(some["problems"])] for some in (short, made)]
    assert code not in codes[0]
    assert sorted(codes[1]) == sorted([*codes[0], code])
    assert {**made, "problems": b""} == {**short, "problems": b""}
    assert made["plain"].startswith(b"%PDF")

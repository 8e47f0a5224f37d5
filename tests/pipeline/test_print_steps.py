# SPDX-License-Identifier: AGPL-3.0-or-later
"""Pages of a long book that can't be made in runs: they are the whole layout's, and a note says why."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

import pytest

from octavo.model.document import AssetUse, Document
from octavo.pipeline.print_steps import run_pages
from octavo.pipeline.store import Store
from octavo.pipeline.work import Work
from octavo.render import runs, runs_plan
from tests.render.samples import document, read

BOOK = "".join(f'<section class="part opens-page"><h1>Part {number}</h1><p>Words.</p></section>' for number in range(5))


@dataclass(frozen=True)
class _Work(Work):
    """A step that is given a document as it is."""

    document: Document

    def value(self, name: str, kind: type) -> object:  # type: ignore[override]
        assert (name, kind) == ("document", Document)
        return self.document

    def asset(self, use: AssetUse) -> bytes:
        return read(use)


@pytest.mark.parametrize("code", ["R351", "R352"])
def test_pages_that_could_not_be_made_in_runs_are_there_with_a_note(
    code: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise ValueError("sabotage")

    style = ".opens-page { break-before: page }" + ("p { counter-increment: own }" if code == "R352" else "")
    monkeypatch.setattr(runs, "begin_files", fail)
    work = _Work(Store(tmp_path), {}, {}, {"wants": "plain"}, document(BOOK, style=style))
    short = run_pages(work)
    monkeypatch.setattr(runs_plan, "LONG", 10)
    monkeypatch.setattr(runs_plan, "RUN", 1)
    made = run_pages(work)
    codes = [[each["code"] for each in json.loads(some["problems"])] for some in (short, made)]
    assert code not in codes[0]
    assert sorted(codes[1]) == sorted([*codes[0], code])
    assert {**made, "problems": b""} == {**short, "problems": b""}
    assert made["plain"].startswith(b"%PDF")

# SPDX-License-Identifier: AGPL-3.0-or-later
"""`octavo check` on e-books of any maker: every single fault is told, nothing of the good book, and who was asked."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.check.epub_specimen import good_book
from tests.check.test_epub import every, spoiled
from tests.cli.commands import run
from tests.judges.java import JavaJudges

FAULTS = {name: each[0] for name, each in every().items()} | {
    name: (lambda data=each[0]: data) for name, each in spoiled().items()
}


def test_the_built_in_checks_alone_ask_nobody_else(tmp_path: Path) -> None:
    (tmp_path / "good.epub").write_bytes(good_book())
    said = run(f"check --json --built-in {tmp_path}/good.epub")
    assert said.code == 0
    assert json.loads(said.out) == {"problems": []}


def test_a_book_that_is_not_there_is_wrong_usage(tmp_path: Path) -> None:
    (tmp_path / "good.epub").write_bytes(good_book())
    said = run(f"check --built-in {tmp_path}/good.epub {tmp_path}/gone.epub")
    assert said.code == 2
    assert "gone.epub can't be read" in said.err


@pytest.mark.slow
def test_every_fault_is_told_and_nothing_of_the_good_book(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, java: JavaJudges
) -> None:
    """Ace, at five seconds a book, is asked of the editions that are published: see test_published."""
    monkeypatch.setattr("octavo.check.judges.books.missing", lambda: "it is not asked in this test")
    files = {f"fault-{at}.epub": name for at, name in enumerate(FAULTS)}
    for file, name in files.items():
        (tmp_path / file).write_bytes(FAULTS[name]())
    (tmp_path / "good.epub").write_bytes(good_book())
    said = run(f"check --json {' '.join(str(tmp_path / file) for file in (*files, 'good.epub'))}")
    told = json.loads(said.out)
    blamed = {Path(each["file"]).name for each in told["problems"]}
    assert [name for file, name in files.items() if file not in blamed] == []
    assert "good.epub" not in blamed
    good = next(each for each in told["files"] if each["file"].endswith("good.epub"))
    assert [each["run"] for each in good["judged"]] == [True, True, False]
    assert said.err.count("judging ") == len(files) + 1

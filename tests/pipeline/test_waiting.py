# SPDX-License-Identifier: AGPL-3.0-or-later
"""What is left in each chapter, and since when: by git where it is kept there, unknown elsewhere."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path
from shutil import which

import pytest

from tests.cli.commands import one_book, run
from tests.conftest import Bench

FIRST = "This book has one page, and this is its first sentence."
SECOND = "Its second paragraph is a little longer"


def commit(folder: Path, day: str) -> None:
    plain = {"HOME": str(folder), "PATH": "/usr/bin:/bin:/usr/local/bin", "GIT_CONFIG_NOSYSTEM": "1"}
    who = {f"GIT_{role}_{what}": "x" for role in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")}
    days = {f"GIT_{role}_DATE": f"{day}T12:00:00 +0000" for role in ("AUTHOR", "COMMITTER")}
    for words in (["init", "-q"], ["add", "-A"], ["commit", "-q", "-m", "x"]):
        subprocess.run(["git", *words], cwd=folder, env={**plain, **who, **days}, check=True)


def chapters() -> dict[str, dict[str, str]]:
    rows = [line.split("\t") for line in run("translate status smallest -l tr --chapters").out.splitlines()]
    return {row[2]: dict(zip(rows[0], row, strict=True)) for row in rows[1:]}


def test_without_git_there_are_counts_and_no_day(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    one_book(bench, monkeypatch, "en, tr")
    bench.change("smallest/text/01-page.md", FIRST, "This is the first sentence.")
    text = chapters()["text/01-page.md"]
    assert (text["translated"], text["missing"], text["words_left"]) == ("2", "1", "5")
    assert text["waiting_since"] == ""


@pytest.mark.skipif(which("git") is None, reason="git is not here")
def test_the_sentence_that_waits_longest_gives_the_day(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    one_book(bench, monkeypatch, "en, tr")
    commit(bench.root, "2021-01-05")
    assert {row["waiting_since"] for row in chapters().values()} == {""}, "nothing waits"
    bench.change("smallest/text/01-page.md", FIRST, "This is the first sentence.")
    assert chapters()["text/01-page.md"]["waiting_since"] == "", "not committed yet"
    commit(bench.root, "2022-02-06")
    bench.change("smallest/text/01-page.md", SECOND, "The second paragraph is longer")
    commit(bench.root, "2023-03-07")
    assert chapters()["text/01-page.md"]["waiting_since"] == "2022-02-06"
    assert chapters()["publication.yaml"]["waiting_since"] == ""


@pytest.mark.skipif(which("git") is None, reason="git is not here")
def test_nothing_waits_for_a_language_before_it_was_added(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = one_book(bench, monkeypatch, "en, tr")
    moved = folder.parent / "tr"
    (folder / "locale" / "tr").rename(moved)
    commit(bench.root, "2021-01-05")
    moved.rename(folder / "locale" / "tr")
    bench.change("smallest/locale/tr/text.po", FIRST, "Another sentence.")
    commit(bench.root, "2024-04-08")
    assert chapters()["text/01-page.md"]["waiting_since"] == "2024-04-08"


def test_json_tells_the_title_and_all_words(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    one_book(bench, monkeypatch, "en, tr")
    rows = json.loads(run("translate status smallest -l tr --chapters --json").out)["languages"]
    (text,) = (row for row in rows if row["chapter"] == "text/01-page.md")
    assert (text["title"], text["words"], text["words_left"], text["stale"]) == ("One page", 33, 0, 0)

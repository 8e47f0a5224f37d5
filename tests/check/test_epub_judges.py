# SPDX-License-Identifier: AGPL-3.0-or-later
"""Outside judges of e-books: what they say becomes problems, and one that is missing is named."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from octavo.check.judges import books
from octavo.check.judges.ace import ace, missing
from octavo.model.gate import Judged
from tests.check.epub_specimen import broken, good_book
from tests.judges.java import JavaJudges
from tests.judges.verdicts import Violation


class Machine:
    """A Java machine that says what it is told to."""

    def __init__(self, rows: list[dict[str, Any]] | None = None) -> None:
        self.rows = rows

    def ask(self, judge: str, **question: str) -> list[dict[str, Any]]:
        assert judge == "epubcheck"
        assert Path(question["path"]).read_bytes()[:2] == b"PK"
        if self.rows is None:
            raise RuntimeError("the Java machine ended with code 3")
        return self.rows


def said(name: str, severity: str, path: str = "one.xhtml") -> dict[str, Any]:
    return {"id": name, "severity": severity, "text": "something\n is wrong", "path": path, "line": 1, "column": 1}


@pytest.fixture
def alone(monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    """Leave every outside judge out."""
    monkeypatch.setattr(books, "_machine", lambda: (None, "there is no Java on this machine"))
    monkeypatch.setattr(books, "missing", lambda: "Ace is not installed")
    return monkeypatch


def test_judges_that_are_missing_are_named(alone: pytest.MonkeyPatch) -> None:
    problems, judged = books.judge_epub(good_book())
    assert problems == ()
    assert judged == (
        Judged("Octavo's own lint", True),
        Judged("EPUBCheck", False, "there is no Java on this machine"),
        Judged("Ace", False, "Ace is not installed"),
    )


def test_each_rule_is_told_once_a_file_and_by_its_weight(alone: pytest.MonkeyPatch) -> None:
    rows = [said("RSC-005", "ERROR"), said("RSC-005", "ERROR"), said("RSC-005", "ERROR", "two.xhtml")]
    rows += [said("OPF-088", "USAGE"), said("CSS-028", "USAGE")]
    alone.setattr(books, "_machine", lambda: (Machine(rows), ""))
    problems, judged = books.judge_epub(good_book())
    assert [(each.code, each.place.file) for each in problems] == [
        ("E401", "one.xhtml"),
        ("E402", "one.xhtml"),
        ("E401", "two.xhtml"),
    ]
    assert "EPUBCheck says of one.xhtml: something is wrong (RSC-005)" in {each.message for each in problems}
    assert judged[1] == Judged("EPUBCheck", True)


def test_a_judge_that_dies_is_no_acquittal(alone: pytest.MonkeyPatch) -> None:
    alone.setattr(books, "_machine", lambda: (Machine(), ""))
    alone.setattr(books, "missing", lambda: "")

    def dies(book: Path) -> list[dict[str, str]]:
        raise RuntimeError(f"it gave no report of {book.suffix}")

    alone.setattr(books, "ace", dies)
    _, judged = books.judge_epub(good_book())
    assert judged[1:] == (
        Judged("EPUBCheck", False, "the Java machine ended with code 3"),
        Judged("Ace", False, "it gave no report of .epub"),
    )


def test_ace_needs_a_browser(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("octavo.check.judges.ace.shutil.which", lambda name: "ace" if name == "ace-cli" else None)
    assert "Chromium" in missing()
    monkeypatch.setattr("octavo.check.judges.ace.shutil.which", lambda name: None)
    assert "not installed" in missing()


def test_what_ace_finds_is_told(ace: object, tmp_path: Path) -> None:
    """Asked as the product asks it: the good book passes, and one without a title of its picture does not."""
    if lacking := missing():
        pytest.skip(lacking)
    for name, data, rules in (
        ("good", good_book(), set[str]()),
        ("bad", broken("two.xhtml", ' alt="A white page with the title and one black mark."', ""), {"image-alt"}),
    ):
        book = tmp_path / f"{name}.epub"
        book.write_bytes(data)
        assert {row["rule"] for row in run_ace(book)} == rules


run_ace = ace


def test_epubcheck_answers_the_product(java: JavaJudges, ace: list[Violation]) -> None:
    problems, judged = books.judge_epub(broken("content.opf", "pageBreakSource", "pageBreaker"))
    assert {each.code for each in problems} == {"E401"}
    assert "OPF-027" in problems[0].message
    assert judged[1].run

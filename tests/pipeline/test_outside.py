# SPDX-License-Identifier: AGPL-3.0-or-later
"""What judges from outside say is kept by the bytes of the file, told in the report, and gone with another byte."""

from __future__ import annotations

from pathlib import Path

import pytest

from octavo.check.judges import opinions
from octavo.check.press.sheet import in_file
from octavo.model.gate import Found, Judged
from octavo.pipeline.outside import Opinion, ask_outside, kept
from octavo.pipeline.store import Store
from tests.conftest import Bench

SMALLEST = Path(__file__).parents[1] / "publications" / "smallest"
FILE = "smallest/en/smallest-en-screen.pdf"


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[bytes]:
    """Put a judge in the place of veraPDF's engine, and return what it was asked about."""
    seen: list[bytes] = []

    def judge(data: bytes) -> tuple[list[Found], Judged]:
        seen.append(data)
        return [in_file("P692", standard="PDF/UA-1", said="an invented complaint", count=1)], Judged("vera", True)

    monkeypatch.setattr(opinions, "reading_opinion", judge)
    return seen


def said_of(bench: Bench) -> dict[str, tuple[Opinion, ...]]:
    built = bench.build("smallest", editions=("en",), outputs=("screen",), publish=False)
    return ask_outside(built.steps, Store(bench.root / "output" / ".store"), lambda _: None)


@pytest.mark.slow
def test_what_was_said_of_a_file_is_told_until_the_file_changes(bench: Bench, asked: list[bytes]) -> None:
    folder = bench.take(SMALLEST)
    ((name, (opinion,)),) = said_of(bench).items()
    assert (name, opinion.judge, opinion.run) == (FILE, "vera", True)
    assert [(each.code, each.place.file, each.edition) for each in opinion.problems] == [("P692", FILE, "en")]
    assert said_of(bench) == {name: (opinion,)}
    bench.build("smallest", editions=("en",), outputs=("screen",))
    assert asked == [bench.file(FILE)], "the same bytes are judged once"
    report = bench.file("smallest/report.html").decode()
    assert "an invented complaint" in report
    assert "an invented complaint" not in bench.file("smallest/report.json").decode()
    text = folder / "text" / "01-page.md"
    text.write_text(text.read_text("utf-8") + "\nAnd a sentence more.\n", "utf-8")
    bench.build("smallest", editions=("en",), outputs=("screen",))
    report = bench.file("smallest/report.html").decode()
    assert "an invented complaint" not in report
    assert "asks the built-in checks alone" in report


@pytest.mark.slow
def test_who_could_not_be_run_is_asked_again(bench: Bench, asked: list[bytes], monkeypatch: pytest.MonkeyPatch) -> None:
    bench.take(SMALLEST)
    judge = opinions.reading_opinion
    monkeypatch.setattr(opinions, "reading_opinion", lambda _: ([], Judged("vera", False, "there is no Java")))
    assert [each.run for each in said_of(bench)[FILE]] == [False]
    monkeypatch.setattr(opinions, "reading_opinion", judge)
    assert [each.run for each in said_of(bench)[FILE]] == [True]
    assert len(asked) == 1


@pytest.mark.parametrize("damaged", [b"", b"{", b"[{}]", b"[1]", b'{"judge": "x"}'])
def test_damaged_opinions_are_none(tmp_path: Path, damaged: bytes) -> None:
    store = Store(tmp_path)
    store.keep_opinions("0" * 64, damaged)
    assert kept(store, "0" * 64) == ()
    assert kept(store, "1" * 64) == ()

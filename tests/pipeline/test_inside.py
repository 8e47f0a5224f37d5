# SPDX-License-Identifier: AGPL-3.0-or-later
"""A filler and a cover of the same paper, from the manifest to the finished files."""

from __future__ import annotations

import io
from pathlib import Path

import pytest

from octavo.check.pdf_words import plain_text
from tests.conftest import Bench

SMALLEST = Path(__file__).parents[1] / "publications" / "smallest"
WORDS = "Room for your own words"


def texts(bench: Bench, name: str) -> list[str]:
    import pypdfium2

    document = pypdfium2.PdfDocument(io.BytesIO(bench.file(name)))
    try:
        return [" ".join(plain_text(page.get_textpage().get_text_range()).split()) for page in document]
    finally:
        document.close()


def written(bench: Bench, manifest: str, note: str) -> None:
    folder = bench.take(SMALLEST, "book")
    path = folder / "publication.yaml"
    parts = "parts:\n  - {page: title}\n  - {text: 01-page.md}\n  - {text: 99-note.md, opens: filler}\n"
    path.write_text(f"{path.read_text('utf-8').rstrip()}\n{parts}{manifest}", "utf-8")
    (folder / "text" / "99-note.md").write_text(f"# For you\n\n{note}\n", "utf-8")


def codes(bench: Bench, *outputs: str) -> list[str]:
    built = bench.build("book", editions=("en",), outputs=outputs)
    assert not built.failed, [str(each) for each in built.all_problems]
    return [each.code for each in built.all_problems]


def pages_with(words: str, pages: list[str]) -> list[int]:
    return [at for at, text in enumerate(pages, 1) if plain_text(words) in text]


@pytest.mark.slow
def test_a_filler_stands_on_what_would_be_blank_and_nowhere_else(bench: Bench) -> None:
    written(bench, "", f"{WORDS}.")
    assert "P701" not in codes(bench, "screen", "press", "booklet", "office", "epub")
    press = texts(bench, "book/en/book-en-press.pdf")
    assert len(press) == 4
    assert pages_with(WORDS, press) == [3]
    assert pages_with(WORDS, texts(bench, "book/en/book-en-booklet.pdf")) == [2]
    assert pages_with(WORDS, texts(bench, "book/en/book-en-office.pdf")) == [2]
    assert pages_with(WORDS, texts(bench, "book/en/book-en-screen.pdf")) == []
    assert WORDS.encode() not in bench.file("book/en/book-en.epub")
    report = bench.file("book/report.html").decode()
    assert (
        "1 of them added blank so that the sheets come out even (4), 1 that would be blank bearing the filler (3)"
        in report
    )


@pytest.mark.slow
def test_a_filler_without_room_is_left_out_and_said(bench: Bench) -> None:
    written(bench, "", f"{WORDS}. " + "And more of them, and more. " * 400)
    assert "P701" in codes(bench, "press")
    press = texts(bench, "book/en/book-en-press.pdf")
    assert (len(press), pages_with(WORDS, press)) == (4, [])
    assert "the filler is not printed, for 2 pages would be blank" in bench.file("book/report.html").decode()


@pytest.mark.slow
def test_a_cover_of_the_same_paper_is_outermost_and_can_be_a_file_at_a_desk(bench: Bench) -> None:
    written(bench, "print: {cover: self, office_cover: apart}\ndescription: Who kept the harbour.\n", f"{WORDS}.")
    codes(bench, "press", "booklet", "office")
    press = texts(bench, "book/en/book-en-press.pdf")
    assert (len(press), pages_with(WORDS, press)) == (8, [5])
    assert pages_with("Who kept the harbour", press) == [8]
    assert pages_with("The smallest book", press)[:2] == [1, 3]
    assert pages_with("Who kept the harbour", texts(bench, "book/en/book-en-booklet.pdf")) == [1]
    assert pages_with("Who kept the harbour", texts(bench, "book/en/book-en-office-cover.pdf")) == [1]
    assert pages_with("Who kept the harbour", texts(bench, "book/en/book-en-office.pdf")) == []


@pytest.mark.slow
def test_what_is_not_approved_has_to_say_so_on_its_pages(bench: Bench) -> None:
    folder = bench.take(SMALLEST, "book")
    path = folder / "publication.yaml"
    path.write_text(f"{path.read_text('utf-8').rstrip()}\nparts: [{{text: 01-page.md}}]\n", "utf-8")
    built = bench.build("book", editions=("en",), outputs=("press", "office"))
    assert {each.code for each in built.all_problems} >= {"P702"}
    assert built.failed
    assert not bench.build("book", editions=("en",), outputs=("screen",)).failed

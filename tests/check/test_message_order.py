# SPDX-License-Identifier: AGPL-3.0-or-later
"""Every message is read back whole and in order; what is cut, exchanged or moved is named."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from octavo.check import message_order, pdf_words
from octavo.check.message_order import _in_order, _is_found, displaced_in_book, displaced_messages, looked_through
from octavo.model.document import Document
from octavo.render.layout import lay_out
from octavo.render.plain import write_plain
from tests.check.press.spoilers import spoilt
from tests.judges.specimens import book
from tests.remembered import Memory
from tests.render.samples import ARABIC, ENGLISH, document, read

SENTENCES = [
    "In spring the keeper painted the door of the lighthouse green, and nobody in the village asked him why.",
    "Summer brought boats with red sails, and letters for people who had never lived on the island.",
    "Autumn came with a storm that took the bench, the bell and half of the path to the harbour.",
    "In winter the lamp was lit at three, and the notebook filled with remarks about the cold.",
]


def paragraph(at: int, text: str, more: str = "") -> str:
    return f'<p data-key="text/a.md#{at}" data-message="m{at}" style="break-before: page">{text}{more}</p>'


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("order")


@pytest.fixture(scope="module")
def seasons() -> Document:
    return document("".join(paragraph(at, text) for at, text in enumerate(SENTENCES)))


@pytest.fixture(scope="module")
def pages(seasons: Document, workspace: Path) -> bytes:
    return made(seasons, workspace)


def made(sample: Document, workspace: Path) -> bytes:
    return write_plain(lay_out(sample, read, workspace=workspace).unwrap(), sample).unwrap()


def exchange(pdf: Any) -> None:
    pdf.pages.insert(1, pdf.pages[3])
    del pdf.pages[4]


def test_pages_that_are_as_they_were_are_not_read_again(pages: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    remember = Memory()
    texts = pdf_words.page_texts(pages)
    assert pdf_words.page_texts(pages, remember) == texts
    assert len(remember.known) == len(texts) == len(SENTENCES)
    read: list[int] = []

    def text_of(_: Any, at: int) -> str:
        read.append(at)
        return f"page {at}"

    monkeypatch.setattr(pdf_words, "_text_of", text_of)
    turned = spoilt(pages, exchange)
    assert sorted(pdf_words.page_texts(turned, remember)) == sorted(texts), "the same pages in another order"
    assert read == []

    def emptied(pdf: Any) -> None:
        pdf.pages[1].obj.Contents = pdf.make_stream(b"")

    assert pdf_words.page_texts(spoilt(pages, emptied), remember) == [texts[0], "page 1", *texts[2:]]
    assert read == [1]


def codes(data: bytes, sample: Document) -> list[tuple[str, str]]:
    return [(each.code, each.place.key) for each in displaced_messages(data, sample)]


def test_what_is_in_order_has_no_problem(pages: bytes, seasons: Document) -> None:
    assert codes(pages, seasons) == []


def test_over_pages_and_notes_a_message_goes_on(workspace: Path) -> None:
    note = f'<span class="note" data-key="text/a.md#n" data-message="n">{SENTENCES[0]}</span>'
    for language, text in (("en", ENGLISH), ("ar", ARABIC)):
        body = paragraph(0, text * 4, note if language == "en" else "") + paragraph(1, text * 14)
        direction = "rtl" if language == "ar" else "ltr"
        style = 'html { font-family: "Amiri" }' if language == "ar" else ""
        sample = document(body, language=language, direction=direction, style=style)
        assert codes(made(sample, workspace), sample) == []


def test_pages_in_another_order_are_found(pages: bytes, seasons: Document) -> None:
    (found,) = displaced_messages(spoilt(pages, exchange), seasons)
    assert (found.code, found.place.key) == ("P687", "text/a.md#3")
    assert "page 2" in found.message


def test_a_lost_page_is_found(pages: bytes, seasons: Document) -> None:
    def lose(pdf: Any) -> None:
        del pdf.pages[2]

    assert codes(spoilt(pages, lose), seasons) == [("P686", "text/a.md#2")]


def test_words_that_are_there_but_not_in_their_order_are_found(workspace: Path, seasons: Document) -> None:
    """Looking for words alone would find them all."""
    turned = " ".join(reversed(SENTENCES[1].split()))
    other = [SENTENCES[0], turned, *SENTENCES[2:]]
    data = made(document("".join(paragraph(at, text) for at, text in enumerate(other))), workspace)
    assert codes(data, seasons) == [("P686", "text/a.md#1")]


def test_half_a_message_is_not_the_message(workspace: Path, seasons: Document) -> None:
    other = [SENTENCES[0][:60], *SENTENCES[1:]]
    data = made(document("".join(paragraph(at, text) for at, text in enumerate(other))), workspace)
    assert codes(data, seasons) == [("P686", "text/a.md#0")]


@given(st.lists(st.integers(0, 9), max_size=30))
def test_what_is_kept_never_falls_and_nothing_can_be_added(numbers: list[int]) -> None:
    kept = sorted(_in_order(numbers))
    chosen = [numbers[at] for at in kept]
    assert chosen == sorted(chosen)
    longest = [0] * len(numbers)
    for at, number in enumerate(numbers):
        longest[at] = 1 + max((longest[i] for i in range(at) if numbers[i] <= number), default=0)
    assert len(kept) == max(longest, default=0)


@given(st.text("abcdefgh", min_size=20, max_size=60), st.lists(st.integers(9, 50), max_size=2))
def test_letters_with_something_between_them_are_found(text: str, cuts: list[int]) -> None:
    parts, start = [], 0
    for cut in sorted(cuts):
        if cut - start >= 9 and len(text) - cut >= 9:
            parts.append(text[start:cut])
            start = cut
    assert _is_found(text, looked_through("xyz" + "xyz".join([*parts, text[start:]]), [text]))
    assert not _is_found(text + "z", looked_through(text, [text + "z"]))


@pytest.mark.parametrize("few", [0, 99])
@given(st.text("ab", max_size=60), st.lists(st.text("ab", max_size=20), max_size=8))
def test_a_text_is_looked_through_as_if_for_each_piece_alone(few: int, text: str, wanted: list[str]) -> None:
    with pytest.MonkeyPatch.context() as changed:
        changed.setattr(message_order, "_FEW_HEADS", few)
        read = looked_through(text, wanted)
    for each in wanted:
        there = [at for at in range(len(text)) if text.startswith(each, at)] if len(each) >= 12 else []
        assert list(read.at(each)) == there


def test_a_long_book_is_not_looked_through_for_each_message(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where all messages are whole nothing looks through all the text again."""
    asked: list[str] = []
    monkeypatch.setattr(message_order, "_begins", lambda wanted, *rest: asked.append(wanted))
    spoken = [" ".join(f"{SENTENCES[at % 4]}{'abcdefghij'[int(each)]}" for each in f"{at:03}") for at in range(300)]
    sample = document("".join(paragraph(at, text) for at, text in enumerate(spoken)))
    assert displaced_messages(b"", sample, texts=spoken) == []
    assert asked == []


def test_a_book_is_read_in_the_order_of_its_spine() -> None:
    sample = document(
        paragraph(0, "Boats go out in the morning.") + paragraph(1, "They come at dawn, when nobody looks.")
    )
    whole = "<p>Boats go out in the <em>morning</em>.</p><p>They come at dawn, when nobody looks.</p>"
    assert codes_in_book(book(whole), sample) == []
    assert codes_in_book(book("<p>They come at dawn, when nobody looks.</p>"), sample) == [("P686", "text/a.md#0")]
    cut = whole.replace("when nobody ", "")
    assert codes_in_book(book(cut), sample) == [("P686", "text/a.md#1")]


def codes_in_book(data: bytes, sample: Document) -> list[tuple[str, str]]:
    return [(each.code, each.place.key) for each in displaced_in_book(data, sample)]

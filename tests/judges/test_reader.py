# SPDX-License-Identifier: AGPL-3.0-or-later
"""Books of ours in a real reading system: direction, contents, landmarks, cover and the pages of print."""

from __future__ import annotations

import pytest

from octavo.render.epub import write_epub
from tests.check.epub_specimen import broken, good_book
from tests.judges.browser import PageOpener
from tests.judges.fixtures import do_without
from tests.judges.reader import Reading, read_book
from tests.judges.verdicts import JudgeMissingError
from tests.render.books import book, read


def reading(browser: PageOpener, data: bytes, *, dark: bool = False) -> Reading:
    try:
        return read_book(browser, data, dark=dark)
    except JudgeMissingError as missing:
        do_without(str(missing))


@pytest.mark.parametrize("dark", [False, True])
def test_the_book_opens_and_every_line_leads_where_it_says(browser: PageOpener, dark: bool) -> None:
    found = reading(browser, good_book(), dark=dark)
    assert found.errors == ()
    assert (found.direction, found.title, found.cover) == ("ltr", "The Quay of Nowhere", True)
    assert found.contents == (("The quay", True), ("The boats", True), ("Index", True))
    assert found.pages == tuple((label, label) for label in "1234")
    assert {"cover", "bodymatter"} <= set(found.landmarks)
    assert found.screenshot.startswith(b"\x89PNG")


def test_the_reader_itself_knows_the_printed_page(browser: PageOpener) -> None:
    found = reading(browser, good_book())
    # Pages 1 and 2 begin on one screen, and the reader names the last.
    assert found.shown[2:] == ("3", "4")


def test_a_note_pops_up(browser: PageOpener) -> None:
    assert reading(browser, good_book()).note == ("footnote", "1So the book says.")
    loose = broken("one.xhtml", 'id="n1" role="doc-footnote" epub:type="footnote"', 'id="n1"')
    assert reading(browser, loose).note != ("footnote", "1So the book says.")


def test_a_book_from_the_right_turns_to_the_right(browser: PageOpener) -> None:
    found = reading(browser, write_epub(book("ar", "rtl"), read).unwrap())
    assert (found.direction, found.pages, found.cover) == ("rtl", (), False)


def test_a_page_that_leads_elsewhere_is_seen(browser: PageOpener) -> None:
    found = reading(browser, broken("nav.xhtml", "two.xhtml#page-3", "two.xhtml"))
    assert dict(found.pages)["3"] is None

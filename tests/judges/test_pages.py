# SPDX-License-Identifier: AGPL-3.0-or-later
"""The comparison of pages is awake: it reads both sides, and sees a word that stands on the wrong page."""

from __future__ import annotations

from dataclasses import replace

import pytest

from octavo.model.document import DocumentFile
from octavo.render.epub import write_epub
from octavo.render.epub_pages import Printed
from octavo.render.layout import lay_out
from octavo.render.screen import finish_screen
from tests.check.epub_specimen import broken, good_book
from tests.judges.pages import book_pages, main_text, pdf_pages, signs
from tests.render.books import NAV, book, page
from tests.render.books import read as font
from tests.render.samples import document, read

MARK_2 = '<span epub:type="pagebreak" role="doc-pagebreak" id="page-2" aria-label="2"></span>'


def test_a_book_is_cut_at_its_markers_without_notes() -> None:
    found = {label: signs(text) for label, text in book_pages(good_book()).items()}
    assert list(found) == ["1", "2", "3", "4"]
    assert found["1"] == signs("The quay They came at dawn, and the")
    assert found["2"].endswith("fromthepier"), "notes stand apart"


def test_a_marker_in_another_place_is_seen() -> None:
    moved = broken("one.xhtml", f"{MARK_2}keeper", f"keeper {MARK_2}")
    assert signs(book_pages(moved)["1"]) == signs("The quay They came at dawn, and the keeper")


@pytest.fixture(scope="module")
def roll(tmp_path_factory: pytest.TempPathFactory) -> tuple[bytes, bytes]:
    """Return a roll of names on several pages, as PDF and as e-book."""
    names = "".join(f'<li data-key="names/n.csv#{n}">Keeper {n} of Nowhere, 18{n}–1901</li>' for n in range(10, 80))
    html = f'<h1 data-key="p#1">The roll</h1><ul class="roll" style="list-style: none">{names}</ul>'
    style = ".roll { columns: 2 }"
    pressed = document(html, style=style)
    layout = lay_out(pressed, read, workspace=tmp_path_factory.mktemp("roll")).unwrap()
    pdf = finish_screen(layout, pressed).unwrap()
    given = book()
    one = DocumentFile("one.xhtml", "One", page("One", html))
    nav = NAV + '<nav epub:type="page-list" aria-label="Pages" hidden="hidden">\n<ol>\n<!-- pages -->\n</ol>\n</nav>'
    files = (replace(given.files[0], html=page("C", nav)), one)
    return pdf, write_epub(replace(given, files=files), font, printed=Printed(layout.page_map, pressed)).unwrap()


def test_the_page_turns_inside_a_roll_of_names(roll: tuple[bytes, bytes]) -> None:
    pdf, written = roll
    pages, marked = pdf_pages(pdf), book_pages(written)
    assert len(pages) >= 3
    assert len(marked) == len(pages)
    for number, each in enumerate(pages, 1):
        assert signs(main_text(each)) == signs(marked[str(number)])
        assert "keeper" in marked[str(number)].lower()

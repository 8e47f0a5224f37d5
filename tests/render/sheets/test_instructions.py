# SPDX-License-Identifier: AGPL-3.0-or-later
"""The sheet of instructions: one page in the language of the edition that names files, sheets and paper."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from octavo.compose.office import compose_instructions
from octavo.diagnostics.problem import Outcome
from octavo.model.document import Document
from octavo.model.sheets import Instructions
from octavo.render.layout import Layout
from tests.compose.samples import blobs, edition

TEMPLATES = Path(__file__).parents[3] / "templates"
TOLD = Instructions(12, 48, 2, "A4", "ferry-office.pdf", "ferry-office-fronts.pdf", "ferry-office-backs.pdf")


def composed(tag: str = "en", told: Instructions = TOLD) -> Document:
    outcome = compose_instructions(edition(tag), told, TEMPLATES, blobs)
    assert outcome.problems == ()
    return outcome.unwrap()


def words(document: Document) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]*>", "", document.files[0].html))


def test_files_sheets_and_paper_are_named() -> None:
    said = words(composed())
    assert "You need 12 sheets of paper of the size A4. 2 pages are left blank" in said
    assert [said.index(name) for name in (TOLD.duplex, TOLD.fronts, TOLD.backs)] == sorted(
        said.index(name) for name in (TOLD.duplex, TOLD.fronts, TOLD.backs)
    )
    assert "lowest the one with the pages 1 and 48, on top the one with the pages 24 and 25" in said
    assert "page 2 has to be on the back of page 1" in said
    assert "The cover is the file" not in said


def test_one_sheet_is_not_laid_on_another_and_no_blank_page_is_not_told() -> None:
    said = words(composed(told=replace(TOLD, sheets=1, pages=4, blanks=0)))
    assert "You need 1 sheet of paper" in said
    assert "one upon another" not in said
    assert "blank" not in said


def test_a_cover_apart_is_named() -> None:
    said = words(composed(told=replace(TOLD, cover="ferry-cover.pdf")))
    assert "The cover is the file ferry-cover.pdf" in said
    assert "lowest the one with the pages 3 and 46" in said
    assert "page 4 has to be on the back of page 3" in said


def test_pages_within_a_cover_have_the_numbers_that_are_printed_on_them() -> None:
    said = words(composed(told=replace(TOLD, cover="ferry-cover.pdf", around=2)))
    assert "lowest the one with the pages 1 and 44, on top the one with the pages 22 and 23" in said
    assert "page 2 has to be on the back of page 1" in said


@pytest.mark.parametrize("tag", ["en", "az", "ar"])
@pytest.mark.parametrize("paper", ["A4", "letter"])
def test_it_is_one_page_with_room_for_longer_languages(
    lay: Callable[[Document], Outcome[Layout]], tag: str, paper: str
) -> None:
    document = composed(tag, replace(TOLD, paper=paper, cover="ferry-office-cover.pdf"))
    laid = lay(document)
    assert laid.problems == ()
    (page,) = laid.unwrap().pages
    assert document.geometry is not None
    assert (page.width, page.height) == pytest.approx((document.geometry.width, document.geometry.height))
    assert document.geometry.height == {"A4": 297, "letter": 279.4}[paper]


def test_pictures_have_no_words_and_are_mirrored_where_books_are_read_from_the_right() -> None:
    plain, mirrored = composed("en").files[0].html, composed("ar").files[0].html
    assert plain.count("<svg") == mirrored.count("<svg") == 3
    assert "<text" not in plain
    assert (plain.count("scale(-1 1)"), mirrored.count("scale(-1 1)")) == (0, 3)
    assert mirrored.count('class="file" dir="ltr"') == 3

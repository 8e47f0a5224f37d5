# SPDX-License-Identifier: AGPL-3.0-or-later
"""Every language that CLDR describes for modern use is set on a page, or its letters are known to be missing."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from pathlib import Path

import pytest

from octavo.localize.beginnings import uncovered
from octavo.localize.cldr import beyond_babel, modern_tags
from octavo.localize.formats import language_name, number
from octavo.resources.fonts import read_fonts
from octavo.resources.shared import fonts_folder
from tests.languages.setting import language, set_text
from tests.languages.test_scripts import plain, said

FAMILIES = read_fonts(fonts_folder())
LETTERS = 60


def page_in(tag: str) -> str:
    """Return a text with the letters of a language one by one, its digits and its quotation marks."""
    letters = [each for each in beyond_babel(tag, "letters") if unicodedata.category(each)[0] == "L"][:LETTERS]
    marks = language(tag).quotes
    figures = number(1234567890, language(tag))
    return f"{marks[0]}{' '.join(letters)}{marks[1]} {' '.join(each.upper() for each in letters)} {figures}"


def test_the_languages_whose_letters_no_font_has(golden: Callable[[str, str], None]) -> None:
    rows = []
    for tag in modern_tags():
        lacking = uncovered(language(tag), FAMILIES)
        if lacking:
            rows.append(f"{tag:8} {language_name(tag, language('en'))}: {' '.join(lacking[:8])}")
    golden("uncovered.txt", "\n".join(rows) + "\n")
    assert len(modern_tags()) > 100


@pytest.mark.slow
def test_every_modern_language_is_set_on_a_page(tmp_path: Path) -> None:
    told = []
    for tag in modern_tags():
        if uncovered(language(tag), FAMILIES):
            continue
        text = page_in(tag)
        pages = set_text(tag, f"# A1\n\n{text}\n", tmp_path)
        read = said(pages)
        if len(pages.layout.pages) != 1 or read != plain(text):
            told.append(f"{tag}: {len(pages.layout.pages)} pages, {read} is not {plain(text)}")
        told += [f"{tag}: {each}" for each in pages.problems if each.code not in ("R207", "R208")]
    assert told == []

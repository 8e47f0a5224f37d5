# SPDX-License-Identifier: AGPL-3.0-or-later
"""What outside judges find in the composed sample: nothing, in any script, light or dark, wide or narrow."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from octavo.model.document import AssetUse
from octavo.render.epub import write_epub
from octavo.render.web import write_web
from octavo.resources.shared import fonts_folder
from tests.compose.composed import sample
from tests.compose.samples import blobs
from tests.judges.browser import PageOpener
from tests.judges.verdicts import Message, Violation

tongues = pytest.mark.parametrize("language", ["en", "ar"])


def read(use: AssetUse) -> bytes:
    return blobs(use.digest) if use.digest else (fonts_folder() / use.shared.removeprefix("fonts/")).read_bytes()


@tongues
def test_the_web_page(browser: PageOpener, tmp_path: Path, language: str) -> None:
    page = tmp_path / "index.html"
    page.write_bytes(write_web(sample(language, "web"), read).unwrap())
    for width, dark in ((1280, False), (1280, True), (320, False)):
        report = browser.open_page(page, width=width, dark=dark)
        assert (report.violations, report.console_errors, report.refused) == ((), (), ())
        assert report.overflow <= 0


@tongues
def test_the_web_page_at_twice_its_size(browser: PageOpener, tmp_path: Path, language: str) -> None:
    page = tmp_path / "index.html"
    page.write_bytes(write_web(sample(language, "web"), read).unwrap())
    report = browser.open_page(page, width=800, script="document.documentElement.style.fontSize = '36px'")
    assert report.overflow <= 0


@tongues
def test_the_e_book(
    epubcheck: Callable[[bytes], list[Message]], ace: Callable[[bytes], list[Violation]], language: str
) -> None:
    book = write_epub(sample(language, "epub"), read).unwrap()
    assert [each for each in epubcheck(book) if each.id != "CSS-028"] == []  # that @font-face is used is no fault
    assert ace(book) == []

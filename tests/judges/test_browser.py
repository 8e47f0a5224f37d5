# SPDX-License-Identifier: AGPL-3.0-or-later
"""The browser is awake: it sees broken pages as broken, lets axe speak, and lets nothing out."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from tests.judges.browser import PageOpener

GOOD = """<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>The Quay</title>
<meta name="viewport" content="width=device-width"><style>body { color: #111; background: #fff }
@media (prefers-color-scheme: dark) { body { color: #eee; background: #111 } }</style></head>
<body><main><h1>Boats</h1><p>They come at dawn.</p>%s</main></body></html>"""


@pytest.fixture
def page(tmp_path: Path) -> Path:
    return tmp_path / "page.html"


def written(page: Path, more: str = "") -> Path:
    page.write_text(GOOD % more, encoding="utf-8")
    return page


def test_a_good_page_passes_without_a_word(browser: PageOpener, page: Path) -> None:
    report = browser.open_page(written(page), script="document.title")
    assert (report.console_errors, report.refused, report.violations, report.overflow) == ((), (), (), 0)
    assert report.text == "Boats\n\nThey come at dawn."
    assert report.value == "The Quay"


def test_axe_speaks(browser: PageOpener, page: Path) -> None:
    pale = '<p id="pale" style="color: #ccc">Fog.</p><img src="data:image/gif;base64,R0lGODlhAQABAAAAACw=">'
    found = {violation.rule: violation for violation in browser.open_page(written(page, pale)).violations}
    assert set(found) == {"color-contrast", "image-alt"}
    assert found["color-contrast"].targets == ("#pale",)
    assert found["image-alt"].impact == "critical"


def test_errors_of_scripts_and_missing_files_are_seen(browser: PageOpener, page: Path) -> None:
    broken = '<script>console.error("no tide"); boats()</script><script src="gone.js"></script>'
    errors = " | ".join(browser.open_page(written(page, broken)).console_errors)
    assert "no tide" in errors
    assert "boats is not defined" in errors
    assert "ERR_FILE_NOT_FOUND" in errors


def test_nothing_leaves_the_machine(browser: PageOpener, page: Path) -> None:
    report = browser.open_page(written(page, '<img alt="Boat" src="https://boats.example/boat.png">'))
    assert report.refused == ("https://boats.example/boat.png",)
    assert report.console_errors != ()


def test_a_page_that_is_too_wide_is_measured(browser: PageOpener, page: Path) -> None:
    wide = written(page, '<div style="width: 500px">Quay</div>')
    assert browser.open_page(wide, width=800).overflow == 0
    assert browser.open_page(wide, width=320).overflow == 500 + 8 - 320


def test_the_screenshot_shows_the_page_in_the_wanted_colours(browser: PageOpener, page: Path) -> None:
    import io

    from PIL import Image

    corners = []
    for dark in (False, True):
        shot = browser.open_page(written(page), width=400, height=300, dark=dark).screenshot
        with Image.open(io.BytesIO(shot)) as image:
            assert image.size == (400, 300)
            corners.append(image.convert("RGB").getpixel((1, 1)))
    assert corners == [(255, 255, 255), (17, 17, 17)]


def test_tests_keep_their_own_event_loop(browser: PageOpener) -> None:
    async def tide() -> str:
        return "high"

    assert browser.chromium.is_connected()
    assert asyncio.run(tide()) == "high"

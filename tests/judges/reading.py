# SPDX-License-Identifier: AGPL-3.0-or-later
"""A whole book gone through in foliate-js as one reader has it set: what does not fit, what is hidden, what is pale."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from tests.judges.browser import PageOpener
from tests.judges.reader import OPENED, PROGRAM, served
from tests.judges.verdicts import JudgeMissingError

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page, ViewportSize

SCRIPT = Path(__file__).with_name("reading.js")


@dataclass(frozen=True, slots=True)
class Setting:
    """How a reader holds the book: the window in CSS pixels, the type in percent, light or dark."""

    width: int = 390
    height: int = 760
    percent: int = 100
    dark: bool = False

    def __str__(self) -> str:
        """Return a name for files."""
        return f"{self.width}-{self.percent}-{'dark' if self.dark else 'light'}"


@dataclass(frozen=True, slots=True)
class Looked:
    """What was seen of a book, each place as “file element: its beginning”.

    `wide` does not fit into its column; `tall` not into its height; `hidden` is not laid out at all; `beyond` stands on
    no page that can be turned to; `pale` has too little contrast with the ground (WCAG 2.2, 1.4.3 and 1.4.11).
    `texts` are the words of each file as they are laid out.
    """

    wide: tuple[str, ...]
    tall: tuple[str, ...]
    hidden: tuple[str, ...]
    beyond: tuple[str, ...]
    pale: tuple[str, ...]
    texts: tuple[str, ...]
    pages: int
    pictures: tuple[tuple[str, bytes], ...]


def look_through(
    browser: PageOpener, data: bytes, setting: Setting, *, show: tuple[tuple[str, str], ...] = ()
) -> Looked:
    """Go through a book; raises JudgeMissingError where foliate-js is not installed.

    Args:
        browser: a running Chromium.
        data: the bytes of an EPUB.
        setting: the reader's window, size of type and light.
        show: names and CSS selectors: of the first such element in the book the page is kept as a picture.
    """
    if not (PROGRAM / "reader.html").is_file():
        raise JudgeMissingError("foliate-js is not installed")
    with served(data) as address:
        return browser.thread.submit(partial(_look, browser.chromium, address, setting, show)).result()


def _look(chromium: Browser, address: str, setting: Setting, show: tuple[tuple[str, str], ...]) -> Looked:
    viewport: ViewportSize = {"width": setting.width, "height": setting.height}
    scheme: Literal["dark", "light"] = "dark" if setting.dark else "light"
    with chromium.new_context(viewport=viewport, color_scheme=scheme, bypass_csp=True) as context:
        page = context.new_page()
        page.goto(address)
        page.wait_for_function(OPENED)
        told: dict[str, Any] = page.evaluate(SCRIPT.read_text("utf-8"), setting.percent)
        pictures = tuple((name, shot) for name, selector in show if (shot := _shot(page, selector)))
    return Looked(
        wide=tuple(told["wide"]),
        tall=tuple(told["tall"]),
        hidden=tuple(told["hidden"]),
        beyond=tuple(told["beyond"]),
        pale=tuple(told["pale"]),
        texts=tuple(told["texts"]),
        pages=told["pages"],
        pictures=pictures,
    )


def _shot(page: Page, selector: str) -> bytes:
    """Return the page on which the first such element stands, or nothing."""
    found = page.evaluate(
        """async selector => {
          const view = document.querySelector('foliate-view')
          for (const [index, section] of view.book.sections.entries()) {
            if (!(await section.createDocument()).querySelector(selector)) continue
            await view.renderer.goTo({index, anchor: doc => doc.querySelector(selector)})
            await new Promise(done => setTimeout(done, 100))
            return true
          }
          return false
        }""",
        selector,
    )
    return page.screenshot() if found else b""

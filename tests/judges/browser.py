# SPDX-License-Identifier: AGPL-3.0-or-later
"""A real browser that opens a page, lets axe judge it, and tells what went wrong; nothing leaves this machine."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from bootstrap.judges import FOLDER
from bootstrap.system import find_chromium
from tests.judges.node import node
from tests.judges.verdicts import JudgeMissingError, PageReport, Violation

if TYPE_CHECKING:
    from playwright.sync_api import Browser, ConsoleMessage, Page, Route, ViewportSize

AXE = Path(__file__).parents[2] / FOLDER / "node_modules" / "axe-core" / "axe.min.js"
# Without these Chromium asks its maker for updates, lists and settings at every start.
QUIET = (
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-gpu",
    "--disable-quic",
    "--disable-sync",
    "--no-first-run",
)
AXE_RUN = "async () => (await axe.run(document, {resultTypes: ['violations']})).violations"
OVERFLOW = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


@dataclass(frozen=True, slots=True)
class PageOpener:
    """A running Chromium. It lives in a thread of its own: its driver keeps an event loop that tests must not meet."""

    chromium: Browser
    thread: ThreadPoolExecutor

    def open_page(
        self,
        page: Path | str,
        *,
        width: int = 1280,
        height: int = 900,
        dark: bool = False,
        script: str | None = None,
    ) -> PageReport:
        """Return what the browser sees of a page: a file, or an address on this machine.

        `width` and `height` are CSS pixels; `script` is JavaScript that is evaluated in the page before axe runs.
        """
        address = page.resolve().as_uri() if isinstance(page, Path) else page
        return self.thread.submit(partial(look, self.chromium, address, (width, height), dark, script)).result()


def look(chromium: Browser, address: str, size: tuple[int, int], dark: bool, script: str | None) -> PageReport:
    """Open an address in a fresh profile and gather everything a PageReport holds."""
    errors: list[str] = []
    refused: list[str] = []
    viewport: ViewportSize = {"width": size[0], "height": size[1]}
    with chromium.new_context(viewport=viewport, color_scheme="dark" if dark else "light") as context:
        page = context.new_page()
        page.route("**/*", partial(guard, refused))
        page.on("console", partial(note_console, errors))
        page.on("pageerror", lambda error: errors.append(str(error)))
        page.goto(address, wait_until="load")
        value = page.evaluate(script) if script is not None else None
        overflow = page.evaluate(OVERFLOW)
        text = page.inner_text("body")
        screenshot = page.screenshot(full_page=True)
        found = tuple(errors)  # axe writes to the console too
        return PageReport(found, tuple(refused), judge(page), overflow, text, value, screenshot)


def guard(refused: list[str], route: Route) -> None:
    """Let a request through if it stays on this machine, else note it and refuse it."""
    address = urlsplit(route.request.url)
    if address.scheme in ("file", "data", "blob", "about") or address.hostname in ("127.0.0.1", "localhost", "::1"):
        route.continue_()
    else:
        refused.append(route.request.url)
        route.abort()


def note_console(errors: list[str], message: ConsoleMessage) -> None:
    """Keep what the page's console calls an error."""
    if message.type == "error":
        errors.append(message.text)


def judge(page: Page) -> tuple[Violation, ...]:
    """Return axe's findings about the page as it stands."""
    page.evaluate(AXE.read_text("utf-8"))
    found: list[dict[str, Any]] = page.evaluate(AXE_RUN)
    return tuple(sorted(violation(row) for row in found))


def violation(row: dict[str, Any]) -> Violation:
    """Return one of axe's findings as a value."""
    targets = tuple(" ".join(map(str, node["target"])) for node in row["nodes"])
    return Violation(row["id"], row["impact"] or "minor", row["help"], targets)


@contextmanager
def chromium_browser() -> Iterator[PageOpener]:
    """Start Chromium and end it; raises JudgeMissingError where it, its driver or axe is not here."""
    path = find_chromium()
    if path is None:
        raise JudgeMissingError("Chromium is not on this machine")
    if not AXE.is_file():
        raise JudgeMissingError(f"axe-core is not in {FOLDER}")
    node()
    from playwright.sync_api import sync_playwright

    with ThreadPoolExecutor(1, "chromium") as thread:
        driver = thread.submit(sync_playwright().start).result()
        try:
            launch: Callable[[], Browser] = partial(driver.chromium.launch, executable_path=path, args=[*QUIET])
            chromium = thread.submit(launch).result()
            try:
                yield PageOpener(chromium, thread)
            finally:
                thread.submit(chromium.close).result()
        finally:
            thread.submit(driver.stop).result()

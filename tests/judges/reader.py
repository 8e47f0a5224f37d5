# SPDX-License-Identifier: AGPL-3.0-or-later
"""A real reading system, foliate-js in Chromium: it opens a book, follows its lists, and shows a page."""

from __future__ import annotations

import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from bootstrap.judges import FOLDER
from tests.judges.browser import PageOpener
from tests.judges.verdicts import JudgeMissingError

if TYPE_CHECKING:
    from playwright.sync_api import Browser, ViewportSize

PROGRAM = Path(__file__).parents[2] / FOLDER / "node_modules" / "foliate-js"
OPENED = "document.querySelector('foliate-view')?.book && document.querySelector('foliate-view').lastLocation"
LOOK = """async () => {
  const view = document.querySelector('foliate-view'), book = view.book
  const flat = lines => (lines ?? []).flatMap(each => [each, ...flat(each.subitems)])
  const found = async each => {
    const place = book.resolveHref(each.href)
    return place && place.anchor(await book.sections[place.index].createDocument())
  }
  const contents = [], pages = [], shown = []
  // The reader tells where it is a little later, or, on a busy machine, much later; a page that begins on the same
  // screen as one before or after it may go by the name of that one.
  const told = async wanted => {
    let label = null
    for (let turn = 0; turn < 80 && label !== wanted && (turn < 12 || label === null); turn++) {
      await new Promise(done => setTimeout(done, 50))
      label = view.lastLocation?.pageItem?.label ?? null
    }
    return label
  }
  // Once it is open the reader turns to the first page by itself; where that overtakes us we go again.
  const gone = async each => {
    let label = null
    for (let turn = 0; turn < 4 && label === null; turn++) {
      await view.goTo(each.href)
      label = await told(each.label)
    }
    return label
  }
  for (const each of flat(book.toc)) contents.push([each.label.trim(), await found(each) != null])
  for (const each of book.pageList ?? []) {
    pages.push([each.label, (await found(each))?.getAttribute?.('aria-label') ?? null])
    shown.push(await gone(each))
  }
  const {FootnoteHandler} = await import('/reader/footnotes.js')
  const note = async () => {
    for (const section of book.sections) {
      const mark = (await section.createDocument()).querySelector('[role~="doc-noteref"]')
      if (!mark) continue
      const handler = new FootnoteHandler()
      handler.addEventListener('before-render', event => document.body.append(event.detail.view))
      const text = new Promise(done => handler.addEventListener('render', event => {
        done([event.detail.type, event.detail.target.ownerDocument.body.textContent.trim().replace(/\\s+/g, ' ')])
        setTimeout(() => event.detail.view.remove(), 500)  // it is still being laid out
      }))
      const href = section.resolveHref(mark.getAttribute('href'))
      await handler.handle(book, {detail: {a: mark, href}, preventDefault: () => {}})
      const said = await text
      await new Promise(done => setTimeout(done, 700))
      return said
    }
    return null
  }
  return {
    note: await note(),
    direction: book.dir, title: book.metadata.title, contents, pages, shown,
    landmarks: (book.landmarks ?? []).flatMap(each => each.type), cover: !!await book.getCover(),
  }
}"""


@dataclass(frozen=True, slots=True)
class Reading:
    """What a reading system made of a book.

    `contents` says for each line whether it leads somewhere; `pages` gives for each line of the list of pages the name
    of the marker it leads to; `shown` the page that the reader itself says it is on after going there. `note` is
    the first footnote as it pops up: its kind and text.
    """

    direction: str
    title: str
    contents: tuple[tuple[str, bool], ...]
    pages: tuple[tuple[str, str | None], ...]
    shown: tuple[str | None, ...]
    landmarks: tuple[str, ...]
    cover: bool
    note: tuple[str, str] | None
    errors: tuple[str, ...]
    screenshot: bytes


def read_book(browser: PageOpener, data: bytes, *, width: int = 420, height: int = 760, dark: bool = False) -> Reading:
    """Open a book in foliate-js; raises JudgeMissingError where it is not installed."""
    if not (PROGRAM / "reader.html").is_file():
        raise JudgeMissingError(f"foliate-js is not in {FOLDER}")
    with served(data) as address:
        return browser.thread.submit(partial(_read, browser.chromium, address, (width, height), dark)).result()


def _read(chromium: Browser, address: str, size: tuple[int, int], dark: bool) -> Reading:
    errors: list[str] = []
    viewport: ViewportSize = {"width": size[0], "height": size[1]}
    scheme: Literal["dark", "light"] = "dark" if dark else "light"
    # The reader's own policy forbids evaluating what a test asks.
    with chromium.new_context(viewport=viewport, color_scheme=scheme, bypass_csp=True) as context:
        page = context.new_page()
        page.on("pageerror", lambda error: errors.append(str(error)))
        page.goto(address)
        page.wait_for_function(OPENED)
        told: dict[str, Any] = page.evaluate(LOOK)
        screenshot = page.screenshot()
    note = told["note"]
    return Reading(
        direction=told["direction"],
        title=told["title"],
        contents=tuple((label, leads) for label, leads in told["contents"]),
        pages=tuple((label, name) for label, name in told["pages"]),
        shown=tuple(told["shown"]),
        landmarks=tuple(told["landmarks"]),
        cover=told["cover"],
        note=(note[0], note[1]) if note else None,
        errors=tuple(errors),
        screenshot=screenshot,
    )


@contextmanager
def served(data: bytes) -> Iterator[str]:
    """Serve the reader and a book on this machine, and give the address that opens it."""
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "book.epub").write_bytes(data)
        (Path(folder) / "reader").symlink_to(PROGRAM, target_is_directory=True)
        with ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=folder)) as server:
            threading.Thread(target=server.serve_forever, daemon=True).start()
            try:
                yield f"http://127.0.0.1:{server.server_port}/reader/reader.html?url=/book.epub"
            finally:
                server.shutdown()


class Quiet(SimpleHTTPRequestHandler):
    """A server that writes no log."""

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002  (the name is the standard library's)
        """Say nothing."""

# SPDX-License-Identifier: AGPL-3.0-or-later
"""Catalogues in a real reading system, foliate-js in Chromium: it lists them, and opens every e-book they offer."""

from __future__ import annotations

import tempfile
import threading
from dataclasses import dataclass
from functools import partial
from http.server import ThreadingHTTPServer
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bootstrap.judges import FOLDER
from tests.judges.browser import PageOpener
from tests.judges.reader import PROGRAM, Quiet
from tests.judges.verdicts import JudgeMissingError

if TYPE_CHECKING:
    from playwright.sync_api import Browser

# A feed of OPDS 1.2 becomes what foliate shows; one of OPDS 2.0 has that form by itself.
LIST = """async address => {
  const {getFeed, isOPDSCatalog} = await import('/reader/opds.js')
  const {makeBook} = await import('/reader/view.js')
  const text = await (await fetch(address)).text()
  const feed = address.endsWith('.json') ? JSON.parse(text)
    : getFeed(new DOMParser().parseFromString(text, 'application/xml'))
  const rels = link => [link.rel ?? []].flat()
  const self = feed.links.find(link => rels(link).includes('self'))
  const books = []
  for (const {metadata, links, images} of feed.publications ?? []) {
    const gets = links.filter(link => rels(link).some(rel => rel.startsWith('http://opds-spec.org/acquisition')))
    const epub = gets.find(link => link.type === 'application/epub+zip')
    const opened = epub ? await makeBook(new URL(epub.href, new URL(address, location)).href) : null
    const cover = images[0] ? (await fetch(new URL(images[0].href, new URL(address, location)))).ok : null
    books.push({
      language: metadata.language, title: metadata.title, types: gets.map(link => link.type), cover,
      opened: opened ? [opened.metadata.language].flat()[0] : null,
    })
  }
  const facets = (feed.facets ?? []).flatMap(facet => facet.links.map(link => link.title))
  return {title: feed.metadata.title, catalogue: isOPDSCatalog(self.type), books, facets}
}"""


@dataclass(frozen=True, slots=True)
class Listed:
    """A publication in a catalogue: `opened` is the language of its e-book as the reader found it inside."""

    language: str
    title: str
    types: tuple[str, ...]
    cover: bool | None
    opened: str | None


@dataclass(frozen=True, slots=True)
class Catalogue:
    """What a reading system makes of a catalogue; `catalogue` says whether it takes it for one."""

    title: str
    catalogue: bool
    books: tuple[Listed, ...]
    facets: tuple[str, ...]
    errors: tuple[str, ...]


def read_catalogue(browser: PageOpener, output: Path, path: str) -> Catalogue:
    """Open a catalogue below an output folder; raises JudgeMissingError where foliate-js is not installed."""
    if not (PROGRAM / "opds.js").is_file():
        raise JudgeMissingError(f"foliate-js is not in {FOLDER}")
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "reader").symlink_to(PROGRAM, target_is_directory=True)
        (Path(folder) / "output").symlink_to(output.resolve(), target_is_directory=True)
        (Path(folder) / "index.html").write_text("<!DOCTYPE html><title>Catalogue</title>", "utf-8")
        with ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=folder)) as server:
            threading.Thread(target=server.serve_forever, daemon=True).start()
            try:
                host = f"http://127.0.0.1:{server.server_port}"
                return browser.thread.submit(partial(_read, browser.chromium, host, path)).result()
            finally:
                server.shutdown()


def _read(chromium: Browser, host: str, path: str) -> Catalogue:
    errors: list[str] = []
    with chromium.new_context() as context:
        page = context.new_page()
        page.on("pageerror", lambda error: errors.append(str(error)))
        page.goto(f"{host}/index.html")
        told: dict[str, Any] = page.evaluate(LIST, f"/output/{path}")
    books = (Listed(**{**each, "types": tuple(each["types"])}) for each in told["books"])
    return Catalogue(told["title"], told["catalogue"], tuple(books), tuple(told["facets"]), tuple(errors))

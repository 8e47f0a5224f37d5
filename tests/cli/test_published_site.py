# SPDX-License-Identifier: AGPL-3.0-or-later
"""The sites of the house's publications in a real browser: from a disk, below any path, and with JavaScript off."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import urldefrag

import pytest

from octavo.distribute.verify import verify
from tests.cli.conftest import Printed
from tests.cli.editions import EDITIONS, PUBLICATIONS
from tests.judges.browser import PageOpener

PAGES = [*((name, "index.html") for name in PUBLICATIONS), *((name, f"{tag}/index.html") for name, tag in EDITIONS)]
each_page = pytest.mark.parametrize(("name", "page"), PAGES)
pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("published")]
GATHER = """() => [...document.querySelectorAll("[href], [src]")]
  .map((each) => each.href || each.src).filter((each) => typeof each == "string")"""


class Quiet(SimpleHTTPRequestHandler):
    """Serves a folder and says nothing."""

    def log_message(self, *_: Any) -> None:
        return


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """Serve a folder on this machine and give its address."""
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(folder))) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_address[1]}"
        finally:
            server.shutdown()
            thread.join()


@each_page
@pytest.mark.parametrize("window", [{"width": 360}, {"width": 1280}, {"width": 360, "dark": True}, {"dark": True}])
def test_a_page_opens_from_the_disk_and_axe_finds_nothing(
    printed: Printed, browser: PageOpener, name: str, page: str, window: dict[str, Any]
) -> None:
    fonts = "document.fonts.ready.then((all) => [...all].filter((each) => each.status == 'error').length)"
    report = browser.open_page(printed.output / name / "site" / page, script=fonts, **window)
    assert report.console_errors == ()
    assert report.refused == (), "a page asks nothing of the network"
    assert report.violations == ()
    assert report.overflow == 0
    assert report.value == 0, "every font is there"


@pytest.mark.parametrize("name", PUBLICATIONS)
def test_every_link_is_answered_below_any_path(printed: Printed, browser: PageOpener, name: str) -> None:
    with served(printed.output) as host:
        start = f"{host}/{name}/site/"
        found = browser.thread.submit(partial(crawl, browser, start)).result()
    assert len(found) > 2 * len(PUBLICATIONS)
    assert {address: status for address, status in found.items() if status != 200} == {}
    assert all(address.startswith(start) for address in found), "no link leads out of the folder"


def crawl(browser: PageOpener, start: str) -> dict[str, int]:
    """Follow every link of the site from its entry page, and return how each is answered."""
    host = "/".join(start.split("/")[:3])
    with browser.chromium.new_context() as context:
        tab, found, waiting = context.new_page(), dict[str, int](), [f"{start}index.html"]
        while waiting:
            address = waiting.pop()
            if address in found:
                continue
            found[address] = context.request.get(address).status
            if address.endswith("/index.html") and "/web/" not in address:
                tab.goto(address, wait_until="load")
                links = (urldefrag(each)[0] for each in tab.evaluate(GATHER))
                waiting += [each for each in links if each.startswith(host)]
    return found


@each_page
def test_nothing_is_missing_with_javascript_off(printed: Printed, browser: PageOpener, name: str, page: str) -> None:
    address = (printed.output / name / "site" / page).as_uri()

    def seen(script: bool) -> bytes:
        with browser.chromium.new_context(java_script_enabled=script) as context:
            tab = context.new_page()
            tab.goto(address, wait_until="load")
            return tab.screenshot(full_page=True)

    without, with_script = (browser.thread.submit(seen, script).result() for script in (False, True))
    assert without == with_script


@pytest.mark.parametrize("name", PUBLICATIONS)
def test_the_folder_proves_itself(printed: Printed, name: str) -> None:
    assert verify([printed.output / name / "site"]).problems == ()
    assert verify([printed.output / name]).problems == ()


@pytest.mark.parametrize(("name", "tag"), EDITIONS)
def test_an_unapproved_edition_offers_nothing_to_print(printed: Printed, name: str, tag: str) -> None:
    page = printed.file(f"{name}/site/{tag}/index.html").decode()
    assert 'class="proof"' in page
    assert 'class="withheld"' in page
    site = printed.output / name / "site" / tag
    assert not [path.name for path in site.glob("*.pdf") if not path.name.endswith("-screen.pdf")]

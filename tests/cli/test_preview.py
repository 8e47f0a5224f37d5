# SPDX-License-Identifier: AGPL-3.0-or-later
"""The preview as translators meet it: a server and a real browser, a saved file, a click, and those who are refused.

Pictures of what was seen are kept in output/test-report/preview/.
"""

from __future__ import annotations

import http.client
import json
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

import pytest

from octavo.pipeline.preview_pictures import draw_pages
from tests.cli.conftest import ROOT, Printed
from tests.judges.browser import OVERFLOW, PageOpener, judge

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("preview")]

PICTURES = ROOT / "output" / "test-report" / "preview"
PATIENCE = 180.0  # seconds for the first pages, however busy the machine is
NEW_WITHIN = 2.0  # seconds from a saved file to its pages in the browser, on a machine that does nothing else
# Publication and edition, and the beginning of a translation with another one to put in its place.
EDITIONS = [
    ("khojaly", "az", "Hər rəqəmin sahibi var.", "Hər rəqəmin öz sahibi var."),
    ("starter", "ar", "لم يكن الضباب نادرًا.", "لم يكن الضباب نادرًا هنا."),
]


@dataclass(frozen=True)
class Served:
    """A preview that is running: where it answers, and the publication it shows."""

    port: int
    folder: Path
    edition: str

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}/"

    def ask(self, path: str, host: str, at: str = "127.0.0.1") -> tuple[int, bytes]:
        """Return status and body of an answer to a request that names this host."""
        with closing(http.client.HTTPConnection(at, self.port, timeout=60)) as connection:
            connection.putrequest("GET", path, skip_host=True)
            connection.putheader("Host", host)
            connection.putheader("Connection", "close")
            connection.endheaders()
            with connection.getresponse() as answer:
                return answer.status, answer.read()

    def book(self) -> dict[str, Any]:
        status, body = self.ask("/book.json", f"localhost:{self.port}")
        assert status == 200
        told: dict[str, Any] = json.loads(body)
        return told

    def settled(self) -> dict[str, Any]:
        """Return the book as soon as it is laid out as a whole, the source beside it."""
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            book = self.book()
            if book["pages"] and not book["busy"] and book["beside"]:
                return book
            time.sleep(0.2)
        raise AssertionError("the pages never came")


@pytest.fixture(params=EDITIONS, ids=lambda each: f"{each[0]}-{each[1]}")
def served(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[tuple[Served, str, str]]:
    name, tag, old, new = request.param
    folder = tmp_path / "content" / name
    shutil.copytree(ROOT / "content" / name, folder)
    command = [sys.executable, "-m", "octavo", "preview", name, "-l", tag, "--no-open"]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    with subprocess.Popen(command, cwd=tmp_path, env=environment, stdout=subprocess.PIPE, text=True) as running:
        try:
            assert running.stdout is not None
            address = running.stdout.readline().strip()
            yield Served(int(address.rstrip("/").rpartition(":")[2]), folder, tag), old, new
        finally:
            running.send_signal(signal.SIGINT)
        assert running.wait(60) == 0


def test_the_pages_are_right_new_at_once_and_answer_to_this_machine_alone(
    served: tuple[Served, str, str], printed: Printed, browser: PageOpener, tmp_path: Path
) -> None:
    preview, old, new = served
    name, tag = preview.folder.name, preview.edition
    book = preview.settled()
    screen = printed.file(f"{name}/{tag}/{name}-{tag}-screen.pdf")
    assert [page["picture"] for page in book["pages"]] == draw_pages(screen, tmp_path / "drawn")
    refused(preview)
    seen = browser.thread.submit(walk, browser.chromium, preview, old, new).result()
    assert seen == []


def refused(preview: Served) -> None:
    """Assert that neither another name nor another address gets an answer."""
    for host in ("evil.example", f"evil.example:{preview.port}", "127.0.0.1", f"127.0.0.1.evil.example:{preview.port}"):
        for path in ("/", "/book.json", "/events"):
            status, body = preview.ask(path, host)
            assert status == 421
            assert b"regions" not in body
    others = {str(found[4][0]) for found in socket.getaddrinfo(socket.gethostname(), None, socket.AF_INET)}
    for address in (others - {"127.0.0.1"}) | {"127.0.0.2"}:
        with pytest.raises(OSError):  # noqa: PT011  (refused, or no such address: nobody listens)
            preview.ask("/", f"localhost:{preview.port}", at=address)


def walk(chromium: Browser, preview: Served, old: str, new: str) -> list[str]:
    """Use the preview as a translator does; return what the browser complained of."""
    complaints: list[str] = []
    with chromium.new_context(viewport={"width": 1400, "height": 900}) as context:
        page = context.new_page()
        page.on("console", lambda said: complaints.append(said.text) if said.type == "error" else None)
        page.on("pageerror", lambda fault: complaints.append(str(fault)))
        page.goto(preview.address)
        page.wait_for_selector(".page img", timeout=PATIENCE * 1000)
        spreads(page, preview)
        name = clicked(page, preview, old)
        times = [saved(page, preview, name, old, new) for old, new in ((old, new), (new, old), (old, new))]
        assert min(times) <= NEW_WITHIN, times
        assert preview.settled()["messages"][name]["translation"][0].startswith(new[:-1])
        look_at(page, preview, complaints)
    return complaints


def spreads(page: Page, preview: Served) -> None:
    """Assert that the book opens as its readers open it."""
    found = page.evaluate(
        """[...document.querySelectorAll('.spread')].slice(0, 6).map(spread => [...spread.querySelectorAll('.page')]
            .map(page => [Number(page.dataset.number), page.getBoundingClientRect().left]))"""
    )
    assert [[number for number, _ in spread] for spread in found] == [[1], [2, 3], [4, 5], [6, 7], [8, 9], [10, 11]]
    second = found[1]
    assert (second[0][1] > second[1][1]) == (preview.edition == "ar")
    widths = page.evaluate(  # as soon as they have come: they do one by one, after the spreads they stand on
        """Promise.all([...document.querySelectorAll('.sheet img')].slice(0, 3)
            .map(each => each.decode().then(() => each.naturalWidth)))"""
    )
    assert len(widths) == 3
    assert min(widths) > 900


def clicked(page: Page, preview: Served, text: str) -> str:
    """Click on the text, go to it by keys alone, and assert that both lead to its message; return its id."""
    book = preview.book()
    messages: dict[str, Any] = book["messages"]
    name = next(n for n, message in messages.items() if any(text in form for form in message["translation"]))
    message = book["messages"][name]
    region = page.locator(f'.page[data-number] .region[data-messages="{name}"]').first
    region.scroll_into_view_if_needed()
    region.click()
    po = f"{message['po']['file']}:{message['po']['line']}"
    told = page.inner_text("#told")
    assert all(each in told for each in (message["source"][0][:40], text, po, message["at"][0]["file"], message["key"]))
    lines = (preview.folder.parents[1] / message["po"]["file"]).read_text("utf-8").splitlines()
    assert lines[message["po"]["line"] - 1].startswith(("msgid", "#", "msgctxt"))
    region.focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "message"
    assert page.inner_text("#told") != told
    page.keyboard.press("Escape")
    assert page.evaluate("document.activeElement.classList.contains('region')")
    return name


def saved(page: Page, preview: Served, name: str, old: str, new: str) -> float:
    """Save another translation, return the seconds until the browser shows it, and let the whole book follow."""
    path = preview.folder / "locale" / preview.edition / "text.po"
    text = path.read_text("utf-8")
    assert old in text
    page.evaluate("document.querySelectorAll('.fresh').forEach(each => each.classList.remove('fresh'))")
    path.write_text(text.replace(old, new), "utf-8")
    begun = time.monotonic()
    page.wait_for_selector(".page.fresh", timeout=PATIENCE * 1000)
    taken = (time.monotonic() - begun) / crowding()
    at_once = {each["number"]: each["picture"] for each in preview.book()["pages"]}
    # A busy machine may begin the whole book before the browser has been asked; the sentence comes back after it.
    page.locator("#status", has_text=re.compile(r"new\.$")).wait_for(timeout=PATIENCE * 1000)
    settled = preview.settled()
    assert {each["number"]: each["picture"] for each in settled["pages"]} == at_once
    assert new in settled["messages"][name]["translation"][0]
    return taken


def crowding() -> float:
    """Return how many times longer work takes now than if nobody else used this machine; 1 where it is free."""
    wall, own = time.monotonic(), time.process_time()
    while time.process_time() - own < 0.1:
        pass
    return max(1.0, (time.monotonic() - wall) / (time.process_time() - own))


def look_at(page: Page, preview: Served, complaints: list[str]) -> None:
    """Let axe judge the page, light and dark, wide and narrow, with the source beside it; keep pictures."""
    PICTURES.mkdir(parents=True, exist_ok=True)
    page.click("#beside")
    assert page.locator(".page[data-source]").count() > 10
    heard = len(complaints)
    views: list[tuple[Literal["light", "dark"], int]] = [("light", 1400), ("dark", 1400), ("light", 390), ("dark", 390)]
    for scheme, width in views:
        page.emulate_media(color_scheme=scheme)
        page.set_viewport_size({"width": width, "height": 900})
        page.screenshot(path=PICTURES / f"{preview.folder.name}-{preview.edition}-{scheme}-{width}.png")
        assert page.evaluate(OVERFLOW) == 0
        if scheme == "light" and width == 1400:
            continue
        # The policy of the page lets no script in but its own: axe comes by the debugger, which is no part of the page.
        assert judge(page) == ()
    del complaints[heard:]  # axe writes to the console too

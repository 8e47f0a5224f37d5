# SPDX-License-Identifier: AGPL-3.0-or-later
"""The room of messages as translators meet it: in PO files, in status and in lint; and the page of the status."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import polib
import pytest

from tests.cli.commands import one_book, run
from tests.conftest import Bench
from tests.judges.browser import PageOpener


@pytest.fixture
def book(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = one_book(bench, monkeypatch)
    assert run("translate add de smallest --no-draft").code == 0
    assert run("translate update smallest").code == 0
    return folder


def noted(path: Path) -> dict[str, str]:
    return {entry.msgid: entry.comment for entry in polib.pofile(str(path)) if "room:" in entry.comment}


def test_without_pages_nothing_is_said_of_room(book: Path) -> None:
    text = book / "locale/de/text.po"
    before = text.read_bytes()
    assert run("translate update smallest --room").code == 0
    assert text.read_bytes() == before
    told = run("translate status smallest --room")
    assert "octavo build" in told.err


def test_room_from_the_pages_to_the_po_file_and_to_lint(book: Path) -> None:
    built = run("build smallest -l de -o screen --draft --jobs 1")
    assert built.code == 0, built.err
    text = book / "locale/de/text.po"
    before = text.read_bytes()
    assert run("translate update smallest").code == 0
    assert text.read_bytes() == before  # a build alone changes no file of a translator's
    assert run("translate update smallest --room").code == 0
    with_room = text.read_bytes()
    assert noted(text)
    for _ in range(2):
        assert run("translate update smallest").code == 0
        assert text.read_bytes() == with_room
    rows = json.loads(run("translate status smallest -l de --room --json").out)["room"]
    assert {row["language"] for row in rows} == {"de"}
    assert all(row["page"] >= 1 and row["room"] >= 0 and row["length"] > 0 for row in rows)
    po = polib.pofile(str(text))
    longest = max((row for row in rows if row["file"].startswith("text/")), key=lambda row: row["length"])
    for entry in po:
        if len(entry.msgid) >= longest["length"]:
            entry.msgstr = entry.msgid + " Und noch viel mehr steht hier geschrieben." * 400
    po.save(str(text))
    said = json.loads(run("translate lint smallest -l de --json").out)["problems"]
    assert {each["code"] for each in said} & {"L701", "L702"}
    assert run("translate update smallest --no-room").code == 0
    assert not noted(text)


def test_a_language_that_is_not_among_the_editions_is_shown(book: Path) -> None:
    shutil.copytree(book / "locale/de", book / "locale/pl")
    for path in (book / "locale/pl").glob("*.po"):
        path.write_text(path.read_text("utf-8").replace("Language: de", "Language: pl"), "utf-8")
    told = run("translate status smallest")
    assert "smallest: pl is not among the editions" in told.err
    assert "locale/pl/text.po" in told.out
    rows = json.loads(run("translate status smallest --json").out)["languages"]
    assert {row["language"]: row["edition"] for row in rows}.items() >= {("de", True), ("pl", False)}


def test_the_page_says_in_words_what_its_bars_show(book: Path) -> None:
    text = book / "locale/de/text.po"
    po = polib.pofile(str(text))
    po[0].msgstr, po[0].flags, po[0].previous_msgid = "Alt", [*po[0].flags, "fuzzy"], "Once upon <b> a time"
    po.save(str(text))
    made = run("translate status smallest --html status.html")
    assert (made.code, made.out) == (0, "status.html\n")
    page = Path("status.html").read_text("utf-8")
    assert "words are left" in page
    assert "url(#stale)" in page
    assert "<del>" in page
    assert "&lt;b&gt;" in page
    assert "<script" not in page
    assert "http" not in page.replace("http-equiv", "")
    again = Path("status.html").read_bytes()
    run("translate status smallest --html status.html")
    assert Path("status.html").read_bytes() == again


@pytest.mark.slow
@pytest.mark.parametrize(("width", "dark"), [(1280, False), (390, True)])
def test_browsers_and_axe_find_nothing_amiss_in_the_page(
    book: Path, browser: PageOpener, width: int, dark: bool
) -> None:
    po = polib.pofile(str(book / "locale/de/text.po"))
    po[0].msgstr, po[0].flags, po[0].previous_msgid = "Alt", [*po[0].flags, "fuzzy"], "Once upon a time"
    po.save(str(book / "locale/de/text.po"))
    run("translate status smallest --html status.html")
    seen = browser.open_page(Path("status.html"), width=width, dark=dark)
    assert (seen.console_errors, seen.refused, seen.violations, seen.overflow) == ((), (), (), 0)

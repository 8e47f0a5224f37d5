# SPDX-License-Identifier: AGPL-3.0-or-later
"""octavo diff: exactly the page, message and sheet on which a word was changed; and what it says of bad input."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.cli.commands import run
from tests.cli.conftest import Printed
from tests.conftest import ROOT, Bench
from tests.distribute.diff.specimens import epub, pdf, published

PAGES = ["The fog came in", "and the lamps were lit"]


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give a folder with two PDFs and two publications, and go there."""
    (tmp_path / "old.pdf").write_bytes(pdf(PAGES))
    (tmp_path / "new.pdf").write_bytes(pdf([PAGES[0], "and the lanterns were lit"]))
    published(tmp_path / "a", {"book-en.epub": epub(PAGES)})
    published(tmp_path / "b", {"other-en.epub": epub(PAGES)}, name="other")
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("old.pdf old.pdf", 0),
        ("old.pdf old.pdf --exit-code", 0),
        ("old.pdf new.pdf", 0),
        ("old.pdf new.pdf --exit-code", 1),
        ("a b", 1),
        ("a old.pdf", 1),
        ("a nowhere", 2),
        ("a", 2),
        ("a a --to old.pdf", 2),
        ("a a --to a/compared", 2),
        ("a a --to a", 2),
    ],
)
def test_exit_codes(here: Path, line: str, code: int) -> None:
    said = run(f"diff {line}")
    assert said.code == code
    assert "Traceback" not in said.err
    assert "internal fault" not in said.err


def test_what_is_said(here: Path) -> None:
    said = run("diff old.pdf new.pdf")
    assert said.out == "page 2 changed (of 2)\nnew.pdf: page 2 changed\n"
    assert run("diff old.pdf old.pdf").out == "Nothing differs.\n"


def test_json_tells_all_of_it(here: Path) -> None:
    said = run("diff old.pdf new.pdf --json")
    told = json.loads(said.out)
    assert (told["same"], told["problems"], said.err) == (False, [], "")
    (change,) = told["editions"][0]["files"][0]["pages"]
    assert (change["state"], change["old"], change["new"], len(change["places"])) == ("changed", 2, 2, 1)
    assert json.loads(run("diff a b --json").out)["problems"][0]["code"] == "C302"


def test_a_folder_that_can_not_be_written_is_told(here: Path) -> None:
    said = run("diff old.pdf new.pdf --to old.pdf/inside")
    assert said.code == 1
    assert "error C311" in said.err


OUTPUTS = ("screen", "press", "booklet", "epub")


@pytest.fixture
def lent(printed: Printed, bench: Bench) -> Bench:
    """Give a bench that has built the starter as it stands."""
    printed.lend(bench)
    return bench


def kept(bench: Bench, *editions: str) -> Path:
    """Build these editions of the starter and move them aside, as a house keeps what it printed."""
    if not (bench.root / "content").exists():
        bench.take(ROOT / "content" / "starter")
    assert not bench.build("starter", outputs=OUTPUTS, editions=editions).failed
    aside = bench.root / "printed" / str(len(list(bench.root.glob("printed/*"))))
    aside.parent.mkdir(exist_ok=True)
    return (bench.root / "output" / "starter").rename(aside)


def differences(old: Path, new: Path) -> dict[str, Any]:
    """Return what differs; at most the plates were not looked at."""
    told: dict[str, Any] = json.loads(run(f"diff {old} {new} --json").out)
    assert {each["code"] for each in told["problems"]} <= {"C310"}
    return told


def changed_pages(edition: dict[str, Any], output: str) -> list[tuple[str, int, int]]:
    (file,) = (each for each in edition["files"] if each["output"] == output)
    return [(each["state"], each["old"], each["new"]) for each in file["pages"]]


@pytest.mark.slow
def test_a_changed_word_is_found_on_its_page_in_its_message_and_on_its_sheet(lent: Bench) -> None:
    first = kept(lent, "en", "ar")
    lent.change("starter/text/02-harbour.md", "took a dislike to fish", "took a liking to fish")
    lent.change(
        "starter/locale/ar/text.po", " each mason who left took a dislike", " each mason who left took a liking"
    )
    lent.change("starter/locale/ar/text.po", "كره السمك", "أحبّ السمك")
    told = differences(first, kept(lent, "en", "ar"))
    assert [(each["edition"], each["state"]) for each in told["editions"]] == [("ar", "changed"), ("en", "changed")]
    words = {"en": ("dislike", "liking"), "ar": ("كره", "أحبّ")}
    for edition in told["editions"]:
        (message,) = edition["messages"]
        gone, new = words[edition["edition"]]
        edits = [tuple(each) for each in message["edits"] if each[0] != "kept"]
        assert (message["new_key"], edits) == ("text/02-harbour.md#7", [("gone", gone), ("new", new)])
        for output in ("screen", "press"):
            assert changed_pages(edition, output) == [("changed", 5, 5)]
        (booklet,) = (each for each in edition["files"] if each["output"] == "booklet")
        (sheet,) = booklet["reprint"]["sheets"]
        assert (sheet["number"], sheet["sides"]) == (3, ["front"])
        assert 5 in sheet["pages"]
        plates = booklet["reprint"]["plates"]
        assert not plates["run"] or {letters for _, letters in plates["pages"]} == {"K"}


@pytest.mark.slow
def test_an_inserted_page_is_new_and_those_behind_it_are_not_changed(lent: Bench) -> None:
    first = kept(lent, "en")
    assert differences(first, kept(lent, "en"))["same"], "nothing was changed yet"
    page = "# A page between\n\nNobody had expected it.\n"
    (lent.root / "content" / "starter" / "text" / "03-more.md").write_text(page, "utf-8")
    more = "  - {text: 03-more.md, opens: page}\n"
    lent.change("starter/publication.yaml", "  - {text: 04-keepers.md", f"{more}  - {{text: 04-keepers.md")
    (english,) = differences(first, kept(lent, "en"))["editions"]
    states = {new: state for state, _, new in changed_pages(english, "screen")}
    # The page and its blank back; contents and index name other pages; the rest at most shows another number.
    assert [new for new, state in states.items() if state == "added"] == [13, 14]
    assert [new for new, state in states.items() if state == "changed"] == [3, 25]
    assert set(states.values()) == {"added", "changed", "renumbered"}
    (screen,) = (each for each in english["files"] if each["output"] == "screen")
    assert screen["moved"]
    keys = [each["new_key"] for each in english["messages"] if each["new_key"]]
    assert keys == ["text/03-more.md#1", "text/03-more.md#2"]

# SPDX-License-Identifier: AGPL-3.0-or-later
"""What to print again: sheets reckoned from pages, plates that differ, and a page that shows it."""

from __future__ import annotations

import re
from itertools import chain
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from octavo.model.difference import (
    Difference,
    EditionChange,
    FileChange,
    MessageChange,
    PageChange,
    Plates,
    Reprint,
    SheetChange,
    State,
)
from octavo.pipeline.diff import differ, nested_sheets
from octavo.pipeline.diff_pictures import shown_changes
from octavo.pipeline.diff_plates import changed_plates
from octavo.pipeline.diff_words import file_said, marked, plates_said, rows, verdict
from tests.distribute.diff.specimens import epub, pdf, published
from tests.judges.browser import PageOpener

PAGES = ["The fog came in", "and the lamps were lit", "all along the quay", "until the morning came"]


@given(st.integers(1, 24), st.data(), st.booleans())
def test_every_page_is_on_one_sheet_and_faces_its_opposite(sheets: int, data: st.DataObject, rtl: bool) -> None:
    total = 4 * sheets
    pages = data.draw(st.sets(st.integers(1, total), min_size=1))
    found = list(nested_sheets(sorted(pages), total, rtl=rtl))
    there = list(chain.from_iterable(each.pages for each in found))
    assert pages <= set(there)
    assert len(there) == len(set(there))
    assert {total + 1 - page for page in there} == set(there), "opposite pages make total + 1"
    for each in found:
        assert len(each.pages) == 2 * len(each.sides)
        assert pages & set(each.pages), "a sheet is named only for a page on it"


def test_the_sheets_of_eight_pages_as_they_are_folded() -> None:
    def said(*pages: int) -> list[SheetChange]:
        return list(nested_sheets(pages, 8, rtl=False))

    assert said(1) == [SheetChange(1, ("front",), (1, 8))]
    assert said(4, 7) == [SheetChange(1, ("back",), (2, 7)), SheetChange(2, ("back",), (4, 5))]
    assert said(3, 4) == [SheetChange(2, ("front", "back"), (3, 4, 5, 6))]


@pytest.mark.parametrize(
    ("tints", "letters"),
    [
        (["", "0 0 0 0.5 k"], "K"),
        (["", "0.5 0 0 0 k"], "C"),
        (["", "0 0.3 0.3 0 k"], "MY"),
        (["", ""], ""),
    ],
)
def test_the_plates_that_changed(tints: list[str], letters: str) -> None:
    found = changed_plates(pdf(PAGES), pdf(PAGES, tints=tints), [2, 3])
    if not found.run:
        pytest.skip(found.reason)
    assert found.pages == ((2, letters), (3, ""))
    assert found.letters == letters


def test_a_word_is_on_the_black_plate() -> None:
    found = changed_plates(pdf(PAGES), pdf([*PAGES[:3], "until the evening came"]), [1, 4])
    if not found.run:
        pytest.skip(found.reason)
    assert found.pages == ((1, ""), (4, "K"))


def test_where_nothing_can_separate_it_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("octavo.check.judges.inks.find", lambda _: "")
    found = changed_plates(pdf(PAGES), pdf(PAGES), [1])
    assert (found.run, found.pages) == (False, ())
    assert "installed" in found.reason


@pytest.mark.parametrize(
    ("letters", "said"),
    [
        ("K", "only the black plate differs"),
        ("CK", "the plates of cyan and black differ"),
        ("", "no plate differs that can be seen"),
    ],
)
def test_plates_are_told_by_their_names(letters: str, said: str) -> None:
    assert plates_said(letters) == said


def test_a_file_in_words() -> None:
    changes = (PageChange("changed", 5, 5), PageChange("added", 0, 7), PageChange("added", 0, 8))
    plates = Plates(True, "by gs", ((5, "K"),))
    reprint = Reprint((5, 7, 8), (SheetChange(2, ("front", "back"), (4, 5)),), plates=plates)
    file = FileChange("a-booklet.pdf", "changed", old_pages=8, new_pages=10, pages=changes, reprint=reprint)
    assert list(file_said(file)) == [
        "10 pages instead of 8",
        "print sheet 2 of 5 again",
        "only the black plate differs",
    ]


def test_an_edition_in_words() -> None:
    message = MessageChange("changed", (("kept", "a"), ("gone", "b"), ("new", "c")), "k#1", "k#1", "3", "3")
    assert marked(message.edits) == "a [-b-] {+c+}"
    file = FileChange("a-screen.pdf", "changed", "screen", "", "", 8, 8, (PageChange("changed", 3, 3),))
    edition = EditionChange("en", "changed", messages=(message,), read="a.epub", files=(file,))
    assert verdict(edition) == "1 message changed; page 3 changed (of 8)"
    assert verdict(EditionChange("en", "added")) == "this edition is new"


def test_a_page_is_pictured_once_however_many_files_it_is_in() -> None:
    change, sheet = (PageChange("changed", 3, 3),), SheetChange(2, ("front",), (3, 6))
    screen = FileChange("a-screen.pdf", "changed", "screen", pages=change, new_pages=8)
    press = FileChange("a-press.pdf", "changed", "press", pages=change, new_pages=8, reprint=Reprint((3,)))
    side = (PageChange("changed", 3, 3),)
    booklet = FileChange("a-booklet.pdf", "changed", "booklet", pages=side, reprint=Reprint((3,), (sheet,)))
    for files, expected in (
        ((booklet, press, screen), ["a-screen.pdf"]),
        ((booklet, press), ["a-press.pdf"]),
        ((booklet,), ["a-booklet.pdf"]),
    ):
        shown = shown_changes(EditionChange("en", "changed", files=files))
        assert [file.path for file, _ in shown] == expected


def test_files_about_all_editions_are_counted_by_folder() -> None:
    paths: dict[str, State] = {
        "onix.xml": "changed",
        "site/a.html": "changed",
        "site/en/b.html": "changed",
        "site/en/c.html": "added",
    }
    files = tuple(FileChange(path, state) for path, state in paths.items())
    assert list(rows(Difference("book", (), files))) == [
        ("", "onix.xml", "other bytes"),
        ("", "site/", "2 files changed, 1 file new"),
    ]


@pytest.fixture
def pair(tmp_path: Path) -> tuple[Path, Path]:
    """Give two publications of two editions; in one a word was changed."""
    old, new = tmp_path / "old", tmp_path / "new"
    texts = ["The fog <came> in.".replace("<", "").replace(">", ""), "And 3 &lt; 4 lamps were lit."]
    for folder in (old, new):
        published(folder, {"book-ar.epub": epub(["جاء الضباب"], language="ar")}, edition="ar", direction="rtl")
    published(old, {"book-en.epub": epub(texts), "book-en-screen.pdf": pdf(PAGES)})
    changed = [texts[0], texts[1].replace("lamps", "lanterns")]
    published(
        new, {"book-en.epub": epub(changed), "book-en-screen.pdf": pdf([PAGES[0], "and lanterns lit", *PAGES[2:]])}
    )
    return old, new


def test_the_page_shows_the_pages_side_by_side(pair: tuple[Path, Path], tmp_path: Path) -> None:
    to = tmp_path / "compared"
    outcome = differ(*pair, to)
    assert outcome.problems == ()
    page = (to / "diff.html").read_text("utf-8")
    pictures = re.findall(r'<img src="([^"]+)" alt="([^"]+)"', page)
    assert [alt for _, alt in pictures] == ["Older: page 2", "Newer: page 2"]
    assert all((to / name).read_bytes().startswith(b"\x89PNG") for name, _ in pictures)
    assert "<ins>" in page
    assert "lanterns</ins>" in page
    assert "3 &lt; 4" in page, "text is escaped"
    assert "<script" not in page
    assert not re.findall(r'(?:src|href)="(?:https?:|/)', page)
    first = {path.name: path.read_bytes() for path in sorted(to.rglob("*")) if path.is_file()}
    differ(*pair, to)
    assert {path.name: path.read_bytes() for path in sorted(to.rglob("*")) if path.is_file()} == first


def test_pictures_of_an_earlier_comparison_go_and_others_files_stay(pair: tuple[Path, Path], tmp_path: Path) -> None:
    to = tmp_path / "compared"
    (to / "diff").mkdir(parents=True)
    (to / "diff" / "mine.png").write_bytes(b"a picture that was here before")
    differ(*pair, to)
    assert list((to / "diff").glob("[0-9a-f]*.png"))
    differ(pair[0], pair[0], to)
    assert (to / "diff" / "mine.png").is_file()
    assert not list((to / "diff").glob("[0-9a-f]*.png"))
    assert "Nothing differs" in (to / "diff.html").read_text("utf-8")


def test_lines_name_the_message_and_the_page(pair: tuple[Path, Path]) -> None:
    difference = differ(*pair).unwrap()
    told = [": ".join(filter(None, row)) for row in rows(difference)]
    assert told[0] == "en: 1 message changed; page 2 changed (of 4)"
    assert told[1] == "en: text/a.md#2 (page 1): And 3 < 4 [-lamps-] {+lanterns+} were lit."
    assert not any(line.startswith("ar") for line in told)


def test_sheets_are_reckoned_where_only_pages_are_there(tmp_path: Path) -> None:
    eight = [f"page about {word}" for word in ("fog", "oil", "sea", "tide", "quay", "mole", "ship", "end")]
    four = ["more of it", "still more", "and more", "the very end"]
    for name, pages in (
        ("old", eight),
        ("new", [*eight[:2], "page about salt", *eight[3:]]),
        ("longer", [*eight, *four]),
    ):
        published(tmp_path / name, {"book-en-press.pdf": pdf(pages, intent=True)}, binding="saddle")
    (file,) = differ(tmp_path / "old", tmp_path / "new").unwrap().editions[0].files
    assert file.reprint is not None
    assert (file.reprint.pages, file.reprint.derived) == ((3,), True)
    assert file.reprint.sheets == (SheetChange(2, ("front",), (3, 6)),)
    assert "print sheet 2 of 2 again (as a saddle-stitched booklet)" in list(file_said(file))
    (file,) = differ(tmp_path / "old", tmp_path / "longer").unwrap().editions[0].files
    assert file.reprint is not None
    assert file.reprint.pages == (9, 10, 11, 12)
    assert [each.number for each in file.reprint.sheets] == [1, 2, 3], "every page has another neighbour now"


@pytest.mark.slow
@pytest.mark.parametrize(("width", "dark"), [(1280, False), (390, True)])
def test_browsers_and_axe_find_nothing_amiss(
    pair: tuple[Path, Path], tmp_path: Path, browser: PageOpener, width: int, dark: bool
) -> None:
    differ(*pair, tmp_path / "compared")
    page = tmp_path / "compared" / "diff.html"
    seen = browser.open_page(page, width=width, dark=dark, script="[...document.images].every(i => i.naturalWidth > 0)")
    assert (seen.console_errors, seen.refused, seen.violations, seen.overflow) == ((), (), (), 0)
    assert seen.value is True

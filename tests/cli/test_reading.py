# SPDX-License-Identifier: AGPL-3.0-or-later
"""The e-books of the house in a real reading system: every line leads where it says, and no setting loses a word.

Pictures of what was seen are kept in output/test-report/reading/.
"""

from __future__ import annotations

import pytest

from tests.cli.conftest import ROOT, Printed
from tests.cli.editions import KINDS
from tests.judges.browser import PageOpener
from tests.judges.fixtures import do_without
from tests.judges.reader import read_book
from tests.judges.reading import Looked, Setting, look_through
from tests.judges.verdicts import JudgeMissingError

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("reading")]

PICTURES = ROOT / "output" / "test-report" / "reading"
SETTINGS = (
    Setting(),
    Setting(320, 640, 200, dark=True),  # the narrowest telephone, at night, with type of twice the size
    Setting(375, 700, 150),
    Setting(1280, 900, dark=True),  # two pages beside each other
)
# What a picture is kept of: the first in the book.
SHOWN = (
    ("cover", ".page-cover img"),
    ("title", ".page-title"),
    ("contents", "nav ol"),
    ("chapter", ".opening .number"),
    ("data", "table.data"),
    ("counts", "table.counts"),
    ("timeline", "table.timeline"),
    ("marks", "table.marks"),
    ("intervals", "table.intervals"),
    ("bars", "table.bars"),
    ("scheme", "table.scheme"),
    ("statistic", ".statistic"),
    ("quote", ".quote"),
    ("sources", ".sources"),
    ("index", ".terms"),
    ("roll", ".roll"),
)


def book_of(printed: Printed, name: str, tag: str) -> bytes:
    return printed.file(f"{name}/{tag}/{name}-{tag}.epub")


@pytest.mark.parametrize(("name", "tag"), KINDS)
def test_a_book_opens_its_lists_lead_there_and_notes_pop_up(
    printed: Printed, browser: PageOpener, name: str, tag: str
) -> None:
    try:
        found = read_book(browser, book_of(printed, name, tag))
    except JudgeMissingError as missing:
        do_without(str(missing))
    assert found.errors == ()
    assert found.direction == ("rtl" if tag == "ar" else "ltr")
    assert len(found.contents) >= 10
    assert all(leads for _, leads in found.contents), found.contents
    assert len(found.pages) > 20
    assert [label for label, _ in found.pages] == [marker for _, marker in found.pages]
    assert {"bodymatter", "toc", "cover"} <= set(found.landmarks)
    assert found.cover
    assert found.note is not None
    assert (found.note[0], len(found.note[1]) > 5) == ("footnote", True)
    # The reader itself names the page it was sent to, or one that begins on the same screen.
    labels = [label for label, _ in found.pages]
    assert all(shown in labels[at : at + 4] for at, shown in enumerate(found.shown)), list(
        zip(labels, found.shown, strict=True)
    )


# Each takes over a minute: a book with every kind of page in both directions, and one with long tables.
@pytest.mark.parametrize(("name", "tag"), [("starter", "en"), ("starter", "ar"), ("khojaly", "az")])
def test_no_setting_loses_anything(printed: Printed, browser: PageOpener, name: str, tag: str) -> None:
    first: Looked | None = None
    for setting in SETTINGS:
        try:
            found = look_through(browser, book_of(printed, name, tag), setting, show=SHOWN)
        except JudgeMissingError as missing:
            do_without(str(missing))
        keep(found, f"{name}-{tag}-{setting}")
        lost = {kind: getattr(found, kind) for kind in ("wide", "tall", "hidden", "beyond", "pale")}
        assert lost == dict.fromkeys(lost, ()), setting
        first = first or found
        assert found.texts == first.texts
        assert sum(map(len, found.texts)) > 10_000


def keep(found: Looked, name: str) -> None:
    """Keep the pictures for people to look at."""
    PICTURES.mkdir(parents=True, exist_ok=True)
    for what, picture in found.pictures:
        (PICTURES / f"{name}-{what}.png").write_bytes(picture)

# SPDX-License-Identifier: AGPL-3.0-or-later
"""After each kind of change exactly the steps run that depend on it; the steps that are dear are stood in for."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from octavo.pipeline import steps
from octavo.pipeline.build import Built, Options, build
from octavo.pipeline.options import house_options
from octavo.pipeline.work import Outputs, Work, encode_problems
from tests.conftest import ROOT

pytestmark = pytest.mark.slow

SMALLEST = ROOT / "tests" / "publications" / "smallest"
OUTPUTS = ("screen", "press", "epub", "web")
FIGURE = """
units:
  - {{id: lamp, one: "{{n}} lamp", other: "{{n}} lamps", noun: lamps}}
statistics:
  - id: lit
    counts: lamps
    unit: lamp
    figure: {{value: {value}, sources: [log]}}
"""
SOURCES = """
sources:
  - {id: log, short: Log 1900, author: Somebody, title: A log, year: 1900, kind: log, standpoint: own, read: original}
"""
# What stands in for a dear step, and which of its inputs its results come from; the rest is real.
STANDINS = {
    "pages": ("document", ("page_map", "screen", "plain")),
    "press": ("plain", ("file", "verdict", "padding")),
    "epub": ("document", ("file", "cover")),
    "web": ("document", ("file",)),
    "picture": ("document", ("inside", "beside", "shown")),
    "card": ("document", ("card",)),
    "look": ("page_map", ("told",)),
    "look-file": ("file", ("told",)),
    "order": ("press", ("file",)),
}
SHARED = {"load"}
TOLD = {"catalog", "localize", "record"}
COMPOSED = {"compose-epub", "compose-print", "compose-web"}
SITE = {"compose-front", "compose-site"}
MADE = {"epub", "look", "look-press", "order", "pages", "press", "web"}
DRAWN = {"picture", "card"}
EVERYTHING = TOLD | COMPOSED | SITE | MADE | DRAWN


@pytest.fixture
def house(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Options:
    """A copy of templates and fonts, the smallest publication in two languages, built once for all its outputs."""
    for kind, (source, results) in STANDINS.items():

        def make(work: Work, source: str = source, results: tuple[str, ...] = results) -> Outputs:
            return {**dict.fromkeys(results, work.data(source)), "problems": encode_problems(())}

        monkeypatch.setitem(steps.KINDS, kind, make)
    for name in ("templates", "fonts"):
        shutil.copytree(ROOT / name, tmp_path / name, ignore=shutil.ignore_patterns("packs"))
    return replace(
        house_options(tmp_path / "output", outputs=OUTPUTS, draft=True, jobs=1, publish=False),
        templates=tmp_path / "templates",
        fonts=tmp_path / "fonts",
    )


@pytest.fixture
def book(tmp_path: Path, house: Options) -> Path:
    """The smallest publication with a figure, a table that has nothing to do with its text, and a look; built."""
    folder = tmp_path / "content" / "smallest"
    shutil.copytree(SMALLEST, folder)
    change(folder / "publication.yaml", "editions: [en, de, tr]", "editions: [en, de]\ntheme: theme")
    (folder / "facts").mkdir()
    (folder / "facts" / "statistics.yaml").write_text(FIGURE.format(value=214), "utf-8")
    (folder / "facts" / "sources.yaml").write_text(SOURCES, "utf-8")
    (folder / "theme").mkdir()
    (folder / "theme" / "theme.yaml").write_text('accent: "#7a1f2b"\n', "utf-8")
    with (folder / "text" / "01-page.md").open("a", encoding="utf-8") as text:
        text.write("\nThat night {lit} were alight.\n")
    first = ran(book_built(folder, house))
    assert first == SHARED | {f"{tag}/{name}" for tag in ("de", "en") for name in EVERYTHING}
    assert ran(book_built(folder, house)) == set()
    return folder


def book_built(folder: Path, house: Options) -> Built:
    built = build([folder], house)
    assert not built.failed, [str(each) for each in built.all_problems]
    return built


def ran(built: Built) -> set[str]:
    return {done.step.name.removeprefix("smallest/") for done in built.steps if done.ran}


def change(path: Path, old: str, new: str) -> None:
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), "utf-8")


def in_both(*names: set[str]) -> set[str]:
    return {f"{tag}/{name}" for tag in ("de", "en") for each in names for name in each}


def nothing(book: Path, house: Options) -> None:
    for path in [*book.rglob("*.*"), *house.templates.rglob("*.*")]:
        path.touch()


def a_comment(book: Path, house: Options) -> None:
    with (book / "text" / "01-page.md").open("a", encoding="utf-8") as text:
        text.write("\n<!-- nothing to see -->\n")


def a_msgstr(book: Path, house: Options) -> None:
    change(book / "locale" / "de" / "text.po", "erster Satz.", "allererster Satz.")


def a_figure(book: Path, house: Options) -> None:
    (book / "facts" / "statistics.yaml").write_text(FIGURE.format(value=215), "utf-8")


def a_token(book: Path, house: Options) -> None:
    change(book / "theme" / "theme.yaml", "#7a1f2b", "#7a1f2c")


def a_rule_for_print(book: Path, house: Options) -> None:
    with (house.templates / "css" / "print.css").open("a", encoding="utf-8") as css:
        css.write("p { hyphens: none }\n")


def a_word_of_the_order(book: Path, house: Options) -> None:
    with (house.templates / "report" / "order.html").open("a", encoding="utf-8") as html:
        html.write("<!-- a word -->\n")


def a_font(book: Path, house: Options) -> None:
    with next(house.fonts.rglob("*-Italic.ttf")).open("ab") as font:
        font.write(b"\0")


BY_TEMPLATES = in_both({"catalog", "record", "order", "press"}, COMPOSED, SITE)  # looked at again, and mostly the same
CHANGES: dict[Callable[[Path, Options], None], set[str]] = {
    nothing: set(),
    a_comment: SHARED | in_both({"catalog", "localize", "record"}),
    a_msgstr: {f"de/{name}" for name in EVERYTHING - DRAWN},
    a_figure: SHARED | in_both(EVERYTHING - DRAWN),
    a_token: SHARED | in_both(EVERYTHING),
    a_rule_for_print: BY_TEMPLATES | in_both({"pages", "look", "look-press", "epub"}),
    a_word_of_the_order: BY_TEMPLATES,
    a_font: in_both(EVERYTHING - {"catalog", "look", "look-press"}),  # the stand-ins of those before give the same
}


def test_exactly_what_depends_on_it_runs(book: Path, house: Options) -> None:
    for edit, wanted in CHANGES.items():
        edit(book, house)
        assert ran(book_built(book, house)) == wanted, edit.__name__
    assert ran(book_built(book, house)) == set()

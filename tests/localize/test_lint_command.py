# SPDX-License-Identifier: AGPL-3.0-or-later
"""octavo translate lint: everything at once, at file and line; the shipped translations are good."""

from __future__ import annotations

import json

import pytest

from tests.cli.commands import one_book, run
from tests.conftest import ROOT, Bench

TERMS = """\
terms:
  - {term: sentence, attributed: true, translations: {tr: cümle}}
  - {term: page, translations: {tr: sayfa}}
"""


@pytest.fixture
def book(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> Bench:
    one_book(bench, monkeypatch, "en, tr")
    return bench


def test_good_translations_are_silent(book: Bench) -> None:
    said = run("translate lint smallest")
    assert (said.code, said.out, said.err) == (0, "", "No problems.\n")


def test_what_is_wrong_is_told_at_its_line(book: Bench) -> None:
    book.change("smallest/locale/tr/text.po", "Tek sayfa", "Tek  sayfa")
    said = run("translate lint smallest -l tr")
    assert said.code == 0
    assert said.err.startswith(
        "content/smallest/locale/tr/text.po:9: warning L521: two spaces follow one another: “Tek  sayfa”\n"
        "    hint: leave one\n"
    )


def test_an_error_fails(book: Bench) -> None:
    book.change("smallest/locale/tr/text.po", "Tek sayfa", "Tek s\N{CYRILLIC SMALL LETTER A}yfa")
    said = run("translate lint smallest --json")
    (found,) = json.loads(said.out)["problems"]
    assert said.code == 1
    assert (found["code"], found["file"], found["line"]) == ("L531", "content/smallest/locale/tr/text.po", 9)
    assert "Cyrillic Small Letter A" in found["message"]


def test_what_the_build_refuses_is_told_too(book: Bench) -> None:
    book.change("smallest/locale/tr/text.po", "Tek sayfa", "Tek <b>sayfa</b>")
    said = run("translate lint smallest")
    assert said.code == 1
    assert "error L308" in said.err


def test_what_is_allowed_is_listed(book: Bench) -> None:
    book.change("smallest/locale/tr/text.po", "Tek sayfa", "Tek  sayfa")
    book.change(
        "smallest/locale/tr/text.po", 'msgctxt "heading"', '# allow L521: as carved in stone\nmsgctxt "heading"'
    )
    said = run("translate lint smallest")
    assert said.code == 0
    assert "text.po:9: note L592: L521 is allowed here: as carved in stone" in said.err


def test_words_of_the_source_are_told_once_and_can_be_allowed_there(book: Bench) -> None:
    folder = book.root / "content" / "smallest"
    (folder / "data").mkdir()
    (folder / "data" / "terms.yaml").write_text(TERMS, "utf-8")
    said = run("translate lint smallest")
    assert said.err.count("content/smallest/text/01-page.md:3: warning L553: “sentence” is somebody's word") == 1
    book.change("smallest/text/01-page.md", "This book", "<!-- allow L553: grammar, no judgement -->\nThis book")
    said = run("translate lint smallest")
    assert "L553 is allowed here: grammar, no judgement" in said.err
    assert "warning" not in said.err.partition("\n")[0]
    book.change("smallest/locale/tr/text.po", "Tek sayfa", "Tek yaprak")
    assert "text.po:9: warning L551: “page” stands in the source; the agreed word “sayfa”" in run("translate lint").err


@pytest.mark.parametrize("which", ["-l az -l ar", pytest.param("--all", marks=pytest.mark.slow)])
def test_the_house_s_own_words_are_good(which: str) -> None:
    said = run(f"translate lint --templates {which}")
    assert (said.code, said.err) == (0, "No problems.\n")


def test_a_language_that_the_house_does_not_have_is_told() -> None:
    said = run("translate lint --templates -l fy")
    assert said.code == 1
    assert "templates/locale/fy.po: error L104" in said.err


@pytest.mark.parametrize(
    "name", ["starter -l ar", *(pytest.param(name, marks=pytest.mark.slow) for name in ("starter", "khojaly"))]
)
def test_shipped_translations_have_no_error(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    said = run(f"translate lint {name} --json")
    grave = [each for each in json.loads(said.out)["problems"] if each["severity"] == "error"]
    assert (said.code, grave) == (0, [])


def test_words_of_the_theme_s_templates_are_read(book: Bench) -> None:
    templates = book.root / "content" / "smallest" / "theme" / "templates" / "body"
    templates.mkdir(parents=True)
    templates.joinpath("chapter.html").write_text(
        '{% extends "house:body/chapter.html" %}{{ _("At the lamp") }}', "utf-8"
    )
    words = book.root / "content" / "smallest" / "locale" / "tr" / "strings.po"
    words.write_text('msgid "At the lamp"\nmsgstr "Lambada  iken"\n', "utf-8")
    assert "content/smallest/locale/tr/strings.po:1: warning L521" in run("translate lint smallest").err

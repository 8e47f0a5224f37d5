# SPDX-License-Identifier: AGPL-3.0-or-later
"""A language added to a publication: what is made, and where it is entered."""

from __future__ import annotations

import shutil
from pathlib import Path

import polib
import pytest

from octavo.localize.language import read_language
from octavo.localize.plurals import gettext_rule
from octavo.pipeline.languages import add_language, enter_edition, with_edition
from octavo.pipeline.options import house_options
from octavo.pipeline.translation import Source, read_source
from octavo.pipeline.translation_update import update_languages
from tests.conftest import ROOT


@pytest.fixture
def starter(tmp_path: Path) -> Path:
    return Path(shutil.copytree(ROOT / "content" / "starter", tmp_path / "book"))


@pytest.mark.parametrize(
    ("tag", "plurals", "said"),
    [
        ("lt", 3, ['# hyphenation: "lt"', '# quotes: ["„", "“", "„", "“"]', "i=y j k", "genitive: {one: "]),
        ("sr", 3, ['# hyphenation: "sr"', '# direction: "ltr"', "Octavo Serif", "1, 21, 31 … | 2, 3, 4 … | 0, 5, 6 …"]),
        ("mr", 2, ['# digits: "deva"', '# counter_style: "devanagari"', "Octavo Devanagari", '# hyphenation: "mr"']),
        ("yi", 2, ['# direction: "rtl"', "Octavo Hebrew", "words are not divided"]),
    ],
)
def test_a_new_language_has_all_that_a_translator_needs(starter: Path, tag: str, plurals: int, said: list[str]) -> None:
    made = add_language(read_source(starter).unwrap(), tag)
    assert not made.problems
    assert [path.name for path in made.unwrap()] == ["facts.po", "locale.yaml", "strings.po", "text.po"]
    described = (starter / "locale" / tag / "locale.yaml").read_bytes()
    for each in said:
        assert each in described.decode()
    assert read_language(tag, None, described).unwrap() == read_language(tag).unwrap(), "all is commented out"
    said_of_it = described.decode().partition("tag: ")[2].partition("# Its letters")[0]
    every = "tag: " + said_of_it.replace("\n# ", "\n")
    assert read_language(tag, None, every.encode()).unwrap() == read_language(tag).unwrap(), "and all of it is true"
    for name in ("facts.po", "strings.po", "text.po"):
        po = polib.pofile(str(starter / "locale" / tag / name))
        assert po.metadata["Language"] == tag
        assert gettext_rule(po.metadata["Plural-Forms"])[0] == plurals
        assert len(po) > 50
        assert not po.translated_entries()


def updated(source: Source, tag: str) -> tuple[Path, ...]:
    (made,) = update_languages(source, (tag,))
    return made.unwrap().paths


def test_what_is_there_already_is_left_and_the_house_s_words_are_not_asked_for_again(starter: Path) -> None:
    source = read_source(starter).unwrap()
    assert add_language(source, "ar").unwrap() == (), "the house has words in Arabic"
    words = add_language(source, "lt").unwrap()[2]
    before = words.read_bytes()
    assert updated(source, "lt") == ()
    words.write_bytes(before.replace(b'msgid "Contents"', b'msgid "Inhalt"'))
    assert updated(source, "lt") == (words,)
    assert words.read_bytes() == before


def test_letters_that_no_font_has_are_told(starter: Path) -> None:
    made = add_language(read_source(starter).unwrap(), "am")
    (told,) = made.problems
    assert told.code == "L651"
    assert "Amharic" in told.message


@pytest.mark.parametrize(
    ("manifest", "entered"),
    [
        ("language: en\neditions: [en, az] # two\n", "language: en\neditions: [en, az, lt] # two\n"),
        ("editions: []\nlanguage: en\n", "editions: [en, lt]\nlanguage: en\n"),
        ("editions:\n  - en # mine\n  # more\ntitle: X\n", "editions:\n  - en # mine\n  - lt\n  # more\ntitle: X\n"),
        ("editions:\r\n- en\r\n- az\r\n", "editions:\r\n- en\r\n- az\r\n- lt\r\n"),
        ("language: en\nissued: 2026-01-01\n", "language: en\neditions: [en, lt]\nissued: 2026-01-01\n"),
        ("editions: [en,\n  az]\n", None),
        ("title: X\n", None),
    ],
)
def test_the_language_is_entered_and_nothing_else_changes(manifest: str, entered: str | None) -> None:
    assert with_edition(manifest, "lt", "en") == entered


@pytest.mark.slow
def test_the_starter_has_a_place_for_an_edition(starter: Path) -> None:
    before = (starter / "publication.yaml").read_text("utf-8")
    assert enter_edition(read_source(starter).unwrap(), "lt")
    after = (starter / "publication.yaml").read_text("utf-8")
    assert after == before.replace("editions: [en, ar]", "editions: [en, ar, lt]")
    assert read_source(starter).unwrap().languages == ("ar", "lt")
    assert enter_edition(read_source(starter).unwrap(), "lt")
    assert (starter / "publication.yaml").read_text("utf-8") == after


@pytest.mark.slow
@pytest.mark.parametrize("tag", ["lt", "sr", "mr", "ur"])
def test_the_first_draft_has_pages_and_a_book(starter: Path, tmp_path: Path, tag: str) -> None:
    from octavo.pipeline.build import build

    source = read_source(starter).unwrap()
    add_language(source, tag)
    assert enter_edition(source, tag)
    options = house_options(tmp_path / "out", editions=(tag,), outputs=("screen", "epub"), draft=True, jobs=1)
    built = build([starter], options)
    assert [str(each) for each in built.all_problems if each.severity >= 3] == []
    made = sorted(path.name for path in (tmp_path / "out" / "book" / tag).iterdir())
    assert {f"book-{tag}-screen.pdf", f"book-{tag}.epub"} <= set(made)

# SPDX-License-Identifier: AGPL-3.0-or-later
"""The starter has every feature once, is complete in its second language, and can be copied in each of its looks."""

from __future__ import annotations

from pathlib import Path
from typing import get_args

import pytest

from octavo.diagnostics.code import Severity
from octavo.load.publication import load
from octavo.localize.catalog import read_catalog
from octavo.localize.language import read_language
from octavo.localize.update import update, wanted_of
from octavo.markup.directives import DIRECTIVES
from octavo.markup.messages import messages_of
from octavo.markup.parse import parse_text
from octavo.model.blocks import Block, Inline, walk, walk_inline
from octavo.model.data import ColumnType
from octavo.model.ledger import Read
from octavo.model.publication import Loaded
from octavo.pipeline.starter import languages, looks, new_publication
from octavo.resources.font_manifest import check_fonts
from octavo.resources.fonts import read_fonts
from octavo.resources.shared import starter_folder, templates_folder

MOST_BYTES = 400 * 1024  # a picture of the starter travels with every publication that begins from it
WITHHELD = ("Viggo Candlebury", "Wilma Foghorn")
# Made by pages of the starter, not by texts: a list that stands twice would have every address twice.
# An index of names is for rolls of more than a page.
ON_PAGES = {"sources", "index", "contents", "names-index"}


@pytest.fixture(scope="module")
def loaded() -> Loaded:
    outcome = load(starter_folder())
    assert [each for each in outcome.problems if each.severity is not Severity.NOTE] == []
    assert outcome.value is not None
    return outcome.value


@pytest.fixture(scope="module")
def blocks(loaded: Loaded) -> tuple[Block, ...]:
    texts = [parse_text(text.source, text.file) for text in loaded.publication.texts]
    notes = [each for parsed in texts for note in parsed.notes.values() for each in note]
    titles = [parsed.title for parsed in texts if parsed.title]
    return tuple(walk((*titles, *(block for parsed in texts for block in parsed.blocks), *notes)))


@pytest.fixture(scope="module")
def runs(blocks: tuple[Block, ...]) -> tuple[Inline, ...]:
    return tuple(run for block in blocks for run in walk_inline(block.inline))


def used(blocks: tuple[Block, ...], directive: str, attribute: str) -> set[str]:
    mine = [each.attrs for each in blocks if each.kind == "directive" and each.attrs["name"] == directive]
    return {attrs[attribute] for attrs in mine if attribute in attrs}


def test_has_every_directive_with_every_choice(blocks: tuple[Block, ...]) -> None:
    names = {block.attrs["name"] for block in blocks if block.kind == "directive"}
    assert names == DIRECTIVES.keys() - ON_PAGES
    assert used(blocks, "chart", "kind") == set(DIRECTIVES["chart"].takes["kind"])
    sizes = used(blocks, "photo", "size") | {"text"}  # text is what a photo has without a size
    assert sizes == set(DIRECTIVES["photo"].takes["size"])


def test_has_every_kind_of_block_and_run(blocks: tuple[Block, ...], runs: tuple[Inline, ...]) -> None:
    wanted = {"heading", "paragraph", "list", "item", "quote", "table", "definitions", "code", "directive"}
    assert wanted <= {block.kind for block in blocks}
    assert {"emphasis", "strong", "link", "span", "cite", "note", "value"} <= {run.kind for run in runs}
    spans = [run.attrs for run in runs if run.kind == "span"]
    assert any("lang" in attrs for attrs in spans)
    assert any(attrs.get("class") == "index" for attrs in spans)
    assert any(key.startswith("locator.") for run in runs if run.kind == "cite" for key in run.attrs)


def test_has_every_kind_of_source_column_and_figure(loaded: Loaded) -> None:
    publication = loaded.publication
    assert {source.read for source in publication.sources.sources} == set(get_args(Read))
    columns = [column for table in publication.tables.values() for column in table.columns.values()]
    assert {column.type for column in columns} == set(get_args(ColumnType))
    statistics = publication.statistics.statistics
    others = [other for each in statistics for other in each.alternatives]
    assert any(each.figure is None for each in statistics)
    assert any(each.part_of for each in statistics)
    assert any(each.sum_of for each in statistics)
    assert {other.comparable for other in others} == {True, False}
    assert any(other.unit for other in others)
    assert any(other.low is not None for other in others)


def test_second_language_is_complete_and_as_update_writes_it(loaded: Loaded) -> None:
    folder = starter_folder() / "locale" / "ar"
    house = (templates_folder() / "locale" / "ar.yaml").read_bytes()
    language = read_language("ar", house, (folder / "locale.yaml").read_bytes())
    assert language.value is not None
    assert language.problems == ()
    files = {path.name: path.read_bytes() for path in sorted(folder.glob("*.po"))}
    messages = messages_of(loaded.publication)
    catalog = read_catalog(files, language.value, messages)
    assert catalog.problems == ()
    assert catalog.value is not None
    assert {entry.state for entry in catalog.value.entries.values()} == {"translated"}
    wanted = wanted_of(loaded.publication, messages)
    assert update(wanted, files, language.value).unwrap().files == files


def test_withheld_names_are_in_no_value(loaded: Loaded) -> None:
    rows = (starter_folder() / "names" / "keepers.csv").read_text("utf-8")
    translations = "".join(path.read_text("utf-8") for path in starter_folder().glob("locale/*/*.po"))
    everything = repr(loaded.publication) + repr(loaded.source_map) + repr(loaded.blobs) + translations
    for name in WITHHELD:
        assert name in rows
        assert name not in everything


def test_pictures_are_small(loaded: Loaded) -> None:
    pictures = [path for path in (starter_folder() / "images").iterdir() if path.suffix == ".jpg"]
    assert len(pictures) == len(loaded.publication.images.images)
    assert max(path.stat().st_size for path in pictures) <= MOST_BYTES


def test_copies_in_each_look(tmp_path: Path) -> None:
    assert looks() == ("theme", "theme-square")
    papers = {}
    for look in looks():
        new_publication(tmp_path / look, look)
        assert [path.name for path in (tmp_path / look).glob("theme*")] == ["theme"]
        outcome = load(tmp_path / look)
        assert [each for each in outcome.problems if each.severity is not Severity.NOTE] == []
        assert outcome.value is not None
        papers[look] = outcome.value.publication.theme.paper
    assert papers == {"theme": "", "theme-square": "square210"}


@pytest.mark.parametrize("editions", [("en",), ("ar",), ("en", "ar")])
def test_a_copy_has_the_languages_it_was_asked_for(tmp_path: Path, editions: tuple[str, ...]) -> None:
    assert set(languages()) >= set(editions)
    new_publication(tmp_path / "book", "theme", editions)
    outcome = load(tmp_path / "book")
    assert [each for each in outcome.problems if each.severity is not Severity.NOTE] == []
    assert outcome.value is not None
    assert outcome.value.publication.manifest.editions == editions
    assert {path.name for path in (tmp_path / "book" / "locale").iterdir()} == set(editions) - {"en"}
    translators = [each for each in outcome.value.publication.manifest.contributors if each.languages]
    assert bool(translators) == ("ar" in editions)


def test_square_look_has_its_fonts_and_overrides_blocks() -> None:
    theme = starter_folder() / "theme-square"
    families = read_fonts(theme / "fonts")
    assert check_fonts(families, [(theme / "fonts", "fonts")]) == []
    templates = sorted(theme.rglob("*.html"))
    assert templates
    for path in templates:
        source = path.read_text("utf-8")
        assert f'{{% extends "house:{path.relative_to(theme / "templates").as_posix()}" %}}' in source

# SPDX-License-Identifier: AGPL-3.0-or-later
"""An edition in two languages, for every medium: all of both is there, marked, and linked in its own language."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

import pytest
from lxml import etree

from octavo.check.message_order import letters
from octavo.compose.bilingual import share_notes
from octavo.compose.book import Book, Note, Section
from octavo.compose.cover import compose_front
from octavo.model.blocks import Block, Inline
from octavo.model.document import Document, Medium
from octavo.model.edition import Edition, EditionKey
from tests.compose.composed import MEDIA, TEMPLATES, composed, tag, trees
from tests.compose.samples import blobs, edition

every = pytest.mark.parametrize("medium", MEDIA)
couples = pytest.mark.parametrize("languages", [("ar", "en"), ("en", "ar")])


def two(first: str, second: str) -> Edition:
    key = EditionKey((first, second))
    return replace(edition(first), key=key, beside=replace(edition(second), key=key))


@cache
def both(first: str, second: str, medium: Medium) -> Document:
    outcome = composed(two(first, second), medium)
    assert outcome.problems == ()
    return outcome.unwrap()


@every
@couples
def test_ids_are_unique_and_links_lead_somewhere(languages: tuple[str, str], medium: Medium) -> None:
    document = both(*languages, medium)
    known = {document.cover.name} if document.cover else set[str]()
    for file, root in zip(document.files, trees(document), strict=True):
        ids = [element.get("id") for element in root.iter() if isinstance(element.tag, str) and element.get("id")]
        assert len(ids) == len(set(ids))
        known |= {f"{file.name}#{name}" for name in ids} | {file.name}
    for file, root in zip(document.files, trees(document), strict=True):
        for element in root.iter():
            href = element.get("href", "") if tag(element) == "a" else ""
            if href and "://" not in href:
                assert (f"{file.name}{href}" if href.startswith("#") else href) in known


@every
@couples
def test_every_message_of_both_is_there(languages: tuple[str, str], medium: Medium) -> None:
    said = letters("".join("".join(map(str, root.itertext())) for root in trees(both(*languages, medium))))
    for language in languages:
        for file in composed(edition(language), "epub").unwrap().files:
            if file.name == "nav.xhtml":
                continue
            for element in etree.fromstring(file.html.encode()).iter("{*}p", "{*}h2", "{*}td", "{*}dd"):
                if element.get("data-message") and not element.findall(".//{*}a"):
                    assert letters("".join(map(str, element.itertext()))) in said


@every
def test_the_second_language_is_marked(medium: Medium) -> None:
    seconds = [
        element
        for root in trees(both("ar", "en", medium))
        for element in root.iter()
        if isinstance(element.tag, str) and "two" in (element.get("class") or "").split()
    ]
    assert len(seconds) > 20
    assert all(each.get("lang") for each in seconds)
    assert {each.get("dir") for each in seconds if each.get("lang") == "en"} == {"ltr"}


@every
def test_no_note_stands_twice(medium: Medium) -> None:
    kinds = ("aside", "span")
    notes = [
        each.get("id")
        for root in trees(both("az", "en", medium))
        for each in root.iter()
        if tag(each) in kinds and "footnote" in (each.get("class") or "").split()
    ]
    alone = [
        each.get("id")
        for root in trees(composed(edition("az"), medium).unwrap())
        for each in root.iter()
        if tag(each) in kinds and "footnote" in (each.get("class") or "").split()
    ]
    assert notes == alone


def test_notes_in_another_order_keep_the_number_of_the_first() -> None:
    def book(*sources: str) -> Book:
        notes = tuple(Note(f"t-n{n}", f"t-r{n}", str(n), (), ((name, ""),)) for n, name in enumerate(sources, 1))
        runs = tuple(Inline("note", attrs={"id": note.id}) for note in notes)
        text = Section("t", "", "t", "t", "", "", "body", "page", (), "", blocks=(Block("paragraph", inline=runs),))
        return Book((replace(text, notes=notes),), {note.id: note for note in notes})

    shared = share_notes(book("one", "two"), book("two", "one", "three"))
    assert [note.number for note in shared.sections[0].notes] == ["2", "1", "3"]
    assert [run.attrs["id"] for run in shared.sections[0].blocks[0].inline] == ["t-n2", "t-n1", "t-n3-own"]
    assert shared.notes.keys() == {"t-n2", "t-n1", "t-n3-own"}


def test_a_template_that_is_not_well_formed_is_a_problem() -> None:
    theme = {"body/chapter.html": '{% extends "house:body/chapter.html" %}{% block notes %}<br>{% endblock %}'}
    outcome = composed(replace(two("az", "en"), theme_templates=theme))
    assert {each.code for each in outcome.problems} == {"C403"}


def test_files_say_both_languages_and_both_titles() -> None:
    meta = both("az", "en", "epub").metadata
    assert meta.languages == ("az", "en")
    one, other = (edition(each).manifest.title for each in ("az", "en"))
    assert meta.title == f"{one} / {other}"


def test_the_cover_is_in_both() -> None:
    document = compose_front(two("ar", "en"), 132.08, 211.328, TEMPLATES, blobs).unwrap()
    one, other = (edition(each).manifest for each in ("ar", "en"))
    for manifest in (one, other):
        assert manifest.title in document.files[0].html
    assert f'<p class="cover-title two" lang="en" dir="ltr">{other.title}</p>' in document.files[0].html

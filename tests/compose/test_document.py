# SPDX-License-Identifier: AGPL-3.0-or-later
"""What holds for every document, in every language and medium."""

from __future__ import annotations

from dataclasses import replace

import pytest

from octavo.model.blocks import Block, Inline, walk
from octavo.model.canonical import encode
from octavo.model.document import Medium
from tests.compose.composed import LANGUAGES, MEDIA, composed, sample, tag, trees
from tests.compose.samples import edition

every = pytest.mark.parametrize("medium", MEDIA)
tongues = pytest.mark.parametrize("language", LANGUAGES)


@every
@tongues
def test_ids_are_unique_and_links_lead_somewhere(language: str, medium: Medium) -> None:
    document = sample(language, medium)
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
    assert all(entry.href in known for entry in document.contents)


@every
@tongues
def test_whoever_listens_gets_everything(language: str, medium: Medium) -> None:
    """The remedies for PDF/UA and EPUB Accessibility that HTML can bring."""
    for root in trees(sample(language, medium)):
        assert root.get("lang") == language
        assert root.get("dir") == ("rtl" if language == "ar" else "ltr")
        level = 0
        for element in root.iter():
            name = tag(element)
            if name == "svg":
                assert tag(element[0]) == "title"
                assert element[0].text
            if name == "img":
                assert element.get("alt")
            if name in ("a", "title", "th", "figcaption", "caption", "h1", "h2", "h3"):
                assert "".join(map(str, element.itertext())).strip() or element.get("class") == "page", name
            if name == "th":
                assert element.get("scope") in ("row", "col")
                assert element.get("colspan") is None
            if len(name) == 2 and name[0] == "h" and name[1].isdigit():
                assert int(name[1]) <= level + 1
                level = int(name[1])


@tongues
def test_print_and_e_book_say_where_each_block_comes_from(language: str) -> None:
    keys = {
        block.key
        for each in edition(language).parts
        for block in walk(each.blocks)
        # A row, and an item or definition of one paragraph, is the element of what stands in it.
        if block.kind not in ("row", "item", "definition") and not (block.kind == "directive" and not block.children)
    }
    for medium in ("print", "epub"):
        found = {element.get("data-key") for root in trees(sample(language, medium)) for element in root.iter()}
        missing = {key for key in keys if key not in found}
        assert not missing
    web = {element.get("data-key") for root in trees(sample(language, "web")) for element in root.iter()}
    assert web == {None}


@every
def test_the_same_edition_gives_the_same_bytes(medium: Medium) -> None:
    one, other = (encode(composed(edition("ar"), medium).unwrap()) for _ in range(2))
    assert one == other


@every
def test_assets_are_listed_once_and_all_that_is_shown_is_listed(medium: Medium) -> None:
    document = sample("en", medium)
    names = [use.name for use in document.assets]
    assert names == sorted(set(names))
    assert "images/stairs.png" in names
    assert all(bool(use.digest) != bool(use.shared) for use in document.assets)
    shown = {element.get("src") for root in trees(document) for element in root.iter() if tag(element) == "img"}
    assert shown <= set(names)


def test_an_e_book_has_a_file_a_part_and_one_navigation() -> None:
    document = sample("en", "epub")
    assert [file.name for file in document.files[:4]] == ["title.xhtml", "imprint.xhtml", "nav.xhtml", "01-town.xhtml"]
    landmarks = {file.name: file.landmark for file in document.files}
    assert landmarks["sources.xhtml"] == "bibliography"
    assert [name for name, css in document.styles] == [
        link.get("href") for link in trees(document)[0].iter() if tag(link) == "link"
    ]


def test_an_e_book_without_a_page_of_contents_still_has_its_navigation_outside_the_order() -> None:
    parts = tuple(each for each in edition("en").parts if each.page != "contents")
    document = composed(edition("en", parts=parts), "epub").unwrap()
    (nav,) = (file for file in document.files if file.name == "nav.xhtml")
    assert nav.landmark == ""
    assert 'epub:type="toc"' in nav.html


def test_contents_nest_headings_under_their_parts() -> None:
    lines = [(entry.level, entry.number, entry.title) for entry in sample("en", "web").contents]
    assert lines[:3] == [
        (1, "1", "The town and the lake"),
        (2, "", "Who was on board"),
        (3, "", "The children of the school"),
    ]
    assert (1, "", "Sources") in lines
    assert not any(title == "Contents" for _, _, title in lines)


def test_numbers_are_in_the_digits_of_the_language() -> None:
    html = sample("ar", "print").files[0].html
    assert 'data-number="١"' in html
    assert 'data-number="1"' not in html


def test_a_phrase_of_another_script_brings_its_font_along() -> None:
    arabic = Block("paragraph", "text/01-town.md#1", inline=(Inline("text", "بحيرة"),))
    known = edition("en")
    page = replace(known.parts[3], blocks=(arabic,), notes={})
    names = {use.name for use in composed(edition("en", parts=(page,)), "web").unwrap().assets}
    assert "fonts/Amiri-Regular.ttf" in names
    assert not any(name.startswith("fonts/Amiri") for name in (use.name for use in sample("en", "web").assets))


def test_a_class_of_the_author_comes_through() -> None:
    known = edition("en")
    block = Block("directive", "text/01-town.md#1", attrs={"name": "center", "class": "letter"})
    page = replace(known.parts[3], blocks=(block,), notes={})
    assert '<div class="letter">' in composed(edition("en", parts=(page,))).unwrap().files[0].html


def test_metadata_is_what_the_manifest_says() -> None:
    found = sample("az", "epub").metadata
    assert (found.title, found.language, found.direction, found.issued) == (
        "Nümunə gölünün bərəsi",
        "az",
        "ltr",
        "2026-03-04",
    )
    assert [(each.role, each.name) for each in found.credits] == [
        ("aut", "Anna Example"),
        ("edt", "Boris Filler"),
        ("trl", "Clara Nümunə"),
    ]
    assert [each.role for each in sample("ar", "epub").metadata.credits] == ["aut", "edt"]
    assert found.access.summary != sample("en", "epub").metadata.access.summary


def test_accessibility_features_are_those_of_the_content() -> None:
    whole = sample("en", "epub").metadata.access.features
    assert {"alternativeText", "index", "tableOfContents"} <= set(whole)
    plain = tuple(each for each in edition("en").parts if each.name in ("title", "sources"))
    assert composed(edition("en", parts=plain)).unwrap().metadata.access.features == (
        "readingOrder",
        "structuralNavigation",
    )


def test_a_page_type_nobody_knows_is_a_problem() -> None:
    known = edition("en")
    parts = (replace(known.parts[0], page="hologram", key="publication.yaml#parts.7"),)
    outcome = composed(edition("en", parts=parts))
    assert [(each.code, each.place.key) for each in outcome.problems] == [("H110", "publication.yaml#parts.7")]
    assert outcome.value is None


def test_a_page_without_its_table_is_a_problem() -> None:
    outcome = composed(edition("en", tables={}, rolls={}, parts=edition("en").parts[5:8]))
    assert [each.code for each in outcome.problems] == ["H111"] * 3


def test_a_source_that_is_cited_and_not_known_is_a_problem() -> None:
    sources = {name: each for name, each in edition("en").sources.items() if name != "survey"}
    outcome = composed(edition("en", sources=sources))
    assert [(each.code, each.place.key) for each in outcome.problems] == [("H132", "text/01-town.md#4")]


def test_hyphenation_patterns_of_the_house_come_along() -> None:
    document = sample("az", "print")
    assert document.hyphenation == "az"
    assert len(document.hyphenation_patterns.splitlines()) > 100
    assert sample("en", "print").hyphenation_patterns == ""

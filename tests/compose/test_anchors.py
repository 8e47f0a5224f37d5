# SPDX-License-Identifier: AGPL-3.0-or-later
"""Ids are unique, levels have no gaps, links inside the publication lead somewhere."""

from __future__ import annotations

import pytest

from octavo.compose.anchors import Anchors, settle_ids, settle_links
from octavo.compose.book import Section
from octavo.model.blocks import Block, Inline
from octavo.model.edition import PartText
from tests.compose.composed import composed
from tests.compose.sample_texts import runs
from tests.compose.samples import edition


def heading(text: str, name: str, level: int = 2) -> Block:
    return Block("heading", f"text/x.md#{name}", attrs={"level": str(level), "id": name}, inline=runs(text))


def section(name: str, *blocks: Block, file: str = "index.html", level: int = 1) -> Section:
    ident = name if name[0].isalpha() else f"p-{name}"
    return Section(name, "", ident, file, "", "", "body", "page", (), name, blocks=blocks, level=level)


def ids(sections: tuple[Section, ...]) -> list[str]:
    return [heading.id for each in sections for heading in each.headings]


def test_headings_of_one_name_get_different_ids() -> None:
    sections, _, _ = settle_ids([section("01-a", heading("One", "one")), section("02-b", heading("One", "one"))])
    assert ids(sections) == ["one", "p-02-b-one"]


def test_a_heading_named_like_a_part_gets_another_id() -> None:
    sections, _, _ = settle_ids([section("sources", heading("S", "sources"))])
    assert ids(sections) == ["sources-sources"]


def test_an_id_begins_with_a_letter() -> None:
    sections, _, _ = settle_ids([section("a", heading("1992", "1992"))])
    assert ids(sections) == ["p-1992"]


@pytest.mark.parametrize(
    ("levels", "settled", "codes"),
    [([2, 3, 3, 2], [2, 3, 3, 2], []), ([3], [2], ["H140"]), ([2, 4, 4], [2, 3, 4], ["H140"]), ([1, 2], [2, 2], [])],
)
def test_no_level_is_left_out(levels: list[int], settled: list[int], codes: list[str]) -> None:
    blocks = (heading(f"h{number}", f"h{number}", level) for number, level in enumerate(levels))
    sections, _, problems = settle_ids([section("a", *blocks)])
    assert [each.level for each in sections[0].headings] == settled
    assert [block.attrs["level"] for block in sections[0].blocks] == [str(level) for level in settled]
    assert [each.code for each in problems] == codes


def test_headings_of_a_text_that_runs_on_are_one_level_lower() -> None:
    sections, _, problems = settle_ids([section("a", heading("One", "one"), level=2)])
    assert sections[0].headings[0].level == 3
    assert problems == []


@pytest.fixture
def anchors() -> Anchors:
    parts = [
        section("01-town", heading("Market", "market"), file="01-town.xhtml"),
        section("02-night", heading("Boat", "boat"), heading("Market", "market"), file="02-night.xhtml"),
    ]
    return settle_ids(parts)[1]


@pytest.mark.parametrize(
    ("href", "address"),
    [
        ("#market", "02-night.xhtml#p-02-night-market"),
        ("#boat", "02-night.xhtml#boat"),
        ("01-town.md", "01-town.xhtml#p-01-town"),
        ("01-town.md#market", "01-town.xhtml#market"),
        ("text/01-town.md#market", "01-town.xhtml#market"),
        ("https://example.org/#x", "https://example.org/#x"),
        ("mailto:a@example.org", "mailto:a@example.org"),
        ("#nothing", None),
        ("03-gone.md", None),
        ("01-town.md#boat", None),
        ("javascript:alert(1)", None),
        ("file:///etc/passwd", None),
    ],
)
def test_links_from_the_second_text(anchors: Anchors, href: str, address: str | None) -> None:
    assert anchors.resolve(href, "02-night") == address


def test_a_dead_link_is_a_problem_and_its_words_stay(anchors: Anchors) -> None:
    link = Inline("link", attrs={"href": "#nothing"}, children=runs("there"))
    dead = section("01-town", Block("paragraph", "text/01-town.md#3", inline=(link,)))
    settled, problems = settle_links(dead, anchors)
    assert [(each.code, each.place.key) for each in problems] == [("H130", "text/01-town.md#3")]
    assert settled.blocks[0].inline[0] == Inline("link", attrs={"href": ""}, children=runs("there"))


def test_a_part_is_linked_to_by_the_address_of_its_title() -> None:
    link = Inline("link", attrs={"href": "#town"}, children=runs("there"))
    parts = (
        PartText("first", "", runs("One"), "body", "page", blocks=(Block("paragraph", "a", inline=(link,)),)),
        PartText("second", "", runs("A town"), "body", "page", anchor="town"),
    )
    made = composed(edition("en", parts=parts))
    assert not [each for each in made.problems if each.code == "H130"]
    assert 'href="#second"' in made.unwrap().files[0].html

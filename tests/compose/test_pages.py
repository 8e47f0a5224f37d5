# SPDX-License-Identifier: AGPL-3.0-or-later
"""The HTML of each kind of block, read by people: only the part under test."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from octavo.model.blocks import Block
from octavo.model.document import Document, Medium
from tests.compose.composed import composed, first, part, sample
from tests.compose.sample_texts import night, town
from tests.compose.sample_words import WORDS
from tests.compose.samples import edition

Golden = Callable[[str, str], None]


def only(block: Block, medium: Medium, tag: str = "en") -> Document:
    """Return a booklet of one text with one block, and its sources."""
    known = edition(tag)
    text = replace(known.parts[3], blocks=(block,), notes=town(WORDS[tag])[1])
    return composed(edition(tag, parts=(text, known.parts[8])), medium).unwrap()


def directive(name: str, kind: str = "") -> Block:
    blocks = (*town(WORDS["en"])[0], *night(WORDS["en"]))
    return next(each for each in blocks if each.attrs.get("name") == name and each.attrs.get("kind", "") in (kind, ""))


@pytest.mark.parametrize("medium", ["print", "epub", "web"])
def test_a_paragraph_with_a_note_and_a_citation(golden: Golden, medium: Medium) -> None:
    text = town(WORDS["en"])[0]
    paragraph = replace(text[4], inline=(*text[1].inline[:2], *text[4].inline[-3:]))
    golden(f"note-{medium}.html", part(only(paragraph, medium), "p-01-town"))


def test_an_opening(golden: Golden) -> None:
    golden("opening.html", first(sample("en", "print"), "opening"))


def test_a_quotation_in_arabic(golden: Golden) -> None:
    blocks = (each for each in town(WORDS["ar"])[0] if each.attrs.get("name") == "quote")
    golden("quote-ar.html", first(only(next(blocks), "print", "ar"), "quote"))


def test_a_number_that_stands_for_people(golden: Golden) -> None:
    golden("statistic.html", first(only(directive("statistic"), "print"), "statistic"))


def test_what_each_source_says_on_one_scale(golden: Golden) -> None:
    golden("intervals.html", first(only(directive("chart", "intervals"), "web"), "chart"))


def test_the_stops_of_a_way(golden: Golden) -> None:
    golden("scheme.html", first(only(directive("chart", "scheme"), "web"), "chart"))


@pytest.mark.parametrize("medium", ["print", "web"])
def test_a_picture(golden: Golden, medium: Medium) -> None:
    golden(f"photo-{medium}.html", first(only(directive("photo"), medium), "photo"))


def test_a_picture_that_says_nothing(golden: Golden) -> None:
    known = edition("en")
    image = known.images["stairs.png"]
    quiet = replace(image, credit=image.credit.model_copy(update={"decorative": True, "alt": ""}))
    text = replace(known.parts[3], blocks=(directive("photo"),), notes={})
    document = composed(edition("en", parts=(text,), images={"stairs.png": quiet})).unwrap()
    golden("photo-decorative.html", first(document, "photo"))


def test_the_imprint_counts_what_the_ledger_holds(golden: Golden) -> None:
    golden("imprint.html", part(sample("en", "web"), "imprint"))


def test_the_contents(golden: Golden) -> None:
    golden("contents.html", part(sample("en", "print"), "contents"))


def test_the_navigation_of_an_e_book(golden: Golden) -> None:
    golden("nav.xhtml", part(sample("en", "epub"), "contents"))


def test_the_index(golden: Golden) -> None:
    golden("index.html", part(sample("en", "print"), "index"))

# SPDX-License-Identifier: AGPL-3.0-or-later
"""The index finds what stands in the lead of a chapter too."""

from __future__ import annotations

from typing import Any

from octavo.compose.book import Section
from octavo.compose.register import mark_terms
from octavo.model.blocks import Block, Inline
from tests.compose.samples import edition


def paragraph(key: str, *inline: Inline) -> Block:
    return Block("paragraph", key, "", {}, inline, ())


def section(name: str, page: str = "", **more: Any) -> Section:
    return Section(name, page, name, "index.html", "", "", "body", "recto", (), name, **more)


def test_a_term_marked_in_the_lead_is_in_the_index_and_leads_there() -> None:
    term = Inline("span", attrs={"class": "index"}, children=(Inline("text", "boathouse"),))
    lead = Block("directive", "text/a.md#1", "", {"name": "lead"}, (), (paragraph("text/a.md#2", term),))
    again = paragraph("text/a.md#3", term)
    sections = (section("a", lead=lead, blocks=(again,)), section("index", "index"))
    marked, index = mark_terms(sections, edition(), "print")
    assert "boathouse" in str(index)
    (span,) = marked[0].all_blocks[0].children[0].inline
    assert span.attrs["id"] in str(index)
    assert "id" not in marked[0].blocks[0].inline[0].attrs, "one place in a stretch is enough"


def test_an_index_that_stands_in_a_lead_is_one() -> None:
    index = Block("directive", "text/a.md#1", "", {"name": "index"}, (), ())
    lead = Block("directive", "text/a.md#2", "", {"name": "lead"}, (), (index,))
    term = Inline("span", attrs={"class": "index"}, children=(Inline("text", "boathouse"),))
    _, found = mark_terms((section("a", lead=lead, blocks=(paragraph("text/a.md#3", term),)),), edition(), "print")
    assert "boathouse" in str(found)

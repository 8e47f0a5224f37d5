# SPDX-License-Identifier: AGPL-3.0-or-later
"""A roll among text on paper: a line of the grid above it and below, wherever it stands and whoever sets its pages."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from octavo.compose.styles import tokens_of
from octavo.model.blocks import Block, Inline
from octavo.model.document import Document
from octavo.render.boxes import Node, walk
from octavo.render.layout import Layout, lay_out
from octavo.render.long import lay_out_long
from tests.compose.composed import composed
from tests.compose.samples import BLOBS, blobs, edition

MM = 25.4 / 72
NEAR = 0.05  # mm
KEY = "text/01-town.md#"


def text(number: int) -> Block:
    return Block("paragraph", f"{KEY}{number}", inline=(Inline("text", "Invented words."),))


def book(tag: str, before: int) -> Document:
    """Return a text with so many paragraphs of a line, a roll, and one paragraph below."""
    names = Block("directive", f"{KEY}names", attrs={"name": "names", "roll": "roll", "group": "none"})
    part = replace(
        edition(tag).parts[3],
        notes={},
        blocks=(*map(text, range(before)), names, text(before)),
    )
    return composed(edition(tag, parts=(part,))).unwrap()


def lines(layout: Layout) -> Iterator[tuple[int, str, Node]]:
    """Yield the lines of text and roll in order, each with its page."""
    for page in layout.pages:
        for node in walk(page.body):
            if node.tag == "li" or (node.tag == "p" and (node.element.get("data-key") or "").startswith(KEY)):
                yield from ((page.number, node.tag, line) for line in node.children if line.kind == "line")


def laid(document: Document, workspace: Path) -> list[tuple[int, str, Node]]:
    return list(lines(lay_out(document, lambda use: blobs(use.digest), workspace=workspace).unwrap()))


@pytest.mark.parametrize("tag", ["en", "ar"])
def test_a_line_is_left_above_a_roll_and_below(tag: str, tmp_path: Path) -> None:
    tokens = tokens_of(edition(tag))
    grid = tokens.grid * MM
    before = tokens.lines - 10  # the opening has less room than that: all that is looked at is on the second page
    found = laid(book(tag, before), tmp_path)
    places = [place for place, (_, name, _) in enumerate(found) if name == "li"]
    assert (places[0], places[-1]) == (before, len(found) - 2)
    above, names, below = found[places[0] - 1], found[places[0] : -1], found[-1]
    assert {page for page, _, _ in (above, *names, below)} == {2}, "all on one page"
    assert names[0][2].y - above[2].y == pytest.approx(2 * grid, abs=NEAR)
    assert below[2].y - max(line.y for _, _, line in names) == pytest.approx(2 * grid, abs=NEAR)


@pytest.mark.slow
def test_a_line_is_left_above_a_long_roll_and_none_where_its_last_page_begins(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    named = [{"name": f"Invented {number}", "born": "1890"} for number in range(600)]
    monkeypatch.setitem(BLOBS, "roll", "\n".join(map(json.dumps, named)).encode())
    document = book("en", 1)
    outcome = lay_out_long(document, lambda use: blobs(use.digest), workspace=tmp_path)
    assert outcome.problems == ()
    apart, tokens = outcome.unwrap(), tokens_of(edition("en"))
    (own,) = apart.sets
    assert len(own.pages) > 4
    found, whole = list(lines(apart)), laid(document, tmp_path)
    assert found[1][2].y - found[0][2].y == pytest.approx(2 * tokens.grid * MM, abs=NEAR)
    last = [line.y for page, _, line in found if page == found[-1][0]]
    assert last[0] == pytest.approx(tokens.head, abs=NEAR)
    assert last == pytest.approx([line.y for page, _, line in whole if page == whole[-1][0]], abs=NEAR)

# SPDX-License-Identifier: AGPL-3.0-or-later
"""The map of the pages: where every block stands, where the text turns the page, how the pages are called."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise

import pytest

from octavo.diagnostics.problem import Outcome
from octavo.model.canonical import decode, encode
from octavo.model.document import Document
from octavo.model.pagemap import PageMap
from octavo.render.layout import Layout
from octavo.render.lines import composed_text
from tests.render.conftest import Finished
from tests.render.samples import ENGLISH, document

Lay = Callable[[Document], Outcome[Layout]]
SMALL = "@page { size: 60mm 60mm; margin: 10mm } body { margin: 0 } p { widows: 1; orphans: 1; margin: 0 }"


def laid(lay: Lay, html: str, style: str = "", **more: str) -> Layout:
    return lay(document(html, style=SMALL + style, **more)).unwrap()


def test_a_paragraph_over_pages_is_followed_letter_by_letter(lay: Lay) -> None:
    text = (ENGLISH * 3).strip()
    layout = laid(lay, f'<p data-key="text/a.md#1" data-message="m1">{text}</p>')
    parts = [fragment for page in layout.page_map.pages for fragment in page.fragments]
    assert len(parts) == len(layout.page_map.pages) >= 3
    assert {(part.key, part.message, part.tag) for part in parts} == {("text/a.md#1", "m1", "p")}
    assert (parts[0].start, parts[-1].end) == (0, len(text))
    for before, after in pairwise(parts):
        assert text[before.end : after.start].strip() == ""
    assert [(turn.page, turn.offset) for turn in layout.page_map.turns] == [
        (number, part.start) for number, part in enumerate(parts, 1)
    ]


def test_every_line_is_where_its_text_is(lay: Lay) -> None:
    text = f'{ENGLISH}<em>one</em> <b>two</b>, self-made<span class="note">Of <i>notes</i>.</span> {ENGLISH}'
    layout = laid(lay, f'<p data-key="text/a.md#1">{text}</p>', "p { text-align: left }")
    lines = [line for line in layout.lines if not line.note]
    whole = composed_text(lines[0].owner, frozenset(line.owner for line in layout.lines if line.note))
    assert "Of notes" not in whole
    for line in lines:
        for piece in line.pieces:
            if not piece.generated:
                assert whole[piece.start : piece.end] == piece.node.text.removesuffix(piece.hyphen).strip(" ") or (
                    whole[piece.start : piece.end] == piece.node.text.removesuffix(piece.hyphen)
                )
    assert any(line.hyphenated for line in lines)
    assert not any(line.hyphenated and line.text.endswith("self-") for line in lines)


def test_capitals_by_style_do_not_lose_the_place(lay: Lay) -> None:
    layout = laid(lay, f'<p data-key="k#1">{ENGLISH}</p>', "p { text-transform: uppercase }")
    end = [fragment.end for page in layout.page_map.pages for fragment in page.fragments][-1]
    assert end == len(ENGLISH.strip())


def test_boxes_are_in_millimetres_of_the_trim(lay: Lay) -> None:
    style = "@page { bleed: 3mm } p { margin: 5mm 0 0 2mm; width: 20mm; height: 8mm }"
    (page,) = laid(lay, '<p data-key="k#1">x</p>', style).page_map.pages
    (fragment,) = page.fragments
    assert (page.width, page.height) == (60, 60)
    assert (fragment.box.x, fragment.box.width, fragment.box.height) == (12, 20, 8)
    assert fragment.box.y == pytest.approx(15, abs=0.01)


def test_room_is_what_is_left_above_the_notes(lay: Lay) -> None:
    one, other = (
        laid(lay, f"<p>x{note}</p>", "p { line-height: 5mm } .note { line-height: 5mm; margin: 0 }")
        .page_map.pages[0]
        .room
        for note in ("", '<span class="note">n</span>')
    )
    assert one == pytest.approx(35, abs=0.05)
    assert 29 < other < 30


@pytest.mark.parametrize(("direction", "sides"), [("ltr", ["recto", "verso"]), ("rtl", ["recto", "verso"])])
def test_the_first_page_is_a_recto_in_both_directions(lay: Lay, direction: str, sides: list[str]) -> None:
    pages = laid(lay, '<p>x</p><p style="break-before: page">y</p>', direction=direction).page_map.pages
    assert [page.side for page in pages] == sides


def test_a_page_without_a_folio_is_called_as_its_neighbours(lay: Lay) -> None:
    style = """
      @page { @bottom-right { content: "– " counter(page) " –" } }
      @page front { @bottom-right { content: counter(page, lower-roman) } }
      @page bare { @bottom-right { content: none } }
      @page first { counter-reset: page 1 }
      .front { page: front } .bare { page: bare } .first { page: first } .body { page: auto; break-before: page }
    """
    html = '<p class="front">a</p><p class="front" style="break-before: page">b</p><p class="bare">c</p>'
    html += '<p class="first">d</p><p class="body">e</p><p class="bare">f</p>'
    assert [page.label for page in laid(lay, html, style).page_map.pages] == ["i", "ii", "iii", "1", "2", "3"]


def test_digits_of_the_language_are_kept_in_labels(lay: Lay) -> None:
    style = "@page { @bottom-right { content: counter(page, arabic-indic) } }"
    assert [page.label for page in laid(lay, "<p>x</p>", style).page_map.pages] == ["١"]


def test_headings_stand_once_with_level_and_id(lay: Lay) -> None:
    html = '<h1 id="a">The <em>first</em></h1><p>x</p><h2 id="b" style="break-before: page">Second</h2><p>y</p>'
    headings = laid(lay, html).page_map.headings
    assert [(each.level, each.title, each.id, each.page) for each in headings] == [
        (1, "The first", "a", 1),
        (2, "Second", "b", 2),
    ]


def test_blank_pages_are_known(lay: Lay) -> None:
    pages = laid(lay, '<p>x</p><p style="break-before: right">y</p>').page_map.pages
    assert [(page.blank, len(page.fragments)) for page in pages] == [(False, 0), (True, 0), (False, 0)]


def test_a_page_map_survives_its_canonical_form(rich_book: Callable[[str], Finished]) -> None:
    page_map = rich_book("en")[1].unwrap().page_map
    assert decode(PageMap, encode(page_map)) == page_map


def test_the_same_document_gives_the_same_map(lay: Lay) -> None:
    sample = document(f'<p data-key="k#1">{ENGLISH * 9}</p>')
    assert lay(sample).unwrap().page_map == lay(sample).unwrap().page_map

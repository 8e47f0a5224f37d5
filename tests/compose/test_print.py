# SPDX-License-Identifier: AGPL-3.0-or-later
"""The printed page as the brief wants it: on the grid, mirrored, quiet where a chapter opens, notes on their page."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial
from typing import Any

import pytest

from octavo.compose.styles import tokens_of
from octavo.render.boxes import Node, PageBoxes, walk
from octavo.render.layout import Layout, lay_out
from tests.compose.composed import laid_out, sample
from tests.compose.samples import blobs, edition

MM = 25.4 / 72
pytestmark = pytest.mark.xdist_group("press")
# Azerbaijani is set from left to right in Latin letters, as English is: its pages are looked at with the slow tests.
tongues = pytest.mark.parametrize("language", ["en", pytest.param("az", marks=pytest.mark.slow), "ar"])
# Small type on narrower lines of its own: it ends a page, or stands on a page of its own kind.
OFF_GRID = frozenset(
    {"sources", "terms", "statement", "footnote", "opening", "size-bleed", "figcaption", "hint", "chart"}
    | {"page-title", "page-imprint", "page-sources", "page-colophon"}
)

MARK = ("font_size", "font_family", "font_style", "font_weight", "font_variant_numeric", "line_height")


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Layout]:
    return partial(laid_out, workspace=tmp_path_factory.mktemp("fonts"))


def within(node: Node, around: frozenset[str] = frozenset()) -> Iterator[tuple[Node, frozenset[str]]]:
    """Yield every box with the classes of its element and of all around it."""
    own = node.element.get("class") if node.element is not None else ""
    around |= {node.tag, *(own or "").split()}
    yield node, around
    for child in node.children:
        yield from within(child, around)


def margins(page: PageBoxes) -> dict[str, str]:
    """Return what the margins of a page say, by place."""
    texts = {margin.tag: "".join(node.text for node in walk(margin)).strip() for margin in page.margins}
    return {place: text for place, text in texts.items() if text}


@tongues
def test_text_stands_on_the_grid(pages: Any, language: str) -> None:
    """Lines of running text begin a whole number of lines below the head of the page, whatever stands above them."""
    tokens = tokens_of(edition(language))
    grid = tokens.grid * MM
    off, count = [], 0
    for page in pages(language).pages:
        for node, around in within(page.body):
            if node.tag in ("p", "li", "dt", "dd", "h2", "h3") and not around & OFF_GRID:
                for line in (child for child in node.children if child.kind == "line"):
                    count += 1
                    lines = (line.y - tokens.head) / grid
                    if abs(lines - round(lines)) * grid > 0.12:
                        off.append((page.number, round(lines, 2), "".join(each.text for each in walk(line))))
    assert count > 100
    assert off == []


def edges(cell: Node) -> tuple[float, float] | None:
    """Return where the text of a cell begins and ends on the page; None for one without any."""
    texts = [node for node in walk(cell) if node.kind == "text" and node.text.strip()]
    return (min(node.x for node in texts), max(node.x + node.width for node in texts)) if texts else None


@tongues
def test_the_heads_of_columns_stand_where_the_columns_do(pages: Any, language: str) -> None:
    seen, apart = set(), []
    tables = [node for page in pages(language).pages for node in walk(page.body) if node.kind == "table"]
    for table in tables:
        rows = [[node for node in walk(row) if node.kind == "cell"] for row in walk(table) if row.kind == "row"]
        heads = [row for row in rows if all(cell.tag == "th" for cell in row)][:1]
        for at, head in enumerate(heads[0] if heads else ()):
            column = [edges(row[at]) for row in rows[1:] if len(row) == len(heads[0])]
            said, below = edges(head), [each for each in column if each]
            if said and below:
                seen.add(table.element.get("class"))
                near = abs(said[0] - min(b[0] for b in below)), abs(said[1] - max(b[1] for b in below))
                if min(near) > 0.3:
                    apart.append((table.element.get("class"), at, near))
    assert {"counts ruled", "scheme", "intervals"} <= seen
    assert apart == []


@tongues
def test_the_page_is_mirrored_by_the_direction_of_reading(pages: Any, language: str) -> None:
    tokens = tokens_of(edition(language))
    for page in pages(language).pages:
        if not page.blank and not any("size-bleed" in around for _, around in within(page.body)):
            assert page.body.x == pytest.approx(tokens.inner if page.right else tokens.outer, abs=0.05)
    assert pages(language).pages[0].right == (language != "ar")


@tongues
def test_openings_and_blank_pages_have_neither_head_nor_folio(pages: Any, language: str) -> None:
    layout = pages(language)
    openings = {place.page for place in layout.page_map.headings if place.level == 1}
    assert len(openings) > 8
    for page in layout.pages:
        if page.number in openings or page.blank:
            assert margins(page) == {}, page.number


@tongues
def test_heads_and_folios_stand_on_the_outer_side(pages: Any, language: str) -> None:
    layout = pages(language)
    words = {
        "en": ("Lake Example", "The town and the lake"),
        "az": ("Nümunə gölü", "Şəhər və göl"),
        "ar": ("بحيرة المثال", "البلدة والبحيرة"),
    }
    publication, chapter = words[language]
    inside = [page for page in layout.pages if margins(page)]
    for page in inside[:3]:
        outer = "right" if page.right else "left"
        recto = page.right == (language != "ar")
        label = layout.page_map.pages[page.number - 1].label
        assert margins(page) == {f"@top-{outer}": chapter if recto else publication, f"@bottom-{outer}": label}
    if language == "ar":
        assert not {*"0123456789"} & {*"".join(margins(inside[0]).values())}


@tongues
def test_chapters_open_on_a_recto_low_on_the_page(pages: Any, language: str) -> None:
    layout = pages(language)
    for page in layout.pages:
        titles = [node for node, around in within(page.body) if node.tag == "h1" and "opening" in around]
        for title in titles:
            assert page.right == (language != "ar")
            assert title.y > page.height / 3


@tongues
def test_all_marks_of_notes_look_the_same(language: str, tmp_path: Any) -> None:
    """A mark that calls a note again is the theme's text, the first one the engine's: no reader may see it."""
    document = sample(language, "print")
    again = '<a class="noteref" href="#n1">1</a>'
    note = '<span class="footnote" id="n1" data-number="1">A.</span>'
    html = f"<html lang=en><body class=print><p>One.{note} Two <em>and.{again}</em> three.{again}</p></body></html>"
    outcome = lay_out(
        replace(document, files=(replace(document.files[0], html=html),)),
        lambda use: blobs(use.digest),
        workspace=tmp_path,
    )
    marks = [
        node.box
        for page in outcome.unwrap().pages
        for node in walk(page.body)
        if node.kind == "text" and node.text.strip("\N{WORD JOINER}") in {"1", "١"}
    ]
    styles = {tuple(str(mark.style[name]) for name in MARK) for mark in marks}
    assert len(marks) == 3
    assert len(styles) == 1


@tongues
def test_the_mark_of_a_note_is_in_proportion_to_its_text(language: str, tmp_path: Any) -> None:
    document = sample(language, "print")
    note = '<span class="footnote" id="n{0}" data-number="1">A.</span>'
    html = (
        '<html><body class=print><section class="part opens-page"><div class=opening>'
        f"<p class=lead>One{note.format(1)}.</p></div><p>Two{note.format(2)}.</p></section></body></html>"
    )
    one = replace(document, files=(replace(document.files[0], html=html),))
    (page,) = lay_out(one, lambda use: blobs(use.digest), workspace=tmp_path).unwrap().pages
    sizes = [node.box.style["font_size"] for node in walk(page.body) if node.kind == "text"]
    (lead, mark, _), (text, small, _) = sizes[:3], sizes[3:]
    assert lead > text
    assert mark / lead == pytest.approx(small / text, abs=0.005)


@tongues
def test_addresses_are_in_one_face(pages: Any, language: str) -> None:
    """A font of another script has figures too, but not those of the letters beside them."""
    faces = {
        node.box.style["font_family"][0]
        for page in pages(language).pages
        for node, around in within(page.body)
        if node.kind == "text" and "address" in around
    }
    assert faces == {"Octavo Sans"}


@tongues
def test_every_note_is_on_the_page_of_its_mark(pages: Any, language: str) -> None:
    layout = pages(language)
    notes = {
        node.element.get("id"): page.number
        for page in layout.pages
        if page.footnotes
        for node in walk(page.footnotes)
        if node.element is not None and "footnote" in (node.element.get("class") or "").split()
    }
    marks = {
        node.element.get("id"): page.number
        for page in layout.pages
        for node in walk(page.body)
        if node.tag.endswith("::footnote-call")
    }
    assert len(notes) >= 4
    assert notes == marks


@tongues
def test_no_page_begins_or_ends_with_a_single_line_of_a_paragraph(pages: Any, language: str) -> None:
    layout = pages(language)
    lines: dict[str, dict[int, int]] = {}
    for page in layout.page_map.pages:
        for fragment in page.fragments:
            if fragment.tag == "p" and fragment.lines:
                lines.setdefault(fragment.key, {})[page.number] = fragment.lines
    torn = {key: found for key, found in lines.items() if len(found) > 1}
    assert all(count >= 2 for found in torn.values() for count in found.values())


def test_the_margins_leave_a_whole_number_of_lines() -> None:
    for language in ("en", "ar"):
        tokens = tokens_of(edition(language))
        room = float(tokens.paper.height) - tokens.head - tokens.foot
        assert 0 < room - tokens.lines * tokens.grid * MM < 0.05
        assert tokens.foot == pytest.approx(28, abs=tokens.grid * MM)
    assert tokens_of(edition("en")).lines == 34

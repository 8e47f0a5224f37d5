# SPDX-License-Identifier: AGPL-3.0-or-later
"""Notes that run in one after another: none is lost, moved, or parted from its number."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from contextlib import nullcontext
from functools import cache
from itertools import pairwise
from typing import Any

import pytest

from octavo.diagnostics.problem import Outcome
from octavo.model.document import Document
from octavo.render.boxes import Node, PageBoxes, text_of, walk
from octavo.render.layout import Layout
from octavo.render.notes import notes_of
from tests.render.described import opened, read_by_pdfium, read_by_poppler, tags
from tests.render.samples import ARABIC, ENGLISH, document

Lay = Callable[[Document], Outcome[Layout]]
Finish = Callable[[Document], bytes]

RUN_IN = """
.note { footnote-policy: line; footnote-display: inline; hyphens: manual }
.note::footnote-marker { content: counter(footnote) "\\a0" }
.note::after { content: " "; letter-spacing: 1em }
"""
WORDS = {"en": ("“Keeper” 1901", ENGLISH), "ar": ("«الحارس» ١٩٠١", ARABIC)}
tongues = pytest.mark.parametrize("language", sorted(WORDS))


def noted(language: str, count: int = 40, every: int = 7) -> Document:
    """Return a text with a note after each sentence or so: short ones, and now and then a long one."""
    short, text = WORDS[language]
    words = text.split()
    body = ""
    for number in range(1, count + 1):
        said = " ".join(words[: number % 9 + 3])
        note = f"{short}{' leaf' * (number % 5)}" if number % every else f"({text} <em>{number}</em>)"
        body += f'{said}<span class="note" id="n{number}" data-key="t#{number}">{note}</span> '
        body += "</p><p>" if number % 5 == 0 else ""
    direction = "rtl" if language == "ar" else "ltr"
    return document(f"<p>{body}</p>", language=language, direction=direction, style=RUN_IN)


@pytest.fixture(scope="module")
def laid(lay: Lay) -> Callable[[str], Layout]:
    """Return laid(language): the pages of such a text, laid out once for all tests that look at them."""
    return cache(lambda language: lay(noted(language)).unwrap())


def number_of(note: Node) -> str:
    return "".join(text_of(node) for node in note.children if node.tag.endswith("::footnote-marker"))


def rows(page: PageBoxes) -> list[Node]:
    return [node for node in walk(page.footnotes) if node.kind == "line"] if page.footnotes else []


@tongues
def test_every_note_is_whole_and_on_the_page_of_its_mark(laid: Callable[[str], Layout], language: str) -> None:
    layout = laid(language)
    places: dict[Any, set[int]] = {}
    texts: dict[Any, str] = {}
    for page in layout.pages:
        for note in notes_of(page):
            places.setdefault(note.element, set()).add(page.number)
            texts[note.element] = texts.get(note.element, "") + text_of(note) + " "
    marks = {
        node.element: {page.number}
        for page in layout.pages
        for node in walk(page.body)
        if node.tag.endswith("::footnote-call")
    }
    assert len(marks) == 40
    assert places == marks
    for element, text in texts.items():
        assert text.split()[1:] == "".join(element.itertext()).split()


@tongues
def test_notes_share_lines_but_no_number_ends_one(laid: Callable[[str], Layout], language: str) -> None:
    layout = laid(language)
    lines = [line for page in layout.pages for line in rows(page)]
    numbers = [sum(bool(number_of(note)) for note in line.children) for line in lines]
    assert sum(numbers) == 40
    assert max(numbers) > 1
    for line in lines:
        shown = [node for node in walk(line) if node.kind == "text" and node.text.strip()]
        assert not shown[-1].tag.endswith("::footnote-marker")


@tongues
def test_notes_on_a_line_stand_apart_and_within_the_measure(laid: Callable[[str], Layout], language: str) -> None:
    layout = laid(language)
    gaps = []
    for page in layout.pages:
        for line in rows(page):
            left, right = page.footnotes.x, page.footnotes.x + page.footnotes.width  # type: ignore[union-attr]
            ends = []
            for note in line.children:
                shown = [node for node in walk(note) if node.kind == "text" and node.text.strip()]
                if shown:
                    ends.append((min(n.x for n in shown), max(n.x + n.width for n in shown)))
            assert all(left - 0.01 <= start and end <= right + 0.01 for start, end in ends)
            ends.sort()
            gaps += [after[0] - before[1] for before, after in pairwise(ends)]
    assert gaps
    assert min(gaps) >= 7 * 25.4 / 72  # 1 em of the notes, in millimetres


@tongues
def test_a_line_of_the_layout_belongs_to_one_note(laid: Callable[[str], Layout], language: str) -> None:
    layout = laid(language)
    owners = {line.owner for line in layout.lines if line.note}
    assert len(owners) == 40
    for line in layout.lines:
        if line.note:
            assert all(piece.node.element in {line.owner, *line.owner.iter()} for piece in line.pieces)
            assert not line.running
    fragments = [each for page in layout.page_map.pages for each in page.fragments if each.key.startswith("t#")]
    assert sorted(int(each.key[2:]) for each in fragments) == [*range(1, 41)]
    assert all(each.lines >= 1 and each.end > each.start for each in fragments)


def test_the_text_of_every_note_is_read_after_its_number(finish: Finish) -> None:
    text = " ".join(read_by_pdfium(finish(noted("en", count=12, every=50))).split())
    for number in range(1, 13):
        assert f"{number} “Keeper” 1901{' leaf' * (number % 5)}" in text


@pytest.mark.skipif(not shutil.which("pdftotext"), reason="pdftotext is missing")
def test_poppler_reads_every_word_of_the_notes(finish: Finish) -> None:
    # Not in order: where gaps stand one below the other, as they do here, it takes them for columns.
    text = read_by_poppler(finish(noted("en", count=12, every=50))).split()
    assert text.count("“Keeper”") == text.count("1901") == 12
    assert text.count("leaf") == sum(number % 5 for number in range(1, 13))


def test_each_note_is_one_note_of_the_structure_with_a_way_back(finish: Finish) -> None:
    with opened(finish(noted("en", count=12))) as pdf:
        found = [line.strip() for line in tags(pdf.Root.StructTreeRoot.K)]
    notes = [at for at, line in enumerate(found) if line.startswith("Note ")]
    assert [found[at].split()[1] for at in notes] == [f"ID=n{number}" for number in range(1, 13)]
    for at in notes:
        assert found[at - 2] == "Reference"
        assert found[at + 1 : at + 3] == ["Lbl", "Link content=1 links=1"]


@pytest.mark.parametrize(("language", "every"), [("en", 7), ("ar", 7), ("en", 2)])
def test_notes_measured_once_leave_every_line_where_the_engine_has_it(
    lay: Lay, monkeypatch: pytest.MonkeyPatch, language: str, every: int
) -> None:
    text = noted(language, every=every)
    once, at_once = counted_lines(lay, text, monkeypatch)
    monkeypatch.setattr("octavo.render.layout.measuring_notes_once", nullcontext)
    engine, at_every_mark = counted_lines(lay, text, monkeypatch)
    assert places(once) == places(engine)
    assert once.page_map == engine.page_map
    assert sum(len(rows(page)) for page in once.pages) > 2 * len(once.pages)
    assert at_once < at_every_mark * 0.75


def test_a_note_costs_as_many_lines_on_a_full_page_as_on_an_empty_one(
    lay: Lay, monkeypatch: pytest.MonkeyPatch
) -> None:
    def lines(count: int) -> int:
        marks = "".join(f'word<span class="note" id="n{n}">{"leaf " * 4}</span> ' for n in range(count))
        layout, made = counted_lines(lay, document(f"<p>{marks}</p>", style=RUN_IN), monkeypatch)
        assert len(layout.pages) == 1
        return made

    few, more, most = (lines(count) for count in (12, 24, 36))
    assert most - more <= 1.1 * (more - few)


def places(layout: Layout) -> list[tuple[Any, ...]]:
    """Return where everything stands, in thousandths of a millimetre."""
    return [
        (page.number, node.kind, text_of(node), *(round(each, 3) for each in (node.x, node.y, node.width, node.height)))
        for page in layout.pages
        for part in (page.body, page.footnotes)
        if part
        for node in walk(part)
    ]


def counted_lines(lay: Lay, text: Document, monkeypatch: pytest.MonkeyPatch) -> tuple[Layout, int]:
    """Return the layout of a text, and how many lines the engine made for it."""
    from weasyprint.layout import inline

    made = 0

    def get_next_linebox(*given: Any) -> Any:
        nonlocal made
        made += 1
        return original(*given)

    original = inline.get_next_linebox
    with monkeypatch.context() as patch:
        patch.setattr(inline, "get_next_linebox", get_next_linebox)
        layout = lay(text).unwrap()
    return layout, made

# SPDX-License-Identifier: AGPL-3.0-or-later
"""Where the printed page turns the e-book has a marker: at the very place, once, in order, and nothing else changes."""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import replace
from html import unescape
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from octavo.check.epub import check_epub
from octavo.model.document import DocumentFile
from octavo.model.pagemap import Box, Fragment, HeadingPlace, Page, PageMap, Turn
from octavo.render.epub import write_epub
from octavo.render.epub_pages import Printed, mark_pages
from octavo.render.epub_text import Element, Run, scan
from octavo.render.lines import Line, composed_text
from tests.compose.composed import laid_out, sample
from tests.render.books import NAV, SVG, book, cover, page, read

MARKER = re.compile(r'<span epub:type="pagebreak" role="doc-pagebreak" id="page-(\d+)" aria-label="([^"]*)"></span>')
WORDS = ["lamp", "harbour-master", "o’clock", "“fog”", "(quay)", "1,887", "مصباح", "şəhər", "a", "&amp;", "—", "É"]


def page_of(number: int, keys: list[str], label: str = "") -> Page:
    box = Box(0, 0, 1, 1)
    fragments = tuple(Fragment(key, "", "p", box, 1, 0, 0) for key in keys)
    return Page(number, label or str(number), "recto", 105, 148, not keys, 0, fragments)


def paragraph(words: list[tuple[str, str]], key: str, *, printed: bool) -> str:
    """Return a paragraph; each word is plain, slanted (i), or has a note behind it (n)."""
    out = []
    for at, (word, kind) in enumerate(words):
        note = f'<span class="footnote" id="{key}-{at}">A note of {word}.</span>'
        mark = note if printed else f'<a class="noteref" href="#n" epub:type="noteref">{at}</a>'
        out.append({"": word, "i": f"<i>{word}</i>", "n": f"{word}{mark}"}[kind])
    return f'<p data-key="{key}">{" ".join(out)}</p>'


words = st.lists(st.tuples(st.sampled_from(WORDS), st.sampled_from(["", "", "i", "n"])), min_size=1, max_size=12)


@given(paragraphs=st.lists(words, min_size=1, max_size=5), data=st.data())
def test_every_turn_lands_once_and_in_order(paragraphs: list[list[tuple[str, str]]], data: st.DataObject) -> None:
    printed = page("P", "".join(paragraph(each, f"t#{n}", printed=True) for n, each in enumerate(paragraphs)))
    text = page("One", "".join(paragraph(each, f"t#{n}", printed=False) for n, each in enumerate(paragraphs)))
    roots = etree.fromstring(printed.encode()).iter("{http://www.w3.org/1999/xhtml}p")
    whole = [composed_text(each, frozenset(each.iter("{*}span"))) for each in roots]
    places = [(n, m.start()) for n, told in enumerate(whole) for m in re.finditer(r"\S", told)]
    chosen = data.draw(
        st.lists(st.sampled_from(places), min_size=1, max_size=4, unique_by=lambda at: word_at(at, whole))
    )
    pages, turns = [], []
    for number, (n, offset) in enumerate(sorted(chosen), 1):
        pages.append(page_of(number, [f"t#{n}"]))
        turns.append(Turn(number, f"t#{n}", offset))
    document = replace(book(), files=(DocumentFile("one.xhtml", "One", text),))
    pressed = replace(document, medium="print", files=(DocumentFile("index.html", "P", printed),))
    files, markers, problems = mark_pages(document, Printed(PageMap(tuple(pages), (), tuple(turns)), pressed))
    assert problems == []
    assert [marker.page for marker in markers] == [turn.page for turn in turns]
    assert MARKER.sub("", files[0].html) == text, "nothing else may change"
    found = MARKER.split(files[0].html)
    before = ""
    for turn, part in zip(turns, found[::3], strict=False):
        before += part
        n = int(turn.key.partition("#")[2])
        expected = [*whole[:n], whole[n][: word_at((n, turn.offset), whole)[1]]]
        assert bare(before) == "".join("".join(each.split()) for each in expected)


def word_at(place: tuple[int, int], whole: list[str]) -> tuple[int, int]:
    """Return where the word begins that a place is in; signs that close or open are no part of it."""
    n, at = place
    inner = re.compile(r"[\w’-]")
    while at and inner.match(whole[n][at]) and inner.match(whole[n][at - 1]):
        at -= 1
    return n, at


def bare(html: str) -> str:
    """Return the text of the beginning of a file, without spaces and marks of notes."""
    body = html.partition("<body>")[2]
    body = re.sub(r'<a class="noteref".*?</a>', "", body)
    return "".join(unescape(re.sub(r"<[^>]*>", "", body)).split())


def marked(html: str, *turns: Turn, printed: str = "", keys: list[list[str]] | None = None) -> str:
    pages = tuple(page_of(t.page, keys[t.page - 1] if keys else [t.key]) for t in turns)
    document = replace(book(), files=(DocumentFile("one.xhtml", "One", page("One", html)),))
    pressed = replace(document, files=(DocumentFile("index.html", "P", page("P", printed or html)),))
    files, _, problems = mark_pages(document, Printed(PageMap(pages, (), turns), pressed))
    assert problems == []
    return MARKER.sub(r"|\1|", files[0].html).partition("<body>")[2].partition("</body>")[0]


def test_a_page_that_begins_with_a_chapter_begins_before_its_number() -> None:
    html = '<section><header><p>1</p><h1 data-key="t#1">Fog</h1></header><p data-key="t#2">It came.</p></section>'
    assert marked(html, Turn(1, "t#1", 0)).startswith("<section>|1|<header>")


def test_a_heading_is_not_read_out_with_a_number() -> None:
    html = '<section><p data-key="t#1">One.</p><h2 data-key="t#2">Two</h2></section>'
    assert '</p>|2|<h2 data-key="t#2">Two' in marked(html, Turn(1, "t#1", 0), Turn(2, "t#2", 0))


def test_a_figure_begins_with_its_picture() -> None:
    html = (
        '<p data-key="t#1">One.</p><figure data-key="t#2"><img src="a.png" alt="A"/><p data-key="t#3">Says</p></figure>'
    )
    keys = [["t#1"], ["t#2", "t#3"]]
    assert '"t#2">|2|<img' in marked(html, Turn(1, "t#1", 0), Turn(2, "t#3", 0), keys=keys)


def test_a_heading_that_no_author_wrote_begins_the_page_with_what_follows() -> None:
    html = '<section><p data-key="t#1">One.</p><h2 id="more">More</h2><ul><li data-key="s#2">Two</li></ul></section>'
    document = replace(book(), files=(DocumentFile("one.xhtml", "One", page("One", html)),))
    turns = (Turn(1, "t#1", 0), Turn(2, "s#2", 0))
    for place, expected in ((2, '</p><span epub:type="pagebreak"'), (1, '</h2><span epub:type="pagebreak"')):
        headings = (HeadingPlace(2, "More", "more", place),)
        pages = PageMap((page_of(1, ["t#1"]), page_of(2, ["s#2"])), headings, turns)
        assert expected in mark_pages(document, Printed(pages, document))[0][0].html


def test_a_table_is_marked_where_html_allows_it() -> None:
    rows = '<tr data-key="d#1"><th scope="row">A</th></tr><tr data-key="d#2"><th scope="row">B</th></tr>'
    html = f'<section><p data-key="t#0">Before.</p><table data-key="d"><tbody>{rows}</tbody></table></section>'
    found = marked(
        html, Turn(1, "t#0", 0), Turn(2, "d#1", 0), Turn(3, "d#2", 0), keys=[["t#0"], ["d", "d#1"], ["d", "d#2"]]
    )
    assert "</p>|2|<table" in found
    assert '<th scope="row">|3|B</th>' in found


def test_of_two_places_with_one_key_that_with_the_same_neighbours_is_meant() -> None:
    keyed = [("t#0", "w"), ("f#a", 7), ("t#1", "x"), ("t#2", "y"), ("f#a", 7), ("t#3", "z")]
    html = "".join(f'<p data-key="{key}">{text}</p>' for key, text in keyed)
    found = marked(html, Turn(1, "t#0", 0), Turn(2, "f#a", 0), keys=[["t#0", "f#a", "t#1", "t#2"], ["f#a", "t#3"]])
    assert found.index("|2|") > found.index(">y<")


def test_a_page_that_is_not_in_the_e_book_is_named_and_left_out() -> None:
    document = replace(book(), files=(DocumentFile("one.xhtml", "One", page("One", '<p data-key="t#1">One</p>')),))
    pages = (page_of(1, ["t#1"]), page_of(2, ["t#9"], "٢"), page_of(3, []))
    turns = (Turn(1, "t#1", 0), Turn(2, "t#9", 0))
    _, markers, problems = mark_pages(document, Printed(PageMap(pages, (), turns), document))
    assert [marker.label for marker in markers] == ["1"]
    assert [(each.code, "٢" in str(each)) for each in problems] == [("E105", True)]


def test_ids_give_way_to_those_of_the_author() -> None:
    document = replace(
        book(), files=(DocumentFile("a.xhtml", "A", page("A", '<p id="page-1" data-key="t#1">One</p>')),)
    )
    printed = Printed(PageMap((page_of(1, ["t#1"]),), (), (Turn(1, "t#1", 0),)), document)
    assert [each.id for each in mark_pages(document, printed)[1]] == ["printed-page-1"]


def test_the_list_of_pages_and_its_claim_come_with_the_pages_alone() -> None:
    nav = NAV + '<nav epub:type="page-list" aria-label="Pages" hidden="hidden">\n<ol>\n<!-- pages -->\n</ol>\n</nav>\n'
    given_book = book()
    one = replace(given_book.files[1], html=page("One", f'<h1>One</h1><p data-key="t#1">First words.</p>{SVG}'))
    document = replace(given_book, files=(replace(given_book.files[0], html=page("C", nav)), one, given_book.files[2]))
    printed = Printed(PageMap((page_of(7, ["t#1"], "vii"),), (), (Turn(7, "t#1", 6),)), document)
    for known, there in ((printed, True), (None, False)):
        data = write_epub(document, read, printed=known, cover=cover()).unwrap()
        assert check_epub(data) == ()
        archive = zipfile.ZipFile(io.BytesIO(data))
        told, opf = archive.read("EPUB/nav.xhtml").decode(), archive.read("EPUB/content.opf").decode()
        assert ('<li><a href="one.xhtml#page-7">vii</a></li>' in told) is there
        assert ('epub:type="page-list"' in told) is there
        for claim in ("pageBreakMarkers", "pageNavigation", "pageBreakSource", "source-of", "numbers of the printed"):
            assert (claim in opf) is there, claim
        assert ("First <span" in archive.read("EPUB/one.xhtml").decode()) is there


def test_bytes_are_found_behind_letters_of_any_length() -> None:
    data = '<?xml version="1.0"?>\n<p a="&gt;>" data-key="k">Şə &amp; <b>م</b>\n<br/>x</p>'.encode()
    runs = [each for each in _all(scan(data)) if each.text.strip()]
    assert [data[run.byte :][: len(run.text.encode())].decode() for run in runs if run.text != "&"] == ["Şə ", "م", "x"]


def _all(element: Element) -> list[Run]:
    return [run for each in element.contents for run in ([each] if isinstance(each, Run) else _all(each))]


@pytest.mark.xdist_group("press")  # tests/compose/test_print.py looks at the same pages
@pytest.mark.parametrize("language", ["en", pytest.param("ar", marks=pytest.mark.slow)])
def test_between_two_markers_is_what_the_printed_page_shows(language: str, workspace: Path) -> None:
    pressed, layout = sample(language, "print"), laid_out(language, workspace)
    document = sample(language, "epub")
    files, markers, _ = mark_pages(document, Printed(layout.page_map, pressed))
    whole = MARKER.sub(r"\n@\1@\n", "".join(file.html for file in files))
    turns = {turn.page: turn for turn in layout.page_map.turns}
    running = {
        page: [line for line in layout.lines if line.page == page and line.running and line.owner is not None]
        for page in turns
    }
    assert len(markers) >= len(turns) - 1
    for marker in markers:
        if marker.page not in turns:
            continue
        after = letters(whole.partition(f"@{marker.page}@")[2])
        shown = first_words(running[marker.page], turns[marker.page])
        assert shown in after[: len(shown) + 60], marker


def first_words(lines: list[Line], turn: Turn) -> str:
    """Return the letters with which a page begins, without those of a word that the next line ends."""
    line = next(each for each in lines if each.owner.get("data-key") == turn.key)
    text = "".join(piece.node.text for piece in line.pieces if not piece.generated and not piece.hyphen)
    return letters(text.rpartition(" ")[0] if " " in text.strip() else text)[:20]


def letters(html: str) -> str:
    html = re.sub(
        r"<svg.*?</svg>|<head>.*?</head>|<a class=\"noteref\".*?</a>|<nav.*?</nav>", "", html, flags=re.DOTALL
    )
    return "".join(char for char in unescape(re.sub(r"<[^>]*>", "", html)) if char.isalpha())

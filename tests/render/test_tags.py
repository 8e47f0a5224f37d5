# SPDX-License-Identifier: AGPL-3.0-or-later
"""The structure of a PDF: one tag for each element, named and joined as PDF/UA and ISO 32000-1 want."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import partial

import pytest

from octavo.diagnostics.problem import Outcome
from octavo.model.document import Document
from octavo.render.boxes import read_pages
from octavo.render.layout import Layout
from octavo.render.painting import Painted, write_painted
from octavo.render.tags import Tag, walk_tags
from octavo.render.tags_blocks import drop_empty, expand_abbreviations, level_headings, make_paragraphs, name_languages
from octavo.render.tags_build import build_tags
from octavo.render.tags_figures import describe_figures
from octavo.render.tags_links import name_notes, settle_links
from octavo.render.tags_lists import make_contents, make_lists
from octavo.render.tags_tables import make_tables
from tests.render.conftest import Finished
from tests.render.described import describe, is_dictionary, kinds, opened, tags
from tests.render.samples import ENGLISH, document

Finish = Callable[[Document], bytes]


def structure(data: bytes) -> list[str]:
    with opened(data) as pdf:
        return list(tags(pdf.Root.StructTreeRoot.K))


@pytest.mark.parametrize("language", ["en", "ar"])
def test_the_structure_of_a_rich_document(
    language: str, rich_book: Callable[[str], Finished], golden: Callable[[str, str], None]
) -> None:
    golden(f"rich-{language}.txt", describe(rich_book(language)[2].unwrap()))


def test_a_paragraph_over_three_pages_is_one(finish: Finish) -> None:
    data = finish(document(f"<p>{ENGLISH * 30}</p>"))
    assert kinds(data) == ["Document", "P"]
    with opened(data) as pdf:
        assert len(pdf.pages) >= 3
        kids = pdf.Root.StructTreeRoot.K[0].K[0].K
        assert len({str(kid.Pg.objgen) for kid in kids if is_dictionary(kid)}) == len(pdf.pages) - 1


def test_a_table_and_a_list_over_pages_are_one_and_repeated_heads_are_artifacts(finish: Finish) -> None:
    rows = "<tr><td>a</td><td>b</td></tr>" * 60
    items = f"<li>{ENGLISH}</li>" * 12
    data = finish(document(f"<table><thead><tr><th>A</th><th>B</th></tr></thead>{rows}</table><ol>{items}</ol>"))
    found = kinds(data)
    assert [found.count(kind) for kind in ("Table", "THead", "TBody", "L")] == [1, 1, 1, 1]
    assert [found.count(kind) for kind in ("TR", "TH", "TD", "LI", "Lbl", "LBody")] == [61, 2, 120, 12, 12, 12]
    with opened(data) as pdf:
        repeated = sum(page.Contents.read_bytes().count(b"/Type/Pagination>>") for page in pdf.pages)
    assert repeated >= 2


def test_notes_stand_where_they_are_called_with_a_way_there_and_back(finish: Finish) -> None:
    html = '<p>One<span class="note" id="first">About one.</span> and two<span class="note">About two.</span>.</p>'
    assert structure(finish(document(html))) == [
        "Document",
        "  P content=3",
        "    Reference",
        "      Link content=1 links=1",
        "    Note ID=first content=1",
        "      Lbl",
        "        Link content=1 links=1",
        "    Reference",
        "      Link content=1 links=1",
        "    Note ID=note-2 content=1",
        "      Lbl",
        "        Link content=1 links=1",
    ]


def test_identifiers_are_unique_and_found_by_the_tree(rich_book: Callable[[str], Finished]) -> None:
    with opened(rich_book("en")[2].unwrap()) as pdf:
        names = list(pdf.Root.StructTreeRoot.IDTree.Names)
        found = {str(name): element for name, element in zip(names[::2], names[1::2], strict=True)}
        assert list(found) == sorted(found)
        assert all(str(element.ID) == name for name, element in found.items())
        lines = list(tags(pdf.Root.StructTreeRoot.K))
    said = [match[1] for line in lines if (match := re.search(r"\bID=(\S+)", line))]
    assert sorted(said) == list(found)


def test_a_contents_refers(finish: Finish) -> None:
    html = (
        '<nav role="doc-toc"><h1>Contents</h1><ol><li><a href="#a">A</a><ol><li><a href="#b">B</a></li></ol></li></ol>'
        "</nav>"
        '<h1 id="a">A</h1><h2 id="b">B</h2>'
    )
    assert structure(finish(document(html)))[:10] == [
        "Document",
        "  Sect",
        "    H1 content=1",
        "    TOC",
        "      TOCI",
        "        Reference",
        "          Link content=2 links=1",
        "        TOC",
        "          TOCI",
        "            Reference",
    ]


def test_a_contents_of_paragraphs_refers_too(finish: Finish) -> None:
    html = (
        '<nav role="doc-toc"><p><a href="#a">A</a></p><p><a href="#b">B</a></p></nav><h1 id="a">A</h1><h2 id="b">B</h2>'
    )
    assert kinds(finish(document(html)))[:8] == [
        "Document",
        "Sect",
        "TOC",
        "TOCI",
        "Reference",
        "Link",
        "TOCI",
        "Reference",
    ]


def test_leaders_running_heads_and_folios_are_artifacts(finish: Finish) -> None:
    style = "@page { @top-left { content: string(head) } } h1 { string-set: head content() }"
    data = finish(document('<h1 id="a">Head</h1><nav role="doc-toc"><p><a href="#a">A</a></p></nav>', style=style))
    with opened(data) as pdf:
        stream = pdf.pages[0].Contents.read_bytes()
        parents = pdf.Root.StructTreeRoot.ParentTree.Nums[1]
        used = {int(number) for number in re.findall(rb"/MCID (\d+)", stream)}
    assert stream.count(b"/Type/Pagination/Subtype/Header") == 1
    assert stream.count(b"/Type/Pagination/Subtype/Footer") == 1
    assert stream.count(b"/Type/Layout") >= 1
    assert used == {number for number, parent in enumerate(parents) if parent is not None}


def test_every_piece_of_content_knows_its_tag(rich_book: Callable[[str], Finished]) -> None:
    with opened(rich_book("en")[2].unwrap()) as pdf:
        nums = list(pdf.Root.StructTreeRoot.ParentTree.Nums)
        by_page = dict(zip(map(int, nums[::2]), nums[1::2], strict=True))
        for number, page in enumerate(pdf.pages):
            used = {int(mcid) for mcid in re.findall(rb"/MCID (\d+)", page.Contents.read_bytes())}
            assert used == {mcid for mcid, parent in enumerate(by_page[number]) if parent is not None}
            for annotation in page.obj.get("/Annots", []):
                element = by_page[int(annotation.StructParent)]
                assert element.S == "/Link"
                assert str(annotation.Contents)
                assert any(kid.get("/Obj") == annotation for kid in element.K if is_dictionary(kid))


def test_header_cells_head_rows_columns_and_spans(finish: Finish) -> None:
    html = (
        "<table><thead><tr><th>A</th><th colspan='2'>B</th></tr></thead><tbody>"
        "<tr><th rowspan='2'>x</th><td>1</td><td>2</td></tr><tr><td>3</td><td>4</td></tr>"
        "<tr><td></td><td colspan='2'>5</td></tr></tbody></table>"
    )
    found = [
        line.strip()
        for line in structure(finish(document(html)))
        if line.strip()[:2] in ("TH", "TD") and "THead" not in line
    ]
    assert found == [
        "TH ID=table-1-1-1 Scope=/Column content=1",
        "TH ID=table-1-1-2 ColSpan=2 Scope=/Column content=1",
        "TH ID=table-1-2-1 RowSpan=2 Scope=/Row content=1",
        "TD Headers=table-1-2-1,table-1-1-2 content=1",
        "TD Headers=table-1-2-1,table-1-1-2 content=1",
        "TD Headers=table-1-2-1,table-1-1-2 content=1",
        "TD Headers=table-1-2-1,table-1-1-2 content=1",
        "TD Headers=table-1-1-1",
        "TD ColSpan=2 Headers=table-1-1-2 content=1",
    ]


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<h2>a</h2><h4>b</h4><h2>c</h2><h3>d</h3>", ["H1", "H2", "H1", "H2"]),
        ("<h1>a</h1><h3>b</h3><h3>c</h3><h2>d</h2>", ["H1", "H2", "H2", "H2"]),
        ("<div>text <b>bold</b></div>", ["P"]),
        ("<div>text<p>more</p></div>", ["Div", "P", "P"]),
        ("<blockquote>words</blockquote>", ["BlockQuote", "P"]),
        ("<dl><dt>a</dt><dd>b</dd><dt>c</dt><dd>d</dd></dl>", ["L", "LI", "Lbl", "LBody", "LI", "Lbl", "LBody"]),
        ("<dl><div><dt>a</dt><dd>b</dd></div></dl>", ["L", "LI", "Lbl", "LBody"]),
        ("<ul style='list-style: none'><li>a</li></ul>", ["L", "LI", "LBody"]),
        ("<ul><li>a<ul><li>b</li></ul></li></ul>", ["L", "LI", "Lbl", "LBody", "L", "LI", "Lbl", "LBody"]),
        ("<ul><li><p>a</p><p>b</p></li></ul>", ["L", "LI", "Lbl", "LBody", "P", "P"]),
        ('<p><img src="boat.png" alt=""><img src="boat.png" alt="A boat"></p>', ["P", "Figure"]),
        ('<p aria-hidden="true">ornament</p><p>text</p>', ["P"]),
        ('<p><a href="https://example.org/"><img src="boat.png" alt="A boat"></a></p>', ["P", "Link", "Figure"]),
        ('<div role="img" aria-label="Chart"><p>1</p><p>2</p></div>', ["Figure"]),
        ('<figure><img src="boat.png" alt="A boat"><figcaption>A</figcaption></figure>', ["Div", "Figure", "Caption"]),
        ('<table role="presentation"><tr><td>a</td></tr></table>', ["Div", "Div", "Div", "P"]),
        ("<p>a <i lang='fr'>b</i> <span lang='en'>c</span></p>", ["P", "Span"]),
        ("<p>a<span></span></p><div></div>", ["P"]),
        ("<section role='doc-index'><p>a</p></section>", ["Index", "P"]),
        ("<p><q>a</q> <code>b</code></p>", ["P", "Quote", "Code"]),
        ('<p>a <span style="position: absolute">b</span><b style="float: left">c</b></p>', ["P"]),
        ('<nav><ol><li><a href="#a">a</a></li></ol></nav><p id="a">b</p>',
         ["Sect", "TOC", "TOCI", "Reference", "Link", "P"]),
        ("<nav><p>a</p></nav>", ["Sect", "P"]),
    ],
)  # fmt: skip
def test_elements_become_what_they_are(finish: Finish, html: str, expected: list[str]) -> None:
    assert kinds(finish(document(html)))[1:] == expected


def test_what_is_said_of_elements(finish: Finish) -> None:
    html = (
        '<p>a <i lang="fr">liberté</i> <abbr title="United Nations">UN</abbr></p><p lang="de">Wort</p>'
        '<ol style="list-style-type: upper-roman"><li>a</li></ol>'
        '<ol style="list-style-type: arabic-indic"><li>b</li></ol>'
    )
    assert structure(finish(document(html))) == [
        "Document",
        "  P content=1",
        "    Span Lang=fr content=1",
        "    Span E=United Nations content=1",
        "  P Lang=de content=1",
        "  L ListNumbering=/UpperRoman",
        "    LI",
        "      Lbl content=1",
        "      LBody content=1",
        "  L ListNumbering=/Decimal",
        "    LI",
        "      Lbl content=1",
        "      LBody content=1",
    ]


def test_every_mending_may_be_done_twice(rich_book: Callable[[str], Finished]) -> None:
    layout = rich_book("en")[1].unwrap()
    heights = [page.height for page in layout.pages]
    found: list[bool] = []

    def check(pages: list[Painted], _fonts: object, _pdf: object) -> None:
        root = build_tags(read_pages(layout.rendered), [page.marks for page in pages]).root
        for mend in (
            partial(name_languages, language="en"),
            expand_abbreviations,
            name_notes,
            partial(settle_links, heights=heights),
            partial(describe_figures, heights=heights),
            make_contents,
            make_lists,
            make_tables,
            make_paragraphs,
            level_headings,
            drop_empty,
        ):
            mend(root)
            once = outline(root)
            mend(root)
            found.append(outline(root) == once)

    write_painted(layout.rendered, check, pdf_variant="pdf/a-2a")
    assert found == [True] * 11


def outline(root: Tag) -> list[object]:
    return [
        (tag.kind, tag.identifier, tag.alt, tag.lang, tag.expansion, repr(tag.attributes), len(tag.kids))
        for tag in walk_tags(root)
    ]


def test_text_below_opacity_is_told(lay: Callable[[Document], Outcome[Layout]]) -> None:
    from octavo.render.screen import finish_screen

    sample = document('<p data-key="text/a.md#1" style="opacity: 0.5">Faint</p>')
    (problem,) = finish_screen(lay(sample).unwrap(), sample).problems
    assert (problem.code, problem.place.key) == ("R111", "text/a.md#1")

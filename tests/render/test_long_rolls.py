# SPDX-License-Identifier: AGPL-3.0-or-later
"""Books with long rolls: set apart they are the very pages that the engine lays out in one piece."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest

from octavo.check.pdf import check_pdf
from octavo.diagnostics.problem import Outcome
from octavo.model.document import Document
from octavo.render.layout import Layout, lay_out
from octavo.render.long import lay_out_long
from octavo.render.plain import write_plain
from octavo.render.screen import finish_screen
from tests.judges.verdicts import Failure
from tests.remembered import Memory
from tests.render.rolls import book_of, roll_of
from tests.render.samples import read

pytestmark = pytest.mark.slow
NAMES = 700
BOOK = book_of(roll_of(NAMES))


@pytest.fixture(scope="module")
def layouts(workspace: Path) -> tuple[Layout, Layout]:
    """The book with its roll set apart, and in one piece."""
    apart = lay_out_long(BOOK, read, workspace=workspace)
    assert apart.problems == ()
    return apart.unwrap(), lay_out(BOOK, read, workspace=workspace).unwrap()


@pytest.fixture(scope="module")
def files(layouts: tuple[Layout, Layout]) -> tuple[bytes, bytes]:
    made = [finish_screen(layout, BOOK) for layout in layouts]
    assert all(each.problems == () for each in made)
    return made[0].unwrap(), made[1].unwrap()


def test_the_map_is_the_same(layouts: tuple[Layout, Layout]) -> None:
    apart, whole = (layout.page_map for layout in layouts)
    assert len(layouts[0].pages) < 12 < len(apart.pages), "most pages are none of the engine's"
    assert [(page.number, page.label, page.side, page.width) for page in apart.pages] == [
        (page.number, page.label, page.side, page.width) for page in whole.pages
    ]
    assert apart.turns == whole.turns
    assert (apart.parts, apart.findings) == (whole.parts, whole.findings)
    assert [each for each in whole.headings if each.level < 3] == [each for each in apart.headings if each.level < 3]


def test_every_page_looks_and_reads_the_same(files: tuple[bytes, bytes]) -> None:
    import pypdfium2
    from PIL import ImageChops

    apart, whole = map(pypdfium2.PdfDocument, files)
    assert len(apart) == len(whole)
    for mine, its in zip(apart, whole, strict=True):
        assert _lines(mine) == _lines(its)
        pictures = [page.render(scale=1.5).to_pil().convert("L") for page in (mine, its)]
        # Places are written to a ten-thousandth of a pixel: here and there an edge falls on the other side of a grey.
        changed = ImageChops.difference(*pictures).histogram()
        assert sum(changed[32:]) <= 12, mine


def _lines(page: Any) -> list[str]:
    return [line.rstrip() for line in page.get_textpage().get_text_bounded().splitlines()]


def test_every_entry_is_an_item_of_a_list_on_its_page(files: tuple[bytes, bytes]) -> None:
    import pikepdf

    with pikepdf.open(BytesIO(files[0])) as pdf:
        assert check_pdf(files[0], BOOK) == []
        page_of = {page.obj.objgen: number for number, page in enumerate(pdf.pages)}
        found: list[int] = []
        ahead = [pdf.Root.StructTreeRoot.K[0]]
        while ahead:
            element = ahead.pop()
            kids: Any = element.get("/K", [])
            if element.S == "/LI" and element.P.P.S == "/Div":
                body = element.K[0] if isinstance(element.K, pikepdf.Array) else element.K
                found.append(page_of[body.Pg.objgen])
            if isinstance(kids, pikepdf.Array):
                ahead += [kid for kid in reversed(list(kids)) if isinstance(kid, pikepdf.Dictionary) and "/S" in kid]
            elif isinstance(kids, pikepdf.Dictionary) and "/S" in kids:
                ahead.append(kids)
        assert len(found) == NAMES
        assert found == sorted(found)


def test_headings_are_of_one_level_throughout(files: tuple[bytes, bytes]) -> None:
    import pikepdf

    for data in files:
        with pikepdf.open(BytesIO(data)) as pdf:
            kinds = [str(each.S) for each in pdf.objects if isinstance(each, pikepdf.Dictionary) and "/S" in each]
            assert kinds.count("/H2") == len("BDKLM")
            assert not {"/H3", "/H4"} & set(kinds)


def test_marked_content_leads_back_to_its_element(files: tuple[bytes, bytes]) -> None:
    import pikepdf

    with pikepdf.open(BytesIO(files[0])) as pdf:
        nums = [each for leaf in pdf.Root.StructTreeRoot.ParentTree.Kids for each in leaf.Nums]
        assert all(
            list(leaf.Limits) == [leaf.Nums[0], leaf.Nums[-2]] for leaf in pdf.Root.StructTreeRoot.ParentTree.Kids
        )
        keys = [int(key) for key in nums[::2]]
        assert keys == sorted(set(keys))
        parents = dict(zip(keys, nums[1::2], strict=True))
        for page in pdf.pages:
            marks = [
                int(each.operands[1].MCID)
                for each in pikepdf.parse_content_stream(page)
                if str(each.operator) == "BDC" and "/MCID" in each.operands[1]
            ]
            owners = parents[int(page.StructParents)]
            assert marks == sorted(set(marks))
            assert all(owners[mark] is not None for mark in marks)


def test_bookmarks_lead_to_the_same_places(files: tuple[bytes, bytes]) -> None:
    import pikepdf

    found = []
    for data in files:
        with pikepdf.open(BytesIO(data)) as pdf:
            page_of = {page.obj.objgen: number for number, page in enumerate(pdf.pages)}
            marks = [
                each
                for each in pdf.objects
                if isinstance(each, pikepdf.Dictionary) and "/Dest" in each and "/Title" in each
            ]
            places = [(str(each.Title), page_of[each.Dest[0].objgen], each.Dest[2], each.Dest[3]) for each in marks]
            found.append(sorted((title, page, round(float(x), 1), round(float(y), 1)) for title, page, x, y in places))
    assert found[0] == found[1]
    assert {title for title, *_ in found[0]} >= set("BDKLM")


def test_each_font_is_there_once(files: tuple[bytes, bytes]) -> None:
    import pikepdf

    for data in files:
        with pikepdf.open(BytesIO(data)) as pdf:
            fonts = [each for each in pdf.objects if isinstance(each, pikepdf.Dictionary) and "/FontFile2" in each]
            names = [str(each.FontName) for each in fonts]
            assert len(names) == len(set(names))


def test_it_keeps_both_standards(files: tuple[bytes, bytes], verapdf: Callable[[bytes, str], list[Failure]]) -> None:
    assert verapdf(files[0], "ua1") == []
    assert verapdf(files[0], "2a") == []


def test_the_plain_pages_are_the_same_with_bleed(layouts: tuple[Layout, Layout]) -> None:
    import pikepdf

    plain = write_plain(layouts[0], BOOK)
    assert plain.problems == ()
    with pikepdf.open(BytesIO(plain.unwrap())) as pdf:
        assert len({tuple(map(float, page.MediaBox)) for page in pdf.pages}) == 1
        assert len(pdf.pages) == len(layouts[0].page_map.pages)
        assert "/StructTreeRoot" not in pdf.Root
        assert not any(b"MCID" in page.Contents.read_bytes() for page in pdf.pages)


def test_of_a_corrected_name_only_its_neighbours_are_drawn_anew(workspace: Path) -> None:
    drawn, packed = Memory(), Memory()

    def laid(book: Document) -> bytes:
        layout = lay_out_long(book, read, workspace=workspace, remember=drawn).unwrap()
        return finish_screen(layout, book, packed).unwrap()

    roll = roll_of(3_000)
    first = laid(book_of(roll))
    parts, pages = len(drawn.made), len(packed.made)
    assert parts > 1
    assert pages > 20
    assert laid(book_of(roll)) == first
    assert (len(drawn.made), len(packed.made)) == (parts, pages)
    rows = roll.rows.split("\n")
    rows[2_000] = rows[2_000].replace("\t19", "\t18", 1)
    corrected = book_of(replace(roll, rows="\n".join(rows)))
    with_parts = laid(corrected)
    assert with_parts != first
    assert (len(drawn.made), len(packed.made)) == (parts + 1, pages + 1)
    anew = lay_out_long(corrected, read, workspace=workspace).unwrap()
    assert finish_screen(anew, corrected).unwrap() == with_parts


def test_the_same_bytes_twice(files: tuple[bytes, bytes], workspace: Path) -> None:
    again = lay_out_long(BOOK, read, workspace=workspace).unwrap()
    assert finish_screen(again, BOOK).unwrap() == files[0]


@pytest.mark.parametrize(
    ("style", "reason"),
    [
        (".roll li::before { content: '· ' }", "text that the style puts into an item"),
        (".roll li:nth-child(3n) { margin-top: 3pt }", "items that are not all parted by the same space"),
        (".roll li { color: rgb(0 0 0 / 50%) }", "a colour that lets something through"),
        (".roll li:nth-child(even) { padding-left: 15pt }", "an item that the engine sets otherwise"),
        (".roll .group { text-transform: lowercase }", "an item that the engine sets otherwise"),
    ],
)
def test_what_can_not_be_set_apart_is_left_to_the_engine(style: str, reason: str, workspace: Path) -> None:
    book = book_of(roll_of(240, groups="group" in style), style)
    laid = lay_out_long(book, read, workspace=workspace)
    assert [(each.code, each.message.rpartition(": ")[2]) for each in laid.problems] == [("R331", reason)]
    assert laid.unwrap().sets == ()
    assert len(_keys(laid)) == 240


def _keys(laid: Outcome[Layout]) -> set[str]:
    shown = (each.key for page in laid.unwrap().page_map.pages for each in page.fragments)
    return {key for key in shown if key.startswith("names/")}

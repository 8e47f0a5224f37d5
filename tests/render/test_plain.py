# SPDX-License-Identifier: AGPL-3.0-or-later
"""The pages written plainly for print: with bleed, without anything for readers, the same text and fonts."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from io import BytesIO
from typing import Any

import pytest

from octavo.diagnostics.problem import Outcome
from octavo.model.document import Document
from octavo.model.pdf_parts import page_digests
from octavo.render.layout import Layout
from octavo.render.plain import write_plain
from octavo.render.screen import finish_screen
from tests.render.conftest import Finished
from tests.render.samples import document

MM = 72 / 25.4
COLOURED = "@page { background: #c02030; bleed: 2mm; marks: crop cross } @page :left { bleed: 0 }"
TWO = '<h1 id="a">One</h1><p><a href="#b">Two</a></p><h1 id="b" style="break-before:page">Two</h1>'


@pytest.fixture(scope="module")
def coloured(lay: Callable[[Document], Outcome[Layout]]) -> tuple[bytes, bytes]:
    made = document(TWO, style=COLOURED)
    layout = lay(made).unwrap()
    screen = finish_screen(layout, made).unwrap()
    return write_plain(layout, made).unwrap(), screen


def pages(data: bytes) -> Iterator[Any]:
    import pikepdf

    with pikepdf.open(BytesIO(data)) as pdf:
        yield from (page.obj for page in pdf.pages)


def box(page: Any, name: str) -> list[float]:
    return [float(value) for value in page[name]]


def test_the_bleed_is_five_millimetres_whatever_the_style_says(coloured: tuple[bytes, bytes]) -> None:
    for page in pages(coloured[0]):
        assert box(page, "/TrimBox") == pytest.approx([0, 0, 105 * MM, 148 * MM], abs=0.01)
        assert box(page, "/MediaBox") == pytest.approx([-5 * MM, -5 * MM, 110 * MM, 153 * MM], abs=0.01)


def test_the_screen_sees_nothing_of_it(coloured: tuple[bytes, bytes]) -> None:
    for page in pages(coloured[1]):
        assert box(page, "/TrimBox") == box(page, "/MediaBox") == pytest.approx([0, 0, 105 * MM, 148 * MM], abs=0.01)


def test_backgrounds_of_pages_fill_the_bleed_and_no_marks_stand_in_it(coloured: tuple[bytes, bytes]) -> None:
    import pypdfium2

    with pypdfium2.PdfDocument(coloured[0]) as pdf:
        for page in pdf:
            seen = page.render(scale=2).to_pil().convert("RGB")
            wide, high = seen.size
            edge = round(4.5 * MM * 2)
            frames = [
                (0, 0, wide, edge),
                (0, high - edge, wide, high),
                (0, 0, edge, high),
                (wide - edge, 0, wide, high),
            ]
            for frame in frames:
                inside = [min(max(value, 1), limit - 1) for value, limit in zip(frame, (wide, high) * 2, strict=True)]
                assert seen.crop(tuple(inside)).getcolors(2) == [
                    ((inside[2] - inside[0]) * (inside[3] - inside[1]), (0xC0, 0x20, 0x30))
                ]


def test_nothing_is_there_for_readers_of_screens(coloured: tuple[bytes, bytes]) -> None:
    import pikepdf

    with pikepdf.open(BytesIO(coloured[0])) as pdf:
        assert set(pdf.Root.keys()) <= {"/Type", "/Pages", "/Lang"}
        for page in pdf.pages:
            assert not {"/Annots", "/StructParents", "/Tabs"} & set(page.obj.keys())
            assert b"MCID" not in page.obj.Contents.read_bytes()


@pytest.mark.parametrize("language", ["en", "az", "ar"])
def test_text_is_read_as_from_the_screen(language: str, rich_book: Callable[[str], Finished]) -> None:
    import pypdfium2

    made, laid, done = rich_book(language)
    plain = write_plain(laid.unwrap(), made)
    assert plain.problems == done.problems == ()

    def words(data: bytes) -> list[list[str]]:
        with pypdfium2.PdfDocument(data) as pdf:
            found = [page.get_textpage().get_text_range().replace("liberté.", ".liberté").split() for page in pdf]
        # In lines of two directions PDFium takes runs in another order where there are no tags.
        return [sorted(each) for each in found] if language == "ar" else found

    assert words(plain.unwrap()) == words(done.unwrap())


def test_the_same_layout_gives_the_same_bytes(rich_book: Callable[[str], Finished]) -> None:
    made, laid, _ = rich_book("en")
    assert write_plain(laid.unwrap(), made) == write_plain(laid.unwrap(), made)


def test_a_page_is_the_same_whichever_letters_come_before(lay: Callable[[Document], Outcome[Layout]]) -> None:
    """What is known of it is still known then: a font does not tell which of its glyphs was drawn first."""

    def digests(*texts: str) -> list[str]:
        made = document("".join(f'<p style="break-after: page">{text}</p>' for text in texts))
        return page_digests(write_plain(lay(made).unwrap(), made).unwrap())

    one, *_, last = digests("Boats", "and lamps", "Sails")
    other, *_, last_again = digests("and lamps", "Boats", "Sails")
    assert one != other
    assert last == last_again

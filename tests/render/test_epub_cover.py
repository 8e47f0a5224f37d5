# SPDX-License-Identifier: AGPL-3.0-or-later
"""The cover of an e-book: drawn as shops want it, the first page of the book, and drawn anew only if it changed."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from octavo.check.epub import check_epub
from octavo.diagnostics.problem import Outcome
from octavo.model.document import Document, DocumentFile
from octavo.pipeline.graph import House, Step, Wanted, Wire, edition_steps
from octavo.pipeline.inputs import Leaf
from octavo.render.epub import COVER, write_epub
from octavo.render.front import BESIDE, INSIDE, SIZE_MM, draw_front
from octavo.render.layout import Layout
from octavo.render.plain import write_plain
from tests.render.books import NAV, book, cover, page, read
from tests.render.samples import document as sample

STYLE = f"@page {{ size: {SIZE_MM[0]}mm {SIZE_MM[1]}mm; margin: 20mm; background: #b0413e }}"


@pytest.fixture(scope="module")
def front(lay: Callable[[Document], Outcome[Layout]]) -> bytes:
    document = sample("<h1>Fog</h1>", style=STYLE)
    return write_plain(lay(document).unwrap(), document).unwrap()


@pytest.mark.parametrize("size", [INSIDE, BESIDE])
def test_the_picture_has_the_pixels_that_shops_ask_for(front: bytes, size: tuple[int, int]) -> None:
    from PIL import Image

    picture = Image.open(io.BytesIO(draw_front(front, size)))
    assert (picture.format, picture.mode, picture.size) == ("JPEG", "RGB", size)
    corner = picture.getpixel((size[0] - 1, size[1] - 1))
    assert isinstance(corner, tuple)
    assert all(abs(a - b) < 12 for a, b in zip(corner, (0xB0, 0x41, 0x3E), strict=True)), "the ground fills the page"
    assert INSIDE[0] * INSIDE[1] < 4_000_000


def test_the_same_page_is_the_same_picture(front: bytes) -> None:
    assert draw_front(front, INSIDE) == draw_front(front, INSIDE)


def with_page() -> Document:
    html = page("Cover", f'<section epub:type="cover"><img src="{COVER}" role="doc-cover" alt="Cover"/></section>')
    marks = (
        '<nav epub:type="landmarks" hidden="hidden"><ol>\n<li><a epub:type="cover" href="cover.xhtml">Cover</a></li>\n'
    )
    marks += '<li><a epub:type="bodymatter" href="one.xhtml">Text</a></li>\n</ol></nav>'
    given = book()
    nav = replace(given.files[0], html=page("Contents", NAV + marks))
    front_page = DocumentFile("cover.xhtml", "Cover", html, "front", "cover")
    return replace(given, files=(nav, *given.files[1:]), cover=front_page)


def test_the_cover_is_the_first_page() -> None:
    data = write_epub(with_page(), read, cover=cover()).unwrap()
    archive = zipfile.ZipFile(io.BytesIO(data))
    opf = archive.read("EPUB/content.opf").decode()
    first = opf[opf.index("<itemref") :].split('"')[1]
    assert f'href="cover.xhtml" id="{first}"' in opf
    assert 'id="cover-image" media-type="image/jpeg" properties="cover-image"' in opf
    assert archive.read(f"EPUB/{COVER}") == cover()
    assert 'epub:type="cover" href="cover.xhtml"' in archive.read("EPUB/nav.xhtml").decode()
    assert check_epub(data) == ()


def test_a_book_without_a_picture_has_no_page_for_it() -> None:
    archive = zipfile.ZipFile(io.BytesIO(write_epub(with_page(), read).unwrap()))
    assert "EPUB/cover.xhtml" not in archive.namelist()
    assert "cover" not in archive.read("EPUB/nav.xhtml").decode()


def steps(*outputs: str) -> dict[str, Step]:
    leaf = Leaf(Path("here"), (), "digest")
    made = edition_steps(Wanted("book", "en", outputs, draft=False), leaf, House(leaf, leaf))
    return {step.name.removeprefix("book/en/"): step for step in made}


def test_the_cover_is_drawn_from_itself_alone() -> None:
    drawn = steps("epub")["picture"]
    assert drawn.needs() == ("book/en/compose-front", "book/load")
    assert "templates" not in drawn.inputs


def test_the_pages_of_print_are_marked_if_they_are_made() -> None:
    for outputs, there in ((("epub",), False), (("epub", "large"), False), (("epub", "web", "screen"), True)):
        inputs = steps(*outputs)["epub"].inputs
        assert ("page_map" in inputs) is there
        assert ("printed" in inputs) is there
    assert steps("press", "epub")["epub"].inputs["page_map"] == Wire("book/en/pages", "page_map")


def test_the_picture_for_shops_lies_beside_the_book() -> None:
    assert steps("epub")["epub"].files == {"file": "book-en.epub", "cover": "book-en-cover.jpg"}

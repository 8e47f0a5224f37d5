# SPDX-License-Identifier: AGPL-3.0-or-later
"""Pages painted once for screen and print: each file is what it is when pages are painted for it alone."""

from __future__ import annotations

from pathlib import Path

import pytest

from octavo.model.document import Document
from octavo.model.pdf_parts import page_digests
from octavo.render.both import write_both
from octavo.render.layout import Layout
from octavo.render.plain import write_plain
from octavo.render.screen import finish_screen
from tests.render.press.pressed import HTML, SMALL, opened
from tests.render.press.samples import laid, page
from tests.render.press.test_finish import CMYK, VEILED
from tests.render.samples import rich

SLOPE = '<p style="background:linear-gradient(#204080, white)">A slope</p>'
LINKED = '<h1 id="a">One</h1><p><a href="#b">Two</a></p><h1 id="b" style="break-before:page">Two</h1>'
FILLED = "@page { background: #c02030 }"


def books() -> dict[str, Document]:
    """Return documents by what they try: text of two scripts, pictures, what is see-through, inks, slopes, links."""
    plain = {"pictures": HTML, "veils": VEILED, "inks": CMYK, "slopes": SLOPE, "links": LINKED}
    return {
        **{language: rich(language) for language in ("en", "ar")},
        **{name: page(html, SMALL) for name, html in plain.items()},
        "filled": page(LINKED, FILLED),
    }


@pytest.fixture(params=["en", "ar", "pictures", "veils", "inks", "slopes", "links", "filled"])
def book(request: pytest.FixtureRequest, workspace: Path) -> tuple[str, Layout, Document]:
    document = books()[request.param]
    return request.param, laid(document, workspace), document


def test_both_files_are_those_that_are_made_alone(book: tuple[str, Layout, Document]) -> None:
    name, layout, document = book
    both, screen, plain = write_both(layout, document), finish_screen(layout, document), write_plain(layout, document)
    assert both.problems == screen.problems
    assert set(plain.problems) <= set(both.problems)
    files = both.unwrap()
    assert page_digests(files["plain"]) == page_digests(plain.unwrap())
    if name == "veils":  # a transparent group reaches into the bleed, which the screen does not show
        assert [len(each) for each in _contents(files["screen"])] == [len(each) for each in _contents(screen.unwrap())]
    else:
        assert files["screen"] == screen.unwrap()
    assert write_both(layout, document) == both


def _contents(data: bytes) -> list[bytes]:
    return [each.Contents.read_bytes() for each in opened(data).pages]


def test_nothing_for_readers_is_in_the_plain_file(workspace: Path) -> None:
    document = page(LINKED, SMALL)
    pdf = opened(write_both(laid(document, workspace), document).unwrap()["plain"])
    assert set(pdf.Root) == {"/Type", "/Pages", "/Lang"}
    assert not any("/Annots" in each.obj for each in pdf.pages)

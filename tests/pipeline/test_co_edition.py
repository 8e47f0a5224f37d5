# SPDX-License-Identifier: AGPL-3.0-or-later
"""Editions with the same plates of colour, and one whose picture is another."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO

import pytest

from octavo.check.judges.programs import find
from octavo.model.pagemap import Box, Fragment, Page, PageMap
from octavo.pipeline.co_edition import PrintedEdition, check_co_edition, object_at, printed_editions
from octavo.pipeline.store import Store
from tests.conftest import ROOT, Bench

WIDTH, HEIGHT = 200, 300  # points
MM = 25.4 / 72

needs_renderer = pytest.mark.skipif(not (find("gs") or find("mutool")), reason="no renderer separates plates here")


def _edition(name: str, *pages: str) -> PrintedEdition:
    """Return an edition whose pages are painted by these operators; a picture and a text stand on each."""
    import pikepdf

    pdf, out = pikepdf.new(), BytesIO()
    for content in pages:
        page = pdf.add_blank_page(page_size=(WIDTH, HEIGHT))
        page.obj.TrimBox = pikepdf.Array([0, 0, WIDTH, HEIGHT])
        page.obj.Contents = pdf.make_stream(content.encode())
    pdf.save(out)
    fragments = (
        Fragment("text/a.md#1", "m1", "p", Box(0, 50, 70, 50), 1, 0, 9),
        Fragment("images/sky.jpg", "", "figure", Box(5, 5, 40, 40), 0, 0, 0),
    )
    shown = tuple(
        Page(at, str(at), "recto", WIDTH * MM, HEIGHT * MM, False, 0.0, fragments) for at in range(1, len(pages) + 1)
    )
    return PrintedEdition(name, out.getvalue(), PageMap(shown, (), ()))


def _picture(cyan: float) -> str:
    return f"{cyan} 0.2 0.1 0 k 20 200 80 80 re f "


def _words(x: int) -> str:
    return f"0 0 0 1 k {x} 60 40 9 re f "


@pytest.mark.slow
@needs_renderer
def test_only_the_black_plate_differs() -> None:
    found = check_co_edition(
        [_edition("en", _words(20), _picture(0.5) + _words(20)), _edition("az", _words(70), _picture(0.5) + _words(90))]
    )
    assert found.same
    assert found.coloured == (2,)


@pytest.mark.slow
@needs_renderer
def test_another_picture_is_named_with_its_page() -> None:
    found = check_co_edition(
        [
            _edition("en", _words(20), _picture(0.5)),
            _edition("az", _words(20), _picture(0.9)),
            _edition("de", "", _picture(0.5)),
        ]
    )
    [problem] = found.problems
    assert (problem.code, problem.place.file) == ("P732", "images/sky.jpg")
    assert "page 2: C of az differ" in problem.message


@needs_renderer
def test_other_pages_are_told() -> None:
    found = check_co_edition([_edition("en", "", ""), _edition("az", "")])
    assert [each.code for each in found.problems] == ["P731"]


def test_the_innermost_block_is_named() -> None:
    assert object_at(_edition("en", "").page_map, 1, Box(10, 10, 3, 3)) == "images/sky.jpg"
    assert not object_at(_edition("en", "").page_map, 1, Box(60, 5, 3, 3))


@pytest.mark.slow
@needs_renderer
def test_a_picture_that_one_edition_has_changed_is_named_with_its_page(bench: Bench) -> None:
    from PIL import Image, ImageOps

    folder = bench.take(ROOT / "content" / "starter")
    bench.change("starter/publication.yaml", "paper: A5", "print: {co_edition: true}\npaper: A5")
    (first,) = _printed(bench)
    assert first.page_map.pages
    assert check_co_edition([first, replace(first, name="de")]).same
    picture = folder / "images" / "coffee.jpg"
    with Image.open(picture) as image:
        ImageOps.mirror(image).save(picture)
    (other,) = _printed(bench)
    found = check_co_edition([first, replace(other, name="de")])
    (fault,) = found.problems
    (page,) = (page for page in first.page_map.pages if f"page {page.number}:" in fault.message)
    assert fault.code == "P732"
    assert fault.place.key in {each.key for each in page.fragments if each.tag == "figure"}
    assert fault.place.file == "text/04-keepers.md", "where the picture stands"


def _printed(bench: Bench) -> tuple[PrintedEdition, ...]:
    built = bench.build("starter", editions=("en",), outputs=("press",))
    return printed_editions(built.steps, Store(bench.root / "output" / ".store"), ())

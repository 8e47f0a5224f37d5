# SPDX-License-Identifier: AGPL-3.0-or-later
"""Pictures of places show the place, on the page as it is trimmed, with a frame that is never left out."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from typing import Any
from unittest.mock import Mock

import pytest
from hypothesis import given
from hypothesis import strategies as st

from octavo.diagnostics.problem import Place, problem
from octavo.model.pagemap import Box, Page, PageMap, PartPlace
from octavo.pipeline import pictures
from octavo.pipeline.pictures import ACCENT, coloured_pages, opened, place_on, thumbnail, thumbnails, trim_of
from octavo.pipeline.report_steps import pages_shown

MM = 72 / 25.4
BLEED = 5 * MM
WIDTH, HEIGHT = 148.0, 210.0


def pdf(*pages: str) -> bytes:
    """Return A5 pages with 5 mm of bleed and this drawn on them, in points from the lower left corner of the trim."""
    import pikepdf

    out = BytesIO()
    with pikepdf.new() as made:
        for drawn in pages:
            page = made.add_blank_page(page_size=(WIDTH * MM + 2 * BLEED, HEIGHT * MM + 2 * BLEED))
            page.obj.TrimBox = pikepdf.Array([BLEED, BLEED, BLEED + WIDTH * MM, BLEED + HEIGHT * MM])
            page.contents_add(f"1 0 0 1 {BLEED} {BLEED} cm {drawn}".encode())
        made.save(out)
    return out.getvalue()


def shown(png: bytes) -> Any:
    from PIL import Image

    with Image.open(BytesIO(png)) as picture:
        return picture.convert("RGB")


def square(x: float, y: float, side: float, ink: str = "0 0 1 rg") -> str:
    """Return a square, given in millimetres from the upper left corner of the trim."""
    return f"{ink} {x * MM} {(HEIGHT - y - side) * MM} {side * MM} {side * MM} re f"


def test_thumbnails_are_trimmed() -> None:
    (small,) = thumbnails(pdf(f"0 g {-BLEED} {-BLEED} {4 * BLEED} {(HEIGHT + 10) * MM} re f"), [1])
    picture = shown(small)
    assert picture.size == (pytest.approx(224 * WIDTH / HEIGHT, abs=2), pytest.approx(224, abs=2))
    left = [picture.getpixel((x, 100)) == (0, 0, 0) for x in range(picture.width)]
    assert sum(left) == pytest.approx(3 * 5 / WIDTH * picture.width, abs=1.5)


def test_pages_that_are_as_they_were_are_not_drawn_again(monkeypatch: pytest.MonkeyPatch) -> None:
    known: dict[str, bytes] = {}

    def remember(key: str, make: Callable[[], bytes]) -> bytes:
        if key not in known:
            known[key] = make()
        return known[key]

    before, after = pdf(square(9, 9, 9), square(20, 20, 30)), pdf(square(20, 20, 30), square(9, 9, 8), square(9, 9, 9))
    assert thumbnails(before, [1, 2], remember) == thumbnails(before, [1, 2])
    drawn = Mock(wraps=thumbnail)
    monkeypatch.setattr(pictures, "thumbnail", drawn)
    again = thumbnails(after, [1, 2, 3], remember)
    assert drawn.call_count == 1
    assert again == thumbnails(after, [1, 2, 3])


def paged(count: int, *parts: int) -> PageMap:
    pages = (Page(n, str(n), "recto" if n % 2 else "verso", 148, 210, False, 0, ()) for n in range(1, count + 1))
    return PageMap(tuple(pages), (), (), parts=tuple(PartPlace(f"part-{page}", page) for page in parts))


def test_a_report_shows_all_pages_or_those_that_are_looked_at_first() -> None:
    told = problem("R201", Place(key="text/a.md#1"), text="a", measure="1", page=900)
    assert pages_shown(paged(400), []) == list(range(1, 401))
    found = pages_shown(paged(2000, 3, 700, 1701), [(told, 900, None)])
    assert found == [*range(1, 34), 700, 701, 900, 901, 1700, 1701, *range(1984, 2001)]
    assert len(pages_shown(paged(2000, *range(1, 2001, 2)), [])) == 400


def test_the_frame_stands_around_the_place() -> None:
    with opened(pdf(square(60, 100, 10))) as document:
        picture = shown(place_on(document[0], Box(60, 100, 10, 10)))
    points = {(x, y): picture.getpixel((x, y)) for x in range(picture.width) for y in range(picture.height)}
    blue = [at for at, (red, _, blue) in points.items() if blue > 200 and red < 60]
    red = [at for at, colour in points.items() if colour == ACCENT]
    assert blue
    assert min(x for x, _ in red) < min(x for x, _ in blue) < max(x for x, _ in blue) < max(x for x, _ in red)
    assert min(y for _, y in red) < min(y for _, y in blue) < max(y for _, y in blue) < max(y for _, y in red)


@given(
    x=st.floats(-5, WIDTH),
    y=st.floats(-5, HEIGHT),
    width=st.floats(0, 300),
    height=st.floats(0, 400),
)
def test_any_place_can_be_shown(x: float, y: float, width: float, height: float) -> None:
    with opened(PLAIN) as document:
        picture = shown(place_on(document[0], Box(x, y, width, height)))
    assert 100 < picture.width <= 700
    assert 100 < picture.height <= 700
    assert any(colour == ACCENT for _, colour in picture.getcolors(100))


PLAIN = pdf("")


def test_a_page_without_a_trim_is_all_trim() -> None:
    import pikepdf

    with pikepdf.new() as made, BytesIO() as out:
        made.add_blank_page(page_size=(200, 100))
        made.save(out)
        with opened(out.getvalue()) as document:
            trim = trim_of(document[0])
    assert (trim.width, trim.height, trim.inside) == (200, 100, (0, 0, 0, 0))


def test_grey_is_no_colour() -> None:
    found = coloured_pages(pdf(square(20, 20, 30, "0.4 g"), square(20, 20, 5, "0.5 0.1 0.2 rg"), ""))
    assert found == [2]

# SPDX-License-Identifier: AGPL-3.0-or-later
"""Plates are those of the pages asked for, and the ink is measured where the page is trimmed."""

from __future__ import annotations

from io import BytesIO

import pytest

from octavo.pipeline.plates import GAP, plates_of
from octavo.pipeline.report_graph import separator

pytestmark = pytest.mark.skipif(not separator(), reason="neither Ghostscript nor mutool is installed")
MM = 72 / 25.4
BLEED = 5 * MM


def pdf(*inks: str) -> bytes:
    """Return pages of 60 × 90 mm with 5 mm of bleed; ink covers the bleed and the upper third of the trim."""
    import pikepdf

    out = BytesIO()
    with pikepdf.new() as made:
        for ink in inks:
            page = made.add_blank_page(page_size=(70 * MM, 100 * MM))
            page.obj.TrimBox = pikepdf.Array([BLEED, BLEED, BLEED + 60 * MM, BLEED + 90 * MM])
            third = f"{BLEED} {BLEED + 60 * MM} {60 * MM} {30 * MM} re f"
            page.contents_add(f"{ink} k {third} 1 1 1 1 k 0 0 {70 * MM} {4 * MM} re f".encode())
        made.save(out)
    return out.getvalue()


def test_ink_is_measured_inside_the_trim_of_the_pages_asked_for() -> None:
    made = plates_of(pdf("1 0 0 0", "0 0 0 1", "0.5 0.5 0 1"), [1, 3], 300, squares=False)
    assert made.run
    assert [page.number for page in made.pages] == [1, 3]
    first, last = made.pages
    assert [first.peak, last.peak] == pytest.approx([100, 200], abs=1.5)
    assert list(first.coverage) == pytest.approx([33.3, 0, 0, 0], abs=1)
    assert list(last.coverage) == pytest.approx([16.7, 16.7, 0, 33.3], abs=1)


@pytest.mark.parametrize("squares", [False, True])
def test_five_views_show_each_ink_and_all_of_it(squares: bool) -> None:
    from PIL import Image

    (page,) = plates_of(pdf("0 1 0 1"), [1], 150, squares=squares).pages
    with Image.open(BytesIO(page.picture)) as opened:
        picture = opened.convert("RGB")
    step = (picture.width + GAP) / 5
    inked = [picture.getpixel((int(step * at + step / 2 - GAP / 2), picture.height // 6)) for at in range(5)]
    cyan, magenta, yellow, black, whole = inked
    assert isinstance(black, tuple)
    assert cyan == yellow == pytest.approx((255, 255, 255), abs=2)
    assert magenta == pytest.approx((227, 0, 122), abs=12)
    assert sum(black) < 120
    assert whole == pytest.approx((107, 0, 168), abs=12), "200 % is more than the limit of 150 %"


def test_pages_without_colour_need_no_separation() -> None:
    assert plates_of(b"not read", [], 300, squares=True).pages == ()

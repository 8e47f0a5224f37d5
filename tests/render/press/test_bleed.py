# SPDX-License-Identifier: AGPL-3.0-or-later
"""Round a page for the press: its bleed, with none at the spine where a printer asks, and the marks beyond it."""

from __future__ import annotations

from pathlib import Path

import pytest

from octavo.render.press.boxes import edges_of, spine_of
from tests.render.press.pressed import HTML, MM, SMALL, opened
from tests.render.press.samples import operators, page, pressed


def test_marks_lie_outside_the_bleed_in_every_ink(workspace: Path) -> None:
    marked = pressed(page(HTML, SMALL), workspace, marks=True, slug="Boats · ق · page")
    one = opened(marked).pages[0]
    bleed, media = ([float(value) for value in one.obj[name]] for name in ("/BleedBox", "/MediaBox"))
    assert media == pytest.approx(
        [bleed[0] - 12 * MM, bleed[1] - 12 * MM, bleed[2] + 12 * MM, bleed[3] + 12 * MM], abs=0.01
    )
    assert str(one.Resources.ColorSpace.OctavoAll[1]) == "/All"
    found = operators(marked)
    start = max(place for place, each in enumerate(found) if each == ("CS", ["/OctavoAll"]))
    slug = next(place for place, each in enumerate(found) if each[0] == "BDC")
    points = [operands for operator, operands in found[start:slug] if operator in {"m", "l"}]
    (line,) = (operands for operator, operands in found[slug:] if operator == "cm")
    points.append(line[4:])
    assert len(points) > 20
    assert all(x < bleed[0] or x > bleed[2] or y < bleed[1] or y > bleed[3] for x, y in points)
    assert all(media[0] < x < media[2] and media[1] < y < media[3] for x, y in points)


@pytest.mark.parametrize(("direction", "sides"), [("ltr", ("left", "right")), ("rtl", ("right", "left"))])
def test_pages_end_at_the_spine_for_printers_who_ask_for_it(direction: str, sides: tuple[str, str]) -> None:
    assert (spine_of(1, direction), spine_of(2, direction)) == sides


def test_no_bleed_at_the_spine_leaves_the_other_three_sides() -> None:
    import pikepdf

    with pikepdf.new() as pdf:
        pdf.add_blank_page(page_size=(100, 200))
        page = pdf.pages[0]
        page.obj.MediaBox, page.obj.TrimBox = pikepdf.Array([-20, -20, 120, 220]), pikepdf.Array([0, 0, 100, 200])
        edges = edges_of(page, 3, marks=False, spine="left")
    assert edges.bleed == pytest.approx((0, -3 * MM, 100 + 3 * MM, 200 + 3 * MM))
    assert edges.sheet == edges.bleed

# SPDX-License-Identifier: AGPL-3.0-or-later
"""The cover as measures: the spine by hand for several papers, panels without gap, and what can't be had."""

from __future__ import annotations

from decimal import Decimal
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from octavo.compose.cover_view import alone, panels_on
from octavo.model.cover import CoverGeometry, CoverWish, cover_geometry, panel_geometry
from octavo.model.printer import Printer, PrintOrder, ordered
from octavo.model.profile import PAPERS
from octavo.resources.printers import printer

A5 = PAPERS["A5"]
lengths = st.floats(50, 400).map(lambda value: round(value, 2))
geometries = st.builds(
    CoverGeometry,
    width=lengths,
    height=lengths,
    spine=st.floats(0, 80).map(lambda value: round(value, 2)),
    binding=st.just("perfect"),
    flap=st.one_of(st.just(0.0), st.floats(40, 150).map(lambda value: round(value, 2))),
)


def press(name: str, **order: Any) -> Printer:
    found = printer(name)
    assert found is not None
    return ordered(found, PrintOrder(**order))


def spine(name: str, pages: int, **order: Any) -> float:
    return cover_geometry(A5, pages, press(name, **order), CoverWish()).unwrap().spine


@pytest.mark.parametrize(
    ("name", "paper", "pages", "by_hand"),
    [
        # 50 leaves of 0.135 mm, two of the cover of 0.300 mm
        ("offset-coated", "coated-135", 100, 6.75 + 0.6),
        # 60 leaves of 90 g/m² × 1.25 cm³/g = 0.1125 mm, two of 300 × 1.25 = 0.375 mm
        ("offset-uncoated", "uncoated-90", 120, 6.75 + 0.75),
        # 44 leaves of 120 × 1.25 = 0.15 mm and the same cover
        ("offset-uncoated", "uncoated-120", 88, 6.6 + 0.75),
    ],
)
def test_the_spine_by_hand(name: str, paper: str, pages: int, by_hand: float) -> None:
    assert spine(name, pages, paper=paper, binding="perfect") == pytest.approx(by_hand, abs=0.001)


def test_the_spine_by_a_printers_own_factor() -> None:
    """Inches: 200 pages of cream are 200 × 0.0025; 200 pages at Lulu are 200 ÷ 444 + 0.06."""
    assert spine("kdp", 200, paper="cream") == pytest.approx(0.5 * 25.4, abs=0.001)
    assert spine("lulu", 200) == pytest.approx((200 / 444 + 0.06) * 25.4, abs=0.002)


def test_a_stitched_booklet_has_no_spine_and_no_flaps() -> None:
    outcome = cover_geometry(A5, 48, press("offset-coated"), CoverWish(flaps=Decimal(80)))
    geometry = outcome.unwrap()
    assert (geometry.spine, geometry.flap, geometry.spine_text) == (0, 0, False)
    assert [(each.code, each.place.key) for each in outcome.problems] == [("P504", "publication.yaml#cover.flaps")]
    assert geometry.sheet_width == 296


def told(pages: int, wanted: bool | None, name: str = "offset-coated", **order: Any) -> tuple[bool, list[str]]:
    outcome = cover_geometry(A5, pages, press(name, **order), CoverWish(spine=wanted))
    for each in outcome.problems:
        assert each.place.key == "publication.yaml#cover.spine"
        assert "take `spine: true` out of “cover”" in each.hints[0]
    return outcome.unwrap().spine_text, [each.code for each in outcome.problems]


def test_the_spine_bears_text_where_it_can_and_no_problem_where_nobody_asked() -> None:
    assert told(96, None, binding="perfect") == (True, [])
    assert told(96, False, binding="perfect") == (False, [])
    assert told(40, None, binding="perfect") == (False, [])
    assert told(48, None) == (False, [])


def test_text_on_a_spine_that_cannot_bear_it_is_a_problem_with_its_way_out() -> None:
    assert told(48, True) == (False, ["P501"])
    assert told(40, True, binding="perfect") == (False, ["P502"])
    # 80 pages of 90 g/m² and 1.0 cm³/g are 3.6 mm, and the cover is 0.6: 4.2 mm, while a line of 2.8 mm and one on both
    # sides need 4.8.
    assert told(80, True, paper="coated-90", binding="perfect") == (False, ["P503"])
    assert told(80, True, paper="coated-135", binding="perfect") == (True, [])


def test_the_hint_names_the_printers_number_and_where_it_is_from() -> None:
    row = press("kdp")
    found = cover_geometry(A5, 60, row, CoverWish(spine=True)).problems
    least = row.spine_text_pages
    assert least is not None
    assert f"from {least.value} pages on; there are 60" in found[0].message
    assert row.sources[least.source].title in found[0].hints[0]


@given(st.integers(1, 400), st.sampled_from(["offset-coated", "kdp", "lulu", "ingramspark"]))
def test_more_pages_never_make_a_thinner_book(pages: int, name: str) -> None:
    assert spine(name, pages, binding="perfect") <= spine(name, pages + 2, binding="perfect")


@given(geometries, st.sampled_from(["ltr", "rtl"]))
def test_panels_fill_the_sheet_without_gap(geometry: CoverGeometry, direction: str) -> None:
    panels = panels_on(geometry, direction)
    assert panels[0].left == 0
    for left, right in pairwise(panels):
        assert right.left == pytest.approx(left.left + left.width, abs=0.002)
    assert panels[-1].left + panels[-1].width == pytest.approx(geometry.sheet_width, abs=0.002)


@given(geometries)
def test_a_book_read_from_the_right_is_the_mirror_of_one_read_from_the_left(geometry: CoverGeometry) -> None:
    left, right = panels_on(geometry, "ltr"), panels_on(geometry, "rtl")
    assert [panel.side for panel in left] == [panel.side for panel in right][::-1]
    for one, other in zip(left, reversed(right), strict=True):
        assert one.left == pytest.approx(geometry.sheet_width - other.left - other.width, abs=0.002)
    sides = [panel.side for panel in left if panel.side in ("back", "spine", "front")]
    assert sides == (["back", "spine", "front"] if geometry.spine else ["back", "front"])


def test_a_self_cover_is_pages_of_the_booklets_size() -> None:
    geometry = panel_geometry(A5)
    pages = alone(geometry, "front", "back")
    assert [[(panel.side, panel.left, panel.width) for panel in page] for page in pages] == [
        [("front", 0, 148.0)],
        [("back", 0, 148.0)],
    ]

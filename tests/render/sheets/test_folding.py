# SPDX-License-Identifier: AGPL-3.0-or-later
"""Sheets that are folded, gathered, cut and read: the reading order is 1…n, in both directions."""

from __future__ import annotations

from decimal import Decimal
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from octavo.model.printer import Fold
from octavo.model.sheets import Imposition, Job, Placement
from octavo.render.sheets.plan import plan_sheets
from tests.render.sheets.folding import bound, edge_after_trim, read

A5 = (Decimal(148), Decimal(210))
LARGE = "1400x1000mm"
FOLDS = ("saddle", "signature-4", "signature-8", "signature-16", "cut-and-stack", "n-up")
directions = st.sampled_from(["ltr", "rtl"])


def planned(pages: int, fold: Fold, direction: str = "ltr", **more: Any) -> Imposition:
    mill = Decimal(3 if fold[0:4] == "sign" else 0)
    values: dict[str, Any] = {"fold": fold, "direction": direction, "sheet": LARGE, "mill": mill}
    return plan_sheets(Job(pages, *A5, **{**values, **more})).unwrap()


def placements(plan: Imposition) -> list[Placement]:
    return [each for sheet in plan.sheets for each in (*sheet.front, *sheet.back)]


@pytest.mark.parametrize("direction", ["ltr", "rtl"])
@pytest.mark.parametrize("pages", range(8, 97, 4))
def test_a_saddle_stitched_booklet_reads_from_one_to_the_last(pages: int, direction: str) -> None:
    read_in_order(planned(pages, "saddle", direction))


@pytest.mark.parametrize("direction", ["ltr", "rtl"])
@pytest.mark.parametrize("pages", [16, 32, 48, 160])
def test_sections_of_sixteen_pages_read_from_one_to_the_last(pages: int, direction: str) -> None:
    plan = planned(pages, "signature-16", direction)
    assert len(plan.sheets) == pages // 16
    read_in_order(plan)


@given(st.integers(1, 200), st.sampled_from(FOLDS), directions)
def test_folded_and_gathered_every_book_reads_from_one_to_the_last(pages: int, fold: Fold, direction: str) -> None:
    read_in_order(planned(pages, fold, direction))


@given(st.integers(1, 90), st.sampled_from(["cut-and-stack", "n-up"]), directions, st.tuples(*[st.integers(1, 4)] * 2))
def test_whatever_the_grid_cut_piles_read_in_order(
    pages: int, fold: Fold, direction: str, grid: tuple[int, int]
) -> None:
    read_in_order(planned(pages, fold, direction, grid=grid))


def read_in_order(plan: Imposition) -> None:
    faces = read(bound(plan))
    assert [face.number for face in faces] == list(range(1, plan.padding.total + 1))
    assert not any(face.turned for face in faces), "a page stands on its head"
    recto = "left" if plan.job.direction == "ltr" else "right"
    assert all((face.spine == recto) is (face.number % 2 == 1) for face in faces), "a page has its spine outside"


@given(st.integers(1, 200), st.sampled_from(FOLDS), directions)
def test_every_page_of_the_file_is_there_once_and_in_its_order(pages: int, fold: Fold, direction: str) -> None:
    plan = planned(pages, fold, direction)
    by_number = sorted(placements(plan), key=lambda each: each.number)
    assert [each.number for each in by_number] == list(range(1, plan.padding.total + 1))
    assert [each.page for each in by_number if each.page] == list(range(1, pages + 1))
    assert [each.number for each in by_number if not each.page] == list(plan.padding.blanks)


@given(st.integers(1, 200), directions)
def test_opposite_pages_sum_to_one_more_than_the_pages(pages: int, direction: str) -> None:
    plan = planned(pages, "saddle", direction)
    for sheet in plan.sheets:
        for side in (sheet.front, sheet.back):
            assert sum(each.number for each in side) == plan.padding.total + 1


@given(st.integers(5, 200), directions, st.decimals("0.05", "0.3", places=3), st.sampled_from(["0", "0.25"]))
def test_creep_grows_inwards_by_one_leaf_a_sheet(pages: int, direction: str, caliper: Decimal, wrapped: str) -> None:
    plan = planned(pages, "saddle", direction, caliper=caliper, wrapped=Decimal(wrapped))
    creep = [{each.creep for each in (*sheet.front, *sheet.back)} for sheet in plan.sheets]
    assert all(len(each) == 1 for each in creep), "pages of one sheet move by the same amount"
    amounts = [each.pop() for each in creep]
    assert amounts[0] == Decimal(wrapped)
    assert all(inner - outer == caliper for outer, inner in pairwise(amounts))
    assert plan.creep == amounts[-1]


@given(st.integers(5, 200), directions, st.decimals("0.05", "0.3", places=3), st.sampled_from(["0", "0.25"]))
def test_after_trimming_every_page_ends_at_the_same_edge(
    pages: int, direction: str, caliper: Decimal, wrapped: str
) -> None:
    """What creep is for: sheets are pushed outward, pages are drawn inward, and one cut trims them all alike."""
    plan = planned(pages, "saddle", direction, caliper=caliper, wrapped=Decimal(wrapped))
    edges = {
        edge_after_trim(plan, at, page) for at, sheet in enumerate(plan.sheets) for page in (*sheet.front, *sheet.back)
    }
    assert edges == {plan.job.width}


@given(st.integers(5, 200), directions, st.decimals("0.05", "0.3", places=3))
def test_nothing_is_drawn_beyond_the_fold_of_a_booklet(pages: int, direction: str, caliper: Decimal) -> None:
    plan = planned(pages, "saddle", direction, caliper=caliper)
    fold = plan.sheet_width / 2
    for page in placements(plan):
        left, right = page.drawn_x - page.seen.left, page.drawn_x + plan.job.width + page.seen.right
        assert (right == fold) if page.spine == "right" else (left == fold)
        # What creep has moved is seen by as much more, so that the bleed reaches as far as the cut wants it.
        outer = left if page.spine == "right" else right
        cut = page.x if page.spine == "right" else page.x + plan.job.width
        assert abs(outer - cut) == plan.job.bleed

# SPDX-License-Identifier: AGPL-3.0-or-later
"""Plans of sheets: sizes, gaps, padding, and what can't be done."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from octavo.diagnostics.problem import Outcome, Problem
from octavo.model.printer import Fold
from octavo.model.sheets import SHEETS, Frame, Imposition, Job, SheetSize, sheet_size
from octavo.render.sheets.order import covered, padded, sections
from octavo.render.sheets.plan import for_printer, office_job, plan_sheets
from octavo.resources.printers import printers

A4, A5, A6 = ((Decimal(w), Decimal(h)) for w, h in ((210, 297), (148, 210), (105, 148)))
FOLDS = ("saddle", "signature-4", "signature-8", "signature-16", "cut-and-stack", "n-up")


def only(outcome: Outcome[Imposition]) -> Problem:
    assert outcome.value is None
    (found,) = outcome.problems
    return found


@pytest.mark.parametrize(
    ("name", "short", "long"),
    [("SRA3", "320", "450"), ("B2", "500", "707"), ("450x320mm", "320", "450"), ("8.5x11in", "215.9", "279.4")],
)
def test_a_sheet_has_a_name_or_a_size(name: str, short: str, long: str) -> None:
    size = sheet_size(name)
    assert size is not None
    assert (size.short, size.long) == (Decimal(short), Decimal(long))


@pytest.mark.parametrize("name", ["A", "320", "320mm", "0x0mm", "9000x9000mm", "10 x 20 cm", ""])
def test_another_sheet_is_told_with_the_known_ones(name: str) -> None:
    found = only(plan_sheets(Job(8, *A5, sheet=name)))
    assert found.code == "P402"
    assert found.place.file == "publication.yaml"
    assert all(known in found.hints[0] for known in SHEETS)


@pytest.mark.parametrize(
    ("pages", "fold", "blanks"),
    [
        (8, "saddle", ()),
        (9, "saddle", (10, 11, 12)),
        (11, "saddle", (12,)),
        (1, "saddle", (2, 3, 4)),
        (10, "signature-16", (11, 12)),
        (7, "n-up", (8,)),
    ],
)
def test_blank_pages_stand_at_the_end(pages: int, fold: Fold, blanks: tuple[int, ...]) -> None:
    padding = padded(pages, fold)
    assert padding.blanks == blanks
    assert padding.total == pages + len(blanks)


@given(st.integers(1, 200), st.sampled_from([4, 8, 16]))
def test_a_cover_of_the_same_paper_leaves_the_first_page_a_recto(pages: int, multiple: int) -> None:
    padding = covered(pages, multiple)
    assert padding.total % multiple == 0
    assert padding.cover == (1, padding.total)
    assert [page for page in padding.pages if page] == list(range(1, pages + 1))
    assert padding.pages[:3] == (0, 0, 1)
    assert padding.total - pages - 3 < multiple


@given(st.integers(1, 60), st.booleans(), st.integers(0, 9))
def test_a_filler_takes_blank_pages_behind_the_last_and_moves_none(pages: int, cover: bool, wanted: int) -> None:
    padding = covered(pages, 4) if cover else padded(pages, "saddle")
    filled = padding.filled(min(wanted, len(padding.room)))
    assert (filled.total, filled.pages) == (padding.total, padding.pages)
    assert sorted((*filled.blanks, *filled.filler)) == list(padding.blanks)
    assert all(at > filled.pages.index(pages) for at in filled.filler)
    assert filled.filler == tuple(range(filled.filler[0], filled.filler[-1] + 1)) if filled.filler else True


def test_piles_are_filled_up_to_one_height() -> None:
    assert padded(30, "cut-and-stack", 4).blanks == (31, 32)


@pytest.mark.parametrize(
    ("total", "sizes"),
    [(48, (16, 16, 16)), (28, (8, 4, 16)), (44, (16, 8, 4, 16)), (12, (8, 4)), (4, (4,)), (36, (16, 4, 16))],
)
def test_thin_sections_stand_before_the_last_whole_one(total: int, sizes: tuple[int, ...]) -> None:
    found = sections(total, "signature-16")
    assert sum(found) == total
    assert found == sizes


def test_a_sheet_too_small_names_the_smallest_that_would_do() -> None:
    found = only(plan_sheets(Job(16, *A5, sheet="A4")))
    assert found.code == "P401"
    assert found.place.file == "publication.yaml"
    assert found.message == ("a sheet A4 (297 × 210 mm) is too small for 2 pages side by side: they need 310 × 224 mm")
    assert found.hints == ("the smallest sheet that would do is A3",)
    assert plan_sheets(Job(16, *A5, sheet="A3")).value


def test_where_no_known_sheet_would_do_its_size_is_told() -> None:
    found = only(plan_sheets(Job(32, *A4, fold="signature-16", sheet="B2")))
    assert found.hints == ("give a sheet of at least 860x614mm",)
    assert plan_sheets(Job(32, *A4, fold="signature-16", sheet="860x614mm")).value


METRIC = [size for size in SHEETS.values() if size.name not in ("letter", "tabloid")]


@given(st.sampled_from(FOLDS), st.sampled_from(METRIC), st.integers(1, 40))
def test_the_hint_is_the_smallest_sheet_and_it_does(fold: Fold, sheet: SheetSize, pages: int) -> None:
    job = Job(pages, *A5, fold=fold, sheet=sheet.name)
    outcome = plan_sheets(job)
    if outcome.value is not None:
        return
    named = only(outcome).hints[0].rpartition(" ")[2]
    assert plan_sheets(replace(job, sheet=named)).value
    best = SHEETS[named]
    for other in METRIC:
        if other.short * other.long < best.short * best.long:
            assert plan_sheets(replace(job, sheet=other.name)).value is None


def test_who_prints_on_letter_is_told_of_tabloid() -> None:
    assert only(plan_sheets(Job(16, *A5, sheet="letter"))).hints == ("the smallest sheet that would do is tabloid",)


def test_creep_never_takes_type_out_of_the_safe_area() -> None:
    job = Job(96, *A5, caliper=Decimal("0.25"), type_inner=Decimal(14), safety=Decimal(9))
    found = only(plan_sheets(job))
    assert found.code == "P403"
    assert found.message == (
        "on paper of 0.25 mm the innermost pages move 5.75 mm towards the spine; that leaves 8.25 mm between type and "
        "fold, and 9 mm have to stay free"
    )
    assert "widen the inner margin by 0.75 mm" in found.hints[0]
    assert plan_sheets(replace(job, type_inner=Decimal("14.75"))).value


@given(st.integers(1, 160), st.decimals("0.01", "0.4", places=2), st.integers(5, 25), st.integers(3, 13))
def test_a_plan_exists_only_where_type_stays_safe(pages: int, caliper: Decimal, inner: int, safety: int) -> None:
    job = Job(pages, *A5, caliper=caliper, type_inner=Decimal(inner), safety=Decimal(safety))
    plan = plan_sheets(job).value
    deepest = (padded(pages, "saddle").total // 4 - 1) * caliper
    if plan is None:
        assert inner - deepest < safety
    else:
        assert all(inner - each.creep >= safety or not each.creep for each in plan.sheets[-1].front)


def test_a_narrow_gutter_is_told_and_shared() -> None:
    outcome = plan_sheets(Job(8, *A5, fold="n-up", grid=(2, 1), gutter=Decimal(4)))
    assert [each.code for each in outcome.problems] == ["P407"]
    left, right = outcome.unwrap().sheets[0].front
    assert (left.seen.left, left.seen.right, right.seen.left) == (Decimal(3), Decimal(2), Decimal(2))


def test_no_pages_is_a_problem() -> None:
    assert only(plan_sheets(Job(0, *A5))).code == "P408"


def test_a_book_of_two_a5_pages_lies_across_an_office_sheet() -> None:
    plan = plan_sheets(office_job(46, *A5, "ltr")).unwrap()
    assert (plan.sheet_width, plan.sheet_height, plan.turn) == (Decimal(297), Decimal(210), "short")
    assert plan.padding.blanks == (47, 48)
    assert {each.creep for sheet in plan.sheets for each in sheet.front} == {0}
    assert only(plan_sheets(office_job(46, *A5, "ltr", "letter"))).code == "P401"


def inside(frame: Frame, plan: Imposition, free: Decimal) -> bool:
    trim = frame.trim
    return min(trim.left, plan.sheet_width - trim.right, plan.sheet_height - trim.top) >= free


@given(
    st.sampled_from(FOLDS),
    st.sampled_from([A5, A6]),
    st.integers(1, 64),
    st.integers(0, 12),
    st.booleans(),
    st.sampled_from(["SRA3", "SRA2", "B2", "A3"]),
)
def test_cells_never_overlap_and_keep_off_the_edges(  # noqa: PLR0917
    fold: Fold, size: tuple[Decimal, Decimal], pages: int, gripper: int, marks: bool, sheet: str
) -> None:
    job = Job(pages, *size, fold=fold, sheet=sheet, gripper=Decimal(gripper), marks=marks)
    plan = plan_sheets(job).value
    if plan is None:
        return
    for each in plan.sheets:
        frame = each.frame
        assert inside(frame, plan, job.bleed)
        assert frame.trim.bottom >= gripper + job.bleed
        assert frame.trim.left == plan.sheet_width - frame.trim.right, "a sheet that is turned must register"
        cells = [(page.x, page.y) for page in each.front]
        assert all(
            abs(a[0] - b[0]) >= size[0] or abs(a[1] - b[1]) >= size[1] for at, a in enumerate(cells) for b in cells[:at]
        )


@pytest.mark.parametrize("name", sorted(printers()))
def test_a_booklet_can_be_imposed_for_every_printer_of_the_house(name: str) -> None:
    """With what a publication has by itself: a page of A5 with inner margins that the printer's safe area allows."""
    job = for_printer(Job(48, *A5, caliper=Decimal("0.1"), type_inner=Decimal(18)), printers()[name])
    plan = plan_sheets(job).unwrap()
    assert plan.job.fold == printers()[name].fold
    assert plan.job.marks is (printers()[name].kind != "office")


def test_a_printer_gives_its_own_measures() -> None:
    printer = printers()["offset-coated"]
    job = for_printer(Job(48, *A5), printer.model_copy(update={"fold": "signature-16", "sheet": "B2"}))
    own = (printer.bleed.value, Decimal(3), Decimal(10), "signature-16")
    assert (job.bleed, job.mill, job.gripper, job.fold) == own
    assert plan_sheets(job).unwrap().sheets[0].frame.trim.bottom >= 10 + printer.bleed.value

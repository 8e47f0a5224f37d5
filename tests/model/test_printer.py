# SPDX-License-Identifier: AGPL-3.0-or-later
"""Spines reckoned by hand, and what a publication may change in a printer."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from octavo.model.canonical import decode, encode
from octavo.model.printer import (
    FromPages,
    Printer,
    PrintOrder,
    Reference,
    Sourced,
    Stock,
    gripper_mm,
    milling_mm,
    ordered,
    pages_in_steps_of,
    spine_mm,
    spine_safety_mm,
    thickness,
)
from octavo.resources.printers import printers

SAID = Reference(title="said by the invented printer", read=date(2026, 11, 22))


def number(value: str) -> Sourced:
    return Sourced(value=Decimal(value), source="said")


def paper(name: str, grammage: int, **given: Decimal) -> Stock:
    return Stock(name=name, title=f"invented {name}", grammage=Decimal(grammage), source="said", **given)


COATED = paper("coated", 135, bulk=Decimal("1.0"))
UNCOATED = paper("uncoated", 120, bulk=Decimal("1.25"))
CARD = paper("card", 300, caliper=Decimal("0.3"))
PRINTER = Printer(
    name="invented",
    title="an invented printer",
    kind="offset",
    standard="PDF/X-4",
    bleed=number("3"),
    safety=number("3"),
    binding="perfect",
    fold="signature-16",
    paper="coated",
    cover_paper="card",
    stocks=(COATED, UNCOATED, CARD),
    sources={"said": SAID},
)


def house(name: str) -> Printer:
    return printers()[name]


def inside(row: Printer, name: str) -> Stock:
    found = row.stock(name)
    assert found is not None
    return found


def test_a_leaf_is_as_thick_as_its_caliper_or_its_grammage_and_bulk_say() -> None:
    assert thickness(COATED) == Decimal("0.135")
    assert thickness(UNCOATED) == Decimal("0.15")
    assert thickness(CARD) == Decimal("0.3")
    with pytest.raises(ValueError, match="neither caliper nor bulk"):
        thickness(paper("thin-air", 90))


# By hand. 64 leaves of 0.135 mm are 8.64 mm, and 60 of 0.15 mm are 9 mm (both as Onlineprinters reckons); a cover of
# 0.3 mm counts twice.
@pytest.mark.parametrize(
    ("pages", "stock", "cover", "spine"),
    [
        (128, COATED, None, "8.64"),
        (128, UNCOATED, None, "9.6"),
        (120, UNCOATED, CARD, "9.6"),
        (128, COATED, CARD, "9.24"),
        (127, COATED, None, "8.64"),  # a leaf has two pages, though one be blank
        (0, COATED, CARD, "0.6"),
    ],
)
def test_the_spine_is_that_of_a_reckoning_by_hand(pages: int, stock: Stock, cover: Stock | None, spine: str) -> None:
    assert spine_mm(pages, PRINTER, stock, cover) == Decimal(spine)


def test_a_stitched_booklet_has_no_spine() -> None:
    assert spine_mm(48, ordered(PRINTER, PrintOrder(binding="saddle")), COATED, CARD) == 0


# KDP: pages × 0.002252 in (white), × 0.0025 in (cream), × 0.002347 in (premium colour); no word of the cover.
@pytest.mark.parametrize(
    ("stock", "pages", "inches"),
    [("white", 200, "0.4504"), ("cream", 300, "0.75"), ("premium-colour", 200, "0.4694")],
)
def test_the_spines_of_kdp_are_its_own(stock: str, pages: int, inches: str) -> None:
    row = house("kdp")
    assert spine_mm(pages, row, inside(row, stock), row.stock(row.cover_paper)) == Decimal(inches) * Decimal("25.4")


@pytest.mark.parametrize("pages", [32, 100, 444, 800])
def test_the_spine_of_lulu_is_its_formula(pages: int) -> None:
    row = house("lulu")
    wanted = (Decimal(pages) / 444 + Decimal("0.06")) * Decimal("25.4")
    assert abs(spine_mm(pages, row, inside(row, "white-60lb"), None) - wanted) < Decimal("0.0001")


@given(st.integers(0, 2000), st.sampled_from([COATED, UNCOATED, CARD]))
def test_a_spine_grows_by_a_leaf_with_every_two_pages(pages: int, stock: Stock) -> None:
    assert spine_mm(pages + 2, PRINTER, stock, CARD) - spine_mm(pages, PRINTER, stock, CARD) == thickness(stock)


def test_thick_books_need_more_at_the_spine() -> None:
    kdp = house("kdp")
    inch = Decimal("25.4")
    assert [spine_safety_mm(kdp, pages) / inch for pages in (24, 150, 151, 300, 301, 501, 701, 828)] == [
        Decimal(eighths) / 8 for eighths in (3, 3, 4, 4, 5, 6, 7, 7)
    ]
    assert spine_safety_mm(PRINTER, 100) == 3
    steps = (
        FromPages(pages=200, value=Decimal(9), source="said"),
        FromPages(pages=50, value=Decimal(7), source="said"),
    )
    stepped = PRINTER.model_copy(update={"spine_safety": number("5"), "spine_safety_from": steps})
    assert [spine_safety_mm(stepped, pages) for pages in (49, 50, 199, 200)] == [5, 7, 7, 9]


@pytest.mark.parametrize(
    ("binding", "fold", "own", "step"),
    [
        ("saddle", "saddle", None, 4),
        ("perfect", "cut-and-stack", None, 2),
        ("perfect", "signature-16", None, 16),
        ("perfect", "signature-8", "6", 24),
        ("saddle", "saddle", "8", 8),
    ],
)
def test_pages_come_in_the_steps_of_the_sheet(binding: str, fold: str, own: str | None, step: int) -> None:
    given_ = {"binding": binding, "fold": fold, "page_multiple": number(own) if own else None}
    assert pages_in_steps_of(PRINTER.model_copy(update=given_)) == step


def test_an_order_changes_what_it_names_and_nothing_else() -> None:
    assert ordered(PRINTER, PrintOrder()) == PRINTER
    order = PrintOrder(paper="uncoated", cover_paper="unheard-of", binding="saddle", sheet="B2", marks=True)
    changed = ordered(PRINTER, order)
    assert (changed.paper, changed.cover_paper) == ("uncoated", "card")
    assert (changed.binding, changed.fold, changed.sheet, changed.marks) == ("saddle", "saddle", "B2", True)
    kept = {"paper", "binding", "fold", "sheet", "marks"}
    assert changed.model_dump(exclude=kept) == PRINTER.model_dump(exclude=kept)


@pytest.mark.parametrize(
    ("order", "fold"),
    [
        (PrintOrder(), "signature-16"),
        (PrintOrder(binding="saddle"), "saddle"),
        (PrintOrder(binding="saddle", fold="n-up"), "n-up"),
        (PrintOrder(fold="cut-and-stack"), "cut-and-stack"),
    ],
)
def test_sheets_are_folded_as_the_binding_needs(order: PrintOrder, fold: str) -> None:
    assert ordered(PRINTER, order).fold == fold


def test_a_stitched_row_that_is_to_be_glued_is_folded_into_sections() -> None:
    glued = ordered(house("offset-coated"), PrintOrder(binding="perfect"))
    assert (glued.binding, glued.fold) == ("perfect", "signature-8")
    assert pages_in_steps_of(glued) == 8


def test_a_printer_goes_through_the_store_unchanged() -> None:
    for row in printers().values():
        assert decode(Printer, encode(row)) == row


def test_gripper_and_milling_are_the_printer_s_own_or_octavo_s_default() -> None:
    assert (gripper_mm(PRINTER), milling_mm(PRINTER)) == (Decimal(10), Decimal(3))
    own = PRINTER.model_copy(update={"gripper": number("12"), "milling": number("2.5")})
    assert (gripper_mm(own), milling_mm(own)) == (Decimal(12), Decimal("2.5"))
    assert milling_mm(own.model_copy(update={"fold": "saddle"})) == 0


def test_every_printer_of_the_house_says_where_they_come_from() -> None:
    for row in printers().values():
        assert row.gripper is not None, row.name
        assert "Octavo's own default" in row.sources[row.gripper.source].title

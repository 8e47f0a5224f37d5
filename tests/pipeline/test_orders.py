# SPDX-License-Identifier: AGPL-3.0-or-later
"""What is ordered of a printer: its papers, the blank pages of a binding, the name of what lies outside the trim."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from octavo.model.edition import Edition
from octavo.model.manifest import Approval
from octavo.model.printer import PrintOrder
from octavo.pipeline.orders import desk_padding, inside_padding, printer_for, sheet_job, slug_of
from octavo.resources.printers import printer, printer_names
from tests.compose.samples import edition


def with_manifest(book: Edition, **changes: object) -> Edition:
    return replace(book, manifest=book.manifest.model_copy(update=changes))


@pytest.mark.parametrize("name", printer_names())
def test_every_printer_of_the_house_can_be_asked_for(name: str) -> None:
    assert printer_for(edition(), name).name == name


def test_without_a_name_it_is_the_first_that_the_publication_names() -> None:
    kdp, lulu = printer("kdp"), printer("lulu")
    assert kdp is not None
    assert lulu is not None
    assert printer_for(replace(edition(), printers=(lulu, kdp)), "").name == "lulu"
    assert printer_for(replace(edition(), printers=(lulu, kdp)), "kdp").name == "kdp"
    assert printer_for(edition(), "").name == "offset-coated"


def test_a_printer_named_on_the_command_line_gets_the_order_too() -> None:
    book = with_manifest(edition(), print=PrintOrder(binding="perfect"))
    assert printer_for(book, "offset-coated").binding == "perfect"


@pytest.mark.parametrize(
    ("pages", "outputs", "blanks"),
    [
        (8, ("press",), ()),
        (9, ("press",), (10, 11, 12)),
        (9, ("press", "cover"), (10, 11, 12)),
        (11, ("press",), (12,)),
    ],
)
def test_blank_pages_stand_where_a_printer_expects_them(
    pages: int, outputs: tuple[str, ...], blanks: tuple[int, ...]
) -> None:
    book = with_manifest(edition(), outputs=outputs)
    found = inside_padding(pages, printer_for(book, "offset-coated"), book)
    assert found.blanks == blanks
    assert found.total % 4 == 0
    assert [page for page in found.pages if page] == list(range(1, pages + 1))
    assert desk_padding(pages, book).blanks == blanks


def test_a_stitched_booklet_can_have_a_cover_of_the_same_paper() -> None:
    book = with_manifest(edition(), outputs=("press",), print=PrintOrder(cover="self"))
    found = inside_padding(9, printer_for(book, "offset-coated"), book)
    assert (found.total, found.cover, found.blanks) == (12, (1, 12), (2,))
    assert desk_padding(10, book).blanks == (2, 13, 14, 15)
    glued = printer_for(book, "kdp")
    assert inside_padding(9, glued, book).cover == ()


def test_the_slug_says_proof_until_all_is_approved() -> None:
    book = edition()
    assert slug_of(book) == "sample  en  Proof – not approved for printing"
    approvals = tuple(Approval(what=what, on=date(2026, 1, 1), digest=digest) for what, digest in book.digests.items())
    assert slug_of(with_manifest(book, approvals=approvals)) == "sample  en"
    assert "Proof" in slug_of(replace(with_manifest(book, approvals=approvals), draft=True))


def test_the_slug_speaks_the_language_if_its_letters_can_be_drawn_alone() -> None:
    assert slug_of(edition("az")).startswith("sample  az  ")
    assert "not approved" not in slug_of(edition("az"))
    assert slug_of(edition("ar")) == "sample  ar  Proof – not approved for printing"


def test_a_job_for_sheets_knows_paper_and_reading_direction() -> None:
    arabic = edition("ar")
    row = printer_for(arabic, "offset-coated")
    job = sheet_job(48, row, arabic)
    stock = row.stock(row.paper)
    assert stock is not None
    assert (job.direction, job.fold, job.sheet) == ("rtl", row.fold, row.sheet)
    assert (job.width, job.height, job.pages) == (Decimal(148), Decimal(210), 48)
    assert Decimal("0.05") < job.caliper < Decimal("0.3")

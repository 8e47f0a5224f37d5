# SPDX-License-Identifier: AGPL-3.0-or-later
"""The slip of corrections: which of the copies that are out need it, and what to read there instead."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from octavo.compose.errata import SMALL, compose_errata, slips_for
from octavo.model.document import Document
from octavo.model.edition import Edition
from octavo.model.manifest import Approval
from octavo.model.profile import PAPERS, Paper
from octavo.resources.shared import templates_folder
from tests.compose.samples import blobs
from tests.compose.test_corrections import corrected

PROOF = "Proof – not approved for printing"


def slip(book: Edition) -> Document:
    outcome = compose_errata(book, SMALL, templates_folder(), blobs)
    assert not outcome.problems, outcome.problems
    return outcome.unwrap()


@pytest.mark.parametrize(
    ("page", "names"),
    [
        ("A6", ["A7"]),
        ("A5", ["A6", "A5"]),
        ("A4", ["A6", "A5", "A4"]),
        ("6x9in", ["A6", "A5"]),
        ("square210", ["A6", "A5"]),
    ],
)
def test_a_slip_lies_inside_the_page(page: str, names: list[str]) -> None:
    assert [each.paper.name for each in slips_for(PAPERS[page])] == names


def test_the_smallest_book_has_the_smallest_slip() -> None:
    assert [each.paper.name for each in slips_for(Paper("tiny", Decimal(50), Decimal(50)))] == ["A7"]


def test_it_says_which_copies_need_it_and_what_was_wrong() -> None:
    html = slip(corrected()).files[0].html
    assert "This slip belongs in copies issued before 2 February 2026." in html
    assert "a copy needs all that is later than the date of issue in it" in html
    assert "For “nine stairs &amp; a rail” read “ten stairs”." in html
    assert 'data-key="corrections.yaml#name"' in html
    assert "corrections@example.org" in html


def test_with_one_day_alone_nothing_is_said_of_others() -> None:
    book = corrected()
    html = slip(replace(book, corrections=book.corrections[:1])).files[0].html
    assert "a copy needs all that is later" not in html
    assert html.count("2 February 2026") == 1


def test_it_is_a_proof_until_the_edition_is_approved() -> None:
    book = corrected()
    given = tuple(Approval(what=what, on=date(2026, 3, 1), digest=digest) for what, digest in book.digests.items())
    assert given
    approved = replace(book, manifest=book.manifest.model_copy(update={"approvals": given}))
    assert PROOF in slip(book).files[0].html
    assert PROOF not in slip(approved).files[0].html

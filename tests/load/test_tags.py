# SPDX-License-Identifier: AGPL-3.0-or-later
"""Language tags: known ones pass, slips are told with the language that was meant."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from octavo.diagnostics.problem import Place
from octavo.load.tags import tag_problem
from octavo.model.identifiers import check_digit, is_uuid, isbn_fault


@pytest.mark.parametrize(
    "tag",
    ["az", "en-GB", "pt-BR", "zh-Hant", "sr-Latn-RS", "es-419", "de-1996", "ckb", "az-Cyrl", "en-x-plain", "sl-rozaj"],
)
def test_a_known_tag_passes(tag: str) -> None:
    assert tag_problem(tag, Place()) is None


@pytest.mark.parametrize(
    ("tag", "meant"),
    [
        ("gr", "el"),
        ("cz", "cs"),
        ("jp", "ja"),
        ("ua", "uk"),
        ("iw", "he"),
        ("deu", "de"),
        ("tur", "tr"),
        ("greek", "el"),
        ("Azerbaijani", "az"),
        ("EN", "en"),
        ("pt_br", "pt-BR"),
        ("zh-hant-tw", "zh-Hant-TW"),
    ],
)
def test_a_slip_is_told_with_what_was_meant(tag: str, meant: str) -> None:
    found = tag_problem(tag, Place())
    assert found
    assert found.code == "M103"
    assert f"“{meant}”" in found.hints[0]


def test_a_language_that_cldr_does_not_name_is_only_a_note() -> None:
    found = tag_problem("udi", Place())
    assert found
    assert found.severity.name == "NOTE"


@given(st.text(max_size=12) | st.from_regex(r"[a-zA-Z]{1,4}(-[a-zA-Z0-9]{1,4}){0,2}", fullmatch=True))
def test_any_tag_is_judged(tag: str) -> None:
    found = tag_problem(tag, Place())
    assert found is None or found.hints


@pytest.mark.parametrize("isbn", ["978-3-16-148410-0", "9780306406157", "979 10 90636 07 1"])
def test_a_valid_isbn_has_no_fault(isbn: str) -> None:
    assert isbn_fault(isbn) == ""


@given(st.integers(978 * 10**9, 979 * 10**9 - 1), st.integers(0, 11), st.integers(1, 9))
def test_one_wrong_digit_of_an_isbn_is_always_seen(start: int, at: int, change: int) -> None:
    digits = f"{start}"
    isbn = digits + check_digit(digits)
    wrong = isbn[:at] + str((int(isbn[at]) + change) % 10) + isbn[at + 1 :]
    assert isbn_fault(isbn) == ""
    assert isbn_fault(wrong)


def test_a_uuid_has_one_form() -> None:
    assert is_uuid("urn:uuid:123e4567-e89b-12d3-a456-426614174000")
    assert not is_uuid("123E4567-e89b-12d3-a456-426614174000")

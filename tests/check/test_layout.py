# SPDX-License-Identifier: AGPL-3.0-or-later
"""Findings on pages become problems: an error where text is lost, a warning where craft is."""

from __future__ import annotations

from dataclasses import replace
from typing import get_args

import pytest

from octavo.check.layout import check_layout
from octavo.diagnostics.code import Severity
from octavo.model.pagemap import Finding, FindingKind, Page, PageMap


def page(number: int, *, blank: bool = False, label: str = "") -> Page:
    return Page(number, label, "recto" if number % 2 else "verso", 148, 210, blank, 10, ())


def pages(*blank: int, count: int = 4) -> PageMap:
    return PageMap(tuple(page(number, blank=number in blank) for number in range(1, count + 1)), (), ())


@pytest.mark.parametrize("kind", get_args(FindingKind))
def test_every_finding_is_a_problem_at_its_block(kind: FindingKind) -> None:
    finding = Finding(kind, 2, "text/02-town.md#7", "some words", 1.5)
    (problem,) = check_layout(replace(pages(), findings=(finding,)))
    assert (problem.place.file, problem.place.key) == ("text/02-town.md", "text/02-town.md#7")
    assert "page 2" in problem.message
    lost = kind in ("overflow-x", "overflow-y", "clipped", "off-page")
    assert problem.severity is (Severity.ERROR if lost else Severity.WARNING)


def test_pages_are_called_by_their_folio() -> None:
    page_map = PageMap((page(1, label="iv"),), (), (), (Finding("widow", 1, "", "a line"),))
    assert check_layout(page_map)[0].message == "a paragraph ends with its only line at the head of page iv: “a line”"


def test_measures_are_said_in_short() -> None:
    page_map = replace(pages(), findings=(Finding("overflow-x", 1, "", "word", 2.50),))
    assert check_layout(page_map)[0].message == "“word” sticks out of its column by 2.5 mm on page 1"


@pytest.mark.parametrize(
    ("blank", "codes"), [((2,), []), ((3,), ["R213"]), ((4,), []), ((3, 4), []), ((1, 3), ["R213", "R213"])]
)
def test_a_blank_recto_is_told_unless_it_only_fills_the_sheet(blank: tuple[int, ...], codes: list[str]) -> None:
    assert [problem.code for problem in check_layout(pages(*blank))] == codes


def test_clean_pages_have_no_problems() -> None:
    assert check_layout(pages()) == []

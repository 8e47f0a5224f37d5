# SPDX-License-Identifier: AGPL-3.0-or-later
"""Beside the pages of a sheet: marks for fold and cut, and a slug that says which side of which sheet it is."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise
from typing import Any

import pytest

from octavo.model.printer import Fold
from octavo.model.sheets import Job, SheetWords
from octavo.render.sheets.impose import impose
from octavo.render.sheets.marks import slug_parts
from octavo.render.sheets.plan import plan_sheets
from tests.render.sheets.imposed import A5, A6, WORDS, box, opened, plan_of
from tests.render.sheets.pages import MM, book

FAR = [
    *[("saddle", "SRA3", A5), ("saddle", "SRA3", (Decimal(210), Decimal(297))), ("signature-16", "B2", A5)],
    *[("signature-8", "SRA2", A5), ("cut-and-stack", "SRA3", A6), ("n-up", "A3", A6)],
]


@pytest.mark.parametrize(("fold", "sheet", "size"), FAR)
@pytest.mark.parametrize("gripper", [0, 4])
def test_marks_stay_on_the_paper_off_the_bleed_and_off_the_gripper(
    fold: Fold, sheet: str, size: tuple[Decimal, Decimal], gripper: int
) -> None:
    job = Job(16, *size, fold=fold, sheet=sheet, gripper=Decimal(gripper))
    plan = plan_sheets(job).unwrap()
    with opened(impose(book(16, size), plan, WORDS).unwrap()) as pdf:
        for page in pdf.pages:
            media, bleed = box(page, "/MediaBox"), box(page, "/BleedBox")
            points = list(mark_points(page.Contents.read_bytes()))
            assert len(points) > 20
            for x, y in points:
                assert media[0] <= x <= media[2]
                assert media[1] + gripper - 0.01 <= y <= media[3] + 0.01
                assert not (bleed[0] < x < bleed[2] and bleed[1] < y < bleed[3]), "a mark stands in the bleed"


def mark_points(content: bytes) -> Iterator[tuple[float, float]]:
    """Yield the ends of all lines and curves in registration colour, and the corners of all patches."""
    lines = content.partition(b"/All CS")[2].partition(b"/Span")[0]
    for numbers, operator in re.findall(rb"((?:-?[\d.]+ )+)(m|l|c|re)\b", lines):
        values = [float(each) / MM for each in numbers.split()]
        if operator == b"re":
            x, y, width, height = values
            yield from ((x, y), (x + width, y + height))
        else:
            yield from zip(values[::2], values[1::2], strict=True)


def test_marks_are_in_registration_colour_and_do_not_creep() -> None:
    plan = plan_of(48, caliper=Decimal("0.2"))
    with opened(impose(book(48), plan, None).unwrap()) as pdf:
        marks = {page.Contents.read_bytes().partition(b"/All CS")[2] for page in pdf.pages}
        assert len(marks) == 1
        colour = pdf.pages[0].Resources.ColorSpace.All
        assert [str(each) for each in colour[:3]] == ["/Separation", "/All", "/DeviceCMYK"]
        content = pdf.pages[0].Contents.read_bytes().decode()
        corners = [f"{round(x * MM, 3):.7g} {round(51 * MM, 3):.7g} m" for x in (77, 373)]
        assert all(corner in content for corner in corners)
        assert "[2 1.5] 0 d" in content


def test_the_slug_says_which_side_of_which_sheet_of_what() -> None:
    plan = plan_of(8)
    with opened(impose(book(8), plan, WORDS).unwrap()) as pdf:
        said = [slug_of(page) for page in pdf.pages]
        drawn = pdf.pages[0].Contents.read_bytes().count(b"Do 1 0 0 1")
        assert all("/Font" not in page.Resources for page in pdf.pages)
    title = "The Lighthouse of Nowhere   English"
    assert said[0] == f"{title}   sheet 1 of 2   front   3fa85f64c0de   Not approved"
    assert said[3] == f"{title}   sheet 2 of 2   back   3fa85f64c0de   Not approved"
    assert drawn == 6


def slug_of(page: Any) -> str:
    (found,) = re.findall(rb"/ActualText <([0-9A-F]+)>", page.Contents.read_bytes())
    return bytes.fromhex(found.decode()).decode("utf-16")


def test_an_approved_edition_is_not_called_a_proof() -> None:
    words = SheetWords("Lighthouse", "English", "lighthouse", "en", "3fa8")
    with opened(impose(book(4), plan_of(4), words).unwrap()) as pdf:
        assert slug_of(pdf.pages[0]) == "Lighthouse   English   sheet 1 of 1   front   3fa8"


def test_of_a_digest_the_slug_has_the_first_twelve_letters() -> None:
    plan = plan_of(4)
    words = SheetWords("Lighthouse", "English", "lighthouse", "en", "0123456789abcdef" * 4)
    assert "0123456789ab" in slug_parts(plan, plan.sheets[0], words, back=False)


def test_words_the_font_cant_draw_give_way_to_the_tag() -> None:
    words = SheetWords("منارة", "العربية", "lighthouse", "ar", "3fa8", "الورقة {n} من {m}", "وجه", "ظهر", "مسودة")
    plan = plan_of(4)
    parts = slug_parts(plan, plan.sheets[0], words, back=True)
    assert parts == ("lighthouse", "ar", "sheet 1 of 1", "back", "3fa8", "Proof – not approved for printing")


def test_words_in_cyrillic_and_azerbaijani_are_drawn_as_they_are() -> None:
    words = SheetWords("Маяк нигде", "azərbaycanca", "lighthouse", "az", "3fa8", "{n}-ci vərəq ({m})", "üz", "arxa")
    plan = plan_of(4)
    parts = slug_parts(plan, plan.sheets[0], words, back=False)
    assert parts == ("Маяк нигде", "azərbaycanca", "1-ci vərəq (1)", "üz", "3fa8")


def test_section_marks_make_a_staircase_down_the_spine() -> None:
    plan = plan_of(64, fold="signature-16", sheet="B2", mill=Decimal(3))
    with opened(impose(book(64), plan, None).unwrap()) as pdf:
        steps = [
            [float(y) / MM for y in re.findall(rb"q 0 0 0 1 k \S+ (\S+) \S+ \S+ re f Q", page.Contents.read_bytes())]
            for page in pdf.pages
        ]
    assert [len(each) for each in steps] == [1, 0] * 4
    heights = [each[0] for each in steps[::2]]
    assert all(upper - lower == pytest.approx(6, abs=0.01) for upper, lower in pairwise(heights))

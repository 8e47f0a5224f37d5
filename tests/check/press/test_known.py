# SPDX-License-Identifier: AGPL-3.0-or-later
"""What the gate remembers of pages and of pages on sheets: the verdict is the same, and only what is new is walked."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO
from unittest.mock import Mock

import pytest
from pikepdf import Dictionary, Name, Page, Pdf  # noqa: TID253  (the tests are about it)

from octavo.check.press import forms, gate
from octavo.check.press.page import walk_page
from octavo.model.gate import PressWish, Verdict
from octavo.model.pdf_parts import KnownPages, Parts
from tests.check.press import good
from tests.check.press.spoilers import SPOILERS, draw, spoilt
from tests.remembered import Memory

SHEETS = replace(good.wish(), kind="booklet", trim=None, blanks=None)


def on_sheets(data: bytes, slug: str) -> bytes:
    """Return the pages of a file two by two as forms, with a mark beside them that is another for each file."""
    with Pdf.open(BytesIO(data)) as pdf:
        pages = list(pdf.pages)
        width, height = (float(pages[0].mediabox[at]) for at in (2, 3))
        for at in range(0, len(pages), 2):
            held = {f"/P{n}": page.as_form_xobject() for n, page in enumerate(pages[at : at + 2])}
            drawn = "".join(f"q 1 0 0 1 {n * width} 0 cm /P{n} Do Q " for n in range(len(held)))
            side = Dictionary(
                Type=Name.Page,
                MediaBox=[0, 0, 2 * width, height + 40],
                TrimBox=[0, 0, 2 * width, height],
                Resources=Dictionary(XObject=Dictionary(held)),
                Contents=pdf.make_stream(f"{drawn} 0 0 0 1 k {slug} {height + 20} 9 9 re f".encode()),
            )
            pdf.pages.append(Page(pdf.make_indirect(side)))
        del pdf.pages[: len(pages)]
        out = BytesIO()
        pdf.save(out)
    return out.getvalue()


def test_a_page_that_is_as_it_was_is_not_judged_again(press: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    remember = Memory()
    walked = Mock(wraps=walk_page)
    monkeypatch.setattr(gate, "walk_page", walked)
    first = gate.check_press(press, good.wish(), KnownPages(remember))
    assert walked.call_count == len(first.pages) == len(remember.known)
    assert gate.check_press(press, good.wish(), KnownPages(remember)) == first
    assert walked.call_count == len(first.pages)
    gate.check_press(spoilt(press, draw("0 0 0 1 k 100 100 50 50 re f")), good.wish(), KnownPages(remember))
    assert walked.call_count == len(first.pages) + 1, "one page was drawn on"
    gate.check_press(press, replace(good.wish(), black=True), KnownPages(remember))
    assert walked.call_count == 2 * len(first.pages) + 1, "something else is wished"


def test_of_sheets_with_another_slug_only_the_slug_is_walked(press: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    remember = Memory()
    walked = Mock(wraps=forms._through)
    monkeypatch.setattr(forms, "_through", walked)
    one, other = on_sheets(press, "20"), on_sheets(press, "30")
    first = gate.check_press(one, SHEETS, KnownPages(remember))
    cost = walked.call_count
    assert cost >= 4
    assert gate.check_press(other, SHEETS, KnownPages(remember)) == gate.check_press(other, SHEETS)
    assert walked.call_count - 2 * cost < 4, "three times the same forms, but for those with patterns walked twice"
    assert first.pages


@pytest.mark.slow
def test_no_page_is_taken_for_another(press: bytes) -> None:
    """One memory for good pages and for all that are spoilt, single and on sheets."""
    remember = Memory()

    def same(data: bytes, wish: PressWish) -> None:
        verdict: Verdict = gate.check_press(data, wish)
        assert [gate.check_press(data, wish, KnownPages(remember)) for _ in range(2)] == [verdict, verdict]

    same(press, good.wish())
    for number, (_, spoil, saving) in enumerate(SPOILERS.values()):
        data = spoilt(press, spoil, **saving)
        same(data, good.wish())
        if number % 3 == 0 and not saving:
            same(on_sheets(data, "20"), SHEETS)


def test_a_page_is_known_whatever_its_objects_are_called(press: bytes) -> None:
    with Pdf.open(BytesIO(press)) as pdf:
        before = [Parts(pdf).page(page) for page in pdf.pages]
        pdf.docinfo["/Title"] = "moved"
        pdf.pages.reverse()
        out = BytesIO()
        pdf.save(out, linearize=True)
    with Pdf.open(out) as pdf:
        assert [Parts(pdf).page(page) for page in pdf.pages][::-1] == before

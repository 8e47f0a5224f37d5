# SPDX-License-Identifier: AGPL-3.0-or-later
"""The translator's proof: the pages of the screen, not a hair moved, with numbers and signs beside them."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO

import pytest

from octavo.diagnostics.problem import Outcome
from octavo.model.document import Document
from octavo.render.layout import Layout
from octavo.render.plain import write_plain
from octavo.render.screen import finish_screen
from octavo.render.sheets.proof import laid_under
from tests.render.samples import ENGLISH, document

Lay = Callable[[Document], Outcome[Layout]]
MM = 72 / 25.4


@pytest.fixture(scope="module")
def made(lay: Lay) -> tuple[bytes, bytes]:
    """Return the pages, and the same with a number beside each."""
    book = document(f'<p data-key="a#1">{ENGLISH * 12}</p>')
    layout = lay(book).unwrap()
    pages = finish_screen(layout, book).unwrap()
    count = len(layout.page_map.pages)
    beside = "".join(f"<section>number {at}</section>" for at in range(1, count + 1))
    style = "@page { size: 140mm 170mm; margin: 2mm } section { break-after: page; height: 100mm }"
    style += "section:last-child { break-after: auto }"
    around = document(beside, style=style)
    plain = write_plain(lay(around).unwrap(), around).unwrap()
    return pages, laid_under(pages, plain, [(6 if at % 2 else 26, 15) for at in range(count)])


def text_at(data: bytes, at: int) -> list[tuple[str, float, float]]:
    import pypdfium2

    page = pypdfium2.PdfDocument(data)[at]
    text = page.get_textpage()
    found = []
    for index in range(text.count_chars()):
        left, bottom, _, _ = text.get_charbox(index)
        found.append((text.get_text_range(index, 1), left, bottom))
    return [each for each in found if each[0].strip()]


def test_each_page_is_the_screens_own_moved_by_the_margin_alone(made: tuple[bytes, bytes]) -> None:
    import pikepdf

    pages, proof = made
    with pikepdf.open(BytesIO(pages)) as screen, pikepdf.open(BytesIO(proof)) as sheets:
        count = len(screen.pages)
        assert len(sheets.pages) == count > 1
        assert {tuple(round(float(v)) for v in page.mediabox) for page in sheets.pages} == {(0, 0, 397, 482)}
        assert "/StructTreeRoot" not in sheets.Root
    for at in range(count):
        x = 6 if at % 2 else 26
        moved = [
            (char, round(left + x * MM, 1), round(bottom + 15 * MM, 1)) for char, left, bottom in text_at(pages, at)
        ]
        there = {(char, round(left, 1), round(bottom, 1)) for char, left, bottom in text_at(proof, at)}
        shifts = [(dx, dy) for dx in (-0.1, 0, 0.1) for dy in (-0.1, 0, 0.1)]
        near = {(char, round(left + dx, 1), round(bottom + dy, 1)) for char, left, bottom in there for dx, dy in shifts}
        assert set(moved) <= near
        said = "".join(char for char, _, _ in text_at(proof, at))
        assert f"number{at + 1}" in said


def test_the_same_pages_give_the_same_bytes(made: tuple[bytes, bytes], lay: Lay) -> None:
    import pikepdf

    pages, _ = made
    around = document("<p>1</p>", style="@page { size: 140mm 170mm }")
    plain = write_plain(lay(around).unwrap(), around).unwrap()
    with pikepdf.open(BytesIO(pages)) as pdf:
        del pdf.pages[1:]
        out = BytesIO()
        pdf.save(out, deterministic_id=True)
    assert laid_under(out.getvalue(), plain, [(6, 15)]) == laid_under(out.getvalue(), plain, [(6, 15)])

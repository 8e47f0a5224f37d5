# SPDX-License-Identifier: AGPL-3.0-or-later
"""A page is known again by all that it paints with, wherever it stands, and by nothing else."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from typing import Any

import pytest

from octavo.model.pdf_parts import Parts, page_digests

Change = Callable[[Any, Any], None]
FROM_ABOVE = ("/MediaBox", "/CropBox", "/Rotate", "/Resources")


def file_of(*changes: Change, before: int = 0) -> Any:
    """Return an open file of pages alike but for the changes."""
    from pikepdf import Array, Dictionary, Name, Page, new

    pdf = new()
    for _ in range(before):
        pdf.make_indirect(Dictionary())
    font = pdf.make_indirect(Dictionary(Type=Name.Font, BaseFont=Name.Lamp))
    for number, change in enumerate(changes):
        page = Dictionary(
            Type=Name.Page,
            Contents=pdf.make_stream(b"/F 9 Tf"),
            StructParents=number,
            MediaBox=Array([0, 0, 100, 100]),
            CropBox=Array([9, 9, 90, 90]),
            Rotate=90,
            Resources=Dictionary(Font=Dictionary({"/F": font})),
        )
        pdf.pages.append(Page(pdf.make_indirect(page)))
        change(pdf, pdf.pages[-1].obj)
    return pdf


def written(pdf: Any) -> bytes:
    out = BytesIO()
    pdf.save(out)
    return out.getvalue()


def digests(pdf: Any) -> list[str]:
    parts = Parts(pdf)
    return [parts.page(page) for page in pdf.pages]


def nothing(*_: Any) -> None:
    pass


def content(pdf: Any, page: Any) -> None:
    page.Contents = pdf.make_stream(b"/F 8 Tf")


def width(_: Any, page: Any) -> None:
    page.MediaBox[2] = 101


def turned(_: Any, page: Any) -> None:
    page.Rotate = 0


def font(_: Any, page: Any) -> None:
    from pikepdf import Name

    page.Resources.Font["/F"].BaseFont = Name.Boat


def no_crop(_: Any, page: Any) -> None:
    del page.CropBox


def test_pages_that_are_alike_are_the_same_in_every_file() -> None:
    one, other = page_digests(written(file_of(nothing, nothing)))
    assert one == other
    assert page_digests(written(file_of(content, nothing, before=7)))[1] == one


@pytest.mark.parametrize("change", [content, width, turned, font, no_crop])
def test_whatever_it_paints_with_makes_another_page(change: Change) -> None:
    assert digests(file_of(change)) != digests(file_of(nothing))


@pytest.mark.parametrize("name", FROM_ABOVE)
def test_what_a_page_has_from_above_is_its_own(name: str) -> None:
    pdf = file_of(nothing)
    (here,) = digests(pdf)
    pdf.Root.Pages[name] = pdf.pages[0].obj[name]
    del pdf.pages[0].obj[name]
    (above,) = digests(pdf)
    del pdf.Root.Pages[name]
    assert digests(pdf)[0] not in {here, above}

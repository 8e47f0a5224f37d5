# SPDX-License-Identifier: AGPL-3.0-or-later
"""Pages added to a file where a binding needs them: blank ones, and those of other files."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import ExitStack
from io import BytesIO
from typing import Any

from octavo.model.sheets import Padding


def with_added(plain: bytes, padding: Padding, others: Mapping[tuple[int, ...], bytes] | None = None) -> bytes:
    """Return the file with a page at each place that the padding adds one: of other files by their places, else blank.

    `plain` has as many pages as the padding has besides what it adds, and each other file has one for each place. A
    blank page has the size and the boxes of the last page of the file.
    """
    import pikepdf

    if not padding.added:
        return plain
    with ExitStack() as opened:
        pdf = opened.enter_context(pikepdf.open(BytesIO(plain)))
        add_pages(pdf, opened, padding, others)
        out = BytesIO()
        pdf.save(out, deterministic_id=True)
        return out.getvalue()


def add_pages(
    pdf: Any, opened: ExitStack, padding: Padding, others: Mapping[tuple[int, ...], bytes] | None = None
) -> None:
    """Do so in an open file (pikepdf); those that pages come from are `opened` as well, until it is written."""
    import pikepdf
    from pikepdf import Dictionary, Name

    given: dict[int, pikepdf.Page] = {}
    for places, data in (others or {}).items():
        other = opened.enter_context(pikepdf.open(BytesIO(data)))
        given |= dict(zip(places, other.pages, strict=True))
    like = pdf.pages[-1].obj
    boxes = {name: like[name] for name in ("/MediaBox", "/TrimBox", "/BleedBox") if name in like}
    for at in padding.added:
        if at in given:
            pdf.pages.insert(at - 1, given[at])
            continue
        blank = Dictionary(Type=Name.Page, Resources=Dictionary())
        for name, box in boxes.items():
            blank[name] = pikepdf.Array(list(box))
        pdf.pages.insert(at - 1, pikepdf.Page(pdf.make_indirect(blank)))

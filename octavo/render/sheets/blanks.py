# SPDX-License-Identifier: AGPL-3.0-or-later
"""Blank pages put into a file where a binding needs them."""

from __future__ import annotations

from io import BytesIO

from octavo.model.sheets import Padding


def with_blanks(plain: bytes, padding: Padding) -> bytes:
    """Return the file with a blank page, of the size and boxes of its last, at each place that the padding names.

    `plain` has as many pages as the padding has besides its blanks.
    """
    import pikepdf
    from pikepdf import Dictionary, Name

    if not padding.blanks:
        return plain
    with pikepdf.open(BytesIO(plain)) as pdf:
        like = pdf.pages[-1].obj
        boxes = {name: like[name] for name in ("/MediaBox", "/TrimBox", "/BleedBox") if name in like}
        for at in padding.blanks:
            blank = Dictionary(Type=Name.Page, Resources=Dictionary())
            for name, box in boxes.items():
                blank[name] = pikepdf.Array(list(box))
            pdf.pages.insert(at - 1, pikepdf.Page(pdf.make_indirect(blank)))
        out = BytesIO()
        pdf.save(out, deterministic_id=True)
        return out.getvalue()

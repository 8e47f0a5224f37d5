# SPDX-License-Identifier: AGPL-3.0-or-later
"""Pages laid under what stands round them in a proof: the very pages of the screen, none of them moved or scaled."""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO

from octavo.render.sheets.impose import trim_of

POINTS_PER_MM = 72 / 25.4


def laid_under(pages: bytes, around: bytes, places: Sequence[tuple[float, float]]) -> bytes:
    """Return the sheets of `around` with a page each, its lower left corner at that place in millimetres.

    `around` is a plain file with as many pages; it is cut at its trim. The same input gives the same bytes.
    """
    import pikepdf

    with pikepdf.open(BytesIO(around)) as pdf, pikepdf.open(BytesIO(pages)) as screen:
        for at, (sheet, page, (x, y)) in enumerate(zip(pdf.pages, screen.pages, places, strict=True)):
            trim = pikepdf.Array(list(trim_of(sheet)))
            for box in ("/MediaBox", "/CropBox", "/TrimBox", "/BleedBox"):
                sheet[box] = trim
            left, bottom, *_ = (float(value) for value in page.mediabox)
            # Sheets share their resources, so each page has a name of its own; add_underlay would name it by chance.
            name = f"/OctavoPage{at}"
            form = pdf.copy_foreign(page.as_form_xobject())
            sheet.add_resource(form, pikepdf.Name.XObject, name=pikepdf.Name(name))
            moved = f"q 1 0 0 1 {x * POINTS_PER_MM - left:.4f} {y * POINTS_PER_MM - bottom:.4f} cm {name} Do Q\n"
            sheet.contents_add(moved.encode(), prepend=True)
        out = BytesIO()
        pdf.save(out, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    return out.getvalue()

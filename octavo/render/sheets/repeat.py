# SPDX-License-Identifier: AGPL-3.0-or-later
"""The same small page several times on a sheet, with marks where to cut."""

from __future__ import annotations

from decimal import Decimal
from io import BytesIO
from typing import Any

from octavo.model.sheets import SheetSize
from octavo.render.sheets.impose import OF_PAGES, trim_of
from octavo.render.sheets.marks import POINTS_PER_MM

EDGE_MARK = 7.0  # millimetres from the edge of the sheet; most printers can't reach the first 4 of them
CROSS = 2.0  # millimetres of each arm, in the white edges of four slips
HAIRLINE = 0.25  # points
WASTE = 2.0  # millimetres beside the outer pages that need no cut of their own


def repeat(plain: bytes, sheet: SheetSize) -> bytes:
    """Return a sheet for each page of a plain file, with that page as often as it finds room, and marks to cut by.

    Sheets that are printed on both sides need no care: every place of a sheet has the same page. The same input gives
    the same bytes.
    """
    import pikepdf

    with pikepdf.open(BytesIO(plain)) as pdf:
        pages = list(pdf.pages)
        for page in pages:
            pdf.pages.append(pikepdf.Page(pdf.make_indirect(_sheet(pdf, page, sheet))))
        del pdf.pages[: len(pages)]
        for key in OF_PAGES:
            if key in pdf.Root:
                del pdf.Root[key]
        out = BytesIO()
        pdf.save(out, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    return out.getvalue()


def places(width: float, height: float, sheet: SheetSize) -> tuple[float, float, list[float], list[float]]:
    """Return width and height of the sheet the way round that holds most, and the left and lower edges of its places.

    All lengths have the unit in which `width` and `height` are given in millimetres. A page too large for the sheet has
    one place, in its middle.
    """
    short, long = float(sheet.short), float(sheet.long)
    ways = [(across, up, int(across // width) * int(up // height)) for across, up in ((short, long), (long, short))]
    across, up, _ = max(ways, key=lambda way: way[2])
    columns, rows = max(1, int(across // width)), max(1, int(up // height))
    left, bottom = (across - columns * width) / 2, (up - rows * height) / 2
    return across, up, [left + at * width for at in range(columns)], [bottom + at * height for at in range(rows)]


def _sheet(pdf: Any, page: Any, sheet: SheetSize) -> Any:
    from pikepdf import Dictionary, Name

    left, bottom, right, top = trim_of(page)
    width, height = (right - left) / POINTS_PER_MM, (top - bottom) / POINTS_PER_MM
    across, up, columns, rows = places(_rounded(width), _rounded(height), sheet)
    form = pdf.make_indirect(page.as_form_xobject())
    form.BBox = [left, bottom, right, top]
    drawn = [
        f"q 1 0 0 1 {_points(x) - left:.4f} {_points(y) - bottom:.4f} cm /Slip Do Q"
        for y in reversed(rows)
        for x in columns
    ]
    marks = _marks((across, up), columns, rows, (_rounded(width), _rounded(height)))
    return Dictionary(
        Type=Name.Page,
        MediaBox=[0, 0, round(_points(across), 3), round(_points(up), 3)],
        Resources=Dictionary(XObject=Dictionary(Slip=form)),
        Contents=pdf.make_stream("\n".join([*drawn, marks]).encode("ascii")),
    )


def _marks(sheet: tuple[float, float], columns: list[float], rows: list[float], slip: tuple[float, float]) -> str:
    """Return short lines at the edges of the sheet for every cut, and a small cross wherever two inner cuts meet."""
    across, up = _cuts(columns, slip[0], sheet[0]), _cuts(rows, slip[1], sheet[1])
    lines = [(x, y, x, y + EDGE_MARK) for x in across for y in (0, sheet[1] - EDGE_MARK)]
    lines += [(x, y, x + EDGE_MARK, y) for y in up for x in (0, sheet[0] - EDGE_MARK)]
    for x in columns[1:]:
        for y in rows[1:]:
            lines += [(x - CROSS, y, x + CROSS, y), (x, y - CROSS, x, y + CROSS)]
    drawn = (" ".join(f"{_points(each):.3f}" for each in line).split() for line in lines)
    return f"q 0 G {HAIRLINE} w " + " ".join(f"{a} {b} m {c} {d} l S" for a, b, c, d in drawn) + " Q"


def _cuts(starts: list[float], length: float, whole: float) -> list[float]:
    """Return where to cut: between all places, and around them where more than a sliver is left."""
    outer = [starts[0], starts[-1] + length] if starts[0] > WASTE and whole > 0 else []
    return sorted([*starts[1:], *outer])


def _rounded(length: float) -> float:
    return float(Decimal(length).quantize(Decimal("0.01")))


def _points(millimetres: float) -> float:
    return millimetres * POINTS_PER_MM

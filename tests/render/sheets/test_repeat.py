# SPDX-License-Identifier: AGPL-3.0-or-later
"""Slips on a sheet: as many as find room, none over another, and a mark for every cut."""

from __future__ import annotations

from decimal import Decimal
from io import BytesIO
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from octavo.model.sheets import SHEETS, SheetSize
from octavo.render.sheets.repeat import EDGE_MARK, places, repeat

A4 = SHEETS["A4"]
MM = 72 / 25.4


def slip(*pages: tuple[float, float]) -> bytes:
    """A file with an empty page of each size in millimetres, 5 mm of bleed around it, trimmed at 0 0."""
    import pikepdf

    pdf, out = pikepdf.new(), BytesIO()
    for width, height in pages:
        page = pdf.add_blank_page(page_size=(width * MM, height * MM))
        page.obj.MediaBox = [-5 * MM, -5 * MM, (width + 5) * MM, (height + 5) * MM]
        page.obj.TrimBox = [0, 0, width * MM, height * MM]
        page.obj.Contents = pdf.make_stream(b"0 0 10 10 re f")
    pdf.save(out)
    return out.getvalue()


def sides(data: bytes) -> list[tuple[tuple[float, ...], str]]:
    import pikepdf

    with pikepdf.open(BytesIO(data)) as pdf:
        return [
            (tuple(round(float(each) / MM, 1) for each in page.mediabox), page.Contents.read_bytes().decode())
            for page in pdf.pages
        ]


def test_four_slips_of_a6_make_a4() -> None:
    assert places(105, 148, A4) == (210, 297, [0, 105], [0.5, 148.5])


def test_eight_of_a7_lie_on_a4_across() -> None:
    across, up, columns, rows = places(74, 105, A4)
    assert (across, up, len(columns), rows) == (297, 210, 4, [0, 105])


@given(width=st.floats(20, 250), height=st.floats(20, 350), short=st.floats(100, 400), more=st.floats(0, 300))
def test_no_place_lies_over_another_or_beyond_the_sheet(width: float, height: float, short: float, more: float) -> None:
    across, up, columns, rows = places(width, height, SheetSize("any", Decimal(short), Decimal(short + more)))
    for starts, length, whole in ((columns, width, across), (rows, height, up)):
        assert all(later - earlier >= length - 1e-6 for earlier, later in pairwise(starts))
        assert len(starts) == 1 or (starts[0] >= -1e-6 and starts[-1] + length <= whole + 1e-6)


def test_each_side_has_one_page_in_all_places() -> None:
    (front, drawn), (back, _) = sides(repeat(slip((105, 148), (105, 148)), A4))
    assert front == back == (0, 0, 210, 297)
    assert drawn.count("/Slip Do") == 4


def test_there_is_a_mark_at_both_ends_of_every_cut_and_a_cross_where_cuts_meet() -> None:
    ((_, drawn),) = sides(repeat(slip((105, 148)), A4))
    lines = drawn.partition(" w ")[2]
    assert lines.count(" S") == 2 + 2 + 2
    cut, mark = 105 * MM, EDGE_MARK * MM
    assert f"{cut:.3f} 0.000 m {cut:.3f} {mark:.3f} l" in lines


def test_the_edges_of_the_sheet_need_a_cut_only_where_something_is_left() -> None:
    ((_, drawn),) = sides(repeat(slip((148, 210)), A4))  # two side by side, 1 mm left over
    assert drawn.partition(" w ")[2].count(" S") == 2
    ((_, wide),) = sides(repeat(slip((80, 80)), A4))  # two by three, with white all around
    assert wide.partition(" w ")[2].count(" S") == 2 * 3 + 2 * 4 + 2 * 2


def test_the_same_slip_gives_the_same_bytes() -> None:
    one = slip((105, 148))
    assert repeat(one, A4) == repeat(one, A4)

# SPDX-License-Identifier: AGPL-3.0-or-later
"""Blank pages where a binding needs them: as large as the others, and empty to every reader."""

from __future__ import annotations

import io
from pathlib import Path

from octavo.check.judges.programs import draw_with_mupdf, find
from octavo.model.sheets import Padding
from octavo.render.sheets.blanks import with_added
from tests.judges.fixtures import do_without
from tests.render.sheets.pages import book


def boxes(data: bytes) -> list[tuple[list[float], bool]]:
    """Return each page's trim, and whether it has anything to draw."""
    import pikepdf

    with pikepdf.open(io.BytesIO(data)) as pdf:
        return [([float(side) for side in page.obj.TrimBox], "/Contents" in page.obj) for page in pdf.pages]


def test_blanks_stand_where_the_padding_says_and_are_as_large_as_pages() -> None:
    given = book(5)
    trims = boxes(with_added(given, Padding(8, (5, 6, 7))))
    assert [drawn for _, drawn in trims] == [True, True, True, True, False, False, False, True]
    assert len({tuple(trim) for trim, _ in trims}) == 1
    assert [trim for trim, drawn in trims if drawn] == [trim for trim, _ in boxes(given)]


def test_nothing_is_written_where_nothing_is_missing() -> None:
    given = book(4)
    assert with_added(given, Padding(4)) is given


def test_a_renderer_has_nothing_to_say(tmp_path: Path) -> None:
    if not find("mutool"):
        do_without("mutool")
    path = tmp_path / "file.pdf"
    path.write_bytes(with_added(book(3), Padding(4, (4,))))
    assert draw_with_mupdf(path).complaint == ""

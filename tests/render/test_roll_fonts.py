# SPDX-License-Identifier: AGPL-3.0-or-later
"""Fonts of a long roll: they have letters that no name has yet, so that a corrected name leaves them as they are."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pytest

from octavo.check.pdf_runs import meanings_of
from octavo.model.pdf_parts import page_digests
from octavo.render.long import lay_out_long
from octavo.render.plain import write_plain
from octavo.render.roll.lending import letters_for
from tests.render.rolls import book_of, roll_of
from tests.render.samples import read

ROLL = roll_of(700)
AT = 400


def test_the_alphabets_of_a_text_are_those_of_its_scripts() -> None:
    assert {"q", "Q", "ß", "ğ", "Ő", "7", "’"} <= {*letters_for("Ada Bo")}
    assert {"щ", "ў"} <= {*letters_for("Вера")}
    assert not {"щ", "λ", "×", "º"} & {*letters_for("Ada Bo")}
    assert not {"q", "λ"} & {*letters_for("Вера")}


def file_with(letter: str, workspace: Path) -> bytes:
    """Return the plain pages of the book, one of whose names ends in that letter."""
    rows = ROLL.rows.split("\n")
    shape, key, name, *more = rows[AT].split("\t")
    rows[AT] = "\t".join([shape, key, name[:-1] + letter, *more])
    book = book_of(replace(ROLL, rows="\n".join(rows)))
    return write_plain(lay_out_long(book, read, workspace=workspace).unwrap(), book).unwrap()


@pytest.mark.slow
def test_a_letter_that_no_other_name_has_changes_no_other_page(workspace: Path) -> None:
    before = file_with("o", workspace)
    assert "j" not in ROLL.rows
    assert "ű" not in ROLL.rows
    for letter in "jű":
        pages = list(zip(page_digests(before), page_digests(file_with(letter, workspace)), strict=True))
        assert sum(one != other for one, other in pages) == 1
        assert len(pages) > 10


@pytest.mark.slow
def test_letters_that_are_there_for_later_say_what_they_show(workspace: Path) -> None:
    import pikepdf

    with pikepdf.open(BytesIO(file_with("o", workspace))) as pdf:
        fonts = [each for each in pdf.objects if isinstance(each, pikepdf.Dictionary) and "/ToUnicode" in each]
        largest = max((meanings_of(font) for font in fonts), key=len)
    assert {"j", "Ű", "0", "’"} <= {*largest.values()}
    assert len({*largest.values()}) == len(largest)

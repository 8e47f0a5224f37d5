# SPDX-License-Identifier: AGPL-3.0-or-later
"""The file of a series: every mistake is told with its row, all at once, and nothing of who is withheld."""

from __future__ import annotations

import json
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from octavo.load.series import People, read_series
from octavo.model.manifest import Manifest
from octavo.model.publication import Publication, Roll
from octavo.model.series import MOST_COPIES, SeriesRow

SECRET = "Vera Withheld"
TOWNS = ("Upper Sample", "Lower Sample", "Upper Sample")
LINES = tuple(
    json.dumps({"name": f"Sample {at}", "place": town, "variants": ["One", "Two"]}) for at, town in enumerate(TOWNS)
)
VALUES = {"school": "all schools", "words": "for everybody"}
MANIFEST = Manifest(
    title="Sample", language="en", editions=("az", "en"), issued=date(2026, 11, 22), series_values=VALUES
)
ROLL = Roll("people", "0" * 64, len(LINES), ("name", "variants", "place"))
PUBLICATION = Publication("sample", MANIFEST, rolls=(ROLL,))
PEOPLE = People({"people": LINES}, {"people": frozenset({SECRET})})
HEAD = "id,language,copies,people.place,school,words\n"


def read(text: str | bytes) -> tuple[tuple[SeriesRow, ...], list[tuple[str, int]], str]:
    data = text if isinstance(text, bytes) else text.encode()
    outcome = read_series(data, "editions.csv", PUBLICATION, PEOPLE)
    told = [(each.code, each.place.line) for each in outcome.problems]
    return outcome.value or (), told, "\n".join(map(str, outcome.problems))


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_rows_as_a_spreadsheet_writes_them(delimiter: str, encoding: str, end: str) -> None:
    lines = (
        HEAD.strip().split(","),
        ["a-1", "az", "12", "Upper Sample", "One", "Two"],
        [""] * 6,
        ["b_2", "", "", "*", "", ""],
    )
    rows, problems, _ = read(end.join(delimiter.join(cells) for cells in lines).encode(encoding))
    assert not problems
    assert rows == (
        SeriesRow("a-1", 2, "az", 12, {"school": "One", "words": "Two"}, {"people": (LINES[0], LINES[2])}),
        SeriesRow("b_2", 4, "en", 1, {}, {"people": LINES}),
    )


def test_a_cell_names_several_and_columns_go_together() -> None:
    text = "id,people.place,people.name,school,words\na,Lower Sample|Upper Sample,Sample 0| Sample 1,,\n"
    (row,), problems, _ = read(text)
    assert not problems
    assert row.rolls == {"people": (LINES[0], LINES[1])}


def test_a_variant_picks_like_a_name() -> None:
    (row,), _, _ = read("id,people.variants,school,words\na,Two,,\n")
    assert row.rolls == {"people": LINES}


def test_without_a_column_the_roll_stays_whole() -> None:
    (row,), _, _ = read("id,school,words\na,One,\n")
    assert row.rolls == {}


def test_every_mistake_is_told_at_once_with_its_row() -> None:
    rows, problems, _ = read(
        HEAD + "A B,,,*,,\nb,xx,,*,,\nb,,0,*,,\nc,,9999999,,,\nd,,,Nowhere,,\ne,,,*,,,more\nf,,ten,*,,\n"
    )
    assert rows == ()
    assert problems == [
        ("S376", 2), ("S378", 3), ("S377", 4), ("S379", 4), ("S379", 5), ("S380", 5), ("S381", 6), ("S375", 7),
        ("S379", 8),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("", ["S371"]),
        ("language,copies\n", ["S371"]),
        ("id,skool,school,words\na,,,\n", ["S372"]),
        ("id,id,school,words\na,b,,\n", ["M117"]),
        ("id,peeple.place,school,words\na,*,,\n", ["S373"]),
        ("id,people.plaec,school,words\na,*,,\n", ["S374"]),
        ("id,school,words\n\n", ["S383"]),
        ('id,school,words\na,"b,\n', ["S384"]),
        (b"id,school,words\na,\xe4,\n", ["M003"]),
        ("id,words\na,b\n", ["S386"]),
        ("id,people.place,people.name,school,words\na,Lower Sample,Sample 0,,\n", ["S381"]),
    ],
)
def test_what_is_wrong_with_the_file(text: str | bytes, codes: list[str]) -> None:
    assert [code for code, _ in read(text)[1]] == codes


def test_the_way_out_names_what_was_meant() -> None:
    assert "did you mean “school”?" in read("id,skool,school,words\na,,,\n")[2]
    assert "did you mean “people”?" in read("id,peeple.place,school,words\na,*,,\n")[2]
    assert "did you mean “place”?" in read("id,people.plaec,school,words\na,*,,\n")[2]


def test_a_column_that_is_missing_stops_nothing() -> None:
    rows, _, _ = read("id,words\na,b\n")
    assert [row.values for row in rows] == [{"words": "b"}]


@pytest.mark.parametrize("cell", [SECRET, SECRET.upper(), f"to {SECRET}, with thanks", "to VERA  withheld"])
def test_a_withheld_name_in_a_cell_is_refused_and_not_told(cell: str) -> None:
    rows, problems, said = read(f'id,school,words\na,,"{cell}"\n')
    assert (rows, problems) == ((), [("S382", 2)])
    assert "vera" not in said.casefold()


def test_who_is_withheld_is_as_good_as_nobody() -> None:
    def told(name: str) -> str:
        return read(f"id,people.name,school,words\na,{name},,\n")[2]

    assert told(SECRET) == told("Nobody Sample")
    assert "Vera" not in told(SECRET)


@given(st.integers(1, MOST_COPIES))
def test_copies_are_read_as_they_are_written(copies: int) -> None:
    (row,), problems, _ = read(f"id,copies,school,words\na,{copies},,\n")
    assert (row.copies, problems) == (copies, [])


@given(st.binary(max_size=200) | st.text(max_size=200))
def test_whatever_is_in_the_file_nothing_breaks(data: bytes | str) -> None:
    read(data if isinstance(data, bytes) else HEAD + data)

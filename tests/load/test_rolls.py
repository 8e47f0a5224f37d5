# SPDX-License-Identifier: AGPL-3.0-or-later
"""Rolls of names: what a spreadsheet writes is read, and whoever must be withheld leaves no trace."""

from __future__ import annotations

import json
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from octavo.diagnostics.problem import Place
from octavo.load.roll_rows import COLUMNS
from octavo.load.rolls import Rolls, read_rolls
from octavo.model.publication import SourceMap
from octavo.pipeline.report import placed_in

ISSUED = date(2026, 11, 22)
NAME = "Anna Example"


def roll(text: str | bytes, issued: date | None = ISSUED) -> tuple[Rolls, list[str]]:
    data = text if isinstance(text, bytes) else text.encode()
    rolls, problems = read_rolls({"names/crew.csv": data}, issued)
    return rolls, [each.code for each in problems]


def rows(rolls: Rolls) -> list[dict[str, object]]:
    return [json.loads(line) for data in rolls.blobs.values() for line in data.splitlines()]


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_what_a_spreadsheet_writes_is_read(delimiter: str, encoding: str, end: str) -> None:
    lines = (["Name ", "VARIANTS", "note", ""], [NAME, "Ä. E.|  B", f'"a{delimiter} ""b"""', ""], ["", "", "", ""])
    text = end.join(delimiter.join(cells) for cells in lines) + end
    rolls, problems = roll(text.encode(encoding))
    assert not problems
    assert rows(rolls) == [{"name": NAME, "variants": ["Ä. E.", "B"], "note": f'a{delimiter.strip()} "b"'}]
    assert rolls.rolls[0].columns == ("name", "variants", "note")


def test_rows_stay_in_their_order_and_know_their_line() -> None:
    rolls, problems = roll('name,note\n"B, Bruno","two\nlines"\n\nAnna A,\n')
    assert not problems
    assert [row["name"] for row in rows(rolls)] == ["B, Bruno", "Anna A"]
    assert rolls.places["names/crew.csv#1"] == ("names/crew.csv", 2, 0)
    assert rolls.places["names/crew.csv#2"] == ("names/crew.csv", 5, 0)


@pytest.mark.parametrize(
    ("living", "consent", "embargo", "printed"),
    [
        ("no", "", "", True),
        ("yes", "in writing 2026-01-02", "", True),
        ("yes", "yes", "", True),
        ("yes", "", "", False),
        ("YES", "no", "", False),
        ("yes", "None", "", False),
        ("no", "", "2026-11-22", True),
        ("no", "", "2026-11-23", False),
        ("no", "", "2026", False),
        ("no", "", "2026-11", False),
        ("no", "", "2025", True),
        ("no", "", "2020/2027", False),
        ("yes", "yes", "2030-01-01", False),
        ("perhaps", "", "", False),
        ("no", "", "some day", False),
    ],
)
def test_who_must_be_withheld_is_in_nothing(living: str, consent: str, embargo: str, printed: bool) -> None:
    text = f"name,living,consent,embargo\n{NAME},{living},{consent},{embargo}\n".encode()
    rolls, problems = read_rolls({"names/crew.csv": text}, ISSUED)
    assert rolls.rolls[0].count == printed
    assert rolls.left_out["crew"] == (not printed)
    assert (NAME in b"".join(rolls.blobs.values()).decode()) == printed
    assert not any(NAME in str(each) for each in problems)
    assert (NAME in rolls.withheld["crew"]) == (not printed)


def test_without_a_date_of_issue_every_embargo_holds() -> None:
    rolls, _ = roll(f"name,embargo\n{NAME},1900-01-01\n", issued=None)
    assert rolls.left_out["crew"] == 1


def test_a_withheld_name_changes_no_byte_of_the_roll() -> None:
    one, _ = roll("name,living\nBruno Beispiel,no\n")
    two, _ = roll(f"name,living\nBruno Beispiel,no\n{NAME},yes\n")
    assert one.rolls[0].digest == two.rolls[0].digest


cells = st.text(alphabet='ab,;"\n\t0123-yesno', max_size=12)


@given(st.lists(st.sampled_from([*COLUMNS, "nmae", ""]), max_size=5), st.lists(st.lists(cells, max_size=6), max_size=6))
def test_a_broken_roll_is_told_without_what_it_says(header: list[str], body: list[list[str]]) -> None:
    secret = "Zebulon Quux"
    lines = [",".join(header), *(",".join([*row, secret]) for row in body)]
    rolls, problems = read_rolls({"names/crew.csv": "\n".join(lines).encode()}, ISSUED)
    assert rolls.rolls
    assert not any(secret in str(each) for each in problems)


def test_the_line_of_every_row_is_reckoned_from_a_few() -> None:
    body = ['"Anna 1\nSample",no', "Anna 2,no", "", "Anna 3,no", "Anna 4,yes", "Anna 5,no", "Anna 6,no"]
    rolls, _ = roll("\n".join(["name,living", *body]))
    assert len(rolls.places) == 5
    where = SourceMap(rolls.places)
    assert [where.place(f"names/crew.csv#{row}").line for row in range(1, 6)] == [2, 4, 6, 8, 9]
    assert where.place("names/crew.csv#2.1").line == 4, "a variant stands in the row of its person"
    assert where.knows("names/crew.csv#5")
    assert not where.knows("names/crew.csv#6")
    assert placed_in(Place(key="names/crew.csv#4"), {k: list(v) for k, v in rolls.places.items()}, "p").line == 8


def test_two_people_may_be_called_alike_and_both_are_printed() -> None:
    rolls, problems = roll("name,born\nAnna Example,1900\nAnna Example,1900\n")
    assert problems == ["D411"]
    assert rolls.rolls[0].count == 2


def test_a_hundred_thousand_rows_are_read_in_a_moment_and_every_fault_is_counted() -> None:
    many = "".join(f"Name{number} Sample,{1900 + number % 90},no\n" for number in range(100_000))
    rolls, problems = roll("name,born,living\n" + many)
    assert rolls.rolls[0].count == 100_000
    assert not problems
    assert len(rolls.places) == 2, "a place for each would be a hundred thousand"
    _, problems = roll("name,born,living\n" + many[: many.index("Name5000 ")].replace(",no", ",nay"))
    assert problems == ["D408"] * 5000 + ["D412"]

# SPDX-License-Identifier: AGPL-3.0-or-later
"""octavo names: a roll in numbers, for its keeper, and no name among them."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

from tests.cli.commands import SMALLEST, run

ROWS = """name,born,died,living,consent,embargo
Anna Example,1900,1950,no,,
Anna Example,1900,1950,no,,
Anna Example,1920,1960,no,,
Bruno Withheld,1999,,yes,,
Clara Embargoed,1880,1940,no,,2099
Dora Unwritten\U000e0041,1880,1940,no,,
"""


def test_a_list_alone_is_told_in_numbers(tmp_path: Path) -> None:
    (tmp_path / "list.csv").write_text(ROWS, encoding="utf-8")
    said = run(f"names {tmp_path / 'list.csv'} --json")
    assert said.code == 0
    told = json.loads(said.out)
    (roll,) = told["rolls"]
    numbers = {name: roll[name] for name in ("rows", "printed", "living", "embargoed", "alike", "namesakes", "letters")}
    assert numbers == {
        "rows": 6, "printed": 4, "living": 1, "embargoed": 1, "alike": 1, "namesakes": 1, "letters": "\U000e0041",
    }  # fmt: skip
    assert [each["code"] for each in told["problems"]] == ["D425", "D411"]
    assert not any(name in said.out + said.err for name in ("Anna", "Bruno", "Clara", "Dora"))


def test_rolls_of_a_publication_know_its_date_of_issue(tmp_path: Path) -> None:
    book = tmp_path / "booklet"
    shutil.copytree(SMALLEST, book)
    (book / "names").mkdir()
    (book / "names" / "crew.csv").write_text("name,embargo\nAnna Example,1990\n", encoding="utf-8")
    said = run(f"names {book}")
    assert said.code == 0
    assert "withheld, under an embargo         0" in said.out
    (book / "names" / "crew.csv").write_text("nmae\nAnna Example\n", encoding="utf-8")
    said = run(f"names {book}")
    assert said.code == 1
    assert "D403" in said.err
    assert "Anna" not in said.out + said.err

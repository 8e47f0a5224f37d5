# SPDX-License-Identifier: AGPL-3.0-or-later
"""Numbers typed by hand: found in whatever form they are written, and only where the ledger has them."""

from __future__ import annotations

import pytest

from octavo.diagnostics.problem import Place
from octavo.load.facts import Ledger
from octavo.load.passages import Passage
from octavo.load.typed_figures import typed_of, typed_problems
from octavo.markup.parse import parse_inline
from octavo.model.ledger import Statistics

LEDGER = Ledger(
    statistics=Statistics.model_validate(
        {
            "units": [
                {"id": "people", "one": "{n} person", "other": "{n} people"},
                {"id": "ren", "one": "{n}人", "other": "{n}人"},
                {"id": "eggs", "one": "{n} egg", "other": "{n} eggs", "noun": "brown eggs"},
            ],
            "statistics": [
                {
                    "id": "killed",
                    "counts": "c",
                    "unit": "people",
                    "figure": {"value": 613},
                    "alternatives": [{"id": "early", "scope": "s", "low": 1000, "high": 25613}],
                },
                {"id": "price", "counts": "c", "unit": "eggs", "figure": {"value": 161.5}},
                {"id": "men", "counts": "c", "unit": "people", "figure": {"value": 63}},
                {"id": "year", "counts": "c", "unit": "eggs", "figure": {"value": 1992}},
            ],
        }
    )
)
MISSING = "put the figure into facts/statistics.yaml and write its placeholder, such as"
TYPED = typed_of(LEDGER)


def found(text: str) -> list[str]:
    runs, _ = parse_inline(text, "a#1", None)
    problems = typed_problems(Passage(runs, Place()), TYPED)
    return [f"{each.message.split('”')[0].removeprefix('“')} → {each.hints[0]}" for each in problems]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("613 died", ["613 → write {killed}"]),
        ("**613** people", ["613 people → write {killed.people}"]),
        ("613\u00a0people", ["613\u00a0people → write {killed.people}"]),
        ("613-people", ["613-people → write {killed.people}"]),
        ("613\npeople", ["613 people → write {killed.people}"]),
        ("1,000", ["1,000 → write {killed.early}"]),
        ("1.000", ["1.000 → write {killed.early}"]),
        ("1\u202f000", ["1\u202f000 → write {killed.early}"]),
        ("1’000", ["1’000 → write {killed.early}"]),
        ("on 25 613 people", ["25 613 people → write {killed.people} or {killed.early.people}"]),
        ("٦١٣", ["٦١٣ → write {killed}"]),
        ("161.5 and 161,5", ["161.5 → write {price}", "161,5 → write {price}"]),
        ("63 people", ["63 people → write {men.people}"]),
        ("7 People", [f"7 People → {MISSING} {{its_id.people}}"]),
        ("613人", [f"613人 → {MISSING} {{its_id.ren}}"]),
        ("613 brown eggs", [f"613 brown eggs → {MISSING} {{its_id.eggs}}"]),
        ("1992 eggs", ["1992 eggs → write {year.eggs}"]),
        ("the 613th", ["613 → write {killed}"]),
        ("[613](https://sample.example)", ["613 → write {killed}"]),
    ],
)  # fmt: skip
def test_a_figure_of_the_ledger_is_found(text: str, told: list[str]) -> None:
    assert found(text) == told


@pytest.mark.parametrize(
    "text",
    [
        "63 boats",
        "in 1992 and 1000 or 2101",
        "`613 people`",
        "[@hrw1994, pp. 613–614]",
        "[here](https://sample.example/613)",
        "<https://sample.example/613>",
        "{killed} people",
        "A613",
        "16130",
        "61.3",
        "six hundred people",
        "7 peoples",
    ],
)
def test_what_is_not_the_ledgers_may_be_typed(text: str) -> None:
    assert [each for each in found(text) if "1000" not in each] == []

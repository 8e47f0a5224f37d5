# SPDX-License-Identifier: AGPL-3.0-or-later
"""The printers of the house: each can be read, and each of its numbers says where it comes from."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import pytest

from octavo.model.printer import BLEED_MOST, DEFAULT, FromPages, Printer, Sourced, Stock, can_be_bound
from octavo.resources.printers import FOLDER, printer, printer_names, printers

HOUSE = (
    "digital",
    "ghent-2022-sheetfed",
    "ingramspark",
    "kdp",
    "lulu",
    "office",
    "offset-coated",
    "offset-uncoated",
)


def house(name: str) -> Printer:
    found = printer(name)
    assert found is not None
    return found


@dataclass
class Number:
    """A number of a printer's, and the reference it names."""

    key: str
    source: str


def numbers(row: Printer) -> Iterator[Number]:
    """Yield every number of a printer that comes from somewhere."""
    for key in Printer.model_fields:
        value: Any = getattr(row, key)
        for each in value if isinstance(value, tuple) else (value,):
            if isinstance(each, Sourced | Stock):
                yield Number(key, each.source)


def test_the_house_has_the_printers_that_the_guide_names() -> None:
    assert printer_names() == HOUSE
    assert tuple(printers()) == HOUSE
    assert DEFAULT in HOUSE
    assert printer("nobody") is None


@pytest.mark.parametrize("name", HOUSE)
def test_every_number_names_a_reference_and_every_reference_is_used(name: str) -> None:
    row = house(name)
    assert row.name == name
    assert {each.source for each in numbers(row)} == set(row.sources)
    assert all(len(each.title) > 15 for each in row.sources.values())
    honest = ("memory", "profile", "Octavo's own default")
    assert all(each.url or any(said in each.title for said in honest) for each in row.sources.values())


@pytest.mark.parametrize("name", HOUSE)
def test_no_number_of_a_printer_stands_without_its_source(name: str) -> None:
    """A plain number would be one that nobody can check: the model has none but those of papers, which have sources."""
    values = {key: getattr(house(name), key) for key in Printer.model_fields}
    assert [key for key, value in values.items() if type(value) in (int, float, Decimal)] == []


@pytest.mark.parametrize("name", HOUSE)
def test_a_printer_agrees_with_itself(name: str) -> None:
    row = house(name)
    assert row.stock(row.paper)
    assert not row.cover_paper or row.stock(row.cover_paper)
    assert all(stock.caliper is not None or stock.bulk is not None for stock in row.stocks)
    assert len({stock.name for stock in row.stocks}) == len(row.stocks)
    assert row.bleed.value <= BLEED_MOST
    assert can_be_bound(row.fold, row.binding)
    if row.ppi_least and row.ppi_good:
        assert row.ppi_least.value <= row.ppi_good.value
    steps = [(each.pages, each.value) for each in row.spine_safety_from]
    assert steps == sorted(steps)
    assert all(isinstance(each, FromPages) for each in row.spine_safety_from)


@pytest.mark.parametrize("name", HOUSE)
def test_a_printer_says_what_one_has_to_know(name: str) -> None:
    assert len(house(name).note) > 40


def test_a_file_is_named_after_its_printer() -> None:
    assert {file.stem for file in FOLDER.iterdir() if file.suffix == ".yaml"} == set(HOUSE)

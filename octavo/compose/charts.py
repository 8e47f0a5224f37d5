# SPDX-License-Identifier: AGPL-3.0-or-later
"""The table of chart kinds: which numbers of the ledger each takes, and the geometry it becomes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from octavo.compose.pictures import Measure
from octavo.compose.words import Words
from octavo.model.blocks import Block
from octavo.model.edition import Edition


@dataclass(frozen=True, slots=True)
class Chart:
    """A chart of one kind with the shape that its template `macros/charts.html` draws."""

    kind: str
    shape: object


def _counts(block: Block, edition: Edition, words: Words, measure: Measure) -> Chart:
    names = block.attrs.get("of", "").replace(",", " ").split() + block.attrs.get("groups", "").split()
    unknown = [name for name in names if name not in edition.statistics]
    if unknown or not names:
        raise ValueError(f"there is no statistic “{unknown[0] if unknown else ''}”")
    return Chart(block.attrs["kind"], tuple(edition.statistics[name] for name in names))


def _rows(block: Block, edition: Edition, words: Words, measure: Measure) -> Chart:
    name = block.attrs.get("data", "")
    if name not in edition.tables:
        raise ValueError(f"there is no table data/{name}.yaml")
    return Chart(block.attrs["kind"], edition.tables[name])


CHARTS: dict[str, Callable[[Block, Edition, Words, Measure], Chart]] = {
    "marks": _counts,
    "intervals": _counts,
    "bars": _counts,
    "timeline": _rows,
    "scheme": _rows,
}

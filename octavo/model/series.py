# SPDX-License-Identifier: AGPL-3.0-or-later
"""A series: many editions of one publication, each a row of a CSV file."""

from __future__ import annotations

from dataclasses import dataclass, field

FIXED = ("id", "language", "copies")
WHOLE = "*"
"""What a cell says that wants a whole roll."""
MOST_COPIES = 1_000_000


@dataclass(frozen=True, slots=True)
class SeriesRow:
    """An edition of a series.

    `values` are what {series.NAME} comes to, empty ones left out; `rolls` are the extracts of rolls: by the roll's id
    its rows as JSON lines. `line` is where it stands in the file.
    """

    id: str
    line: int
    edition: str
    copies: int = 1
    values: dict[str, str] = field(default_factory=dict)
    rolls: dict[str, tuple[str, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class MadeRow:
    """A row that was made: its pages as indexes into the file of its batch, how each is called, and its language.

    `own` counts the pages that were laid out for it alone. A page of -1 is a blank one of the binding.
    """

    id: str
    line: int
    edition: str
    copies: int
    pages: tuple[int, ...]
    labels: tuple[str, ...]
    own: int
    identifier: str


@dataclass(frozen=True, slots=True)
class Batch:
    """What came of some rows: those that were made, and the ids and lines of those that could not be."""

    made: tuple[MadeRow, ...] = ()
    failed: tuple[tuple[str, int], ...] = ()

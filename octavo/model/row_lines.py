# SPDX-License-Identifier: AGPL-3.0-or-later
"""The lines in which the rows of a roll stand, reckoned from those of a few."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any


def row_line(starts: Mapping[int, int], row: int) -> int:
    """Return the line of a row of a roll, or 0: each stands in the line after the one before, but for those given.

    The last row is among those given too.
    """
    before = max((each for each in starts if each <= row), default=0)
    return starts[before] + row - before if before and row <= max(starts) else 0


def reckoned(places: Mapping[str, Sequence[Any]], key: str) -> int:
    """Return the line of a key such as `names/crew.csv#3` or, of a variant, `names/crew.csv#3.1`; 0 for others."""
    if not key.startswith("names/"):
        return 0
    file, _, path = key.partition("#")
    row = path.partition(".")[0]
    starts = {int(k.rpartition("#")[2]): each[1] for k, each in places.items() if k.startswith(f"{file}#")}
    return row_line(starts, int(row)) if row.isdecimal() else 0

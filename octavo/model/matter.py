# SPDX-License-Identifier: AGPL-3.0-or-later
"""Long matter that stands beside the HTML: rolls of so many names that no element is made of each."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

FIELD = 0xE000
"""The first of the private characters that stand for fields in a pattern: U+E000 for the first, and so on."""
FIELDS = 32
"""How many fields an item may have."""
LEAST = 600
"""How many entries make a roll long; one that is shorter is part of the HTML."""


@dataclass(frozen=True, slots=True)
class LongRoll:
    """A roll whose entries are data: in the HTML its element, with this `data-roll`, is empty.

    patterns  the HTML of an item, one for each shape that items of this roll have: an `li`, or a heading of a group;
              private characters from FIELD on stand for its fields
    rows      a line an item, in order, with tabs between: the number of its pattern, its key, the name it is filed
              under, and what else it shows
    """

    id: str
    patterns: tuple[str, ...]
    rows: str


_SIGNS = re.compile(f"([{chr(FIELD)}-{chr(FIELD + FIELDS)}])")


def filled(pattern: str, fields: Sequence[str], write: Callable[[str], str] = str) -> str:
    """Return a pattern with its fields in it, each as `write` gives it."""
    return _SIGNS.sub(lambda found: write(fields[ord(found[1]) - FIELD]), pattern)

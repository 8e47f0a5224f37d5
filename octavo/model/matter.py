# SPDX-License-Identifier: AGPL-3.0-or-later
"""Long matter that stands beside the HTML: rolls of so many names that no element is made of each."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache

FIELD = 0x10FF00
"""The first of the private characters that stand for fields in a pattern: U+10FF00 for the first, and so on.

Fonts of pictures and old letters begin at U+E000 or U+F0000: what a theme or a name has of theirs is text.
"""
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


_SIGNS = re.compile(f"([{chr(FIELD)}-{chr(FIELD + FIELDS - 1)}])")


@lru_cache(maxsize=256)
def pieces(pattern: str) -> tuple[str | int, ...]:
    """Return what a pattern is made of, in order: what is the same in all items, and the numbers of their fields."""
    return tuple(ord(each) - FIELD if at % 2 else each for at, each in enumerate(_SIGNS.split(pattern)) if each)


def field_of(fields: Sequence[str], number: int) -> str:
    """Return the field with that number; where an item has none, the sign is a letter like any other."""
    return fields[number] if number < len(fields) else chr(FIELD + number)


def filled(pattern: str, fields: Sequence[str], write: Callable[[str], str] = str) -> str:
    """Return a pattern with its fields in it, each as `write` gives it."""
    return "".join(each if isinstance(each, str) else write(field_of(fields, each)) for each in pieces(pattern))

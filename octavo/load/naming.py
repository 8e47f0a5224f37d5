# SPDX-License-Identifier: AGPL-3.0-or-later
"""Whether a text tells one of many names."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

# One word alone is too often another person's, or no name at all.
LEAST_WORDS = 2
_WORD = re.compile(r"\w+")

# Names by the first word in them, so that a text need not be searched for each of thousands.
Naming = Mapping[str, Sequence[str]]


def naming(names: Iterable[str]) -> Naming:
    """Return names of two words or more as `tells` looks for them."""
    found: dict[str, list[str]] = {}
    for name in sorted(set(names)):
        words = name.casefold()
        if len(words.split()) >= LEAST_WORDS and (first := _WORD.search(words)):
            found.setdefault(first[0], []).append(name)
    return found


def tells(text: str, names: Naming) -> str:
    """Return the first of the names, in their order, that stands in a text, whatever its capitals; else nothing."""
    low = text.casefold() if names else ""
    near = sorted(name for word in set(_WORD.findall(low)) & names.keys() for name in names[word])
    return next((name for name in near if re.search(rf"(?<!\w){re.escape(name.casefold())}(?!\w)", low)), "")

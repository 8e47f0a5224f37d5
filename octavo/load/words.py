# SPDX-License-Identifier: AGPL-3.0-or-later
"""Hints: the words that an author may have meant."""

from __future__ import annotations

import difflib
from collections.abc import Iterable

MOST_SHOWN = 12


def near(given: str, known: Iterable[str], most: int = 3) -> list[str]:
    """Return the known words nearest to the given one, nearest first."""
    return difflib.get_close_matches(given, sorted(set(known)), n=most, cutoff=0.6)


def near_or_all(given: str, known: Iterable[str]) -> tuple[str, ...]:
    """Return the hint that names the nearest known words, or what is known if none is near."""
    words = sorted(set(known))
    if found := near(given, words):
        return (f"did you mean {either(found)}?",)
    if not words:
        return ()
    return (f"known are {', '.join(words[:MOST_SHOWN])}{', …' if len(words) > MOST_SHOWN else ''}",)


def either(words: list[str]) -> str:
    """Return the words in quotes, joined by commas and “or”."""
    quoted = [f"“{word}”" for word in words]
    return quoted[0] if len(quoted) == 1 else f"{', '.join(quoted[:-1])} or {quoted[-1]}"

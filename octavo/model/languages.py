# SPDX-License-Identifier: AGPL-3.0-or-later
"""What tags of languages say: those that an edition is called by, and from which side a language is read."""

from __future__ import annotations

from itertools import takewhile
from typing import Literal

_FROM_THE_RIGHT = frozenset(
    {"apc", "ar", "arc", "arz", "bal", "bgn", "ckb", "dv", "fa", "he", "ks", "lrc", "mzn", "nqo", "ps", "rhg"}
    | {"sd", "sdh", "skr", "syr", "trw", "ug", "ur", "yi"}
    | {"Adlm", "Arab", "Hebr", "Nkoo", "Rohg", "Syrc", "Thaa"}
)


def languages_in(edition: str) -> tuple[str, ...]:
    """Return the languages of an edition by its name: two of `az+en`, the first of which it is bound in."""
    return tuple(edition.split("+"))


def direction_of(tag: str) -> Literal["ltr", "rtl"]:
    """Return from which side a language is read, by the script that its tag names (BCP 47), else by itself."""
    language, *rest = tag.split("-")
    subtags = takewhile(lambda each: len(each) > 1, rest)  # what comes after a single letter is none of a language
    script = next((each.title() for each in subtags if len(each) == 4 and each.isalpha()), "")
    return "rtl" if (script or language.lower()) in _FROM_THE_RIGHT else "ltr"

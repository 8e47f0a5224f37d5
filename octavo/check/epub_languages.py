# SPDX-License-Identifier: AGPL-3.0-or-later
"""Languages in an EPUB: whether a tag exists, and on which side the lines of a text begin."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import cache

_FORM = re.compile(r"^[A-Za-z]{2,3}(-[A-Za-z]{4})?(-([A-Za-z]{2}|\d{3}))?(-[A-Za-z0-9]{4,8})*(-[a-z]-.+)*$")
# Tags of languages that are none, or of none that is known (ISO 639-2), are in place for a phrase.
_SPECIAL = frozenset({"und", "zxx", "mul", "mis"})


@cache
def _known() -> tuple[frozenset[str], frozenset[str], frozenset[str]]:
    from babel import Locale
    from babel.core import get_global

    english = Locale("en")
    languages = {str(tag).split("_")[0] for tag in (*english.languages, *get_global("language_aliases"))}
    private = {f"X{letter}" for letter in "ABCDEFGHIJKLMNOPQRSTUVWXYZ"}  # ISO 3166-1 leaves them to whoever wants one
    return frozenset(languages), frozenset(english.scripts), frozenset(english.territories) | private


def tag_exists(tag: str) -> bool:
    """Tell whether a language tag is well-formed and names what there is (BCP 47).

    Of the 8,000 languages with three letters many are in no list here: those are taken on trust.
    """
    if not _FORM.match(tag):
        return False
    languages, scripts, regions = _known()
    language, *rest = tag.split("-")
    if language.lower() not in languages | _SPECIAL and len(language) == 2:
        return False
    for subtag in rest:
        if len(subtag) == 1:
            break
        if len(subtag) == 4 and subtag.isalpha() and subtag.title() not in scripts:
            return False
        if len(subtag) in (2, 3) and subtag.upper() not in regions:
            return False
    return True


def runs_left(texts: Iterable[str]) -> bool | None:
    """Tell whether most letters of a text run from right to left; None if there are too few to tell."""
    left = right = 0
    for text in texts:
        for char in text:
            kind = unicodedata.bidirectional(char)
            left += kind in ("R", "AL")
            right += kind == "L"
    return None if left + right < 40 else left > right

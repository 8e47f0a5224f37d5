# SPDX-License-Identifier: AGPL-3.0-or-later
"""Spaces at which a language's lines don't break: after words of one letter, beside French marks; and its ordinals."""

from __future__ import annotations

import re
from functools import cache

from octavo.model.locale import Language

NO_BREAK, NARROW = "\u00a0", "\u202f"
# A space typed beside these is the language's own; the colon has a wider one (Lexique de l’Imprimerie nationale).
_FRENCH = re.compile(r"(?<=«) | (?=[;!?»])")
_FRENCH_COLON = re.compile(r" (?=:(?:\s|$))")
# “366e”, “XIXe”, “1er”: the ending is raised.
_FRENCH_ORDINAL = re.compile(r"(?<![\w.,/:-])(\d{1,4}|[IVX]+)(er|re|e)(?![\w/:-])")
_RAISED = str.maketrans("er", "\u1d49\u02b3")


def bind(text: str, language: Language) -> str:
    """Return text whose short words keep to the word that follows, as the language's books have it.

    Polish and Czech lines don't end with “w” or “k”; in French a mark never begins a line, and the
    ending of an ordinal is raised.
    """
    if language.no_line_end:
        text = _short_words(language.no_line_end).sub(rf"\1{NO_BREAK}", text)
    if language.tag.partition("-")[0] == "fr":
        text = _FRENCH_ORDINAL.sub(lambda found: found[1] + found[2].translate(_RAISED), text)
        text = _FRENCH_COLON.sub(NO_BREAK, _FRENCH.sub(NARROW, text))
    return text


@cache
def _short_words(words: str) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w’'])({'|'.join(map(re.escape, words.split()))}) (?!\s)", re.IGNORECASE)

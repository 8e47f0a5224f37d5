# SPDX-License-Identifier: AGPL-3.0-or-later
"""Whether one word is another one misspelt: told only where the first is no word, so that no meaning was lost."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Mapping
from functools import cache

DICTIONARIES = frozenset({"ar", "de", "en", "es", "eu", "fa", "fr", "it", "lv", "nl", "pt", "ru"})
# Words that turn a sentence round, or count: a change that makes or takes one is never a slip of the keyboard.
GRAVE = frozenset(
    re.findall(
        r"\w+",
        """
        no not nor never none neither without cannot nothing nobody nowhere nicht kein keine keinen nie weder ohne pas
        jamais sans aucun aucune sin nunca ningún ninguna não nem non mai senza не ни нет без никогда değil yok hiç
        deyil yox heç لا لم لن ليس نه zero one two three four five six seven eight nine ten eleven twelve thirteen
        fourteen fifteen sixteen seventeen eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety
        hundred hundreds thousand thousands million millions half
        """,
    )
)
SHORT = 6  # a shorter word may have one slip, a longer one two
IN_HOUSE = 3  # a word that no dictionary has, but that stands so often in the source, is meant
_APOSTROPHES = str.maketrans({"’": "'", "ʼ": "'", "`": "'"})
# British and American spelling of one word: each pattern with what it becomes before words are compared.
_VARIANTS = tuple(
    (re.compile(pattern), to)
    for pattern, to in (
        (r"(?<=\w{3})is(?=(?:e|ed|es|er|ers|ing|ation|ations|able)$)", "iz"),
        (r"(?<=\w{3})ys(?=(?:e|ed|es|er|ers|ing)$)", "yz"),
        (r"(?<=\w{2})our(?=\w*$)", "or"),
        (r"(?<=\w{3})(?<=[bt])re(?=s?$)", "er"),
        (r"(?<=\w{3})ence(?=s?$)", "ense"),
        (r"(?<=\w{3})ogue(?=s?$)", "og"),
        (r"(?<=\w{4})ll(?=(?:ed|er|ers|ing|or|ors)$)", "l"),
        (r"(?<=\w{4})amme(?=s?$)", "am"),
    )
)


def is_misspelling(old: str, new: str, tag: str, words: Mapping[str, int]) -> bool:
    """Tell whether a word that became another one was only written wrongly.

    It was, if they differ in case, in accents or as British and American spelling do; or if they are near and the old
    one is no word: neither of the language's dictionary nor of the source. Between two words, or two names, the
    meaning may have changed.

    Args:
        old: the word as it was.
        new: the word as it is.
        tag: of the source language; without a dictionary for it only slips inside a word that the source has
            elsewhere are told.
        words: of the source as it is now, in lower case, and how often each stands there.
    """
    a, b = (unicodedata.normalize("NFC", word).translate(_APOSTROPHES) for word in (old, new))
    x, y = a.lower(), b.lower()
    if a == b or x == y:
        return a[1:] == b[1:] or len(a) >= SHORT  # “us” and “US” are two words
    language = tag.partition("-")[0]
    if _grave(x) or _grave(y):
        return False
    if language == "en" and (_bare(x) == _bare(y) or _is_variant(x, y)):
        return True
    if words.get(x, 0) >= IN_HOUSE or (x[0] != y[0] and sorted(x[:2]) != sorted(y[:2])):
        return False
    return _is_slip(x, y, language, words)


def _is_slip(x: str, y: str, language: str, words: Mapping[str, int]) -> bool:
    elsewhere = words.get(y, 0) > 1
    if language not in DICTIONARIES:
        return x not in words and elsewhere and len(x) >= SHORT - 1 and x[-2:] == y[-2:] and distance(x, y) <= 1
    near = distance(x, y) <= (1 if len(x) < SHORT else 2)
    return near and not is_word(x, language) and (elsewhere or is_word(y, language))


def is_run_together(apart: Collection[str], joined: str, tag: str) -> bool:
    """Tell whether a word is only several words without the space between: then it is no word itself."""
    language = tag.partition("-")[0]
    return language in DICTIONARIES and not is_word(joined.lower(), language) and all(map(str.isalpha, apart))


@cache
def is_word(word: str, language: str) -> bool:
    """Tell whether a dictionary of the language has the word, in lower case; British words count as well."""
    known = _dictionary(language)
    plain = word.removesuffix("'s").removesuffix("'")
    return any(each in known for each in (word, plain, *([_variant(plain)] if language == "en" else [])))


@cache
def _dictionary(language: str) -> Collection[str]:
    from spellchecker import SpellChecker

    frequency = SpellChecker(language=language).word_frequency
    return frozenset(frequency.keys())


def distance(a: str, b: str) -> int:
    """Return how many letters must be put in, taken out, changed or swapped with their neighbour."""
    before: list[int] = []
    row = list(range(len(b) + 1))
    for i, left in enumerate(a, 1):
        last, before, row = before, row, [i]
        for j, right in enumerate(b, 1):
            best = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (left != right))
            if i > 1 and j > 1 and left == b[j - 2] and a[i - 2] == right:
                best = min(best, last[j - 2] + 1)
            row.append(best)
    return row[-1]


def _grave(word: str) -> bool:
    return word in GRAVE or word.endswith("n't")


def _bare(word: str) -> str:
    return "".join(sign for sign in unicodedata.normalize("NFKD", word) if not unicodedata.combining(sign))


def _is_variant(x: str, y: str) -> bool:
    """Of two words that are both in one dictionary, such as “prise” and “prize”, each has a meaning of its own."""
    known = _dictionary("en")
    return _variant(x) == _variant(y) and not (x in known and y in known)


def _variant(word: str) -> str:
    for pattern, to in _VARIANTS:
        word = pattern.sub(to, word)
    return word

# SPDX-License-Identifier: AGPL-3.0-or-later
"""Endings that follow a number in figures as its last word is spoken: 615-i (beş, beşi), 616-sı (altı, altısı)."""

from __future__ import annotations

import re
from decimal import Decimal

from octavo.model.locale import Language

# The words that a number can end with: 0 to 9, 10 to 90, hundred, thousand, million, milliard.
_WORDS = {
    "az": (
        "sıfır bir iki üç dörd beş altı yeddi səkkiz doqquz",
        "on iyirmi otuz qırx əlli altmış yetmiş səksən doxsan",
        "yüz min milyon milyard",
    ),
    "tr": (
        "sıfır bir iki üç dört beş altı yedi sekiz dokuz",
        "on yirmi otuz kırk elli altmış yetmiş seksen doksan",
        "yüz bin milyon milyar",
    ),
}
_VOWELS = "aıouəeiöü"
_NARROW = dict(zip(_VOWELS, "ııuuiiiüü", strict=True))  # the narrow vowel that follows each
_HARD = "çfhkpsşt"  # Turkish: after these a d becomes t


def _endings(word: str, tag: str) -> dict[str, str]:
    """Return the endings of a number's last word by the name of the case."""
    last = next(letter for letter in reversed(word) if letter in _VOWELS)
    narrow, open_vowel = word[-1] in _VOWELS, "a" if last in "aıou" else ("ə" if tag == "az" else "e")
    high = _NARROW[last]
    stop = "t" if tag == "tr" and word[-1] in _HARD else "d"
    return {
        "poss": f"s{high}" if narrow else high,
        "acc": f"{'n' if tag == 'az' else 'y'}{high}" if narrow else high,
        "gen": f"n{high}n" if narrow else f"{high}n",
        "dat": f"y{open_vowel}" if narrow else open_vowel,
        "loc": f"{stop}{open_vowel}",
        "abl": f"{stop}{open_vowel}n",
    }


SUFFIX = re.compile(r"\{(poss|acc|gen|dat|loc|abl)\}")


def knows_suffixes(language: Language) -> bool:
    """Tell whether endings of spoken numbers are known for the language."""
    return _tag(language) in _WORDS


def suffixed(pattern: str, value: Decimal, language: Language) -> str:
    """Return a noun form's pattern with the endings in it filled: `{n}-{poss}` is `{n}-i` for 615, `{n}-sı` for 616.

    Raises ValueError for a number that isn't whole, for it is spoken in more than one way.
    """
    if not SUFFIX.search(pattern) or not knows_suffixes(language):
        return pattern
    if value != value.to_integral_value():
        raise ValueError(f"{value} is not a whole number")
    found = _endings(_last_word(abs(int(value)), _tag(language)), _tag(language))
    return SUFFIX.sub(lambda match: found[match[1]], pattern)


def _last_word(number: int, tag: str) -> str:
    ones, tens, great = (words.split() for words in _WORDS[tag])
    if number % 10 or not number:
        return ones[number % 10]
    if number % 100:
        return tens[number // 10 % 10 - 1]
    if number % 1000:
        return great[0]
    thousands = next(at for at in (1, 2, 3) if at == 3 or number % 1000 ** (at + 1))
    return great[thousands]


def _tag(language: Language) -> str:
    return language.tag.partition("-")[0]

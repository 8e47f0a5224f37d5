# SPDX-License-Identifier: AGPL-3.0-or-later
"""Write templates/hyphenation/az.dic and tr.dic: syllables of the Turkic languages in Latin script.

    python scripts/make_hyphenation.py

A syllable has one vowel, and a consonant before a vowel begins a syllable: so a word breaks before the last consonant
of a group between vowels, and between two vowels. TeX and LibreOffice have no patterns for Azerbaijani; these are made
from the rule, not from a list of words. The format is that of hunspell's hyph_*.dic files.
"""

from __future__ import annotations

from itertools import product
from pathlib import Path

FOLDER = Path(__file__).parents[1] / "templates" / "hyphenation"
# vowels, consonants; w, x, q, j stand in names and loanwords
ALPHABETS = {
    "az": ("aeəıioöuü", "bcçdfgğhxjkqlmnprsştvyzw"),
    "tr": ("aeıioöuüâîû", "bcçdfgğhjklmnprsştvyzqwx"),
}
# Groups that begin a syllable together in loanwords: stra-te-gi-ya, not st-ra-te-gi-ya.
THREE = ("s", "ptk", "rlv")
HEAD = """\
UTF-8
% SPDX-License-Identifier: 0BSD
% Made by scripts/make_hyphenation.py from the rule of syllables.
"""


def patterns(vowels: str, consonants: str) -> list[str]:
    """Return the patterns: odd numbers allow a break, a higher even one forbids it, a full stop is a word's edge."""
    found = [f"1{consonant}{vowel}" for consonant, vowel in product(consonants, vowels)]
    found += [f"{one}1{two}" for one, two in product(vowels, vowels)]
    found += [f".{one}2{two}" for one, two in product(consonants, consonants)]
    found += [f".{one}{two}2{three}" for one, two, three in product(*THREE)]
    return found


def main() -> None:
    """Write the files."""
    for tag, letters in ALPHABETS.items():
        (FOLDER / f"{tag}.dic").write_text(HEAD + "\n".join(patterns(*letters)) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()

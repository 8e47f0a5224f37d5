# SPDX-License-Identifier: AGPL-3.0-or-later
"""The weights of the Unicode Collation Algorithm: pyuca's, whose table is read only as far as letters are asked about.

pyuca (1.2) makes numbers of all 30,000 lines when it starts, in a quarter of a second; a book has some hundred letters.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from pyuca import Collator

_LINE = re.compile(r"^([0-9A-F]+)((?: [0-9A-F]+)*) *; (\S+)", re.MULTILINE)  # UTS #10, 9.1.1
_RANGE = re.compile(r"^@implicitweights ([0-9A-F]+)\.\.([0-9A-F]+); ([0-9A-F]+)", re.MULTILINE)
_ELEMENT = re.compile(r"\[[*.]([0-9A-F]{4})\.([0-9A-F]{4})\.([0-9A-F]{4})")

Weights = list[list[int]]


class Table:
    """The lines of allkeys.txt, and of those that were asked about their weights."""

    def __init__(self, text: str) -> None:
        self._single: dict[int, str | Weights] = {}
        self._longer: dict[int, list[tuple[list[int], str]]] = {}  # by their first letter
        for first, rest, elements in _LINE.findall(text):
            if rest:
                letters = [int(each, 16) for each in (first, *rest.split())]
                self._longer.setdefault(letters[0], []).append((letters, elements))
            else:
                self._single[int(first, 16)] = elements
        for several in self._longer.values():
            several.sort(key=lambda each: -len(each[0]))

    def find_prefix(self, letters: list[int]) -> tuple[list[int], Weights | None, list[int]]:
        """Return the longest beginning that has weights of its own, these weights (or None), and what is left."""
        first = letters[0]
        for wanted, elements in self._longer.get(first, ()):
            size = len(wanted)
            if letters[:size] == wanted:
                return wanted, _weights(elements), letters[size:]
        known = self._single.get(first)
        if known is None:
            return [], None, letters
        if isinstance(known, str):
            known = self._single[first] = _weights(known)
        return letters[:1], known, letters[1:]

    def joining(self) -> frozenset[int]:
        """Return the letters that have weights together with the letter before them, and are no marks."""
        later = {letter for several in self._longer.values() for letters, _ in several for letter in letters[1:]}
        return frozenset(letter for letter in later if unicodedata.category(chr(letter))[0] != "M")


def _weights(elements: str) -> Weights:
    return [[int(each, 16) for each in element] for element in _ELEMENT.findall(elements)]


class Weigher(Collator):  # type: ignore[misc]  # untyped
    """pyuca's collator with such a table."""

    def load(self, filename: str) -> None:
        """Read the table; pyuca calls this."""
        text = Path(filename).read_text("utf-8")
        self.table: Any = Table(text)
        self.implicit_weights: Sequence[Sequence[int]] = [
            [int(each, 16) for each in given] for given in _RANGE.findall(text)
        ]

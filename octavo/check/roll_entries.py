# SPDX-License-Identifier: AGPL-3.0-or-later
"""No name lost: every entry of a long roll is read back from a finished file, whole and in the order of the roll.

Entries of long rolls stand beside the HTML (octavo.model.matter), so that no check of the composed text sees them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from octavo.check.pdf_words import only
from octavo.diagnostics.problem import Place, Problem, problem
from octavo.model.canonical import digest
from octavo.model.matter import LongRoll, field_of, pieces
from octavo.model.pdf_parts import Remember, anew

_TAGS = re.compile(r"<[^>]*>")
_NEAR = 4000  # signs: how far from an entry the next may begin, over the notes and heads of a page
_BETWEEN = 40  # signs: what a style may put between the parts of an entry
_OFTEN = 200  # how many times an entry may stand in a file before its roll
_NO_SIGNS = re.compile(r"[\W_]+")
_AT_ONCE = 512  # how many entries are put into signs together


def signs(text: str) -> str:
    """Return the letters and figures of a text alone, in one form, without marks and gaps."""
    return only(text, _NO_SIGNS)


def lost_entries(texts: Sequence[str], rolls: Sequence[LongRoll], remember: Remember = anew) -> list[Problem]:
    """Return a problem (P111) for each entry, or heading of a group, that is not where its roll has it.

    `texts` are those of the pages, or of the files of a book, as a reader takes them: from left to right. `remember`
    may have the signs of entries of the last time.
    """
    if not rolls:
        return []
    read = "".join(map(signs, texts))
    return [
        problem("P111", Place(key.partition("#")[0], key=key), words=said)
        for roll in rolls
        for key, said in _lost(read, roll, remember)
    ]


def _lost(read: str, roll: LongRoll, remember: Remember) -> Iterator[tuple[str, str]]:
    """Yield what is not found, with its key; that of a heading is the roll's."""
    patterns = [_Pattern(pattern) for pattern in roll.patterns]
    rows = [row for row in roll.rows.split("\n") if row]
    wholes = _wholes(rows, patterns, remember)
    at, headings = 0, list[int]()
    near = False
    for place, (row, whole) in enumerate(zip(rows, wholes, strict=True)):
        found = read.find(whole, at, at + _NEAR) if near else -1
        if found >= 0 and not headings and "\t\t" not in row:
            at = found + len(whole)
            continue
        shape, key, name, *more = row.split("\t")
        if not key:
            headings.append(place)
            continue
        start, end = (found, found + len(whole)) if found >= 0 else (-1, -1)
        if start < 0 and near:
            start, end = _in_parts(read, patterns[int(shape)].parts((key, name, *more)), at)
        if start < 0:
            following = next((wholes[after] for after in range(place + 1, len(rows)) if "\t\t" not in rows[after]), "")
            start, end = _anew(read, whole, following, at)
        if start < 0:
            yield key, name
            continue
        above = read[at if near else max(0, start - _NEAR) : start]
        yield from ((roll.id, rows[each].split("\t")[2]) for each in headings if wholes[each] not in above)
        at, near, headings = end, True, []


def _in_parts(read: str, parts: Sequence[str], at: int) -> tuple[int, int]:
    """Return where an item begins and ends whose parts the style sets apart from each other, or -1 twice."""
    start, end = -1, at + _NEAR
    for part in parts:
        found = read.find(part, at, end)
        if found < 0:
            return -1, -1
        start = found if start < 0 else start
        at = found + len(part)
        end = at + _BETWEEN
    return start, at


def _anew(read: str, whole: str, following: str, at: int) -> tuple[int, int]:
    """Return where an item begins and ends that stands further on, with the one after it near by, or -1 twice."""
    for away in (_BETWEEN, _NEAR):  # it may stand by itself before, as in a list of pictures
        after = at
        for _ in range(_OFTEN):
            found = read.find(whole, after)
            if found < 0:
                return -1, -1
            after = found + len(whole)
            if read.find(following, after, after + away) >= 0:
                return found, after
    return -1, -1


def _wholes(rows: Sequence[str], patterns: Sequence[_Pattern], remember: Remember) -> list[str]:
    """Return the signs of each entry in one piece."""
    named = digest(*(each.pattern for each in patterns))
    found: list[str] = []
    for start in range(0, len(rows), _AT_ONCE):
        some = rows[start : start + _AT_ONCE]

        def make(some: Sequence[str] = some) -> str:
            split = (row.split("\t") for row in some)
            return "\n".join("".join(patterns[int(shape)].parts(fields)) for shape, *fields in split)

        found += remember(f"entries {named} {digest(chr(10).join(some))}", make).split("\n")
    return found


class _Pattern:
    """What an item of a roll shows, apart from its element: what is the same in all, and the numbers of its fields."""

    def __init__(self, pattern: str) -> None:
        self.pattern = pattern
        self._pieces = [signs(each) if isinstance(each, str) else each for each in pieces(_TAGS.sub("", pattern))]
        self._known: dict[str, str] = {}

    def parts(self, fields: Sequence[str]) -> list[str]:
        """Return the signs of an item, in the pieces that its fields are."""
        found = (each if isinstance(each, str) else self._signs(field_of(fields, each)) for each in self._pieces)
        return [part for part in found if part]

    def _signs(self, text: str) -> str:
        """Return the signs of a field: places and years come again and again."""
        if (known := self._known.get(text)) is None:
            known = self._known[text] = signs(text)
        return known

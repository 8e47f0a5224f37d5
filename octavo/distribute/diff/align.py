# SPDX-License-Identifier: AGPL-3.0-or-later
"""Which page, or message, of the older belongs to which of the newer, by their words; and which words changed. Pure."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Hashable, Iterator, Sequence
from difflib import SequenceMatcher
from itertools import groupby, pairwise

from octavo.model.difference import Edit

Words = tuple[str, ...]
Pair = tuple[int | None, int | None]
"""Places in the older and the newer; None where one has no counterpart."""

ALIKE = 0.3  # share of words that two texts need in common to be one text that was changed
MOST = 100_000  # comparisons of pairs; beyond, texts are paired as they follow each other
_NUMBER = re.compile(r"\d+")
# Scripts that put no space between words: Thai, Lao, Burmese, Khmer, Chinese, Japanese.
_UNSPACED = (
    "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u2e80-\u30ff\u3400-\u9fff\uf900-\ufaff\uff00-\uffef\U00020000-\U0003ffff"
)
_WORD = re.compile(rf"[{_UNSPACED}]|[^\s{_UNSPACED}]+")
_ALONE = re.compile(rf"[{_UNSPACED}]")


def words_of(text: str) -> Words:
    """Return the words of a text, each with the marks that stand at it; characters where words have no spaces."""
    return tuple(_WORD.findall(text))


def joined(words: Sequence[str]) -> str:
    """Return words as a text again."""
    return "".join(
        word if not before or (_ALONE.match(before) and _ALONE.match(word)) else f" {word}"
        for before, word in pairwise(["", *words])
    )


def without_numbers(words: Words) -> Words:
    """Return the words without those that hold a figure in any script's digits, so that page numbers don't count."""
    return tuple(word for word in words if not _NUMBER.search(word))


def align(old: Sequence[Words], new: Sequence[Words], *, numbers: bool = True) -> list[Pair]:
    """Return every place of both once, in order: equal texts together, then those that are most alike.

    Without `numbers` texts that differ in numbers alone count as equal, as pages do that were only moved; and texts
    that stand in each other's place are a pair, however unlike they are.
    """
    if not numbers:
        pairs = _aligned([without_numbers(each) for each in old], [without_numbers(each) for each in new])
        return _in_place(pairs)
    return _aligned(old, new)


def _in_place(pairs: Sequence[Pair]) -> list[Pair]:
    """Return the pairs with those joined that lie between the same neighbours, where as many are gone as are new."""
    found: list[Pair] = []
    for whole, group in groupby(pairs, key=lambda pair: None not in pair):
        run = list(group)
        gone, new = [i for i, _ in run if i is not None], [j for _, j in run if j is not None]
        found += run if whole or len(gone) != len(new) else zip(gone, new, strict=True)
    return found


def _aligned(old: Sequence[Words], new: Sequence[Words]) -> list[Pair]:
    head = _common(old, new)
    tail = _common(old[head:][::-1], new[head:][::-1])
    pairs: list[Pair] = [(at, at) for at in range(head)]
    middle_old, middle_new = old[head : len(old) - tail], new[head : len(new) - tail]
    for tag, i1, i2, j1, j2 in SequenceMatcher(None, middle_old, middle_new, autojunk=False).get_opcodes():
        if tag == "equal":
            pairs += [(head + i, head + j) for i, j in zip(range(i1, i2), range(j1, j2), strict=True)]
        else:
            pairs += _raised(_likeliest(middle_old[i1:i2], middle_new[j1:j2]), head + i1, head + j1)
    return pairs + [(len(old) - tail + at, len(new) - tail + at) for at in range(tail)]


def _common(old: Sequence[Hashable], new: Sequence[Hashable]) -> int:
    """Return how many of the first are equal."""
    return next(
        (at for at, (one, other) in enumerate(zip(old, new, strict=False)) if one != other), min(len(old), len(new))
    )


def _raised(pairs: Sequence[Pair], by_old: int, by_new: int) -> list[Pair]:
    return [(None if i is None else i + by_old, None if j is None else j + by_new) for i, j in pairs]


def likeness(old: Words, new: Words) -> float:
    """Return the share of words that two texts have in common (Dice), from 0 to 1; 1 for two without any."""
    if not old and not new:
        return 1.0
    shared = sum((Counter(old) & Counter(new)).values())
    return 2 * shared / (len(old) + len(new))


def _likeliest(old: Sequence[Words], new: Sequence[Words]) -> list[Pair]:
    """Return the pairs, in order, whose likeness is highest in sum; texts that are too unlike stay alone."""
    if not old or not new or len(old) * len(new) > MOST:
        return _in_step(len(old), len(new))
    # best[i][j] is what the first i and j texts reach.
    best = [[0.0] * (len(new) + 1) for _ in range(len(old) + 1)]
    alike = [[likeness(one, other) for other in new] for one in old]
    for i, row in enumerate(alike):
        for j, value in enumerate(row):
            paired = best[i][j] + value if value >= ALIKE else 0.0
            best[i + 1][j + 1] = max(paired, best[i][j + 1], best[i + 1][j])
    pairs: list[Pair] = []
    i, j = len(old), len(new)
    while i and j:
        value = alike[i - 1][j - 1]
        if value >= ALIKE and best[i][j] == best[i - 1][j - 1] + value:
            i, j = i - 1, j - 1
            pairs.append((i, j))
        elif best[i][j] == best[i][j - 1]:
            j -= 1
            pairs.append((None, j))
        else:
            i -= 1
            pairs.append((i, None))
    pairs += [(None, at) for at in reversed(range(j))] + [(at, None) for at in reversed(range(i))]
    return pairs[::-1]


def _in_step(old: int, new: int) -> list[Pair]:
    both = min(old, new)
    rest: list[Pair] = [(at, None) for at in range(both, old)] + [(None, at) for at in range(both, new)]
    return [*((at, at) for at in range(both)), *rest]


def edits(old: Words, new: Words) -> tuple[Edit, ...]:
    """Return both texts as one: runs of words that are kept, gone and new, in order."""
    found: list[Edit] = []
    for tag, i1, i2, j1, j2 in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "equal":
            found.append(("kept", joined(old[i1:i2])))
            continue
        if i1 < i2:
            found.append(("gone", joined(old[i1:i2])))
        if j1 < j2:
            found.append(("new", joined(new[j1:j2])))
    return tuple(found)


def shortened(told: Sequence[Edit], around: int) -> tuple[Edit, ...]:
    """Return the edits with no more than so many kept words on each side of a change; … stands for the others."""
    found: list[Edit] = []
    for at, (kind, text) in enumerate(told):
        words = words_of(text)
        first, last = at == 0, at == len(told) - 1
        if kind != "kept" or len(words) <= around * (1 if first or last else 2):
            found.append((kind, text))
            continue
        before = () if first else words[:around]
        after = () if last else words[-around:]
        found.append(("kept", joined([*before, "…", *after])))
    return tuple(found)


def changed_words(told: Sequence[Edit]) -> tuple[Words, Words]:
    """Return the words that are gone and those that are new."""
    gone, new = (
        [word for kind, text in told if kind == wanted for word in words_of(text)] for wanted in ("gone", "new")
    )
    return tuple(gone), tuple(new)


def runs(pairs: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int, int]]:
    """Yield runs of places that moved together: first and last of the older, first of the newer."""
    if not pairs:
        return
    start = pairs[0]
    for one, other in pairwise([*pairs, (-1, -1)]):
        if other != (one[0] + 1, one[1] + 1):
            yield start[0], one[0], start[1]
            start = other

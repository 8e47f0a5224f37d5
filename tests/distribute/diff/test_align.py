# SPDX-License-Identifier: AGPL-3.0-or-later
"""Pages and messages find their counterparts: each once, in order, and one change never spoils the others."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from octavo.distribute.diff.align import (
    Pair,
    Words,
    align,
    changed_words,
    edits,
    joined,
    likeness,
    runs,
    shortened,
    words_of,
)

WORDS = st.lists(st.sampled_from(["fog", "lamp", "quay", "mole", "7", "12", "oil"]), max_size=5).map(tuple)
TEXTS = st.lists(WORDS, max_size=12)


def places(pairs: list[Pair], side: int) -> list[int]:
    return [found for pair in pairs if (found := pair[side]) is not None]


@given(TEXTS, TEXTS, st.booleans())
def test_every_place_is_there_once_and_in_order(old: list[Words], new: list[Words], numbers: bool) -> None:
    pairs = align(old, new, numbers=numbers)
    assert places(pairs, 0) == list(range(len(old)))
    assert places(pairs, 1) == list(range(len(new)))
    assert all(pair != (None, None) for pair in pairs)


@given(TEXTS)
def test_what_is_the_same_stays_where_it_is(texts: list[Words]) -> None:
    assert align(texts, texts) == [(at, at) for at in range(len(texts))]


@given(TEXTS, st.data())
def test_an_inserted_text_is_the_only_one_without_a_counterpart(texts: list[Words], data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(texts)))
    new = [*texts[:at], ("something", "else"), *texts[at:]]
    pairs = align(texts, new)
    assert [pair for pair in pairs if None in pair] == [(None, at)]
    assert all(texts[i] == new[j] for i, j in pairs if i is not None and j is not None)
    back = align(new, texts)
    assert [pair for pair in back if None in pair] == [(at, None)]


@given(TEXTS.filter(bool), st.data())
def test_a_changed_word_changes_one_pair(texts: list[Words], data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(texts) - 1))
    old = [*texts[:at], (*texts[at], "here", "is", "a", "dislike"), *texts[at + 1 :]]
    new = [*texts[:at], (*texts[at], "here", "is", "a", "liking"), *texts[at + 1 :]]
    assert align(old, new) == [(each, each) for each in range(len(texts))]


def test_pages_that_were_moved_are_known_though_their_numbers_are_others() -> None:
    old = [words_of(f"{word} lamp {number}") for number, word in enumerate(["fog", "quay", "oil", "mole"], 1)]
    new = [words_of(f"{word} lamp {number}") for number, word in enumerate(["fog", "new", "quay", "oil", "mole"], 1)]
    assert align(old, new, numbers=False) == [(0, 0), (None, 1), (1, 2), (2, 3), (3, 4)]


def test_of_several_changed_texts_the_likeliest_are_pairs() -> None:
    old = [words_of("the fog came in from the sea"), words_of("nobody saw the lamp on the quay")]
    new = [
        words_of("a page on other things"),
        words_of("the fog came in over the sea"),
        words_of("nobody saw the lamp"),
    ]
    assert align(old, new) == [(None, 0), (0, 1), (1, 2)]


def test_a_page_that_was_written_anew_is_the_same_page() -> None:
    old, new = [words_of(text) for text in ("one", "fog and sea", "two")], [words_of(t) for t in ("one", "oil", "two")]
    assert align(old, new, numbers=False) == [(0, 0), (1, 1), (2, 2)]
    assert align(old[1:2], [*new[1:2], words_of("wick")], numbers=False).count((0, None)) == 1


def test_texts_without_a_common_word_are_no_pair() -> None:
    assert set(align([words_of("fog and sea")], [words_of("oil for lamps")])) == {(0, None), (None, 0)}


@given(WORDS, WORDS)
def test_likeness_is_a_share_and_the_same_both_ways(old: Words, new: Words) -> None:
    assert 0 <= likeness(old, new) == likeness(new, old) <= 1
    assert likeness(old, old) == 1


@given(WORDS, WORDS)
def test_both_texts_can_be_read_from_the_edits(old: Words, new: Words) -> None:
    told = edits(old, new)
    assert words_of(" ".join(text for kind, text in told if kind != "new")) == old
    assert words_of(" ".join(text for kind, text in told if kind != "gone")) == new


@given(WORDS, WORDS, st.integers(1, 3))
def test_shortened_edits_keep_every_change(old: Words, new: Words, around: int) -> None:
    told = edits(old, new)
    short = shortened(told, around)
    assert changed_words(short) == changed_words(told)
    assert all(len(words_of(text)) <= 2 * around + 1 for kind, text in short if kind == "kept")


def test_words_of_scripts_without_spaces_are_their_characters() -> None:
    assert words_of("灯塔 at 夜") == ("灯", "塔", "at", "夜")
    assert joined(("灯", "塔", "at", "夜")) == "灯塔 at 夜"
    told = edits(words_of("港口的灯"), words_of("港口的雾"))
    assert told == (("kept", "港口的"), ("gone", "灯"), ("new", "雾"))


def test_pages_that_moved_together_are_one_run() -> None:
    assert list(runs([(3, 4), (4, 5), (5, 6), (8, 10)])) == [(3, 5, 4), (8, 8, 10)]
    assert list(runs([])) == []

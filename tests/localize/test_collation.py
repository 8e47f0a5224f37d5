# SPDX-License-Identifier: AGPL-3.0-or-later
"""Alphabetical order is that of ICU, which sorted data/icu_order.json (77; 72 where the house has no file)."""

from __future__ import annotations

import json
import random
from pathlib import Path

import pytest

from octavo.localize.collation import filing, initial, sort_key
from octavo.localize.uca import Weigher
from tests.localize.samples import language

ICU: dict[str, list[str]] = json.loads((Path(__file__).parent / "data" / "icu_order.json").read_bytes())


@pytest.mark.parametrize("tag", sorted(ICU))
def test_words_stand_as_icu_puts_them(tag: str) -> None:
    words = list(ICU[tag])
    random.Random(1).shuffle(words)
    assert sorted(words, key=sort_key(language(tag))) == ICU[tag]


def test_words_are_compared_one_by_one_and_the_dotted_i_is_a_letter() -> None:
    names = ["Əliyeva Anar", "Əliyev Zaur", "Iqbal", "İbrahim", "Qara", "Xan", "Kamal", "Həsən", "Ilkin"]
    assert sorted(names, key=sort_key(language("az"))) == [
        "Əliyev Zaur", "Əliyeva Anar", "Həsən", "Xan", "Iqbal", "Ilkin", "İbrahim", "Kamal", "Qara",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("tag", "text", "letter"),
    [
        ("az", "İbrahim", "i"),
        ("az", "Işıq", "ı"),
        ("cs", "Chata", "ch"),
        ("ru", "Ёлка", "е"),
        ("de", "Ärzte", "a"),
        ("el", "Άννα", "α"),
        ("ar", "أحمد", "ا"),
        ("uk", "Їжак", "ї"),
        ("bg", "Йов", "й"),
        ("en", "“Quoted”", "q"),
        ("en", "613", ""),
        ("az", "Étienne", "e"),
        ("zu", "Östen", "o"),
    ],
)
def test_the_letter_of_an_index(tag: str, text: str, letter: str) -> None:
    assert initial(text, language(tag)) == letter


@pytest.mark.parametrize(
    ("tag", "text", "expected"),
    [("ar", "الحسن", "حسن"), ("ar", "الي", "الي"), ("en", "al-Sample", "Sample"), ("fa", "الحسن", "الحسن")],
)
def test_an_article_does_not_count_where_that_is_the_custom(tag: str, text: str, expected: str) -> None:
    assert filing(language(tag))(text) == expected


def test_weights_are_those_of_pyuca() -> None:
    from pyuca import Collator

    theirs, ours = Collator(), Weigher()
    drawn = random.Random(2)
    letters = [chr(each) for each in [*range(0x20, 0x3000), *range(0x4E00, 0x4E20), 0xFDFA, 0x1F600, 0xE0001, 0x2A6D6]]
    texts = [*letters, *("".join(drawn.choices(letters, k=6)) for _ in range(3000))]
    # Contractions (UTS #10, 3.3): vowels of Thai before their consonant, marks that stand apart from their letter.
    texts += ["เก", "โขน", "ຜູ້ແ", "ೋ", "l·l", "a\u0328\u0301b", "\u0cc6\u0cc2\u0cd5"]
    assert ours.implicit_weights == theirs.implicit_weights
    assert [ours.sort_key(each) for each in texts] == [theirs.sort_key(each) for each in texts]

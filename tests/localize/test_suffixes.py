# SPDX-License-Identifier: AGPL-3.0-or-later
"""Endings follow a number in figures as its last word is spoken, in Azerbaijani and Turkish."""

from __future__ import annotations

from decimal import Decimal

import pytest

from octavo.localize.figures import counted
from octavo.localize.suffixes import suffixed
from octavo.localize.translator import Translator
from octavo.localize.values import values_of
from octavo.model.catalog import Catalog
from octavo.model.ledger import Figure
from tests.localize.samples import language, publication, visible

# Written by hand, by the words: bir, iki, üç … iyirmi, otuz, qırx … yüz, min.
SAID = {
    "az": {
        "poss": "0-ı 1-i 2-si 3-ü 4-ü 5-i 6-sı 7-si 8-i 9-u 10-u 20-si 30-u 40-ı 50-si 60-ı 70-i 80-i 90-ı "
        "100-ü 1000-i 615-i 616-sı 613-ü 161-i 1000000-u",
        "acc": "2-ni 6-nı 9-u 616-nı 615-i 50-ni 100-ü",
        "gen": "3-ün 6-nın 20-nin 615-in 1000-in",
        "dat": "1-ə 2-yə 6-ya 9-a 40-a 616-ya 615-ə",
        "loc": "3-də 6-da 40-da 615-də",
        "abl": "3-dən 6-dan 9-dan 616-dan",
    },
    "tr": {
        "poss": "1’i 2’si 3’ü 4’ü 6’sı 9’u 10’u 20’si 30’u 40’ı 100’ü 615’i 616’sı",
        "acc": "2’yi 3’ü 6’yı 7’yi 20’yi 616’yı",
        "gen": "2’nin 3’ün 6’nın 40’ın 1000’in",
        "dat": "1’e 2’ye 6’ya 9’a 30’a 616’ya",
        "loc": "1’de 3’te 4’te 5’te 6’da 40’ta 60’ta 70’te 100’de 1000’de",
        "abl": "3’ten 6’dan 9’dan 40’tan 615’ten",
    },
}
CASES = [(tag, case, words) for tag, cases in SAID.items() for case, words in cases.items()]


@pytest.mark.parametrize(("tag", "case", "words"), CASES)
def test_an_ending_follows_the_spoken_number(tag: str, case: str, words: str) -> None:
    mark = "-" if tag == "az" else "’"
    for word in words.split():
        figures = word.partition(mark)[0]
        assert suffixed(f"{figures}{mark}{{{case}}}", Decimal(figures), language(tag)) == word


def test_what_is_not_whole_is_spoken_in_more_than_one_way() -> None:
    with pytest.raises(ValueError, match="whole"):
        suffixed("{n}-{poss}", Decimal("2.5"), language("az"))
    assert suffixed("{n} nəfər", Decimal("2.5"), language("az")) == "{n} nəfər"


def test_a_placeholder_takes_it_from_the_locale_file() -> None:
    tongue = language("az", "nouns:\n  people:\n    poss: {other: '{n}-{poss}'}\n")
    counts = values_of(publication(), Translator(tongue, Catalog("az"), Catalog("az"), False, False)).counts
    said = [counted(Figure(value=Decimal(number)), "people", "poss", counts) for number in (615, 616)]
    assert [visible(str(each)) for each in said] == ["615-i", "616-sı"]

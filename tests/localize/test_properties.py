# SPDX-License-Identifier: AGPL-3.0-or-later
"""Whatever the language and the quantity: it can be written, and nothing of it is lost."""

from __future__ import annotations

import unicodedata
from datetime import date
from decimal import Decimal
from functools import cache

import pytest
from babel.localedata import locale_identifiers
from hypothesis import example, given, settings
from hypothesis import strategies as st

from octavo.localize import dates, formats, plurals
from octavo.localize.collation import slow_key, sort_key
from octavo.localize.language import language_from_cldr
from octavo.model.locale import Language
from tests.localize.samples import HOUSE_TAGS, language

TAGS = sorted(name.replace("_", "-") for name in locale_identifiers() if name != "root")
LANGUAGES = st.sampled_from(TAGS).map(cache(language_from_cldr))
HOUSE = st.sampled_from(HOUSE_TAGS).map(language)
NUMBERS = st.integers(0, 10**12).map(Decimal) | st.decimals(0, 10**6, places=2)
DAYS = st.dates(date(1000, 1, 1), date(2999, 12, 31))


def value_of(text: str) -> str:
    """The digits of a text, whatever their script."""
    return "".join(str(unicodedata.digit(mark)) for mark in text if mark.isdecimal())


def edtf(day: date, parts: int) -> str:
    return "-".join(day.isoformat().split("-")[:parts])


@settings(max_examples=30)
@given(LANGUAGES, NUMBERS)
def test_every_number_keeps_its_digits_in_every_language(tongue: Language, number: Decimal) -> None:
    plain = f"{number.normalize():f}".replace(".", "")
    assert value_of(formats.number(number, tongue)) == plain
    assert 0 <= plurals.form_index(number, tongue) < plurals.gettext_rule(tongue.plurals)[0]
    assert plurals.category(number, tongue) in plurals.CATEGORIES


@settings(max_examples=30)
@given(LANGUAGES, NUMBERS, NUMBERS)
def test_every_range_holds_both_ends(tongue: Language, one: Decimal, two: Decimal) -> None:
    text = formats.number_range(one, two, tongue)
    assert value_of(text) == value_of(formats.number(one, tongue)) + value_of(formats.number(two, tongue))


@settings(max_examples=30)
@given(LANGUAGES, DAYS, DAYS, st.integers(1, 3))
def test_every_date_and_interval_can_be_written(tongue: Language, one: date, two: date, parts: int) -> None:
    single, interval = edtf(one, parts), f"{edtf(one, parts)}/{edtf(two, parts)}"
    for text in (dates.date(single, tongue), dates.date(interval, tongue)):
        assert str(one.year) in value_of(text) or tongue.tag in ("fa", "th")
    assert value_of(dates.year(single, tongue)) == str(one.year)
    assert dates.day(single, tongue)
    assert dates.day(interval, tongue)


@given(HOUSE, DAYS)
def test_an_interval_is_not_written_as_a_single_day(tongue: Language, day: date) -> None:
    later = day.replace(year=day.year + 1)
    both = dates.date(f"{day.isoformat()}/{later.isoformat()}", tongue)
    assert str(day.year) in value_of(both)
    assert str(later.year) in value_of(both)


@given(HOUSE, st.lists(st.text(max_size=12), max_size=6))
def test_any_names_can_be_sorted(tongue: Language, names: list[str]) -> None:
    key = sort_key(tongue)
    assert sorted(sorted(names), key=key) == sorted(sorted(names, reverse=True), key=key)


# Letters that names have, with signs, marks that join, vowels before their consonant (Thai), jamo, and other scripts.
NAMES = st.text(
    "aAbcChHdDzZžŽeEəƏiIıİlL·nNñNjoOöÖ sSßæøü'’-.1 \u0301\u0323\u0307абйЙїґدالإآىةכἀώเกแขຜคᄀ가漢\ud7a3", max_size=8
)


@given(HOUSE, NAMES, NAMES)
@example(Language(tag="en"), "l·", "l")
@example(Language(tag="cs", alphabet="c č d h ch i"), "Chc", "Ch")
def test_a_quick_key_compares_as_the_slow_one(tongue: Language, one: str, other: str) -> None:
    quick, slow = sort_key(tongue), slow_key(tongue.alphabet)
    assert (quick(one) < quick(other), quick(one) == quick(other)) == (
        slow(one) < slow(other),
        slow(one) == slow(other),
    )


@pytest.mark.slow
@pytest.mark.parametrize("tag", TAGS)
def test_each_locale_writes_each_kind_of_value(tag: str) -> None:
    tongue = language_from_cldr(tag)
    assert value_of(formats.number(Decimal("1234567.5"), tongue)) == "12345675"
    assert value_of(formats.percent(Decimal("0.25"), tongue)) == "25"
    assert formats.listing(["a", "b", "c"], tongue)
    assert formats.own_name(tag)
    for text in (
        "1992-02-25/1992-02-26",
        "1992-02-28/1992-03-01",
        "1991-12-31/1992-01-01",
        "1992-02/1992-03",
        "1988/1994",
    ):
        assert value_of(dates.date(text, tongue))

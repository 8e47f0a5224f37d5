# SPDX-License-Identifier: AGPL-3.0-or-later
"""Dates and intervals in each precision, and the way of every house language with them."""

from __future__ import annotations

import pytest

from octavo.localize import dates
from octavo.localize.cldr import OwnLocale
from tests.localize.samples import language, visible

NIGHT = "1992-02-25/1992-02-26"
TWO_MONTHS = "1992-02-28/1992-03-01"
TWO_YEARS = "1991-12-31/1992-01-01"


@pytest.mark.parametrize(
    ("tag", "day", "interval"),
    [
        ("en", "25 February 1992", "25–26 February 1992"),
        ("en-US", "February 25, 1992", "February 25–26, 1992"),
        ("az", "25 fevral 1992-ci il", "25–26 fevral 1992-ci il"),
        ("tr", "25 Şubat 1992", "25–26 Şubat 1992"),
        ("ru", "25 февраля 1992 г.", "25–26 февраля 1992 г."),
        ("uk", "25 лютого 1992 р.", "25–26 лютого 1992 р."),
        ("kk", "1992 ж. 25 ақпан", "1992 ж. 25–26 ақпан"),
        ("de", "25. Februar 1992", "25.–26. Februar 1992"),
        ("cs", "25. února 1992", "25.–26. února 1992"),
        ("hu", "1992. február 25.", "1992. február 25–26."),
        ("fr", "25 février 1992", "25–26 février 1992"),
        ("es", "25 de febrero de 1992", "25–26 de febrero de 1992"),
        ("it", "25 febbraio 1992", "25–26 febbraio 1992"),
        ("pl", "25 lutego 1992", "25–26 lutego 1992"),
        ("el", "25 Φεβρουαρίου 1992", "25–26 Φεβρουαρίου 1992"),
        ("ka", "25 თებერვალი, 1992", "25–26 თებერვალი, 1992"),
        ("hy", "25 փետրվարի, 1992 թ.", "25–26 փետրվարի, 1992 թ."),
        ("he", "25 בפברואר 1992", "25–26 בפברואר 1992"),
        ("ar", "٢٥ فبراير ١٩٩٢", "٢٥–٢٦ فبراير ١٩٩٢"),
        ("fa", "۲۵ فوریهٔ ۱۹۹۲", "۲۵ تا ۲۶ فوریهٔ ۱۹۹۲"),
        ("hi", "25 फ़रवरी 1992", "25–26 फ़रवरी 1992"),
        ("ja", "1992年2月25日", "1992年2月25日～26日"),
        ("zh", "1992年2月25日", "1992年2月25日至26日"),
        ("zh-Hans", "1992年2月25日", "1992年2月25日至26日"),
        ("ko", "1992년 2월 25일", "1992년 2월 25일~26일"),
        ("th", "25 กุมภาพันธ์ ค.ศ. 1992", "25–26 กุมภาพันธ์ ค.ศ. 1992"),
        ("vi", "25 tháng 2, 1992", "25–26 tháng 2, 1992"),
        ("pt", "25 de fevereiro de 1992", "25–26 de fevereiro de 1992"),
        ("ro", "25 februarie 1992", "25–26 februarie 1992"),
    ],
)
def test_a_day_and_an_interval_of_days(tag: str, day: str, interval: str) -> None:
    assert visible(dates.date("1992-02-25", language(tag))) == day
    assert visible(dates.date(NIGHT, language(tag))) == interval


@pytest.mark.parametrize(
    ("tag", "months", "years"),
    [
        ("en", "28 February – 1 March 1992", "31 December 1991 – 1 January 1992"),
        ("az", "28 fevral – 1 mart 1992-ci il", "31 dekabr 1991-ci il – 1 yanvar 1992-ci il"),
        ("de", "28. Februar – 1. März 1992", "31. Dezember 1991 – 1. Januar 1992"),
        ("cs", "28. února – 1. března 1992", "31. prosince 1991 – 1. ledna 1992"),
        ("ru", "28 февраля – 1 марта 1992 г.", "31 декабря 1991 г. – 1 января 1992 г."),
        ("hu", "1992. február 28. – március 1.", "1991. december 31. – 1992. január 1."),
        ("fr", "28 février – 1er mars 1992", "31 décembre 1991 – 1er janvier 1992"),
        ("fa", "۲۸ فوریه تا ۱ مارس ۱۹۹۲", "۳۱ دسامبر ۱۹۹۱ تا ۱ ژانویهٔ ۱۹۹۲"),
        ("ja", "1992年2月28日～3月1日", "1991年12月31日～1992年1月1日"),
    ],
)
def test_intervals_over_months_and_years(tag: str, months: str, years: str) -> None:
    assert visible(dates.date(TWO_MONTHS, language(tag))) == months
    assert visible(dates.date(TWO_YEARS, language(tag))) == years


@pytest.mark.parametrize(
    ("tag", "month", "months", "years"),
    [
        ("en", "February 1992", "February–March 1992", "1988–1994"),
        ("ru", "февраль 1992 г.", "февраль–март 1992 г.", "1988–1994"),
        ("pl", "luty 1992", "luty–marzec 1992", "1988–1994"),
        ("es", "febrero de 1992", "febrero–marzo de 1992", "1988–1994"),
        ("hy", "1992 թ. փետրվար", "1992 թ. փետրվար–մարտ", "1988–1994"),
        ("fa", "فوریهٔ ۱۹۹۲", "فوریه تا مارس ۱۹۹۲", "۱۹۸۸ تا ۱۹۹۴"),
        ("ar", "فبراير ١٩٩٢", "فبراير–مارس ١٩٩٢", "١٩٨٨–١٩٩٤"),
    ],
)
def test_months_and_years(tag: str, month: str, months: str, years: str) -> None:
    tongue = language(tag)
    assert visible(dates.date("1992-02", tongue)) == month
    assert visible(dates.date("1992-02/1992-03", tongue)) == months
    assert visible(dates.date("1988/1994", tongue)) == years


def test_without_the_year() -> None:
    assert visible(dates.day(NIGHT, language("en"))) == "25–26 February"
    assert visible(dates.day("1992-02-25", language("de"))) == "25. Februar"
    assert visible(dates.day("1992-02", language("ru"))) == "февраль"
    assert visible(dates.day(TWO_YEARS, language("en"))) == "31 December 1991 – 1 January 1992"
    assert dates.day("1992", language("en")) == "1992"


def test_the_year_alone() -> None:
    assert dates.year(NIGHT, language("en")) == "1992"
    assert dates.year("1992-02-25", language("fa")) == "۱۹۹۲"
    assert visible(dates.year(TWO_YEARS, language("en"))) == "1991–1992"


def test_ends_of_different_precision() -> None:
    assert visible(dates.date("1992-02/1992-03-01", language("en"))) == "February 1992 – 1 March 1992"


def test_no_line_ends_before_a_dash() -> None:
    assert dates.date(NIGHT, language("az")).startswith("25\u2060–\u206026")
    assert "\u00a0– " in dates.date(TWO_MONTHS, language("az"))


@pytest.mark.parametrize(
    ("year", "ending"),
    [
        (1992, "ci"),
        (1990, "cı"),
        (2003, "cü"),
        (2006, "cı"),
        (2009, "cu"),
        (2010, "cu"),
        (2030, "cu"),
        (2040, "cı"),
        (1900, "cü"),
        (2000, "ci"),
        (1950, "ci"),
        (1960, "cı"),
        (2026, "cı"),
    ],
)
def test_azerbaijani_years_end_as_they_are_spoken(year: int, ending: str) -> None:
    assert dates.date(f"{year}-02-26", language("az")) == f"26 fevral {year}-{ending} il"


@pytest.mark.parametrize("edtf", ["1992-02-30", "1992-13", "0000"])
def test_a_day_that_is_not_is_refused(edtf: str) -> None:
    with pytest.raises(ValueError, match=r"day|month|year"):
        dates.date(edtf, language("en"))


def test_a_publication_replaces_patterns() -> None:
    tongue = language("en", "patterns:\n  yMMMMd: y MMMM d\n  yMMMMd/d: 'y MMMM d to d'\n  y: \"'the year' y\"\n")
    assert dates.date("1992-02-25", tongue) == "1992 February 25"
    assert dates.date(NIGHT, tongue).startswith("1992 February 25")
    assert dates.date("1992", tongue) == "the year 1992"


def test_babel_does_not_mix_languages_up() -> None:
    """Babel 2.18 gives Spanish “LLLL” in Azerbaijani once Azerbaijani was asked: our locales have data of their own."""
    assert dates.day("1992-02", language("az")) == "fevral"
    assert dates.day("1992-02", language("es")) == "febrero"
    assert isinstance(OwnLocale.parse("es"), OwnLocale)

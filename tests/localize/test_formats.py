# SPDX-License-Identifier: AGPL-3.0-or-later
"""Numbers, ranges, lists and names: a row for each thing that Babel does not do by itself."""

from __future__ import annotations

from decimal import Decimal

import pytest

from octavo.localize import formats
from tests.localize.samples import language, visible


@pytest.mark.parametrize(
    ("tag", "value", "written"),
    [
        ("en", "1234.5", "1,234.5"),
        ("az", "1234567.25", "1.234.567,25"),
        ("de", "1000", "1.000"),
        ("fr", "1000", "1 000"),
        ("hi", "1234567", "12,34,567"),
        # four digits stand together where minimumGroupingDigits is 2, five do not
        ("es", "1000", "1000"),
        ("es", "10000", "10.000"),
        ("pl", "9999", "9999"),
        ("pl", "12345", "12 345"),
        ("pt-PT", "1234", "1234"),
        ("pt-BR", "1234", "1.234"),
        ("it", "1234", "1234"),
        ("ka", "1234", "1234"),
        ("hy", "1234", "1234"),
        ("kk", "12345.5", "12 345,5"),
        ("zh-Hans", "1234567.5", "1,234,567.5"),
        ("ja", "1234", "1,234"),
        ("ko", "1234", "1,234"),
        ("th", "1234", "1,234"),
        ("bg", "1234", "1234"),
        # the language's digits, with its own signs for groups, decimals and minus
        ("fa", "1234567.891", "۱٬۲۳۴٬۵۶۷٫۸۹۱"),
        ("ar", "1234.5", "١٬٢٣٤٫٥"),
        ("bn", "1234", "১,২৩৪"),
        ("mr", "613", "६१३"),
        ("fa", "-12", "−۱۲"),
        # as many decimals as were given, never more; no rounding
        ("en", "0.1234567", "0.1234567"),
        ("en", "613.0", "613"),
        ("en", "0", "0"),
    ],
)
def test_numbers_are_written_as_the_language_does(tag: str, value: str, written: str) -> None:
    assert visible(formats.number(Decimal(value), language(tag))) == written


@pytest.mark.parametrize("value", ["NaN", "Infinity", "1E+30", "1E-400"])
def test_what_is_no_printable_number_is_refused(value: str) -> None:
    with pytest.raises(ValueError, match="can be printed"):
        formats.number(Decimal(value), language("en"))


@pytest.mark.parametrize(
    ("tag", "written"),
    [("en", "25.5%"), ("de", "25,5 %"), ("tr", "%25,5"), ("fa", "۲۵٫۵٪"), ("ar", "٢٥٫٥٪"), ("eu", "% 25,5")],
)
def test_percentages_have_the_language_s_own_sign(tag: str, written: str) -> None:
    assert visible(formats.percent(Decimal("0.255"), language(tag))) == written


@pytest.mark.parametrize(
    ("tag", "written"),
    [("en", "161–1,613"), ("es", "161-1613"), ("ja", "161～1,613"), ("pt-PT", "161 - 1613"), ("fa", "۱۶۱–۱٬۶۱۳")],
)
def test_ranges_have_the_language_s_own_sign(tag: str, written: str) -> None:
    assert visible(formats.number_range(161, 1613, language(tag))) == written


def test_no_line_ends_inside_a_range() -> None:
    assert formats.number_range(161, 613, language("az")) == "161\u2060–\u2060613"
    assert formats.number_range(161, 613, language("pt-PT")) == "161\u00a0-\u00a0613"


@pytest.mark.parametrize(("tag", "first"), [("ar", "\u200f"), ("fa", "\u200f"), ("he", "\u200f"), ("ru", "1")])
def test_a_range_of_digits_runs_the_way_of_its_text(tag: str, first: str) -> None:
    assert formats.number_range(161, 613, language(tag)).startswith(first)


@pytest.mark.parametrize(
    ("tag", "written"),
    [
        ("en", "a, b and c"),
        ("en-US", "a, b, and c"),
        ("az", "a, b və c"),
        ("ru", "a, b и c"),
        ("de", "a, b und c"),
        ("zh", "a、b和c"),
        ("zh-Hans", "a、b和c"),
        ("ja", "a、b、c"),
        ("ko", "a, b 및 c"),
        ("th", "a b และc"),
        ("hy", "a, b և c"),
        ("kk", "a, b, c"),
        ("he", "a, b וc"),
    ],
)
def test_lists_end_as_the_language_ends_them(tag: str, written: str) -> None:
    assert formats.listing(["a", "b", "c"], language(tag)) == written


def test_short_lists() -> None:
    assert formats.listing([], language("en")) == ""
    assert formats.listing(["a"], language("en")) == "a"
    assert formats.listing(["a", "b"], language("en")) == "a and b"


@pytest.mark.parametrize(
    ("tag", "written"),
    [
        ("en", "“x ‘y’”"),
        ("az", "“x ‘y’”"),
        ("ru", "«x „y“»"),
        ("de", "„x ‚y‘“"),
        ("fr", "«\u202fx “y”\u202f»"),
        ("pl", "„x «y»”"),
        ("ja", "「x 『y』」"),
        ("zh-Hans", "“x ‘y’”"),
        ("ko", "“x ‘y’”"),
        ("hy", "«x «y»»"),
        ("kk", "«x “y”»"),
    ],
)
def test_quotation_marks(tag: str, written: str) -> None:
    tongue = language(tag)
    assert formats.quoted(f"x {formats.quoted('y', tongue, inner=True)}", tongue) == written


def test_names_of_countries_and_languages() -> None:
    assert formats.country("az", language("ru")) == "Азербайджан"
    assert formats.country("XQ", language("ru")) == "XQ"
    assert formats.language_name("az", language("de")) == "Aserbaidschanisch"
    assert formats.language_name("az-Arab", language("en")).startswith("Azerbaijani")
    assert formats.language_name("qqq", language("en")) == "qqq"
    assert formats.own_name("tr") == "Türkçe"
    assert formats.own_name("en") == "English"
    assert formats.own_name("it") == "Italiano"
    assert formats.own_name("qqq") == "qqq"


def test_values_are_isolated_in_right_to_left_text_only_and_where_they_run_the_other_way() -> None:
    assert formats.isolate("613", language("ar")) == "\u2068613\u2069"
    assert formats.isolate("613", language("az")) == "613"
    assert formats.isolate("עברית", language("az")) == "\u2068עברית\u2069"

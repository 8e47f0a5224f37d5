# SPDX-License-Identifier: AGPL-3.0-or-later
"""Plural rules: gettext's and CLDR's agree for every language that Babel knows."""

from __future__ import annotations

from decimal import Decimal

import pytest
from babel.localedata import locale_identifiers

from octavo.localize import plurals
from octavo.localize.cldr import locale_of
from tests.localize.samples import language

# Rules belong to languages; Portuguese has one more (pt-PT).
TAGS = sorted({name.partition("_")[0] for name in locale_identifiers()} | {"pt-PT"})


@pytest.mark.parametrize("tags", [TAGS[::8], pytest.param(TAGS, marks=pytest.mark.slow)], ids=["some", "all"])
def test_every_language_has_a_rule_that_gives_each_category_its_own_form(tags: list[str]) -> None:
    for tag in tags:
        header = plurals.plurals_from_cldr(tag)
        by_form: dict[int, set[str]] = {}
        _, rule = plurals.gettext_rule(header)
        plural_form = locale_of(tag).plural_form
        for n in plurals.SAMPLES:
            by_form.setdefault(rule(n), set()).add(str(plural_form(n)))
        assert all(len(names) == 1 for names in by_form.values()), tag
        order = [plurals.CATEGORIES.index(name) for form in sorted(by_form) for name in by_form[form]]
        assert order == sorted(order), tag


@pytest.mark.parametrize(
    ("tag", "forms"),
    [
        ("en", 2),
        ("az", 2),
        ("tr", 2),
        ("ka", 2),
        ("fa", 2),
        ("hy", 2),
        ("ru", 3),
        ("pl", 3),
        ("cs", 3),
        ("he", 3),
        ("fr", 2),
        ("es", 2),
        ("ar", 6),
        ("ja", 1),
        ("kk", 2),
        ("ko", 1),
        ("th", 1),
        ("zh-Hans", 1),
    ],
)
def test_how_many_forms(tag: str, forms: int) -> None:
    assert plurals.gettext_rule(language(tag).plurals)[0] == forms


@pytest.mark.parametrize(
    ("tag", "value", "form"),
    [
        ("ru", "2.5", 1),
        ("ru", "21", 0),
        ("ru", "613", 2),
        ("en", "2.5", 1),
        ("fr", "1.5", 0),
        ("fr", "2.5", 1),
        ("ar", "0.5", 5),
        ("pl", "2.5", 1),
        ("ja", "2.5", 0),
    ],
)
def test_fractions_take_the_form_of_their_kind(tag: str, value: str, form: int) -> None:
    assert plurals.form_index(Decimal(value), language(tag)) == form


@pytest.mark.parametrize(
    "header",
    [
        "",
        "nplurals=2",
        "nplurals=2; plural=m;",
        "nplurals=1; plural=n;",
        "nplurals=2; plural=__import__('os');",
        "nplurals=2; plural=1/0;",
        "nplurals=2; plural=n;n;",
        "nplurals=9; plural=((((",
        f"nplurals=2; plural={'(' * 500}n{')' * 500};",
    ],
)
def test_what_is_no_rule_is_refused(header: str) -> None:
    with pytest.raises(ValueError, match=r".*"):
        plurals.gettext_rule(header)


def test_rules_are_compared_by_what_they_do() -> None:
    assert plurals.same_rule("nplurals=2; plural=n != 1;", "nplurals=2; plural=(n==1 ? 0 : 1)")
    assert not plurals.same_rule("nplurals=2; plural=(n != 1);", "nplurals=2; plural=(n > 1);")

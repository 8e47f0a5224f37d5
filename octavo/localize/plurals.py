# SPDX-License-Identifier: AGPL-3.0-or-later
"""Plural rules: gettext's, which number a message's forms, and CLDR's, which name a noun's."""

from __future__ import annotations

import re
from collections.abc import Callable
from decimal import Decimal
from functools import cache

from octavo.localize.cldr import locale_of
from octavo.model.locale import Language

HEADER = re.compile(r"^\s*nplurals\s*=\s*(\d+)\s*;\s*plural\s*=\s*([^;]+?)\s*;?\s*$")
CATEGORIES = ("zero", "one", "two", "few", "many", "other")
# Numbers by which two rules are compared: every rule of CLDR for whole numbers repeats after 100 or 1,000, except the
# “many” of whole millions (fr, es, it, pt), which gettext's catalogs don't have and which is left out on purpose.
SAMPLES = range(1001)

# The forms in which these rules are known to Poedit, Weblate and msgfmt; used where CLDR's rule gives the same.
WELL_KNOWN = (
    "nplurals=1; plural=0;",
    "nplurals=2; plural=(n != 1);",
    "nplurals=2; plural=(n > 1);",
    "nplurals=2; plural=(n%10==1 && n%100!=11 ? 0 : 1);",
    "nplurals=3; plural=(n%10==1 && n%100!=11 ? 0 : n%10>=2 && n%10<=4 && (n%100<10 || n%100>=20) ? 1 : 2);",
    "nplurals=3; plural=(n==1 ? 0 : n%10>=2 && n%10<=4 && (n%100<10 || n%100>=20) ? 1 : 2);",
    "nplurals=3; plural=(n==1 ? 0 : n>=2 && n<=4 ? 1 : 2);",
    "nplurals=3; plural=(n%10==1 && n%100!=11 ? 0 : n%10>=2 && (n%100<10 || n%100>=20) ? 1 : 2);",
    "nplurals=3; plural=(n==1 ? 0 : n==0 || (n%100>0 && n%100<20) ? 1 : 2);",
    "nplurals=3; plural=(n==1 ? 0 : n==2 ? 1 : 2);",
    "nplurals=4; plural=(n%100==1 ? 0 : n%100==2 ? 1 : n%100==3 || n%100==4 ? 2 : 3);",
    "nplurals=6; plural=(n==0 ? 0 : n==1 ? 1 : n==2 ? 2 : n%100>=3 && n%100<=10 ? 3 : n%100>=11 ? 4 : 5);",
)


@cache
def gettext_rule(header: str) -> tuple[int, Callable[[int], int]]:
    """Return the number of forms and the rule of a Plural-Forms header; raise ValueError if it is not one."""
    from gettext import c2py  # gettext's own parser of these expressions; it admits nothing but n and arithmetic

    match = HEADER.match(header)
    if not match:
        raise ValueError(header)
    count = int(match[1])
    try:
        rule: Callable[[int], int] = c2py(match[2])
        fits = all(0 <= int(rule(n)) < count for n in SAMPLES)
    except (ValueError, ArithmeticError, RecursionError) as error:
        raise ValueError(header) from error
    if not fits:
        raise ValueError(header)
    return count, lambda n: int(rule(n))


@cache
def numbers_of_form(header: str) -> tuple[tuple[int, ...], ...]:
    """Return for each form of a Plural-Forms header the numbers from 0 to 1,000 that take it."""
    count, rule = gettext_rule(header)
    return tuple(tuple(n for n in SAMPLES if rule(n) == form) for form in range(count))


def same_rule(one: str, other: str) -> bool:
    """Tell whether two Plural-Forms headers give every number the same form."""
    return numbers_of_form(one) == numbers_of_form(other)


def category(value: Decimal | int, language: Language) -> str:
    """Return CLDR's plural category of a number: zero, one, two, few, many or other."""
    number = Decimal(value)
    whole = int(number) if number == number.to_integral_value() else number
    return str(locale_of(language.tag).plural_form(whole))


def form_index(value: Decimal | int, language: Language) -> int:
    """Return which form of a gettext plural message a number takes."""
    count, rule = gettext_rule(language.plurals)
    number = abs(Decimal(value))
    if number == number.to_integral_value():
        return rule(int(number))
    # gettext counts whole numbers only: 2.5 takes the form of a whole number of the same CLDR category, else the form
    # of “few”, which in Slavic languages is the genitive that fractions want (2,5 человека); else the last one.
    samples = _samples(language.tag)
    sample = samples.get(category(number, language), samples.get("few"))
    return count - 1 if sample is None else rule(sample)


@cache
def _samples(tag: str) -> dict[str, int]:
    plural_form = locale_of(tag).plural_form
    return {str(plural_form(n)): n for n in reversed(SAMPLES)}


@cache
def plurals_from_cldr(tag: str) -> str:
    """Return a Plural-Forms header for a language: the CLDR categories of whole numbers to 1,000, in order."""
    plural_form = locale_of(tag).plural_form
    taken = [str(plural_form(n)) for n in SAMPLES]
    used = [name for name in CATEGORIES if name in taken]
    wanted = tuple(tuple(n for n in SAMPLES if taken[n] == name) for name in used)
    for header in WELL_KNOWN:
        if numbers_of_form(header) == wanted:
            return header
    return _written_out(tag, used)


def _written_out(tag: str, used: list[str]) -> str:
    from babel.plural import PluralRule, to_gettext

    rules = {name: rule for name, rule in locale_of(tag).plural_form.rules.items() if name in used}
    header: str = to_gettext(PluralRule(rules))
    return header

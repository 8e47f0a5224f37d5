# SPDX-License-Identifier: AGPL-3.0-or-later
"""Numbers, ranges, lists, quotations and names as a language writes them: CLDR's data with Babel's gaps mended."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from decimal import Decimal
from functools import cache

from babel.lists import format_list
from babel.numbers import NumberPattern, get_decimal_symbol, get_group_symbol

from octavo.localize.cldr import beyond_babel, known_locale, locale_of
from octavo.model.languages import languages_in
from octavo.model.locale import Language

# The zero of each CLDR numbering system whose ten digits stand in a row (CLDR supplemental numberingSystems).
ZEROS = {
    "latn": "0", "arab": "٠", "arabext": "۰", "beng": "০", "deva": "०", "fullwide": "０", "gujr": "૦", "guru": "੦",
    "khmr": "០", "knda": "೦", "laoo": "໐", "mlym": "൦", "mymr": "၀", "nkoo": "߀", "orya": "୦", "tamldec": "௦",
    "telu": "౦", "thai": "๐", "tibt": "༠",
}  # fmt: skip
JOINER, NO_BREAK = "\u2060", "\u00a0"
MOST_DIGITS = 24
ISOLATE, POP = "\u2068", "\u2069"
RIGHT_TO_LEFT = "\u200f"
BETWEEN_NAMES = " – "


def digits(text: str, language: Language) -> str:
    """Return the text with the language's digits; Babel 2.18 formats with 0–9 whatever the numbering system."""
    return text.translate(_digits(language.digits))


@cache
def _digits(system: str) -> dict[int, str]:
    zero = ord(ZEROS.get(system, "0"))
    return {} if zero == ord("0") else {ord("0") + n: chr(zero + n) for n in range(10)}


def number(value: Decimal | int, language: Language) -> str:
    """Return a number with all the decimals it was given, grouped where the language groups numbers of its length."""
    return _written(value, language, locale_of(language.tag).decimal_formats[None])


def percent(share: Decimal, language: Language) -> str:
    """Return a share of one as a percentage: 0.25 is “25%”, “25 %” or “%25”."""
    return _written(share, language, locale_of(language.tag).percent_formats[None])


def _written(value: Decimal | int, language: Language, pattern: NumberPattern) -> str:
    exact = Decimal(value)
    if not exact.is_finite() or abs(exact.adjusted()) > MOST_DIGITS:
        raise ValueError(f"{value} is not a number that can be printed")
    locale = locale_of(language.tag)
    system = language.digits if language.digits in locale.number_symbols else "latn"
    # Babel groups four digits everywhere; CLDR's minimumGroupingDigits says where they stand together (es, pl, pt-PT).
    least = pattern.grouping[0] + int(beyond_babel(language.tag, "grouping"))
    groups = len(str(abs(int(exact.scaleb(pattern.scale))))) >= least
    text: str = pattern.apply(
        exact, locale, decimal_quantization=False, group_separator=groups, numbering_system=system
    )
    symbols = locale.number_symbols.get(system, {})
    # Babel puts the group and decimal signs of the language, but leaves % and - as they stand in the pattern.
    for sign, name in (("%", "percentSign"), ("-", "minusSign")):
        text = text.replace(sign, symbols.get(name, sign))
    return digits(text, language)


def number_range(low: Decimal | int, high: Decimal | int, language: Language) -> str:
    """Return “161–613” as the language writes ranges, never broken at the end of a line."""
    pattern = unbroken(language.range_pattern)
    both = pattern.replace("{0}", number(low, language)).replace("{1}", number(high, language))
    return in_order(both, language)


def in_order(both: str, language: Language) -> str:
    """Return a range such that right-to-left text shows its lower end on the right, as its readers meet them.

    Between digits alone a dash takes the direction of what stands around the range; an isolate would give it none.
    """
    strong = any(unicodedata.bidirectional(mark) in ("L", "R", "AL") for mark in both)
    return f"{RIGHT_TO_LEFT}{both}" if language.direction == "rtl" and not strong else both


def unbroken(pattern: str) -> str:
    """Return a pattern of two values that no line end can part: lines break after a dash (UAX 14, class BA)."""
    _, between, _ = _parts(pattern)
    if any(mark.isspace() for mark in between):
        glued = between.replace(" ", NO_BREAK).replace("\u2009", "\u202f")
    else:
        glued = f"{JOINER}{between}{JOINER}"
    return pattern.replace(between, glued, 1)


def _parts(pattern: str) -> tuple[str, str, str]:
    before, _, rest = pattern.partition("{0}")
    between, _, after = rest.partition("{1}")
    return before, between, after


def listing(items: Sequence[str], language: Language) -> str:
    """Return “a, b and c”."""
    return format_list(list(items), locale=locale_of(language.tag)) if items else ""


def quoted(text: str, language: Language, *, inner: bool = False) -> str:
    """Return the text in the language's quotation marks; `inner` gives those used inside others."""
    opening, closing = language.quotes[2:] if inner else language.quotes[:2]
    return f"{opening}{text}{closing}"


def country(code: str, language: Language) -> str:
    """Return a country's name (ISO 3166-1) in the language, or the code where CLDR has no name."""
    return str(locale_of(language.tag).territories.get(code.upper(), code))


def language_name(tag: str, language: Language) -> str:
    """Return the name of the language `tag` in another language, or the tag where CLDR has none."""
    if tag == language.tag and language.name:
        return language.name
    here = locale_of(language.tag)
    subtags = tag.split("-")
    names = here.languages
    if "_".join(subtags) in names:
        return str(names["_".join(subtags)])
    there = known_locale(tag)
    shown = there.get_display_name(here) if there and there.language == subtags[0].lower() else None
    return str(shown or names.get(subtags[0].lower(), tag))


def own_name(tag: str) -> str:
    """Return a language's name in itself as it stands alone (“Azərbaycan”, “Русский”), or the tag."""
    locale = known_locale(tag)
    name = str(locale.languages.get(tag.replace("-", "_")) or locale.get_display_name(locale) or "") if locale else ""
    if not name:
        return tag
    first = "İ" if name[0] == "i" and locale and locale.language in ("az", "tr") else name[0].upper()
    # Georgian has capitals only for whole words in capitals.
    return name if locale and locale.language == "ka" else first + name[1:]


def own_names(edition: str) -> str:
    """Return the languages of an edition as they name themselves: “Azərbaycan – English” of `az+en`."""
    return BETWEEN_NAMES.join(map(own_name, languages_in(edition)))


def isolate(value: str, language: Language) -> str:
    """Return a value kept apart from the text around it in the bidirectional algorithm (UAX 9, FSI … PDI).

    In right-to-left text every inserted value is isolated; in other text only one that holds right-to-left letters.
    """
    if language.direction == "rtl" or right_to_left(value):
        return f"{ISOLATE}{value}{POP}"
    return value


def right_to_left(value: str) -> bool:
    """Tell whether a value has letters or digits that run from right to left (UAX 9)."""
    return any(unicodedata.bidirectional(mark) in ("R", "AL", "AN") for mark in value)


def separators(language: Language) -> tuple[str, str]:
    """Return the decimal and the group separator, as charts and checks need them."""
    locale = locale_of(language.tag)
    system = language.digits if language.digits in locale.number_symbols else "latn"
    return (
        str(get_decimal_symbol(locale, numbering_system=system)),
        str(get_group_symbol(locale, numbering_system=system)),
    )

# SPDX-License-Identifier: AGPL-3.0-or-later
"""Dates and intervals as a language writes them, each with the precision it was given (EDTF: 1992, 1992-02-25/26 …).

CLDR has intervals with short months only (“1992 fev 25–26”), so Babel can't write “25–26 fevral 1992”. Here the parts
that differ are repeated inside the pattern of the whole date, with the sign that CLDR's short interval puts between.
"""

from __future__ import annotations

import re
from datetime import date as Date  # noqa: N812  (the functions here are named for what they write)
from functools import cache

from babel.dates import parse_pattern

from octavo.localize.cldr import locale_of
from octavo.localize.formats import JOINER, NO_BREAK, digits, in_order
from octavo.model.locale import Language

SKELETONS = {1: "y", 2: "yMMMM", 3: "yMMMMd"}  # by how many parts a date has
WITHOUT_YEAR = {2: "LLLL", 3: "MMMMd"}
DIFFERENCES = ("y", "M", "d")
_TOKEN = re.compile(r"'(?:[^']|'')*'|([A-Za-z])\1*|[^A-Za-z']+")
_FIRST_OF_MONTH = {"fr": "1er"}  # the only language here that writes the first as an ordinal
# Azerbaijani writes a year as an ordinal whose ending follows the last word spoken: 1992-ci (iki), 1990-cı (doxsan).
_ENDINGS = {
    "az": (
        {1: "ci", 2: "ci", 3: "cü", 4: "cü", 5: "ci", 6: "cı", 7: "ci", 8: "ci", 9: "cu"},
        {1: "cu", 2: "ci", 3: "cu", 4: "cı", 5: "ci", 6: "cı", 7: "ci", 8: "ci", 9: "cı"},
        "cü",  # yüz
        "ci",  # min
    )
}
ORDINAL = "{ord}"


def date(edtf: str, language: Language) -> str:
    """Return a date or interval in full: “25 February 1992”, “25–26 February 1992”, “February 1992”, “1988–1994”.

    Raises ValueError for a day that does not exist.
    """
    return _dated(edtf, language, SKELETONS)


def day(edtf: str, language: Language) -> str:
    """Return a date or interval without its year where it has a month: “25 February”, “25–26 February”."""
    return _dated(edtf, language, {1: "y"} | WITHOUT_YEAR)


def year(edtf: str, language: Language) -> str:
    """Return the year of a date, or the years of an interval that spans several: “1992”, “1988–1994”."""
    first, _, last = edtf.partition("/")
    if last[:4] not in ("", first[:4]):
        return _dated(f"{first[:4]}/{last[:4]}", language, SKELETONS)
    if "y" in language.patterns:
        return _dated(first[:4], language, SKELETONS)
    return digits(first[:4], language)


def _dated(edtf: str, language: Language, skeletons: dict[int, str]) -> str:
    first, _, last = edtf.partition("/")
    start = _parts(first)
    if not last or last == first:
        return _finished(_apply(_pattern(skeletons[start[1]], language), start[0], language), language)
    end = _parts(last)
    if start[1] != end[1] or (start[1] < 3 and skeletons is not SKELETONS):
        joined = (
            locale_of(language.tag)
            .interval_formats[None]
            .format(_dated(first, language, skeletons), _dated(last, language, skeletons))
        )
        return re.sub(r"\s([–-])\s", f"{NO_BREAK}\\1 ", joined)
    skeleton = skeletons[start[1]]
    if skeletons is not SKELETONS and start[0].year != end[0].year:
        skeleton = SKELETONS[start[1]]  # days of two years can't go without them
    one, two = _interval(skeleton, _difference(start[0], end[0]), language)
    both = _apply(one, start[0], language) + _apply(two, end[0], language)
    return in_order(_finished(both, language), language)


def _parts(edtf: str) -> tuple[Date, int]:
    numbers = [int(part) for part in edtf.split("-")]
    return Date(*[*numbers, 1, 1][:3]), len(numbers)


def _difference(start: Date, end: Date) -> str:
    if start.year != end.year:
        return "y"
    return "M" if start.month != end.month else "d"


def _pattern(skeleton: str, language: Language) -> str:
    if skeleton in language.patterns:
        return language.patterns[skeleton]
    locale = locale_of(language.tag)
    if skeleton == "yMMMMd":
        return str(locale.date_formats["long"].pattern)
    if skeleton == "LLLL":
        return skeleton
    return str(locale.datetime_skeletons[skeleton].pattern)


def _interval(skeleton: str, difference: str, language: Language) -> tuple[str, str]:
    """Return the two halves of an interval's pattern, each to be filled with one of its dates."""
    own = language.patterns.get(f"{skeleton}/{difference}")
    if own:
        return _halves(own)
    short = skeleton.replace("MMMM", "MMM") if "d" in skeleton else skeleton
    one, two = _halves("".join(locale_of(language.tag).interval_formats[short][difference]))
    pattern = two if skeleton == "y" and "y" not in language.patterns else _pattern(skeleton, language)
    return _repeated(pattern, difference, _after_last_field(one))


def _tokens(pattern: str) -> list[tuple[str, str]]:
    """Return (field letter or empty, text) for each part of a CLDR date pattern."""
    return [(match[1] or "", match[0]) for match in _TOKEN.finditer(pattern)]


@cache
def _repeated(pattern: str, difference: str, between: str) -> tuple[str, str]:
    """Return a date's pattern with the fields that differ twice: “d MMMM y” gives “d–” and “d MMMM y”."""
    fields = {"d": "d", "M": "dML", "y": "dMLyG"}[difference]
    tokens = _tokens(pattern)
    found = [at for at, (letter, _) in enumerate(tokens) if letter and letter in fields]
    texts = [text for _, text in tokens]
    head, core, tail = texts[: found[0]], texts[found[0] : found[-1] + 1], texts[found[-1] + 1 :]
    sign = _sign(between, "".join(tail), spaced=any(mark.isspace() for text in core for mark in text))
    return "".join([*head, *core, sign]), "".join([*core, *tail])


def _sign(between: str, tail: str, *, spaced: bool) -> str:
    """Return what stands between the halves, with a dash spaced as its neighbours ask: “25–26”, “28 May – 2 June”.

    Before the dash CLDR may have what belongs to the first date (“25.–26.”, “25日～26日”): kept only if the second one
    ends so too, for a short month may be a number with a full stop where the long one is a word.
    """
    match = re.fullmatch(r"(.*?)\s*([–~～-])\s*", between)
    if not match:
        return between
    owned = match[1] if tail.replace("'", "").startswith(match[1].replace("'", "")) else ""
    return owned + (f"{NO_BREAK}{match[2]} " if spaced else f"{JOINER}{match[2]}{JOINER}")


def _halves(pattern: str) -> tuple[str, str]:
    """Split an interval's pattern before the first field that comes a second time (UTS 35, part 4, 2.6.4)."""
    seen: set[str] = set()
    at = 0
    for letter, text in _tokens(pattern):
        if letter and letter.replace("L", "M") in seen:
            return pattern[:at], pattern[at:]
        seen.add(letter.replace("L", "M"))
        at += len(text)
    raise ValueError(pattern)


def _after_last_field(pattern: str) -> str:
    tokens = _tokens(pattern)
    last = max(at for at, (letter, _) in enumerate(tokens) if letter)
    return "".join(text for _, text in tokens[last + 1 :])


def _apply(pattern: str, value: Date, language: Language) -> str:
    text: str = parse_pattern(pattern).apply(value, locale_of(language.tag))
    first = _FIRST_OF_MONTH.get(language.tag.split("-")[0])
    if first and value.day == 1 and "d" in {letter for letter, _ in _tokens(pattern)}:
        text = re.sub(r"(?<!\d)0?1(?!\d)", first, text, count=1)
    return text


def _finished(text: str, language: Language) -> str:
    if ORDINAL in text:
        text = re.sub(r"(\d+)(-?)\{ord\}", lambda m: m[1] + m[2] + _ending(int(m[1]), language), text)
    return digits(text, language)


def _ending(number: int, language: Language) -> str:
    ones, tens, hundred, thousand = _ENDINGS[language.tag.split("-")[0]]
    if number % 10:
        return ones[number % 10]
    if number % 100:
        return tens[number // 10 % 10]
    return hundred if number % 1000 else thousand


def pattern_fault(skeleton: str, pattern: str, language: Language) -> str:
    """Return what is wrong with a pattern in locale.yaml, or an empty string."""
    name, _, difference = skeleton.partition("/")
    known = {*SKELETONS.values(), *WITHOUT_YEAR.values()}
    if name not in known or (difference and difference not in DIFFERENCES):
        return "there is no such skeleton"
    if ORDINAL in pattern and language.tag.split("-")[0] not in _ENDINGS:
        return "{ord} is known for Azerbaijani only"
    if not any(letter in "yMLd" for letter, _ in _tokens(pattern) if letter):
        return "it has no field of a date"
    try:
        if difference:
            _halves(pattern)
        parse_pattern(pattern).apply(Date(1992, 2, 25), locale_of(language.tag))
    except (ValueError, KeyError, AttributeError, TypeError):
        return "it is not a CLDR date pattern"
    return ""

# SPDX-License-Identifier: AGPL-3.0-or-later
"""Numbers typed by hand: the same in source and translation, whatever digits, separators and words they have."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from octavo.diagnostics.problem import Problem
from octavo.localize.lint_prose import Pair

_FIXED = "\u00a0\u2009\u202f\u066c\u2019'"  # what can only part groups of three
_DATE = re.compile(r"(?<![\d.])(\d{1,2})([./])(\d{1,2})\2(\d{4}|\d{2})(?![\d])")
_ISO = re.compile(r"(?<!\d)(\d{4})-(\d{2})-(\d{2})(?!\d)")
_SHORT_RANGE = re.compile(r"(?<!\d)(\d{2})(\d{2})([-–—/])(\d{2})(?!\d)(?![-–/.]\d)")
_GROUPED = re.compile(rf"(?<!\d)\d{{1,3}}(?:[{_FIXED}]\d{{3}})+(?!\d)")
_SPACED = re.compile(r"(?<![\d.,])\d{1,3}(?: \d{3})+(?!\d)")
# India writes 12,34,567.
_NUMBER = re.compile(r"(?<![A-Za-z\d])(?<![A-Z]-)\d+(?:[.,\u066b]\d+)*(?![A-Zºª\d])")  # not in names: A4, UTF-8
_ROMAN = re.compile(  # also XIIe, as French writes it
    r"(?<![^\W\d_])M{0,3}(?:CM|CD|D?C{0,3})(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})(?=(?:er?|ème)?(?![^\W\d_]))"
)
_ROMAN_VALUES = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100, "D": 500, "M": 1000}
# “30,000” may be “30 min”, “30 тысяч”, 三万; hundreds, lakhs and crores are counted so in India.
_SIZES = (10**2, 10**3, 10**4, 10**5, 10**6, 10**7, 10**8, 10**9, 10**12)
_DECADE = re.compile(r"(?<!\d)\d\d(\d0)['’]?s\b")
_CLOCK = re.compile(r"\b[ap]\.?\s?m\b", re.IGNORECASE)
_MONTHS = (
    "january", "february", "march", "april", "may", "june",
    "july", "august", "september", "october", "november", "december",
)  # fmt: skip
_WORDS = (
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
    "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen", "twenty",
)  # fmt: skip
_DAY = re.compile(rf"\b\d{{1,2}}(?:st|nd|rd|th)?\s+(?:{'|'.join(_MONTHS)})|(?:{'|'.join(_MONTHS)})\s+\d{{1,2}}\b", re.I)
_OTHER_WORDS = {
    "first": 1, "once": 1, "second": 2, "twice": 2, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7,
    "eighth": 8, "ninth": 9, "tenth": 10, "twelfth": 12, "dozen": 12, "thirty": 30, "forty": 40, "fifty": 50,
    "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90, "hundred": 100, "thousand": 1000, "midnight": 0, "noon": 12,
}  # fmt: skip
_WRITTEN_OUT = 12
_LONGEST = 24  # of a longer row of digits the rest is left out
_SHOWN = 4


def number_problems(pair: Pair) -> Iterator[Problem]:
    """Yield a problem if a number stands in one of the two texts only."""
    source, translation = (plain_digits(each) for each in (pair.source.whole, pair.prose.whole))
    best: tuple[set[str], set[str]] | None = None
    # A space may group thousands or part two numbers: both readings are tried.
    for joined in ((True, True), (False, False), (True, False), (False, True)):
        wanted, got = numbers(source, joined[0]), numbers(translation, joined[1])
        missing, extra = _explained(wanted - got, got - wanted, source, translation)
        if best is None or len(missing) + len(extra) < len(best[0]) + len(best[1]):
            best = missing, extra
    missing, extra = best or (set(), set())
    parts = [f"{_listed(missing)} is missing"] if missing else []
    parts += [f"{_listed(extra)} is not in the source"] if extra else []
    if parts:
        yield pair.problem("L501", difference="; ".join(parts))


def plain_digits(text: str) -> str:
    """Return the text with the digits of every script as 0–9."""
    return "".join(str(unicodedata.decimal(sign)) if sign.isdecimal() else sign for sign in text)


def numbers(text: str, spaced: bool) -> set[str]:
    """Return the numbers of a text as their digits alone; `spaced` joins groups of three with spaces between."""
    text = _ISO.sub(r"\1 / \2 / \3", _DATE.sub(r"\1 / \3 / \4", text))
    text = _SHORT_RANGE.sub(r"\1\2\3\1\4", text)
    text = _GROUPED.sub(lambda match: re.sub(r"\D", "", match[0]), text)
    if spaced:
        text = _SPACED.sub(lambda match: match[0].replace(" ", ""), text)
    return {re.sub(r"\D", "", found).lstrip("0")[:_LONGEST] or "0" for found in _NUMBER.findall(text)}


def _explained(missing: set[str], extra: set[str], source: str, translation: str) -> tuple[set[str], set[str]]:
    """Return the differences that are left when what can be written in words or otherwise is taken away."""
    missing = missing - _romans(translation)
    if not extra and not _DAY.search(source):
        # What is so small may be written out; a day of a month never is.
        missing = {each for each in missing if int(each) > _WRITTEN_OUT}
    extra = extra - _romans(source) - _in_words(source)
    for number in sorted(missing):
        for other in sorted(extra):
            if _same_size(number, other):
                missing, extra = missing - {number}, extra - {other}
    missing, extra = missing - _any_digits(translation), extra - _any_digits(source)
    decades = set(_DECADE.findall(source))
    if decades & extra:
        missing -= {each for each in missing if each[-2:] in decades & extra}
        extra -= decades
    if _CLOCK.search(source):
        missing = {each for each in missing if int(each) > 12}
        extra = {each for each in extra if int(each) > 24}
    return missing, extra


def _any_digits(text: str) -> set[str]:
    """Return all rows of digits, those too that are a part of a name: “UTF-8” may be “यूटीएफ-8”."""
    return {digits.lstrip("0")[:_LONGEST] or "0" for digits in re.findall(r"\d+", text)}


def _same_size(one: str, other: str) -> bool:
    small, large = sorted((int(one), int(other)))
    return small > 0 and large != small and large % small == 0 and large // small in _SIZES


def _in_words(source: str) -> set[str]:
    """Return the numbers that the words of the source may be written as: “two”, “third”, “February”."""
    words = set(re.findall(r"[a-z]+", source.lower()))
    found = {str(number) for number, word in enumerate(_WORDS) if word in words}
    found |= {str(number) for number, month in enumerate(_MONTHS, 1) if month in words}
    return found | {str(number) for word, number in _OTHER_WORDS.items() if word in words}


def _romans(text: str) -> set[str]:
    return {str(_roman(match[0])) for match in _ROMAN.finditer(text) if match[0]}


def _roman(text: str) -> int:
    values = [_ROMAN_VALUES[sign] for sign in text]
    return sum(-value if value < after else value for value, after in zip(values, [*values[1:], 0], strict=True))


def _listed(numbers: set[str]) -> str:
    listed = sorted(numbers, key=lambda each: (int(each), each))
    return ", ".join(listed[:_SHOWN]) + (" …" if len(listed) > _SHOWN else "")

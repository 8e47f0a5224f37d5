# SPDX-License-Identifier: AGPL-3.0-or-later
"""What a language is like: CLDR's word on it, changed by the house's file, changed by the publication's own."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator
from typing import Any

from pydantic import ValidationError

from octavo.diagnostics.problem import Outcome, Place, Problem, problem
from octavo.localize.cldr import beyond_babel, known_locale, locale_of
from octavo.localize.dates import pattern_fault
from octavo.localize.formats import ZEROS, own_name
from octavo.localize.lint import TURNING
from octavo.localize.locale_file import LocaleFile, read_locale_file
from octavo.localize.plurals import gettext_rule, plurals_from_cldr
from octavo.localize.suffixes import SUFFIX, knows_suffixes
from octavo.model.locale import Language

_TAG = re.compile(r"^[a-zA-Z]{2,8}(-[a-zA-Z0-9]{1,8})*$")
# Scripts whose books are not hyphenated.
_WITHOUT_HYPHENS = frozenset(
    {"Arab", "Hans", "Hant", "Hebr", "Jpan", "Khmr", "Kore", "Laoo", "Nkoo", "Syrc", "Thaa", "Thai"}
)

# Scripts whose words are so long that lines of equal length need hyphens.
_LONG_WORDS = frozenset({"Latn", "Cyrl", "Grek", "Armn", "Geor"})
# Scripts that put no space between words: only spaces stretch, and there are too few of them. In Chinese and Japanese
# letters stretch (octavo.render.ideographs).
_UNSPACED = frozenset({"Khmr", "Laoo", "Mymr", "Thai", "Tibt"})
# The counter style of CSS that counts in the digits of a numbering system of CLDR (CSS Counter Styles 3, 6.1).
COUNTERS = {
    "arab": "arabic-indic", "arabext": "persian", "beng": "bengali", "deva": "devanagari", "gujr": "gujarati",
    "guru": "gurmukhi", "khmr": "khmer", "knda": "kannada", "laoo": "lao", "mlym": "malayalam", "mymr": "myanmar",
    "orya": "oriya", "tamldec": "tamil", "telu": "telugu", "thai": "thai", "tibt": "tibetan",
}  # fmt: skip


def read_language(tag: str, house: bytes | None = None, own: bytes | None = None) -> Outcome[Language]:
    """Return the language of a tag as the publication wants it written.

    Args:
        tag: BCP 47.
        house: templates/locale/<tag>.yaml, if there is one (see `house_tags` for which).
        own: the publication's locale/<tag>/locale.yaml, if there is one; it wins key by key.
    """
    own_place = Place(f"locale/{tag}/locale.yaml")
    if not _TAG.match(tag) or (known_locale(tag) is None and not (house or own)):
        return Outcome(None, (_unknown(tag),))
    values: dict[str, Any] = language_from_cldr(tag).model_dump()
    found: list[Problem] = []
    for data, name in ((house, f"templates/locale/{tag}.yaml"), (own, own_place.file)):
        if data is None:
            continue
        read = read_locale_file(data, name)
        if isinstance(read, Problem):
            found.append(read)
            continue
        language, problems = _validated(values | {"tag": tag}, read)
        found += problems
        if language:
            values = language.model_dump()
    language = None if any(each.severity >= 3 for each in found) else Language(**values)
    return Outcome(language, tuple(found))


def house_tags(tag: str) -> tuple[str, ...]:
    """Return the tags under which the house may know a language, the nearest first: az-Latn-AZ, az-Latn, az.

    A tag that names a script is never answered with a file of the bare language if that is written in another one.
    """
    subtags = tag.split("-")
    script = _script(tag)
    tags = ["-".join(subtags[:count]) for count in range(len(subtags), 0, -1)]
    named = [f"zh-{script}"] if subtags[0] == "zh" else []  # the house's words in Chinese name their script
    return tuple(dict.fromkeys(each for each in (*tags, *named) if _script(each) == script))


def language_from_cldr(tag: str) -> Language:
    """Return the language as CLDR knows it; what CLDR does not say has the model's defaults."""
    locale = locale_of(tag)
    script = _script(tag)
    digits = beyond_babel(tag, "digits")
    digits = digits if digits in ZEROS else "latn"
    hyphenation = "" if script in _WITHOUT_HYPHENS else _hyphenation(tag)
    return Language(
        tag=tag,
        name=own_name(tag),
        script=script,
        direction="rtl" if locale.text_direction == "rtl" else "ltr",
        digits=digits,
        quotes=tuple(beyond_babel(tag, "quotes")),
        plurals=plurals_from_cldr(tag),
        range_pattern=beyond_babel(tag, "range"),
        alphabet=beyond_babel(tag, "alphabet"),
        hyphenation=hyphenation,
        justify=script not in _UNSPACED and (bool(hyphenation) or script not in _LONG_WORDS),
        counter_style=COUNTERS.get(digits, "decimal"),
    )


def _script(tag: str) -> str:
    from babel.core import get_global

    language, *rest = tag.split("-")
    for subtag in rest[:1]:
        if len(subtag) == 4 and subtag.isalpha():
            return subtag.title()
    likely = get_global("likely_subtags")
    name = "_".join([language.lower(), *(each.upper() for each in rest[:1] if len(each) == 2)])
    full = str(likely.get(name) or likely.get(language.lower()) or "")
    return next((each for each in full.split("_") if len(each) == 4), "Latn")


def _hyphenation(tag: str) -> str:
    import pyphen

    found: str | None = pyphen.language_fallback(tag.replace("-", "_"))
    # English without a region: the dictionary of the country whose dates CLDR gives to “en” as well.
    return found or ""


def _validated(values: dict[str, Any], read: LocaleFile) -> tuple[Language | None, list[Problem]]:
    given = dict(read.values)
    merged = values | given
    for name in ("patterns", "nouns"):
        if isinstance(given.get(name), dict):
            merged[name] = _deeper(values[name], given[name])
    given_tag = merged.pop("tag")
    try:
        language = Language(tag=values["tag"], **merged)
    except ValidationError as error:
        return None, [_refused(each["loc"], each["type"], each["msg"], read) for each in error.errors()]
    del given_tag  # the folder's name is the tag; a file of the bare language may say “az” for “az-AZ”
    return language, list(_doubts(language, read))


def _deeper(old: dict[str, Any], new: dict[str, Any]) -> dict[str, Any]:
    merged = dict(old)
    for name, value in new.items():
        inner = isinstance(value, dict) and isinstance(old.get(name), dict)
        merged[name] = old[name] | value if inner else value
    return merged


def _refused(loc: tuple[int | str, ...], kind: str, message: str, read: LocaleFile) -> Problem:
    key = ".".join(map(str, loc))
    place = read.place(key)
    if kind == "extra_forbidden":
        near = difflib.get_close_matches(str(loc[-1]), Language.model_fields, n=1, cutoff=0.5)
        return problem("L204", place, hints=() if near else ("take it out",), key=key, near=near[0] if near else "")
    fault = message[:1].lower() + message[1:]
    return problem("L205", place, key=key, fault=fault)


def _doubts(language: Language, read: LocaleFile) -> list[Problem]:
    """Return what is wrong with values that have the right type."""
    found = [
        problem("L312", read.place(key), found=f"U+{ord(turned[0]):04X}")
        for key, text in read.texts()
        if (turned := TURNING.search(text))
    ]
    try:
        gettext_rule(language.plurals)
    except ValueError:
        found.append(problem("L206", read.place("plurals"), plurals=language.plurals))
    if language.digits not in ZEROS:
        place = read.place("digits")
        found.append(problem("L207", place, digits=language.digits, known=", ".join(sorted(ZEROS))))
    if not {"{0}", "{1}"} <= set(re.findall(r"\{.\}", language.range_pattern)):
        found.append(problem("L210", read.place("range_pattern"), pattern=language.range_pattern))
    for name, pattern in sorted(language.patterns.items()):
        if fault := pattern_fault(name, pattern, language):
            found.append(problem("L208", read.place(f"patterns.{name}"), key=name, fault=fault))
    letters = language.alphabet.split()
    for letter in sorted({each for each in letters if letters.count(each) > 1}):
        found.append(problem("L209", read.place("alphabet"), letter=letter))
    return [*found, *_noun_doubts(language, read)]


def _noun_doubts(language: Language, read: LocaleFile) -> Iterator[Problem]:
    for unit, forms in sorted(language.nouns.items()):
        for form, noun in sorted(forms.items()):
            if "{n}" not in noun.other:
                yield problem("L212", read.place(f"nouns.{unit}.{form}"), unit=unit, form=form)
            if SUFFIX.search(noun.other) and not knows_suffixes(language):
                yield problem("L214", read.place(f"nouns.{unit}.{form}"), unit=unit, form=form)


def _unknown(tag: str) -> Problem:
    from babel.languages import get_official_languages

    english = locale_of("en")
    place = Place("publication.yaml", key="publication.yaml#editions")
    code = tag.partition("-")[0].lower()
    if code in english.languages:
        return problem("L202", place, tag=tag)
    by_name = {str(name).lower(): found for found, name in english.languages.items() if "_" not in found}
    meant = [by_name[each] for each in difflib.get_close_matches(tag.lower(), sorted(by_name), n=1, cutoff=0.6)]
    if not meant and len(code) == 2:
        meant = list(get_official_languages(code.upper()))
    hints = [f"did you mean “{each}” ({english.languages.get(each, each)})?" for each in meant[:1]]
    return problem("L201", place, hints=hints, tag=tag)

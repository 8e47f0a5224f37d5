# SPDX-License-Identifier: AGPL-3.0-or-later
"""Language tags (BCP 47): whether a tag names a language, and which one was meant if not."""

from __future__ import annotations

import re
from functools import cache

from octavo.diagnostics.problem import Place, Problem, problem
from octavo.load.words import near

_SCRIPT = re.compile(r"^[A-Za-z]{4}$")
_REGION = re.compile(r"^([A-Za-z]{2}|[0-9]{3})$")
_PRIVATE = re.compile(r"^X[A-Z]$")  # regions for private use (ISO 3166-1): those of pseudo-languages
_FORM = re.compile(r"^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*$")


@cache
def _names() -> tuple[dict[str, str], frozenset[str], frozenset[str], dict[str, str]]:
    """Return CLDR's language names in English, its scripts, its regions, and replacements of old codes."""
    from babel import Locale
    from babel.core import get_global

    english = Locale("en")
    languages = {tag: str(name) for tag, name in english.languages.items() if "_" not in tag}
    aliases = {old: str(new).split("_")[0] for old, new in get_global("language_aliases").items() if "_" not in old}
    return languages, frozenset(english.scripts), frozenset(english.territories), aliases


def tag_problem(tag: str, place: Place) -> Problem | None:
    """Return what is wrong with a language tag, or None.

    Two letters must be a language that CLDR names; three letters that it does not name only get a note, for there are
    8,000 languages. Script and region must exist, and letters have the case that BCP 47 recommends (2.1.1).
    """
    if not _FORM.match(tag):
        return unknown_tag(tag, place)
    languages, scripts, regions, aliases = _names()
    language, *rest = tag.split("-")
    if language not in languages and not (len(language) == 3 and language.islower() and language not in aliases):
        return unknown_tag(tag, place)
    for subtag in rest:
        if len(subtag) == 1:
            break  # an extension or private use begins
        if _PRIVATE.match(subtag):
            continue
        if (_SCRIPT.match(subtag) and subtag not in scripts) or (_REGION.match(subtag) and subtag not in regions):
            return unknown_tag(tag, place)
    return None if language in languages else problem("M118", place, tag=tag)


def unknown_tag(tag: str, place: Place) -> Problem:
    """Return the problem of a tag that names no language, with the language that was probably meant."""
    hints = [f"did you mean “{meant}” ({name})?" for meant, name in _meant(tag)]
    return problem("M103", place, hints=hints[:1] or ["see the list at the language's page in CLDR"], tag=tag)


def _meant(tag: str) -> list[tuple[str, str]]:
    from babel.languages import get_official_languages

    languages, _, _, aliases = _names()
    first, *rest = tag.replace("_", "-").split("-")
    code, by_name = first.lower(), {name.lower(): found for found, name in languages.items()}
    if code in languages and rest:
        cased = "-".join([code, *(each.title() if len(each) == 4 else each.upper() for each in rest)])
        return [(cased, languages[code])] if cased != tag and tag_problem(cased, Place()) is None else []
    guesses = [aliases.get(code, ""), code]
    guesses += get_official_languages(code.upper()) if len(code) == 2 else []
    guesses += [by_name[name] for name in near(tag.lower(), by_name, most=1)]
    return [(guess, languages[guess]) for guess in guesses if guess in languages]

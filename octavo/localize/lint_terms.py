# SPDX-License-Identifier: AGPL-3.0-or-later
"""Agreed terms and names: used where the source has them, and the words of one side only where it does.

Words bend, so both texts are compared by stems: generously where a word is missed, closely where one is too much.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from math import ceil

from octavo.diagnostics.problem import Problem
from octavo.localize.lint_numbers import plain_digits
from octavo.localize.lint_prose import WORD, Pair
from octavo.model.data import Term
from octavo.model.locale import Language

_SEMITIC = re.compile(r"[\u0590-\u05ff\u0600-\u06ff]")
# Vowels that are written as letters, and the seats of hamza: what plurals and cases change in Arabic and Hebrew.
_WEAK = re.compile(r"[\u0610-\u061a\u064b-\u065f\u0670\u0591-\u05c7اأإآٱءؤئويىةهـויה]")
_WITHOUT_SPACES = re.compile(r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff]")
_SENTENCE_START = re.compile(r"(?:^|[.!?:…]\s+|\n\s*)[“„«‘(]*$")
_CLITICS = re.compile(r"^(?:[وف])?(?:[بكل])?(?:ال|ل)?")
_SLAVIC = frozenset({"be", "bg", "cs", "hr", "mk", "pl", "ru", "sk", "sl", "sr", "uk"})
_BENDING = frozenset("аяоеёиыйьуюіїaeiouyáéíóúýąęě")
_LONGEST_ENDING = 6


@dataclass(frozen=True, slots=True)
class Name:
    """A name of a table of the publication, as it is translated there."""

    name: str
    agreed: str
    table: str


def term_problems(pair: Pair, terms: Sequence[Term]) -> Iterator[Problem]:
    """Yield a problem for each agreed term that the translation lacks, and each attributed one that it brings in."""
    given = [(each, agreed) for each in terms if (agreed := _agreed(each, pair.language))]
    stand = {each.term for each, _ in given if has_term(pair.source.whole, each.term)}
    for term, agreed in given:
        if term.term in stand:
            if not any(has_stems(pair.prose.whole, way) for way in _ways(agreed)):
                yield pair.problem("L551", term=term.term, agreed=agreed)
        elif term.attributed and not _is_from_source(pair, term, given, stand):
            for way in _ways(agreed):
                if found := has_word(pair.prose.text, way, pair.language):
                    yield pair.problem("L552", term=term.term, word=found)
                    break


def name_problems(pair: Pair, names: Sequence[Name]) -> Iterator[Problem]:
    """Yield a problem for each name of the source that stands in the translation in no form of the agreed one."""
    for each in names:
        if has_name(pair.source.text, each.name) and not has_stems(pair.prose.whole, each.agreed):
            yield pair.problem("L561", name=each.name, agreed=each.agreed, table=each.table)


def has_term(text: str, term: str) -> bool:
    """Tell whether a term of the source language stands in a text, in the singular or plural.

    A part of a proper name is not the term: “liberation” does not stand in “National Liberation Army”.
    """
    return any(not (term.islower() and _is_in_name(text, match)) for match in _term(term).finditer(text))


def _is_in_name(text: str, match: re.Match[str]) -> bool:
    if match[0].islower():
        return False
    inside = _SENTENCE_START.search(text[: match.start()]) is None
    return inside or re.match(r"\s+[A-Z]", text[match.end() :]) is not None


@cache
def _term(term: str) -> re.Pattern[str]:
    words = [re.escape(word) for word in term.split()]
    *first, last = words or [""]
    plural = f"(?:{last}(?:s|es)?|{last[:-1]}ies)" if last.endswith("y") else f"{last}(?:s|es)?"
    together = r"[\s-]+".join([*first, plural])
    return re.compile(rf"(?<!\w){together}(?!\w)", re.IGNORECASE)


def has_name(text: str, name: str) -> bool:
    """Tell whether a name stands in a text as a whole word."""
    return re.search(rf"(?<![\w-]){re.escape(name)}(?![\w-])", text) is not None


def has_stems(text: str, wanted: str) -> bool:
    """Tell whether each word of a term stands in a text in some form, in whatever order: a generous look."""
    if _WITHOUT_SPACES.search(wanted):
        return wanted.replace(" ", "") in text.replace(" ", "")
    words = [_folded(word) for word in WORD.findall(plain_digits(text))]
    return all(_has_stem(words, stem) for stem in _stems(wanted))


@cache
def _stems(wanted: str) -> tuple[str, ...]:
    words = [_folded(word) for word in WORD.findall(plain_digits(wanted))]
    long = [word for word in words if len(word) > 2 or word.isdecimal()] or words
    return tuple(word if re.search(r"\d", word) or _SEMITIC.search(word) else word[: _kept(word)] for word in long)


def _kept(word: str) -> int:
    return max(3, ceil(0.6 * len(word)))


def _has_stem(words: Sequence[str], stem: str) -> bool:
    if _SEMITIC.search(stem):
        bones = _WEAK.sub("", stem)
        return any(bones in _WEAK.sub("", word) for word in words)
    return stem in words if stem.isdecimal() else any(stem in word for word in words)


def has_word(text: str, wanted: str, language: Language) -> str:
    """Return the words of a text that are a term with its endings: a close look; empty if there are none."""
    if _WITHOUT_SPACES.search(wanted):
        return wanted if wanted in text else ""
    words = WORD.findall(plain_digits(text))
    terms = [_folded(word) for word in WORD.findall(plain_digits(wanted))]
    folded = [_folded(word) for word in words]
    for at in range(len(folded) - len(terms) + 1):
        if all(_is_form(folded[at + n], term, language) for n, term in enumerate(terms)):
            return " ".join(words[at : at + len(terms)])
    return ""


def _is_form(word: str, term: str, language: Language) -> bool:
    base = term
    if _SEMITIC.search(term):
        word = _CLITICS.sub("", word) if not word.startswith(term) else word
        base = term.removeprefix("ال").removesuffix("ة")
    elif language.tag.partition("-")[0] in _SLAVIC:
        base = term.rstrip("".join(_BENDING)) if len(term) > 4 else term
    ending = word[len(base) :]
    return word.startswith(base) and len(ending) <= (_LONGEST_ENDING if len(base) > 3 else 2)


def _is_from_source(pair: Pair, term: Term, given: Sequence[tuple[Term, str]], stand: set[str]) -> bool:
    """Tell whether the source has the term in another form (“occupied”), or another term that is translated alike."""
    if any(has_word(pair.source.whole, way, pair.language) for way in _ways(_agreed(term, pair.language))):
        return True
    words = [_folded(word) for word in WORD.findall(pair.source.whole)]
    stems = [word[: max(4, ceil(len(word) / 2))] for word in map(_folded, WORD.findall(term.term)) if len(word) > 3]
    if all(any(word.startswith(stem) for word in words) for stem in stems):
        return True
    mine = set(_ways(_agreed(term, pair.language)))
    return any(mine & set(_ways(agreed)) for other, agreed in given if other.term in stand)


def _agreed(term: Term, language: Language) -> str:
    tag = language.tag
    while tag:
        if tag in term.translations:
            return term.translations[tag]
        tag = tag.rpartition("-")[0]
    return ""


def _ways(agreed: str) -> list[str]:
    """Return the ways a term may be translated: “пленный, военнопленный” are two."""
    return [way.strip() for way in re.split(r"[,;/،؛]", agreed) if way.strip()]


@cache
def _folded(word: str) -> str:
    """Return a word without case and accents; dotless ı is i, so that Turkish capitals are read either way."""
    bare = "".join(sign for sign in unicodedata.normalize("NFKD", word) if not unicodedata.combining(sign))
    return bare.casefold().replace("ı", "i").replace("\u0307", "").replace("ё", "е")

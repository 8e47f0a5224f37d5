# SPDX-License-Identifier: AGPL-3.0-or-later
"""Figures of the ledger in words: the number, its qualifier, its counted noun, and the range of what sources say."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from octavo.diagnostics.problem import Place, Problem, problem
from octavo.localize.formats import isolate, language_name, listing, number, number_range
from octavo.localize.language import language_from_cldr
from octavo.localize.plurals import CATEGORIES, category, form_index, gettext_rule
from octavo.localize.strings import QUALIFIERS, RANGE, phrase
from octavo.localize.suffixes import SUFFIX, suffixed
from octavo.localize.translator import Translator
from octavo.markup.values import unit_message
from octavo.model.ledger import Alternative, Figure, Read, Source, Statistic, Unit

# The signs after the short form of a source that was not read in the original.
MARKS: dict[Read, str] = {"original": "", "excerpt": "°", "through": "*", "lead": "‡"}
NOMINATIVE = "nominative"


@dataclass(frozen=True, slots=True)
class Counts:
    """What figures are put into words with: the ledger's units and sources, and the edition's words."""

    units: dict[str, Unit]
    sources: dict[str, Source]
    words: Translator


def number_of(figure: Figure, counts: Counts) -> str:
    """Return “613”, or “500–1,000” for an interval; empty where there is no number."""
    language = counts.words.language
    if figure.value is not None:
        return number(figure.value, language)
    if figure.low is not None and figure.high is not None:
        return number_range(figure.low, figure.high, language)
    end = figure.low if figure.low is not None else figure.high
    return number(end, language) if end is not None else ""


def ends(figure: Figure) -> tuple[Decimal, Decimal] | None:
    """Return the lowest and the highest number of a figure."""
    numbers = [each for each in (figure.value, figure.low, figure.high) if each is not None]
    return (min(numbers), max(numbers)) if numbers else None


def said(figure: Figure, inner: str, counts: Counts) -> str:
    """Return a number (or a number with its noun) with the figure's qualifier: “at least 161”.

    A phrase may have an ending of the number in it, as a noun's form may: “{n}-{abl} çox”.
    """
    if figure.qualifier == "exact" or not inner:
        return inner
    words = counts.words
    text = phrase("qualifier", QUALIFIERS[figure.qualifier], words.strings)
    limits, digits = ends(figure), number_of(figure, counts)
    if limits and SUFFIX.search(text) and digits in inner:
        # The ending is the number's: “200-dən çox”, and with its noun “200-dən çox meyit”.
        return inner.replace(digits, suffixed(text, limits[1], words.language).replace("{n}", digits), 1)
    return text.replace("{n}", isolate(inner, words.language))


def counted(figure: Figure, unit: str, form: str, counts: Counts) -> str | Problem:
    """Return the number with its noun: “613 people”; in a named form of the language where `form` is given.

    An interval takes the form of its upper end.
    """
    language = counts.words.language
    limits = ends(figure)
    if limits is None:
        return ""
    text = isolate(number_of(figure, counts), language)
    forms = language.nouns.get(unit, {})
    named = forms.get(form or NOMINATIVE)
    if named is not None:
        wanted = getattr(named, category(limits[1], language)) if category(limits[1], language) in CATEGORIES else ""
        return suffixed(wanted or named.other, limits[1], language).replace("{n}", text)
    if form:
        known = ", ".join(sorted(forms)) or "none"
        place = Place(f"locale/{language.tag}/locale.yaml")
        return problem("L401", place, unit=unit, form=form, language=_named(counts), tag=language.tag, known=known)
    return _noun(counts.units[unit], limits[1], counts).replace("{n}", text)


def _noun(unit: Unit, value: Decimal, counts: Counts) -> str:
    words = counts.words
    forms = words.forms(unit_message(unit))
    if forms:
        index = form_index(value, words.language)
        return forms[index] if index < len(forms) else forms[-1]
    if words.source and gettext_rule(words.language.plurals)[0] == 2:
        return (unit.one, unit.other)[form_index(value, words.language)]
    # A draft's gap in the source language's words, or a source language with more forms than a unit can give: its
    # locale.yaml has them then, as nouns: unit: nominative.
    return unit.one if value == 1 else unit.other


def range_of(statistic: Statistic, counts: Counts) -> tuple[tuple[str, Figure], tuple[str, Figure]] | None:
    """Return the lowest and the highest of the counts of the same thing, each as (id, figure), or None.

    The statistic's own figure counts, and every comparable alternative that has a number; `figure` is its id.
    """
    found: list[tuple[str, Figure]] = [("figure", statistic.figure)] if statistic.figure else []
    found += [(each.id, each) for each in statistic.alternatives if each.comparable]
    numbered = [(name, figure, limits) for name, figure in found if (limits := ends(figure)) is not None]
    if not numbered:
        return None
    low = min(numbered, key=lambda each: each[2][0])
    high = max(numbered, key=lambda each: each[2][1])
    return (low[0], low[1]), (high[0], high[1])


def range_sentence(statistic: Statistic, counts: Counts) -> str:
    """Return “from at least 161 (HRW 1994) to 613 (State Commission 1993)”; empty without two different counts."""
    found = range_of(statistic, counts)
    if found is None or found[0][0] == found[1][0] or ends(found[0][1]) == ends(found[1][1]):
        return ""
    words = counts.words
    text = phrase("range", RANGE, words.strings)
    for name, (_, figure) in zip(("low", "high"), found, strict=True):
        shown = said(figure, number_of(figure, counts), counts)
        text = text.replace(f"{{{name}}}", isolate(shown, words.language))
        text = text.replace(f"{{{name}_sources}}", who_says(figure.sources, counts))
    return text


def who_says(sources: tuple[str, ...], counts: Counts) -> str:
    """Return the short forms of sources as a list, each with the sign for one not read in the original."""
    language = counts.words.language
    known = [counts.sources[name] for name in sources if name in counts.sources]
    return listing([isolate(f"{each.short}{MARKS[each.read]}", language) for each in known], language)


def unit_of(figure: Figure, statistic: Statistic) -> str:
    """Return the unit that a figure counts in: an alternative may have its own."""
    return (figure.unit if isinstance(figure, Alternative) else None) or statistic.unit


def _named(counts: Counts) -> str:
    return language_name(counts.words.language.tag, language_from_cldr("en"))

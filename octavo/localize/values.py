# SPDX-License-Identifier: AGPL-3.0-or-later
"""Placeholders to text: what {killed.said.people} or {night.date} comes to in the edition's language."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from octavo.diagnostics.problem import Place, Problem, problem
from octavo.localize import dates, figures
from octavo.localize.figures import Counts
from octavo.localize.formats import isolate, language_name
from octavo.localize.series import left_open
from octavo.localize.translator import Translator
from octavo.markup.flaws import Flaw
from octavo.markup.parse import parse_inline
from octavo.markup.placeholders import Known, Placeholder, known_names, names_in, read_placeholder
from octavo.model.blocks import Block, Inline
from octavo.model.catalog import State
from octavo.model.ledger import Figure, Statistic
from octavo.model.publication import Publication


@dataclass(frozen=True, slots=True)
class Values:
    """What placeholders may name, and the problems met while filling them.

    `open_rows` leaves {series.NAME} open, for the rows of a series to fill (localize/series.py).
    """

    publication: Publication
    words: Translator
    counts: Counts
    known: Known
    statistics: dict[str, Statistic]
    dates: dict[str, str]
    problems: list[Problem] = field(default_factory=list)
    open_rows: bool = False

    def text(self, name: str, key: str) -> str:
        """Return what a placeholder comes to; a name that can't be filled is a problem at `key` and stays in braces."""
        found = _resolved(name, key, self)
        if isinstance(found, Problem):
            self.problems.append(found)
            return f"{{{name}}}"
        return isolate(found, self.words.language)


def values_of(publication: Publication, words: Translator, *, open_rows: bool = False) -> Values:
    """Return the values that a publication's placeholders may name."""
    facts = publication.statistics
    units = {unit.id: unit for unit in facts.units}
    sources = {source.id: source for source in publication.sources.sources}
    return Values(
        publication,
        words,
        Counts(units, sources, words),
        known_names(facts, publication.manifest.series_values),
        {each.id: each for each in facts.statistics},
        {each.id: each.date for each in facts.dates},
        open_rows=open_rows,
    )


def fill_runs(runs: Iterable[Inline], key: str, values: Values) -> tuple[Inline, ...]:
    """Return the runs with every placeholder filled; the run keeps the placeholder's name."""
    return tuple(
        replace(run, text=values.text(run.attrs["name"], key))
        if run.kind == "value"
        else replace(run, children=fill_runs(run.children, key, values))
        for run in runs
    )


def fill_text(text: str, key: str, values: Values) -> str:
    """Return a plain string with every placeholder filled."""
    for name in dict.fromkeys(names_in(text)):
        text = text.replace(f"{{{name}}}", values.text(name, key))
    return text


def fill_blocks(blocks: Iterable[Block], values: Values) -> tuple[Block, ...]:
    """Return the blocks with placeholders filled, also in directives' attributes, and a draft's gaps marked."""
    return tuple(
        replace(
            block,
            attrs={name: fill_text(text, block.key, values) for name, text in block.attrs.items()},
            inline=marked(fill_runs(block.inline, block.key, values), values.words.mark(block.message)),
            children=fill_blocks(block.children, values),
        )
        for block in blocks
    )


def marked(runs: tuple[Inline, ...], state: State | None) -> tuple[Inline, ...]:
    """Return the runs inside a draft mark if their translation is missing or outdated."""
    return (Inline("draft", attrs={"state": state}, children=runs),) if state and runs else runs


def value_runs(key: str, text: str, values: Values) -> tuple[Inline, ...]:
    """Return the runs of a value of the data files: translated, read, filled, and marked in a draft."""
    if not text:
        return ()
    runs, _ = parse_inline(values.words.words(key, text), key)
    return marked(fill_runs(runs, key, values), values.words.gap(key))


def value_text(key: str, text: str, values: Values) -> str:
    """Return a value of the data files without markup: translated and filled."""
    return fill_text(values.words.words(key, text), key, values) if text else ""


def _resolved(name: str, key: str, values: Values) -> str | Problem:
    place = Place(key.partition("#")[0], key=key)
    found = read_placeholder(name, values.known)
    if isinstance(found, Flaw):
        return problem(found.code, place, **found.values)
    language, manifest = values.words.language, values.publication.manifest
    if found.subject == "title":
        return values.words.words("publication.yaml#title", manifest.title)
    if found.subject == "series":
        given = values.words.words(f"publication.yaml#series_values.{found.facet}", manifest.series_values[found.facet])
        return left_open(found.facet, given) if values.open_rows else given
    if found.subject == "edition":
        asked = {"language": language_name(language.tag, language)}
        return asked.get(found.facet) or _dated(manifest.issued.isoformat(), found.facet, place, values)
    if found.subject in values.dates:
        return _dated(values.dates[found.subject], found.facet, place, values)
    return _figure(name, found, place, values)


def _dated(edtf: str, facet: str, place: Place, values: Values) -> str | Problem:
    write = {"date": dates.date, "day": dates.day, "year": dates.year}[facet]
    try:
        return write(edtf, values.words.language)
    except ValueError:
        return problem("L405", place, date=edtf)


def _figure(name: str, asked: Placeholder, place: Place, values: Values) -> str | Problem:
    statistic = values.statistics[asked.subject]
    if asked.facet == "range":
        return figures.range_sentence(statistic, values.counts) or problem("L406", place, name=name)
    others: dict[str, Figure] = {each.id: each for each in statistic.alternatives}
    figure = others[asked.alternative] if asked.alternative else statistic.figure
    if figure is None or figures.ends(figure) is None:
        known = ", ".join(f"{{{statistic.id}.{each}}}" for each in others) or "none"
        return problem("L403", place, name=name, key=f"facts/statistics.yaml#{statistic.id}", known=known)
    try:
        text: str | Problem = figures.number_of(figure, values.counts)
        if asked.unit:
            text = figures.counted(figure, asked.unit, asked.form, values.counts)
    except ValueError:
        return problem("L404", place, key=f"facts/statistics.yaml#{statistic.id}")
    if isinstance(text, Problem):
        return replace(text, place=replace(text.place, key=place.key))
    return figures.said(figure, text, values.counts) if asked.said else text

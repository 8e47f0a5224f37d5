# SPDX-License-Identifier: AGPL-3.0-or-later
"""What passages name: placeholders, cited sources, languages, links; each must be there and must fit."""

from __future__ import annotations

import re
from collections.abc import Iterator

from octavo.diagnostics.problem import Place, Problem, problem
from octavo.load.facts import Ledger
from octavo.load.ledger import unknown_source
from octavo.load.passages import Passage, runs_of
from octavo.load.tags import tag_problem
from octavo.markup.placeholders import Placeholder, placeholder_problem, read_placeholder
from octavo.model.blocks import Inline
from octavo.model.ledger import Figure, Statistic

# Links that readers may follow; everything else with a scheme, and every path out of the publication, is refused.
_OUTSIDE = re.compile(r"^(https?://|mailto:|tel:|doi:|urn:)\S+$", re.IGNORECASE)
_INSIDE = re.compile(r"^(?!//)(?!.*\.\.)[^:\s/]*(/[^:\s/]+)*(#[^\s]+)?$")


def reference_problems(passage: Passage, ledger: Ledger) -> Iterator[Problem]:
    """Yield what is wrong with the names in a passage."""
    for run in runs_of(passage):
        for found in _run(run, passage, ledger):
            yield from passage.tell(found)


def _run(run: Inline, passage: Passage, ledger: Ledger) -> Iterator[Problem]:
    match run.kind:
        case "value":
            name = run.attrs["name"]
            yield from placeholder_problems(name, passage.at(f"{{{name}}}"), ledger)
        case "cite":
            for source in run.attrs["sources"].split():
                if not ledger.knows("sources", source):
                    yield unknown_source(source, passage.at(f"@{source}"), ledger)
        case "span" if "lang" in run.attrs:
            wrong = tag_problem(run.attrs["lang"], passage.at(f"lang={run.attrs['lang']}"))
            if wrong:
                yield wrong
        case "link":
            href = run.attrs.get("href", "")
            if not (_OUTSIDE.match(href) or _INSIDE.match(href)):
                yield problem("T214", passage.at(href), href=href)


def placeholder_problems(name: str, place: Place, ledger: Ledger) -> Iterator[Problem]:
    """Yield what is wrong with a placeholder: its name, or that there is no such figure in such a unit."""
    subject, known = name.partition(".")[0], ledger.names
    listed = "statistics" not in ledger.ids or subject in ledger.ids["statistics"] | ledger.ids["dates"]
    if listed and subject not in {*known.statistics, *known.dates}:
        return  # the entry is there and has problems of its own
    wrong = placeholder_problem(name, known, place)
    if wrong:
        yield wrong
        return
    found = read_placeholder(name, known)
    statistic = ledger.statistic_by_id.get(subject)
    if isinstance(found, Placeholder) and statistic:
        yield from _figure_problems(name, found, statistic, place)
        if found.unit and ledger.knows("units", unit_of(statistic, found.alternative)):
            yield from _unit_problems(name, found, statistic, place)


def _figure_problems(name: str, found: Placeholder, statistic: Statistic, place: Place) -> Iterator[Problem]:
    if found.facet == "range":
        if len(_comparable(statistic)) < 2:
            yield problem("T213", place, name=name, id=statistic.id)
    elif not found.alternative and statistic.figure is None:
        yield no_figure(f"{{{name}}}", statistic, place)


def _unit_problems(name: str, found: Placeholder, statistic: Statistic, place: Place) -> Iterator[Problem]:
    unit = unit_of(statistic, found.alternative)
    if found.unit != unit and (found.alternative or statistic.figure):
        way_out = "{" + re.sub(rf"\.{found.unit}\b", f".{unit}", name) + "}"
        yield problem("T212", place, hints=(), name=name, unit=found.unit, other=unit, way_out=way_out)


def _comparable(statistic: Statistic) -> list[Figure]:
    figures: list[Figure] = [each for each in statistic.alternatives if each.comparable]
    return figures + ([statistic.figure] if statistic.figure else [])


def unit_of(statistic: Statistic, alternative: str = "") -> str:
    """Return the unit that a statistic's figure, or one of its alternatives, counts in."""
    units = {each.id: each.unit for each in statistic.alternatives}
    return units.get(alternative) or statistic.unit


def no_figure(name: str, statistic: Statistic, place: Place) -> Problem:
    """Return the problem of a text that wants the figure of a statistic which has only alternatives."""
    ways = [f"{{{statistic.id}.range}}"] if len(_comparable(statistic)) > 1 else []
    ways += [f"{{{statistic.id}.{each.id}}}" for each in statistic.alternatives[:3]]
    return problem("T211", place, name=name, id=statistic.id, way_out=" or ".join(ways))

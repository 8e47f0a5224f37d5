# SPDX-License-Identifier: AGPL-3.0-or-later
"""facts/sources.yaml and facts/statistics.yaml: read, their ids told apart, and the ledger they make together."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import TypeVar

from pydantic import BaseModel

from octavo.diagnostics.problem import Place, Problem, problem
from octavo.load.validate import validate_items
from octavo.load.yaml_file import YamlFile, place_of, read_yaml
from octavo.markup.placeholders import Known, known_names
from octavo.model.ledger import Source, Sources, Statistic, Statistics

M = TypeVar("M", bound=BaseModel)

SOURCES, STATISTICS = "facts/sources.yaml", "facts/statistics.yaml"


@dataclass(frozen=True)
class Ledger:
    """What the two files hold, as far as it could be read.

    `ids` are all ids of a section, also of entries that have problems of their own, so that these are not told twice.
    A section of a file that can't be read at all is missing in it: nobody knows what is there. `series` are the names
    in the manifest's series_values.
    """

    sources: Sources = field(default_factory=Sources)
    statistics: Statistics = field(default_factory=Statistics)
    ids: Mapping[str, frozenset[str]] = field(default_factory=dict)
    files: tuple[YamlFile, ...] = ()
    index: Mapping[tuple[str, str], tuple[YamlFile, int]] = field(default_factory=dict)
    series: frozenset[str] = frozenset()

    @cached_property
    def source_by_id(self) -> dict[str, Source]:
        """The sources by id."""
        return {each.id: each for each in self.sources.sources}

    @cached_property
    def names(self) -> Known:
        """The names that placeholders may use."""
        return known_names(self.statistics, self.series)

    @cached_property
    def statistic_by_id(self) -> dict[str, Statistic]:
        """The statistics by id."""
        return {each.id: each for each in self.statistics.statistics}

    def knows(self, section: str, name: str) -> bool:
        """Tell whether an id is in a section, or may be, because its file can't be read."""
        return section not in self.ids or name in self.ids[section]

    def place(self, section: str, name: str, *inside: str | int) -> Place:
        """Return the place of a value inside the entry `name` of a section."""
        if (section, name) not in self.index:
            return Place()
        yaml, at = self.index[section, name]
        return place_of(yaml, (section, at, *inside))


def read_facts(files: Mapping[str, bytes]) -> tuple[Ledger, tuple[Problem, ...]]:
    """Return the ledger of the folder's files, and what is wrong with each of them alone."""
    ids: dict[str, frozenset[str]] = {}
    sources, first, problems = _read(files, SOURCES, Sources, ids)
    statistics, second, more = _read(files, STATISTICS, Statistics, ids)
    yamls = tuple(yaml for yaml in (first, second) if yaml)
    index: dict[tuple[str, str], tuple[YamlFile, int]] = {}
    for yaml in yamls:
        for section in yaml.root.entries:
            for at, name in enumerate(_items(yaml, section)):
                index.setdefault((section, name), (yaml, at))
    ledger = Ledger(sources or Sources(), statistics or Statistics(), ids, yamls, index)
    return ledger, problems + more + tuple(each for yaml in yamls for each in _repeated_ids(yaml))


def _read(
    files: Mapping[str, bytes], file: str, model: type[M], ids: dict[str, frozenset[str]]
) -> tuple[M | None, YamlFile | None, tuple[Problem, ...]]:
    sections = list(model.model_fields)
    if file not in files:
        ids |= dict.fromkeys(sections, frozenset())
        return None, None, ()
    yaml, problems = read_yaml(files[file], file)
    if yaml is None:
        return None, None, problems
    value, refused = validate_items(model, yaml)
    ids |= {section: frozenset(_items(yaml, section)) - {""} for section in sections}
    return value, yaml, problems + refused


def _items(yaml: YamlFile, section: str) -> list[str]:
    """Return the ids of a section's entries in order; an entry without one gives an empty word."""
    if section not in yaml.root.entries:
        return []
    found = [item.entries.get("id") for item in yaml.root.entries[section][1].items]
    return [pair[1].text if pair else "" for pair in found]


def _repeated_ids(yaml: YamlFile) -> Iterator[Problem]:
    """Yield a problem for each id that another entry has: statistics and dates share one space of names."""
    seen: dict[tuple[str, str], int] = {}
    for section, (_, entries) in yaml.root.entries.items():
        space = "" if section in ("statistics", "dates") else section
        for at, (name, node) in enumerate(zip(_items(yaml, section), entries.items, strict=True)):
            if name and (space, name) in seen:
                yield problem("D104", place_of(yaml, (section, at, "id")), id=name, line=seen[space, name])
            seen.setdefault((space, name), node.line)

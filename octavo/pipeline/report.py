# SPDX-License-Identifier: AGPL-3.0-or-later
"""What a build has to say: problems with their lines, files with their checksums, in words and as data."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from octavo.diagnostics.printing import as_json
from octavo.diagnostics.problem import Place, Problem, in_order
from octavo.model.row_lines import reckoned


@dataclass(frozen=True, slots=True)
class EditionReport:
    """One edition after a build: its state and its files with their SHA-256.

    State: made (new files), kept (nothing to do), earlier (refused now; the files are from an earlier build),
    refused (no files at all), unasked (not part of this build; the files are from an earlier one).
    """

    label: str
    state: str
    files: dict[str, str]


@dataclass(frozen=True, slots=True)
class PublicationReport:
    """A publication after a build."""

    name: str
    editions: tuple[EditionReport, ...]
    problems: tuple[Problem, ...]

    def as_data(self) -> dict[str, Any]:
        """Return the report as plain data for JSON."""
        return {
            "publication": self.name,
            "editions": [
                {"edition": e.label, "state": LASTING.get(e.state, e.state), "files": e.files} for e in self.editions
            ],
            "problems": [as_json(problem) for problem in self.problems],
        }


def located(problems: Iterable[Problem], lines: Mapping[str, list[Any]], root: str) -> tuple[Problem, ...]:
    """Return the problems with files below `root`, and lines for those that only knew a key.

    `lines` is the source map of the publication: key → [file, line, column].
    """
    return in_order(replace(each, place=placed_in(each.place, lines, root)) for each in problems)


# Files of the house, not of the publication: shared templates with their words, and pages made from them.
BESIDE = re.compile(r"@[A-Za-z]{2,3}(-[A-Za-z0-9]+)*$")
OF_THE_HOUSE = ("templates/", "fonts/", "house:")


def placed_in(place: Place, lines: Mapping[str, list[Any]], root: str) -> Place:
    """Return the place with its file below `root`, and with the line of its key if it has none."""
    file, line, column = place.file, place.line, place.column
    # What stands beside the first language of an edition has the key of its source with the language behind it.
    key = BESIDE.sub("", place.key or file)
    line = line or reckoned(lines, key)
    while key and not line:
        if key in lines:
            file, line, column = lines[key]
        head, dot, _ = key.rpartition(".")
        key = head if dot and "#" in head else (key.partition("#")[0] if "#" in key else "")
    shown = f"{root}/{file}" if file and not file.startswith(OF_THE_HOUSE) else file
    return Place(shown, line, column, place.key)


# A report that is kept says how things stand, not what the last run did: the same content gives the same report.
LASTING = {"made": "current", "kept": "current"}

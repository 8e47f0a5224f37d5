# SPDX-License-Identifier: AGPL-3.0-or-later
"""How far the languages of a publication have come: counted, with what waits, what changed, and the room there is."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from octavo.diagnostics.problem import Problem
from octavo.pipeline.approval import reviews_of
from octavo.pipeline.rooms import room_rows
from octavo.pipeline.translation import Source, chapters_of, status_of
from octavo.pipeline.translation_update import changes_of


@dataclass(frozen=True, slots=True)
class Asked:
    """What is to be told: of which languages (none: of all), by chapters or files, with changes, with the room."""

    tags: tuple[str, ...] = ()
    chapters: bool = False
    explain: bool = False
    room: bool = False


@dataclass(frozen=True, slots=True)
class Told:
    """What there is to tell, as rows under `languages`, `changes` and `room`."""

    rows: dict[str, list[dict[str, Any]]]
    problems: tuple[Problem, ...]


def told_of(source: Source, asked: Asked, output: Path) -> Told:
    """Return how far each language has come; `edition` tells in each row whether it is among the editions."""
    rows: dict[str, list[dict[str, Any]]] = {"languages": [], "changes": [], "room": []}
    problems: list[Problem] = []
    for tag in asked.tags or source.begun:
        counted = chapters_of(source, tag) if asked.chapters else status_of(source, tag)
        problems += counted.problems
        days = reviews_of(source, tag) if asked.chapters else {}
        for row in counted.value or ():
            reviewed = {"reviewed": days.get(row["chapter"], "")} if asked.chapters else {}
            rows["languages"].append({**row, **reviewed, "edition": tag in source.languages})
        rows["changes"] += changes_of(source, tag) if asked.explain else ()
        rows["room"] += room_rows(source, tag, output) if asked.room else ()
    return Told(rows, tuple(problems))

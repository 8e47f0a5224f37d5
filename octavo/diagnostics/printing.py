# SPDX-License-Identifier: AGPL-3.0-or-later
"""Problems for people, as one line, and as JSON."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from string import Formatter
from typing import Any

from octavo.diagnostics.code import Severity
from octavo.diagnostics.problem import Place, Problem

NAMES = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "note"}


def as_json(problem: Problem) -> dict[str, Any]:
    """Return the problem as plain data; `from_json` reads it back."""
    return {
        "code": problem.code,
        "severity": NAMES[problem.severity],
        "message": problem.message,
        "file": problem.place.file,
        "line": problem.place.line,
        "column": problem.place.column,
        "key": problem.place.key,
        "hints": list(problem.hints),
        "edition": problem.edition,
    }


def from_json(data: dict[str, Any]) -> Problem:
    """Return the problem that `as_json` wrote."""
    place = Place(data["file"], data["line"], data["column"], data["key"])
    severity = Severity[data["severity"].upper()]
    return Problem(data["code"], severity, data["message"], place, tuple(data["hints"]), data["edition"])


def one_line(problem: Problem) -> str:
    """Return the problem as one line that editors and grep can follow."""
    edition = f" [{problem.edition}]" if problem.edition else ""
    where = f"{problem.place}: " if str(problem.place) else ""
    return f"{where}{NAMES[problem.severity]} {problem.code}{edition}: {problem.message}"


def for_people(problem: Problem) -> str:
    """Return the problem as one line and a line for every hint."""
    return "\n".join([one_line(problem), *(f"    hint: {hint}" for hint in problem.hints)])


def open_form(text: str) -> str:
    """Return a title or hint of the catalogue as people read it where no values are at hand: “…” for each."""
    return "".join(said + ("…" if field is not None else "") for said, field, *_ in Formatter().parse(text))


def summary(problems: Iterable[Problem]) -> str:
    """Return “2 errors, 1 warning”, or nothing where there are none."""
    counts = Counter(problem.severity for problem in problems)
    words = [f"{n} {NAMES[level]}{'s' if n > 1 else ''}" for level, n in sorted(counts.items(), reverse=True)]
    return ", ".join(words)

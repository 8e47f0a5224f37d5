# SPDX-License-Identifier: AGPL-3.0-or-later
"""Problems as values: a code, a place, a sentence and a way out."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Generic, TypeVar

from octavo.diagnostics.catalogue import CATALOGUE
from octavo.diagnostics.code import Severity

T = TypeVar("T")


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """Where in the author's files a problem lies.

    `file` is relative to the publication's folder, with forward slashes. Lines and columns count from 1; 0 is unknown.
    `key` names the block or value in a way that survives edits of comments (`text/02-town.md#12`,
    `facts/statistics.yaml#killed.figure`): stages after load know only the key, and the report looks the line up in the
    publication's source map.
    """

    file: str = ""
    line: int = 0
    column: int = 0
    key: str = ""

    def __str__(self) -> str:
        return ":".join([self.file, *(str(n) for n in (self.line, self.column) if n)])


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong, said so that its reader can mend it."""

    code: str
    severity: Severity
    message: str
    place: Place = Place()
    hints: tuple[str, ...] = ()
    edition: str = ""

    def __str__(self) -> str:
        where = f"{self.place}: " if str(self.place) else ""
        first = f"{where}{self.severity.name.lower()} {self.code}: {self.message}"
        return "\n".join([first, *(f"    hint: {hint}" for hint in self.hints)])


class ProblemsFound(Exception):  # noqa: N818  (it says what happened, as StopIteration does)
    """Raised where a value was needed and problems stand in its way; carries all of them, in order of place."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = in_order(problems)
        super().__init__("\n".join(map(str, self.problems)))


@dataclass(frozen=True, slots=True)
class Outcome(Generic[T]):
    """What a stage gives: a value if there is one, and every problem it found on the way."""

    value: T | None
    problems: tuple[Problem, ...] = ()

    def unwrap(self) -> T:
        """Return the value; raise ProblemsFound if there is none."""
        if self.value is None:
            raise ProblemsFound(self.problems)
        return self.value

    @property
    def failed(self) -> bool:
        """Tell whether any problem is an error."""
        return any(problem.severity is Severity.ERROR for problem in self.problems)


def problem(code: str, place: Place = Place(), *, hints: Iterable[str] = (), **values: object) -> Problem:
    """Return the problem `code` of the catalogue at `place`, its sentence filled with `values`.

    `hints` replaces the hint of the catalogue where a better one is known. Raises KeyError for an unknown code: that
    is a fault of the program, and a test walks the source for it.
    """
    entry = CATALOGUE[code]
    given = tuple(hints) or ((entry.hint.format_map(values),) if entry.hint else ())
    return Problem(code, entry.severity, entry.title.format_map(values), place, given)


def in_order(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Return the problems without repetitions, by place, then by code."""
    return tuple(sorted(set(problems), key=lambda p: (p.edition, p.place, p.code, p.message)))


def in_edition(problems: Iterable[Problem], edition: str) -> tuple[Problem, ...]:
    """Return the problems marked as belonging to `edition`."""
    return tuple(replace(each, edition=edition) for each in problems)

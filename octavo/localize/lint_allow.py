# SPDX-License-Identifier: AGPL-3.0-or-later
"""What translators allow for one message: “# allow L512: reason” in the comment of its entry."""

from __future__ import annotations

import re
from collections.abc import Iterable

from octavo.diagnostics.problem import Place, Problem, in_order, problem
from octavo.markup.comments import read_allow

_SAID = re.compile(r"^\s*(allow\b.*?)(?=\n\s*\n|\n\s*(?:allow\b|octavo-accept:)|\Z)", re.DOTALL | re.MULTILINE)
_MEANT = re.compile(r"allow\W*[A-Z]\d{3}")
_OURS = re.compile(r"L5[0-8]\d|L70\d")


def read_allowed(comment: str, place: Place) -> tuple[dict[str, str], tuple[Problem, ...]]:
    """Return the codes that a translator's comment allows, each with the reason, and what is wrong with the comment."""
    allowed: dict[str, str] = {}
    problems = []
    for match in _SAID.finditer(comment):
        said = " ".join(match[1].split())
        if not _MEANT.match(said):
            continue  # a sentence that begins with the word
        codes, flaw = read_allow(said) or ({}, None)
        foreign = sorted(code for code in codes if not _OURS.fullmatch(code))
        why = flaw.values["why"] if flaw else f"{foreign[0]} can't be allowed" if foreign else ""
        if why:
            problems.append(problem("L591", place, comment=said, why=why))
        allowed |= {code: reason for code, reason in codes.items() if code not in foreign}
    return allowed, tuple(problems)


def without_allowed(
    found: Iterable[Problem], allowed: dict[str, str], place: Place, *, whole: bool
) -> tuple[tuple[Problem, ...], tuple[Problem, ...]]:
    """Return the problems that are left, and a note for each code that is allowed.

    `whole` tells that all checks were made: only then can a code be known to be allowed for nothing.
    """
    found = tuple(found)
    left = tuple(each for each in found if each.code not in allowed)
    met = {each.code for each in found}
    notes = [
        problem("L592", place, what=code, reason=reason) if code in met else problem("L593", place, what=code)
        for code, reason in allowed.items()
        if code in met or whole
    ]
    return left, in_order(notes)

# SPDX-License-Identifier: AGPL-3.0-or-later
"""Ace is awake: it acquits an accessible book, and finds what EPUBCheck does not look for."""

from __future__ import annotations

from collections.abc import Callable

from tests.judges.specimens import PACKAGE, book
from tests.judges.verdicts import Violation

BookJudge = Callable[[bytes], list[Violation]]


def test_an_accessible_book_passes_without_a_word(ace: BookJudge) -> None:
    assert ace(book()) == []


def test_a_pale_text_and_a_missing_hazard_are_found(ace: BookJudge) -> None:
    careless = PACKAGE.replace('<meta property="schema:accessibilityHazard">none</meta>', "")
    found = {violation.rule: violation for violation in ace(book('<p style="color: #ccc">Fog.</p>', careless))}
    assert set(found) == {"color-contrast", "metadata-accessibilityhazard"}
    assert found["color-contrast"].targets == ("one.xhtml", "p:nth-child(3)")
    assert found["color-contrast"].impact == "serious"

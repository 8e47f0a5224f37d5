# SPDX-License-Identifier: AGPL-3.0-or-later
"""Whether a translation still fits where it stands: its length beside what its place was laid out with."""

from __future__ import annotations

from collections.abc import Iterator

from octavo.diagnostics.problem import Problem
from octavo.localize.lint_prose import Pair, prose_of
from octavo.model.room import Place


def room_problems(pair: Pair, place: Place | None) -> Iterator[Problem]:
    """Yield the problem of a form that has grown by more than its room since its page was laid out.

    Compared are the words that readers see; figures and dates count as a sign each, for they stand in both.
    """
    if place is None or pair.message.plural:
        return
    more = len(pair.prose.whole) - len(prose_of(place.text, markdown=pair.message.domain != "strings").whole)
    room = place.room
    if more > room.characters:
        values = {"more": str(more), "over": str(more - room.characters), "room": str(room.characters)}
        yield pair.problem("L701" if room.hard else "L702", page=str(room.page), **values)

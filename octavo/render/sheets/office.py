# SPDX-License-Identifier: AGPL-3.0-or-later
"""A booklet for an ordinary printer: two pages side by side on each side of a sheet, colours and sizes as they are."""

from __future__ import annotations

from octavo.diagnostics.problem import Outcome
from octavo.model.sheets import Imposition, OfficeSheets, Sheet
from octavo.render.sheets.impose import impose_sides

Sides = list[tuple[Sheet, bool]]


def office(plain: bytes, plan: Imposition, *, cover_apart: bool = False) -> Outcome[OfficeSheets]:
    """Return the sheets of a plain file planned by `office_job`: for printing on both sides, and on one.

    The sheets are turned about their short edge. For a printer that prints one side the stack of fronts is turned over
    whole about its short edge, so that its first sheet is fed first again, and the backs come in the same order. With
    `cover_apart` the outermost sheet is a file of its own, for thicker paper. Problems are those of `impose`.
    """
    inside = plan.sheets[1:] if cover_apart else plan.sheets
    wanted = (
        _sides(inside, fronts=True, backs=True),
        _sides(inside, fronts=True),
        _sides(inside, backs=True),
        _sides(plan.sheets[:1], fronts=True, backs=True) if cover_apart else [],
    )
    made = []
    for sides in wanted:
        outcome = impose_sides(plain, plan, None, sides) if sides else Outcome(b"")
        if outcome.value is None:
            return Outcome(None, outcome.problems)
        made.append(outcome.value)
    return Outcome(OfficeSheets(*made))


def _sides(sheets: tuple[Sheet, ...], *, fronts: bool = False, backs: bool = False) -> Sides:
    return [(sheet, back) for sheet in sheets for back in (False, True) if (backs if back else fronts)]

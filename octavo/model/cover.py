# SPDX-License-Identifier: AGPL-3.0-or-later
"""The cover as measures: what a publication asks for, and the sheet that pages, paper and printer make of it."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Annotated, Literal

from pydantic import Field

from octavo.diagnostics.problem import Outcome, Place, Problem, problem
from octavo.model.canonical import Strict
from octavo.model.printer import Binding, Printer, spine_mm
from octavo.model.profile import MM_PER_INCH, Paper

Side = Literal["front", "back", "spine", "front-flap", "back-flap"]

SPINE_TYPE = Decimal(7)  # points; smaller letters are not read on a shelf
SPINE_LINE = Decimal("2.8")  # millimetres that a line of it takes, with all that rises and hangs
FOLD_TOLERANCE = MM_PER_INCH / 16  # no fold is taken to be more exact, where the printer does not say how exact it is
_PLACE = Place(key="publication.yaml#cover.spine")


class CoverWish(Strict):
    """What a publication asks of its covers; whatever is left out is done as paper and printer allow."""

    spine: bool | None = Field(
        None, description="whether the spine bears the title; by default where the printer allows it and it fits"
    )
    flaps: Annotated[Decimal, Field(ge=0, le=200)] = Field(
        Decimal(0), description="the width of the flaps of a glued cover in millimetres; 0 is none"
    )
    bar_reduction: Annotated[Decimal, Field(ge=0, le=Decimal("0.15"))] = Field(
        Decimal(0), description="millimetres by which the printer wants each bar narrower, for ink spreads"
    )


@dataclass(frozen=True, slots=True)
class CoverGeometry:
    """A cover in millimetres: its panels are as large as the pages, and the spine lies between them.

    `safety` stays free of type along the trim, `fold` on both sides of a fold; nothing of colour ends within `fold`.
    """

    width: float
    height: float
    spine: float
    binding: Binding
    flap: float = 0
    spine_text: bool = False
    safety: float = 5
    fold: float = round(float(FOLD_TOLERANCE), 3)
    bar_reduction: float = 0

    @property
    def sheet_width(self) -> float:
        """The width of the whole sheet, trimmed."""
        return round(2 * (self.width + self.flap) + self.spine, 3)

    @property
    def panels(self) -> tuple[tuple[Side, float], ...]:
        """The panels that the cover has, each with its width, as a book read from the left has them on its sheet."""
        wanted: tuple[tuple[Side, float], ...] = (
            ("back-flap", self.flap),
            ("back", self.width),
            ("spine", self.spine),
            ("front", self.width),
            ("front-flap", self.flap),
        )
        return tuple((side, width) for side, width in wanted if width > 0)


def cover_geometry(paper: Paper, pages: int, printer: Printer, wish: CoverWish) -> Outcome[CoverGeometry]:
    """Return the cover of a book of so many pages (blank ones counted) at a printer, and what can't be had (P50…).

    `printer` is one that `ordered()` gave: its papers and binding are those of the order. A stitched booklet has
    neither spine nor flaps. There is a value in any case: without what can't be had.
    """
    stock = printer.stock(printer.paper)
    if stock is None:
        raise ValueError(f"the printer {printer.name} has no stock {printer.paper}")
    cover = printer.stock(printer.cover_paper) if printer.cover_paper else None
    spine = spine_mm(pages, printer, stock, cover)
    fold = printer.spine_tolerance.value if printer.spine_tolerance else FOLD_TOLERANCE
    found = [*_spine_problems(pages, spine, fold, printer)] if wish.spine is not False else []
    stitched = printer.binding == "saddle"
    if wish.flaps and stitched:
        flaps = problem("P504", Place(key="publication.yaml#cover.flaps"), flaps=_mm(wish.flaps))
    geometry = CoverGeometry(
        width=float(paper.width),
        height=float(paper.height),
        spine=round(float(spine), 3),
        binding=printer.binding,
        flap=0 if stitched else float(wish.flaps),
        spine_text=wish.spine is not False and not found,
        safety=float((printer.cover_safety or printer.safety).value),
        fold=round(float(fold), 3),
        bar_reduction=float(wish.bar_reduction),
    )
    problems = found if wish.spine else []
    return Outcome(geometry, (*problems, flaps) if wish.flaps and stitched else tuple(problems))


def panel_geometry(paper: Paper, safety: float = 5) -> CoverGeometry:
    """Return the geometry of a cover whose panels are pages of their own: no spine, no flaps."""
    return CoverGeometry(float(paper.width), float(paper.height), 0, "saddle", safety=safety)


def _spine_problems(pages: int, spine: Decimal, fold: Decimal, printer: Printer) -> list[Problem]:
    """Return the one reason for which the spine can't bear text, if there is one."""
    if printer.binding == "saddle":
        return [problem("P501", _PLACE, pages=pages)]
    least = printer.spine_text_pages
    if least is not None and pages < least.value:
        source = printer.sources[least.source].title
        return [problem("P502", _PLACE, pages=pages, printer=printer.title, least=f"{least.value:f}", source=source)]
    needed = 2 * fold + SPINE_LINE
    if spine < needed:
        return [problem("P503", _PLACE, spine=_mm(spine), least=_mm(needed), fold=_mm(fold))]
    return []


def _mm(value: Decimal) -> str:
    return f"{round(float(value), 1):g}"

# SPDX-License-Identifier: AGPL-3.0-or-later
"""What the print gate is asked about a file, and what it answers: problems with their places, facts, what was run."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from octavo.diagnostics.code import Severity
from octavo.diagnostics.problem import Problem
from octavo.model.pagemap import Box

if TYPE_CHECKING:
    from octavo.model.printer import Printer, Standard

PrintKind = Literal["press", "booklet", "cover"]


@dataclass(frozen=True, slots=True)
class PressWish:
    """What a print file is meant to be; None where it is not known, and then that is not judged.

    `trim` is width and height in millimetres; `blanks` are the numbers of pages, from 1, that may be blank; `black` is
    the wish for a one-colour inside. Without `direction` it is that of the language which the file says it is in.
    """

    standard: Standard = "PDF/X-4"
    printer: Printer | None = None
    kind: PrintKind = "press"
    direction: Literal["ltr", "rtl"] | None = None
    trim: tuple[float, float] | None = None
    pages: int | None = None
    blanks: frozenset[int] | None = None
    black: bool = False


@dataclass(frozen=True, slots=True)
class Judged:
    """A check or an outside judge: whether it was run, and if not, why."""

    name: str
    run: bool
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Found:
    """A problem of a print file, with the page (from 1, 0 for the file) and, where it is known, the place on it."""

    problem: Problem
    page: int = 0
    box: Box | None = None


@dataclass(frozen=True, slots=True)
class PrintedImage:
    """A picture as it is printed: its pixels, its colour space, and its lowest resolution on the page."""

    box: Box
    width: int
    height: int
    ppi: float
    space: str


@dataclass(frozen=True, slots=True)
class PageFacts:
    """What a page prints.

    `plates` are those its colours use: C, M, Y, K and the names of spots. Ink is in per cent of the four plates:
    `ink_mean` the highest mean in any square of 15 mm, `ink_peak` the highest of a point, `coverage` the mean of each
    plate over page and bleed; None where no renderer measured it.
    """

    number: int
    width: float
    height: float
    plates: tuple[str, ...]
    blank: bool
    fonts: tuple[str, ...]
    images: tuple[PrintedImage, ...]
    ink_mean: float | None = None
    ink_peak: float | None = None
    coverage: tuple[float, float, float, float] | None = None

    @property
    def coloured(self) -> bool:
        """Tell whether a printer who charges for colour charges for this page."""
        if self.coverage is not None and not any(plate not in "CMYK" for plate in self.plates):
            return any(share > 0 for share in self.coverage[:3])
        return bool(set(self.plates) - {"K"})


@dataclass(frozen=True, slots=True)
class Verdict:
    """The gate's answer about one file."""

    found: tuple[Found, ...]
    pages: tuple[PageFacts, ...] = ()
    judged: tuple[Judged, ...] = ()

    @property
    def problems(self) -> tuple[Problem, ...]:
        """Return the problems alone."""
        return tuple(each.problem for each in self.found)

    @property
    def accepted(self) -> bool:
        """Tell whether no problem is an error."""
        return all(each.problem.severity is not Severity.ERROR for each in self.found)

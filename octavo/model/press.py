# SPDX-License-Identifier: AGPL-3.0-or-later
"""What a file for the press shall be: its standard, its printing condition, and how colours and edges are treated."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from octavo.model.printer import Printer, Standard
from octavo.model.theme import Swatch

Cmyk = tuple[float, float, float, float]
"""Cyan, magenta, yellow and black, each from 0 (none) to 1 (full)."""


@dataclass(frozen=True, slots=True)
class Condition:
    """A printing condition as an output intent names it (ISO 15930-7, 6.2; ISO 32000-1, 14.11.5), and its profile.

    `registry` is the address of who keeps the list that has the identifier; empty where a publication brings a profile
    of its own.
    """

    identifier: str
    registry: str
    title: str
    text: str
    profile: bytes


@dataclass(frozen=True, slots=True)
class Press:
    """The wish that a file for the press fulfils.

    `condition` is None where the printer converts by itself: colours then stay as they are. `bleed` is in millimetres.
    `black_only` makes everything one ink. `swatches` are exact builds for exact colours such as #7a1f2b. `slug` is a
    line for outside the trim, which is set only where there are marks. Without `bleed_at_spine` pages end at the spine.
    """

    standard: Standard
    condition: Condition | None
    bleed: float = 3.0
    marks: bool = False
    overprint: bool = True
    black_only: bool = False
    swatches: tuple[tuple[str, Cmyk], ...] = ()
    slug: str = ""
    bleed_at_spine: bool = True


def press_of(
    printer: Printer,
    condition: Condition | None,
    swatches: Iterable[Swatch] = (),
    *,
    black_only: bool = False,
    slug: str = "",
) -> Press:
    """Return the wish of a printer for pages of a theme with these swatches; `condition` is that of the printer."""
    return Press(
        standard=printer.standard,
        condition=condition if printer.colour == "cmyk" else None,
        bleed=float(printer.bleed.value),
        marks=printer.marks,
        overprint=printer.overprint_black,
        black_only=black_only,
        swatches=tuple((swatch.colour.lower(), swatch.cmyk) for swatch in swatches),
        slug=slug,
        bleed_at_spine=printer.bleed_at_spine,
    )

# SPDX-License-Identifier: AGPL-3.0-or-later
"""theme/theme.yaml: page size, grid, tokens and fonts of a publication's own look."""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated

from pydantic import Field

from octavo.model.canonical import Strict

Mm = Annotated[Decimal, Field(ge=0, description="millimetres")]
Pt = Annotated[Decimal, Field(gt=0, description="points")]
Colour = Annotated[str, Field(pattern=r"^#[0-9a-fA-F]{6}$", description="sRGB, such as #7a1f2b")]


class Margins(Strict):
    """Margins in millimetres, named as a reader of bound pages sees them."""

    inner: Mm = Field(Decimal(20), description="millimetres at the spine")
    head: Mm = Field(Decimal(20), description="millimetres above")
    outer: Mm = Field(Decimal(30), description="millimetres at the fore-edge")
    foot: Mm = Field(Decimal(28), description="millimetres below")


class Swatch(Strict):
    """An exact CMYK build (0–1 each) for an exact screen colour."""

    colour: Colour
    cmyk: tuple[float, float, float, float] = Field(description="cyan, magenta, yellow and black, each from 0 to 1")


class Theme(Strict):
    """The whole of theme.yaml; every value has the house look as its default."""

    paper: str = Field("", description="replaces the manifest's paper")
    margins: Margins = Field(Margins(), description="the margins of the page")
    grid: Pt = Field(Decimal("13.5"), description="from line to line, in points")
    size: Pt = Field(Decimal(10), description="text size in points")
    text: tuple[str, ...] = Field(
        (), description="font families for text, first the wanted one; by default the house's"
    )
    display: tuple[str, ...] = Field((), description="font families for titles and headings")
    sans: tuple[str, ...] = Field((), description="font families without serifs, for charts and small print")
    accent: Colour = Field("#7a1f2b", description="the one colour beside black, in sRGB")
    tokens: dict[str, str] = Field(default_factory=dict, description="CSS custom properties without the dashes")
    swatches: tuple[Swatch, ...] = Field((), description="how exact colours are to be printed")

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

    inner: Mm = Decimal(20)
    head: Mm = Decimal(20)
    outer: Mm = Decimal(30)
    foot: Mm = Decimal(28)


class Swatch(Strict):
    """An exact CMYK build (0–1 each) for an exact screen colour."""

    colour: Colour
    cmyk: tuple[float, float, float, float]


class Theme(Strict):
    """The whole of theme.yaml; every value has the house look as its default."""

    paper: str = Field("", description="replaces the manifest's paper")
    margins: Margins = Margins()
    grid: Pt = Decimal("13.5")
    size: Pt = Field(Decimal(10), description="text size")
    text: tuple[str, ...] = Field(
        (), description="font families for text, first the wanted one; by default the house's"
    )
    display: tuple[str, ...] = ()
    sans: tuple[str, ...] = ()
    accent: Colour = "#7a1f2b"
    tokens: dict[str, str] = Field(default_factory=dict, description="CSS custom properties without the dashes")
    swatches: tuple[Swatch, ...] = ()

# SPDX-License-Identifier: AGPL-3.0-or-later
"""How an edition was fitted to the pages that all editions of a publication share: means, each with its bound."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from pydantic import Field

from octavo.model.canonical import Strict

FILE = "fit.yaml"
MOST_TRACKING = 1.0
MOST_LEADING = 0.04
"""The share of a line that the grid of an edition may be closer or wider than the theme's: nobody sees it."""


class PartFit(Strict):
    """How one part is set, with all that run on after it up to the next that opens a page."""

    page: int = Field(ge=1, description="the page on which it opens in every edition")
    tracking: float = Field(
        0.0,
        ge=-MOST_TRACKING,
        le=MOST_TRACKING,
        description="room between letters, in per cent of the type size; between words where letters join",
    )
    hyphens: bool = Field(False, description="words of five letters may be broken as well, and after two letters")
    air: int = Field(0, ge=0, le=2, description="lines more above headings, figures and tables")


class Fit(Strict):
    """locale/<tag>/fit.yaml, which `octavo fit` writes and every build of the printed pages reads."""

    pages: int = Field(
        0, ge=0, description="how many pages the edition has, as all others; 0 where it was never fitted"
    )
    digest: str = Field("", description="of the text that was fitted: another one may need another fit")
    lines: int = Field(
        0, ge=-4, le=4, description="lines more on a page: one grid for the whole edition, at most 4 % closer or wider"
    )
    parts: dict[str, PartFit] = Field(default_factory=dict, description="each part that opens a page, by its name")


@dataclass(frozen=True, slots=True)
class Promise:
    """What a fit says of the finished pages: how many there are, and on which each part opens, by its id.

    `changed` tells that the text is another than the one that was fitted.
    """

    pages: int
    opens: tuple[tuple[str, int], ...] = ()
    changed: bool = False


@dataclass(frozen=True, slots=True)
class Level:
    """A rung of the ladder of means, from close to wide; what it costs is how far it is from none."""

    tracking: float = 0.0
    hyphens: bool = False
    air: int = 0


LADDER: Mapping[int, Level] = {
    -2: Level(-1.0, hyphens=True),
    -1: Level(-0.5),
    0: Level(),
    1: Level(0.5),
    2: Level(1.0),
    3: Level(1.0, air=1),
    4: Level(1.0, air=2),
}


def most_lines(lines: int) -> int:
    """Return by how many lines a page of so many may have more or fewer."""
    return int(lines * MOST_LEADING)

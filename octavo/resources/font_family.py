# SPDX-License-Identifier: AGPL-3.0-or-later
"""Font families as values."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from octavo.diagnostics.problem import Place

ROLES = ("text", "display", "caption", "sans", "symbols")
FORMATS = {".ttf": "truetype", ".otf": "opentype", ".woff": "woff", ".woff2": "woff2"}  # suffix → CSS format()


@dataclass(frozen=True, slots=True)
class FontFile:
    """One font file: its style (`normal`, `italic`), its weight (1 to 1000), and the digest it must have."""

    family: str
    style: str
    weight: int
    path: Path
    sha256: str
    place: Place = field(default=Place(), compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Licence:
    """The terms of a family: an SPDX expression, and the file with the text and the copyright lines."""

    spdx: str
    path: Path


@dataclass(frozen=True, slots=True)
class FontFamily:
    """A family of font files: what it is for (one of ROLES), and for which scripts (ISO 15924).

    `companion` names the family that lends the characters this one lacks, such as Latin letters beside Arabic ones.
    """

    family: str
    role: str
    scripts: tuple[str, ...]
    companion: str
    licence: Licence
    files: tuple[FontFile, ...]
    place: Place = field(default=Place(), compare=False, repr=False)

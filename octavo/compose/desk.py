# SPDX-License-Identifier: AGPL-3.0-or-later
"""What lies on the desk while one edition is composed for one medium."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from octavo.compose.pictures import Measure
from octavo.compose.styles import Tokens, measure_of
from octavo.compose.words import Words
from octavo.model.document import Medium
from octavo.model.edition import Edition
from octavo.resources.fonts import FontFamily


@dataclass(frozen=True, slots=True)
class Desk:
    """The edition, the medium, and what both ask for; `shows` tells whether there is a template of a name."""

    edition: Edition
    medium: Medium
    words: Words
    tokens: Tokens
    families: tuple[FontFamily, ...]
    blobs: Callable[[str], bytes]
    shows: Callable[[str], bool]

    @property
    def measure(self) -> Measure:
        """The print page in points."""
        return measure_of(self.tokens)

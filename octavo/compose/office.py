# SPDX-License-Identifier: AGPL-3.0-or-later
"""The sheet of instructions beside a booklet for an ordinary printer: how to print, fold and staple it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from octavo.compose.apart import Leaf, compose_leaf
from octavo.compose.sections import N_
from octavo.diagnostics.problem import Outcome
from octavo.model.document import Document
from octavo.model.edition import Edition
from octavo.model.sheets import SHEETS, Instructions

# Who prints on American sheets has letter in the tray, everyone else A4.
PAGES = {"letter": "letter", "tabloid": "letter"}
GRID, SIZE = 14.0, 10.5  # points; two thirds of the page in English, for other languages are longer
TITLE = N_("How to print this booklet")


def compose_instructions(
    edition: Edition, told: Instructions, shared: Path, blobs: Callable[[str], bytes]
) -> Outcome[Document]:
    """Return one page of instructions in the language of the edition, on A4 or letter; the rest is as compose_leaf."""
    page = SHEETS[PAGES.get(told.paper, "A4")]
    leaf = Leaf("office/instructions", TITLE, float(page.short), float(page.long), GRID, SIZE, {"told": told})
    return compose_leaf(edition, leaf, shared, blobs)

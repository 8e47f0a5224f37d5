# SPDX-License-Identifier: AGPL-3.0-or-later
"""The look of large print: for eyes that need letters of 18 points, on paper that every printer has."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from octavo.model.edition import Edition
from octavo.model.theme import Margins

# Letters of 18 points (the American Printing House for the Blind's least), a third more from line to line, ragged and
# whole words, in one column as wide as the eye can follow: about 50 letters.
SIZE, GRID, PAPER = Decimal(18), Decimal(25), "A4"
MARGINS = Margins(inner=Decimal(25), head=Decimal(20), outer=Decimal(20), foot=Decimal(25))


def large_print(edition: Edition) -> Edition:
    """Return the edition as it is set in large print.

    Fonts, colours and templates of the theme stay. Its own style sheet does not: it is made for the size that the
    booklet has, and would set small again what the house sets large.
    """
    theme = edition.theme.model_copy(update={"paper": PAPER, "size": SIZE, "grid": GRID, "margins": MARGINS})
    language = edition.language.model_copy(update={"justify": False, "hyphenation": ""})
    beside = large_print(edition.beside) if edition.beside else None
    return replace(edition, theme=theme, language=language, theme_css="", beside=beside)

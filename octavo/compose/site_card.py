# SPDX-License-Identifier: AGPL-3.0-or-later
"""The picture that messengers show with a link: the front of the cover, on its side."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from octavo.compose.book import Book
from octavo.compose.cover_view import POINTS_PER_MM, alone, cover_of, title_step
from octavo.compose.desk import Desk
from octavo.compose.environment import ThemeLoader, environment_of
from octavo.compose.families import families_of
from octavo.compose.globals import globals_of
from octavo.compose.metadata import metadata_of
from octavo.compose.styles import tokens_of
from octavo.compose.typefaces import theme_faces
from octavo.compose.words import words_of
from octavo.compose.writing import Writer
from octavo.diagnostics.problem import Outcome, in_order
from octavo.model.cover import CoverGeometry
from octavo.model.document import Document, DocumentFile, Geometry
from octavo.model.edition import Edition
from octavo.model.site import CARD_MM

SHEETS = ("css/tokens.css", "css/type.css", "css/cover.css")
MARGIN = 14.0  # millimetres
STEPS = (4, 3, 2)  # of the one ratio, for titles


def compose_card(edition: Edition, shared: Path, blobs: Callable[[str], bytes]) -> Outcome[Document]:
    """Return the card as a document of one page, CARD_MM; the theme's own front of the cover is drawn on it.

    `shared` and `blobs` are those of compose(). There is a value only if there is no error among the problems.
    """
    words, tokens = words_of(edition.language, edition.strings), tokens_of(edition)
    loader = ThemeLoader(shared, edition.theme_templates, edition.manifest.theme)
    desk = Desk(edition, "print", words, tokens, families_of(edition), blobs, loader.has)
    geometry = CoverGeometry(*CARD_MM, 0, "saddle")
    cover, problems = cover_of(edition, geometry, alone(geometry, "front"), tokens)
    measure = (CARD_MM[0] - 2 * MARGIN) * POINTS_PER_MM
    card = {"step": title_step(edition.manifest.title, tokens.size, measure, STEPS), "margin": MARGIN}
    writer = Writer(environment_of(loader, {**globals_of(desk, Book(())), "cover": cover, "card": card}), problems)
    html = str(writer.write("site/card.html"))
    own = (("css/theme.css", edition.theme_css),) if edition.theme_css.strip() else ()
    theme = theme_faces(edition.fonts, blobs, "print")
    house = tuple((name, str(writer.write(name))) for name in SHEETS)
    document = Document(
        medium="print",
        metadata=metadata_of(edition, "print"),
        files=(DocumentFile("card.html", edition.manifest.title, html),),
        styles=(("css/fonts.css", theme.css), *house, *own, ("site/card.css", str(writer.write("site/card.css")))),
        assets=tuple(sorted(theme.assets, key=lambda use: use.name)),
        contents=(),
        geometry=Geometry(*CARD_MM, tokens.grid, tokens.size),
        fonts=tuple(family.family for family in desk.families),
    )
    found = in_order(writer.problems)
    return Outcome(None if Outcome(None, found).failed else document, found)

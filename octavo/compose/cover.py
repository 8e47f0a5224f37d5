# SPDX-License-Identifier: AGPL-3.0-or-later
"""Covers: back, spine and front as one sheet, as two pages of a stitched booklet, or the front alone."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from octavo.compose.apart import writer_apart
from octavo.compose.cover_view import Panel, alone, cover_of, panels_on
from octavo.compose.metadata import metadata_of
from octavo.compose.styles import tokens_of
from octavo.compose.typefaces import theme_faces
from octavo.diagnostics.problem import Outcome, in_order
from octavo.model.cover import CoverGeometry
from octavo.model.document import Document, DocumentFile, Geometry
from octavo.model.edition import Edition

SHEETS = ("css/tokens.css", "css/type.css", "css/cover.css")


def compose_cover(
    edition: Edition, geometry: CoverGeometry, shared: Path, blobs: Callable[[str], bytes]
) -> Outcome[Document]:
    """Return the cover as a document of one page: back, spine and front, with flaps if there are any.

    In editions that are read from the right the front is on the left. All arguments but `geometry` (millimetres) are
    those of compose(). There is a value only if there is no error among the problems.
    """
    return _composed(edition, geometry, (panels_on(geometry, edition.language.direction),), shared, blobs)


def compose_self_cover(
    edition: Edition, geometry: CoverGeometry, shared: Path, blobs: Callable[[str], bytes]
) -> Outcome[Document]:
    """Return front and back as two pages of the booklet's size: the first and the last of the booklet itself.

    What lies on their inner sides, and whether that is blank, is for whoever puts the pages together.
    """
    return _composed(edition, geometry, alone(geometry, "front", "back"), shared, blobs)


def compose_front(
    edition: Edition, width: float, height: float, shared: Path, blobs: Callable[[str], bytes]
) -> Outcome[Document]:
    """Return the front alone, width × height millimetres: the picture of the cover for e-books and shops.

    Shops want 1 : 1.6 (1560 × 2496 pixels): 132.08 × 211.328 mm are that at 300 dpi.
    """
    geometry = CoverGeometry(width, height, 0, "saddle")
    return _composed(edition, geometry, alone(geometry, "front"), shared, blobs)


def _composed(
    edition: Edition,
    geometry: CoverGeometry,
    sheets: tuple[tuple[Panel, ...], ...],
    shared: Path,
    blobs: Callable[[str], bytes],
) -> Outcome[Document]:
    tokens = tokens_of(edition)
    cover, problems = cover_of(edition, geometry, sheets, tokens)
    writer, desk = writer_apart(edition, shared, blobs, {"cover": cover})
    writer.problems += problems
    if not writer.load_macros():
        return Outcome(None, in_order(writer.problems))
    html = str(writer.write("cover/cover.html"))
    house = tuple((name, str(writer.write(name))) for name in SHEETS)
    own = (("css/theme.css", edition.theme_css),) if edition.theme_css.strip() else ()
    theme = theme_faces(edition.fonts, blobs, "print")
    document = Document(
        medium="print",
        metadata=replace(metadata_of(edition, "print"), isbn=cover.isbn),
        files=(DocumentFile("cover.html", edition.manifest.title, html),),
        styles=(("css/fonts.css", theme.css), *house, *own),
        assets=tuple(sorted(theme.assets, key=lambda use: use.name)),
        contents=(),
        geometry=Geometry(cover.width, cover.height, tokens.grid, tokens.size),
        fonts=tuple(family.family for family in desk.families),
    )
    found = in_order(writer.problems)
    return Outcome(None if Outcome(None, found).failed else document, found)

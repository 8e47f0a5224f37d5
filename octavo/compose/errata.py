# SPDX-License-Identifier: AGPL-3.0-or-later
"""The slip of corrections that is laid into printed copies: small, and in the language of the edition."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from decimal import Decimal
from pathlib import Path

from octavo.compose.book import Book
from octavo.compose.desk import Desk
from octavo.compose.environment import ThemeLoader, environment_of
from octavo.compose.families import families_of
from octavo.compose.globals import globals_of
from octavo.compose.metadata import metadata_of
from octavo.compose.styles import tokens_of
from octavo.compose.words import words_of
from octavo.compose.writing import Writer
from octavo.diagnostics.problem import Outcome, in_order
from octavo.model.document import Document, DocumentFile, Geometry
from octavo.model.edition import Edition
from octavo.model.profile import PAPERS, Paper

ROOM = Decimal(10)  # millimetres that a small slip leaves of the page it lies on, so that it doesn't stick out


@dataclass(frozen=True, slots=True)
class Slip:
    """A size of slips: the paper, its white edge in millimetres, line and letters in points."""

    paper: Paper
    edge: float
    grid: float
    size: float


SMALLEST = Slip(Paper("A7", Decimal(74), Decimal(105)), 7, 9.5, 7)
SMALL = Slip(PAPERS["A6"], 9, 12, 8.75)
LARGER = (Slip(PAPERS["A5"], 13, 13, 9.5), Slip(PAPERS["A4"], 22, 14, 10))


def slips_for(page: Paper) -> tuple[Slip, ...]:
    """Return the slips that may lie in a book with such pages; the first is the smallest, for few corrections."""
    roomy = SMALL.paper.width + ROOM <= page.width and SMALL.paper.height + ROOM <= page.height
    larger = (each for each in LARGER if each.paper.width <= page.width and each.paper.height <= page.height)
    return (SMALL if roomy else SMALLEST, *larger)


def compose_errata(edition: Edition, slip: Slip, shared: Path, blobs: Callable[[str], bytes]) -> Outcome[Document]:
    """Return the slip of an edition that has corrections, in the language of the edition.

    `shared` and `blobs` are those of compose(). The theme's look is left out, but it may have a template of its own.
    There is a value only if there is no error among the problems.
    """
    words = words_of(edition.language, edition.strings)
    loader = ThemeLoader(shared, edition.theme_templates, edition.manifest.theme)
    desk = Desk(edition, "print", words, tokens_of(edition), families_of(edition), blobs, loader.has)
    leading, size = float(edition.language.leading), float(edition.language.size)
    own = {"page": slip.paper, "edge": slip.edge, "grid": slip.grid * leading, "type_size": slip.size * size}
    engine = environment_of(loader, {**globals_of(desk, Book(())), **own})
    writer = Writer(engine, [])
    if not writer.load_macros():
        return Outcome(None, in_order(writer.problems))
    html, css = (str(writer.write(f"errata/slip.{kind}")) for kind in ("html", "css"))
    title = str(words.say("Corrections").unescape())
    metadata = metadata_of(edition, "print")
    document = Document(
        medium="print",
        metadata=replace(metadata, title=f"{metadata.title}: {title}", isbn=""),
        files=(DocumentFile("errata.html", title, html),),
        styles=(("css/errata.css", css),),
        assets=(),
        contents=(),
        hyphenation=edition.language.hyphenation,
        geometry=Geometry(float(slip.paper.width), float(slip.paper.height), slip.grid, slip.size),
        fonts=tuple(family.family for family in desk.families),
    )
    found = in_order(writer.problems)
    return Outcome(None if found else document, found)

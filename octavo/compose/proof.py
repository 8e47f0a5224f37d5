# SPDX-License-Identifier: AGPL-3.0-or-later
"""The translator's proof: what stands round each page, to be laid over the very pages that the screen shows."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from octavo.compose.book import Book
from octavo.compose.desk import Desk
from octavo.compose.environment import ThemeLoader, environment_of
from octavo.compose.families import families_of
from octavo.compose.globals import globals_of
from octavo.compose.metadata import metadata_of
from octavo.compose.proof_marks import Sheet
from octavo.compose.styles import tokens_of
from octavo.compose.words import words_of
from octavo.compose.writing import Writer
from octavo.diagnostics.problem import Outcome, in_order
from octavo.model.document import Document, DocumentFile, Geometry
from octavo.model.edition import Edition
from octavo.model.pagemap import PageMap

OUTER, INNER, HEAD, FOOT = 26.0, 6.0, 6.0, 15.0
"""Millimetres of paper round the page: the numbers stand beside its outer edge, the legend below it."""


@dataclass(frozen=True, slots=True)
class Proof:
    """What is to be told: the sheets, the size of the pages in millimetres, and how many the source edition has."""

    sheets: tuple[Sheet, ...]
    width: float
    height: float
    source_pages: int = 0


def proof_of(page_map: PageMap, sheets: Sequence[Sheet], source: PageMap | None) -> Proof:
    """Return what is to be told of pages that have all one size."""
    first = page_map.pages[0]
    return Proof(tuple(sheets), first.width, first.height, len(source.pages) if source else 0)


def compose_proof(edition: Edition, proof: Proof, shared: Path, blobs: Callable[[str], bytes]) -> Outcome[Document]:
    """Return the document of all that stands round the pages, in the language of the edition.

    `shared` and `blobs` are those of compose(). There is a value only if there is no error among the problems.
    """
    words = words_of(edition.language, edition.strings)
    loader = ThemeLoader(shared, edition.theme_templates, edition.manifest.theme)
    desk = Desk(edition, "print", words, tokens_of(edition), families_of(edition), blobs, loader.has)
    room = {"outer": OUTER, "inner": INNER, "head": HEAD, "foot": FOOT}
    engine = environment_of(loader, {**globals_of(desk, Book(())), "proof": proof, "room": room})
    writer = Writer(engine, [])
    if not writer.load_macros():
        return Outcome(None, in_order(writer.problems))
    html, css = (str(writer.write(f"proof/marks.{kind}")) for kind in ("html", "css"))
    metadata = metadata_of(edition, "print")
    document = Document(
        medium="print",
        metadata=replace(metadata, isbn=""),
        files=(DocumentFile("proof.html", metadata.title, html),),
        styles=(("css/proof.css", css),),
        assets=(),
        contents=(),
        geometry=Geometry(proof.width + OUTER + INNER, proof.height + HEAD + FOOT, 9, 6.5),
        fonts=tuple(family.family for family in desk.families),
    )
    found = in_order(writer.problems)
    return Outcome(None if found else document, found)

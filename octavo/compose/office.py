# SPDX-License-Identifier: AGPL-3.0-or-later
"""The sheet of instructions beside a booklet for an ordinary printer: how to print, fold and staple it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from octavo.compose.book import Book
from octavo.compose.desk import Desk
from octavo.compose.environment import ThemeLoader, environment_of
from octavo.compose.globals import globals_of
from octavo.compose.metadata import metadata_of
from octavo.compose.styles import families_of, tokens_of
from octavo.compose.words import words_of
from octavo.compose.writing import Writer
from octavo.diagnostics.problem import Outcome, in_order
from octavo.model.document import Document, DocumentFile, Geometry
from octavo.model.edition import Edition
from octavo.model.sheets import SHEETS, Instructions

# Who prints on American sheets has letter in the tray, everyone else A4.
PAGES = {"letter": "letter", "tabloid": "letter"}
GRID, SIZE = 14.0, 10.5  # points; two thirds of the page in English, for other languages are longer


def compose_instructions(
    edition: Edition, told: Instructions, shared: Path, blobs: Callable[[str], bytes]
) -> Outcome[Document]:
    """Return one page of instructions in the language of the edition, on A4 or letter.

    `shared` and `blobs` are those of compose(). The theme's look is left out, but it may have a template of its own.
    There is a value only if there is no error among the problems.
    """
    words, page = words_of(edition.language, edition.strings), SHEETS[PAGES.get(told.paper, "A4")]
    loader = ThemeLoader(shared, edition.theme_templates, edition.manifest.theme)
    desk = Desk(edition, "print", words, tokens_of(edition), families_of(edition), blobs, loader.has)
    leading, size = float(edition.language.leading), float(edition.language.size)
    own = {"told": told, "page": page, "grid": GRID * leading, "type_size": SIZE * size}
    engine = environment_of(loader, {**globals_of(desk, Book(())), **own})
    writer = Writer(engine, [])
    html, css = (str(writer.write(f"office/instructions.{kind}")) for kind in ("html", "css"))
    title = str(words.say("How to print this booklet").unescape())
    metadata = metadata_of(edition, "print")
    document = Document(
        medium="print",
        metadata=replace(metadata, title=f"{metadata.title}: {title}", isbn=""),
        files=(DocumentFile("instructions.html", title, html),),
        styles=(("css/instructions.css", css),),
        assets=(),
        contents=(),
        hyphenation=edition.language.hyphenation,
        geometry=Geometry(float(page.short), float(page.long), GRID, SIZE),
        fonts=tuple(family.family for family in desk.families),
    )
    found = in_order(writer.problems)
    return Outcome(None if found else document, found)

# SPDX-License-Identifier: AGPL-3.0-or-later
"""Stage 3: one edition, composed for one medium."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from octavo.compose.access import Composed, access_of
from octavo.compose.assets import assets_of
from octavo.compose.bilingual import beside_of
from octavo.compose.contents import contents_of
from octavo.compose.desk import Desk
from octavo.compose.environment import ThemeLoader, environment_of
from octavo.compose.families import families_of
from octavo.compose.fit import promise_of
from octavo.compose.globals import globals_of
from octavo.compose.long_rolls import long_rolls
from octavo.compose.metadata import metadata_of, review_of
from octavo.compose.prepare import prepare
from octavo.compose.styles import geometry_of, styles_of, tokens_of
from octavo.compose.typefaces import house_faces, theme_faces
from octavo.compose.words import words_of
from octavo.compose.writing import Writer, cover_page, write_files
from octavo.diagnostics.problem import Outcome, in_order
from octavo.model.catalog import message_id
from octavo.model.document import Access, Document, DocumentFile, Hyphenation, Medium
from octavo.model.edition import Edition
from octavo.model.matter import LongRoll
from octavo.model.pdf_parts import Remember, anew


def compose(
    edition: Edition, medium: Medium, shared: Path, blobs: Callable[[str], bytes], remember: Remember = anew
) -> Outcome[Document]:
    """Return the edition as a document for a medium: semantic HTML, style sheets in order, assets, contents.

    `edition` is what localize gave, `shared` the folder of the house's templates; `blobs` gives the bytes of a digest:
    rolls of names and fonts of the publication are read from there, and `remember` is told parts of long rolls. Print
    and web have one HTML file; an e-book one XHTML file a part, and nav.xhtml (EPUB 3.3, 5.4); its style sheets, as
    those of the web, are linked by name; to print they are given apart. There is a value unless a problem is an error.
    """
    words = words_of(edition.language, edition.strings)
    loader = ThemeLoader(shared, edition.theme_templates, edition.manifest.theme)
    families = families_of(edition)
    desk = Desk(edition, medium, words, tokens_of(edition), families, blobs, loader.has)
    book, problems = prepare(desk)
    writer = Writer(environment_of(loader, globals_of(desk, book)), problems)
    if not writer.load_macros():
        return Outcome(None, in_order(problems))
    sheets = styles_of(edition, medium, lambda name: str(writer.write(name)))
    names = ("css/fonts.css", *(name for name, _ in sheets))
    files = write_files(writer, edition, medium, book, names, beside_of(desk, loader, book, problems))
    rolls = long_rolls(book, writer, remember)
    house, theme = house_faces(families, _shown(files, rolls), medium), theme_faces(edition.fonts, blobs, medium)
    styles, contents = ((names[0], theme.css + house.css), *sheets), contents_of(book.sections)
    access = access_of(Composed(medium, files, styles, contents, _foreign(edition)), words, review_of(edition))
    if medium == "epub":  # once for all media: nothing that is told is about one alone
        problems += access.problems
    document = Document(
        medium=medium,
        metadata=metadata_of(edition, medium, access.value or Access()),
        files=files,
        styles=styles,
        assets=assets_of(edition, book, (*house.assets, *theme.assets)),
        contents=contents,
        cover=cover_page(writer, edition, names) if medium == "epub" else None,
        hyphenation=edition.language.hyphenation,
        hyphenation_patterns=_patterns(shared, edition.language.hyphenation),
        geometry=geometry_of(desk.tokens) if medium == "print" else None,
        also_hyphenated=_also(shared, edition.beside),
        fonts=tuple(family.family for family in families),
        rolls=rolls,
        promise=promise_of(edition, files[0].html) if medium == "print" and files else None,
    )
    found = in_order(dict.fromkeys(problems))
    return Outcome(None if Outcome(None, found).failed else document, found)


def _shown(files: tuple[DocumentFile, ...], rolls: tuple[LongRoll, ...]) -> tuple[str, ...]:
    return (*(file.html for file in files), *(roll.rows for roll in rolls))


def _foreign(edition: Edition) -> Callable[[str], bool]:
    """Return the function that tells whether a text is still in the source language; only drafts have such texts."""
    return lambda text: edition.states.get(message_id("", text)) == "untranslated"


def _also(shared: Path, edition: Edition | None) -> tuple[Hyphenation, ...]:
    if edition is None:
        return ()
    language = edition.language
    return (Hyphenation(language.tag, language.hyphenation, _patterns(shared, language.hyphenation)),)


def _patterns(shared: Path, name: str) -> str:
    path = shared / "hyphenation" / f"{name}.dic"
    return path.read_text("utf-8") if name and path.is_file() else ""

# SPDX-License-Identifier: AGPL-3.0-or-later
"""What is composed beside the book: the engine that covers and leaves are written with, and leaves for who prints."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
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


@dataclass(frozen=True, slots=True)
class Leaf:
    """A paper that goes along with the book, such as a print order: not in the look of the theme, but in its fonts.

    `template` is the path of its template and its style sheet without their endings, `title` its English title. The
    page is in millimetres, `grid` and `size` are lines and type in points. `values` are for the templates alone.
    """

    template: str
    title: str
    width: float
    height: float
    grid: float
    size: float
    values: Mapping[str, object] = field(default_factory=dict)


def writer_apart(
    edition: Edition, shared: Path, blobs: Callable[[str], bytes], values: Mapping[str, object]
) -> tuple[Writer, Desk]:
    """Return an engine that knows the edition but none of its parts, and `values` besides."""
    loader = ThemeLoader(shared, edition.theme_templates, edition.manifest.theme)
    words = words_of(edition.language, edition.strings)
    desk = Desk(edition, "print", words, tokens_of(edition), families_of(edition), blobs, loader.has)
    return Writer(environment_of(loader, {**globals_of(desk, Book(())), **values}), []), desk


def compose_leaf(edition: Edition, leaf: Leaf, shared: Path, blobs: Callable[[str], bytes]) -> Outcome[Document]:
    """Return a leaf in the language of the edition; the theme may have a template of its own for it.

    `shared` and `blobs` are those of compose(). There is a value only if there is no problem.
    """
    page = {"width": f"{leaf.width:g}", "height": f"{leaf.height:g}"}
    size = leaf.size * float(edition.language.size)
    values = {"page": page, "grid": leaf.grid * float(edition.language.leading), "type_size": size, **leaf.values}
    writer, desk = writer_apart(edition, shared, blobs, values)
    html = str(writer.write(f"{leaf.template}.html"))
    names = ("css/leaf.css", f"{leaf.template}.css")
    styles = tuple((name, str(writer.write(name))) for name in names)
    title, metadata = str(desk.words.say(leaf.title).unescape()), metadata_of(edition, "print")
    document = Document(
        medium="print",
        metadata=replace(metadata, title=f"{metadata.title}: {title}", isbn=""),
        files=(DocumentFile(f"{leaf.template.rpartition('/')[2]}.html", title, html),),
        styles=styles,
        assets=(),
        contents=(),
        hyphenation=edition.language.hyphenation,
        geometry=Geometry(leaf.width, leaf.height, leaf.grid, leaf.size),
        fonts=tuple(family.family for family in desk.families),
    )
    found = in_order(writer.problems)
    return Outcome(None if found else document, found)

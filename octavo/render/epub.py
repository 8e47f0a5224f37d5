# SPDX-License-Identifier: AGPL-3.0-or-later
"""The e-book: a document composed for EPUB becomes one EPUB 3.3 file."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

from octavo.diagnostics.problem import Outcome, Place, Problem, problem
from octavo.model.document import AssetUse, Document
from octavo.render.cmyk import as_shown
from octavo.render.epub_metadata import describe, urn
from octavo.render.epub_writer import write_book
from octavo.render.subset import characters_of, subset_font

NAV = "nav.xhtml"
FONT_TYPES = ("font/ttf", "font/otf", "font/woff2", "application/font-sfnt")
SVG = "{http://www.w3.org/2000/svg}"
MATHML = "{http://www.w3.org/1998/Math/MathML}"


def write_epub(document: Document, read: Callable[[AssetUse], bytes]) -> Outcome[bytes]:
    """Return the bytes of the EPUB, or the problems that keep it from being well-formed."""
    from ebooklib import epub

    roots, problems = _parsed(document)
    if problems:
        return Outcome(None, problems)
    book = epub.EpubBook()
    book.metadata = {}  # drops EbookLib's own generator and its random identifier
    book.IDENTIFIER_ID = "pub-id"
    book.uid, book.language = urn(document.metadata), document.metadata.language
    book.title = document.metadata.title
    book.set_direction(document.metadata.direction)
    describe(book, document.metadata)
    spine = []
    for number, file in enumerate(document.files, 1):
        properties = _properties(roots[file.name]) + (["nav"] if file.name == NAV else [])
        item = _item(f"part-{number}", file.name, "application/xhtml+xml", file.html.encode(), properties)
        book.add_item(item)
        if file.name != NAV or file.landmark:
            spine.append(item)
    for number, (name, css) in enumerate(document.styles, 1):
        book.add_item(_item(f"style-{number}", name, "text/css", css.encode()))
    _add_assets(book, document, read)
    book.spine = spine
    modified = datetime.fromisoformat(document.metadata.issued).replace(tzinfo=UTC)
    return Outcome(write_book(book, modified))


def _parsed(document: Document) -> tuple[dict[str, Any], tuple[Problem, ...]]:
    from lxml import etree

    roots: dict[str, Any] = {}
    problems = []
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    for file in document.files:
        try:
            roots[file.name] = etree.fromstring(file.html.encode(), parser)
        except etree.XMLSyntaxError as fault:
            problems.append(problem("E101", Place(f"house:{file.name}"), name=file.name, fault=fault.msg))
    return roots, tuple(problems)


def _properties(root: Any) -> list[str]:
    """Return what the manifest has to say of a file (EPUB 3.3, 5.6.2 and appendix D.4)."""
    tags = {element.tag for element in root.iter() if isinstance(element.tag, str)}
    found = []
    if any(tag.startswith(MATHML) for tag in tags):
        found.append("mathml")
    if any(tag.startswith(SVG) for tag in tags):
        found.append("svg")
    return found


def _item(uid: str, name: str, media_type: str, data: bytes, properties: list[str] | None = None) -> Any:
    from ebooklib import epub

    item = epub.EpubItem(uid=uid, file_name=name, media_type=media_type, content=data)
    item.properties = properties or []
    return item


def _add_assets(book: Any, document: Document, read: Callable[[AssetUse], bytes]) -> None:
    characters = characters_of(file.html for file in document.files)
    for number, use in enumerate(document.assets, 1):
        data = read(use)
        if use.media_type in FONT_TYPES:
            data = subset_font(data, characters, woff2=use.name.endswith(".woff2"))
        data, media_type = as_shown(data, use.media_type)
        book.add_item(_item(f"asset-{number}", use.name, media_type, data))

# SPDX-License-Identifier: AGPL-3.0-or-later
"""The e-book: a document composed for EPUB becomes one EPUB 3.3 file."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from octavo.diagnostics.problem import Outcome, Place, Problem, in_order, problem
from octavo.model.document import AssetUse, Document, DocumentFile
from octavo.render.cmyk import as_shown
from octavo.render.epub_metadata import Extras, describe, urn
from octavo.render.epub_pages import Marker, Printed, mark_pages, page_list
from octavo.render.epub_writer import write_book
from octavo.render.subset import Cut, characters_of, subset_font

NAV = "nav.xhtml"
COVER = "images/cover.jpg"  # as templates/base/cover.html names it
FONT_TYPES = ("font/ttf", "font/otf", "font/woff2", "application/font-sfnt")
SVG = "{http://www.w3.org/2000/svg}"
MATHML = "{http://www.w3.org/1998/Math/MathML}"
# What templates/macros/nav.html has for a cover and for printed pages; taken out where there are none.
_PAGES = re.compile(r'<nav epub:type="page-list"[^>]*>\s*<ol>\s*(<!-- pages -->)\s*</ol>\s*</nav>\n?')
_COVER_LINE = re.compile(r'<li><a epub:type="cover"[^>]*>[^<]*</a></li>\n?')


def write_epub(
    document: Document,
    read: Callable[[AssetUse], bytes],
    *,
    printed: Printed | None = None,
    cover: bytes | None = None,
    cut: Cut = subset_font,
) -> Outcome[bytes]:
    """Return the bytes of the EPUB, or the problems that keep it from being well-formed.

    Args:
        document: what compose gave for an e-book.
        read: gives the bytes of an asset.
        printed: the printed pages of the edition, where they are made too: the e-book then has their numbers.
        cover: the picture of the cover, a JPEG.
        cut: cuts the fonts down.
    """
    from ebooklib import epub

    roots, faults = _parsed(document)
    if faults:
        return Outcome(None, faults)
    document, markers, problems = _with_pages(document, printed)
    document = _with_cover(document, cover)
    book = epub.EpubBook()
    book.metadata = {}  # drops EbookLib's own generator and its random identifier
    book.IDENTIFIER_ID = "pub-id"
    book.uid, book.language = urn(document.metadata), document.metadata.language
    book.title = document.metadata.title
    book.set_direction(document.metadata.direction)
    describe(book, document.metadata, Extras(pages=bool(markers), cover="cover-image" if cover else ""))
    if cover:
        book.add_item(_item("cover-image", COVER, "image/jpeg", cover, ["cover-image"]))
    _add_files(book, document, roots)
    _add_assets(book, document, read, cut)
    modified = datetime.fromisoformat(document.metadata.issued).replace(tzinfo=UTC)
    return Outcome(write_book(book, modified), in_order(problems))


def _parsed(document: Document) -> tuple[dict[str, Any], tuple[Problem, ...]]:
    from lxml import etree

    roots: dict[str, Any] = {}
    problems = []
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    for file in (*document.files, *filter(None, [document.cover])):
        try:
            roots[file.name] = etree.fromstring(file.html.encode(), parser)
        except etree.XMLSyntaxError as fault:
            problems.append(problem("E101", Place(f"house:{file.name}"), name=file.name, fault=fault.msg))
    return roots, tuple(problems)


def _with_pages(document: Document, printed: Printed | None) -> tuple[Document, tuple[Marker, ...], Sequence[Problem]]:
    """Return the document with the printed pages marked and listed, or without a list where there are none."""
    markers: tuple[Marker, ...] = ()
    problems: Sequence[Problem] = ()
    if printed is not None and any(_PAGES.search(file.html) for file in document.files):
        files, markers, problems = mark_pages(document, printed)
        document = replace(document, files=files)
    listed = page_list(markers)
    files = tuple(replace(file, html=_listed(file.html, listed)) for file in document.files)
    return replace(document, files=files), markers, problems


def _listed(html: str, rows: str) -> str:
    def filled(found: re.Match[str]) -> str:
        return found[0].replace(found[1], rows) if rows else ""

    return _PAGES.sub(filled, html)


def _with_cover(document: Document, cover: bytes | None) -> Document:
    """Return the document with the page of its cover in front, or without a line that leads there."""
    if cover and document.cover is not None:
        return replace(document, files=(document.cover, *document.files))
    files = tuple(replace(file, html=_COVER_LINE.sub("", file.html)) for file in document.files)
    return replace(document, files=files)


def _add_files(book: Any, document: Document, roots: dict[str, Any]) -> None:
    spine = []
    for number, file in enumerate(document.files, 0 if document.files[0] is document.cover else 1):
        properties = _properties(roots[file.name]) + (["nav"] if file.name == NAV else [])
        item = _item(f"part-{number}", file.name, "application/xhtml+xml", file.html.encode(), properties)
        book.add_item(item)
        if _is_read(file):
            spine.append(item)
    for number, (name, css) in enumerate(document.styles, 1):
        book.add_item(_item(f"style-{number}", name, "text/css", css.encode()))
    book.spine = spine


def _is_read(file: DocumentFile) -> bool:
    return file.name != NAV or bool(file.landmark)


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


def _add_assets(book: Any, document: Document, read: Callable[[AssetUse], bytes], cut: Cut) -> None:
    characters = characters_of(file.html for file in document.files)
    for number, use in enumerate(document.assets, 1):
        data = read(use)
        if use.media_type in FONT_TYPES:
            data = cut(data, characters, woff2=use.name.endswith(".woff2"))
        data, media_type = as_shown(data, use.media_type)
        book.add_item(_item(f"asset-{number}", use.name, media_type, data))

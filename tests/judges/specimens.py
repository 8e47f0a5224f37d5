# SPDX-License-Identifier: AGPL-3.0-or-later
"""The smallest book that no judge has anything to say about, and ways to spoil it."""

from __future__ import annotations

import io
import zipfile

CONTAINER = """<?xml version="1.0" encoding="utf-8"?>
<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container">
<rootfiles><rootfile full-path="book.opf" media-type="application/oebps-package+xml"/></rootfiles></container>"""

PACKAGE = """<?xml version="1.0" encoding="utf-8"?>
<package xmlns="http://www.idpf.org/2007/opf" version="3.0" unique-identifier="id" xml:lang="en">
<metadata xmlns:dc="http://purl.org/dc/elements/1.1/">
<dc:identifier id="id">urn:uuid:00000000-0000-4000-8000-000000000001</dc:identifier>
<dc:title>The Quay</dc:title><dc:language>en</dc:language>
<meta property="dcterms:modified">2026-01-01T00:00:00Z</meta>
<meta property="schema:accessMode">textual</meta>
<meta property="schema:accessModeSufficient">textual</meta>
<meta property="schema:accessibilityFeature">structuralNavigation</meta>
<meta property="schema:accessibilityHazard">none</meta>
<meta property="schema:accessibilitySummary">One chapter with a heading.</meta>
</metadata>
<manifest><item id="nav" href="nav.xhtml" media-type="application/xhtml+xml" properties="nav"/>
<item id="one" href="one.xhtml" media-type="application/xhtml+xml"/></manifest>
<spine><itemref idref="one"/></spine></package>"""

PAGE = """<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE html>
<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops" xml:lang="en" lang="en">
<head><title>{title}</title></head><body>{body}</body></html>"""

NAVIGATION = (
    '<nav epub:type="toc" role="doc-toc"><h1>Contents</h1><ol><li><a href="one.xhtml">Boats</a></li></ol></nav>'
)
CHAPTER = '<section epub:type="chapter" role="doc-chapter"><h1>Boats</h1><p>They come at dawn.</p>{more}</section>'


def book(more: str = "", package: str = PACKAGE, extra: dict[str, str] | None = None) -> bytes:
    """Return a book with `more` at the end of its only chapter and `extra` files in its archive."""
    files = {
        "META-INF/container.xml": CONTAINER,
        "book.opf": package,
        "nav.xhtml": PAGE.format(title="Contents", body=NAVIGATION),
        "one.xhtml": PAGE.format(title="Boats", body=CHAPTER.format(more=more)),
        **(extra or {}),
    }
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w") as zipped:
        for name, text in {"mimetype": "application/epub+zip", **files}.items():
            zipped.writestr(zipfile.ZipInfo(name, (2026, 1, 1, 0, 0, 0)), text)
    return archive.getvalue()

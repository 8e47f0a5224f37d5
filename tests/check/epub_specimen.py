# SPDX-License-Identifier: AGPL-3.0-or-later
"""A good e-book with everything that can go wrong in one, and the means to break it in a single place."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace
from functools import cache

from octavo.model.document import Access, AssetUse, Credit, Document, DocumentFile, Metadata
from octavo.model.pagemap import Box, Fragment, Page, PageMap, Turn
from octavo.render.epub import COVER, write_epub
from octavo.render.epub_pages import Printed
from octavo.resources.shared import fonts_folder
from tests.render.books import cover, page, read

TEXT = ("css/fonts/sans.ttf", "octavo-sans/OctavoSans-Regular.ttf")
CSS = '@font-face{font-family:"S";src:url(fonts/sans.ttf)}body{font-family:"S";font-size:1em}.lead{font-size:1.2em}'
NAV = """<section><h1>Contents</h1>
<nav epub:type="toc" role="doc-toc" id="toc" aria-label="Contents"><ol>
<li><a href="one.xhtml">The quay</a></li>
<li><a href="two.xhtml">The boats</a></li>
<li><a href="index.xhtml">Index</a></li>
</ol></nav>
<nav epub:type="landmarks" id="landmarks" aria-label="Landmarks" hidden="hidden"><ol>
<li><a epub:type="cover" href="cover.xhtml">Cover</a></li>
<li><a epub:type="bodymatter" href="one.xhtml">Text</a></li>
</ol></nav>
<nav epub:type="page-list" role="doc-pagelist" id="page-list" aria-label="Pages of print" hidden="hidden">
<ol>
<!-- pages -->
</ol>
</nav>
</section>"""
DRAWING = (
    '<figure><svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 4 1" role="img"><title>Four lamps</title>'
    '<circle cx="1" cy=".5" r=".4" fill="currentColor"/></svg>'
    '<table><caption>Lamps</caption><thead><tr><th scope="col">Quay</th><th scope="col">Lamps</th></tr></thead>'
    '<tbody><tr><th scope="row">North</th><td>4</td></tr></tbody></table></figure>'
)
ONE = (
    '<section epub:type="chapter" role="doc-chapter"><h1 data-key="t#1">The quay</h1>'
    '<p class="lead" data-key="t#2">They came at dawn, and the keeper wrote their names into the book, one by one.'
    '<a class="noteref" href="#n1" id="r1" role="doc-noteref" epub:type="noteref">1</a></p>'
    f'<h2 data-key="t#3">Lamps</h2>{DRAWING}'
    '<p>Somebody called out <i lang="fr" xml:lang="fr">“bonjour”</i> from the pier.</p>'
    '<section class="notes" epub:type="footnotes">'
    '<aside class="footnote" id="n1" role="doc-footnote" epub:type="footnote">'
    '<a href="#r1" role="doc-backlink" aria-label="Note 1, back to the text">1</a>'
    "<p>So the book says.</p></aside></section>"
    "</section>"
)
TWO = (
    '<section epub:type="chapter" role="doc-chapter"><h1 data-key="t#4">The boats</h1>'
    '<p data-key="t#5">Four of them were tarred in spring, and the fifth in autumn.</p>'
    '<img src="images/cover.jpg" alt="A white page with the title and one black mark."/></section>'
)
INDEX = (
    '<section epub:type="index" role="doc-index"><h1 data-key="t#6">Index</h1>'
    '<ul><li><a href="one.xhtml#r1">dawn</a></li></ul></section>'
)
COVER_PAGE = (
    f'<section epub:type="cover"><img src="{COVER}" role="doc-cover" alt="Cover: The Quay of Nowhere"/></section>'
)


def _document() -> Document:
    told = Metadata(
        identifier="2f1b1c52-7f0e-5d1c-9c55-0a6a3f6f8a12",
        title="The Quay of Nowhere",
        subtitle="An invented book",
        language="en",
        direction="ltr",
        issued="2026-01-31",
        publisher="Example Press",
        description="A book for tests.",
        rights="CC BY 4.0",
        licence_url="https://creativecommons.org/licenses/by/4.0/",
        isbn="978-3-16-148410-0",
        series="Small Harbours",
        series_position=3,
        subjects=("thema:NHTM", "bisac:HIS057000"),
        credits=(Credit("Anna Example", "aut", "Example, Anna"), Credit("Bo Sample", "trl")),
        access=Access(
            modes=("textual", "visual"),
            sufficient=("textual", "textual,visual"),
            features=(
                *("alternativeText", "displayTransformability", "index", "longDescription", "readingOrder"),
                *("structuralNavigation", "tableOfContents", "unlocked"),
            ),
            hazards=("none",),
            summary="Only automated checks have been made.",
            pages="The page numbers are those of the printed edition.",
        ),
        printed="urn:isbn:9783161484100",
    )
    files = (
        DocumentFile("nav.xhtml", "Contents", page("Contents", NAV), "front", "toc"),
        DocumentFile("one.xhtml", "The quay", page("The quay", ONE)),
        DocumentFile("two.xhtml", "The boats", page("The boats", TWO)),
        DocumentFile("index.xhtml", "Index", page("Index", INDEX), "back", "index"),
    )
    font = AssetUse(TEXT[0], "font/ttf", shared=f"fonts/{TEXT[1]}")
    front = DocumentFile("cover.xhtml", "Cover", page("Cover", COVER_PAGE), "front", "cover")
    return Document("epub", told, files, (("css/book.css", CSS),), (font,), (), cover=front)


def _printed(document: Document) -> Printed:
    turns = (Turn(1, "t#1", 0), Turn(2, "t#2", 30), Turn(3, "t#4", 0), Turn(4, "t#6", 0))
    box = Box(0, 0, 1, 1)
    pages = tuple(
        Page(t.page, str(t.page), "recto", 105, 148, False, 0, (Fragment(t.key, "", "p", box, 1, 0, 0),)) for t in turns
    )
    return Printed(PageMap(pages, (), turns), replace(document, medium="print"))


@cache
def good_book() -> bytes:
    """Return the bytes of the book that no judge has anything to say about."""
    assert fonts_folder().is_dir()
    document = _document()
    return write_epub(document, read, printed=_printed(document), cover=cover()).unwrap()


def broken(name: str, old: str, new: str) -> bytes:
    """Return the book with a text in one of its files changed once; the text must be there."""
    archive = zipfile.ZipFile(io.BytesIO(good_book()))
    files = {each: archive.read(each) for each in archive.namelist()}
    path = name if name in files else f"EPUB/{name}"
    assert old.encode() in files[path], f"{old!r} is not in {name}"
    return packed(files | {path: files[path].replace(old.encode(), new.encode(), 1)})


def packed(files: dict[str, bytes], *, stored: bool = True, again: str = "") -> bytes:
    """Return an archive of these files; `again` is written twice."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            method = zipfile.ZIP_STORED if name == "mimetype" and stored else zipfile.ZIP_DEFLATED
            archive.writestr(zipfile.ZipInfo(name, (2026, 1, 31, 0, 0, 0)), data, method)
        if again:
            info = zipfile.ZipInfo(again, (2026, 1, 31, 0, 0, 0))
            archive.writestr(info, files[again])
    return out.getvalue()


def contents() -> dict[str, bytes]:
    """Return the files of the good book."""
    archive = zipfile.ZipFile(io.BytesIO(good_book()))
    return {each: archive.read(each) for each in archive.namelist()}

# SPDX-License-Identifier: AGPL-3.0-or-later
"""Small documents for e-book and web, made by hand, and their font."""

from __future__ import annotations

import io

from octavo.model.document import Access, AssetUse, Credit, Document, DocumentFile, Metadata
from octavo.resources.shared import fonts_folder

FONT = "octavo-sans/OctavoSans-Regular.ttf"
CSS = (
    '@font-face{font-family:"Octavo Sans";src:url(fonts/sans.ttf)}'
    "@font-face{font-family:Amiri;src:url(fonts/amiri.ttf)}"
    'body{font-family:"Octavo Sans",Amiri}'
)
SVG = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 4 1" role="img"><title>Four lamps</title>'
    '<linearGradient id="g"/><circle cx="1" cy=".5" r=".4"/></svg>'
)


def page(title: str, body: str, language: str = "en", direction: str = "ltr") -> str:
    """Return an XHTML page as the templates give it."""
    turned = ' dir="rtl"' if direction == "rtl" else ""
    return (
        '<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE html>\n'
        '<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops" '
        f'lang="{language}" xml:lang="{language}"{turned}>\n'
        f'<head><title>{title}</title><link rel="stylesheet" type="text/css" href="css/book.css"/></head>\n'
        f"<body>{body}</body>\n</html>\n"
    )


NAV = (
    '<nav epub:type="toc" id="toc"><h1>Contents</h1><ol><li><a href="one.xhtml">One</a></li>'
    '<li><a href="two.xhtml#end">Two</a></li></ol></nav>'
)


def book(language: str = "en", direction: str = "ltr") -> Document:
    """Return a document of two parts with a chart, a note and a font."""
    one = f"<h1>One</h1><p><b>bold</b><i>slanted</i> &amp; more</p><pre>kept  so</pre>{SVG}"
    two = '<h1 id="end">Two</h1><p lang="ar" xml:lang="ar" dir="rtl">نهاية</p>'
    told = Metadata(
        identifier="2f1b1c52-7f0e-5d1c-9c55-0a6a3f6f8a11",
        title="The Lamps of Sandholm",
        subtitle="An invented book",
        language=language,
        direction=direction,
        issued="2026-01-31",
        publisher="Example Press",
        description="A book for tests.",
        credits=(
            Credit("Anna Example", "aut", "Example, Anna"),
            Credit("Bo Sample", "trl"),
            Credit("Museum of Sandholm", "edt", body=True),
        ),
        access=Access(
            modes=("textual", "visual"),
            sufficient=("textual", "textual,visual"),
            features=("alternativeText", "tableOfContents"),
            hazards=("none",),
            summary="A book for tests.",
            pages="It has the numbers of the printed pages.",
        ),
    )
    files = (
        DocumentFile("nav.xhtml", "Contents", page("Contents", NAV, language, direction), "front", "toc"),
        DocumentFile("one.xhtml", "One", page("One", one, language, direction), "body", "bodymatter"),
        DocumentFile("two.xhtml", "Two", page("Two", two, language, direction)),
    )
    font = AssetUse("css/fonts/sans.ttf", "font/ttf", shared=f"fonts/{FONT}")
    arabic = AssetUse("css/fonts/amiri.ttf", "font/ttf", shared="fonts/amiri/Amiri-Regular.ttf")
    return Document("epub", told, files, (("css/book.css", CSS),), (font, arabic), ())


def cover() -> bytes:
    """Return a white picture of the shape of a cover."""
    from PIL import Image

    out = io.BytesIO()
    Image.new("RGB", (780, 1248), "white").save(out, "JPEG")
    return out.getvalue()


def read(use: AssetUse) -> bytes:
    """Return the bytes of a shared font."""
    return (fonts_folder() / use.shared.removeprefix("fonts/")).read_bytes()

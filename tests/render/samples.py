# SPDX-License-Identifier: AGPL-3.0-or-later
"""Small composed documents, as compose would give them: invented texts in English, Azerbaijani and Arabic."""

from __future__ import annotations

from octavo.model.document import AssetUse, Document, DocumentFile, Metadata
from octavo.resources.shared import fonts_folder

STYLE = """
@font-face { font-family: "Octavo Serif"; src: url("../fonts/OctavoSerif-Regular.ttf") }
@page {
  size: 105mm 148mm; margin: 14mm 15mm 18mm 12mm;
  @bottom-right { content: counter(page); font: 8pt "Octavo Serif" }
}
html { font: 9pt/12pt "Octavo Serif", "Amiri"; hyphens: auto; hyphenate-character: "\\2010" }
h1, h2 { font-weight: normal; font-size: 13pt; line-height: 24pt; margin: 0 0 12pt; break-after: avoid }
p, ul, ol, dl, table { margin: 0 0 12pt }
p { text-align: justify }
.note { float: footnote; font-size: 7pt; line-height: 9pt }
table { border-collapse: collapse; width: 100% }
th, td { padding: 1pt 3pt; text-align: start; vertical-align: top }
nav ol { list-style: none; padding: 0 }
nav a::after { content: leader(".") target-counter(attr(href), page) }
a { color: inherit; text-decoration: none }
img, svg { image-rendering: crisp-edges; width: 40mm; display: block }
"""


def document(html: str, *, language: str = "en", direction: str = "ltr", style: str = "", **more: object) -> Document:
    """Return a print document of one page of HTML body, with the sample style sheet and then `style`."""
    title = "The Lighthouse of Nowhere"
    page = (
        f'<!DOCTYPE html><html lang="{language}" dir="{direction}"><head><meta charset="utf-8">'
        f"<title>{title}</title></head><body>{html}</body></html>"
    )
    meta = Metadata(
        identifier="urn:uuid:6f1c1f0e-2c56-5b53-9a53-0d8a3b6f0c11",
        title=title,
        language=language,
        direction=direction,
        issued="2026-03-01",
        publisher="Paper Boat",
        rights="CC BY 4.0",
    )
    return Document(
        medium="print",
        metadata=meta,
        files=(DocumentFile("index.html", title, page),),
        styles=(("css/print.css", STYLE), ("css/more.css", style)),
        assets=(AssetUse("fonts/OctavoSerif-Regular.ttf", "font/ttf", shared="octavo-serif/OctavoSerif-Regular.ttf"),),
        contents=(),
        **more,  # type: ignore[arg-type]
    )


def read(use: AssetUse) -> bytes:
    """Return the bytes of an asset of the samples."""
    return (fonts_folder() / use.shared).read_bytes()

# SPDX-License-Identifier: AGPL-3.0-or-later
"""Small composed documents, as compose would give them: invented texts in English, Azerbaijani and Arabic."""

from __future__ import annotations

from typing import Any

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


def document(html: str, *, language: str = "en", direction: str = "ltr", style: str = "", **more: Any) -> Document:
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
        assets=(
            AssetUse("boat.png", "image/png", digest="boat"),
            AssetUse("fonts/OctavoSerif-Regular.ttf", "font/ttf", shared="fonts/octavo-serif/OctavoSerif-Regular.ttf"),
        ),
        contents=(),
        **more,
    )


def read(use: AssetUse) -> bytes:
    """Return the bytes of an asset of the samples."""
    return (fonts_folder().parent / use.shared).read_bytes() if use.shared else boat()


ENGLISH = (
    "The documentation of the lighthouse was kept by its keepers in a notebook with numbered pages, and every evening "
    "somebody wrote down the direction of the wind, the visibility and the number of boats that had come home. "
)
AZERBAIJANI = (
    "Mayakın sənədləşdirilməsi hər axşam nömrələnmiş dəftərdə aparılırdı: küləyin istiqaməti, görünüş və evə qayıdan "
    "qayıqların sayı yazılırdı, İstiqlaliyyət küçəsindəki müəllim isə onları beynəlmiləlləşdirilmiş cədvələ köçürürdü. "
)
ARABIC = (
    "كان حارس المنارة يكتب كل مساء في دفتر مرقّم الصفحات اتجاه الريح ومدى الرؤية وعدد القوارب التي عادت إلى الميناء، "
    "وكان المعلّم ينقل ما كُتب إلى جدول كبير معلّق على الجدار قرب الباب. "
)
_CHART = (
    '<figure data-key="text/01.md#20"><svg xmlns="http://www.w3.org/2000/svg" width="40mm" height="10mm" '
    'viewBox="0 0 40 10" role="img"><title>Three boats, two of them home</title><path d="M1 5h5v3h-5z" fill="#000"/>'
    '<path d="M10 5h5v3h-5z" fill="#000"/><path d="M20 5h5v3h-5z" fill="#7a1f2b"/></svg>'
    '<figcaption data-key="text/01.md#21">Boats</figcaption></figure>'
)


def rich_html(text: str) -> str:
    """Return a body with everything a booklet has: long paragraphs, notes, lists, a long table, a chart, links."""
    words = text.split()
    rows = "".join(
        f'<tr data-key="data/boats.yaml#rows.{n}"><th scope="row">{n}</th><td>{words[n % 9]}</td><td>{n * 7}</td></tr>'
        for n in range(1, 41)
    )
    return f"""
<nav role="doc-toc"><h2>{words[0]}</h2><ol><li><a href="#one">{words[1]} {words[2]}</a>
<ol><li><a href="#two">{words[3]}</a></li></ol></li></ol></nav>
<section id="one"><h1 data-key="text/01.md#0">{words[1]} {words[2]}</h1>
<p data-key="text/01.md#1">{text}<span class="note" id="fn1" data-key="text/01.md#n1">{text[:60]}<em>{text[60:80]}</em>
</span> {text}<a href="https://example.org/a">{words[4]}</a> {text * 12}<em>{words[5]}</em>
<strong>{words[6]}</strong>.</p>
<p data-key="text/01.md#2">{text}<span class="note" data-key="text/01.md#n2">{text}</span> <a href="#two">
{words[3]}</a> <i lang="fr">liberté</i>.</p></section>
<section><h2 id="two" data-key="text/01.md#3">{words[3]}</h2>
<ul data-key="text/01.md#4"><li data-key="text/01.md#5">{text}</li><li data-key="text/01.md#6">{text}
<ul><li>{words[2]}</li></ul></li></ul>
<ol data-key="text/01.md#7"><li><p data-key="text/01.md#8">{text * 3}</p></li><li>{words[1]}</li></ol>
<dl><dt>{words[0]}</dt><dd>{text}</dd><dt>{words[1]}</dt><dd>{text}</dd></dl>
<table data-key="data/boats.yaml"><caption>{words[1]}</caption>
<thead><tr><th>1</th><th colspan="2">{words[2]}</th></tr></thead><tbody>{rows}</tbody></table>
{_CHART}<blockquote data-key="text/01.md#9"><p data-key="text/01.md#10">{text}</p></blockquote>
<h4>{words[6]}</h4><p>{text}<img src="boat.png" alt="" width="10"></p>
<p><a href="https://example.org/b"><img src="boat.png" alt="A boat"></a></p></section>"""


def boat() -> bytes:
    """Return a small picture."""
    from io import BytesIO

    from PIL import Image

    data = BytesIO()
    Image.linear_gradient("L").resize((16, 16)).convert("RGB").save(data, "png")
    return data.getvalue()


def rich(language: str) -> Document:
    """Return the rich document in en, az or ar."""
    text = {"en": ENGLISH, "az": AZERBAIJANI, "ar": ARABIC}[language]
    direction = "rtl" if language == "ar" else "ltr"
    style = 'html { font-family: "Amiri", "Octavo Serif" }' if language == "ar" else ""
    return document(rich_html(text), language=language, direction=direction, style=style)

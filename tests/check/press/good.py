# SPDX-License-Identifier: AGPL-3.0-or-later
"""One good press file, made as Octavo makes them: text, a panel to the edges, a gradient, a picture, rules, a table."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

from octavo.diagnostics.problem import Outcome
from octavo.model.document import AssetUse, Document
from octavo.model.gate import PressWish
from octavo.model.press import press_of
from octavo.model.printer import Printer, Standard
from octavo.render.layout import lay_out
from octavo.render.plain import write_plain
from octavo.render.press.finish import finish_press
from octavo.resources.printers import printer
from octavo.resources.profiles import condition
from tests.render.samples import ENGLISH, document, read

TRIM = (105.0, 148.0)
PAGES = 4
STYLE = """
@page { bleed: 5mm }
@page panel { background: #0a3d91; margin: 30mm 15mm }
.panel { page: panel; color: #fff; font-size: 12pt }
.dusk { width: 60mm; height: 30mm; background: linear-gradient(#7a1f2b, #f4d9a0) no-repeat }
h1 { color: #7a1f2b } hr { border: 0; border-top: 0.5pt solid #000 }
td { border-bottom: 0.5pt solid #444 }
img { width: 40mm }
"""
HTML = f"""<section class="panel"><p data-key="text/a.md#0">To the edges and beyond.</p></section>
<section style="break-before: page"><p data-key="text/a.md#1">{ENGLISH * 4}</p></section>
<section style="break-before: page"><hr><p data-key="text/a.md#3">{ENGLISH}</p><h1>Boats</h1><div class="dusk"></div>
<img src="boat.png" alt="A boat"></section>
<section style="break-before: page"><p data-key="text/a.md#4">{ENGLISH * 4}</p>
<table><tr><td>One</td><td>Two</td></tr></table></section>"""


def offset() -> Printer:
    """Return the printer that the good file is for."""
    found = printer("offset-coated")
    assert found is not None
    return found


def wish(standard: Standard = "PDF/X-4") -> PressWish:
    """Return what the good file is to be."""
    return PressWish(standard, offset(), trim=TRIM, pages=PAGES, blanks=frozenset())


def picture(width: int, height: int, mode: str = "RGB") -> bytes:
    """Return a soft picture of that size, as PNG."""
    from PIL import Image

    data = BytesIO()
    grey = Image.linear_gradient("L").resize((width, height))
    Image.merge("RGB", (grey, grey.rotate(180), grey)).convert(mode).save(data, "png")
    return data.getvalue()


def _asset(use: AssetUse) -> bytes:
    return picture(600, 400) if use.name == "boat.png" else read(use)


def sample(html: str = HTML, style: str = STYLE) -> Document:
    """Return the document of the good file, or another in its style."""
    return document(html, style=style)


def make(document: Document, workspace: Path, standard: Standard = "PDF/X-4") -> Outcome[bytes]:
    """Return a document as a file for the offset printer, made as Octavo does."""
    plain = write_plain(lay_out(document, _asset, workspace=workspace).unwrap(), document).unwrap()
    house = offset().model_copy(update={"standard": standard})
    return finish_press(plain, document.metadata, press_of(house, condition("FOGRA39")))

# SPDX-License-Identifier: AGPL-3.0-or-later
"""A composed document laid out on pages, and kept alive to be written in one form after another."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from octavo.diagnostics.problem import Outcome
from octavo.model.document import AssetUse, Document
from octavo.model.pagemap import PageMap
from octavo.render.boxes import PageBoxes, read_pages
from octavo.render.engine import BASE_URL, Assets, hyphenating, listening
from octavo.render.folios import folios
from octavo.render.fonts import isolate_fonts
from octavo.render.lines import Line, read_lines
from octavo.render.pagemap import page_map


@dataclass(frozen=True, slots=True)
class Layout:
    """The pages of one geometry: WeasyPrint's document, its boxes as plain values, and the page map.

    Alive in one process; profiles of equal geometry are written from the same one.
    """

    rendered: Any
    pages: tuple[PageBoxes, ...]
    lines: tuple[Line, ...]
    page_map: PageMap


def lay_out(document: Document, read: Callable[[AssetUse], bytes], *, workspace: Path) -> Outcome[Layout]:
    """Return the pages of a document composed for print, with every remark of the engine as a problem.

    `read` gives the bytes of an asset, `workspace` is a folder for the fontconfig cache. Nothing else is read: no
    network, no system font, no file.
    """
    isolate_fonts(workspace)
    from weasyprint import CSS, HTML
    from weasyprint.css.counters import CounterStyle
    from weasyprint.text.fonts import FontConfiguration

    assets = Assets(document, read)
    fonts, counters = FontConfiguration(), CounterStyle()
    meta = document.metadata
    with listening(), hyphenating(meta.language, document.hyphenation, document.hyphenation_patterns):
        styles = [
            CSS(string=css, base_url=BASE_URL + name, url_fetcher=assets, font_config=fonts, counter_style=counters)
            for name, css in document.styles
        ]
        file = document.files[0]
        html = HTML(string=file.html, base_url=BASE_URL + file.name, url_fetcher=assets)
        rendered = html.render(font_config=fonts, counter_style=counters, stylesheets=styles)
    pages = read_pages(rendered)
    lines = read_lines(pages)
    pagination = page_map(pages, lines, folios(pages, counters), meta.direction)
    return Outcome(Layout(rendered, pages, lines, pagination), ())

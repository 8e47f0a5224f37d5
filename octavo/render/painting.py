# SPDX-License-Identifier: AGPL-3.0-or-later
"""WeasyPrint's pages painted with a record of which box each piece of marked content is.

With boxes.py the only code that relies on how WeasyPrint (70.0) draws: `Page.paint` is public, the table of marks its
stream keeps is not. WeasyPrint builds a structure tree from that table page by page, too coarse for PDF/UA (a paragraph
on two pages becomes two): the record lets octavo.render.tags build one tree for the whole document instead.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any


class Painted:
    """A page that remembers its content stream, and the number (MCID) of the marked content each box became.

    `marks` maps id(box) to MCID. To WeasyPrint it looks like a page whose boxes are gone once they are drawn, so that
    its own structure tree stays empty.
    """

    def __init__(self, page: Any) -> None:
        self._page = page
        self._page_box = page._page_box.copy_with_children([])
        self.width, self.height, self.bleed = page.width, page.height, page.bleed
        self.bookmarks, self.links, self.anchors, self.forms = page.bookmarks, page.links, page.anchors, page.forms
        self.stream: Any = None
        self.marks: dict[int, int] = {}

    def paint(self, stream: Any, scale: float = 1) -> None:
        """Draw the page, as WeasyPrint asks for."""
        self._page.paint(stream, scale)
        self.stream = stream
        self.marks = {id(box): mark["mcid"] for box, mark in (stream._tags or {}).items()}
        if stream._tags:
            stream._tags.clear()
        for font in stream._fonts.values():
            name_silent_glyphs(font.to_unicode)


def name_silent_glyphs(to_unicode: dict[int, str]) -> None:
    """Let a glyph that adds no character of its own, such as half of a vowelled letter, stand for a joiner.

    Without a meaning PDFium reads such a glyph as some letter (ISO 19005-2, 6.2.11.7 wants one of every glyph).
    """
    for glyph, text in to_unicode.items():
        if not text:
            to_unicode[glyph] = "\u2060"


def write_painted(rendered: Any, finish: Callable[[list[Painted], Any, Any], None], **options: Any) -> bytes:
    """Return the PDF of a WeasyPrint document.

    `finish(pages, fonts, pdf)` may change the pydyf objects before they are written: `fonts` are those drawn with.
    """
    pages = [Painted(page) for page in rendered.pages]

    def finisher(copy: Any, pdf: Any) -> None:
        finish(pages, copy.fonts, pdf)

    data: bytes = rendered.copy(pages).write_pdf(finisher=finisher, **options)
    return data

# SPDX-License-Identifier: AGPL-3.0-or-later
"""WeasyPrint's pages painted with a record of which box each piece of marked content is.

With boxes.py the only code that relies on how WeasyPrint (70.0) draws: `Page.paint` is public, the table of marks its
stream keeps is not. WeasyPrint builds a structure tree from that table page by page, too coarse for PDF/UA (a paragraph
on two pages becomes two): the record lets octavo.render.tags build one tree for the whole document instead.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from importlib.resources import files
from io import BytesIO
from typing import Any

from octavo.render.engine import packing_once, remembering_pages
from octavo.render.features import freeing_features
from octavo.render.ideographs import carry_room, stretches

SILENT = "\u2060"
"""What a glyph stands for that adds no character to the text: a word joiner."""


Lend = Callable[[Any], None]


class Painted:
    """A page that remembers its content stream, and the number (MCID) of the marked content each box became.

    `marks` maps id(box) to MCID; `veiled` are the MCIDs of what stands in a transparent group; `said` maps a font's
    resource name to what its glyphs on this page stood for. To WeasyPrint it looks like a page whose boxes are gone
    once they are drawn, so that its own structure tree stays empty. `bleed` is how much of the page's bleed the file
    shows, in the engine's pixels: none of it unless asked for.
    """

    def __init__(self, page: Any, bleed: float = 0) -> None:
        self._page = page
        self._page_box = page._page_box.copy_with_children([])
        self.width, self.height = page.width, page.height
        self.bleed = dict.fromkeys(("top", "right", "bottom", "left"), bleed)
        self.bookmarks, self.links, self.anchors, self.forms = page.bookmarks, page.links, page.anchors, page.forms
        self.is_last = False
        self.stream: Any = None
        self.marks: dict[int, int] = {}
        self.said: dict[bytes, list[str]] = {}
        self.veiled: frozenset[int] = frozenset()
        self.lends: list[Lend] = []

    def paint(self, stream: Any, scale: float = 1) -> None:
        """Draw the page, as WeasyPrint asks for."""
        self._page.paint(stream, scale)
        if self._page_box.style["lang"] and stretches(self._page_box.style["lang"]):
            carry_room(stream.stream)
        self.stream = stream
        self.marks = {id(box): mark["mcid"] for box, mark in (stream._tags or {}).items()}
        own = {item["MCID"] for item in stream.stream if isinstance(item, dict) and "MCID" in item}
        self.veiled = frozenset(self.marks.values()) - own
        if stream._tags:
            stream._tags.clear()
        for lend in self.lends:
            lend(stream)
        for font in stream._fonts.values():
            self.said[font.hash.encode()] = font.to_unicode.settle()
            if self.is_last:  # the fonts are written next
                font.to_unicode.name_silent()
                font.to_unicode.sort()


class Meanings(dict[int, str]):
    """What each glyph of a font stands for, while WeasyPrint draws; it takes the place of Font.to_unicode.

    WeasyPrint keeps what a glyph stood for when it was drawn first. Where several letters are one cluster (Arabic,
    Indic scripts) that may be nothing, or all of them. As soon as such a script is seen every glyph is asked about
    each time, and the shortest meaning it ever had is kept: what it means when it is alone.
    """

    def __init__(self) -> None:
        super().__init__()
        self._watchful = False
        self._drawn: list[tuple[int, str]] = []

    def __contains__(self, glyph: object) -> bool:
        if self._watchful or not super().__contains__(glyph):
            return False
        self._drawn.append((glyph, self[glyph]))  # type: ignore[arg-type, index]
        return True

    def __setitem__(self, glyph: int, text: str) -> None:
        self._drawn.append((glyph, text))
        if not self.get(glyph):
            super().__setitem__(glyph, text)
        self._watchful = self._watchful or any(ord(char) in _COMPLEX for char in text)

    def settle(self) -> list[str]:
        """Return what each glyph drawn since the last call stood for, in order, and keep the shortest of each."""
        said = (
            share_clusters([text for _, text in self._drawn]) if self._watchful else [text for _, text in self._drawn]
        )
        if self._watchful:
            for (glyph, _), text in zip(self._drawn, said, strict=True):
                known = self[glyph]
                if text and (not known or len(text) < len(known)):
                    super().__setitem__(glyph, text)
        self._drawn = []
        return said

    def drawn(self) -> list[tuple[int, str]]:
        """Return the glyphs drawn since the last call, in order, each with what it stands for now."""
        said, self._drawn = [(glyph, self[glyph]) for glyph, _ in self._drawn], []
        return said

    def name_silent(self) -> None:
        """Let glyphs that never stood for a character of their own, such as connecting strokes, stand for a joiner.

        Readers take a glyph without a meaning for some letter, and PDF/A wants one of each (ISO 19005-2, 6.2.11.7).
        """
        for glyph, text in self.items():
            if not text:
                super().__setitem__(glyph, SILENT)

    def sort(self) -> None:
        """Put the glyphs into the order of their numbers: a font is the same, whichever letter is drawn first."""
        glyphs = sorted(self.items())
        self.clear()
        self.update(glyphs)


def share_clusters(said: list[str]) -> list[str]:
    """Return the texts of glyphs with those of a right-to-left cluster shared out among its glyphs, letter by letter.

    Pango gives the whole text to the first glyph painted, which is the last of its marks in the order of the shaper.
    """
    shared = list(said)
    index = 0
    while index < len(said):
        end = index + 1
        while end < len(said) and not said[end]:
            end += 1
        text = said[index]
        if 1 < len(text) == end - index and ord(text[0]) in _RIGHT_TO_LEFT:
            shared[index:end] = reversed(as_shaped(text))
        index = end
    return shared


def as_shaped(text: str) -> list[str]:
    """Return the letters and marks of a cluster in the order in which HarfBuzz draws them.

    It puts the dots of a letter before its vowel, where Unicode's canonical order has them after (SBL Hebrew manual;
    shadda in Arabic likewise). Both orders are canonically equivalent.
    """
    found: list[str] = []
    marks: list[str] = []
    for sign in [*text, ""]:
        if sign and unicodedata.combining(sign):
            marks.append(sign)
            continue
        found += sorted(marks, key=lambda mark: _SHAPED.get(unicodedata.combining(mark), unicodedata.combining(mark)))
        marks = []
        found += [sign] if sign else []
    return found


# HarfBuzz's classes for the fixed positions of Hebrew (10–25) and Arabic (27–33), by Unicode's combining class.
_SHAPED = {
    10: 22, 11: 15, 12: 16, 13: 17, 14: 23, 15: 18, 16: 19, 17: 20, 18: 21, 19: 14, 20: 24, 21: 12, 22: 25, 23: 13,
    24: 10, 25: 11, 27: 28, 28: 29, 29: 30, 30: 31, 31: 32, 32: 33, 33: 27,
}  # fmt: skip
# Scripts whose letters make clusters: Hebrew and Arabic, then those of India and Southeast Asia.
_RIGHT_TO_LEFT = range(0x0590, 0x0900)
_COMPLEX = range(0x0590, 0x1100)


class Fonts(dict[Any, Any]):
    """The fonts of a PDF while it is drawn: each gets Meanings as it comes."""

    def __setitem__(self, key: Any, font: Any) -> None:
        font.to_unicode = Meanings()
        super().__setitem__(key, font)


def images_of(pages: list[Painted]) -> list[tuple[Any, str]]:
    """Return the pictures that pages were drawn with, as pydyf streams, with the engine's names for them."""
    found = {name: entry for page in pages for name, entry in page.stream._images.items()}
    return [(entry["x_object"], entry["image"].id) for _, entry in sorted(found.items()) if entry["x_object"]]


Prepare = Callable[[list[Painted]], None]


def write_painted(
    rendered: Any,
    finish: Callable[[list[Painted], Any, Any], None],
    *,
    bleed: float = 0,
    prepare: Prepare | None = None,
    **options: Any,
) -> bytes:
    """Return the PDF of a WeasyPrint document, cut at the trim or with so much bleed, in pixels of the engine.

    `finish(pages, fonts, pdf)` may change the pydyf objects before they are written: `fonts` are those drawn with.
    `prepare(pages)` may give pages more bookmarks before, and fonts to their streams.
    """
    # WeasyPrint leaves the file of its own sRGB profile open (70.0): named otherwise, it takes the one given here.
    profiles = {"srgb": srgb()} | rendered.color_profiles
    pages = [Painted(page, bleed) for page in rendered.pages]
    if prepare is not None:
        prepare(pages)
    return _write(rendered, pages, finish, color_profiles=profiles, output_intent="given", **options)


def write_bled(
    rendered: Any,
    finish: Callable[[list[Painted], Any, Any], None],
    *,
    bleed: float,
    prepare: Prepare | None = None,
    **options: Any,
) -> bytes:
    """Return the PDF with the pages' bleed around the trim, in pixels of the engine, and without any colour profile."""
    pages = [Painted(page, bleed) for page in rendered.pages]
    for page in pages:  # bookmarks and links are for readers
        page.bookmarks, page.links, page.anchors, page.forms = [], [], {}, {}
    if prepare is not None:
        prepare(pages)
    return _write(rendered, pages, finish, color_profiles=dict(rendered.color_profiles), **options)


def _write(
    rendered: Any,
    pages: list[Painted],
    finish: Callable[[list[Painted], Any, Any], None],
    *,
    color_profiles: dict[str, Any],
    **options: Any,
) -> bytes:
    pages[-1].is_last = True

    def finisher(copy: Any, pdf: Any) -> None:
        finish(pages, copy.fonts, pdf)
        write = pdf.write

        def write_once(*given: Any) -> None:
            with packing_once():
                write(*given)

        pdf.write = write_once

    copy = rendered.copy(pages)
    copy.fonts = Fonts()
    copy.color_profiles = color_profiles
    with remembering_pages(), freeing_features():
        data: bytes = copy.write_pdf(finisher=finisher, **options)
    return data


def srgb() -> Any:
    """Return WeasyPrint's sRGB profile."""
    from weasyprint.css import ColorProfile

    profile = (files("weasyprint.pdf") / "sRGB2014.icc").read_bytes()
    return ColorProfile(BytesIO(profile), "sRGB2014.icc", "relative-colorimetric", (["r"], ["g"], ["b"]))

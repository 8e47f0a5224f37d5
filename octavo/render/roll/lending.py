# SPDX-License-Identifier: AGPL-3.0-or-later
"""Fonts of set pages lent to the engine's, before it cuts them down and writes them."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from typing import Any

from octavo.render.roll.pen import FontUse, Unfit

# Letters in Latin (with its Supplement and Extended-A), Greek, Cyrillic, Armenian and Georgian; signs that names have.
_ALPHABETS = (range(0x41, 0x180), range(0x370, 0x400), range(0x400, 0x460), range(0x531, 0x588), range(0x10D0, 0x10F1))
_SIGNS = "0123456789-.,()'’"


def lend_fonts(uses: dict[str, FontUse], styles: tuple[Any, ...], stream: Any) -> None:
    """Let a page's stream know the fonts that were used apart from it, before they are cut and written.

    Raises Unfit where a glyph stands for something else there.
    """
    from weasyprint.text.ffi import ffi
    from weasyprint.text.line_break import create_layout

    for name, use in sorted(uses.items()):
        layout = create_layout(use.sample, styles[use.style], None, None, 0)
        run = layout.get_first_line()[0].runs[0]
        while run != ffi.NULL:
            font, size = stream.add_font(run.data.item.analysis.font)
            if font.hash == name:
                for glyph, text in use.glyphs.items():
                    if (known := font.to_unicode.get(glyph, text)) != text:
                        raise Unfit(f"a glyph that stands for {known!r} elsewhere")
                    dict.__setitem__(font.to_unicode, glyph, text)
                _widen(font, run.data.item.analysis.font, size, (use.glyphs, stream))
            run = run.next


def lend_letters(uses: dict[str, FontUse], styles: Sequence[Any], stream: Any) -> None:
    """Let the fonts of `uses` have the letters of their scripts that nothing was drawn with, in each of the styles.

    Every page of a file depends on its fonts: so a corrected name seldom changes one. What a glyph stands for already
    it goes on standing for; called when all pages are drawn.
    """
    from weasyprint.text.fonts import get_pango_font_key
    from weasyprint.text.line_break import create_layout

    text = " ".join(letters_for("".join(chain.from_iterable(use.glyphs.values() for use in uses.values()))))
    for style in styles:
        layout = create_layout(text, style, None, None, 0)
        for pango_font, glyphs in _simple_glyphs(layout.get_first_line()[0], text):
            key, _, size = get_pango_font_key(pango_font)
            font = stream._fonts.get(key)
            if font is None or font.hash not in uses:  # what only a letter nobody needs would be drawn with
                continue
            for glyph, letter in glyphs.items():
                dict.setdefault(font.to_unicode, glyph, letter)
            _widen(font, pango_font, size, (glyphs, stream))


def letters_for(text: str) -> list[str]:
    """Return the letters of the alphabets that a text is written in, with figures and the signs that names have."""
    scripts = {_script(char) for char in set(text)}
    letters = (chr(code) for code in chain.from_iterable(_ALPHABETS) if unicodedata.category(chr(code)) in {"Lu", "Ll"})
    return [*_SIGNS, *(letter for letter in letters if _script(letter) in scripts)]


def _script(char: str) -> str:
    return unicodedata.name(char, "").partition(" ")[0]


def _simple_glyphs(line: Any, text: str) -> Iterator[tuple[Any, dict[int, str]]]:
    """Yield for each run of a line its font, and the letters that are one glyph each."""
    from weasyprint.text.ffi import ffi

    said = text.encode()
    run = line.runs[0]
    while run != ffi.NULL:
        item, shaped = run.data.item, run.data.glyphs
        clusters = Counter(shaped.log_clusters[at] for at in range(shaped.num_glyphs))
        glyphs = {}
        for at in range(shaped.num_glyphs):
            glyph, place = shaped.glyphs[at].glyph, shaped.log_clusters[at]
            letter = said[item.offset + place : item.offset + item.length].decode()[:1]
            if clusters[place] == 1 and 0 < glyph < _NO_GLYPH:
                glyphs[glyph] = letter
        yield item.analysis.font, glyphs
        run = run.next


_NO_GLYPH = 0x0FFFFFFF  # PANGO_GLYPH_EMPTY, and above it what stands for a letter that the font lacks


def _widen(font: Any, pango_font: Any, size: float, asked: tuple[Iterable[int], Any]) -> None:
    """Give the font the widths of glyphs, as WeasyPrint's draw_first_line takes them with a page's stream."""
    from weasyprint.text.ffi import FROM_UNITS, pango

    glyphs, stream = asked
    for glyph in glyphs:
        if glyph not in font.widths:
            pango.pango_font_get_glyph_extents(pango_font, glyph, stream.ink_rect, stream.logical_rect)
            font.widths[glyph] = round(stream.logical_rect.width * 1000 * FROM_UNITS / size)

# SPDX-License-Identifier: AGPL-3.0-or-later
"""Text drawn by the engine's own means, apart from any page: as wide, and of the same glyphs, as on one.

With boxes.py and painting.py the only code that relies on how WeasyPrint (70.0) sets text. A style is asked for text
after text: what costs is making a layout, not filling it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from types import SimpleNamespace
from typing import Any, NamedTuple

from octavo.render.glyphs import tighten
from octavo.render.painting import Fonts

# Format characters: they are set, and nothing is seen of them.
_UNSEEN = dict.fromkeys((0x00AD, 0x200B, 0x200E, 0x200F, 0x2060))


class Unfit(Exception):  # noqa: N818  (it is a finding, not an error)
    """Raised where something can't be set apart from its page as it would be on it; the message says what."""


class Drawn(NamedTuple):
    """A stretch of text: how wide it is in the engine's pixels, and the operators that show it from where one is."""

    width: float
    operators: bytes


@dataclass(frozen=True, slots=True)
class FontUse:
    """What was drawn with a font: a style and a text that ask for it, and what each glyph stands for."""

    style: int
    sample: str
    glyphs: dict[int, str] = field(default_factory=dict)


@dataclass(slots=True)
class Pen:
    """Draws in the styles given, and keeps account of the fonts; `uses` has them by the name they have in a page."""

    styles: tuple[Any, ...]
    uses: dict[str, FontUse] = field(default_factory=dict)
    _layouts: dict[int, Any] = field(default_factory=dict)
    _fonts: Any = field(default_factory=Fonts)
    _known: dict[tuple[int, str], Drawn] = field(default_factory=dict)

    def draw(self, style: int, text: str) -> Drawn:
        """Return the text drawn in a style; raise Unfit where a glyph is missing or does not say what it shows."""
        if (known := self._known.get((style, text))) is None:
            known = self._known[style, text] = self._draw(style, text)
        return known

    def colour(self, style: int) -> bytes:
        """Return the operators that set the colour of a style."""
        stream, colour = self._stream(), self.styles[style]["color"]
        if colour.alpha != 1:
            raise Unfit("a colour that lets something through")
        stream.set_color(colour)
        return b"\n".join(each for each in map(_bytes, stream.stream) if not each.endswith(b" gs"))

    def _draw(self, style: int, text: str) -> Drawn:
        from weasyprint.draw.text import draw_first_line
        from weasyprint.matrix import Matrix
        from weasyprint.text.line_break import create_layout, line_size

        given = self.styles[style]
        if style not in self._layouts:
            self._layouts[style] = create_layout(text, given, None, None, 0)
        layout = self._layouts[style]
        layout.set_text(text)
        line, more = layout.get_first_line()
        if more is not None:
            raise Unfit("a text of more than one line")
        width, _ = line_size(line, given)
        if not text.strip():
            return Drawn(width, b"")
        stream = self._stream()
        box = SimpleNamespace(text=text, style=given, pango_layout=layout, baseline=0)
        if draw_first_line(stream, box, "clip", "none", Matrix()):
            raise Unfit("a glyph that is a picture")
        self._account(style, text)
        return Drawn(width, b"\n".join(tighten(_bytes(each)) for each in stream.stream[1:]))

    def _stream(self) -> Any:
        from weasyprint.pdf.stream import Stream

        return Stream(self._fonts, (0, 0, 0, 0), {"ExtGState": {}}, {}, None, {}, None)

    def _account(self, style: int, text: str) -> None:
        """Note the fonts that were just drawn with; their glyphs must say the text, and nothing else."""
        said = ""
        for font in self._fonts.values():
            drawn = font.to_unicode.drawn()
            if not drawn:
                continue
            if font.missing:
                raise Unfit("a letter that no font has")
            use = self.uses.setdefault(font.hash, FontUse(style, text))
            for glyph, meant in drawn:
                if use.glyphs.setdefault(glyph, meant) != meant:
                    raise Unfit("a glyph of two meanings")
                said += meant
        if sorted(said) != sorted(text.translate(_UNSEEN)):
            raise Unfit("glyphs that do not say their text")


def _bytes(operator: Any) -> bytes:
    return operator if isinstance(operator, bytes) else str(operator).encode()


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


def _widen(font: Any, pango_font: Any, size: float, asked: tuple[Iterable[int], Any]) -> None:
    """Give the font the widths of glyphs, as WeasyPrint's draw_first_line takes them with a page's stream."""
    from weasyprint.text.ffi import FROM_UNITS, pango

    glyphs, stream = asked
    for glyph in glyphs:
        if glyph not in font.widths:
            pango.pango_font_get_glyph_extents(pango_font, glyph, stream.ink_rect, stream.logical_rect)
            font.widths[glyph] = round(stream.logical_rect.width * 1000 * FROM_UNITS / size)

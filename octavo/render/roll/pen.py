# SPDX-License-Identifier: AGPL-3.0-or-later
"""Text drawn by the engine's own means, apart from any page: as wide, and of the same glyphs, as on one.

With boxes.py, painting.py and lending.py the only code that relies on how WeasyPrint (70.0) sets text. A style is asked
for text after text: what costs is making a layout, not filling it.
"""

from __future__ import annotations

from array import array
from collections.abc import Mapping
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


class _Face(NamedTuple):
    """A font in one size as it was met: its name in a page, the size, widths and meanings of the glyphs seen so far.

    `pieces` has what was drawn with it: a glyph and how far it advances, as a TJ operator has it, and what it says.
    """

    name: bytes
    size: float
    widths: dict[int, int]
    meanings: dict[int, str]
    pieces: dict[tuple[int, int], tuple[str, str]]


@dataclass(slots=True)
class Pen:
    """Draws in the styles given, and keeps account of the fonts; `uses` has them by the name they have in a page.

    The engine draws what has letters that it has not drawn before. After that glyphs are taken as Pango gives them, in
    the same numbers: a tenth of the work.
    """

    styles: tuple[Any, ...]
    uses: dict[str, FontUse] = field(default_factory=dict)
    _layouts: dict[int, Any] = field(default_factory=dict)
    _fonts: Any = field(default_factory=Fonts)
    _faces: dict[Any, _Face] = field(default_factory=dict)  # by Pango's pointer
    _known: dict[tuple[int, str], Drawn] = field(default_factory=dict)

    def width(self, style: int, word: str) -> float:
        """Return how wide a word is."""
        return self.draw(style, word).width

    def draw(self, style: int, text: str) -> Drawn:
        """Return the text drawn in a style; raise Unfit where a glyph is missing or does not say what it shows.

        Places and years come again and again: what was drawn once is known.
        """
        if (known := self._known.get((style, text))) is None:
            known = self._known[style, text] = self._draw(style, text)
        return known

    def _draw(self, style: int, text: str) -> Drawn:
        from weasyprint.text.ffi import FROM_UNITS, ffi, pango
        from weasyprint.text.line_break import create_layout

        if style not in self._layouts:
            self._layouts[style] = create_layout(text, self.styles[style], None, None, 0)
        layout = self._layouts[style]
        layout.set_text(text)
        line = pango.pango_layout_get_line_readonly(layout.layout, 0)
        spacing = self.styles[style]["letter_spacing"]
        if spacing not in ("normal", 0):
            return self._engine(style, text, layout)
        units, shown = 0, ""
        parts: list[str] = []
        run = line.runs[0] if line.runs != ffi.NULL else ffi.NULL
        while run != ffi.NULL:
            item = run.data
            face = self._faces.get(item.item.analysis.font)
            glyphs = array("i")
            glyphs.frombytes(ffi.buffer(item.glyphs.glyphs, item.glyphs.num_glyphs * _GLYPH * 4))
            if face is None or (taken := _taken(glyphs, face, FROM_UNITS)) is None:
                return self._engine(style, text, layout)
            units += sum(glyphs[1::_GLYPH])
            shown += taken[1]
            parts.append(f"/{face.name.decode()} {face.size:g} Tf\n[{taken[0]}] TJ")
            run = run.next
        if shown != text.translate(_UNSEEN):
            return self._engine(style, text, layout)
        return Drawn(units * FROM_UNITS, "\n".join(parts).encode() if text.strip() else b"")

    def colour(self, style: int) -> bytes:
        """Return the operators that set the colour of a style."""
        stream, colour = self._stream(), self.styles[style]["color"]
        if colour.alpha != 1:
            raise Unfit("a colour that lets something through")
        stream.set_color(colour)
        return b"\n".join(each for each in map(_bytes, stream.stream) if not each.endswith(b" gs"))

    def _engine(self, style: int, text: str, layout: Any) -> Drawn:
        """Draw by WeasyPrint's own function."""
        from weasyprint.draw.text import draw_first_line
        from weasyprint.matrix import Matrix
        from weasyprint.text.line_break import line_size

        given = self.styles[style]
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
        self._account(style, text, layout.get_first_line()[0])  # drawing has made the line anew
        return Drawn(width, b"\n".join(tighten(_bytes(each)) for each in stream.stream[1:]))

    def _stream(self) -> Any:
        from weasyprint.pdf.stream import Stream

        return Stream(self._fonts, (0, 0, 0, 0), {"ExtGState": {}}, {}, None, {}, None)

    def _account(self, style: int, text: str, line: Any) -> None:
        """Note the fonts that were just drawn with; their glyphs must say the text, and nothing else."""
        from weasyprint.text.ffi import ffi
        from weasyprint.text.fonts import get_pango_font_key

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
        run = line.runs[0]
        while run != ffi.NULL:
            pango_font = run.data.item.analysis.font
            key, _, size = get_pango_font_key(pango_font)
            font = self._fonts[key]
            name = font.hash.encode()
            glyphs = self.uses[font.hash].glyphs if font.hash in self.uses else {}
            self._faces[pango_font] = _Face(name, size, font.widths, glyphs, {})
            run = run.next


_GLYPH = 5  # a PangoGlyphInfo is five integers of four bytes: glyph, width, two offsets, attributes
_NOTHING = 0x0FFFFFFF  # PANGO_GLYPH_EMPTY


def _taken(glyphs: array[int], face: _Face, from_units: float) -> tuple[str, str] | None:
    """Return the glyphs as a TJ operator has them, and what they say; None where one is not simply known."""
    if any(glyphs[2::_GLYPH]) or any(glyphs[3::_GLYPH]):
        return None
    pieces, shown, said = face.pieces, ["<"], []
    for each in zip(glyphs[::_GLYPH], glyphs[1::_GLYPH], strict=True):
        piece = pieces.get(each) or _piece(each, face, from_units)
        if piece is None:
            return None
        shown.append(piece[0])
        said.append(piece[1])
    shown.append(">")
    return "".join(shown).replace("<>", ""), "".join(said)


def _piece(each: tuple[int, int], face: _Face, from_units: float) -> tuple[str, str] | None:
    """Return a glyph with its advance as a TJ operator has it, and what it says; None where that is not known."""
    glyph, advance = each
    if glyph == _NOTHING and not advance:
        return "", ""
    if (meant := face.meanings.get(glyph)) is None or glyph not in face.widths:
        return None
    kerning = int(face.widths[glyph] - advance * (1000 * from_units / face.size))
    face.pieces[each] = f"{glyph:04x}>{kerning}<" if kerning else f"{glyph:04x}", meant
    return face.pieces[each]


def _bytes(operator: Any) -> bytes:
    return operator if isinstance(operator, bytes) else str(operator).encode()


def style_name(style: Any) -> str:
    """Return all of a style that decides what its text looks like, and how wide it is."""
    from weasyprint.text.line_break import _font_style_cache_key

    more = ("font_kerning", "letter_spacing", "word_spacing", "direction", "color", "white_space", "overflow_wrap")
    return str(_font_style_cache_key(style, include_size=True)) + repr([str(style[name]) for name in more])


def add_uses(uses: dict[str, FontUse], more: Mapping[str, FontUse]) -> None:
    """Add what was drawn with fonts to what else was; raise Unfit for a glyph that means two things."""
    for font, use in more.items():
        known = uses.setdefault(font, use)
        for glyph, text in use.glyphs.items():
            if known.glyphs.setdefault(glyph, text) != text:
                raise Unfit("a glyph of two meanings")


def told_uses(uses: Mapping[str, FontUse]) -> dict[str, Any]:
    """Return what was drawn with fonts as plain data."""
    return {font: [use.style, use.sample, use.glyphs] for font, use in uses.items()}


def read_uses(told: Mapping[str, Any]) -> dict[str, FontUse]:
    """Return what `told_uses` made plain data of, and JSON text."""
    return {
        font: FontUse(style, sample, {int(glyph): text for glyph, text in glyphs.items()})
        for font, (style, sample, glyphs) in told.items()
    }

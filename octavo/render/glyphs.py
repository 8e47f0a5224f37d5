# SPDX-License-Identifier: AGPL-3.0-or-later
"""The text operators of a content stream: which glyphs they show, and marks set between them (ISO 32000-1, 9.4)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any, NamedTuple

# What WeasyPrint writes: an array of hexadecimal strings and adjustments, two bytes a glyph.
_SHOWN = re.compile(rb"<([0-9a-f]*)>")
_TOKEN = re.compile(rb"<[0-9a-f]*>|[^<>\[\] ]+")


class FontGlyphs(NamedTuple):
    """What the glyphs of a font resource stand for, by number in hexadecimal; its space, and that one's width."""

    names: dict[bytes, str]
    space: bytes
    width: int


class Shown(NamedTuple):
    """A glyph: the operator that shows it (its place in the stream), its number among that operator's, its text."""

    operator: int
    number: int
    text: str
    font: bytes


def glyph_names(fonts: dict[Any, Any]) -> dict[bytes, FontGlyphs]:
    """Return what the glyphs of WeasyPrint's fonts stand for, by the name of the font resource."""
    found = {}
    for font in fonts.values():
        if not font.bitmap:
            names = {b"%04x" % glyph: text for glyph, text in font.to_unicode.items()}
            space = next((glyph for glyph, text in font.to_unicode.items() if text == " "), None)
            number = b"" if space is None else b"%04x" % space
            found[font.hash.encode()] = FontGlyphs(names, number, font.widths.get(space, 0))
    return found


def tighten(operator: bytes) -> bytes:
    """Return a TJ operator without its adjustments by nothing: WeasyPrint writes one after most glyphs."""
    return operator.replace(b">0<", b"").replace(b">0]", b">]")


def shown(operators: Sequence[Any], first: int, last: int, fonts: dict[bytes, FontGlyphs]) -> list[Shown]:
    """Return the glyphs that the operators from `first` up to `last` show, in the order they are painted."""
    found: list[Shown] = []
    font, names = b"", dict[bytes, str]()
    for place in range(first, last):
        operator = operators[place]
        if not isinstance(operator, bytes):
            continue
        if operator.endswith(b" Tf"):
            font = operator[1 : operator.index(b" ")]
            names = fonts[font].names if font in fonts else {}
        elif operator.endswith(b"] TJ"):
            glyphs = b"".join(_SHOWN.findall(operator))
            found += [
                Shown(place, at // 4, names.get(glyphs[at : at + 4], ""), font) for at in range(0, len(glyphs), 4)
            ]
    return found


def cut(operator: bytes, index: int) -> tuple[bytes, bytes]:
    """Return a TJ operator as two, the second beginning with glyph number `index`; either may be empty."""
    before: list[bytes] = []
    after: list[bytes] = []
    left = index
    for token in _TOKEN.findall(operator[:-3]):
        if left and token.startswith(b"<"):
            glyphs = token[1:-1]
            at = min(left * 4, len(glyphs))
            left -= at // 4
            before.append(b"<%s>" % glyphs[:at])
            if glyphs[at:]:
                after.append(b"<%s>" % glyphs[at:])
        else:
            (before if left else after).append(token)
    return _array(before), _array(after)


def _array(tokens: list[bytes]) -> bytes:
    return b"[%s] TJ" % b" ".join(tokens) if any(token.startswith(b"<") for token in tokens) else b""

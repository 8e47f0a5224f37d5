# SPDX-License-Identifier: AGPL-3.0-or-later
"""Fonts cut down to the characters that a document uses."""

from __future__ import annotations

import io
import re
from collections.abc import Iterable
from html import unescape
from typing import Any

# What a reading system adds of itself: hyphens at line ends, digits of lists, bullets.
ALWAYS = frozenset(map(ord, " -–—‐\u00a0\u00ad0123456789.,()“”‘’…•↩"))
KEPT = (
    *("kern", "liga", "clig", "calt", "ccmp", "locl", "mark", "mkmk", "smcp", "c2sc", "onum", "lnum", "tnum", "pnum"),
    *("init", "medi", "fina", "isol", "rlig", "rclt", "curs", "abvm", "blwm", "frac", "sups", "numr", "dnom"),
)
_TAG = re.compile(r"<[^>]*>")


def characters_of(texts: Iterable[str]) -> frozenset[int]:
    """Return the code points that the text of these HTML files shows, and those a reading system adds of itself."""
    shown = {ord(char) for text in texts for char in unescape(_TAG.sub("", text))}
    return frozenset(shown | ALWAYS)


def subset_font(data: bytes, characters: frozenset[int], *, woff2: bool) -> bytes:
    """Return the font with the glyphs for these characters, its layout features kept; equal input, equal bytes."""
    from fontTools.subset import Options, Subsetter
    from fontTools.ttLib import TTFont

    options = Options()
    options.layout_features = list(KEPT)
    options.name_IDs = [0, 1, 2, 3, 4, 5, 6, 13, 14]  # copyright and licence stay: OFL 1.1, condition 2
    options.notdef_outline = True
    options.hinting = False
    options.recalc_timestamp = False
    font: Any = TTFont(io.BytesIO(data), recalcTimestamp=False, lazy=True)
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=characters)
    subsetter.subset(font)
    font.flavor = "woff2" if woff2 else None
    out = io.BytesIO()
    font.save(out, reorderTables=False)
    return out.getvalue()

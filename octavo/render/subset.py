# SPDX-License-Identifier: AGPL-3.0-or-later
"""Fonts cut down to the characters that a document uses."""

from __future__ import annotations

import io
import re
from collections.abc import Iterable
from html import unescape
from typing import Any, Protocol

# What a reading system adds of itself: hyphens at line ends, digits of lists, bullets.
ALWAYS = frozenset(map(ord, " -–—‐\u00a0\u00ad0123456789.,()“”‘’…•↩"))
# What a style sheet may ask for. What scripts need by themselves, HarfBuzz keeps without being told.
WANTED = ("smcp", "c2sc", "onum", "lnum", "tnum", "pnum", "frac", "sups", "numr", "dnom")
NAMES = frozenset({0, 1, 2, 3, 4, 5, 6, 13, 14})  # copyright and licence stay: OFL 1.1, condition 2
_TAG = re.compile(r"<[^>]*>")


class Cut(Protocol):
    """A way to cut a font down: `subset_font`, or one that remembers what that gave."""

    def __call__(self, data: bytes, characters: frozenset[int], *, woff2: bool) -> bytes:
        """Return the font with the glyphs for these characters."""


def characters_of(texts: Iterable[str]) -> frozenset[int]:
    """Return the code points that the text of these HTML files shows, and those a reading system adds of itself."""
    shown = {ord(char) for text in texts for char in unescape(_TAG.sub("", text))}
    return frozenset(shown | ALWAYS)


def subset_font(data: bytes, characters: frozenset[int], *, woff2: bool) -> bytes:
    """Return the font with the glyphs for these characters, its layout features kept; equal input, equal bytes.

    The HarfBuzz is the one in the lock, not that of the machine, on which the bytes would depend.
    """
    import uharfbuzz

    wanted = uharfbuzz.SubsetInput()
    wanted.flags = uharfbuzz.SubsetFlags.NO_HINTING | uharfbuzz.SubsetFlags.NOTDEF_OUTLINE
    wanted.unicode_set.update(characters)
    wanted.name_id_set.update(NAMES)
    wanted.layout_feature_tag_set.update(int.from_bytes(tag.encode()) for tag in WANTED)
    cut = uharfbuzz.subset(uharfbuzz.Face(data), wanted).blob.data
    return _as_woff2(cut) if woff2 else cut


def _as_woff2(data: bytes) -> bytes:
    """Return the font in the packing of the web (WOFF File Format 2.0)."""
    from fontTools.ttLib import TTFont

    font: Any = TTFont(io.BytesIO(data), recalcTimestamp=False, lazy=True)
    font.flavor = "woff2"
    out = io.BytesIO()
    font.save(out, reorderTables=False)
    return out.getvalue()

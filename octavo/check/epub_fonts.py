# SPDX-License-Identifier: AGPL-3.0-or-later
"""Whether the fonts inside an EPUB have what its text needs."""

from __future__ import annotations

import io
import unicodedata
from collections.abc import Iterator
from typing import Any

from octavo.check.epub_book import MATHML, SVG, XHTML, EpubBook
from octavo.diagnostics.problem import Place, Problem, problem

FONTS = (".ttf", ".otf", ".woff", ".woff2")
_MOST = 12  # signs are named, more are counted
# Reading systems have these, or nothing of them shows.
_UNSEEN = ("Cf", "Cc", "Zs", "Zl", "Zp", "Mn", "Co")


def check_letters(book: EpubBook) -> Iterator[Problem]:
    """Yield a problem for each document with signs that no font inside the book has; none if it has no fonts."""
    paths = [path for path in book.items if path.lower().endswith(FONTS) and path in book.names]
    drawn: set[int] = set()
    for path in paths:
        cut = _drawn(book.archive.read(path))
        if cut is None:
            yield problem("E237", Place(path), name=path)
        else:
            drawn |= cut
    if not drawn:
        return
    for path, tree in book.documents.items():
        lacking = sorted(char for char in set(_shown(tree)) if ord(char) not in drawn)
        if lacking:
            named = " ".join(f"{char} (U+{ord(char):04X})" for char in lacking[:_MOST])
            more = f" … and {len(lacking) - _MOST} more" if len(lacking) > _MOST else ""
            yield problem("E217", Place(path), name=path, signs=named + more)


def _drawn(data: bytes) -> set[int] | None:
    from fontTools.ttLib import TTFont, TTLibError

    try:
        with TTFont(io.BytesIO(data), lazy=True) as font:
            return set(font.getBestCmap() or ())
    except (TTLibError, OSError, ValueError, KeyError, AssertionError, ImportError):
        return None


def _shown(tree: Any) -> Iterator[str]:
    body = tree.find(f"{XHTML}body")
    if body is not None:
        yield from (char for text in _texts(body) for char in text if unicodedata.category(char) not in _UNSEEN)


def _texts(element: Any) -> Iterator[str]:
    """Yield the text that is set in fonts: not what is hidden, nor what drawings and formulas hold."""
    if isinstance(element.tag, str) and element.get("hidden") is None and not element.tag.startswith((SVG, MATHML)):
        yield element.text or ""
        for child in element:
            yield from _texts(child)
            yield child.tail or ""

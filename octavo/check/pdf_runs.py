# SPDX-License-Identifier: AGPL-3.0-or-later
"""The text of a PDF as its content streams show it, run by run, where readers that go by position fail.

A reader puts glyphs in the order of their places on the page; marks above and below Arabic letters, and digits or Latin
words between them, make it set letters apart or turn them round. What is shown can also be read from the streams: every
run of glyphs with what its font says they stand for (ISO 32000-1, 9.10.3), drawn from left to right.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Container, Iterator
from io import BytesIO
from typing import Any

_BLOCK = re.compile(rb"beginbf(char|range)(.*?)endbf", re.DOTALL)
_HEX = re.compile(rb"<([0-9A-Fa-f]*)>")


def shown_texts(data: bytes, pages: Container[int] | None = None) -> dict[int, str]:
    """Return what runs of glyphs say on all pages, or on some, by their places from 0.

    Runs of a right-to-left script are turned into reading order.
    """
    import pikepdf

    with pikepdf.open(BytesIO(data)) as pdf:
        known: dict[Any, dict[int, str]] = {}
        asked = ((at, page) for at, page in enumerate(pdf.pages) if pages is None or at in pages)
        return {at: "".join(_on_page(page, known)) for at, page in asked}


def _on_page(page: Any, known: dict[Any, dict[int, str]]) -> Iterator[str]:
    """Yield the text objects of a page (BT to ET): a line is one, whatever raised marks it is broken up by."""
    import pikepdf

    fonts = page.resources.get("/Font", {})
    meanings: dict[int, str] = {}
    pieces: list[list[str]] = []
    for instruction in pikepdf.parse_content_stream(page, "BT ET Tf Tj TJ"):
        operator, operands = str(instruction.operator), instruction.operands
        if operator in ("BT", "ET"):
            yield _read(pieces)
            pieces = []
        elif operator == "Tf":
            font = fonts.get(str(operands[0]))
            if font is not None and font.objgen not in known:
                known[font.objgen] = meanings_of(font)
            meanings = known[font.objgen] if font is not None else {}
        else:
            strings = operands[0] if operator == "TJ" else operands
            codes = b"".join(bytes(each) for each in strings if isinstance(each, pikepdf.String))
            pairs = (codes[at : at + 2] for at in range(0, len(codes), 2))
            pieces.append([meanings.get(int.from_bytes(pair, "big"), "") for pair in pairs])


def _read(pieces: list[list[str]]) -> str:
    """Return the pieces of a line in reading order: where it is right-to-left, the last drawn is read first."""
    turned = any(_turned(piece) for piece in pieces)
    parts = ("".join(reversed(piece) if _turned(piece) else piece) for piece in pieces)
    return "".join(reversed(list(parts)) if turned else parts)


def _turned(glyphs: list[str]) -> bool:
    return any(unicodedata.bidirectional(char) in ("R", "AL") for text in glyphs for char in text)


def meanings_of(font: Any) -> dict[int, str]:
    """Return what each two-byte code of a font stands for, from its ToUnicode map."""
    found: dict[int, str] = {}
    if "/ToUnicode" not in font:
        return found
    for kind, body in _BLOCK.findall(font.ToUnicode.read_bytes()):
        words = [bytes.fromhex(each.decode()) for each in _HEX.findall(body)]
        size = 2 if kind == b"char" else 3
        for entry in zip(*(words[start::size] for start in range(size)), strict=False):
            first, last = int.from_bytes(entry[0], "big"), int.from_bytes(entry[-2], "big")
            text = entry[-1].decode("utf-16-be", "replace")
            for code in range(first, (last if kind == b"range" else first) + 1):
                found[code] = text[:-1] + chr(ord(text[-1]) + code - first) if text else ""
    return found

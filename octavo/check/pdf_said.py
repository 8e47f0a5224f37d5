# SPDX-License-Identifier: AGPL-3.0-or-later
"""The text of a PDF as a reader of its tags gets it: what is said to replace glyphs is read in their place.

Where glyphs don't stand for the letters one by one (conjuncts of Devanagari, vowels set before their consonant, a word
broken at the end of a line), the marked content around them says what they are (ISO 32000-1, 14.9.4, ActualText).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from io import BytesIO
from typing import Any

from octavo.check.pdf_runs import meanings_of

_FROM_THE_RIGHT = re.compile("[\u0590-\u0660\u066a-\u06ef\u06fa-\u08ff\ufb1d-\ufdff\ufe70-\ufeff]")
# Digits, and words of another direction, go from left to right inside a line that goes from right to left.
_INSIDE = re.compile(r"[0-9٠-٩۰-۹A-Za-zÀ-ɏḀ-ỿͰ-ϿЀ-ԯ]+(?:[ .,:/٫٬–-]*[0-9٠-٩۰-۹A-Za-zÀ-ɏḀ-ỿͰ-ϿЀ-ԯ]+)*")


def said_by(data: bytes) -> list[str]:
    """Return what each piece of marked content of a PDF says, in the order in which it is drawn, in reading order."""
    import pikepdf

    with pikepdf.open(BytesIO(data)) as pdf:
        known: dict[Any, dict[int, str]] = {}
        return [said for page in pdf.pages for said in _on_page(page, known) if said.strip()]


class _Open:
    """Marked content under way: what it is said to be, or the glyphs in it, in the order in which they are drawn."""

    def __init__(self, said: str | None, counts: bool) -> None:
        self.said, self.counts = said, counts
        self.drawn: list[str] = []


def _on_page(page: Any, known: dict[Any, dict[int, str]]) -> Iterator[str]:
    import pikepdf

    fonts = page.resources.get("/Font", {})
    meanings: dict[int, str] = {}
    stack: list[_Open] = []
    for instruction in pikepdf.parse_content_stream(page, "BDC BMC EMC Tf Tj TJ"):
        operator, operands = str(instruction.operator), instruction.operands
        if operator in ("BDC", "BMC"):
            given = operator == "BDC" and isinstance(operands[1], pikepdf.Dictionary)
            properties: Any = operands[1] if given else {}
            said = properties.get("/ActualText")
            stack.append(_Open(None if said is None else str(said), "/MCID" in properties))
        elif operator == "EMC" and stack:
            done = stack.pop()
            text = [done.said] if done.said is not None else done.drawn
            if done.counts:
                yield _read(text)
            elif stack:
                stack[-1].drawn += text
        elif operator == "Tf":
            font = fonts.get(str(operands[0]))
            if font is not None and font.objgen not in known:
                known[font.objgen] = meanings_of(font)
            meanings = known[font.objgen] if font is not None else {}
        elif operator in ("Tj", "TJ") and stack:
            strings = operands[0] if operator == "TJ" else operands
            codes = b"".join(bytes(each) for each in strings if isinstance(each, pikepdf.String))
            pairs = (codes[at : at + 2] for at in range(0, len(codes), 2))
            stack[-1].drawn += [meanings.get(int.from_bytes(pair, "big"), "") for pair in pairs]


def _read(drawn: list[str]) -> str:
    """Return glyphs in reading order: those of a right-to-left line are drawn from its end."""
    text = "".join(drawn)
    if not _FROM_THE_RIGHT.search(text):
        return text
    turned = "".join(reversed(drawn))
    return _INSIDE.sub(lambda found: found[0][::-1], turned)

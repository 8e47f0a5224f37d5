# SPDX-License-Identifier: AGPL-3.0-or-later
"""Spaces before inline elements, moved to where right-to-left lines break well."""

from __future__ import annotations

from typing import Any
from unicodedata import bidirectional

INLINE = frozenset({"a", "abbr", "b", "bdi", "cite", "code", "em", "i", "q", "s", "small", "span", "strong"})
# These leave the line (notes) or stand above it (their calls): no space belongs inside them.
APART = ("footnote", "call", "note")


def move_spaces(root: Any) -> None:
    """Move a space that stands before an inline element to the beginning of that element, all through a tree.

    In justified right-to-left text WeasyPrint (70.0) keeps the space of `word <span>word` at the end of a line that
    breaks there, and the line sticks out by its width; of `word<span> word` it takes it away. Read or copied, the text
    is the same.
    """
    for parent in root.iter():
        before = None
        for element in parent:
            if _takes_space(element):
                text = (before.tail if before is not None else parent.text) or ""
                if text.endswith(" ") and text.strip():
                    element.text = f" {element.text}"
                    if before is not None:
                        before.tail = text[:-1]
                    else:
                        parent.text = text[:-1]
            before = element


def _takes_space(element: Any) -> bool:
    """Tell whether a space may begin the element: not one that is read from left to right, where it would end it."""
    words = "".join(element.itertext())
    strong = next((kind for kind in map(bidirectional, words) if kind in ("L", "R", "AL")), "L")
    apart = any(part in (element.get("class") or "") for part in APART)
    begins = element.text or ""
    return element.tag in INLINE and strong != "L" and bool(begins.strip()) and not begins.startswith(" ") and not apart

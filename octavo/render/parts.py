# SPDX-License-Identifier: AGPL-3.0-or-later
"""A composed book as its sections: what it takes to lay out some of them with the others empty."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass
from itertools import pairwise
from urllib.parse import unquote

from octavo.model.document import Document

_TAG = re.compile(r"<(/?)section\b[^>]*>")
_ID = re.compile(r'\sid="([^"]+)"')
_REFERENCE = re.compile(r'\shref="#([^"]+)"')


@dataclass(frozen=True, slots=True)
class Parts:
    """A document's HTML: what stands before its sections, the sections, and what stands after them."""

    head: str
    sections: tuple[str, ...]
    tail: str

    def only(self, filled: Collection[int]) -> str:
        """Return the HTML with all other sections empty."""
        kept = (text if at in filled else f"{_TAG.match(text)[0]}</section>" for at, text in enumerate(self.sections))  # type: ignore[index]
        return "".join([self.head, *kept, self.tail])


def parts_of(html: str) -> Parts | None:
    """Return the parts of a document, or None where anything but white space stands between its sections."""
    depth, begun, spans = 0, 0, list[tuple[int, int]]()
    for tag in _TAG.finditer(html):
        if not tag[1]:
            begun = tag.start() if depth == 0 else begun
            depth += 1
            continue
        depth -= 1
        if depth == 0:
            spans.append((begun, tag.end()))
    if not spans or any(html[end:start].strip() for (_, end), (start, _) in pairwise(spans)):
        return None
    head, tail = html[: spans[0][0]], html[spans[-1][1] :]
    if not re.search(r"<body\b[^>]*>\s*$", head) or not re.match(r"\s*</body>", tail):
        return None
    return Parts(head, tuple(html[start:end] for start, end in spans), tail)


def ids_in(html: str) -> list[str]:
    """Return the ids that are given in a document, in order."""
    return _ID.findall(html)


def references_in(html: str) -> frozenset[str]:
    """Return the ids that links in a document lead to."""
    return frozenset(map(unquote, _REFERENCE.findall(html)))


def frame_of(document: Document, parts: Parts) -> tuple[object, ...]:
    """Return what decides on all pages besides their sections."""
    look = document.styles, document.assets, document.geometry, document.fonts
    words = document.metadata.language, document.metadata.direction, document.hyphenation, document.hyphenation_patterns
    return (parts.head, parts.tail, len(parts.sections), *look, *words)

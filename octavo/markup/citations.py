# SPDX-License-Identifier: AGPL-3.0-or-later
"""Citations, Pandoc's way: [@hrw1994, pp. 19–24; @memorial1992]."""

from __future__ import annotations

import re
from dataclasses import dataclass

_ONE = re.compile(r"\s*@(?P<source>[a-z][a-z0-9_]*)(?:\s*,\s*(?P<locator>[^;]*[^;\s]))?\s*")


@dataclass(frozen=True, slots=True)
class Citation:
    """One source of a citation, and the place in it (“pp. 19–24”; empty for the whole)."""

    source: str
    locator: str = ""


def read_citations(inside: str) -> tuple[Citation, ...] | None:
    """Return the citations in the text between the square brackets; None if it is malformed."""
    found = []
    for piece in inside.split(";"):
        match = _ONE.fullmatch(piece)
        if match is None:
            return None
        found.append(Citation(match["source"], match["locator"] or ""))
    return tuple(found)


def citation_attributes(citations: tuple[Citation, ...]) -> dict[str, str]:
    """Return the attributes of a cite run: the sources, each once, and their locators."""
    attributes = {"sources": " ".join(dict.fromkeys(each.source for each in citations))}
    for each in citations:
        key = f"locator.{each.source}"
        if each.locator:
            attributes[key] = f"{attributes[key]}; {each.locator}" if key in attributes else each.locator
    return attributes

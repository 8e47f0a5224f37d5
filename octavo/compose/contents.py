# SPDX-License-Identifier: AGPL-3.0-or-later
"""The table of contents: parts with a heading, and the headings inside chapters."""

from __future__ import annotations

from octavo.compose.book import Section
from octavo.model.document import ContentsEntry

# These have no line in the contents: the reader has passed them, or they have no heading.
UNLISTED = frozenset({"halftitle", "title", "imprint", "contents", "blank"})
DEEPEST = 3
Tree = tuple[tuple[ContentsEntry, "Tree"], ...]


def contents_of(sections: tuple[Section, ...]) -> tuple[ContentsEntry, ...]:
    """Return the lines of the contents in reading order; links are file name and fragment."""
    lines: list[ContentsEntry] = []
    for part in parts_of(sections):
        section = next(each for each in sections if part.href == _address(each))
        deeper = section.depth - section.level
        lines.append(part)
        lines += (
            ContentsEntry(heading.level + deeper, heading.text, f"{section.file}#{heading.id}")
            for heading in section.headings
            if heading.level + deeper <= DEEPEST
        )
    return tuple(lines)


def parts_of(sections: tuple[Section, ...]) -> tuple[ContentsEntry, ...]:
    """Return the lines of the parts alone, as a printed contents shows them."""
    return tuple(
        ContentsEntry(section.depth, section.heading, _address(section), section.number)
        for section in sections
        if section.page not in UNLISTED and section.heading
    )


def nested(lines: tuple[ContentsEntry, ...]) -> Tree:
    """Return the lines as (line, lines beneath it); a level that is left out is closed up."""
    tree: list[tuple[ContentsEntry, Tree]] = []
    at = 0
    while at < len(lines):
        end = at + 1
        while end < len(lines) and lines[end].level > lines[at].level:
            end += 1
        tree.append((lines[at], nested(lines[at + 1 : end])))
        at = end
    return tuple(tree)


def _address(section: Section) -> str:
    return f"{section.file}#{section.id}"

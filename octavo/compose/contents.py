# SPDX-License-Identifier: AGPL-3.0-or-later
"""The table of contents: parts with a heading, and the headings inside chapters."""

from __future__ import annotations

from octavo.compose.book import Section
from octavo.model.document import ContentsEntry

# These have no line in the contents: the reader has passed them, or they have no heading.
UNLISTED = frozenset({"halftitle", "title", "contents", "blank"})
DEEPEST = 3


def contents_of(sections: tuple[Section, ...]) -> tuple[ContentsEntry, ...]:
    """Return the lines of the contents in reading order; links are file name and fragment."""
    lines: list[ContentsEntry] = []
    for section in sections:
        if section.page in UNLISTED or not section.heading:
            continue
        lines.append(ContentsEntry(1, section.heading, f"{section.file}#{section.id}", section.number))
        lines += (
            ContentsEntry(heading.level, heading.text, f"{section.file}#{heading.id}")
            for heading in section.headings
            if heading.level <= DEEPEST
        )
    return tuple(lines)

# SPDX-License-Identifier: AGPL-3.0-or-later
"""What templates see: the parts of an edition with their ids, files, notes and contents worked out."""

from __future__ import annotations

from dataclasses import dataclass, field

from octavo.model.blocks import Block, Inline
from octavo.model.manifest import Matter, Opens
from octavo.model.rolls import RollLook


@dataclass(frozen=True, slots=True)
class Note:
    """A note at the foot of a page or the end of a chapter: what the author wrote, then the sources cited there.

    `number` is in the language's digits, from 1 in every part; `call` is the id of the mark in the text.
    """

    id: str
    call: str
    number: str
    blocks: tuple[Block, ...] = ()
    cites: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading that the contents and bookmarks show."""

    level: int
    id: str
    text: str


@dataclass(frozen=True, slots=True)
class Section:
    """A part ready for its template.

    name      the part's name                 page      its page type, empty for a text
    id        its anchor                      file      the file it stands in
    template  the template that makes it      landmark  EPUB structural semantics
    title     as the heading prints it        heading   the same as plain text
    number    the chapter's, in the language's digits
    level     of its heading: 2 for a text that runs on after a chapter, else 1; e-books have 1 in every file
    depth     the same for the contents, in every medium
    lead      the paragraph that a chapter's opening shows, taken out of the blocks
    role      its ARIA role, where there is one
    data      the table that the page shows  look      how a page of names is shown
    """

    name: str
    page: str
    id: str
    file: str
    template: str
    landmark: str
    matter: Matter
    opens: Opens
    title: tuple[Inline, ...]
    heading: str
    number: str = ""
    level: int = 1
    depth: int = 1
    role: str = ""
    key: str = ""
    data: str = ""
    anchor: str = ""
    look: RollLook = field(default_factory=RollLook)
    lead: Block | None = None
    blocks: tuple[Block, ...] = ()
    notes: tuple[Note, ...] = ()
    headings: tuple[Heading, ...] = ()

    @property
    def all_blocks(self) -> tuple[Block, ...]:
        """The lead, if there is one, and the blocks after it: the whole text of the part but its notes."""
        return ((self.lead,) if self.lead else ()) + self.blocks


@dataclass(frozen=True, slots=True)
class IndexEntry:
    """A term of the index and where it stands: (address, label) pairs, the label for media without pages."""

    term: str
    places: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Index:
    """Terms by initial letter, and the sources with where they are cited."""

    letters: tuple[tuple[str, tuple[IndexEntry, ...]], ...] = ()
    sources: tuple[IndexEntry, ...] = ()


@dataclass(frozen=True, slots=True)
class Book:
    """The whole edition as templates see it."""

    sections: tuple[Section, ...]
    notes: dict[str, Note] = field(default_factory=dict)
    views: dict[str, object] = field(default_factory=dict)
    index: Index = field(default_factory=Index)

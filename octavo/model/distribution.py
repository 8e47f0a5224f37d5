# SPDX-License-Identifier: AGPL-3.0-or-later
"""What is known of a published edition: its dossier, from which every catalogue is made."""

from __future__ import annotations

from dataclasses import dataclass, field

from octavo.model.document import Credit
from octavo.model.manifest import ShopName

FORMAT = "octavo dossier 1"


@dataclass(frozen=True, slots=True)
class Accessibility:
    """How one file can be read, in the words of schema.org, as that file says itself; `certified_on` is an ISO date."""

    modes: tuple[str, ...] = ()
    sufficient: tuple[str, ...] = ()
    features: tuple[str, ...] = ()
    hazards: tuple[str, ...] = ()
    summary: str = ""
    conforms_to: str = ""
    certified_by: str = ""
    certified_on: str = ""


@dataclass(frozen=True, slots=True)
class PublishedFile:
    """A file of the edition: `path` below the edition's folder, `size` in bytes, `pages` 0 for a file without any.

    approved  whether all that it was made from had been approved when it was made
    content   digest of the facts, text and translation that it was made from
    title     what it is, in the language of the edition; empty where its format says enough
    """

    path: str
    output: str
    media_type: str
    size: int
    sha256: str
    pages: int = 0
    approved: bool = False
    content: str = ""
    title: str = ""
    access: Accessibility | None = None


@dataclass(frozen=True, slots=True)
class ScopeState:
    """What an approval is about, the digest of that content as it is, and the day of an approval that holds."""

    what: str
    digest: str
    approved: bool
    on: str = ""


@dataclass(frozen=True, slots=True)
class UsedFont:
    """A font file that the edition may draw on; `file` is below fonts/ or the theme's own folder."""

    family: str
    file: str
    sha256: str


@dataclass(frozen=True, slots=True)
class Correction:
    """What copies issued before a day have wrong, in the words of the edition.

    on       the day of the correction as ISO 8601; `date` the same in the words of the edition
    place    where it stood, for a reader with an old copy
    sources  the short forms of the sources that it rests on
    """

    id: str
    on: str
    date: str
    place: str
    was: str
    now: str
    why: str = ""
    sources: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Dossier:
    """An edition as it was published: what it is, who made it, of what, with what, and every file of it.

    work        URN of the publication as such, the same for all its languages
    identifier  URN of this edition; `source_identifier` that of the edition it was translated from, else empty
    isbn        by format: print, pdf, epub
    site        https address of the site, which holds the folders of the editions, ending in /; or empty
    onix        the release of ONIX that is asked for; `shops` those that get a message of their own
    corrections  what earlier copies of this edition have wrong, the newest first
    corrections_to  where readers send corrections: an address of any kind, or empty
    also        languages that stand beside the first; title, subtitle and description are then in both
    trim        width and height of the printed page in millimetres; `binding` as the first printer has it
    """

    publication: str
    edition: str
    language: str
    name: str
    direction: str
    work: str
    identifier: str
    title: str
    issued: str
    format: str = FORMAT
    source_identifier: str = ""
    isbn: dict[str, str] = field(default_factory=dict)
    subtitle: str = ""
    short_title: str = ""
    description: str = ""
    series: str = ""
    series_position: int | None = None
    publisher: str = ""
    place: str = ""
    rights: str = ""
    licence: str = ""
    licence_url: str = ""
    credits: tuple[Credit, ...] = ()
    subjects: tuple[str, ...] = ()
    site: str = ""
    onix: str = "3.1"
    shops: tuple[ShopName, ...] = ()
    draft: bool = False
    approved: bool = False
    trim: tuple[str, str] = ("", "")
    binding: str = ""
    content: tuple[ScopeState, ...] = ()
    octavo: str = ""
    tools: dict[str, str] = field(default_factory=dict)
    templates: str = ""
    fonts: tuple[UsedFont, ...] = ()
    files: tuple[PublishedFile, ...] = ()
    corrections: tuple[Correction, ...] = ()
    corrections_to: str = ""
    also: tuple[str, ...] = ()

    @property
    def languages(self) -> tuple[str, ...]:
        """Every language that the edition is in, the first before the others."""
        return (self.language, *self.also)

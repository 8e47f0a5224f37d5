# SPDX-License-Identifier: AGPL-3.0-or-later
"""What compose gives: semantic HTML for one medium, with its style sheets, assets and contents."""

from __future__ import annotations

from dataclasses import dataclass, field

from octavo.model.fit import Promise
from octavo.model.manifest import Matter
from octavo.model.matter import LongRoll
from octavo.model.profile import Medium as Medium  # noqa: PLC0414  (part of this module's face)


@dataclass(frozen=True, slots=True)
class DocumentFile:
    """A whole (X)HTML file; print and web have one, an EPUB one a part.

    `landmark` is the EPUB structural semantics of the file: titlepage, copyright-page, toc, bodymatter,
    bibliography, index … In print every element that came from the author's files carries data-key and, if
    translated, data-message.
    """

    name: str
    title: str
    html: str
    matter: Matter = "body"
    landmark: str = ""


@dataclass(frozen=True, slots=True)
class ContentsEntry:
    """A line of the contents: its link is file name and fragment."""

    level: int
    title: str
    href: str
    number: str = ""


@dataclass(frozen=True, slots=True)
class AssetUse:
    """A file the document refers to: its name inside the document, where its bytes are, and what it is.

    Exactly one of `digest` (a blob of the publication) and `shared` (a path below the shared folders, such as
    `fonts/…`) is given.
    """

    name: str
    media_type: str
    digest: str = ""
    shared: str = ""


@dataclass(frozen=True, slots=True)
class Credit:
    """A contributor as metadata: MARC role, the form filed by, and whether it is a body and no person."""

    name: str
    role: str
    sort: str = ""
    body: bool = False

    @property
    def filed(self) -> str:
        """How the name is filed: a body under its name as it stands; empty for a person of whom it is not known."""
        return self.sort or (self.name if self.body else "")


@dataclass(frozen=True, slots=True)
class Review:
    """A person's look at how an edition can be read: the standard it was found to keep, by whom, on which day."""

    standard: str
    by: str
    on: str


@dataclass(frozen=True, slots=True)
class Access:
    """How an edition can be read, in the words of schema.org: what its own checks have proved, and nothing beyond.

    modes       what it takes to perceive it: textual, visual
    sufficient  each set of modes that is enough, joined by commas
    features    values of accessibilityFeature; those of page markers are for whoever writes the file
    hazards     `none`, or `unknown` if something moves or sounds
    summary     sentences in the language of the edition, the first for every format
    pages       one more sentence, where a file has the page numbers of print
    unproved    features that the content could have and does not wholly have
    """

    modes: tuple[str, ...] = ()
    sufficient: tuple[str, ...] = ()
    features: tuple[str, ...] = ()
    hazards: tuple[str, ...] = ()
    summary: str = ""
    pages: str = ""
    unproved: tuple[str, ...] = ()
    review: Review | None = None


@dataclass(frozen=True, slots=True)
class Metadata:
    """What every format says of the work; one source for PDF, EPUB, web.

    `printed` is the identifier of the printed edition as a URN, if it has one of its own. `also` are the languages
    that stand beside the first; title, subtitle and description are then in both.
    """

    identifier: str
    title: str
    language: str
    direction: str
    issued: str
    subtitle: str = ""
    description: str = ""
    publisher: str = ""
    rights: str = ""
    licence_url: str = ""
    isbn: str = ""
    series: str = ""
    series_position: int | None = None
    credits: tuple[Credit, ...] = ()
    subjects: tuple[str, ...] = ()
    access: Access = Access()
    printed: str = ""
    also: tuple[str, ...] = ()

    @property
    def languages(self) -> tuple[str, ...]:
        """Every language that the work is in, the first before the others."""
        return (self.language, *self.also)


@dataclass(frozen=True, slots=True)
class Hyphenation:
    """How the words of a language are broken: its tag, pyphen's code, or the text of a file of patterns."""

    language: str
    code: str
    patterns: str = ""


@dataclass(frozen=True, slots=True)
class Geometry:
    """The page of the print medium, millimetres and points."""

    width: float
    height: float
    grid: float
    size: float


@dataclass(frozen=True, slots=True)
class Document:
    """One edition composed for one medium; `styles` are (name, CSS) in cascade order.

    `cover` is the page that shows the picture of the cover in an e-book; it is there only if the picture is. `rolls`
    are those whose items are not in the HTML; only a document for print has any.
    """

    medium: Medium
    metadata: Metadata
    files: tuple[DocumentFile, ...]
    styles: tuple[tuple[str, str], ...]
    assets: tuple[AssetUse, ...]
    contents: tuple[ContentsEntry, ...]
    cover: DocumentFile | None = None
    hyphenation: str = ""
    hyphenation_patterns: str = ""
    geometry: Geometry | None = None
    fonts: tuple[str, ...] = field(default_factory=tuple)
    promise: Promise | None = None
    also_hyphenated: tuple[Hyphenation, ...] = ()
    rolls: tuple[LongRoll, ...] = ()

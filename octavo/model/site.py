# SPDX-License-Identifier: AGPL-3.0-or-later
"""The site of a publication as plain data: what an edition gives for its page, and what each page offers."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from octavo.model.distribution import Accessibility, Dossier
from octavo.model.document import AssetUse
from octavo.model.edition import Edition

CARD_SIZE = (1200, 630)
"""Pixels of the picture that messengers show with a link (Open Graph)."""
CARD_MM = (160.0, 84.0)

Topic = Literal["start", "edition", "corrections"]
Purpose = Literal["read", "device", "home", "printer"]
PURPOSES: tuple[Purpose, ...] = ("read", "device", "home", "printer")


@dataclass(frozen=True, slots=True)
class SiteKit:
    """What the site needs of an edition to be written again: the edition without its texts, and the theme's fonts.

    `fonts` are the bytes of the theme's own fonts in base64, by the digest that the edition knows them by.
    """

    edition: Edition
    fonts: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class SiteFile:
    """A download: `kind` is an output, or one of its files (`office.duplex`); `href` is relative to the page."""

    kind: str
    href: str
    name: str
    media_type: str
    size: int
    sha256: str
    pages: int = 0
    printer: str = ""


@dataclass(frozen=True, slots=True)
class SiteGroup:
    """The downloads for one purpose."""

    purpose: Purpose
    files: tuple[SiteFile, ...]


@dataclass(frozen=True, slots=True)
class SiteLanguage:
    """An edition as pages name it; `address` is absolute where the site has one, else relative.

    `here` is the page's own edition, `source` the one that others were translated from.
    """

    edition: str
    identifier: str
    language: str
    direction: str
    name: str
    title: str
    subtitle: str
    href: str
    address: str
    here: bool = False
    source: bool = False


@dataclass(frozen=True, slots=True)
class SiteFeed:
    """A catalogue that reading programs subscribe to."""

    href: str
    media_type: str


@dataclass(frozen=True, slots=True)
class SitePage:
    """A page of the site: where a language is chosen, that of an edition, or its corrections.

    path      below the site's folder
    root      from the page to that folder: empty, or ../
    canonical, card, start  absolute addresses, empty without a site
    read      the page on which the edition can be read, relative; empty without one
    withheld  whether there are files for printing that are not offered because something has not been approved
    access    how each format can be read, as the file says itself
    linked    JSON-LD
    """

    path: str
    root: str
    dossier: Dossier
    languages: tuple[SiteLanguage, ...]
    topic: Topic = "edition"
    canonical: str = ""
    start: str = ""
    card: str = ""
    cover: str = ""
    read: str = ""
    corrections: str = ""
    withheld: bool = False
    groups: tuple[SiteGroup, ...] = ()
    access: tuple[tuple[str, Accessibility], ...] = ()
    feeds: tuple[SiteFeed, ...] = ()
    linked: str = ""

    @property
    def files(self) -> tuple[SiteFile, ...]:
        """All downloads of the page."""
        return tuple(file for group in self.groups for file in group.files)


@dataclass(frozen=True, slots=True)
class SiteTexts:
    """The composed pages of one edition by path, what they share by path, and the fonts that this names."""

    pages: dict[str, str]
    styles: dict[str, str]
    assets: tuple[AssetUse, ...]

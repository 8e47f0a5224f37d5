# SPDX-License-Identifier: AGPL-3.0-or-later
"""What load gives: one validated publication in its source language, and where each value stands in its files."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from octavo.diagnostics.problem import Place
from octavo.model.corrections import Corrections
from octavo.model.data import Images, Table, Terms
from octavo.model.ledger import Sources, Statistics
from octavo.model.manifest import Manifest
from octavo.model.printer import Printer
from octavo.model.row_lines import reckoned
from octavo.model.theme import Theme

PROFILE_TYPE = "application/vnd.iccprofile"


@dataclass(frozen=True, slots=True)
class Text:
    """A Markdown file: `name` relative to text/, `source` normalised (no BOM, LF line ends, NFC)."""

    name: str
    source: str

    @property
    def file(self) -> str:
        """The path from the publication's folder."""
        return f"text/{self.name}"


@dataclass(frozen=True, slots=True)
class Asset:
    """A picture, font or ICC profile of the publication, by digest; its bytes are in `Loaded.blobs`.

    Pixels are after EXIF orientation; metadata on place and camera is gone. Vector pictures give their viewBox.
    """

    file: str
    digest: str
    media_type: str
    width: int = 0
    height: int = 0


@dataclass(frozen=True, slots=True)
class Roll:
    """A roll of names by reference: the digest of its normalised rows (JSON lines, withheld names already left out)."""

    id: str
    digest: str
    count: int
    columns: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Publication:
    """A whole publication in its source language; everything in it was checked.

    `printers` are those for whom it is printed, with what the manifest orders of them: later steps look nowhere else.
    """

    name: str
    manifest: Manifest
    texts: tuple[Text, ...] = ()
    sources: Sources = field(default_factory=Sources)
    statistics: Statistics = field(default_factory=Statistics)
    tables: dict[str, Table] = field(default_factory=dict)
    terms: Terms = field(default_factory=Terms)
    images: Images = field(default_factory=Images)
    assets: tuple[Asset, ...] = ()
    rolls: tuple[Roll, ...] = ()
    theme: Theme = field(default_factory=Theme)
    theme_css: str = ""
    theme_templates: dict[str, str] = field(default_factory=dict)
    printers: tuple[Printer, ...] = ()
    corrections: Corrections = field(default_factory=Corrections)


@dataclass(frozen=True, slots=True)
class SourceMap:
    """Where each key stands: `facts/statistics.yaml#killed.figure` → (file, line, column)."""

    places: dict[str, tuple[str, int, int]] = field(default_factory=dict)

    def place(self, key: str) -> Place:
        """Return the place of a key, or of the nearest value around it, or of its file."""
        file, _, path = key.partition("#")
        if line := reckoned(self.places, key):
            return Place(file, line, 0, key)
        while True:
            found = self.places.get(f"{file}#{path}" if path else file)
            if found:
                return Place(*found, key)
            if not path:
                return Place(file, key=key)
            path = path.rpartition(".")[0]

    def knows(self, key: str) -> bool:
        """Tell whether there is a value or block of this key."""
        return key in self.places or bool(reckoned(self.places, key))


@dataclass(frozen=True, slots=True)
class Loaded:
    """A publication, its source map, and the bytes of pictures, fonts, profiles and rolls by digest."""

    publication: Publication
    source_map: SourceMap
    blobs: Mapping[str, bytes] = field(default_factory=dict)

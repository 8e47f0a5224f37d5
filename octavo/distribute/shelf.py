# SPDX-License-Identifier: AGPL-3.0-or-later
"""What catalogues offer: the editions with those of their files that are there and may be handed out."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from urllib.parse import quote

from octavo.diagnostics.problem import Outcome, Place, Problem, in_order, problem
from octavo.model.distribution import Dossier, PublishedFile

# Outputs that readers get, in the order in which a program that takes the first should find them.
READING = ("epub", "screen", "large")
# Outputs for printing: offered only if all that they are made from was approved.
PRINTING = ("office", "booklet", "press", "cover", "errata")
FOLDER = "opds"


@dataclass(frozen=True, slots=True)
class Shelved:
    """An edition with what is offered of it: files to keep, the page to read in a browser, the picture of its cover.

    Paths are below output/<publication>/.
    """

    dossier: Dossier
    offers: tuple[PublishedFile, ...]
    page: PublishedFile | None = None
    cover: PublishedFile | None = None

    def path(self, file: PublishedFile) -> str:
        """Return where a file of the edition is, below output/<publication>/."""
        return f"{self.dossier.edition}/{file.path}"


@dataclass(frozen=True, slots=True)
class Shelf:
    """All that a publication offers, in the order of the manifest.

    `folder` is that of the publication, ending in /, for a catalogue that stands one folder above it.
    """

    editions: tuple[Shelved, ...]
    folder: str = ""

    @property
    def first(self) -> Dossier:
        """The dossier that speaks for the publication: that of the source language, else the first."""
        dossiers = [each.dossier for each in self.editions]
        return next((each for each in dossiers if not each.source_identifier), dossiers[0])

    def original(self, told: Dossier) -> Dossier | None:
        """Return the edition that another was translated from, if it is offered too."""
        every = (each.dossier for each in self.editions)
        return next((each for each in every if told.source_identifier == each.identifier), None)

    def address(self, path: str, below: str = FOLDER) -> str:
        """Return the address of a path below output/<publication>/, for a file in the folder `below` it.

        Absolute where the manifest names a site, else relative (RFC 3986, 4.2).
        """
        if self.first.site:
            return self.first.site + quote(path)
        return "../" * (below.count("/") + 1 if below else 0) + quote(self.folder + path)


def shelve(dossiers: Iterable[Dossier], there: Collection[str]) -> Outcome[Shelf]:
    """Return what can be offered of these editions, and a problem for every file that was published and is gone.

    `there` are the files that exist, by path below output/<publication>/. An edition without any file to keep is left
    out; without any edition there is no value.
    """
    found: list[Problem] = []
    editions = []
    for dossier in dossiers:
        gone = [each for each in dossier.files if f"{dossier.edition}/{each.path}" not in there]
        found += [
            problem("C104", Place("publication.yaml", key="publication.yaml#editions"), file=_named(dossier, each))
            for each in gone
        ]
        shelved = _shelved(dossier, [each for each in dossier.files if each not in gone])
        if shelved.offers:
            editions.append(shelved)
    return Outcome(Shelf(tuple(editions)) if editions else None, in_order(found))


def title_of(file: PublishedFile) -> str:
    """Return what tells a file from others of its format: what it is called, else its name; nothing for the usual."""
    return "" if file.output in ("epub", "screen") else file.title or file.path


def _named(dossier: Dossier, file: PublishedFile) -> str:
    return f"{dossier.edition}/{file.path}"


def _shelved(dossier: Dossier, files: list[PublishedFile]) -> Shelved:
    def of(output: str, media_type: str) -> PublishedFile | None:
        return next((each for each in files if (each.output, each.media_type) == (output, media_type)), None)

    return Shelved(dossier, tuple(_offers(dossier, files)), of("web", "text/html"), of("epub", "image/jpeg"))


def _offers(dossier: Dossier, files: list[PublishedFile]) -> Iterator[PublishedFile]:
    for output in (*READING, *PRINTING):
        for each in files:
            kept = each.output == output and not each.media_type.startswith("image/")
            if kept and (output in READING or (each.approved and dossier.approved)):
                yield each

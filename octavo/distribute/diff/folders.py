# SPDX-License-Identifier: AGPL-3.0-or-later
"""What is to be compared: published folders, or single files; read from the disk as they are."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from octavo.diagnostics.problem import Outcome, Place, Problem, problem
from octavo.distribute.diff.facts import read_plain
from octavo.model.listing import DOSSIER, SUMS

KINDS = (".pdf", ".epub")
# What a build tells of itself is no part of what is handed out, and says something else after every build.
OWN = ("report.html", "report.json", "report/", SUMS)


@dataclass(frozen=True, slots=True)
class Shelf:
    """An edition on the disk: its files by what they are called without its own name; `dossier` empty without any."""

    name: str
    folder: Path
    files: Mapping[str, Path]
    dossier: Mapping[str, Any] = field(default_factory=dict)

    def output(self, path: Path) -> str:
        """Return the output a file belongs to, as the dossier tells it."""
        return str(self._row(path).get("output", ""))

    def published(self, path: Path) -> str:
        """Return the SHA-256 that a file was published with; empty where no dossier tells it."""
        return str(self._row(path).get("sha256", ""))

    def _row(self, path: Path) -> Mapping[str, Any]:
        rows = self.dossier.get("files")
        name = path.relative_to(self.folder).as_posix()
        return (
            next((e for e in rows if isinstance(e, dict) and e.get("path") == name), {})
            if isinstance(rows, list)
            else {}
        )


@dataclass(frozen=True, slots=True)
class Side:
    """The older or the newer: editions by name, files that are about all of them; `single` is one edition's folder."""

    path: Path
    editions: Mapping[str, Shelf]
    files: Mapping[str, Path] = field(default_factory=dict)
    single: bool = False


def read_side(path: Path) -> Outcome[Side]:
    """Return what is in a published folder, or a single file as an edition without a name."""
    try:
        if not path.is_dir():
            return Outcome(Side(path, {"": Shelf("", path.parent, {"": path})}, single=True))
        if _is_edition(path):
            shelf, problems = _shelf(path)
            return Outcome(Side(path, {shelf.name: shelf}, single=True), problems)
        return _publication(path)
    except OSError as reason:
        return Outcome(None, (problem("C115", Place(path.as_posix()), reason=reason.strerror),))


def _publication(path: Path) -> Outcome[Side]:
    inside = sorted(each for each in path.iterdir() if each.is_dir() and not each.name.startswith("."))
    # Where there are dossiers, other folders are none of an edition: slips of corrections, say, are PDFs too.
    with_dossier = [each for each in inside if (each / DOSSIER).is_file()]
    shelves = [_shelf(each) for each in with_dossier or filter(_is_edition, inside)]
    problems = tuple(each for _, found in shelves for each in found)
    if not shelves:
        return Outcome(None, (problem("C301", Place(path.as_posix())),))
    taken = tuple(f"{shelf.folder.name}/" for shelf, _ in shelves)
    others = {name: each for name, each in _files(path) if not name.startswith((*taken, *OWN))}
    return Outcome(Side(path, {shelf.name: shelf for shelf, _ in shelves}, others), problems)


def _is_edition(folder: Path) -> bool:
    """Tell whether a folder has a dossier, or books: an older Octavo wrote no dossiers."""
    return any(each.name == DOSSIER or each.suffix.lower() in KINDS for each in folder.iterdir() if each.is_file())


def _shelf(folder: Path) -> tuple[Shelf, tuple[Problem, ...]]:
    dossier: dict[str, Any] = {}
    path, problems = folder / DOSSIER, list[Problem]()
    if path.is_file():
        try:
            dossier = read_plain(path.read_bytes())
        except (ValueError, RecursionError) as reason:
            said = "its values are nested too deeply" if isinstance(reason, RecursionError) else str(reason)
            problems.append(
                problem("C114", Place(path.as_posix()), reason=next(iter(said.splitlines()), "it is damaged"))
            )
    name = str(dossier.get("edition") or folder.resolve().name)
    stem = f"{dossier.get('publication')}-{name}" if dossier else ""
    files = {
        called.replace(stem, "", 1) if stem else called: each for called, each in _files(folder) if called != DOSSIER
    }
    shelf = Shelf(name, folder, files, dossier)
    return shelf, (*problems, *_as_published(shelf))


def _files(folder: Path) -> Iterator[tuple[str, Path]]:
    """Yield the files below a folder by their path; links to folders and hidden files are left out."""
    for parent, folders, names in os.walk(folder):
        folders[:] = sorted(each for each in folders if not each.startswith("."))
        for name in sorted(names):
            if not name.startswith("."):
                path = Path(parent) / name
                yield path.relative_to(folder).as_posix(), path


def _as_published(shelf: Shelf) -> Iterator[Problem]:
    """Yield a warning for each file that is not what the dossier beside it says was published, or is gone."""
    rows = shelf.dossier.get("files")
    for each in rows if isinstance(rows, list) else ():
        name = each.get("path") if isinstance(each, dict) else None
        if isinstance(name, str) and shelf.folder / name not in shelf.files.values():
            yield problem("C309", Place((shelf.folder / name).as_posix()))
    for path in shelf.files.values():
        wanted = shelf.published(path)
        if wanted and digest_of(path) != wanted:
            yield problem("C308", Place(path.as_posix()))


def digest_of(path: Path) -> str:
    """Return the SHA-256 of a file."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()

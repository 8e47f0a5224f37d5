# SPDX-License-Identifier: AGPL-3.0-or-later
"""What a folder says was published: the lines of SHA256SUMS, or the files of a dossier; nothing in them is trusted."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from octavo.diagnostics.problem import Outcome, Place, Problem, problem
from octavo.model.listing import DOSSIER, SUMS

Row = tuple[int, str, str]
"""A line, its path and its digest; without a digest, what is wrong instead of the path."""

_DIGEST = re.compile(r"[0-9a-f]{64}", re.ASCII)
_LINE = re.compile(r"([0-9A-Fa-f]{64}) [ *](.+)", re.ASCII)


@dataclass(frozen=True, slots=True)
class Listing:
    """The files that were published below a folder, by path with forward slashes their SHA-256."""

    folder: Path
    name: str
    sums: Mapping[str, str]

    @property
    def file(self) -> Path:
        """The file that it was read from."""
        return self.folder / self.name


def read_listing(folder: Path) -> Outcome[Listing]:
    """Return what SHA256SUMS here lists, else what edition.json does; neither value nor problem if none is there."""
    for name, read in ((SUMS, _read_sums), (DOSSIER, _read_dossier)):
        path = folder / name
        if path.is_file():
            return _read(path, read)
    return Outcome(None)


def read_dossier_listing(folder: Path) -> Outcome[Listing]:
    """Return what edition.json in this folder lists; neither value nor problem if it is not there."""
    path = folder / DOSSIER
    return _read(path, _read_dossier) if path.is_file() else Outcome(None)


def _read(path: Path, read: Callable[[bytes], Iterator[Row]]) -> Outcome[Listing]:
    try:
        rows = list(read(path.read_bytes()))
    except OSError as reason:
        return _damaged(path, 0, str(reason.strerror))
    except (ValueError, RecursionError) as reason:
        return _damaged(path, 0, _first_line(reason))
    wrong = [problem("C114", Place(path.as_posix(), line), reason=row) for line, row, digest in rows if not digest]
    if wrong:
        return Outcome(None, tuple(wrong))
    if len({name for _, name, _ in rows}) < len({(name, digest) for _, name, digest in rows}):
        return _damaged(path, 0, "it gives one file two different SHA-256")
    return Outcome(Listing(path.parent, path.name, {name: digest for _, name, digest in rows}))


def _damaged(path: Path, line: int, reason: str) -> Outcome[Listing]:
    return Outcome(None, (problem("C114", Place(path.as_posix(), line), reason=reason),))


def _first_line(reason: Exception) -> str:
    if isinstance(reason, RecursionError):
        return "its values are nested too deeply"
    return next(iter(str(reason).splitlines()), "it is damaged")


def _read_sums(data: bytes) -> Iterator[Row]:
    """Yield line, path and digest; for a line that is none, what is wrong with it and no digest."""
    for number, line in enumerate(data.decode("utf-8").splitlines(), 1):
        match = _LINE.fullmatch(line)
        if match is None:
            yield number, "a line is a SHA-256, two spaces and a path", ""
        elif not is_plain(match[2]):
            yield number, "a path leads out of the folder", ""
        else:
            yield number, match[2], match[1].lower()


def _read_dossier(data: bytes) -> Iterator[Row]:
    told = json.loads(data.decode("utf-8"))
    files = told.get("files") if isinstance(told, dict) else None
    if not isinstance(files, list):
        yield 0, "it lists no files", ""
        return
    for each in files:
        path, digest = (each.get("path"), each.get("sha256")) if isinstance(each, dict) else (None, None)
        if not (isinstance(path, str) and isinstance(digest, str) and _DIGEST.fullmatch(digest)):
            yield 0, "a file in it has no path or no SHA-256", ""
        elif not is_plain(path):
            yield 0, "a path leads out of the folder", ""
        else:
            yield 0, path, digest


def is_plain(path: str) -> bool:
    """Tell whether a path from a listing stays below its folder and is a name that files can have."""
    if not path.isprintable() or "\\" in path or ":" in path.partition("/")[0]:
        return False
    parts = PurePosixPath(path).parts
    return bool(parts) and not path.startswith("/") and ".." not in parts


def disagreements(whole: Listing) -> Iterator[Problem]:
    """Yield a problem for each file on which a dossier and the checksums around it disagree."""
    for name in whole.sums:
        if PurePosixPath(name).name != DOSSIER:
            continue
        found = read_dossier_listing((whole.folder / name).parent)
        around = name.removesuffix(DOSSIER)
        for path, digest in found.value.sums.items() if found.value else ():
            if whole.sums.get(around + path) != digest:
                place = Place((whole.folder / name).as_posix())
                yield problem("C116", place, dossier=DOSSIER, sums=SUMS, name=path)

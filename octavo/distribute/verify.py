# SPDX-License-Identifier: AGPL-3.0-or-later
"""Whether files are what an edition published, by SHA-256; nothing is needed but the listing beside them."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from octavo.diagnostics.problem import Outcome, Place, Problem, in_order, problem
from octavo.distribute.listing import Listing, disagreements, read_dossier_listing, read_listing
from octavo.model.listing import DOSSIER, SUMS

UPWARDS = 4  # folders above a file in which a listing is looked for
SHORT = 12  # digits of a SHA-256 that are shown to people


@dataclass(frozen=True, slots=True)
class Checked:
    """A file that was compared: `published` is the name under which it was published, empty if it was not."""

    file: str
    published: str
    sha256: str


def verify(paths: Iterable[Path], against: Path | None = None) -> Outcome[tuple[Checked, ...]]:
    """Return the files that were compared, and a problem for each that is missing, changed or unknown.

    A file is looked up in the listing of `against`, else in those beside it and above it; under another name it is
    known by its bytes. A folder must hold all that its listing names, unchanged, and nothing else; hidden files aside.
    """
    checked: list[Checked] = []
    found: list[Problem] = []
    for path in paths:
        outcome = _folder(path, against) if path.is_dir() else _file(path, against)
        checked += outcome.value or ()
        found += outcome.problems
    return Outcome(tuple(checked), in_order(found))


def _file(path: Path, against: Path | None) -> Outcome[tuple[Checked, ...]]:
    listings = _listings(against, path)
    digest = _digest(path)
    if digest.value is None or not listings.value:
        none = () if listings.problems else (problem("C110", Place(path.as_posix())),)
        return Outcome((), (*digest.problems, *(listings.problems or (none if digest.value else ()))))
    for listing in listings.value:
        name = _known_as(path, digest.value, listing)
        if name:
            return Outcome((Checked(path.as_posix(), name, digest.value),), listings.problems)
    checked = Checked(path.as_posix(), "", digest.value)
    return Outcome((checked,), (*listings.problems, _refused(path, digest.value, listings.value)))


def _known_as(path: Path, digest: str, listing: Listing) -> str:
    """Return the name under which a file with this digest was published: its own if it has that one, else any."""
    names = sorted(name for name, each in listing.sums.items() if each == digest)
    place = path.absolute()
    return next((name for name in names if (listing.folder / name).absolute() == place), names[0] if names else "")


def _refused(path: Path, digest: str, listings: Iterable[Listing]) -> Problem:
    """Return the problem of a file that nothing lists: changed if its name was published, else unknown."""
    place, spot = Place(path.as_posix()), path.absolute()
    rows = [(listing.folder / name, name, wanted) for listing in listings for name, wanted in listing.sums.items()]
    same = [row for row in rows if row[0].absolute() == spot] or [row for row in rows if row[0].name == path.name]
    if not same:
        return problem("C113", place)
    return problem("C111", place, name=same[0][1], found=f"{digest[:SHORT]}…", wanted=f"{same[0][2][:SHORT]}…")


def _listings(against: Path | None, path: Path) -> Outcome[tuple[Listing, ...]]:
    """Return the listings that may know a file: those of a folder that was named, else beside and above the file."""
    if against is not None:
        found = [read_listing(against)]
        found += [read_listing(each) for each in _below(against)] if found[0].value is None else []
    else:
        parents = list(path.absolute().parents)[:UPWARDS]
        found = [read_listing(each) for each in parents]
    problems = tuple(each for outcome in found for each in outcome.problems)
    listings = tuple(outcome.value for outcome in found if outcome.value is not None)
    return Outcome(listings, problems)


def _below(folder: Path) -> list[Path]:
    """Return the folders right below that have a listing."""
    try:
        inside = sorted(each for each in folder.iterdir() if each.is_dir())
    except OSError:
        return []
    return [each for each in inside if (each / SUMS).is_file() or (each / DOSSIER).is_file()]


def _folder(folder: Path, against: Path | None) -> Outcome[tuple[Checked, ...]]:
    listing = read_listing(against or folder)
    if listing.value is not None:
        return _compared(folder, listing.value, "")
    if listing.problems:
        return Outcome((), listing.problems)
    inside = _below(folder) if against is None else []
    if inside:
        outcomes = [_folder(each, None) for each in inside]
        checked = tuple(each for outcome in outcomes for each in outcome.value or ())
        return Outcome(checked, tuple(each for outcome in outcomes for each in outcome.problems))
    for parent in list(folder.absolute().parents)[:UPWARDS]:
        above = read_listing(parent)
        if above.value is not None:
            return _compared(folder, above.value, f"{folder.absolute().relative_to(parent).as_posix()}/")
        if above.problems:
            return Outcome((), above.problems)
    return Outcome((), (problem("C110", Place(folder.as_posix())),))


def _compared(folder: Path, listing: Listing, below: str) -> Outcome[tuple[Checked, ...]]:
    """Compare a folder with the part of a listing whose paths begin with `below`."""
    wanted = {name.removeprefix(below): digest for name, digest in listing.sums.items() if name.startswith(below)}
    checked: list[Checked] = []
    problems: list[Problem] = list(disagreements(listing)) if listing.name == SUMS else []
    there = set(_files_below(folder))
    for name, digest in sorted(wanted.items()):
        path = folder / name
        if name not in there:
            problems.append(problem("C112", Place(path.as_posix())))
            continue
        found = _digest(path)
        problems += found.problems
        if found.value is None:
            continue
        same = found.value == digest
        checked.append(Checked(path.as_posix(), below + name if same else "", found.value))
        if not same:
            short = {"found": f"{found.value[:SHORT]}…", "wanted": f"{digest[:SHORT]}…"}
            problems.append(problem("C111", Place(path.as_posix()), name=below + name, **short))
    problems += [problem("C113", Place((folder / n).as_posix())) for n in sorted(there - wanted.keys() - {SUMS})
                 if not (n == DOSSIER and _dossier_stands(folder, problems))]  # fmt: skip
    return Outcome(tuple(checked), tuple(problems))


def _dossier_stands(folder: Path, problems: list[Problem]) -> bool:
    """Tell whether the folder's own dossier may stand: it does not list itself; checksums above have to agree."""
    if read_dossier_listing(folder).value is None:
        return False
    above = read_listing(folder.absolute().parent)
    name = f"{folder.absolute().name}/{DOSSIER}"
    if above.value is not None and name in above.value.sums:
        found = _digest(folder / DOSSIER).value or ""
        if found != above.value.sums[name]:
            short = {"found": f"{found[:SHORT]}…", "wanted": f"{above.value.sums[name][:SHORT]}…"}
            problems.append(problem("C111", Place((folder / DOSSIER).as_posix()), name=name, **short))
    return True


def _files_below(folder: Path) -> Iterator[str]:
    """Yield the files below the folder with forward slashes; hidden ones are the system's or the build's own."""
    for parent, folders, names in os.walk(folder):
        here = Path(parent)
        linked = [name for name in folders if (here / name).is_symlink()]
        folders[:] = sorted(name for name in folders if not name.startswith(".") and name not in linked)
        for name in [*names, *linked]:
            if not name.startswith("."):
                yield (here / name).relative_to(folder).as_posix()


def _digest(path: Path) -> Outcome[str]:
    try:
        with path.open("rb") as file:
            return Outcome(hashlib.file_digest(file, "sha256").hexdigest())
    except OSError as reason:
        return Outcome(None, (problem("C115", Place(path.as_posix()), reason=reason.strerror),))

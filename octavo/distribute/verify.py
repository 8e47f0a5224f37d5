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
UNLISTED = f"nothing lists {SUMS} itself; compare it with the one that its publisher shows"


@dataclass(frozen=True, slots=True)
class Checked:
    """A file that was compared: `published` is the name under which it was published, empty if it was not."""

    file: str
    published: str
    sha256: str


def verify(paths: Iterable[Path], against: Path | None = None) -> Outcome[tuple[Checked, ...]]:
    """Return the files that were compared, and a problem for each that is missing, changed or unknown.

    A file is looked up in the listing of `against`, else in those beside it and above it. In the place of a published
    file it has to be that one, by every listing; elsewhere, and under another name, it is known by its bytes. A folder
    must hold all that its listing names, unchanged, and nothing else; hidden files aside.
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
    name = _known_as(path, digest.value, listings.value)
    if name:
        return Outcome((Checked(path.as_posix(), name, digest.value),), listings.problems)
    checked = Checked(path.as_posix(), "", digest.value)
    return Outcome((checked,), (*listings.problems, _refused(path, digest.value, listings.value)))


def _known_as(path: Path, digest: str, listings: Iterable[Listing]) -> str:
    """Return the name under which a file with this digest was published, empty if it was not.

    In the place of a published file only that one is known, and all listings have to agree on it: whoever exchanges two
    files, or changes a file and the dossier beside it, is found by the checksums above.
    """
    here = [(name, wanted) for spot, name, wanted in _rows(listings) if spot == _spot(path)]
    known = here or [(name, wanted) for _, name, wanted in _rows(listings) if wanted == digest]
    if any(wanted != digest for _, wanted in known):
        return ""
    return known[0][0] if known else ""


def _rows(listings: Iterable[Listing]) -> list[tuple[Path, str, str]]:
    """Return every line of some listings: the place of the file, its name, and the SHA-256 it was published with."""
    return [
        (_spot(listing.folder / name), name, wanted)
        for listing in listings
        for name, wanted in sorted(listing.sums.items())
    ]


def _spot(path: Path) -> Path:
    """Return where a path leads, without following links: a file is judged in the place where it is shown."""
    return Path(os.path.abspath(path))  # noqa: PTH100  (Path.absolute leaves “..” as it is)


def _refused(path: Path, digest: str, listings: Iterable[Listing]) -> Problem:
    """Return the problem of a file that nothing lists: changed if its name was published, else unknown."""
    place, rows = Place(path.as_posix()), _rows(listings)
    same = [row for row in rows if row[0] == _spot(path)] or [row for row in rows if row[0].name == path.name]
    other = next((row for row in same if row[2] != digest), None)
    if other is None:
        return problem("C113", place, hints=(UNLISTED,) if path.name == SUMS else ())
    return problem("C111", place, name=other[1], found=f"{digest[:SHORT]}…", wanted=f"{other[2][:SHORT]}…")


def _listings(against: Path | None, path: Path) -> Outcome[tuple[Listing, ...]]:
    """Return the listings that may know a file: those of a folder that was named, else beside and above the file."""
    if against is not None:
        found = [read_listing(against)]
        found += [read_listing(each) for each in _below(against)] if found[0].value is None else []
    else:
        parents = list(_spot(path).parents)[:UPWARDS]
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
    outcome = _all_of(folder, against)
    if outcome.value or outcome.problems:
        return outcome
    return Outcome(
        (), (problem("C110", Place(folder.as_posix())),)
    )  # nothing in it was published: no proof of anything


def _all_of(folder: Path, against: Path | None) -> Outcome[tuple[Checked, ...]]:
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
    spot = _spot(folder)
    for parent in list(spot.parents)[:UPWARDS]:
        above = read_listing(parent)
        if above.value is not None:
            return _compared(folder, above.value, f"{spot.relative_to(parent).as_posix()}/")
        if above.problems:
            return Outcome((), above.problems)
    return Outcome(())


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
    spot = _spot(folder)
    above, name = read_listing(spot.parent), f"{spot.name}/{DOSSIER}"
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

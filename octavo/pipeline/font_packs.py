# SPDX-License-Identifier: AGPL-3.0-or-later
"""Packs of fonts: brought from packages whose digests are known, and missed where a language needs one."""

from __future__ import annotations

import os
import shutil
import subprocess
import tarfile
from collections.abc import Callable, Iterable, Iterator
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from octavo.diagnostics.problem import Outcome, Place, Problem, ProblemsFound, problem
from octavo.pipeline.inputs import files_below
from octavo.resources.font_packs import (
    BELOW,
    FontPack,
    Package,
    changed_files,
    font_packs,
    is_listed,
    pack_for,
    packs_named,
    place_of,
)
from octavo.resources.shared import fonts_folder

if TYPE_CHECKING:
    from octavo.model.locale import Language

PATIENCE = 1800  # seconds for one package, on a slow line
# Bring the archive of a package into a folder and return its path; raise ProblemsFound with what stands in the way.
Fetch = Callable[[Package, Path], Path]


def shared_fonts(fonts: Path) -> tuple[str, ...]:
    """Return the files of the shared fonts that a build weighs.

    Of packs it is their lists alone, which have the digest of every file: the files are weighed where they are used.
    Which packs are known is not asked: reading that takes as long as weighing all the rest.
    """
    lists = (fonts / BELOW).glob("*/fonts.yaml")
    return (*files_below(fonts, leave_out=[BELOW]), *(each.relative_to(fonts).as_posix() for each in lists))


def pack_files(fonts: Path) -> tuple[str, ...]:
    """Return the font files of the packs that are here, which `shared_fonts` leaves out."""
    listed = (pack for pack in font_packs() if is_listed(pack, fonts))
    names = (f"{BELOW}/{pack.name}/{each.file}" for pack in listed for each in pack.files)
    return tuple(name for name in names if (fonts / name).is_file())


def fonts_lacking(language: Language, fonts: Path, *, own: bool) -> tuple[Problem, ...]:
    """Return the problem of a language whose fonts are in a pack that is not here, or not as it was brought.

    `own` tells that the theme has fonts: then they may be meant for it.
    """
    from octavo.localize.formats import language_name
    from octavo.localize.language import language_from_cldr

    pack = pack_for(language.script)
    if pack is None or own:
        return ()
    if not is_listed(pack, fonts):
        named = language_name(language.tag, language_from_cldr("en"))
        place = Place("publication.yaml", key="publication.yaml#editions")
        return (problem("F201", place, language=named, pack=pack.name, size=megabytes(pack)),)
    return tuple(
        problem("F202", Place(f"fonts/{BELOW}/{pack.name}/{name}"), name=name, pack=pack.name)
        for name in changed_files(pack, fonts)
    )


def megabytes(pack: FontPack) -> int:
    """Return how much has to be fetched for a pack, in MB."""
    return round(sum(package.bytes for package in pack.packages) / 1e6)


def add_packs(
    name: str, fonts: Path, fetch: Fetch, tell: Callable[[str], None] = lambda said: None
) -> Outcome[tuple[FontPack, ...]]:
    """Bring a pack, or all of a group, into the folder of the shared fonts; one that is there and whole is left alone.

    A package whose digest is not the known one is not even opened, and nothing of its pack is kept. Each pack is there
    as a whole or not at all. Raises KeyError for an unknown name.
    """
    packs = packs_named(name, font_packs())
    if not packs:
        raise KeyError(name)
    try:
        for pack in packs:
            if is_listed(pack, fonts) and not changed_files(pack, fonts):
                tell(f"{pack.name} is here already")
            else:
                _bring(pack, fonts, fetch, tell)
    except ProblemsFound as found:
        return Outcome(None, found.problems)
    except OSError as refused:
        place = Place(str(refused.filename or fonts))
        return Outcome(None, (problem("F206", place, pack=name, fault=refused.strerror or refused),))
    return Outcome(packs)


def _bring(pack: FontPack, fonts: Path, fetch: Fetch, tell: Callable[[str], None]) -> None:
    place = place_of(pack, fonts)
    place.parent.mkdir(exist_ok=True)
    with TemporaryDirectory(prefix=f".{pack.name}-", dir=place.parent) as aside:
        ready = Path(aside) / "ready"
        ready.mkdir()
        for package in pack.packages:
            tell(f"fetching {package.name} {package.version}, {round(package.bytes / 1e6)} MB")
            for name, data in _opened(package, fetch(package, Path(aside))):
                (ready / name).write_bytes(data)
        (ready / "fonts.yaml").write_text(pack.manifest, "utf-8", newline="\n")
        if place.exists():
            place.rename(Path(aside) / "old")
        ready.rename(place)


def _opened(package: Package, archive: Path) -> Iterator[tuple[str, bytes]]:
    """Yield the files of a package with their names in the pack; raise ProblemsFound unless all digests are right."""
    data = archive.read_bytes()
    if (found := sha256(data).hexdigest()) != package.sha256:
        raise ProblemsFound([problem("F204", Place(archive.name), name=package.name, found=found)])
    with tarfile.open(archive) as opened:
        for each in package.files:
            stream = opened.extractfile(each.member) if each.member in opened.getnames() else None
            taken = stream.read() if stream else b""
            if (found := sha256(taken).hexdigest()) != each.sha256:
                raise ProblemsFound([problem("F204", Place(each.member), name=each.file, found=found)])
            yield each.file, taken


def by_npm(package: Package, folder: Path) -> Path:
    """Have the npm of this machine fetch a package, by its own settings; none of the package's scripts is run."""
    npm = shutil.which("npm")
    if npm is None:
        raise ProblemsFound([problem("F205", name=f"{package.name}@{package.version}", archive=package.archive)])
    command = [npm, "pack", "--ignore-scripts", "--pack-destination", str(folder), f"{package.name}@{package.version}"]
    try:
        done = subprocess.run(
            command, cwd=folder, stdin=subprocess.DEVNULL, capture_output=True, timeout=PATIENCE, check=False
        )
    except (OSError, subprocess.TimeoutExpired) as fault:
        raise ProblemsFound([problem("F203", name=package.name, fault=type(fault).__name__)]) from None
    if done.returncode or not (folder / package.archive).is_file():
        raise ProblemsFound([problem("F203", name=package.name, fault=_complaint(done.stderr))])
    return folder / package.archive


def _complaint(said: bytes) -> str:
    """Return the first line in which npm says what went wrong."""
    lines = said.decode("utf-8", "replace").splitlines()
    faults = [each for each in lines if each.lower().startswith(("npm error", "npm err!"))]
    return (faults or lines or ["npm said nothing"])[0].strip()


def from_folder(folder: Path) -> Fetch:
    """Return the function that takes packages out of a folder, where somebody has put them."""

    def taken(package: Package, _aside: Path) -> Path:
        archive = folder / package.archive
        if not archive.is_file():
            raise ProblemsFound([problem("F203", Place(str(folder)), name=package.name, fault=f"no {package.archive}")])
        return archive

    return taken


def add_to_house(name: str, folder: Path | None, tell: Callable[[str], None]) -> Outcome[tuple[Path, ...]]:
    """Bring a pack or a group to this installation, from a folder if one is given, and return where each pack is."""
    fonts = fonts_folder()
    made = add_packs(name, fonts, from_folder(folder) if folder else by_npm, tell)
    if made.value is None:
        return Outcome(None, made.problems)
    return Outcome(tuple(place_of(pack, fonts) for pack in made.value), made.problems)


def names_of_packs() -> Iterable[str]:
    """Return all names that `add_packs` knows: groups, then packs."""
    return dict.fromkeys([*(each.group for each in font_packs()), *(each.name for each in font_packs())])


def state_of(pack: FontPack, fonts: Path) -> str:
    """Return `here`, `absent`, `old` (another version than this Octavo knows) or `changed`."""
    if is_listed(pack, fonts):
        return "changed" if changed_files(pack, fonts) else "here"
    return "old" if os.path.lexists(place_of(pack, fonts)) else "absent"

# SPDX-License-Identifier: AGPL-3.0-or-later
"""What travels between the builder and its workers: steps and files by digest, and answers. Plain values."""

from __future__ import annotations

import hashlib
import shutil
import tempfile
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from octavo.pipeline.inputs import Leaf

Versions = dict[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Parcel:
    """The files of a leaf on their way: each name with the digest of its bytes, each link with what it points to.

    `more` are files that the leaf does not weigh and that are used all the same: the fonts of packs.
    """

    folder: str
    files: tuple[str, ...]
    digest: str
    whole: tuple[tuple[str, str], ...]
    links: tuple[tuple[str, str], ...] = ()
    more: tuple[tuple[str, str], ...] = ()

    @property
    def contents(self) -> dict[str, str]:
        """Return the digest of every file that is sent, by its name."""
        return dict((*self.whole, *self.more))


@dataclass(frozen=True, slots=True)
class Order:
    """A step for a worker: what `run_step` takes, without a path; `needs` are all digests that it is known to read.

    `environment` is the builder's; `share` the place where both sides leave files for each other, if there is one.
    """

    kind: str
    digests: Mapping[str, str]
    parcels: Mapping[str, Parcel]
    params: Mapping[str, str]
    needs: frozenset[str]
    environment: str
    share: str = ""


@dataclass(frozen=True, slots=True)
class Answer:
    """What a worker says: outputs by digest with the bytes of what it made, or what it lacks, or why it can't."""

    outputs: Mapping[str, str] = field(default_factory=dict)
    made: Mapping[str, bytes | None] = field(default_factory=dict)  # None: the bytes are at the shared place
    lacking: frozenset[str] = frozenset()
    versions: Versions | None = None
    refused: str = ""

    @property
    def is_done(self) -> bool:
        """Tell whether the step ran."""
        return not (self.lacking or self.versions or self.refused)


def parcel_of(leaf: Leaf, more: tuple[str, ...] = ()) -> tuple[Parcel, dict[str, Path]] | None:
    """Return a leaf as a parcel, and where the bytes of each digest are; None where it can't be the same elsewhere.

    That is so where a file can't be read, or a link leads out of the folder.
    """
    whole: list[tuple[str, str]] = []
    links: list[tuple[str, str]] = []
    added: list[tuple[str, str]] = []
    paths: dict[str, Path] = {}
    for name in (*leaf.files, *more):
        path = leaf.folder / name
        if path.is_symlink():
            target = path.readlink().as_posix()
            if not _stays_inside(name, target):
                return None
            links.append((name, target))
            continue
        try:
            digest = hashlib.sha256(path.read_bytes()).hexdigest()
        except OSError:
            return None
        paths[digest] = path
        (added if name in more else whole).append((name, digest))
    return Parcel(leaf.folder.name, leaf.files, leaf.digest, tuple(whole), tuple(links), tuple(added)), paths


def _stays_inside(name: str, target: str) -> bool:
    if PurePosixPath(target).is_absolute():
        return False
    depth = len(PurePosixPath(name).parts) - 1
    for part in PurePosixPath(target).parts:
        depth += -1 if part == ".." else 1
        if depth < 0:
            return False
    return True


def unpacked(parcel: Parcel, below: Path, read: Callable[[str], bytes]) -> Leaf:
    """Return a parcel as a leaf below a folder, written there if it isn't yet; `read` gives the bytes of a digest.

    The folder is there whole or not at all. Whether it was changed since, the leaf tells.
    """
    told = repr((parcel.folder, sorted(parcel.contents.items()), parcel.links))
    target = below / hashlib.sha256(told.encode()).hexdigest() / (parcel.folder or "leaf")
    if not target.is_dir():
        below.mkdir(parents=True, exist_ok=True)
        aside = Path(tempfile.mkdtemp(dir=below, prefix=".writing-"))
        try:
            _write(parcel, aside / target.name, read)
            with suppress(OSError):  # another worker in the same folder was quicker
                aside.rename(target.parent)
        finally:
            shutil.rmtree(aside, ignore_errors=True)
    return Leaf(target, parcel.files, parcel.digest)


def _write(parcel: Parcel, folder: Path, read: Callable[[str], bytes]) -> None:
    folder.mkdir()
    for name, digest in parcel.contents.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(read(digest))
    for name, link in parcel.links:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.symlink_to(link)


def differences(there: Versions, here: Versions) -> str:
    """Say which versions a worker has other than the builder, in a few words."""
    said = []
    for called in here:
        theirs, ours = set(there.get(called, ())), set(here[called])
        if theirs == ours:
            continue
        if called == "Octavo":
            said.append("other files of Octavo itself")
            continue
        one, other = (_few(sorted(side)) for side in (theirs - ours, ours - theirs))
        said.append(f"{one or 'nothing'} there, {other or 'nothing'} here")
    return "; ".join(said)


def _few(names: list[str]) -> str:
    tidy = [name.removesuffix(".dist-info").removesuffix("_version_string") for name in names]
    return ", ".join(tidy[:3]) + (f" and {len(tidy) - 3} more" if len(tidy) > 3 else "")

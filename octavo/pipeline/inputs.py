# SPDX-License-Identifier: AGPL-3.0-or-later
"""What a build depends on outside itself: files of the author and the house, the program, the machine's libraries."""

from __future__ import annotations

import ctypes
import hashlib
import os
import platform
import stat
import time
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

PACKAGE = Path(__file__).parents[1]

# What it is called, its file on Linux, macOS and Windows, and the function that tells its version.
NATIVE = (
    ("Pango", ("libpango-1.0.so.0", "libpango-1.0.dylib", "libpango-1.0-0.dll"), "pango_version_string"),
    ("HarfBuzz", ("libharfbuzz.so.0", "libharfbuzz.dylib", "libharfbuzz-0.dll"), "hb_version_string"),
    ("Fontconfig", ("libfontconfig.so.1", "libfontconfig.dylib", "libfontconfig-1.dll"), "FcGetVersion"),
)


@dataclass(frozen=True, slots=True)
class Leaf:
    """Files under a folder, and the digest of their names and bytes."""

    folder: Path
    files: tuple[str, ...]
    digest: str

    def read(self) -> dict[str, bytes]:
        """Return the bytes of every file by its name."""
        return {name: (self.folder / name).read_bytes() for name in self.files}


class InputsChanged(Exception):  # noqa: N818  (it says what happened)
    """Raised where a file changed between being weighed and being used."""


def leaf(folder: Path, files: Iterable[str]) -> Leaf:
    """Return the leaf of those files under the folder; files that can't be read count as absent."""
    names = tuple(sorted(files))
    return Leaf(folder, names, _digest(folder, names))


_CALM = 3_000_000_000
"""Nanoseconds after which a file that was written again has another time, on any file system (FAT counts by two)."""
_Looks = tuple[tuple[int, ...], ...]
_read_before: dict[tuple[Path, tuple[str, ...]], tuple[_Looks, str]] = {}


def _digest(folder: Path, names: tuple[str, ...]) -> str:
    """Return the digest of files; those that look as they did when this process read them are not read again."""
    now, looks = time.time_ns(), _looks(folder, names)
    before = _read_before.get((folder, names))
    if looks and before is not None and before[0] == looks:
        return before[1]
    digest = _read(folder, names)
    if looks and now - max(max(written, changed) for *_, written, changed in looks) > _CALM:
        _read_before[folder, names] = looks, digest
    return digest


def _looks(folder: Path, names: Iterable[str]) -> _Looks:
    """Return what tells of each file that it was written to; nothing where one is not there, or is somewhere else."""
    found = []
    for name in names:
        try:
            told = os.lstat(folder / name)
        except OSError:
            return ()
        if not stat.S_ISREG(told.st_mode):
            return ()
        found.append((told.st_dev, told.st_ino, told.st_size, told.st_mtime_ns, told.st_ctime_ns))
    return tuple(found)


def _read(folder: Path, names: Iterable[str]) -> str:
    total = hashlib.sha256()
    for name in names:
        path = folder / name
        link = f"link:{path.readlink()}".encode() if path.is_symlink() else b""
        content = link + _bytes_of(path)
        total.update(f"{len(name.encode())}:{name}:{len(content)}:".encode())
        total.update(content)
    return total.hexdigest()


def _bytes_of(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError:
        return b"unreadable"


def files_below(folder: Path, *, leave_out: Iterable[str] = ()) -> tuple[str, ...]:
    """Return the files below the folder, sorted, with forward slashes; hidden ones and caches are left out."""
    skipped = set(leave_out)
    found = []
    for parent, folders, names in os.walk(folder):
        here = Path(parent)
        top = here == folder
        folders[:] = sorted(n for n in folders if not n.startswith((".", "__")) and not (top and n in skipped))
        relative = here.relative_to(folder)
        found += [(relative / n).as_posix() for n in names if not n.startswith(".")]
        found += [(relative / n).as_posix() for n in folders if (here / n).is_symlink()]
    return tuple(sorted(found))


def still_same(weighed: Leaf) -> bool:
    """Tell whether the files are what they were when the leaf was made."""
    return _digest(weighed.folder, weighed.files) == weighed.digest


@cache
def environment() -> str:
    """Return the digest of what makes other bytes from the same content: the program, its libraries, Python."""
    return hashlib.sha256("\n".join(part for parts in versions().values() for part in parts).encode()).hexdigest()


@cache  # what runs in this process is what was there when it began, whatever is installed meanwhile
def versions() -> dict[str, tuple[str, ...]]:
    """Return what `environment` is the digest of, by what it is called."""
    code = leaf(PACKAGE, files_below(PACKAGE, leave_out=["_shared"]))
    python = platform.python_version(), platform.python_implementation()
    return {"Octavo": (code.digest,), "Python": python, "package": libraries(), "library": natives()}


def libraries() -> tuple[str, ...]:
    """Return name and version of every Python distribution installed, from the names of their metadata folders.

    The names alone are read: importlib.metadata opens every file and costs a quarter of a second.
    """
    import sysconfig

    places = {sysconfig.get_path("purelib"), sysconfig.get_path("platlib")}
    found = {entry.name for place in places if Path(place).is_dir() for entry in os.scandir(place)}
    return tuple(sorted(name for name in found if name.endswith(".dist-info") and not name.startswith("octavo")))


def natives() -> tuple[str, ...]:
    """Return the versions of the native text libraries, which decide line breaks and outlines."""
    return tuple(f"{function} {_version(names, function)}" for _, names, function in NATIVE)


def native_versions() -> dict[str, str]:
    """Return the versions of these libraries by what they are called, as people write them; absent, it is empty."""
    found = {}
    for (name, _, _), told in zip(NATIVE, natives(), strict=True):
        version = told.rpartition(" ")[2]
        if version.isdigit():  # Fontconfig's 21402 is 2.14.2
            version = f"{int(version) // 10000}.{int(version) // 100 % 100}.{int(version) % 100}"
        found[name] = "" if version == "absent" else version
    return found


def _version(names: tuple[str, ...], function: str) -> str:
    for name in names:
        try:
            library = ctypes.CDLL(name)
        except OSError:
            continue
        call = getattr(library, function)
        if function == "FcGetVersion":
            return str(call())
        call.restype = ctypes.c_char_p
        return str(call().decode())
    return "absent"

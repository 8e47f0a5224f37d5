# SPDX-License-Identifier: AGPL-3.0-or-later
"""Packs of fonts that are too large to ship: what each holds, where it comes from, and which of them are here."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from pathlib import Path

from octavo.resources.fonts import FontFamily, parse_fonts

FOLDER = Path(__file__).with_name("packs")
BELOW = "packs"  # in the folder of the shared fonts; git and the wheel leave it out


@dataclass(frozen=True, slots=True)
class PackedFile:
    """A file of a package: its name there, its name in the pack, and the digest it must have."""

    member: str
    file: str
    sha256: str


@dataclass(frozen=True, slots=True)
class Package:
    """A package of npm in one version, its size, and the digest its archive must have."""

    name: str
    version: str
    bytes: int
    sha256: str
    files: tuple[PackedFile, ...]

    @property
    def archive(self) -> str:
        """What npm calls the archive."""
        return f"{self.name.removeprefix('@').replace('/', '-')}-{self.version}.tgz"


@dataclass(frozen=True, slots=True)
class FontPack:
    """Fonts for some scripts (ISO 15924), and their list in the form of a fonts.yaml.

    `group` is the name by which several packs are asked for at once.
    """

    name: str
    title: str
    group: str
    scripts: tuple[str, ...]
    packages: tuple[Package, ...]
    manifest: str

    @property
    def files(self) -> tuple[PackedFile, ...]:
        """All files of the pack, licence texts too."""
        return tuple(file for package in self.packages for file in package.files)


@cache
def font_packs(folder: Path = FOLDER) -> tuple[FontPack, ...]:
    """Return the packs there are, in the order in which they lend letters to other languages."""
    from ruamel.yaml import YAML  # here, for it takes 40 ms to import

    listed = YAML(typ="safe", pure=True).load((folder / "packs.yaml").read_text("utf-8"))["packs"]
    return tuple(
        FontPack(
            each["name"],
            each["title"],
            each["group"],
            tuple(each["scripts"]),
            tuple(
                Package(
                    one["name"], str(one["version"]), one["bytes"], one["sha256"],
                    tuple(PackedFile(**file) for file in one["files"]),
                )
                for one in each["packages"]
            ),
            (folder / f"{each['name']}.yaml").read_text("utf-8"),
        )
        for each in listed
    )  # fmt: skip


def packs_named(name: str, packs: Iterable[FontPack]) -> tuple[FontPack, ...]:
    """Return the pack of that name, or those of that group."""
    return tuple(each for each in packs if name in (each.name, each.group))


def pack_for(script: str) -> FontPack | None:
    """Return the pack that is for a script, or None."""
    return next((each for each in font_packs() if script in each.scripts), None)


def place_of(pack: FontPack, fonts: Path) -> Path:
    """Return the folder in which a pack is, or would be; `fonts` is that of the shared fonts."""
    return fonts / BELOW / pack.name


def is_listed(pack: FontPack, fonts: Path) -> bool:
    """Tell whether the pack was brought, in the version that this Octavo knows; its files are not looked at."""
    try:
        return (place_of(pack, fonts) / "fonts.yaml").read_text("utf-8") == pack.manifest
    except (OSError, UnicodeDecodeError):
        return False


def changed_files(pack: FontPack, fonts: Path) -> tuple[str, ...]:
    """Return the names of the files of a pack that are missing or not those that were brought."""
    folder = place_of(pack, fonts)
    return tuple(each.file for each in pack.files if not _is_same(folder / each.file, each.sha256))


def _is_same(path: Path, digest: str) -> bool:
    try:
        told = path.stat()
    except OSError:
        return False
    return _weighed(path, told.st_size, told.st_mtime_ns) == digest


@cache  # thirty megabytes a pack; time and size tell when a file has to be read again
def _weighed(path: Path, _size: int, _changed: int) -> str:
    try:
        return sha256(path.read_bytes()).hexdigest()
    except OSError:
        return ""


def pack_families(fonts: Path) -> tuple[FontFamily, ...]:
    """Return the families of the packs that were brought, in the order of the packs; their files are not looked at."""
    packs = (pack for pack in font_packs() if is_listed(pack, fonts))
    return tuple(family for pack in packs for family in _families(pack, place_of(pack, fonts)))


def is_whole(family: FontFamily) -> bool:
    """Tell whether all files of a family are those that were brought."""
    return all(_is_same(file.path, file.sha256) for file in family.files)


@cache
def _families(pack: FontPack, folder: Path) -> tuple[FontFamily, ...]:
    return parse_fonts(pack.manifest, folder, f"fonts/{BELOW}/{pack.name}")

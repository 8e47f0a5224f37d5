# SPDX-License-Identifier: AGPL-3.0-or-later
"""A publication to start from: a copy of the starter with its schemas beside it."""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Sequence
from pathlib import Path

from octavo.pipeline.tools import schemas
from octavo.resources.shared import starter_folder

SCHEMAS = ".schema"
FIRST = ("en", "ar")  # one language from left to right and one from right to left: enough to see what is there
_SCHEMA_LINE = re.compile(r"^# yaml-language-server: \$schema=\S*?([a-z]+)\.json$", re.MULTILINE)


def looks() -> tuple[str, ...]:
    """Return the looks the starter comes in: its theme folders, the house look first."""
    found = sorted(p.parent.name for p in starter_folder().glob("theme*/theme.yaml"))
    return tuple(found)


def languages() -> tuple[str, ...]:
    """Return the languages the starter can be published in: its own first, then those it is translated into."""
    (own,) = re.findall(r"^language: (\S+)", _manifest(starter_folder()).read_text("utf-8"), re.MULTILINE)
    return own, *sorted(path.name for path in (starter_folder() / "locale").iterdir() if path.is_dir())


def new_publication(target: Path, look: str, editions: Sequence[str] = FIRST) -> tuple[str, ...]:
    """Copy the starter to `target` in one look and some languages and return the files made.

    `editions` are of languages(); translations into others are not copied. FileExistsError is raised where there is
    something already. The copy is made aside and moved into place, so that it is a whole publication or nothing.
    """
    if target.exists():
        raise FileExistsError(target)
    aside = target.with_name(f".{target.name}.new")
    shutil.rmtree(aside, ignore_errors=True)
    shutil.copytree(starter_folder(), aside)
    for name, text in schemas().items():
        (aside / SCHEMAS).mkdir(exist_ok=True)
        (aside / SCHEMAS / f"{name}.json").write_text(text, encoding="utf-8")
    for path in sorted(aside.rglob("*.yaml")):
        _point_to_schemas(path, aside)
    _wear(aside, look)
    _speak(aside, editions)
    target.parent.mkdir(parents=True, exist_ok=True)
    aside.rename(target)
    return tuple(sorted(p.relative_to(target).as_posix() for p in target.rglob("*") if p.is_file()))


def _point_to_schemas(path: Path, folder: Path) -> None:
    """Let an editor complete the file from the schemas beside the publication."""
    text = path.read_text("utf-8")
    there = Path(os.path.relpath(folder / SCHEMAS, path.parent)).as_posix()
    path.write_text(_SCHEMA_LINE.sub(rf"# yaml-language-server: $schema={there}/\1.json", text), encoding="utf-8")


def _wear(folder: Path, look: str) -> None:
    """Keep only the wanted look, as the folder theme/."""
    for theme in sorted(folder.glob("theme*/")):
        if theme.name != look:
            shutil.rmtree(theme)
    if look != "theme":
        (folder / look).rename(folder / "theme")


def _speak(folder: Path, editions: Sequence[str]) -> None:
    """Keep only the wanted translations, enter them as editions, and name no translator of another."""
    for path in sorted((folder / "locale").iterdir()):
        if path.is_dir() and path.name not in editions:
            shutil.rmtree(path)
    manifest = _manifest(folder)
    text, entered = manifest.read_text("utf-8"), f"editions: [{', '.join(editions)}]"
    lines = re.sub(r"^editions: .*$", entered, text, flags=re.MULTILINE).splitlines(keepends=True)
    manifest.write_text("".join(each for each in lines if _is_heard(each, "languages", editions)), encoding="utf-8")
    corrections = folder / "corrections.yaml"
    entries = corrections.read_text("utf-8").rstrip("\n").split("\n\n")
    heard = "\n\n".join(each for each in entries if _is_heard(each, "editions", editions))
    corrections.write_text(heard + "\n", encoding="utf-8")


def _is_heard(text: str, name: str, editions: Sequence[str]) -> bool:
    """Tell whether what is of some languages alone, if it says so under that name, is of one that is wanted."""
    only = re.search(rf"^ .*\b{name}: \[([^\]]*)\]", text, re.MULTILINE)
    return only is None or any(tag.strip() in editions for tag in only[1].split(","))


def _manifest(folder: Path) -> Path:
    return folder / "publication.yaml"

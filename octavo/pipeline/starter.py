# SPDX-License-Identifier: AGPL-3.0-or-later
"""A publication to start from: a copy of the starter with its schemas beside it."""

from __future__ import annotations

import os
import re
import shutil
from pathlib import Path

from octavo.pipeline.tools import schemas
from octavo.resources.shared import starter_folder

SCHEMAS = ".schema"
_SCHEMA_LINE = re.compile(r"^# yaml-language-server: \$schema=\S*?([a-z]+)\.json$", re.MULTILINE)


def looks() -> tuple[str, ...]:
    """Return the looks the starter comes in: its theme folders, the house look first."""
    found = sorted(p.parent.name for p in starter_folder().glob("theme*/theme.yaml"))
    return tuple(found)


def new_publication(target: Path, look: str) -> tuple[str, ...]:
    """Copy the starter to `target` in one of its looks and return the files made; raise FileExistsError if it is there.

    The copy is made aside and moved into place, so that what is there is a whole publication or nothing.
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

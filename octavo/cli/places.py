# SPDX-License-Identifier: AGPL-3.0-or-later
"""Which folders a command is about: publications by name or path, and where files go."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import click

MANIFEST = "publication.yaml"


def home() -> Path:
    """Return the nearest folder, from here upwards, that has content/ in it; else the current one."""
    here = Path.cwd()
    return next((folder for folder in (here, *here.parents) if (folder / "content").is_dir()), here)


def known() -> dict[str, Path]:
    """Return the publications below content/ by name."""
    content = home() / "content"
    return {p.parent.name: p.parent for p in sorted(content.glob(f"*/{MANIFEST}"))} if content.is_dir() else {}


def publications(names: Sequence[str]) -> list[Path]:
    """Return the folders of the named publications, or of all; wrong usage if there is none."""
    found = known()
    if not names:
        if not found:
            raise click.UsageError(f"there is no publication below {home() / 'content'}; `octavo new NAME` makes one")
        return list(found.values())
    return [_one(name, found) for name in dict.fromkeys(names)]


def _one(name: str, found: dict[str, Path]) -> Path:
    path = Path(name)
    if name in found:
        return found[name]
    if (path / MANIFEST).is_file():
        return path
    names = ", ".join(found) or "none yet"
    raise click.UsageError(f"there is no publication “{name}”; known are: {names}")

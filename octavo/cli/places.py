# SPDX-License-Identifier: AGPL-3.0-or-later
"""Which folders a command is about: publications by name or path, and where files go."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import click
from click.shell_completion import CompletionItem

from octavo.cli.help import nearest

MANIFEST = "publication.yaml"


def home() -> Path:
    """Return the nearest folder, from here upwards, that has content/ in it; else the current one."""
    here = Path.cwd()
    return next((folder for folder in (here, *here.parents) if (folder / "content").is_dir()), here)


def known() -> dict[str, Path]:
    """Return the publications below content/ by name."""
    content = home() / "content"
    return {p.parent.name: p.parent for p in sorted(content.glob(f"*/{MANIFEST}"))} if content.is_dir() else {}


def complete(ctx: click.Context, parameter: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """Return the publications that a shell may complete to, and its own completion of paths."""
    found = [CompletionItem(name) for name in known() if name.startswith(incomplete)]
    return found or [CompletionItem(incomplete, type="file")]


def publications(names: Sequence[str]) -> list[Path]:
    """Return the folders of the named publications, or of all; wrong usage if there is none."""
    found = known()
    if not names:
        if not found:
            raise click.UsageError(f"there is no publication below {home() / 'content'}; `octavo new NAME` makes one")
        return list(found.values())
    folders = {folder.resolve(): folder for folder in (_one(name, found) for name in names)}
    called = [folder.name for folder in folders]
    if twice := sorted({name for name in called if called.count(name) > 1}):
        raise click.UsageError(f"two publications are called {twice[0]}, and their files would mix; take one at a time")
    return list(folders.values())


def _one(name: str, found: dict[str, Path]) -> Path:
    """Return the folder of a publication given by its name, its folder, or its manifest."""
    path = Path(name)
    if name in found:
        return found[name]
    if path.name == MANIFEST and path.is_file():
        return path.parent
    if (path / MANIFEST).is_file():
        return path
    for folder in (home() / "content" / name, path):
        if folder.is_dir():
            raise click.UsageError(f"{shown(folder)} is no publication: there is no {MANIFEST} in it")
    raise click.UsageError(f"there is no publication “{name}”; {nearest(name, found)}")


def shown(path: Path) -> Path:
    """Return the path as a person would type it here."""
    return path.relative_to(Path.cwd()) if path.is_relative_to(Path.cwd()) else path

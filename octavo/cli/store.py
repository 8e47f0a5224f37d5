# SPDX-License-Identifier: AGPL-3.0-or-later
"""octavo store: what earlier builds keep for the next, how much room it may take, and letting go of it."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from octavo.cli.help import examples
from octavo.cli.places import home, shown
from octavo.cli.talk import print_json, show_problems

if TYPE_CHECKING:
    from octavo.pipeline.pruning import Holdings

PARTS = {
    "blobs": "results of steps",
    "records": "what gave them",
    "last": "why steps ran",
    "opinions": "words of judges",
    "previews": "previews",
    "unfinished": "left half written",
    "other": "the rest",
}
SET_BY = {"environment": "by OCTAVO_STORE_LIMIT", "set": "set with --limit", "default": "by the room on its disk"}


@click.command(
    "store",
    short_help="Show what builds keep for the next ones; let go of it.",
    epilog=examples(
        {
            "octavo store": "what is in it, and its limit",
            "octavo store --limit 2GB": "the limit from now on; “auto” goes back to that of the house",
            "octavo store --prune": "down to the limit now, not only after the next build",
            "octavo store --prune --limit 0": "all that no running build uses; the limit stays as it is",
            "octavo store --check": "read every file of it, and remove what is damaged",
        }
    ),
)
@click.option("--prune", is_flag=True, help="Let go of what was used longest ago, down to the limit.")
@click.option("--limit", metavar="SIZE", help="The limit, such as 500MB; with --prune for this once. Or auto.")
@click.option("--check", is_flag=True, help="Compare every file with its digest; remove what is damaged.")
@click.option("--to", type=click.Path(file_okay=False, path_type=Path), metavar="FOLDER", help="Instead of output/.")
@click.option("--json", "as_json", is_flag=True, help="One JSON document on stdout.")
def command(prune: bool, limit: str | None, check: bool, to: Path | None, as_json: bool) -> None:
    """Show what builds keep in output/.store for the next ones, how much room it takes and how much it may take.

    A build that is done lets go of what was used longest ago where the store is above its limit, and never of what a
    build uses that is running. Whatever goes costs time alone: it is made again when it is needed. The environment
    variable OCTAVO_STORE_LIMIT is a limit for all output folders, and goes before one that was set.
    """
    from octavo.pipeline.keeping import refusals_told
    from octavo.pipeline.limit import set_limit

    folder = (to or home() / "output") / ".store"
    size = _size(limit, auto=not prune)
    if not folder.is_dir():
        raise click.UsageError(f"there is no store at {shown(folder)}; a build makes one")
    told: dict[str, Any] = {"folder": shown(folder).as_posix()}
    with refusals_told():
        if limit is not None and not prune:
            set_limit(folder, size)
        if check:
            told["damaged"] = _checked(folder)
        if prune:
            told["pruned"] = _pruned(folder, size)
    _tell(folder, told, as_json=as_json)


def _size(limit: str | None, *, auto: bool) -> int | None:
    from octavo.pipeline.limit import read_size

    if limit is None or (auto and limit == "auto"):
        return None
    try:
        return read_size(limit)
    except ValueError:
        raise click.UsageError(f"“{limit}” is no size; write it like 500MB, 4GB or 2.5GiB") from None


def _pruned(folder: Path, size: int | None) -> dict[str, int]:
    from octavo.pipeline.limit import limit_of
    from octavo.pipeline.pruning import holdings, prune
    from octavo.pipeline.using import using

    with using(folder) as began:
        found = holdings(folder)
        gone = prune(folder, limit_of(folder, found.size).size if size is None else size, began, found)
    return {"files": gone.files, "bytes": gone.size}


def _checked(folder: Path) -> list[str]:
    from octavo.pipeline.pruning import holdings
    from octavo.pipeline.store import Store

    found = holdings(folder)
    names = [*found.blobs, *found.records, *found.last, *found.opinions]
    return [name for name in sorted(names) if not Store(folder).keeps(name)]


def _tell(folder: Path, told: dict[str, Any], *, as_json: bool) -> None:
    from octavo.diagnostics.problem import problem
    from octavo.pipeline.limit import VARIABLE, in_words, limit_of
    from octavo.pipeline.pruning import holdings

    found = holdings(folder)
    limit = limit_of(folder, found.size)
    if as_json:
        parts = {name: {"files": len(part), "bytes": size} for name, part, size in _parts(found)}
        print_json({**told, "bytes": found.size, "limit": limit.size, "limit_by": limit.by, "parts": parts})
    else:
        if "damaged" in told:
            click.echo(
                "\n".join([f"damaged, and removed: {name}" for name in told["damaged"]] or ["nothing is damaged"])
            )
        if "pruned" in told:
            click.echo(f"let go of {in_words(told['pruned']['bytes'])} in {told['pruned']['files']} files")
        click.echo(f"{told['folder']}: {in_words(found.size)} of {in_words(limit.size)} ({SET_BY[limit.by]})")
        for name, part, size in _parts(found):
            if part:
                click.echo(f"  {PARTS[name]:18} {in_words(size):>9}  {len(part):>7}")
    if limit.wrong:
        show_problems([problem("S334", variable=VARIABLE, value=limit.wrong)])
        sys.exit(1)


def _parts(found: Holdings) -> list[tuple[str, dict[str, Any], int]]:
    parts = [(name, getattr(found, name)) for name in PARTS]
    return [(name, part, sum(each.size for each in part.values())) for name, part in parts]

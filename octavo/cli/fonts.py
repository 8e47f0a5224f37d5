# SPDX-License-Identifier: AGPL-3.0-or-later
"""octavo fonts: the fonts that pages are set in, and packs of more."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import click
from click.shell_completion import CompletionItem

from octavo.cli.help import Commands, examples, nearest
from octavo.cli.places import shown
from octavo.cli.talk import print_json, show_problems

STATES = {
    "here": "here",
    "absent": "not here",
    "old": "of another version",
    "changed": "not as it was brought",
}


def _complete(ctx: click.Context, parameter: click.Parameter, incomplete: str) -> list[CompletionItem]:
    from octavo.pipeline.font_packs import names_of_packs

    return [CompletionItem(name) for name in names_of_packs() if name.startswith(incomplete)]


@click.group(
    "fonts",
    cls=Commands,
    short_help="List the fonts that pages are set in; bring more.",
    epilog=examples(
        {
            "octavo fonts": "the families of the house, and the packs there are",
            "octavo fonts add cjk": "those for Chinese, Japanese and Korean",
        }
    ),
)
@click.option("--json", "as_json", is_flag=True, help="One JSON document on stdout.")
@click.pass_context
def command(ctx: click.Context, as_json: bool) -> None:
    """List the shared fonts, family by family, and the packs that can be brought.

    Pages are set in these and in the fonts of the theme, never in those of the machine.
    """
    if ctx.invoked_subcommand is not None:
        return
    from octavo.pipeline.font_lists import listed_fonts

    families, packs = listed_fonts()
    if as_json:
        print_json({"families": families, "packs": packs})
        return
    rows = [("family", "role", "scripts", "cuts", "licence")]
    rows += [(f["family"], f["role"], " ".join(f["scripts"]), str(f["cuts"]), f["licence"]) for f in families]
    click.echo("\n".join(_columns(rows)))
    click.echo("\nPacks")
    click.echo("\n".join(_columns([_row(pack) for pack in packs])))


def _row(pack: dict[str, Any]) -> tuple[str, ...]:
    name, state = pack["name"], pack["state"]
    get = "" if state == "here" else f"to get it: octavo fonts add {name} ({pack['megabytes']} MB to fetch)"
    return f"  {name}", pack["title"], STATES[state], get


def _columns(rows: Sequence[tuple[str, ...]]) -> Iterator[str]:
    widths = [max(len(row[at]) for row in rows) for at in range(len(rows[0]))]
    for row in rows:
        yield "  ".join(f"{cell:{width}}" for cell, width in zip(row, widths, strict=True)).rstrip()


@command.command(
    "add",
    short_help="Bring a pack of fonts.",
    epilog=examples(
        {
            "octavo fonts add cjk": "Chinese, Japanese and Korean",
            "octavo fonts add ja": "Japanese alone",
            "octavo fonts add ja --from .": "from packages that were fetched on another machine",
        }
    ),
)
@click.argument("names", metavar="PACK...", nargs=-1, required=True, shell_complete=_complete)
@click.option(
    "--from",
    "folder",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    metavar="FOLDER",
    help="Take the packages (.tgz) from here, and fetch nothing.",
)
def add(names: tuple[str, ...], folder: Path | None) -> None:
    """Bring packs of fonts that are too large to come with Octavo; one that is here and whole is left as it is.

    The npm of this machine fetches the packages, each in the one version whose SHA-256 Octavo knows; anything else is
    refused. The fonts are put beside those of the house, with their licence texts, and are there for every publication.
    """
    from octavo.pipeline.font_packs import add_to_house, names_of_packs

    known = list(names_of_packs())
    for name in names:
        if name not in known:
            raise click.UsageError(f"there is no pack “{name}”; {nearest(name, known)}")
    failed = False
    for name in names:
        made = add_to_house(name, folder, lambda said: click.echo(said, err=True))
        show_problems(made.problems)
        failed = failed or made.failed
        for place in made.value or ():
            click.echo(f"{place.name}: {shown(place)}")
    sys.exit(int(failed))

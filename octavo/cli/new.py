# SPDX-License-Identifier: AGPL-3.0-or-later
"""octavo new: a publication to start from."""

from __future__ import annotations

import re

import click

from octavo.cli.places import home


@click.command("new")
@click.argument("name")
@click.option("--look", default="theme", show_default=True, help="One of the starter's looks: theme, theme-square.")
def command(name: str, look: str) -> None:
    """Make content/NAME, a small publication with every feature in it that builds at once."""
    from octavo.pipeline.starter import looks, new_publication

    if not re.fullmatch(r"[a-z0-9][a-z0-9_-]*", name):
        raise click.UsageError(f"“{name}” can't be a publication's name: use lower-case letters, digits, - and _")
    if look not in looks():
        raise click.UsageError(f"there is no look “{look}”; known are: {', '.join(looks())}")
    target = home() / "content" / name
    try:
        files = new_publication(target, look)
    except FileExistsError:
        raise click.UsageError(f"{target} exists already; choose another name") from None
    click.echo(f"{target}: {len(files)} files")
    click.echo(f"Next: octavo build {name}", err=True)

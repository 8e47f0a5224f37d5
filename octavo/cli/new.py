# SPDX-License-Identifier: AGPL-3.0-or-later
"""octavo new: a publication to start from."""

from __future__ import annotations

import re
from collections.abc import Sequence

import click

from octavo.cli.help import examples, nearest
from octavo.cli.places import home, shown


@click.command(
    "new",
    short_help="Make a small publication to start from.",
    epilog=examples(
        {
            "octavo new my-book": "makes content/my-book; `octavo build my-book` builds it",
            "octavo new my-book -l fr -l az": "in these languages of the sample; more with `octavo translate add`",
            "octavo new my-book --look theme-square": "in the other look, on square paper",
        }
    ),
)
@click.argument("name")
@click.option(
    "--look",
    default="theme",
    show_default=True,
    metavar="LOOK",
    help="One of the starter's looks: theme, theme-square.",
)
@click.option(
    "-l",
    "--edition",
    "editions",
    multiple=True,
    metavar="LANGUAGE",
    help="A language the sample is translated into; by default en and ar.",
)
def command(name: str, look: str, editions: Sequence[str]) -> None:
    """Make content/NAME, a small publication with every feature in it, which builds at once."""
    from octavo.pipeline.starter import FIRST, languages, looks, new_publication

    if not re.fullmatch(r"[a-z0-9][a-z0-9_-]*", name):
        raise click.UsageError(f"“{name}” can't be a publication's name: use lower-case letters, digits, - and _")
    if look not in looks():
        raise click.UsageError(f"there is no look “{look}”; {nearest(look, looks())}")
    for tag in editions:
        if tag not in languages():
            raise click.UsageError(f"the sample is not translated into “{tag}”; {nearest(tag, languages())}")
    target = home() / "content" / name
    try:
        files = new_publication(target, look, editions or FIRST)
    except FileExistsError:
        raise click.UsageError(f"{shown(target)} exists already; choose another name") from None
    except OSError as reason:
        raise click.UsageError(f"{shown(target)} can't be made: {reason.strerror}") from None
    click.echo(f"{shown(target)}: {len(files)} files")
    click.echo(f"Next: octavo build {name}", err=True)
    click.echo(f"Then change {shown(target / 'publication.yaml')} and the texts in {shown(target / 'text')}.", err=True)

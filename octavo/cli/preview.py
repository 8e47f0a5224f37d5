# SPDX-License-Identifier: AGPL-3.0-or-later
"""octavo preview: the pages of one edition in a browser, new as soon as a file is saved."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from octavo.cli.help import examples
from octavo.cli.places import complete, home, publications, shown
from octavo.cli.talk import show_all, show_problems

if TYPE_CHECKING:
    from octavo.pipeline.preview import Wish


@click.command(
    "preview",
    short_help="Show the pages of an edition in the browser, and keep them new.",
    epilog=examples(
        {
            "octavo preview my-book -l az": "opens the browser; every saved file shows within two seconds",
            "octavo preview my-book -l az --export az-preview": "the same as a folder, for somebody without Octavo",
        }
    ),
)
@click.argument("name", metavar="PUBLICATION", shell_complete=complete)
@click.option("-l", "--edition", metavar="EDITION", help="Which edition, such as az; by default the source language.")
@click.option("--port", type=click.IntRange(1, 65535), metavar="N", help="The port on this machine's own address.")
@click.option("--export", "to", type=click.Path(file_okay=False, path_type=Path), metavar="DIR", help="Write a folder.")
@click.option("--no-open", is_flag=True, help="Say the address, and open no browser.")
@show_all
def command(name: str, edition: str | None, port: int | None, to: Path | None, no_open: bool, everything: bool) -> None:
    """Show the pages of one edition of PUBLICATION in the browser: the real pages of its PDF, as a reader opens them.

    A click on a text shows its message, where that stands and what is left to do. Drafts are shown too, with what is
    stale or not translated marked. Only this machine is answered; Ctrl+C ends it.
    """
    wish = _wish(publications([name])[0], edition)
    if to is not None:
        _export(wish, to, everything=everything)
        return
    from octavo.serve.run import serve

    def ready(address: str) -> None:
        click.echo(address)
        click.echo("Ctrl+C ends the preview.", err=True)
        if not no_open:
            click.launch(address)

    try:
        serve(wish, port, ready)
    except KeyboardInterrupt:  # the usual way to end it
        click.echo("", err=True)


def _wish(folder: Path, edition: str | None) -> Wish:
    """Return what is to be looked at; wrong usage if there is no such edition."""
    from octavo.pipeline.preview import languages_of, wish_for

    source, known = languages_of(folder)
    if edition is not None and known and edition not in known:
        raise click.UsageError(f"there is no edition “{edition}”; known are: {', '.join(known)}")
    return wish_for(folder, edition or source, home() / "output", shown(folder).as_posix())


def _export(wish: Wish, to: Path, *, everything: bool) -> None:
    from octavo.diagnostics.printing import from_json
    from octavo.pipeline.preview_page import export_preview

    seen = export_preview(wish, to)
    show_problems([from_json(each) for each in seen["problems"]], everything=everything)
    if seen["pages"] is None:
        sys.exit(1)
    click.echo(shown(to / "index.html"))

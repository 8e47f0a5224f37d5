# SPDX-License-Identifier: AGPL-3.0-or-later
"""octavo series: many editions of one publication, a row each."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from octavo.cli.cluster import cluster_wish, on_cluster
from octavo.cli.help import examples
from octavo.cli.places import complete, home, publications, shown
from octavo.cli.progress import progress, show_progress
from octavo.cli.talk import print_json, problems_json, show_all, show_problems

if TYPE_CHECKING:
    from octavo.pipeline.series import SeriesMade


@click.command(
    "series",
    short_help="Make many editions of a publication, a row of a table each.",
    epilog=examples(
        {
            "octavo series my-book editions.csv": "one edition a row, joined into one file for the printer",
            "octavo series my-book editions.csv --every-copy": "each as often in the file as its row says",
            "octavo series my-book editions.csv -o screen": "a file to read for each of them",
        }
    ),
)
@click.argument("name", metavar="PUBLICATION", shell_complete=complete)
@click.argument("table", metavar="FILE", type=click.Path(path_type=Path))
@click.option(
    "-o", "--output", "outputs", multiple=True, type=click.Choice(["press", "screen"]), help="By default press alone."
)
@click.option("--printer", "printers", multiple=True, metavar="NAME", help="For this printer.")
@click.option("--every-copy", is_flag=True, help="Join every copy, not every edition once.")
@click.option("--draft", is_flag=True, help="Show what is untranslated or stale, marked, instead of refusing it.")
@click.option("--jobs", type=click.IntRange(1), metavar="N", help="How many processes; by default one a core.")
@on_cluster
@click.option("--to", type=click.Path(file_okay=False, path_type=Path), metavar="FOLDER", help="Instead of output/.")
@show_progress
@click.option("--json", "as_json", is_flag=True, help="The report as one JSON document on stdout.")
@show_all
def command(
    name: str,
    table: Path,
    outputs: Sequence[str],
    printers: Sequence[str],
    every_copy: bool,
    draft: bool,
    jobs: int | None,
    executor: str,
    scheduler: str,
    share: str,
    to: Path | None,
    style: str | None,
    as_json: bool,
    everything: bool,
) -> None:
    """Make an edition of PUBLICATION for each row of FILE, a CSV table.

    A row has an id, and if you like a language, copies, whom of a roll it has (a column such as people.place), and
    what {series.NAME} comes to in the texts. All editions are joined into one file for the printer, with a manifest
    that says where each begins and how many copies it wants. A run that was stopped goes on where it was when it is
    started again.
    """
    from octavo.pipeline.options import house_options
    from octavo.pipeline.series import make_series
    from octavo.pipeline.series_files import SeriesWish

    (folder,) = publications([name])
    if not table.is_file():
        raise click.UsageError(f"there is no file {table.as_posix()}")
    on = cluster_wish(executor, scheduler, share)
    options = house_options(
        to or home() / "output", printers=tuple(printers), outputs=tuple(outputs), draft=draft, jobs=jobs or 0
    )
    options = replace(options, scheduler=on[0], share=on[1])
    wish = SeriesWish(folder, table, options, (shown(folder).as_posix(), shown(table).as_posix()), every_copy)
    told = progress(style)
    try:
        made = make_series(wish, told, told.expect)
    finally:
        told.end()
    show_problems(made.problems, everything=everything)
    _show(made, as_json=as_json)
    sys.exit(1 if made.broken else 0)


def _show(made: SeriesMade, *, as_json: bool) -> None:
    """Print what was made: paths, or all of it as JSON."""
    if as_json:
        files = [shown(path).as_posix() for path in made.files]
        rows = {"made": [row.id for row in made.rows], "failed": list(made.failed)}
        print_json({"files": files, "rows": rows, "problems": problems_json(made.problems)})
    else:
        for path in made.files:
            click.echo(shown(path).as_posix())

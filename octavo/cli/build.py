# SPDX-License-Identifier: AGPL-3.0-or-later
"""octavo build: from content to files."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

import click

from octavo.cli.cluster import cluster_wish, on_cluster
from octavo.cli.help import examples
from octavo.cli.places import complete, home, publications, shown
from octavo.cli.progress import Progress, progress, show_progress
from octavo.cli.summary import show_built, show_reasons
from octavo.cli.talk import print_json, problems_json, show_all, show_problems
from octavo.model.profile import PROFILES
from octavo.pipeline.build import STORE, Built, Options, build
from octavo.pipeline.guard import is_taken
from octavo.pipeline.options import house_options

RESTING = {"kept", "unasked"}  # the states of editions for which a build had nothing to do


@click.command(
    "build",
    short_help="Build publications: all in content/, or those named.",
    epilog=examples(
        {
            "octavo build": "everything in content/",
            "octavo build my-book -l az -l ka": "two of its editions",
            "octavo build -l az": "every publication that has this edition",
            "octavo build my-book -l ka --draft": "pages with what is missing marked",
            "octavo build ~/books/tide --to out": "any folder, its files into out/",
            "octavo build --executor dask --scheduler tcp://10.0.0.1:8786": "its steps on many machines",
        }
    ),
)
@click.argument("names", metavar="[PUBLICATION]...", nargs=-1, shell_complete=complete)
@click.option("-l", "--edition", "editions", multiple=True, metavar="EDITION", help="Only this edition, such as az.")
@click.option("-o", "--output", "outputs", multiple=True, type=click.Choice(list(PROFILES)), help="Only this output.")
@click.option("--printer", "printers", multiple=True, metavar="NAME", help="Print files for this printer.")
@click.option("--draft", is_flag=True, help="Show what is untranslated or stale, marked, instead of refusing it.")
@click.option("--why", is_flag=True, help="Say for every step that ran why it did.")
@click.option("--jobs", type=click.IntRange(1), metavar="N", help="How many processes; by default one a core.")
@on_cluster
@click.option("--to", type=click.Path(file_okay=False, path_type=Path), metavar="FOLDER", help="Instead of output/.")
@show_progress
@click.option("--json", "as_json", is_flag=True, help="The report as one JSON document on stdout.")
@show_all
def command(
    names: Sequence[str],
    editions: Sequence[str],
    outputs: Sequence[str],
    printers: Sequence[str],
    draft: bool,
    why: bool,
    jobs: int | None,
    executor: str,
    scheduler: str,
    share: str,
    to: Path | None,
    style: str | None,
    as_json: bool,
    everything: bool,
) -> None:
    """Build publications: all in content/, or those named or given as folders.

    Files are in output/PUBLICATION/EDITION/; each is printed on a line of its own. An edition with problems is not
    published, and its last good files stay.
    """
    scheduler, share = cluster_wish(executor, scheduler, share)
    options = house_options(
        to or home() / "output",
        editions=tuple(editions),
        outputs=tuple(outputs),
        printers=tuple(printers),
        draft=draft,
        jobs=jobs or 0,
        everything=not names,
        scheduler=scheduler,
        share=share,
    )
    built, told = run(publications(names), options, style)
    show_problems(built.all_problems, everything=everything)
    if why:
        show_reasons(built)
    if as_json:
        print_json(_as_data(built, told))
    else:
        show_built(built, options.output)
    if not told.ran and _is_at_rest(built):
        click.echo("Nothing had to be done.", err=True)
    sys.exit(1 if built.failed else 0)


def _is_at_rest(built: Built) -> bool:
    """Tell whether all stands as it stood before, and nothing is wrong."""
    states = {edition.state for report in built.reports for edition in report.editions}
    return not built.failed and states <= RESTING


def run(folders: Sequence[Path], options: Options, style: str | None) -> tuple[Built, Progress]:
    """Build while telling of each step; a fault of a step says which steps were under way."""
    if is_taken(options.output / STORE):
        click.echo(f"another build is working in {shown(options.output)}; this one waits for it", err=True)
    told = progress(style)
    try:
        return build(folders, options, told, told.expect), told
    except Exception as fault:
        if told.where:
            fault.add_note(f"in {told.where}")
        raise
    finally:
        told.end()


def _as_data(built: Built, told: Progress) -> dict[str, object]:
    return {
        "publications": [each.as_data() for each in built.reports],
        "problems": problems_json(built.problems),
        "steps": {"ran": told.ran, "kept": told.kept},
    }

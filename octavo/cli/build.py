# SPDX-License-Identifier: AGPL-3.0-or-later
"""octavo build: from content to files."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

import click

from octavo.cli.places import home, publications
from octavo.cli.talk import Progress, print_json, progress, show_problems
from octavo.model.profile import PROFILES
from octavo.pipeline.build import Built, build
from octavo.pipeline.options import house_options


@click.command("build")
@click.argument("names", metavar="[PUBLICATION]...", nargs=-1)
@click.option("-l", "--edition", "editions", multiple=True, metavar="EDITION", help="Only this edition, such as az.")
@click.option("-o", "--output", "outputs", multiple=True, type=click.Choice(list(PROFILES)), help="Only this output.")
@click.option("--draft", is_flag=True, help="Show what is untranslated or stale, marked, instead of refusing it.")
@click.option("--why", is_flag=True, help="Say for every step that ran why it did.")
@click.option("--jobs", type=click.IntRange(1), help="How many processes; by default one a core.")
@click.option("--progress", "style", type=click.Choice(["json"]), help="Progress as JSON lines on stderr.")
@click.option("--json", "as_json", is_flag=True, help="The report as one JSON document on stdout.")
@click.option(
    "--to", type=click.Path(file_okay=False, path_type=Path), help="The folder for the files; output/ if not given."
)
def command(
    names: Sequence[str],
    editions: Sequence[str],
    outputs: Sequence[str],
    draft: bool,
    why: bool,
    jobs: int | None,
    style: str | None,
    as_json: bool,
    to: Path | None,
) -> None:
    """Build publications: all in content/, or those named or given as folders."""
    folders = publications(names)
    options = house_options(
        to or home() / "output", editions=tuple(editions), outputs=tuple(outputs), draft=draft, jobs=jobs or 0
    )
    told = progress(style)
    try:
        built = build(folders, options, told)
    finally:
        told.end()
    show_problems(built.all_problems)
    if why:
        for done in built.steps:
            if done.ran:
                click.echo(f"ran {done.step.name}: {done.why}", err=True)
    if as_json:
        print_json(_as_data(built, told))
    else:
        _show(built, told, options.output)
    sys.exit(1 if built.failed else 0)


def _as_data(built: Built, told: Progress) -> dict[str, object]:
    return {"publications": [each.as_data() for each in built.reports], "steps": {"ran": told.ran, "kept": told.kept}}


WORDS = {"made": "", "kept": "  (up to date)", "earlier": "  (from an earlier build: this edition was refused)"}


def _show(built: Built, told: Progress, output: Path) -> None:
    for report in built.reports:
        for edition in report.editions:
            if edition.state == "refused":
                click.echo(f"{report.name} {edition.label}: refused, there are no files", err=True)
            for name in edition.files:
                path = output / report.name / edition.label / name
                shown = path.relative_to(Path.cwd()) if path.is_relative_to(Path.cwd()) else path
                click.echo(f"{shown}{WORDS[edition.state]}")
    if not told.ran and not built.failed:
        click.echo("Nothing had to be done.", err=True)

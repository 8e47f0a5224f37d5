# SPDX-License-Identifier: AGPL-3.0-or-later
"""octavo check: what is wrong, without writing anything that is published."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

import click

from octavo.cli.help import examples
from octavo.cli.places import MANIFEST, complete, home, publications
from octavo.cli.progress import show_progress
from octavo.cli.talk import print_json, problems_json, show_all, show_problems
from octavo.diagnostics.code import Severity
from octavo.diagnostics.problem import Problem
from octavo.model.profile import PROFILES

FORMATS = (".pdf", ".epub")


@click.command(
    "check",
    short_help="Check publications, or any PDF or EPUB file.",
    epilog=examples(
        {
            "octavo check": "everything in content/",
            "octavo check my-book -l az -o epub": "one edition, one output",
            "octavo check book.epub cover.pdf": "files, whoever made them",
            "octavo check my-book --json": "for a program to read",
        }
    ),
)
@click.argument("names", metavar="[PUBLICATION | FILE]...", nargs=-1, shell_complete=complete)
@click.option("-l", "--edition", "editions", multiple=True, metavar="EDITION", help="Only this edition, such as az.")
@click.option("-o", "--output", "outputs", multiple=True, type=click.Choice(list(PROFILES)), help="Only this output.")
@show_progress
@click.option("--json", "as_json", is_flag=True, help="The problems as one JSON document on stdout.")
@show_all
def command(
    names: Sequence[str],
    editions: Sequence[str],
    outputs: Sequence[str],
    style: str | None,
    as_json: bool,
    everything: bool,
) -> None:
    """Check publications (all in content/ if none is named), or any PDF or EPUB file.

    A publication is made as far as its finished files, and these are judged; nothing is published.
    """
    files = [name for name in names if _is_file(name)]
    folders = [name for name in names if not _is_file(name)]
    problems = [each for file in files for each in _judged(file)]
    if folders or not names:
        problems += _publications(folders, tuple(editions), tuple(outputs), style)
    if as_json:
        print_json({"problems": problems_json(problems)})
    else:
        show_problems(problems, everything=everything)
        if not problems:
            click.echo("No problems.", err=True)
    sys.exit(1 if any(each.severity is Severity.ERROR for each in problems) else 0)


def _is_file(name: str) -> bool:
    path = Path(name)
    return (path.is_file() and path.name != MANIFEST) or (path.suffix.lower() in FORMATS and not path.is_dir())


def _judged(name: str) -> tuple[Problem, ...]:
    from octavo.pipeline.tools import judge_file

    try:
        return judge_file(Path(name))
    except OSError as reason:
        raise click.UsageError(f"{name} can't be read: {reason.strerror}") from None


def _publications(
    names: Sequence[str], editions: tuple[str, ...], outputs: tuple[str, ...], style: str | None
) -> tuple[Problem, ...]:
    from octavo.cli.build import run
    from octavo.pipeline.options import house_options

    output, everywhere = home() / "output", not names
    options = house_options(output, editions=editions, outputs=outputs, publish=False, everything=everywhere)
    built, _ = run(publications(names), options, style)
    return built.all_problems

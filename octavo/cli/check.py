# SPDX-License-Identifier: AGPL-3.0-or-later
"""octavo check: what is wrong, without writing anything that is published."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

import click

from octavo.cli.places import home, publications
from octavo.cli.talk import print_json, problems_json, progress, show_problems
from octavo.diagnostics.code import Severity
from octavo.diagnostics.problem import Problem


@click.command("check")
@click.argument("names", metavar="[PUBLICATION | FILE]...", nargs=-1)
@click.option("-l", "--edition", "editions", multiple=True, metavar="EDITION", help="Only this edition.")
@click.option("--json", "as_json", is_flag=True, help="One JSON document on stdout.")
def command(names: Sequence[str], editions: Sequence[str], as_json: bool) -> None:
    """Check publications (all in content/ if none is named), or any PDF or EPUB file."""
    files = [Path(name) for name in names if Path(name).is_file()]
    folders = [name for name in names if not Path(name).is_file()]
    problems: list[Problem] = []
    if files:
        from octavo.pipeline.tools import judge_file

        for file in files:
            problems += judge_file(file)
    if folders or not names:
        problems += _publications(folders, tuple(editions))
    if as_json:
        print_json({"problems": problems_json(problems)})
    else:
        show_problems(problems)
        if not problems:
            click.echo("No problems.", err=True)
    sys.exit(1 if any(each.severity is Severity.ERROR for each in problems) else 0)


def _publications(names: Sequence[str], editions: tuple[str, ...]) -> tuple[Problem, ...]:
    from octavo.pipeline.build import build
    from octavo.pipeline.options import house_options

    told = progress(None)
    try:
        built = build(publications(names), house_options(home() / "output", editions=editions, publish=False), told)
    finally:
        told.end()
    return built.all_problems

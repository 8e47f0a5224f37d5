# SPDX-License-Identifier: AGPL-3.0-or-later
"""octavo translate pseudo: languages that nobody speaks, to find what a translation would break."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from octavo.cli.help import examples
from octavo.cli.places import complete, home, shown
from octavo.cli.sources import gathered
from octavo.cli.talk import show_all, show_problems
from octavo.diagnostics.problem import Outcome, Problem

if TYPE_CHECKING:
    from octavo.pipeline.translation import Source


@click.command(
    "pseudo",
    short_help="Make a copy in languages that nobody speaks, to test a look.",
    epilog=examples({"octavo translate pseudo my-book": "then build the folder that it names, with --draft"}),
)
@click.argument("names", metavar="[PUBLICATION]...", nargs=-1, shell_complete=complete)
@click.option("--to", type=click.Path(file_okay=False, path_type=Path), metavar="FOLDER", help="Where the copies go.")
@show_all
def pseudo(names: Sequence[str], to: Path | None, everything: bool) -> None:
    """Copy publications to output/pseudo/ with three editions made from the source: en-XA is longer and accented,
    ar-XB mirrored, en-XL has long words. Built, they show what a look does to a translation before there is one.

    The folders are printed, each on a line of its own.
    """
    from octavo.pipeline.translation_pseudo import make_pseudo

    def work(source: Source) -> Sequence[Problem]:
        click.echo(shown(make_pseudo(source, to or home() / "output" / "pseudo")))
        return ()

    problems = gathered(names, work)
    show_problems(problems, everything=everything)
    sys.exit(int(Outcome(None, tuple(problems)).failed))

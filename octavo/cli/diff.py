# SPDX-License-Identifier: AGPL-3.0-or-later
"""octavo diff: what differs between two builds of a publication, down to the page, the sheet and the word."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from octavo.cli.help import examples
from octavo.cli.places import shown
from octavo.cli.talk import console, is_terminal, print_json, problems_json, show_all, show_problems

if TYPE_CHECKING:
    from octavo.model.difference import Difference


@click.command(
    "diff",
    short_help="Show what differs between two builds of a publication.",
    epilog=examples(
        {
            "octavo diff first/my-book output/my-book": "every edition: messages, pages, sheets to print again",
            "octavo diff first/my-book output/my-book --to compared": "the same as a page with pictures",
            "octavo diff first/my-book/en output/my-book/en": "one edition",
            "octavo diff old.pdf new.pdf --exit-code": "any two PDF or EPUB files, in a script",
        }
    ),
)
@click.argument("old", metavar="OLD", type=click.Path(path_type=Path))
@click.argument("new", metavar="NEW", type=click.Path(path_type=Path))
@click.option("--to", metavar="DIR", type=click.Path(path_type=Path), help="Write diff.html with pictures into DIR.")
@click.option("--exit-code", "telling", is_flag=True, help="Exit with 1 if anything differs, as git diff does.")
@click.option("--json", "as_json", is_flag=True, help="One JSON document on stdout.")
@show_all
def command(old: Path, new: Path, to: Path | None, telling: bool, as_json: bool, everything: bool) -> None:
    """Show what differs between OLD and NEW: two published folders, two editions, or two PDF or EPUB files.

    Messages are told by word, pages by how they look and what they read, print files by the pages, sheets and plates
    that have to be printed again. The exit code is 0 if the comparison could be made, 1 if something can't be read;
    with --exit-code also 1 if anything differs.
    """
    from octavo.pipeline.diff import PAGE, differ

    if gone := [path for path in (old, new) if not path.exists()]:
        raise click.UsageError(f"there is no file or folder {gone[0]}")
    if to is not None and to.exists() and not to.is_dir():
        raise click.UsageError(f"{to} is no folder")
    if to is not None and any(path.is_dir() and to.resolve().is_relative_to(path.resolve()) for path in (old, new)):
        raise click.UsageError(f"{to} is in a published folder, which would then not be as it was published")

    outcome = differ(old, new, to)
    difference = outcome.value
    if as_json:
        from dataclasses import asdict

        told = asdict(difference) | {"same": difference.same} if difference is not None else {}
        print_json({**told, "problems": problems_json(outcome.problems)})
    else:
        if difference is not None:
            _show(difference)
        show_problems(outcome.problems, everything=everything)
        if difference is not None and to is not None and (to / PAGE).is_file():
            click.echo(f"The pages side by side: {shown(to / PAGE)}", err=True)
    differs = difference is not None and not difference.same
    sys.exit(1 if outcome.failed or (telling and differs) else 0)


def _show(difference: Difference) -> None:
    """Print what differs: a table on a terminal, elsewhere a line each."""
    from octavo.pipeline.diff_words import rows

    if difference.same:
        click.echo("Nothing differs.")
    elif is_terminal(sys.stdout):
        _show_table(list(rows(difference)))
    else:
        for row in rows(difference):
            click.echo(": ".join(filter(None, row)))


def _show_table(told: list[tuple[str, str, str]]) -> None:
    from rich.table import Table
    from rich.text import Text

    table = Table(box=None, pad_edge=False, header_style="bold")
    for head in ("edition", "what", "how it differs"):
        table.add_column(head, overflow="fold")
    before = None
    for edition, what, how in told:
        table.add_row(edition if edition != before else "", what, Text(how, "bold" if not what else ""))
        before = edition
    console(sys.stdout).print(table)

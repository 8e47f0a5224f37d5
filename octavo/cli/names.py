# SPDX-License-Identifier: AGPL-3.0-or-later
"""octavo names: what is in a roll of names, without the book."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from octavo.cli.help import examples
from octavo.cli.places import MANIFEST, complete, publications
from octavo.cli.talk import print_json, problems_json, show_all, show_problems

if TYPE_CHECKING:
    from octavo.pipeline.lists import RollCount


@click.command(
    "names",
    short_help="Say what is in a roll of names, in numbers alone.",
    epilog=examples(
        {
            "octavo names my-book": "every roll of a publication",
            "octavo names list.csv": "a list alone, before it is in any book",
        }
    ),
)
@click.argument("path", metavar="PUBLICATION | FILE", shell_complete=complete)
@click.option("--json", "as_json", is_flag=True, help="One JSON document on stdout.")
@show_all
def command(path: str, as_json: bool, everything: bool) -> None:
    """Say what is in a roll: rows, columns, who is withheld, what stands twice, and letters that no font has.

    Nothing that is printed here names anybody. Exit code 1 says that the roll has an error.
    """
    from octavo.pipeline.lists import count_rolls

    given = Path(path)
    alone = given.is_file() and given.name != MANIFEST
    outcome = count_rolls(given if alone else publications([path])[0])
    counts = outcome.value or ()
    if as_json:
        print_json({"rolls": [each.as_data() for each in counts], "problems": problems_json(outcome.problems)})
    else:
        for each in counts:
            click.echo("\n".join(_told(each)))
        show_problems(outcome.problems, everything=everything)
    sys.exit(1 if outcome.failed else 0)


def _told(count: RollCount) -> Iterator[str]:
    rows = {
        "columns": ", ".join(count.columns) or "none that can be read",
        "rows": count.rows,
        "printed": count.printed,
        "withheld, living without consent": count.living,
        "withheld, under an embargo": count.embargoed,
        "rows that are the same as another": count.alike,
        "names that stand in several rows": count.namesakes,
        "letters that no font has": len(count.letters),
    }
    yield count.file
    width = max(map(len, rows))
    yield from (f"  {name:{width}}  {value}" for name, value in rows.items())

# SPDX-License-Identifier: AGPL-3.0-or-later
"""octavo verify: whether files are what an edition published."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

import click

from octavo.cli.help import examples
from octavo.cli.talk import print_json, problems_json, show_all, show_problems


@click.command(
    "verify",
    short_help="Say whether files are what an edition published.",
    epilog=examples(
        {
            "octavo verify output/my-book": "every file is there, unchanged, and nothing else",
            "octavo verify my-book-en.epub": "by the SHA256SUMS or edition.json beside or above it",
            "octavo verify from-a-friend.pdf --against output/my-book": "a file from anywhere",
        }
    ),
)
@click.argument("paths", metavar="FILE | FOLDER...", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option(
    "--against", metavar="FOLDER", type=click.Path(path_type=Path), help="The folder with SHA256SUMS or edition.json."
)
@click.option("--json", "as_json", is_flag=True, help="One JSON document on stdout.")
@show_all
def command(paths: Sequence[Path], against: Path | None, as_json: bool, everything: bool) -> None:
    """Say whether files are what an edition published, by their SHA-256.

    A folder has to hold every file that was published in it, unchanged, and nothing else. Exit code 0 says that all is
    as it was published, 1 that something is missing, changed or unknown.
    """
    from octavo.pipeline.proof import prove

    if gone := [path for path in paths if not path.exists()]:
        raise click.UsageError(f"there is no file or folder {gone[0]}")
    if against is not None and not against.is_dir():
        raise click.UsageError(f"{against} is no folder")

    outcome = prove(paths, against)
    checked = outcome.value or ()
    if as_json:
        files = [{"file": each.file, "published": each.published, "sha256": each.sha256} for each in checked]
        print_json({"verified": not outcome.failed, "files": files, "problems": problems_json(outcome.problems)})
    else:
        for each in checked:
            if each.published:
                click.echo(f"{each.file}: published as {each.published}")
        show_problems(outcome.problems, everything=everything)
    sys.exit(1 if outcome.failed else 0)

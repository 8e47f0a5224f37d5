# SPDX-License-Identifier: AGPL-3.0-or-later
"""octavo translate add: all that a new language needs, and its first pages."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from octavo.cli.help import examples
from octavo.cli.places import complete, home, shown
from octavo.cli.sources import gathered, show_files
from octavo.cli.talk import show_all, show_problems
from octavo.diagnostics.problem import Outcome, Problem

if TYPE_CHECKING:
    from octavo.pipeline.translation import Source

DRAFT = ("screen", "epub")


@click.command(
    "add",
    short_help="Make all that a translator needs.",
    epilog=examples(
        {
            "octavo translate add ka my-book": "Georgian for one publication, and its first draft",
            "octavo translate add pt-BR": "for all of them",
            "octavo translate add lt my-book --no-draft": "the files alone",
        }
    ),
)
@click.argument("tag")
@click.argument("names", metavar="[PUBLICATION]...", nargs=-1, shell_complete=complete)
@click.option("--draft/--no-draft", default=True, help="Build a first PDF and e-book, with what is missing marked.")
@click.option("--to", type=click.Path(file_okay=False, path_type=Path), metavar="FOLDER", help="Instead of output/.")
@show_all
def add(tag: str, names: Sequence[str], draft: bool, to: Path | None, everything: bool) -> None:
    """Make locale/TAG with everything a translator needs. TAG is a language such as ka or pt-BR.

    PO files for texts, facts and words, and locale.yaml with what is known of the language: direction, digits,
    quotation marks, plural forms, alphabet, hyphenation. The language is entered among the editions of
    publication.yaml, and a draft is built: what is not translated stands there in the language of the texts, marked.
    """
    from octavo.pipeline.languages import add_language, enter_edition

    ready: list[Path] = []

    def work(source: Source) -> Sequence[Problem]:
        made = add_language(source, tag)
        show_files(made)
        if made.value is None:
            return made.problems
        if enter_edition(source, tag):
            ready.append(source.folder)
        else:
            manifest = shown(source.folder / "publication.yaml")
            click.echo(f"Next: add {tag} to “editions” in {manifest}, and build a draft", err=True)
        return made.problems

    problems = gathered(names, work)
    show_problems(problems, everything=everything)
    failed = Outcome(None, tuple(problems)).failed
    if draft and ready:
        failed = not _draft(ready, tag, to, everything) or failed
    sys.exit(int(failed))


def _draft(folders: Sequence[Path], tag: str, to: Path | None, everything: bool) -> bool:
    """Build the first draft, and tell whether there is one."""
    from octavo.cli.build import run
    from octavo.cli.summary import show_built
    from octavo.pipeline.options import house_options

    options = house_options(to or home() / "output", editions=(tag,), outputs=DRAFT, draft=True)
    built, _ = run(folders, options, None)
    show_problems(built.all_problems, everything=everything)
    show_built(built, options.output)
    return not built.failed

# SPDX-License-Identifier: AGPL-3.0-or-later
"""octavo translate: a language added, brought up to date, counted."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from octavo.cli.places import publications
from octavo.cli.talk import print_json, show_problems
from octavo.diagnostics.problem import Outcome, Problem

if TYPE_CHECKING:
    from octavo.pipeline.translation import Source


@click.group("translate")
def command() -> None:
    """Languages: add one, bring it up to date with the source, see what is left to do."""


@command.command("add")
@click.argument("tag")
@click.argument("names", metavar="[PUBLICATION]...", nargs=-1)
def add(tag: str, names: Sequence[str]) -> None:
    """Make locale/TAG with everything a translator needs. TAG is a language such as ka or pt-BR."""
    from octavo.pipeline.translation import add_language

    def work(source: Source) -> Sequence[Problem]:
        made = add_language(source, tag)
        _show_files(made)
        if made.value is not None and tag not in source.publication.manifest.editions:
            click.echo(f"Next: add {tag} to “editions” in {source.folder / 'publication.yaml'}", err=True)
        return made.problems

    _each(names, work)


@command.command("update")
@click.argument("names", metavar="[PUBLICATION]...", nargs=-1)
@click.option("-l", "--edition", "tags", multiple=True, metavar="TAG", help="Only this language.")
@click.option("--templates", is_flag=True, help="The words of the house's templates instead; needs -l.")
def update(names: Sequence[str], tags: Sequence[str], templates: bool) -> None:
    """Bring new and changed sentences into every language; what did not change stays as it is."""
    from octavo.pipeline.translation import update_language, update_templates

    if templates:
        made_each = [update_templates(tag) for tag in tags]
        for made in made_each:
            _show_files(made)
        found = [each for made in made_each for each in made.problems]
        show_problems(found)
        sys.exit(int(Outcome(None, tuple(found)).failed))

    def work(source: Source) -> Sequence[Problem]:
        problems: list[Problem] = []
        for tag in tags or source.languages:
            made = update_language(source, tag)
            _show_files(made)
            problems += made.problems
        return problems

    _each(names, work)


@command.command("status")
@click.argument("names", metavar="[PUBLICATION]...", nargs=-1)
@click.option("-l", "--edition", "tags", multiple=True, metavar="TAG", help="Only this language.")
@click.option("--json", "as_json", is_flag=True, help="One JSON document on stdout.")
def status(names: Sequence[str], tags: Sequence[str], as_json: bool) -> None:
    """Show for every language and file what is translated, stale and missing, and how many words are left."""
    from octavo.pipeline.translation import status_of

    told: list[dict[str, Any]] = []

    def work(source: Source) -> Sequence[Problem]:
        problems: list[Problem] = []
        for tag in tags or source.languages:
            counted = status_of(source, tag)
            problems += counted.problems
            told.extend(counted.value or ())
        return problems

    failed = _each(names, work, leave=False)
    if as_json:
        print_json({"languages": told})
    else:
        _show_status(told)
    sys.exit(failed)


def _each(names: Sequence[str], work: Callable[[Source], Sequence[Problem]], *, leave: bool = True) -> int:
    """Do the work for every publication, say what is wrong, and leave with the exit code, or return it."""
    from octavo.pipeline.translation import below, read_source

    problems: list[Problem] = []
    for folder in publications(names):
        read = read_source(folder)
        found = read.problems if read.value is None else work(read.value)
        problems += below(found, read.value) if read.value is not None else found
    show_problems(problems)
    code = int(Outcome(None, tuple(problems)).failed)
    if leave:
        sys.exit(code)
    return code


def _show_files(made: Outcome[tuple[Path, ...]]) -> None:
    for path in made.value or ():
        shown = path.relative_to(Path.cwd()) if path.is_relative_to(Path.cwd()) else path
        click.echo(shown)


def _show_status(rows: Sequence[dict[str, Any]]) -> None:
    """Print the counts as a table on a terminal, and as tab-separated lines elsewhere."""
    heads = ["publication", "language", "file", "translated", "stale", "missing", "words_left"]
    if not sys.stdout.isatty():
        for line in (heads, *([str(row[head]) for head in heads] for row in rows)):
            click.echo("\t".join(line))
        return
    from rich.console import Console
    from rich.table import Table

    table = Table(box=None)
    for head in heads:
        table.add_column(head.replace("_", " "), justify="left" if head in heads[:3] else "right")
    for row in rows:
        table.add_row(*(str(row[head]) for head in heads))
    Console().print(table)

# SPDX-License-Identifier: AGPL-3.0-or-later
"""What a build made: a table on a terminal, one path a line elsewhere; and why its steps ran."""

from __future__ import annotations

import sys
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import click

from octavo.cli.places import shown
from octavo.cli.talk import console, is_terminal
from octavo.pipeline.build import Built
from octavo.pipeline.publish import LISTING
from octavo.pipeline.report import EditionReport, PublicationReport

# State of an edition → what the table says of it, and in which style; the others were not asked for.
STATES = {
    "made": ("made", "green"),
    "kept": ("up to date", "dim"),
    "earlier": ("refused; the files are earlier ones", "yellow"),
    "refused": ("refused", "red"),
}

# What a step takes, in an author's words; a name that is not here speaks for itself.
INPUTS = {
    "folder": "the publication's files",
    "locale": "the translation",
    "templates": "the house's templates",
    "fonts": "the house's fonts",
    "blobs": "pictures or fonts",
    "publication": "the publication",
    "catalog": "the translation",
    "strings": "the house's words",
    "language": "what is known of the language",
    "edition": "the edition's text",
    "document": "the composed pages",
    "composed": "the composed pages",
    "made": "finished files",
}


def show_built(built: Built, output: Path) -> None:
    """Print the files of each edition that was asked for, and to stderr what was refused."""
    asked = [(report, edition) for report in built.reports for edition in report.editions if edition.state in STATES]
    if asked and is_terminal(sys.stdout):
        _show_table(asked, output)
    else:
        for report, edition in asked:
            for name in edition.files:
                click.echo(shown(output / report.name / edition.label / name))
    for report in built.reports:
        for line in _refused(report, shown(output / report.name)):
            click.echo(line, err=True)


def _refused(report: PublicationReport, folder: Path) -> Iterator[str]:
    """Yield a sentence for what was not made, which says what is there instead."""
    if not report.editions:
        earlier = any(folder.glob(f"*/{LISTING}"))
        there = f"what is in {folder.as_posix()}/ is from an earlier build" if earlier else "there are no files"
        yield f"{report.name}: refused; {there}"
    for edition in report.editions:
        if edition.state == "refused":
            yield f"{report.name} {edition.label}: refused; there are no files"
        elif edition.state == "earlier":
            yield f"{report.name} {edition.label}: refused; its files are from an earlier build"


def _show_table(asked: list[tuple[PublicationReport, EditionReport]], output: Path) -> None:
    from rich.table import Table
    from rich.text import Text

    table = Table(box=None, pad_edge=False, header_style="bold")
    for head in ("publication", "edition", "state", "file", "pages", "size"):
        table.add_column(head, justify="right" if head in ("pages", "size") else "left", overflow="fold")
    for report, edition in asked:
        state, style = STATES[edition.state]
        first: list[str | Text] = [report.name, edition.label, Text(state, style)]
        for name in edition.files or ("–",):
            path = output / report.name / edition.label / name
            table.add_row(*first, name, *(_measures(path) if edition.files else ("", "")))
            first = ["", "", Text("")]
    console(sys.stdout).print(table)
    names = {report.name for report, _ in asked}
    folder = f"{shown(output)}/{names.pop() if len(names) == 1 else 'PUBLICATION'}"
    click.echo(f"\nThe files are in {folder}/EDITION/; {folder}/report.html tells more.")


def _measures(path: Path) -> tuple[str, str]:
    """Return the pages, if it has any, and the size of a file, in the decimal units of today's systems."""
    from octavo.pipeline.tools import count_pages

    size = path.stat().st_size
    told = f"{size / 1e6:.1f} MB" if size >= 1e6 else f"{max(size // 1000, 1)} kB"
    pages = count_pages(path)
    return str(pages) if pages else "", told


def show_reasons(built: Built) -> None:
    """Print to stderr why the steps ran, those with one reason together."""
    reasons: dict[str, list[str]] = defaultdict(list)
    for done in built.steps:
        if done.ran:
            reasons[_in_words(done.why)].append(done.step.name)
    ran = sum(map(len, reasons.values()))
    click.echo(f"{ran} of {len(built.steps)} steps ran{':' if ran else ''}", err=True)
    for reason, names in reasons.items():
        click.echo(f"  {reason}", err=True)
        for name in names:
            click.echo(f"    {name}", err=True)


def _in_words(why: str) -> str:
    head, colon, names = why.partition(": ")
    if not colon:
        return why
    return f"{head}: {', '.join(dict.fromkeys(INPUTS.get(name.partition('-')[0], name) for name in names.split(', ')))}"

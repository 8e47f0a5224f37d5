# SPDX-License-Identifier: AGPL-3.0-or-later
"""octavo check: what is wrong, without writing anything that is published."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import click

from octavo.cli.check_print import KINDS, as_data, complete_printer, judge, told
from octavo.cli.help import examples
from octavo.cli.places import MANIFEST, complete, home, publications
from octavo.cli.progress import show_progress
from octavo.cli.talk import print_json, problems_json, show_all, show_problems
from octavo.diagnostics.code import Severity
from octavo.diagnostics.problem import Problem
from octavo.model.gate import Judged, PrintKind
from octavo.model.profile import PROFILES

if TYPE_CHECKING:
    from octavo.pipeline.build import Built
    from octavo.pipeline.mending import Mending
    from octavo.pipeline.outside import Opinion as Said

FORMATS = (".pdf", ".epub")


@click.command(
    "check",
    short_help="Check publications, or any PDF or EPUB file.",
    epilog=examples(
        {
            "octavo check": "everything in content/",
            "octavo check my-book -l az -o epub": "one edition, one output",
            "octavo check book.epub cover.pdf": "files, whoever made them",
            "octavo check my-book --built-in": "without the judges that this machine has besides",
            "octavo check my-book --co-edition": "whether the editions share the plates of the colours",
            "octavo check my-book --json": "for a program to read",
            "octavo check inside.pdf --as press --printer ingramspark": "a print file, as that printer would judge it",
        }
    ),
)
@click.argument("names", metavar="[PUBLICATION | FILE]...", nargs=-1, shell_complete=complete)
@click.option("-l", "--edition", "editions", multiple=True, metavar="EDITION", help="Only this edition, such as az.")
@click.option("-o", "--output", "outputs", multiple=True, type=click.Choice(list(PROFILES)), help="Only this output.")
@click.option("--as", "kind", type=click.Choice(KINDS), help="Judge PDF files as what goes to a printer.")
@click.option(
    "--printer", metavar="NAME", shell_complete=complete_printer, help="By whose rules; `octavo printers` lists them."
)
@click.option("--co-edition", "together", is_flag=True, help="Whether editions differ in the black plate alone.")
@click.option("--built-in", is_flag=True, help="Octavo's own checks alone: quicker, and the same on every machine.")
@show_progress
@click.option("--json", "as_json", is_flag=True, help="The problems as one JSON document on stdout.")
@show_all
def command(
    names: Sequence[str],
    editions: Sequence[str],
    outputs: Sequence[str],
    kind: PrintKind | None,
    printer: str | None,
    together: bool,
    built_in: bool,
    style: str | None,
    as_json: bool,
    everything: bool,
) -> None:
    """Check publications (all in content/ if none is named), or any PDF or EPUB file.

    A publication is made as far as its finished files, and these are judged, also by every judge that this machine has;
    nothing is published, and the next build tells in its report what they said of these files. With --as, files are
    judged as a printer would, whoever made them. With --co-edition the plates of the editions that read from left to
    right, or of those named, are compared: a printer who keeps the colours changes only the black one.
    """
    if together:
        _co_edition(names, tuple(editions), style, as_json=as_json, everything=everything)
    if kind or printer:
        _print_files(names, kind or "press", printer, as_json=as_json, everything=everything)
    files = [name for name in names if _is_file(name)]
    folders = [name for name in names if not _is_file(name)]
    books = _judged(files, built_in=built_in)
    problems = [each for found, _ in books.values() for each in found]
    if folders or not names:
        found, made = _publications(folders, tuple(editions), tuple(outputs), style, built_in=built_in)
        problems += found
        books |= made
    if as_json:
        print_json({"problems": problems_json(problems)} | _asked(books))
    else:
        show_problems(problems, everything=everything)
        if not problems:
            click.echo("No problems.", err=True)
        for file, (_, judged) in books.items():
            for each in judged:
                click.echo(f"{file}: {each.name}: {'run' if each.run else f'not run, for {each.reason}'}", err=True)
    sys.exit(1 if any(each.severity is Severity.ERROR for each in problems) else 0)


def _co_edition(
    names: Sequence[str], editions: tuple[str, ...], style: str | None, *, as_json: bool, everything: bool
) -> NoReturn:
    """Compare the plates of editions, tell how they stand, and end."""
    from octavo.cli.check_editions import compared, told
    from octavo.pipeline.co_edition import as_data

    found, problems = compared(publications(names), editions, style)
    if as_json:
        print_json({"problems": problems_json(problems), "publications": {k: as_data(v) for k, v in found.items()}})
    else:
        show_problems(problems, everything=everything)
        for name, each in found.items():
            click.echo(told(name, each))
    sys.exit(0 if all(each.same for each in found.values()) else 1)


def _print_files(
    names: Sequence[str], kind: PrintKind, printer: str | None, *, as_json: bool, everything: bool
) -> NoReturn:
    """Judge files for a printer, tell what was found, and end."""
    if not names or not all(_is_file(name) for name in names):
        raise click.UsageError("--as and --printer are for PDF files; name at least one")
    verdicts = judge(names, kind, printer)
    problems = [each for verdict in verdicts.values() for each in verdict.problems]
    if as_json:
        print_json({"problems": problems_json(problems), "files": as_data(verdicts)})
    else:
        show_problems(problems, everything=everything)
        for file, verdict in verdicts.items():
            click.echo("\n".join(told(file, verdict)))
    sys.exit(0 if all(verdict.accepted for verdict in verdicts.values()) else 1)


def _is_file(name: str) -> bool:
    path = Path(name)
    return (path.is_file() and path.name != MANIFEST) or (path.suffix.lower() in FORMATS and not path.is_dir())


Opinion = tuple[tuple[Problem, ...], tuple[Judged, ...]]


def _asked(books: dict[str, Opinion]) -> dict[str, object]:
    """Return who judged the e-books, as plain data; nothing where there are none."""
    from dataclasses import asdict

    files = [
        {"file": file, "judged": [asdict(each) for each in judged]} for file, (_, judged) in books.items() if judged
    ]
    return {"files": files} if files else {}


def _judged(names: Sequence[str], *, built_in: bool) -> dict[str, Opinion]:
    """Judge files, several at once: a judge from outside spends most of its time in processes of its own."""
    from concurrent.futures import ThreadPoolExecutor

    with ThreadPoolExecutor(os.cpu_count()) as several:
        return dict(zip(names, several.map(partial(_judge, built_in=built_in), names), strict=True))


def _judge(name: str, *, built_in: bool) -> Opinion:
    from octavo.pipeline.tools import judge_book

    try:
        Path(name).open("rb").close()
        if not built_in:
            _judging(name)
        return judge_book(Path(name), built_in=built_in)
    except OSError as reason:
        raise click.UsageError(f"{name} can't be read: {reason.strerror}") from None


def _publications(
    names: Sequence[str], editions: tuple[str, ...], outputs: tuple[str, ...], style: str | None, *, built_in: bool
) -> tuple[tuple[Problem, ...], dict[str, Opinion]]:
    """Return what is wrong with publications, and which judges were asked of which of their files."""
    from octavo.cli.build import run
    from octavo.pipeline.mending import mended
    from octavo.pipeline.options import house_options
    from octavo.pipeline.outside import ask_outside
    from octavo.pipeline.store import Store
    from octavo.pipeline.using import using

    output, everywhere = home() / "output", not names
    options = house_options(output, editions=editions, outputs=outputs, publish=False, everything=everywhere)
    store = Store(output / ".store")

    def work(_: Mending) -> tuple[Built, dict[str, tuple[Said, ...]]]:
        built, _progress = run(publications(names), options, style)
        return built, {} if built_in else ask_outside(built.steps, store, _judging)

    with using(store.folder):  # until they are judged, nobody prunes what was made
        built, asked = mended(work)
    judges = {file: tuple(Judged(each.judge, each.run, each.reason) for each in said) for file, said in asked.items()}
    more = (problem for said in asked.values() for each in said for problem in each.problems)
    return (*built.all_problems, *more), {file: ((), judged) for file, judged in judges.items()}


def _judging(file: str) -> None:
    click.echo(f"judging {file}", err=True)

# SPDX-License-Identifier: AGPL-3.0-or-later
"""octavo translate pack, take, export, import: translators who have a mail programme and their own tools."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from octavo.cli.help import examples
from octavo.cli.places import complete, home, publications, shown
from octavo.cli.talk import show_all, show_problems
from octavo.diagnostics.printing import one_line

_name = click.argument("name", metavar="PUBLICATION", shell_complete=complete)
_to = click.option("--to", "to", type=click.Path(path_type=Path), default=None, help="The file to write.")


@click.command(
    "pack",
    short_help="Make one zip for a translator.",
    epilog=examples(
        {
            "octavo translate pack ka my-book": "my-book-ka.zip, to send by mail; `take` brings it back",
        }
    ),
)
@click.argument("tag")
@_name
@_to
def pack(tag: str, name: str, to: Path | None) -> None:
    """Make one zip with all that a translator into TAG needs: PO files, agreed terms, a guide, the pages.

    The pages are those that are published: build the source language, and the draft of this one, before.
    """
    _made("pack", tag, name, to)


@click.command(
    "export",
    short_help="Make an XLIFF file for an agency.",
    epilog=examples({"octavo translate export de my-book": "my-book-de.xlf; `import` brings it back"}),
)
@click.argument("tag")
@_name
@click.option("--xliff", is_flag=True, default=True, help="As XLIFF 1.2, which is the only format.")
@_to
def export(tag: str, name: str, xliff: bool, to: Path | None) -> None:
    """Make an XLIFF file with the messages of a language and their translations, for tools that prefer it to PO."""
    _made("export", tag, name, to)


def _made(kind: str, tag: str, name: str, to: Path | None) -> None:
    from octavo.pipeline import translation_mail
    from octavo.pipeline.store import write_whole
    from octavo.pipeline.translation import below, read_source

    source = read_source(publications([name])[0]).unwrap()
    if not translation_mail.has_language(source, tag):
        known = ", ".join(source.languages) or "none"
        raise click.UsageError(
            f"{name} has no translation into {tag}; it has {known}. `octavo translate add` makes one"
        )
    if kind == "pack":
        made = translation_mail.pack(source, tag, home() / "output")
    else:
        made = translation_mail.export(source, tag)
    show_problems(below(made.problems, source))
    if made.value is None:
        sys.exit(1)
    path = to or Path(f"{source.publication.name}-{tag}{'.zip' if kind == 'pack' else '.xlf'}")
    write_whole(path, made.value)
    click.echo(shown(path))


_files = click.argument("file", type=click.Path(path_type=Path))
_anyway = click.option("--anyway", is_flag=True, help="Although the source has changed since.")
_theirs = click.option("--theirs", is_flag=True, help="Where both sides translated a message, what came counts.")
_tag = click.option("-l", "--edition", "tag", default="", metavar="TAG", help="The language, if the file has none.")
_report = click.option("--report", type=click.Path(path_type=Path), default=None, help="Write what to tell the sender.")


@click.command(
    "take",
    short_help="Bring back what a translator sent.",
    epilog=examples(
        {
            "octavo translate take my-book-ka.zip my-book": "the pack that came back",
            "octavo translate take text.po my-book -l ka": "or a file of it alone",
            "octavo translate take my-book-ka.zip my-book --report answer.txt": "with a text to answer with",
        }
    ),
)
@_files
@_name
@_tag
@_anyway
@_theirs
@_report
@show_all
def take(file: Path, name: str, tag: str, anyway: bool, theirs: bool, report: Path | None, everything: bool) -> None:
    """Bring back FILE, a pack (.zip), a PO or an XLIFF file that was sent: whole, or not at all.

    Nothing is lost: where a message was translated here as well since, ours stays and theirs is written into the
    comment of the entry. The files that changed are printed, each on a line of its own; what lint finds in the
    language goes to the standard error, and with --report into a text for the sender.
    """
    from octavo.pipeline.store import write_whole
    from octavo.pipeline.translation import below, read_source
    from octavo.pipeline.translation_mail import Taking
    from octavo.pipeline.translation_mail import take as bring

    if not file.is_file():
        raise click.UsageError(f"there is no file “{file}”")
    source = read_source(publications([name])[0]).unwrap()
    made = bring(source, file, Taking(tag, anyway, theirs))
    found = [*made.problems, *(made.value.lint if made.value else ())]
    came = [each for each in found if each.place.file.startswith(file.name)]
    show_problems([*came, *below([each for each in found if each not in came], source)], everything=everything)
    if report is not None:
        lines = [f"{one_line(each)}\n    {'; '.join(each.hints)}".rstrip() for each in found]
        write_whole(report, "\n".join([f"{file.name}: {len(found) or 'no'} remarks", *lines, ""]).encode())
    if made.value is None:
        sys.exit(1)
    for path in made.value.paths:
        click.echo(shown(path))
    click.echo(f"{made.value.count} translations taken into {made.value.tag}", err=True)
    sys.exit(int(made.failed))


import_ = click.Command(
    "import",
    callback=take.callback,
    params=list(take.params),
    short_help="Bring back an XLIFF file.",
    help="Bring back an XLIFF file that `export` made; the same as `take`.",
    epilog=examples({"octavo translate import my-book-de.xlf my-book": "what the agency sent"}),
)
COMMANDS = (pack, take, export, import_)

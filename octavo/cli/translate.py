# SPDX-License-Identifier: AGPL-3.0-or-later
"""octavo translate: a language added, brought up to date, counted, read for slips."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from octavo.cli.help import SETTINGS, Commands, examples, show_help_if_alone
from octavo.cli.places import complete, home
from octavo.cli.sources import gathered, show_files
from octavo.cli.talk import print_json, problems_json, show_all, show_problems
from octavo.cli.translate_add import add
from octavo.cli.translate_mail import COMMANDS as MAIL
from octavo.cli.translate_pseudo import pseudo
from octavo.cli.translate_status import tell_status
from octavo.diagnostics.problem import Outcome, Problem

if TYPE_CHECKING:
    from octavo.pipeline.translation import Source


@click.group(
    "translate",
    short_help="Add a language, update it, check it, see what is left.",
    cls=Commands,
    context_settings=SETTINGS,
    epilog=examples(
        {
            "octavo translate add ka my-book": "all that a translator into Georgian needs",
            "octavo translate update my-book": "after the source has changed",
            "octavo translate status my-book": "what is left to do",
            "octavo translate lint my-book": "what a careful reader would mark",
            "octavo translate pack ka my-book": "one zip for a translator; `take` brings it back",
        }
    ),
)
@click.pass_context
def command(ctx: click.Context) -> None:
    """Languages: add one, bring it up to date with the source, see what is left to do and what is wrong.

    Translators get PO files in locale/TAG; docs/guide/translators.md is written for them.
    """
    show_help_if_alone(ctx)


_names = click.argument("names", metavar="[PUBLICATION]...", nargs=-1, shell_complete=complete)
_tags = click.option("-l", "--edition", "tags", multiple=True, metavar="TAG", help="Only this language.")


command.add_command(add)
command.add_command(pseudo)


@command.command(
    "update",
    short_help="Bring new and changed sentences into every language.",
    epilog=examples(
        {
            "octavo translate update my-book": "every language that it has",
            "octavo translate update -l az": "one language of every publication",
            "octavo translate update my-book --explain": "with the reason why each stale translation is so",
            "octavo translate update my-book --typo text/02-town.md:14": "that change only mended the writing",
            "octavo translate update my-book --room": "with the room that each message has on its page",
            "octavo translate update --templates -l az": "the house's own words",
        }
    ),
)
@_names
@_tags
@click.option("--templates", is_flag=True, help="The words of the house's templates instead; needs -l.")
@click.option("--explain", is_flag=True, help="Say of each changed message whether its translation holds, and why.")
@click.option("--typo", "typos", multiple=True, metavar="WHICH", help="The change only mended the writing.")
@click.option("--meaning", "meanings", multiple=True, metavar="WHICH", help="The change is one of meaning.")
@click.option(
    "--room/--no-room", "room", default=None, help="Write how much room each message has on its page; or not."
)
@show_all
def update(
    names: Sequence[str],
    tags: Sequence[str],
    templates: bool,
    explain: bool,
    typos: Sequence[str],
    meanings: Sequence[str],
    room: bool | None,
    everything: bool,
) -> None:
    """Bring new and changed sentences into every language; what did not change stays as it is.

    A mended typing mistake, punctuation, a renamed id or placeholder, and a moved paragraph leave a translation valid;
    a reworded sentence makes it stale. Where the rule is wrong, say so with --typo or --meaning: WHICH is the number
    that --explain shows, a place such as text/02-town.md:14, a file, or “all”.

    With --room each entry is told its page and how many characters more fit there, as the last build measured it, and
    what can't grow gets a longest length. What is written of it stays until --room or --no-room is said again.

    The files that changed are printed, each on a line of its own.
    """
    from octavo.pipeline.rooms import places_of
    from octavo.pipeline.translation_update import Verdicts, one_by_one, unknown_in, update_languages

    if templates:
        sys.exit(_update_house(tags, everything))
    verdicts = Verdicts(tuple(typos), tuple(meanings))

    def work(source: Source) -> Sequence[Problem]:
        problems: list[Problem] = []
        if names and (unknown := unknown_in(source, verdicts)):
            raise click.UsageError(f"no message is called {unknown[0]}; `--explain` shows their numbers and places")
        rooms = {True: lambda tag: places_of(source, tag, home() / "output"), False: lambda _: {}, None: lambda _: None}
        for made in update_languages(source, tags or source.begun, verdicts, rooms[room], explain=explain):
            show_files(Outcome(made.value.paths if made.value else None, made.problems))
            for line in one_by_one(made.value.changes if made.value else ()):
                click.echo(line)
            problems += made.problems
        return problems

    sys.exit(_each(names, work, everything))


def _update_house(tags: Sequence[str], everything: bool) -> int:
    """Update the house's own words in the languages and return the exit code."""
    from octavo.pipeline.translation import update_templates

    if not tags:
        raise click.UsageError("--templates needs a language: add -l TAG")
    problems: list[Problem] = []
    for tag in tags:
        made = update_templates(tag)
        show_files(made)
        problems += made.problems
    show_problems(problems, everything=everything)
    return int(Outcome(None, tuple(problems)).failed)


@command.command(
    "status",
    short_help="Show what is translated, stale and missing.",
    epilog=examples(
        {
            "octavo translate status my-book": "a line for each language and file",
            "octavo translate status my-book --chapters": "a line for each chapter",
            "octavo translate status my-book --explain": "and what changed since the last translation",
            "octavo translate status -l az --json": "one language, for a program to read",
        }
    ),
)
@_names
@_tags
@click.option("--chapters", is_flag=True, help="By the texts and data of the source instead of the PO files.")
@click.option("--explain", is_flag=True, help="Each stale message, with what changed since it was translated.")
@click.option("--room", is_flag=True, help="Each message's page, and how many characters more fit there.")
@click.option("--html", "page", type=click.Path(path_type=Path), default=None, help="Write a page to look at.")
@click.option("--json", "as_json", is_flag=True, help="One JSON document on stdout.")
@show_all
def status(
    names: Sequence[str],
    tags: Sequence[str],
    chapters: bool,
    explain: bool,
    room: bool,
    page: Path | None,
    as_json: bool,
    everything: bool,
) -> None:
    """Show for every language and file what is translated, stale and missing, and how many words are left.

    With --chapters also since when the sentence that waits longest does so, if the publication is kept in git. With
    --explain also each stale message, and what changed since it was translated as a difference of words. With --room
    what the last build measured. With --html a page with a bar for each chapter, and both of the former.

    A language that has a folder and is not among the editions is shown as well, and said to be so. Elsewhere than on a
    terminal the columns are separated by tabs.
    """
    from octavo.pipeline.translation_status import Asked, told_of

    asked = Asked(tuple(tags), chapters or page is not None, explain or page is not None, room)
    told: dict[str, list[dict[str, object]]] = {"languages": [], "changes": [], "room": []}

    def work(source: Source) -> Sequence[Problem]:
        found = told_of(source, asked, home() / "output")
        for name, rows in found.rows.items():
            told[name] += rows
        return found.problems

    failed = _each(names, work, everything)
    tell_status(told, asked, page, as_json=as_json)
    sys.exit(failed)


@command.command(
    "lint",
    short_help="Show what is wrong with translations.",
    epilog=examples(
        {
            "octavo translate lint my-book": "every language that it has",
            "octavo translate lint -l az --json": "one language, for a program to read",
            "octavo translate lint --templates": "the house's own words",
        }
    ),
)
@_names
@_tags
@click.option("--templates", is_flag=True, help="The words of the house's templates instead.")
@click.option("--json", "as_json", is_flag=True, help="One JSON document on stdout.")
@show_all
def lint(names: Sequence[str], tags: Sequence[str], templates: bool, as_json: bool, everything: bool) -> None:
    """Show what is wrong with translations: placeholders, numbers, terms, quotation marks, letters and more.

    What stands in a PO file is told at the line of its entry. “# allow L512: reason” in the translator's comment of an
    entry allows a thing there; what is allowed is listed as well. The exit code is 1 if there is an error.
    """
    from octavo.pipeline.rooms import places_of
    from octavo.pipeline.translation import lint_language, lint_of_source, lint_templates

    problems: list[Problem] = []

    def work(source: Source) -> Sequence[Problem]:
        found = list(lint_of_source(source))
        for tag in tags or source.begun:
            found += lint_language(source, tag, places_of(source, tag, home() / "output"))
        return found

    problems += lint_templates(tags) if templates else gathered(names, work)
    if as_json:
        print_json({"problems": problems_json(problems)})
    else:
        show_problems(problems, everything=everything)
        if not problems:
            click.echo("No problems.", err=True)
    sys.exit(int(Outcome(None, tuple(problems)).failed))


def _each(names: Sequence[str], work: Callable[[Source], Sequence[Problem]], everything: bool) -> int:
    """Do the work for every publication, say what is wrong, and return the exit code."""
    problems = gathered(names, work)
    show_problems(problems, everything=everything)
    return int(Outcome(None, tuple(problems)).failed)


for _command in MAIL:
    command.add_command(_command)

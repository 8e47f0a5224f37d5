# SPDX-License-Identifier: AGPL-3.0-or-later
"""octavo approve: somebody has looked through the facts, the text or a translation."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import get_args

import click

from octavo.cli.help import examples
from octavo.cli.places import complete, publications
from octavo.cli.talk import show_problems
from octavo.model.manifest import Scope


@click.command(
    "approve",
    short_help="Record that somebody has looked something through.",
    epilog=examples(
        {
            'octavo approve my-book facts --by "Anna Example"': "every figure compared with its source",
            "octavo approve my-book text --by editors": "a role is enough",
            "octavo approve my-book translation -l az": "the translation into Azerbaijani",
        }
    ),
)
@click.argument("name", metavar="PUBLICATION", shell_complete=complete)
@click.argument("what", type=click.Choice(get_args(Scope)))
@click.option("-l", "--edition", "tag", default="", metavar="TAG", help="The language of the translation.")
@click.option("--by", default="", metavar="WHO", help="A name or a role; it is printed only with --public.")
@click.option("--public", is_flag=True, help="The person has agreed that the name is printed.")
@click.option("--on", "day", default="", metavar="DATE", help="The day, such as 2026-11-22; by default today.")
def command(name: str, what: Scope, tag: str, by: str, public: bool, day: str) -> None:
    """Record in publication.yaml that WHAT (facts, text or translation) has been looked through as it is now.

    An edition with all approvals it needs no longer says that it is a proof. An approval is bound to the content: as
    soon as that changes it no longer counts, and the edition says again what it is.
    """
    from octavo.pipeline.approval import Wish, approve
    from octavo.pipeline.translation import below, read_source

    if (what == "translation") != bool(tag):
        raise click.UsageError("a translation needs its language, such as -l az; facts and text have none")
    if public and not by:
        raise click.UsageError("--public prints the name that --by gives, and there is none")
    source = read_source(publications([name])[0]).unwrap()
    if tag and tag not in source.languages:
        raise click.UsageError(f"{name} has no translation into {tag}; it has {', '.join(source.languages) or 'none'}")
    made = approve(source, Wish(what, _day(day), tag, by, public))
    show_problems(below(made.problems, source))
    if made.value is None:
        click.get_current_context().exit(1)
    click.echo(f"{what}{f' ({tag})' if tag else ''}: approved on {made.value.on}, digest {made.value.digest}")


def _day(given: str) -> date:
    try:
        # The one date that does not come from the content: the day on which a person says so.
        return date.fromisoformat(given) if given else datetime.now(UTC).date()  # noqa: TID251
    except ValueError:
        raise click.UsageError(f"“{given}” is no date; write it like 2026-11-22") from None

# SPDX-License-Identifier: AGPL-3.0-or-later
"""octavo approve: somebody has looked through the facts, the text, a translation, or how an edition can be read."""

from __future__ import annotations

import sys
from datetime import UTC, date, datetime
from typing import get_args

import click

from octavo.cli.help import examples
from octavo.cli.places import complete, publications
from octavo.cli.talk import show_problems
from octavo.model.manifest import BY_LANGUAGE, Scope

# WCAG 2.2 and EPUB Accessibility 1.1, as far as no program can judge them.
CHECKLIST = (
    "Open the e-book in a reading system and in one that reads aloud, and look at every page.",
    "[ ] Each text alternative says what the picture says where it stands, in the language of the edition (1.1.1).",
    "[ ] Each chart says as text or table all that it shows (1.1.1).",
    "[ ] Read aloud from start to end, the text makes sense; notes don't interrupt it (1.3.2).",
    "[ ] Headings say what follows, and the contents lead to them (2.4.2, 2.4.6).",
    "[ ] Nothing is told by colour, shape or place alone (1.3.3, 1.4.1); contrast is enough by day and night (1.4.3).",
    "[ ] At 200 % and on a narrow screen nothing is cut off or lost (1.4.4, 1.4.10).",
    "[ ] Links say where they lead (2.4.4); notes open and lead back.",
    "[ ] Phrases in other languages are read in their language (3.1.2).",
    "[ ] Page numbers, where there are any, lead to the places where the printed pages begin.",
    "If all of it holds, say so: octavo approve … access -l TAG --by WHO [--public]. It counts until the text changes.",
)


@click.command(
    "approve",
    short_help="Record that somebody has looked something through.",
    epilog=examples(
        {
            'octavo approve my-book facts --by "Anna Example"': "every figure compared with its source",
            "octavo approve my-book text --by editors": "a role is enough",
            "octavo approve my-book translation -l az": "the translation into Azerbaijani",
            "octavo approve my-book translation -l az --chapter text/02-town.md --by reviewers": "one chapter of it",
            "octavo approve my-book access -l az": "what a review of its accessibility goes through; records nothing",
            'octavo approve my-book access -l az --by "Anna Example" --public': "a person went through all of that",
        }
    ),
)
@click.argument("name", metavar="PUBLICATION", shell_complete=complete)
@click.argument("what", type=click.Choice(get_args(Scope)))
@click.option("-l", "--edition", "tag", default="", metavar="TAG", help="The language of the translation or edition.")
@click.option("--chapter", default="", metavar="FILE", help="Only the translation of this text, text/02-town.md.")
@click.option("--by", default="", metavar="WHO", help="A name or a role; it is printed only with --public.")
@click.option("--public", is_flag=True, help="The person has agreed that the name is printed.")
@click.option("--on", "day", default="", metavar="DATE", help="The day, such as 2026-11-22; by default today.")
def command(name: str, what: Scope, tag: str, chapter: str, by: str, public: bool, day: str) -> None:
    """Record in publication.yaml that WHAT (facts, text, translation or access) has been looked through as it is now.

    An edition with all approvals it needs no longer says that it is a proof. An approval is bound to the content: as
    soon as that changes it no longer counts, and the edition says again what it is.

    A translation can be reviewed by chapters, by different people: it is approved when all of them are.
    `octavo translate status --chapters` shows which are.

    Access is how the e-book of a language can be read: without --by, the checklist of a review is printed.
    """
    from octavo.pipeline.approval import Wish, approve, chapters_of_source
    from octavo.pipeline.translation import below, read_source

    if (what in BY_LANGUAGE) != bool(tag):
        raise click.UsageError("translation and access need a language, such as -l az; facts and text have none")
    if chapter and what != "translation":
        raise click.UsageError("only a translation is reviewed by chapters")
    if public and not by:
        raise click.UsageError("--public prints the name that --by gives, and there is none")
    source = read_source(publications([name])[0]).unwrap()
    if what == "access" and not by:
        click.echo("\n".join(CHECKLIST))
        return
    manifest = source.publication.manifest
    known = (manifest.language, *source.languages, *manifest.editions) if what == "access" else source.languages
    if tag and tag not in known:
        raise click.UsageError(f"{name} has no translation into {tag}; it has {', '.join(source.languages) or 'none'}")
    if chapter and chapter not in (there := chapters_of_source(source)):
        raise click.UsageError(f"there is no chapter “{chapter}”; its chapters are {', '.join(there)}")
    made = approve(source, Wish(what, _day(day), tag, by, public, chapter))
    show_problems(below(made.problems, source))
    if made.value is None:
        sys.exit(1)
    click.echo(f"{what}{f' ({tag})' if tag else ''}: approved on {made.value.on}, digest {made.value.digest}")


def _day(given: str) -> date:
    try:
        # The one date that does not come from the content: the day on which a person says so.
        return date.fromisoformat(given) if given else datetime.now(UTC).date()  # noqa: TID251
    except ValueError:
        raise click.UsageError(f"“{given}” is no date; write it like 2026-11-22") from None

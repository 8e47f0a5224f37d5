# SPDX-License-Identifier: AGPL-3.0-or-later
"""What help looks like: every command ends with examples, and a misspelled name is answered with the nearest."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from difflib import get_close_matches
from importlib import import_module
from typing import Any

import click

SETTINGS: dict[str, Any] = {"help_option_names": ["-h", "--help"], "max_content_width": 100}
GAP = 3


def examples(lines: Mapping[str, str]) -> str:
    """Return the end of a command's help: command lines with what they do, which click prints as they stand."""
    width = max(len(line) for line in lines) + GAP
    # \b keeps click from wrapping the paragraph.
    return "\b\nExamples:\n" + "\n".join(f"  {line:{width}}{told}".rstrip() for line, told in lines.items())


def nearest(name: str, known: Iterable[str]) -> str:
    """Return “did you mean …?” for what was most likely meant, else all that is known."""
    names = list(known)
    close = get_close_matches(name, names, 1) or [each for each in names if name and each.startswith(name)][:1]
    return f"did you mean “{close[0]}”?" if close else f"known are: {', '.join(names) or 'none yet'}"


class Commands(click.Group):
    """A group of commands; those in `load` are imported when they are needed, for imports cost time."""

    def __init__(self, *given: Any, load: Mapping[str, str] | None = None, **options: Any) -> None:
        super().__init__(
            *given, **{**options, "invoke_without_command": True, "subcommand_metavar": "COMMAND [ARGS]..."}
        )
        self.load = load or {}

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names in the order in which a person meets them."""
        return [*self.load, *self.commands]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Return the command, imported now if it is one of those, or None."""
        if cmd_name not in self.load:
            return self.commands.get(cmd_name)
        found: click.Command = import_module(self.load[cmd_name]).command
        return found

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Return the command that is asked for; for an unknown one name the nearest."""
        if self.get_command(ctx, args[0]) is None and not args[0].startswith("-"):
            ctx.fail(f"there is no command “{args[0]}”; {nearest(args[0], self.list_commands(ctx))}")
        return super().resolve_command(ctx, args)


def every_command(name: str, command: click.Command) -> Iterator[tuple[str, click.Command]]:
    """Yield the command and all below it, each with the words that call it."""
    yield name, command
    if isinstance(command, click.Group):
        ctx = click.Context(command, info_name=name)
        for word in command.list_commands(ctx):
            if (below := command.get_command(ctx, word)) is not None:
                yield from every_command(f"{name} {word}", below)


def show_help_if_alone(ctx: click.Context) -> None:
    """Print a group's help where no command was named: who tries it so has done nothing wrong."""
    if ctx.invoked_subcommand is None:
        click.echo(ctx.get_help())

# SPDX-License-Identifier: AGPL-3.0-or-later
"""The command `octavo`: its groups, and what the exit codes mean."""

from __future__ import annotations

import os
import sys
import traceback
from importlib import import_module

import click

from octavo import __version__

# Command → module; loaded when it is called, so that `octavo build` with nothing to do starts at once.
COMMANDS = {
    "build": "build",
    "check": "check",
    "new": "new",
    "translate": "translate",
    "doctor": "doctor",
    "explain": "explain",
    "schema": "schema",
}


class _Commands(click.Group):
    """The commands, each imported when it is first needed."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        command: click.Command = import_module(f"octavo.cli.{COMMANDS[cmd_name]}").command
        return command


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="octavo")
def octavo() -> None:
    """Octavo prints booklets and makes e-books in every language from one folder of structured content.

    Exit codes: 0 done, 1 problems in the content, 2 wrong usage, 3 a fault of Octavo itself.
    """


def main(arguments: list[str] | None = None) -> None:
    """Run the command line and leave with its exit code."""
    try:
        octavo.main(arguments, prog_name="octavo", standalone_mode=False)
    except click.exceptions.Exit as leaving:
        sys.exit(leaving.exit_code)
    except click.ClickException as wrong:
        wrong.show()
        sys.exit(2)
    except (click.Abort, KeyboardInterrupt):
        click.echo("stopped; the last good files are untouched", err=True)
        sys.exit(130)
    except Exception as fault:
        _own_fault(fault)
        sys.exit(3)


def _own_fault(fault: Exception) -> None:
    """Say that this is not the user's fault; the whole story only where it was asked for."""
    if os.environ.get("OCTAVO_TRACEBACK"):
        traceback.print_exception(fault)
    click.echo(f"octavo: internal fault: {type(fault).__name__}: {fault}", err=True)
    click.echo("    hint: please report this; OCTAVO_TRACEBACK=1 shows where it happened", err=True)

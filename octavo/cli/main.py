# SPDX-License-Identifier: AGPL-3.0-or-later
"""The command `octavo`: its commands, and what the exit codes mean."""

from __future__ import annotations

import atexit
import gc
import os
import sys
import traceback

import click

from octavo import __version__
from octavo.cli.help import SETTINGS, Commands, examples, show_help_if_alone
from octavo.cli.talk import show_problems
from octavo.diagnostics.problem import ProblemsFound

WRONG_CONTENT, WRONG_USAGE, OWN_FAULT, STOPPED = 1, 2, 3, 130

COMMANDS = {
    name: f"octavo.cli.{name}"
    for name in (
        "build",
        "check",
        "preview",
        "new",
        "translate",
        "fit",
        "series",
        "approve",
        "names",
        "printers",
        "fonts",
        "verify",
        "diff",
        "store",
        "explain",
        "schema",
        "doctor",
    )
}


@click.group(
    cls=Commands,
    load=COMMANDS,
    context_settings=SETTINGS,
    epilog=examples(
        {
            "octavo build my-book -l az -o epub": "one edition, one output",
            "octavo build ../elsewhere/my-book": "a publication that is not in content/",
            "octavo check my-book": "what is wrong, with file, line and a way out",
            "octavo translate add ka my-book": "all that a translator into Georgian needs",
            "octavo explain T210": "what a problem code means",
        }
    )
    + "\n\nExit codes: 0 done, 1 problems in the content, 2 wrong usage, 3 a fault of Octavo itself.\n\n"
    "In a checkout, `python3 build.py` stands for `octavo`: python3 build.py new my-book.",
)
@click.version_option(__version__, prog_name="octavo")
@click.pass_context
def octavo(ctx: click.Context) -> None:
    """Octavo makes booklets, e-books and web pages, in every language, from one folder of structured content.

    \b
    Two commands to begin with:
      octavo new my-book   makes content/my-book, a small publication to start from
      octavo build         makes everything in content/ and puts it into output/
    """
    show_help_if_alone(ctx)


def main(arguments: list[str] | None = None) -> None:
    """Run the command line and leave with its exit code."""
    # A last look for garbage takes a third of a second after a layout, and nobody gains by it.
    atexit.register(gc.freeze)
    try:
        # Without standalone mode click gives back the code of ctx.exit(), and raises nothing.
        if code := octavo.main(arguments, prog_name="octavo", standalone_mode=False):
            sys.exit(code)
    except click.ClickException as wrong:
        _wrong_usage(wrong)
        sys.exit(WRONG_USAGE)
    except (click.Abort, KeyboardInterrupt):
        click.echo("octavo: stopped; the last good files are untouched", err=True)
        sys.exit(STOPPED)
    except ProblemsFound as found:
        show_problems(found.problems)
        sys.exit(WRONG_CONTENT)
    except Exception as fault:
        _own_fault(fault)
        sys.exit(OWN_FAULT)


def _wrong_usage(wrong: click.ClickException) -> None:
    """Say what is wrong with the line, and where to read what the command takes."""
    ctx = getattr(wrong, "ctx", None)
    command = ctx.command_path if ctx else "octavo"
    click.echo(f"{command}: {wrong.format_message()}", err=True)
    click.echo(f"    hint: `{command} --help` shows what it takes", err=True)


def _own_fault(fault: Exception) -> None:
    """Say that this is not the user's fault; the whole story only where it was asked for."""
    if os.environ.get("OCTAVO_TRACEBACK"):
        traceback.print_exception(fault)
    said = next(iter(str(fault).splitlines()), "")
    where = "".join(f" {note}" for note in getattr(fault, "__notes__", ()))
    click.echo(f"octavo: internal fault{where}: {type(fault).__name__}{': ' if said else ''}{said}", err=True)
    if type(fault).__name__ == "BrokenProcessPool":
        click.echo("    hint: the system ended a process, most likely for want of memory; try --jobs 1", err=True)
    else:
        click.echo("    hint: please report this; OCTAVO_TRACEBACK=1 shows where it happened", err=True)

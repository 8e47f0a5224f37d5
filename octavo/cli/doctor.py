# SPDX-License-Identifier: AGPL-3.0-or-later
"""octavo doctor: what this machine has, what is missing, what it is for and how to get it."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

from octavo.cli.help import examples
from octavo.cli.talk import is_colourful, print_json

if TYPE_CHECKING:
    from octavo.pipeline.tools import Finding

COLOURS = {"ok": "green", "missing": "red", "absent": "yellow"}


@click.command(
    "doctor",
    short_help="Show what this machine has and lacks, and how to get it.",
    epilog=examples(
        {
            "octavo doctor": "exit code 1 if something needed is missing",
            "octavo doctor --json": "for a report of a fault",
        }
    ),
)
@click.option("--json", "as_json", is_flag=True, help="One JSON document on stdout.")
def command(as_json: bool) -> None:
    """Show what this machine has, what is missing, what it is for, and the command that brings it.

    What is “missing” is needed to build; what is “absent” only adds to it.
    """
    from octavo.pipeline.tools import examine

    findings = examine()
    if as_json:
        print_json({"findings": [_as_data(each) for each in findings]})
    else:
        _show(findings)
    sys.exit(0 if all(each.ok or not each.required for each in findings) else 1)


def _as_data(each: Finding) -> dict[str, object]:
    told = {"what": each.what, "found": each.found, "for": each.needed_for, "get": each.get}
    return {**told, "needed": each.required, "ok": each.ok}


def _show(findings: Sequence[Finding]) -> None:
    width = max(len(each.what) for each in findings)
    for each in findings:
        word = "ok" if each.ok else ("missing" if each.required else "absent")
        mark = click.style(f"{word:7}", fg=COLOURS[word]) if is_colourful(sys.stdout) else f"{word:7}"
        click.echo(f"{mark}  {each.what:{width}}  {each.found or 'for ' + each.needed_for}".rstrip())
        if each.get:
            click.echo(f"{'':7}  {'':{width}}  to get it: {each.get}")

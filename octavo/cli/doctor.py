# SPDX-License-Identifier: AGPL-3.0-or-later
"""octavo doctor: what this machine has, and what is missing for what."""

from __future__ import annotations

import sys

import click

from octavo.cli.talk import print_json


@click.command("doctor")
@click.option("--json", "as_json", is_flag=True, help="One JSON document on stdout.")
def command(as_json: bool) -> None:
    """Show what this machine has: native libraries, fonts, judges, and what is missing for what."""
    from octavo.pipeline.tools import examine

    findings = examine()
    if as_json:
        print_json(
            {"findings": [{"what": f.what, "found": f.found, "for": f.needed_for, "ok": f.ok} for f in findings]}
        )
    else:
        for each in findings:
            mark = "ok     " if each.ok else ("missing" if each.required else "absent ")
            click.echo(f"{mark}  {each.what}: {each.found or each.needed_for}")
    sys.exit(0 if all(each.ok or not each.required for each in findings) else 1)

# SPDX-License-Identifier: AGPL-3.0-or-later
"""octavo explain: what a problem code means."""

from __future__ import annotations

import click

from octavo.diagnostics.catalogue import CATALOGUE
from octavo.diagnostics.printing import NAMES


@click.command("explain")
@click.argument("code", required=False)
def command(code: str | None) -> None:
    """Explain a problem code, or list all of them."""
    if code is None:
        for row in CATALOGUE.values():
            click.echo(f"{row.code}  {NAMES[row.severity]:7}  {row.title}")
        return
    found = CATALOGUE.get(code.upper())
    if found is None:
        near = ", ".join(name for name in CATALOGUE if name[0] == code[:1].upper()) or "none with that letter"
        raise click.UsageError(f"there is no problem code “{code}”; known are: {near}")
    click.echo(f"{found.code} ({NAMES[found.severity]}): {found.title}")
    for text in (found.about, f"What to do: {found.hint}" if found.hint else ""):
        if text:
            click.echo(f"\n{text}")

# SPDX-License-Identifier: AGPL-3.0-or-later
"""octavo schema: the JSON Schemas of the content files."""

from __future__ import annotations

from pathlib import Path

import click


@click.command("schema")
@click.argument("kind", required=False)
@click.option("--to", type=click.Path(file_okay=False, path_type=Path), help="Write all schemas into this folder.")
def command(kind: str | None, to: Path | None) -> None:
    """Print the JSON Schema of a kind of file, or write all of them, so that editors complete and check."""
    from octavo.pipeline.tools import schemas

    known = schemas()
    if to is not None:
        to.mkdir(parents=True, exist_ok=True)
        for name, text in known.items():
            (to / f"{name}.json").write_text(text, encoding="utf-8")
            click.echo(to / f"{name}.json")
    elif kind is None:
        click.echo("\n".join(known))
    elif kind in known:
        click.echo(known[kind], nl=False)
    else:
        raise click.UsageError(f"there is no schema “{kind}”; known are: {', '.join(known)}")

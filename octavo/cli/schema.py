# SPDX-License-Identifier: AGPL-3.0-or-later
"""octavo schema: the JSON Schemas of the content files."""

from __future__ import annotations

import json
from pathlib import Path

import click

from octavo.cli.help import examples, nearest
from octavo.cli.places import shown


@click.command(
    "schema",
    short_help="Print the schemas of the content files, for editors.",
    epilog=examples(
        {
            "octavo schema": "the kinds of files",
            "octavo schema publication": "the schema of publication.yaml",
            "octavo schema --to schemas": "all of them, into the folder schemas/",
        }
    ),
)
@click.argument("kind", required=False)
@click.option("--to", type=click.Path(file_okay=False, path_type=Path), metavar="FOLDER", help="Write all into it.")
def command(kind: str | None, to: Path | None) -> None:
    """Print the JSON Schema of a kind of file, or write all of them, so that editors complete and check.

    A file names its schema in its first line: # yaml-language-server: $schema=PATH
    """
    from octavo.pipeline.tools import schemas

    known = schemas()
    if kind is not None and kind not in known:
        raise click.UsageError(f"there is no schema “{kind}”; {nearest(kind, known)}")
    if to is not None:
        _write({name: text for name, text in known.items() if kind in (None, name)}, to)
    elif kind is not None:
        click.echo(known[kind], nl=False)
    else:
        width = max(map(len, known))
        for name, text in known.items():
            click.echo(f"{name:{width}}  {json.loads(text)['title']}")


def _write(texts: dict[str, str], folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name, text in texts.items():
            (folder / f"{name}.json").write_text(text, encoding="utf-8")
            click.echo(shown(folder / f"{name}.json"))
    except OSError as reason:
        raise click.UsageError(f"{shown(folder)} can't be written: {reason.strerror}") from None

# SPDX-License-Identifier: AGPL-3.0-or-later
"""What `octavo translate status` shows: a table, one JSON document, a page."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from octavo.cli.places import shown
from octavo.cli.talk import console, is_terminal, print_json

if TYPE_CHECKING:
    from octavo.pipeline.translation_status import Asked

FILE_HEADS = ("publication", "language", "file", "translated", "stale", "missing", "words_left")
CHAPTER_HEADS = ("publication", "language", "chapter", *FILE_HEADS[3:], "waiting_since", "reviewed")
ROOM_HEADS = ("publication", "language", "file", "line", "message", "page", "length", "room", "hard")


def tell_status(told: dict[str, list[dict[str, Any]]], asked: Asked, page: Path | None, *, as_json: bool) -> None:
    """Show what was found, as it was asked for; the page is written whole or not at all."""
    from octavo.pipeline.store import write_whole
    from octavo.pipeline.translation_page import status_page
    from octavo.pipeline.translation_update import one_by_one

    if page is not None:
        write_whole(page, status_page(told))
        click.echo(shown(page))
    wanted = {"languages": True, "changes": asked.explain, "room": asked.room}
    if as_json:
        print_json({name: rows for name, rows in told.items() if wanted[name]})
    elif page is None:
        _show(told["languages"], CHAPTER_HEADS if asked.chapters else FILE_HEADS)
        for line in one_by_one(told["changes"]):
            click.echo(line)
        if asked.room:
            _show(told["room"], ROOM_HEADS)
    others = sorted({(row["publication"], row["language"]) for row in told["languages"] if not row["edition"]})
    for publication, tag in others:
        click.echo(f"{publication}: {tag} is not among the editions", err=True)
    if asked.room and not told["room"]:
        click.echo("No pages are built yet: `octavo build` measures the room.", err=True)


def _show(rows: Sequence[dict[str, Any]], heads: Sequence[str]) -> None:
    """Print the counts as a table on a terminal, and as tab-separated lines elsewhere."""
    if not is_terminal(sys.stdout):
        for line in (heads, *([str(row[head]) for head in heads] for row in rows)):
            click.echo("\t".join(line))
        return
    from rich.table import Table

    table = Table(box=None, pad_edge=False, header_style="bold")
    for head in heads:
        table.add_column(head.replace("_", " "), justify="left" if head in heads[:3] else "right")
    for row in rows:
        table.add_row(*(str(row[head]) for head in heads))
    console(sys.stdout).print(table)

# SPDX-License-Identifier: AGPL-3.0-or-later
"""octavo check --co-edition: whether editions that are printed together differ in the black plate alone."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from octavo.cli.places import home
from octavo.diagnostics.problem import Problem
from octavo.model.pagemap import ranges

if TYPE_CHECKING:
    from octavo.pipeline.build import Built, Options
    from octavo.pipeline.co_edition import CoEdition, PrintedEdition
    from octavo.pipeline.mending import Mending
    from octavo.pipeline.store import Store


def compared(
    folders: Sequence[Path], editions: tuple[str, ...], style: str | None
) -> tuple[dict[str, CoEdition], tuple[Problem, ...]]:
    """Return what was found of each publication, and every problem of its files or between them."""
    from octavo.pipeline.co_edition import check_co_edition
    from octavo.pipeline.mending import mended
    from octavo.pipeline.options import house_options
    from octavo.pipeline.store import Store
    from octavo.pipeline.using import using

    output = home() / "output"
    store = Store(output / ".store")
    found: dict[str, CoEdition] = {}
    problems: list[Problem] = []
    for folder in folders:
        options = house_options(output, editions=editions, outputs=("press",), publish=False)
        with using(store.folder):
            built, printed = mended(partial(_printed, folder, options, style, store))
        problems += built.all_problems
        if len(printed) < 2:
            raise click.UsageError(f"{folder.name} has fewer than two editions to compare")
        found[folder.name] = check_co_edition(printed)
        problems += found[folder.name].problems
    return found, tuple(problems)


def _printed(
    folder: Path, options: Options, style: str | None, store: Store, _: Mending
) -> tuple[Built, tuple[PrintedEdition, ...]]:
    from octavo.cli.build import run
    from octavo.pipeline.co_edition import printed_editions

    built, _progress = run([folder], options, style)
    return built, printed_editions(built.steps, store, options.editions)


def told(name: str, found: CoEdition) -> str:
    """Return the line that says how the plates stand."""
    editions = ", ".join(found.editions)
    if not found.run:
        return f"{name}: {editions}: not compared, for {found.reason}"
    colour = f"colour on {ranges(found.coloured)}" if found.coloured else "no colour inside"
    state = "C, M and Y are the same" if found.same else "C, M and Y are not the same"
    return f"{name}: {editions}: {state} on {found.pages} pages ({colour}; {found.reason})"

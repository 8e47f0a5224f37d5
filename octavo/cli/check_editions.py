# SPDX-License-Identifier: AGPL-3.0-or-later
"""octavo check --co-edition: whether editions that are printed together differ in the black plate alone."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from octavo.cli.places import home
from octavo.diagnostics.problem import Problem
from octavo.model.pagemap import ranges

if TYPE_CHECKING:
    from octavo.pipeline.co_edition import CoEdition


def compared(
    folders: Sequence[Path], editions: tuple[str, ...], style: str | None
) -> tuple[dict[str, CoEdition], tuple[Problem, ...]]:
    """Return what was found of each publication, and every problem of its files or between them."""
    from octavo.cli.build import run
    from octavo.pipeline.co_edition import check_co_edition, printed_editions
    from octavo.pipeline.options import house_options
    from octavo.pipeline.store import Store

    output = home() / "output"
    found: dict[str, CoEdition] = {}
    problems: list[Problem] = []
    for folder in folders:
        options = house_options(output, editions=editions, outputs=("press",), publish=False)
        built, _ = run([folder], options, style)
        problems += built.all_problems
        printed = printed_editions(built.steps, Store(output / ".store"), editions)
        if len(printed) < 2:
            raise click.UsageError(f"{folder.name} has fewer than two editions to compare")
        found[folder.name] = check_co_edition(printed)
        problems += found[folder.name].problems
    return found, tuple(problems)


def told(name: str, found: CoEdition) -> str:
    """Return the line that says how the plates stand."""
    editions = ", ".join(found.editions)
    if not found.run:
        return f"{name}: {editions}: not compared, for {found.reason}"
    colour = f"colour on {ranges(found.coloured)}" if found.coloured else "no colour inside"
    state = "C, M and Y are the same" if found.same else "C, M and Y are not the same"
    return f"{name}: {editions}: {state} on {found.pages} pages ({colour}; {found.reason})"

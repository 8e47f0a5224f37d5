# SPDX-License-Identifier: AGPL-3.0-or-later
"""Work done for the source of each publication, and the files that it made."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from octavo.cli.places import publications, shown
from octavo.diagnostics.problem import Outcome, Problem

if TYPE_CHECKING:
    from octavo.pipeline.translation import Source


def gathered(names: Sequence[str], work: Callable[[Source], Sequence[Problem]]) -> list[Problem]:
    """Do the work for every publication, and return what is wrong."""
    from octavo.pipeline.translation import below, read_source

    problems: list[Problem] = []
    for folder in publications(names):
        read = read_source(shown(folder))
        found = read.problems if read.value is None else work(read.value)
        problems += below(found, read.value) if read.value is not None else found
    return problems


def show_files(made: Outcome[tuple[Path, ...]]) -> None:
    """Print the files, each on a line of its own."""
    for path in made.value or ():
        click.echo(shown(path))

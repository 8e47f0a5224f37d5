# SPDX-License-Identifier: AGPL-3.0-or-later
"""How a command talks: results to stdout, progress and problems to stderr, colour only on a terminal."""

from __future__ import annotations

import json
import os
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import IO, TYPE_CHECKING, Any

import click

from octavo.diagnostics.code import Severity
from octavo.diagnostics.printing import NAMES, as_json, one_line, summary
from octavo.diagnostics.problem import Problem

if TYPE_CHECKING:
    from rich.console import Console

COLOURS = {Severity.ERROR: "red", Severity.WARNING: "yellow", Severity.NOTE: "blue"}
MOST = 8  # problems of one code in one file that are all shown
SHOWN = 5  # how many are shown where there are more

show_all = click.option("--all", "everything", is_flag=True, help="Show every problem, however many are alike.")


def is_terminal(stream: IO[str]) -> bool:
    """Tell whether a person watches this stream: a terminal that can move its cursor, and not a CI's."""
    return stream.isatty() and not os.environ.get("CI") and os.environ.get("TERM") != "dumb"


def is_colourful(stream: IO[str]) -> bool:
    """Tell whether the stream takes colour; NO_COLOR forbids it (no-color.org)."""
    return is_terminal(stream) and not os.environ.get("NO_COLOR")


def console(stream: IO[str]) -> Console:
    """Return rich's view of the stream."""
    from rich.console import Console

    return Console(file=stream, no_color=not is_colourful(stream), highlight=False)


def show_problems(problems: Iterable[Problem], *, everything: bool = False) -> None:
    """Print the problems with their hints to stderr, the gravest last, then their count and where to learn more."""
    listed = sorted(problems, key=lambda p: p.severity)
    for each, more in _gathered(listed, everything):
        _show(each)
        if more:
            click.echo(f"    … and {more} more like it (--all shows them)", err=True)
    if listed:
        click.echo(f"{summary(listed)}. Run `octavo explain {listed[-1].code}` for more.", err=True)


def _gathered(problems: Iterable[Problem], everything: bool) -> Iterator[tuple[Problem, int]]:
    """Yield the problems to show, each with how many of the same code and file are left out after it."""
    listed = list(problems)
    counts = Counter((each.code, each.place.file) for each in listed)
    met: Counter[tuple[str, str]] = Counter()
    for each in listed:
        alike = (each.code, each.place.file)
        met[alike] += 1
        many = counts[alike] > MOST and not everything
        if not many or met[alike] <= SHOWN:
            yield each, counts[alike] - SHOWN if many and met[alike] == SHOWN else 0


def _show(problem: Problem) -> None:
    line = one_line(problem)
    if is_colourful(sys.stderr):
        word = f"{NAMES[problem.severity]} {problem.code}"
        line = line.replace(word, click.style(word, fg=COLOURS[problem.severity], bold=True), 1)
    click.echo(line, err=True)
    for hint in problem.hints:
        click.echo(f"    hint: {hint}", err=True)


def print_json(data: dict[str, Any]) -> None:
    """Print one JSON document to stdout."""
    click.echo(json.dumps(data, ensure_ascii=False, indent=1, sort_keys=True))


def problems_json(problems: Iterable[Problem]) -> list[dict[str, Any]]:
    """Return the problems as plain data."""
    return [as_json(each) for each in problems]

# SPDX-License-Identifier: AGPL-3.0-or-later
"""How a command talks: results to stdout, progress and problems to stderr, colour only on a terminal."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

import click

from octavo.diagnostics.code import Severity
from octavo.diagnostics.printing import NAMES, as_json, one_line, summary
from octavo.diagnostics.problem import Problem

if TYPE_CHECKING:
    from octavo.pipeline.executor import Done
    from octavo.pipeline.graph import Step

COLOURS = {Severity.ERROR: "red", Severity.WARNING: "yellow", Severity.NOTE: "blue"}


def colourful() -> bool:
    """Tell whether stderr takes colour: a terminal, and neither NO_COLOR nor CI is set."""
    return sys.stderr.isatty() and not os.environ.get("NO_COLOR") and not os.environ.get("CI")


def show_problems(problems: Iterable[Problem]) -> None:
    """Print every problem with its hints to stderr, then their count and where to learn more."""
    listed = list(problems)
    for each in listed:
        line = one_line(each)
        if colourful():
            word = NAMES[each.severity]
            line = line.replace(word, click.style(word, fg=COLOURS[each.severity], bold=True), 1)
        click.echo(line, err=True)
        for hint in each.hints:
            click.echo(f"    hint: {hint}", err=True)
    if listed:
        gravest = max(listed, key=lambda p: p.severity)
        click.echo(f"{summary(listed)}. Run `octavo explain {gravest.code}` for more.", err=True)


def print_json(data: dict[str, Any]) -> None:
    """Print one JSON document to stdout."""
    click.echo(json.dumps(data, ensure_ascii=False, indent=1, sort_keys=True))


def problems_json(problems: Iterable[Problem]) -> list[dict[str, Any]]:
    """Return the problems as plain data."""
    return [as_json(each) for each in problems]


STAGES = {1: "load", 2: "localize", 3: "compose", 4: "render"}


class Progress:
    """Steps as they come: a moving line on a terminal, one line a step elsewhere, JSON lines where asked."""

    def __init__(self, style: str) -> None:
        self.style = style
        self.ran = 0
        self.kept = 0
        self._live: Any = None

    def __call__(self, step: Step, done: Done | None) -> None:
        """Hear of a step: at its start with None, then with its end."""
        if done is not None:
            self.ran, self.kept = self.ran + done.ran, self.kept + (not done.ran)
        if self.style == "json":
            self._json(step, done)
        elif self.style == "bar":
            self._bar(step, done)
        elif done is None:
            click.echo(f"{step.number} {STAGES[step.number]}: {step.name}", err=True)

    def _json(self, step: Step, done: Done | None) -> None:
        state = "started" if done is None else ("ran" if done.ran else "kept")
        told = {"stage": step.number, "step": step.name, "state": state, "why": done.why if done else ""}
        click.echo(json.dumps(told), err=True)

    def _bar(self, step: Step, done: Done | None) -> None:
        if self._live is None:
            if done is not None:
                return
            from rich.console import Console

            self._live = Console(stderr=True).status("", spinner="dots")
            self._live.start()
        self._live.update(f"{step.number} {STAGES[step.number]}: {step.name}  ({self.ran} done)")

    def end(self) -> None:
        """Leave the terminal tidy."""
        if self._live is not None:
            self._live.stop()


def progress(style: str | None) -> Progress:
    """Return the progress for this terminal: `style` is what was asked for, None means what fits."""
    if style == "json":
        return Progress("json")
    return Progress("bar" if sys.stderr.isatty() and not os.environ.get("CI") else "lines")

# SPDX-License-Identifier: AGPL-3.0-or-later
"""Steps as they come: a bar over all of them on a terminal, one line a step elsewhere, JSON lines where asked."""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING

import click

from octavo.cli.talk import console, is_terminal

if TYPE_CHECKING:
    from rich.progress import Progress as Bar

    from octavo.pipeline.executor import Done
    from octavo.pipeline.graph import Step

# The numbers are those of ARCHITECTURE.md; a check belongs to the step whose result it judges.
STAGES = {1: "load", 2: "localize", 3: "compose", 4: "render", 6: "distribute"}

show_progress = click.option(
    "--progress",
    "style",
    type=click.Choice(["bar", "lines", "json", "none"]),
    help="How steps are told on stderr; by default a bar on a terminal and lines elsewhere.",
)


class Progress:
    """Hears of the steps of a build and tells of them in one of the styles; counts what ran and what was kept."""

    def __init__(self, style: str) -> None:
        self.ran = 0
        self.kept = 0
        self.total = 0
        self.running: dict[str, Step] = {}
        self._tell = {"bar": self._bar, "lines": self._line, "json": self._json, "none": lambda *_: None}[style]
        self._live: Bar | None = None

    def expect(self, total: int) -> None:
        """Hear how many steps there are."""
        self.total = total

    def __call__(self, step: Step, done: Done | None) -> None:
        """Hear of a step: at its start with None, then with its end; one that is kept has only an end."""
        if done is None:
            self.running[step.name] = step
        else:
            self.running.pop(step.name, None)
            self.ran, self.kept = self.ran + done.ran, self.kept + (not done.ran)
        self._tell(step, done)

    @property
    def where(self) -> str:
        """Return what is being done: “4 render: my-book/az/screen”."""
        return ", ".join(f"{step.number} {STAGES[step.number]}: {step.name}" for step in self.running.values())

    def end(self) -> None:
        """Leave the terminal tidy."""
        if self._live is not None:
            self._live.stop()

    def _line(self, step: Step, done: Done | None) -> None:
        if done is None:
            at = self.ran + self.kept + len(self.running)
            # How many layouts a fit takes nobody knows before.
            of = f"/{self.total}" if self.total else ""
            click.echo(f"[{at}{of}] {step.number} {STAGES[step.number]}: {step.name}", err=True)

    def _json(self, step: Step, done: Done | None) -> None:
        state = "started" if done is None else ("ran" if done.ran else "kept")
        told = {"stage": step.number, "step": step.name, "state": state, "why": done.why if done else ""}
        click.echo(json.dumps({**told, "done": self.ran + self.kept, "total": self.total}), err=True)

    def _bar(self, step: Step, done: Done | None) -> None:
        if self._live is None:
            if done is not None:
                return  # where nothing has to be done there is nothing to watch
            self._live = _bar()
            self._live.start()
        first = next(iter(self.running.values()), step)
        others = f" and {len(self.running) - 1} more" if len(self.running) > 1 else ""
        told = f"{first.number} {STAGES[first.number]}: {first.name}{others}"
        task = self._live.task_ids[0]
        # Drawn at once when a step starts: some are over before the next of ten pictures a second.
        so_far = self.ran + self.kept
        self._live.update(task, description=told, completed=so_far, total=self.total or None, refresh=done is None)


def _bar() -> Bar:
    from rich.progress import BarColumn, MofNCompleteColumn, SpinnerColumn, TextColumn, TimeElapsedColumn
    from rich.progress import Progress as Bar

    text = TextColumn("{task.description}", markup=False)
    columns = (SpinnerColumn(), BarColumn(bar_width=24), MofNCompleteColumn(), TimeElapsedColumn(), text)
    bar = Bar(*columns, console=console(sys.stderr), transient=True, redirect_stdout=False)
    bar.add_task("", total=None)
    return bar


def progress(style: str | None = None) -> Progress:
    """Return the progress in the style that was asked for, or in the one that fits where stderr goes."""
    return Progress(style or ("bar" if is_terminal(sys.stderr) else "lines"))

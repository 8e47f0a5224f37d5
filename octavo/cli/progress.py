# SPDX-License-Identifier: AGPL-3.0-or-later
"""Steps as they come: a view of the graph on a terminal, one line a step elsewhere, JSON events where asked."""

from __future__ import annotations

import json
import sys
from time import monotonic
from typing import TYPE_CHECKING

import click

from octavo.cli.talk import is_terminal

if TYPE_CHECKING:
    from rich.live import Live
    from rich.text import Text

    from octavo.cli.live import View
    from octavo.pipeline.executor import Done
    from octavo.pipeline.graph import Step
    from octavo.pipeline.times import Outlook

# The numbers are those of ARCHITECTURE.md; a check belongs to the step whose result it judges.
STAGES = {1: "load", 2: "localize", 3: "compose", 4: "render", 6: "distribute"}
VERSION = 1  # of the JSON events; it counts up where a key goes or gets another meaning, not where one is added
WORTH_SAYING = 60  # seconds left, below which lines say nothing of them
RECKONED_EVERY, RECKONED_SHARE = 1.0, 50  # seconds, and how many times longer than it takes
MOST_RUNNING = 8  # lines of running steps in the view

show_progress = click.option(
    "--progress",
    "style",
    type=click.Choice(["bar", "lines", "json", "none"]),
    help="How steps are told on stderr; by default a view of all steps on a terminal and lines elsewhere.",
)


class Progress:
    """Hears of the steps of a build and tells of them in one of the styles; counts what ran and what was kept."""

    def __init__(self, style: str) -> None:
        self.ran = 0
        self.kept = 0
        self.outlook: Outlook | None = None
        self.running: dict[str, tuple[Step, float]] = {}
        self.begun = monotonic()
        self._settled: dict[str, bool] = {}  # whether it ran
        self._style = style
        self._tell = {"bar": self._view, "lines": self._line, "json": self._json, "none": lambda *_: None}[style]
        self._seen: View | None = None
        self._live: Live | None = None
        self._left: tuple[float, float | None] | None = None

    def expect(self, outlook: Outlook) -> None:
        """Hear which steps there are, and what they took before."""
        self.outlook, self._left, self._seen = outlook, None, None
        if self._style == "json":
            self._event("plan", steps=self.total, jobs=outlook.jobs, left=self.left())

    def __call__(self, step: Step, done: Done | None) -> None:
        """Hear of a step: at its start with None, then with its end; one that is kept has only an end."""
        if done is None:
            self.running[step.name] = step, monotonic()
        else:
            self.running.pop(step.name, None)
            if (before := self._settled.get(step.name)) is not None:  # of a try that the store had lost something in
                self.ran, self.kept = self.ran - before, self.kept - (not before)
            self._settled[step.name] = done.ran
            self.ran, self.kept = self.ran + done.ran, self.kept + (not done.ran)
        self._tell(step, done)

    @property
    def total(self) -> int:
        """How many steps there are; 0 where nobody knows, as with the layouts of a fit."""
        return len(self.outlook.steps) if self.outlook else 0

    @property
    def where(self) -> str:
        """Return what is being done: “4 render: my-book/az/screen”."""
        return ", ".join(_named(step) for step, _ in self.running.values())

    def left(self) -> float | None:
        """Return about how many seconds are left, reckoned once a second or less often, or None where nobody knows."""
        now = monotonic()
        if self._left is None or now >= self._left[0]:
            running = {name: now - begun for name, (_, begun) in self.running.items()}
            left = self.outlook.left(self._settled, running) if self.outlook else None
            # Of tens of thousands of steps that takes a while, and the build is what matters.
            self._left = now + max(RECKONED_EVERY, RECKONED_SHARE * (monotonic() - now)), left
        return self._left[1]

    def end(self) -> None:
        """Leave the terminal tidy; to a program say that no more comes."""
        if self._live is not None:
            self._live.stop()
        if self._style == "json":
            self._event("end", ran=self.ran, kept=self.kept, total=self.total, seconds=monotonic() - self.begun)

    def _line(self, step: Step, done: Done | None) -> None:
        if done is None:
            at = len(self._settled) + sum(name not in self._settled for name in self.running)
            of = f"/{self.total}" if self.total else ""
            left = self.left() or 0
            rest = f", about {max(1, round(left / 60))} min left" if left >= WORTH_SAYING else ""
            click.echo(f"[{at}{of}] {_named(step)}{rest}", err=True)

    def _json(self, step: Step, done: Done | None) -> None:
        state = "started" if done is None else ("ran" if done.ran else "kept")
        told: dict[str, str | float | None] = {"stage": step.number, "step": step.name, "state": state}
        told |= {"publication": step.publication, "edition": step.edition}
        told |= {"why": done.why if done else "", "seconds": done.seconds if done else 0.0}
        self._event("step", **told, done=self.ran + self.kept, total=self.total, left=self.left())

    def _event(self, event: str, **told: str | float | None) -> None:
        rounded = {key: round(value, 3) if isinstance(value, float) else value for key, value in told.items()}
        click.echo(json.dumps({"version": VERSION, "event": event, **rounded}), err=True)

    def _view(self, step: Step, done: Done | None) -> None:
        from octavo.cli.live import KEPT, RAN, RUNS, live

        if self._live is None:
            if done is not None:
                return  # where nothing has to be done there is nothing to watch
            self._live = live(self)
            self._live.start()
        self._view_of_all().mark(step, RUNS if done is None else RAN if done.ran else KEPT)
        if done is None:  # drawn at once: some are over before the next picture
            self._live.refresh()

    def _view_of_all(self) -> View:
        """Return the view, made anew where other steps are expected than before."""
        from octavo.cli.live import KEPT, RAN, RUNS, View

        if self._seen is None:
            seen = View(self.outlook.steps if self.outlook else ())
            for step in self.outlook.steps if self.outlook else ():
                if step.name in self._settled:
                    seen.mark(step, RAN if self._settled[step.name] else KEPT)
                elif step.name in self.running:
                    seen.mark(step, RUNS)
            self._seen = seen
        return self._seen

    def __rich__(self) -> Text:
        """Return the picture of this moment."""
        from octavo.cli.live import drawn, duration, terminal_size

        now, columns, lines = monotonic(), *terminal_size()
        running = []
        for step, begun in list(self.running.values())[:MOST_RUNNING]:
            usual = self.outlook.times.known(step) if self.outlook else None
            of = f" of about {duration(usual)}" if usual and usual >= 1 else ""
            running.append(f"{_named(step)}  {duration(now - begun)}{of}")
        left = self.left()
        rest = f"about {duration(left)} left" if left is not None and self.running else ""
        ends = f"{duration(now - self.begun)} so far{rest and f', {rest}'}"
        return drawn(self._view_of_all(), running, ends, columns, lines, ascii_only=not _shows_blocks())


def _named(step: Step) -> str:
    return f"{step.number} {STAGES[step.number]}: {step.name}"


def _shows_blocks() -> bool:
    return (sys.stderr.encoding or "utf-8").lower().startswith("utf")


def progress(style: str | None = None) -> Progress:
    """Return the progress in the style that was asked for, or in the one that fits where stderr goes."""
    return Progress(style or ("bar" if is_terminal(sys.stderr) else "lines"))

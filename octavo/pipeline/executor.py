# SPDX-License-Identifier: AGPL-3.0-or-later
"""Running a graph: what the store has is taken from it, the rest runs here or on an executor."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from time import monotonic
from typing import TYPE_CHECKING

from octavo.diagnostics.code import Severity
from octavo.pipeline.agenda import Agenda, Ready, agenda_of
from octavo.pipeline.graph import Step, Wire, in_order, key_of
from octavo.pipeline.inputs import Leaf
from octavo.pipeline.mending import DAMAGED, Mending
from octavo.pipeline.priority import FIRST, LAYS_OUT, longest_first
from octavo.pipeline.runner import Call, Processes, Runner
from octavo.pipeline.steps import run_step
from octavo.pipeline.store import Lost, Store
from octavo.pipeline.times import Times, keep_times, read_times
from octavo.pipeline.work import decode_problems
from octavo.resources.memory import unhurried

if TYPE_CHECKING:
    from concurrent.futures import Future


NEW = "never built before"
LOAD = "load"  # what is loaded anew mostly has pages to come


@dataclass(frozen=True, slots=True)
class Done:
    """A step that is finished: its outputs by digest, whether it ran now, and if so why and for how long."""

    step: Step
    outputs: dict[str, str]
    ran: bool
    why: str = ""
    seconds: float = 0.0


@dataclass(slots=True)
class Run:
    """The state of one run; `tell` hears of each step as it starts (None) and as it is done.

    `runner` is what runs steps beside this process: a cluster, or else processes of this machine, made when needed.
    `past` is what earlier tries of it did, which ended because the store had lost something. `spare` is what this
    process does once, as soon as it only waits for a worker.
    """

    store: Store
    environment: str
    jobs: int
    tell: Callable[[Step, Done | None], None]
    done: dict[str, Done] = field(default_factory=dict)
    blocked: set[str] = field(default_factory=set)
    runner: Runner | None = None
    past: Mending = field(default_factory=Mending)
    spare: Callable[[], None] | None = None
    _times: Times | None = None

    @property
    def times(self) -> Times:
        """What steps took before, read when it is first asked for."""
        if self._times is None:
            self._times = read_times(self.store.folder)
        return self._times

    def close(self) -> None:
        """Let the worker processes go, and keep what the steps took."""
        if self._times is not None:
            keep_times(self.store.folder, self._times)
        if self.runner is not None:
            self.runner.close()
            self.runner = None


@unhurried()
def run_steps(run: Run, steps: Iterable[Step]) -> None:
    """Bring all the steps to an end, several at once where they do not wait for each other."""
    ordered = in_order_with(run, steps)
    agenda = agenda_of(ordered, run.done.keys() | run.blocked)
    running: dict[Future[dict[str, str]], tuple[Ready, float]] = {}
    try:
        while _settle(run, agenda) or running:
            if agenda.ready and not running and _stays_here(run, agenda):
                ready, begun = _begin(run, agenda)
                _finish(run, agenda, ready, begun, run_step(*_call(run, agenda, ready[0])))
                continue
            _send_out(run, agenda, running)
            for future in _ended(running):
                _finish(run, agenda, *running.pop(future), future.result())
    except Lost:
        _bring_home(run, agenda, running)
        raise
    except BaseException:
        if run.runner is not None:
            run.runner.abandon()
        raise


def _send_out(run: Run, agenda: Agenda, running: dict[Future[dict[str, str]], tuple[Ready, float]]) -> None:
    """Give steps to all workers that are free, and do what is to be done beside them."""
    runner = _runner(run)
    if agenda.ready and not running and agenda.ready[0][2][0].kind in LAYS_OUT:
        _use_spare(run)
        runner.get_warm()
    while agenda.ready and len(running) < runner.at_once:
        ready, begun = _begin(run, agenda)
        running[runner.submit(_call(run, agenda, ready[0]))] = ready, begun
    if any(ready[0].kind in LAYS_OUT for ready, _ in running.values()):
        runner.warm()
    if len(running) < runner.at_once:
        _use_spare(run)


def _use_spare(run: Run) -> None:
    """Do what this process does once, for now it only waits."""
    if run.spare is not None:
        spare, run.spare = run.spare, None
        spare()


def _bring_home(run: Run, agenda: Agenda, running: Mapping[Future[dict[str, str]], tuple[Ready, float]]) -> None:
    """Wait for what runs beside a step that can't: what they make is not to be made again."""
    for future, (ready, begun) in running.items():
        with suppress(Lost):
            _finish(run, agenda, ready, begun, future.result())


def _ended(running: Collection[Future[dict[str, str]]]) -> set[Future[dict[str, str]]]:
    """Wait for one of the steps that are under way; return those that have come to their end."""
    from concurrent.futures import FIRST_COMPLETED, wait  # here, for it takes long to import

    return wait(running, return_when=FIRST_COMPLETED).done


def _begin(run: Run, agenda: Agenda) -> tuple[Ready, float]:
    """Take the step that goes first, say that it starts, and return it with the time by a clock that only runs on."""
    ready = agenda.take()
    run.tell(ready[0], None)
    return ready, monotonic()


def _stays_here(run: Run, agenda: Agenda) -> bool:
    """Tell whether the next step, beside which there is nothing to do, runs here: that costs no process and no import.

    A worker warms up beside it: pages mostly come later. Until one is warm the first steps run here, even if there are
    several: with two processors the next page is laid out soonest if this process has one of them for itself.
    """
    if run.runner is not None and run.runner.is_far:
        return False
    if run.jobs == 1:
        return True
    kind, several = agenda.ready[0][2][0].kind, len(agenda.ready) > 1
    if several and (kind not in FIRST or (run.runner is not None and not run.runner.is_cold)):
        return False
    if kind in LAYS_OUT:
        return run.runner is None
    if several or agenda.pages or kind == LOAD:
        _runner(run).warm(beside=1)
    return True


def in_order_with(run: Run, steps: Iterable[Step]) -> tuple[Step, ...]:
    """Return the steps in order, given that those already done stand before all of them."""
    ordered = in_order([*(each.step for each in run.done.values()), *steps])
    return tuple(step for step in ordered if step.name not in run.done)


def _settle(run: Run, agenda: Agenda) -> bool:
    """Settle what the store has or nothing can make; tell whether any step has to run now."""
    while agenda.free:
        step = agenda.free.popleft()
        digests = _digests(run, step)
        if digests is None:
            run.blocked.add(step.name)
            agenda.settle(step.name)
            continue
        key = key_of(step, run.environment, digests)
        outputs = run.store.recall(key)
        if outputs is not None:
            why, seconds = run.past.ran.get(step.name, ("", 0.0))
            run.done[step.name] = Done(step, outputs, step.name in run.past.ran, why, seconds)
            run.tell(step, run.done[step.name])
            agenda.settle(step.name)
            continue
        if agenda.ways is None:  # reckoned only where there is anything to do
            whole = tuple(agenda.steps.values())
            agenda.ways = longest_first(whole, run.times.costs(whole))
        agenda.put((step, key, _why(run, step, key, digests)))
    return bool(agenda.ready)


def _digests(run: Run, step: Step) -> dict[str, str] | None:
    """Return the digest of every input, or None where a step before gave no such output."""
    found: dict[str, str] = {}
    for name, source in step.inputs.items():
        if isinstance(source, Leaf):
            found[name] = source.digest
        elif source.step in run.done and source.output in run.done[source.step].outputs:
            found[name] = run.done[source.step].outputs[source.output]
        else:
            _excused(run, source)
            return None
    return found


def _excused(run: Run, source: Wire) -> None:
    """Raise RuntimeError for an output that a finished step owes without an error to say why: a fault of ours."""
    if source.step in run.done:
        told = decode_problems(run.store.get(run.done[source.step].outputs["problems"]))
        if not any(each.severity is Severity.ERROR for each in told):
            raise RuntimeError(f"{source.step} gave no {source.output}, and no error that says why")


def _call(run: Run, agenda: Agenda, step: Step) -> Call:
    digests = {
        name: run.done[source.step].outputs[source.output]
        for name, source in step.inputs.items()
        if isinstance(source, Wire)
    }
    leaves = {name: source for name, source in step.inputs.items() if isinstance(source, Leaf)}
    return run.store.folder, step.kind, digests, leaves, step.params, _hands(run, agenda, step.kind)


def _hands(run: Run, agenda: Agenda, kind: str) -> int:
    """Return how many processes may work on a step: all there are, shared with the steps of its kind to come."""
    settled = run.done.keys() | run.blocked
    alike = sum(step.kind == kind and name not in settled for name, step in agenda.steps.items())
    return max(1, run.jobs // alike)


def _runner(run: Run) -> Runner:
    if run.runner is None:
        run.runner = Processes(run.jobs)
    return run.runner


def _finish(run: Run, agenda: Agenda, ready: Ready, begun: float, outputs: dict[str, str]) -> None:
    (step, key, why), seconds = ready, monotonic() - begun
    run.store.record(key, outputs)
    run.store.remember(step.name, key, _digests(run, step) or {}, run.environment, step.params)
    run.times.took(step, seconds)
    run.past.ran[step.name] = why, seconds
    run.done[step.name] = Done(step, outputs, ran=True, why=why, seconds=seconds)
    run.tell(step, run.done[step.name])
    agenda.settle(step.name)


def _why(run: Run, step: Step, key: str, digests: dict[str, str]) -> str:
    """Say in a few words what differs from the last time this step ran."""
    if run.store.is_damaged(key, run.past.damaged):
        return DAMAGED[0]
    last = run.store.last(step.name)
    if last is None:
        return DAMAGED[1] if run.store.knew(step.name) else NEW
    old, environment, params = last
    if environment != run.environment:
        return "the program or its libraries changed"
    changed = sorted(name for name in digests.keys() | old.keys() if digests.get(name) != old.get(name))
    if changed:
        return f"changed: {', '.join(changed)}"
    return "other options" if params != step.params else "its result was gone from the store"

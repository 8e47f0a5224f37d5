# SPDX-License-Identifier: AGPL-3.0-or-later
"""Running a graph: what the store has is taken from it, the rest runs here or on an executor."""

from __future__ import annotations

import multiprocessing
from collections.abc import Callable, Iterable
from concurrent.futures import FIRST_COMPLETED, Executor, Future, ProcessPoolExecutor, wait
from dataclasses import dataclass, field
from pathlib import Path

from octavo.diagnostics.code import Severity
from octavo.pipeline.graph import Step, Wire, in_order, key_of
from octavo.pipeline.inputs import Leaf
from octavo.pipeline.priority import LAYS_OUT, longest_first, warm
from octavo.pipeline.steps import run_step
from octavo.pipeline.store import Store
from octavo.pipeline.work import decode_problems


@dataclass(frozen=True, slots=True)
class Done:
    """A step that is finished: its outputs by digest, whether it ran now, and if so why."""

    step: Step
    outputs: dict[str, str]
    ran: bool
    why: str = ""


Ready = tuple[Step, str, str]  # with its key, and why it has to run


@dataclass(slots=True)
class Run:
    """The state of one run; `tell` hears of each step as it starts (None) and as it is done."""

    store: Store
    environment: str
    jobs: int
    tell: Callable[[Step, Done | None], None]
    done: dict[str, Done] = field(default_factory=dict)
    blocked: set[str] = field(default_factory=set)
    pool: Executor | None = None

    def close(self) -> None:
        """Let the worker processes go."""
        if self.pool is not None:
            self.pool.shutdown(cancel_futures=True)
            self.pool = None


def run_steps(run: Run, steps: Iterable[Step]) -> None:
    """Bring all the steps to an end, several at once where they do not wait for each other."""
    waiting = {step.name: step for step in in_order_with(run, steps)}
    first = longest_first(waiting.values())
    ready: list[Ready] = []
    running: dict[Future[dict[str, str]], Ready] = {}
    try:
        while waiting or ready or running:
            ready = sorted((*ready, *_take_ready(run, waiting)), key=lambda each: -first[each[0].name])
            if ready and not running and (run.jobs == 1 or (len(ready) == 1 and _is_light(run, ready[0], waiting))):
                # Nothing to do beside it: here it costs no process and no second import.
                step, key, why = ready.pop(0)
                run.tell(step, None)
                _finish(run, step, key, why, run_step(*_call(run, step)))
                continue
            while ready and len(running) < run.jobs:
                step, key, why = ready.pop(0)
                run.tell(step, None)
                running[_executor(run).submit(run_step, *_call(run, step))] = step, key, why
            if running:
                finished, _ = wait(running, return_when=FIRST_COMPLETED)
                for future in finished:
                    _finish(run, *running.pop(future), future.result())
    except BaseException:
        _abandon(run.pool)
        raise


def _is_light(run: Run, one: Ready, waiting: dict[str, Step]) -> bool:
    """Tell whether a step that is alone had better run here; a worker warms up beside it, where pages come later."""
    if one[0].kind in LAYS_OUT:
        return run.pool is None
    if run.pool is None and any(step.kind in LAYS_OUT for step in waiting.values()):
        _executor(run).submit(warm)
    return True


def in_order_with(run: Run, steps: Iterable[Step]) -> tuple[Step, ...]:
    """Return the steps in order, given that those already done stand before all of them."""
    ordered = in_order([*(each.step for each in run.done.values()), *steps])
    return tuple(step for step in ordered if step.name not in run.done)


def _take_ready(run: Run, waiting: dict[str, Step]) -> list[Ready]:
    """Take from `waiting` what can be settled from the store or is blocked, and return what has to run now."""
    ready: list[Ready] = []
    settled = True
    while settled:
        settled = False
        for name, step in list(waiting.items()):
            if not all(need in run.done or need in run.blocked for need in step.needs()):
                continue
            del waiting[name]
            settled = True
            digests = _digests(run, step)
            if digests is None:
                run.blocked.add(name)
                continue
            key = key_of(step, run.environment, digests)
            outputs = run.store.recall(key)
            if outputs is None:
                ready.append((step, key, _why(run, step, digests)))
            else:
                run.done[name] = Done(step, outputs, ran=False)
                run.tell(step, run.done[name])
    return ready


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


def _call(run: Run, step: Step) -> tuple[Path, str, dict[str, str], dict[str, Leaf], dict[str, str]]:
    digests = {
        name: run.done[source.step].outputs[source.output]
        for name, source in step.inputs.items()
        if isinstance(source, Wire)
    }
    leaves = {name: source for name, source in step.inputs.items() if isinstance(source, Leaf)}
    return run.store.folder, step.kind, digests, leaves, step.params


def _executor(run: Run) -> Executor:
    if run.pool is None:
        # spawn, not fork: the parent may have threads (progress), and fork is gone on macOS and Windows.
        run.pool = ProcessPoolExecutor(run.jobs, mp_context=multiprocessing.get_context("spawn"))
    return run.pool


def _abandon(pool: Executor | None) -> None:
    """End the worker processes at once: nobody waits for what they make, and the store is never half written."""
    # Python 3.14 has terminate_workers() for this.
    for process in list((getattr(pool, "_processes", None) or {}).values()):
        process.terminate()


def _finish(run: Run, step: Step, key: str, why: str, outputs: dict[str, str]) -> None:
    run.store.record(key, outputs)
    run.store.remember(step.name, _digests(run, step) or {}, run.environment, step.params)
    run.done[step.name] = Done(step, outputs, ran=True, why=why)
    run.tell(step, run.done[step.name])


def _why(run: Run, step: Step, digests: dict[str, str]) -> str:
    """Say in a few words what differs from the last time this step ran."""
    last = run.store.last(step.name)
    if last is None:
        return "never built before"
    old, environment, params = last
    if environment != run.environment:
        return "the program or its libraries changed"
    changed = sorted(name for name in digests.keys() | old.keys() if digests.get(name) != old.get(name))
    if changed:
        return f"changed: {', '.join(changed)}"
    return "other options" if params != step.params else "its result was gone from the store"

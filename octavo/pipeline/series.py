# SPDX-License-Identifier: AGPL-3.0-or-later
"""A series: many editions of one publication, a row each, made in batches and joined into one file for the printer."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from octavo.diagnostics.code import Severity
from octavo.diagnostics.problem import Place, Problem, in_order, problem
from octavo.model.languages import languages_in
from octavo.model.series import Batch, MadeRow
from octavo.pipeline.cluster import cluster_at
from octavo.pipeline.executor import Done, Run, run_steps
from octavo.pipeline.graph import House, Step, Wanted, Wire, edition_steps, load_step
from octavo.pipeline.inputs import InputsChanged, Leaf, environment, files_below, leaf
from octavo.pipeline.keeping import with_store
from octavo.pipeline.mending import Mending
from octavo.pipeline.publish import recover
from octavo.pipeline.report import located
from octavo.pipeline.series_files import Making, SeriesWish, write_files
from octavo.pipeline.store import Store
from octavo.pipeline.times import Outlook

Tell = Callable[[Step, "Done | None"], None]
Expect = Callable[[Outlook], None]


@dataclass(frozen=True, slots=True)
class SeriesMade:
    """What came of a series: the files that stand, the rows that were made, the ids of those that were not."""

    files: tuple[Path, ...] = ()
    rows: tuple[MadeRow, ...] = ()
    failed: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = ()

    @property
    def broken(self) -> bool:
        """Tell whether any problem is an error."""
        return any(each.severity is Severity.ERROR for each in self.problems)


def make_series(wish: SeriesWish, tell: Tell = lambda *_: None, expect: Expect = lambda _: None) -> SeriesMade:
    """Make the editions of a series; what a killed run had made is taken from the store.

    `tell` hears of each step as it starts (None) and as it is done, `expect` of the steps there will be.
    """
    store = Store(wish.options.output / ".store")

    def made(past: Mending) -> SeriesMade:
        run = Run(store, environment(), wish.options.jobs or os.cpu_count() or 1, tell, past=past)
        options = wish.options
        cluster = run.runner = cluster_at(options.scheduler, run.store, run.environment, options.share)
        try:
            recover(wish.target.parent)
            found = _made(run, wish, expect)
            return replace(found, problems=(*(cluster.problems if cluster else ()), *found.problems))
        finally:
            run.close()

    try:
        found, more = with_store(store.folder, made)
    except InputsChanged as reason:
        return SeriesMade(problems=(problem("S103", folder=str(reason)),))
    return replace(found, problems=(*found.problems, *more))


def _made(run: Run, wish: SeriesWish, expect: Expect) -> SeriesMade:
    making = Making(run, wish)
    steps = [*_first_steps(making)]
    expect(Outlook(steps, run.times, run.jobs))
    run_steps(run, steps)
    making.gather(step.name for step in steps)
    told, plan = making.output(f"{making.name}/series", "plan"), making.output(f"{making.name}/load", "plan")
    if told is None or plan is None:
        return SeriesMade(problems=_located(making))
    series, printers = json.loads(told), _printers(making, tuple(json.loads(plan)["printers"]))
    if not printers:
        return SeriesMade(problems=_located(making))
    house = House(*(leaf(each, files_below(each)) for each in (wish.options.templates, wish.options.fonts)))
    more = [step for edition in dict.fromkeys(series["batches"].values()) for step in _language(making, edition, house)]
    more = [step for step in more if step.kind in ("catalog", "localize")]
    for edition in dict.fromkeys(series["batches"].values()):
        more.append(_base(making, edition, series["rolls"]))
    more += [_batch(making, name, edition, house, printers) for name, edition in series["batches"].items()]
    expect(Outlook((*steps, *more), run.times, run.jobs))
    run_steps(run, more)
    making.gather(step.name for step in more)
    return _joined(making, series, printers)


def _printers(making: Making, named: tuple[str, ...]) -> tuple[str, ...]:
    """Return for which printers files are made; none if one that was asked for is unknown."""
    from octavo.model.printer import DEFAULT
    from octavo.resources.printers import printer_names

    known, place = {*printer_names(), *named}, Place("publication.yaml", key="publication.yaml#printers")
    asked = making.wish.options.printers
    unknown = sorted(set(asked) - known)
    making.problems += (problem("S108", place, printer=each, known=", ".join(sorted(known))) for each in unknown)
    return () if unknown else asked or named or (DEFAULT,)


def _first_steps(making: Making) -> tuple[Step, Step]:
    wish, name = making.wish, making.name
    files = [each for each in files_below(wish.folder) if not each.startswith("locale/")]
    load = load_step(name, leaf(wish.folder, files))
    rows: dict[str, Wire | Leaf] = {each: Wire(load.name, each) for each in ("publication", "blobs")}
    rows["names"] = leaf(wish.folder, [each for each in files if each.startswith("names/")])
    rows["series"] = leaf(wish.series.parent, [wish.series.name])
    return load, Step(f"{name}/series", "series", 1, name, inputs=rows, params={"file": wish.series.name})


def _language(making: Making, edition: str, house: House) -> tuple[Step, ...]:
    """Return the steps that put the publication into the languages of an edition, its values left open."""
    folders = [making.wish.folder / "locale" / tag for tag in languages_in(edition)]
    locale, *beside = [leaf(folder, files_below(folder)) for folder in folders]
    wanted = Wanted(making.name, edition, ("screen",), making.wish.options.draft)
    made = edition_steps(wanted, locale, house, *beside)
    return tuple(
        replace(step, name=f"{step.name}-rows", params={**step.params, "rows": "1"})
        if step.kind == "localize"
        else step
        for step in made
    )


def _base(making: Making, edition: str, rolls: list[str]) -> Step:
    name = making.name
    inputs: dict[str, Wire | Leaf] = {
        "edition": Wire(f"{name}/{edition}/localize-rows", "edition"),
        "blobs": Wire(f"{name}/load", "blobs"),
    }
    return Step(f"{name}/{edition}/series", "series-base", 2, name, edition, inputs, {"rolls": " ".join(rolls)})


def _batch(making: Making, batch: str, edition: str, house: House, printers: tuple[str, ...]) -> Step:
    name = making.name
    inputs: dict[str, Wire | Leaf] = {
        "rows": Wire(f"{name}/series", f"rows-{batch}"),
        "edition": Wire(f"{name}/{edition}/series", "edition"),
        "blobs": Wire(f"{name}/{edition}/series", "blobs"),
        "fonts": house.fonts,
        "templates": house.templates,
    }
    wants = making.wish.outputs
    params = {"file": making.wish.series.name, "printers": " ".join(printers) if "press" in wants else ""}
    params |= {"screen": "1"} if "screen" in wants else {}
    return Step(f"{name}/{edition}/series/{batch}", "series-batch", 4, name, edition, inputs, params)


def _located(making: Making) -> tuple[Problem, ...]:
    """Return the problems with their lines; those of the file of the series have theirs."""
    told, (folder, file) = making.output(f"{making.name}/load", "source_map"), making.wish.shown
    lines: dict[str, list[Any]] = json.loads(told)["places"] if told is not None else {}
    of_table = [each for each in making.problems if each.place.file == making.wish.series.name]
    others = located((each for each in making.problems if each not in of_table), lines, folder)
    found = in_order([*(replace(each, place=replace(each.place, file=file)) for each in of_table), *others])
    # What many editions have, of pages that they share, is told of one of them.
    once = {(each.code, each.place, each.message): each for each in reversed(found)}
    return tuple(each for each in found if once[each.code, each.place, each.message] is each)


def _joined(making: Making, series: dict[str, Any], printers: tuple[str, ...]) -> SeriesMade:
    """Write the joined file for each printer with its manifest, and say what came of all."""
    from octavo.model.canonical import decode

    name, steps = making.name, {}
    for batch, edition in series["batches"].items():
        told = making.output(f"{name}/{edition}/series/{batch}", "batch")
        if told is not None:
            steps[batch] = f"{name}/{edition}/series/{batch}", decode(Batch, told)
    made = {row.id: row for _, batch in steps.values() for row in batch.made}
    missing = tuple(row for row, _, _ in series["rows"] if row not in made)
    order = [(made[row], batch) for row, _, batch in series["rows"] if row in made]
    if not order:
        return SeriesMade(failed=missing, problems=_located(making))
    files = write_files(making, order, {batch: step for batch, (step, _) in steps.items()}, printers)
    return SeriesMade(files, tuple(row for row, _ in order), missing, _located(making))

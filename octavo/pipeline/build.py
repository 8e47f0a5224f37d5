# SPDX-License-Identifier: AGPL-3.0-or-later
"""A build from publications and wishes to published files and a report."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from octavo.diagnostics.code import Severity
from octavo.diagnostics.problem import Place, Problem, ProblemsFound, in_edition, problem
from octavo.model.languages import languages_in
from octavo.model.profile import ERRATA, PROFILES
from octavo.pipeline.catalogue_files import publish_catalogues
from octavo.pipeline.cluster import cluster_at
from octavo.pipeline.dossier_steps import record_step
from octavo.pipeline.executor import Done, Run, run_steps
from octavo.pipeline.font_packs import shared_fonts
from octavo.pipeline.graph import House, Plan, Step, Wanted, edition_steps, load_step
from octavo.pipeline.house_catalogue import FOLDER, publish_house
from octavo.pipeline.inputs import InputsChanged, environment, files_below, leaf
from octavo.pipeline.keeping import with_store
from octavo.pipeline.mending import Mending
from octavo.pipeline.priority import get_ready
from octavo.pipeline.publish import LISTING, recover, withdraw
from octavo.pipeline.publish_edition import publish_edition, published_files
from octavo.pipeline.report import EditionReport, PublicationReport, located
from octavo.pipeline.report_files import publish_report
from octavo.pipeline.report_graph import report_steps, separator
from octavo.pipeline.site_files import publish_site
from octavo.pipeline.store import Store, blob_digest
from octavo.pipeline.times import Outlook
from octavo.pipeline.work import decode_problems, encode_problems
from octavo.resources.memory import passing_over, unhurried
from octavo.resources.printers import printer_names

LOCALE, STORE = "locale", ".store"
NO_PROBLEMS = blob_digest(encode_problems(()))


@dataclass(frozen=True, slots=True)
class Options:
    """What a build is asked for; empty editions and outputs mean what each manifest says.

    `everything` says that no publication was named: an edition is then asked of those that have it. `scheduler` is the
    address of a Dask cluster whose workers run the steps; `share` a place that they and the builder can reach.
    """

    output: Path
    templates: Path
    fonts: Path
    editions: tuple[str, ...] = ()
    outputs: tuple[str, ...] = ()
    printers: tuple[str, ...] = ()
    draft: bool = False
    publish: bool = True
    jobs: int = 0
    everything: bool = False
    scheduler: str = ""
    share: str = ""


@dataclass(frozen=True, slots=True)
class Built:
    """What came of it: a report for each publication, and the steps that ran or were taken from the store."""

    reports: tuple[PublicationReport, ...]
    steps: tuple[Done, ...]
    problems: tuple[Problem, ...] = ()

    @property
    def all_problems(self) -> tuple[Problem, ...]:
        """Every problem of the build."""
        return (*self.problems, *(each for report in self.reports for each in report.problems))

    @property
    def failed(self) -> bool:
        """Tell whether any problem is an error."""
        return any(each.severity is Severity.ERROR for each in self.all_problems)


@dataclass(slots=True)
class _Job:
    """A publication on its way through a build."""

    folder: Path
    name: str
    plan: Plan | None = None
    wanted: tuple[Wanted, ...] = ()
    steps: tuple[Step, ...] = ()
    problems: list[Problem] = field(default_factory=list)


Tell = Callable[[Step, "Done | None"], None]
Expect = Callable[[Outlook], None]


def build(
    folders: Iterable[Path], options: Options, tell: Tell = lambda *_: None, expect: Expect = lambda _: None
) -> Built:
    """Build the publications in these folders.

    `tell` hears of each step as it starts (None) and as it is done, `expect` of the steps there will be.
    """
    folders = tuple(folders)
    try:
        built, more = with_store(options.output / STORE, lambda past: _build(folders, options, tell, expect, past))
    except InputsChanged as reason:
        return Built((), (), (problem("S103", folder=str(reason)),))
    except ProblemsFound as found:
        return Built((), (), found.problems)
    return replace(built, problems=(*built.problems, *more))


@unhurried()
def _build(folders: Iterable[Path], options: Options, tell: Tell, expect: Expect, past: Mending) -> Built:
    jobs = [_Job(folder, folder.resolve().name) for folder in folders]
    run = Run(Store(options.output / STORE), environment(), options.jobs or os.cpu_count() or 1, tell, past=past)
    run.spare = get_ready if options.publish else None
    cluster = run.runner = cluster_at(options.scheduler, run.store, run.environment, options.share)
    try:
        for folder in (options.output, *(options.output / job.name for job in jobs)):
            recover(folder)
        house = House(
            leaf(options.templates, files_below(options.templates)), leaf(options.fonts, shared_fonts(options.fonts))
        )
        loads = [_load(job) for job in jobs]
        expect(Outlook(loads, run.times, run.jobs))
        run_steps(run, loads)
        for job in jobs:
            job.plan = _plan(job, run)
        _choose(jobs, options)
        for job in jobs:
            job.steps = tuple(_planned(job, house))
        steps = [step for job in jobs for step in job.steps]
        expect(Outlook((*loads, *steps), run.times, run.jobs))
        run_steps(run, steps)
        past.make_sure()
    finally:
        run.close()
    # A publication that is sound and has none of the editions asked for is passed over.
    told = (job for job in jobs if job.wanted or job.problems or job.plan is None or not options.editions)
    with passing_over():
        reports = tuple(_concluded(job, run, options, house) for job in told)
        amiss = publish_house(options.output, {job.name for job in jobs}, run) if options.publish else ()
    return Built(reports, tuple(run.done.values()), (*(cluster.problems if cluster else ()), *amiss))


def _load(job: _Job) -> Step:
    files = (name for name in files_below(job.folder) if not name.startswith(f"{LOCALE}/"))
    return load_step(job.name, leaf(job.folder, files))


def _plan(job: _Job, run: Run) -> Plan | None:
    """Return what a publication's manifest asks for, or None if it could not be loaded or has the catalogue's name."""
    if job.name == FOLDER:
        job.problems.append(problem("C121", Place("publication.yaml"), name=FOLDER))
        return None
    loaded = run.done[f"{job.name}/load"].outputs
    if "plan" not in loaded:
        return None
    data = json.loads(run.store.get(loaded["plan"]))
    return Plan(data.pop("language"), **{name: tuple(value) for name, value in data.items()})


def _choose(jobs: Iterable[_Job], options: Options) -> None:
    """Say for each publication which of its editions and outputs are wanted, and tell of editions that are nowhere."""
    planned = [(job, job.plan) for job in jobs if job.plan is not None]
    elsewhere = {edition for _, plan in planned for edition in plan.editions} if options.everything else set()
    for job, plan in planned:
        for unknown in sorted(set(options.editions) - set(plan.editions) - elsewhere):
            place = Place("publication.yaml", key="publication.yaml#editions")
            job.problems.append(problem("S101", place, edition=unknown, known=", ".join(plan.editions)))
        outputs = options.outputs or tuple(name for name in plan.outputs if name in PROFILES)
        editions = [edition for edition in plan.editions if edition in (options.editions or plan.editions)]
        known = {*printer_names(), *plan.printers}
        for unknown in sorted(set(options.printers) - known):
            place = Place("publication.yaml", key="publication.yaml#printers")
            job.problems.append(problem("S108", place, printer=unknown, known=", ".join(sorted(known))))
        printers = tuple(name for name in options.printers if name in known) or plan.printers
        laid_out = any(PROFILES[name].from_pages and not PROFILES[name].look for name in outputs)
        source = plan.language if laid_out and plan.language in editions else ""
        job.wanted = tuple(
            Wanted(job.name, edition, _made_of(edition, plan, outputs), options.draft, printers, plan.on_demand, source)
            for edition in editions
        )
        if options.outputs == (ERRATA,) and not set(editions) & set(plan.corrected):
            job.problems.append(problem("D611", Place("corrections.yaml")))


def _made_of(edition: str, plan: Plan, outputs: tuple[str, ...]) -> tuple[str, ...]:
    """Return the outputs that are made of an edition: one without corrections has no slip of them."""
    return tuple(name for name in outputs if name != ERRATA or edition in plan.corrected)


def _planned(job: _Job, house: House) -> list[Step]:
    """Return the steps for every wanted edition of a loaded publication."""
    steps: list[Step] = []
    for wanted in job.wanted:
        folders = [job.folder / LOCALE / tag for tag in languages_in(wanted.edition)]
        locale, *beside = [leaf(folder, files_below(folder)) for folder in folders]
        made = edition_steps(wanted, locale, house, *beside)
        steps += [*made, *report_steps(wanted, made, house, separator()), record_step(wanted, made, house)]
    return steps


def _concluded(job: _Job, run: Run, options: Options, house: House) -> PublicationReport:
    """Publish what is sound, and say how everything stands."""
    shared = [done for done in run.done.values() if done.step.publication == job.name and not done.step.edition]
    found = [*job.problems, *(each for done in shared for each in _problems(run, done))]
    target = options.output / job.name
    editions = []
    by_edition: dict[str, list[Step]] = {wanted.edition: [] for wanted in job.wanted}
    for step in job.steps:
        by_edition[step.edition].append(step)
    for wanted in job.wanted:
        steps = by_edition[wanted.edition]
        told = (each for step in steps if step.name in run.done for each in _problems(run, run.done[step.name]))
        problems = in_edition(told, wanted.edition)
        found += problems
        partly, publish = bool(options.outputs), options.publish
        editions.append(publish_edition(target / wanted.edition, steps, problems, run, partly=partly, publish=publish))
    if (plan := job.plan) is not None:
        editions += _unasked(target, plan, {wanted.edition for wanted in job.wanted})
        editions.sort(key=lambda each: plan.editions.index(each.label))
    others: dict[str, str] = {}
    if options.publish and plan is not None and job.wanted:
        _tidy(target, plan)
        others, amiss = publish_catalogues(target, plan.editions, run)
        site, absent = publish_site(target, plan.editions, others, run, house)
        others |= site
        found += [*amiss, *absent]
    lines = _lines(run, job.name)
    report = PublicationReport(job.name, tuple(editions), located(found, lines, _shown(job.folder)))
    if options.publish and plan is not None and job.wanted:
        publish_report(target, report, run, house, others)
    return report


def _unasked(target: Path, plan: Plan, asked: set[str]) -> list[EditionReport]:
    """Return the editions that are there from an earlier build and were not asked for: checksums cover them too."""
    there = {edition: published_files(target / edition) for edition in plan.editions if edition not in asked}
    return [EditionReport(edition, "unasked", files) for edition, files in there.items() if files]


def _problems(run: Run, done: Done) -> tuple[Problem, ...]:
    digest = done.outputs["problems"]
    return () if digest == NO_PROBLEMS else decode_problems(run.store.get(digest))


def _lines(run: Run, name: str) -> dict[str, list[Any]]:
    outputs = run.done[f"{name}/load"].outputs
    if "source_map" not in outputs:
        return {}
    places: dict[str, list[Any]] = json.loads(run.store.get(outputs["source_map"]))["places"]
    return places


def _shown(folder: Path) -> str:
    """Return the folder as people would type it."""
    return (
        Path(os.path.relpath(folder)).as_posix() if folder.resolve().is_relative_to(Path.cwd()) else folder.as_posix()
    )


def _tidy(target: Path, plan: Plan) -> None:
    """Remove editions that the manifest no longer names."""
    if target.is_dir():
        for folder in sorted(target.iterdir()):
            if (folder / LISTING).is_file() and folder.name not in plan.editions:
                withdraw(folder)

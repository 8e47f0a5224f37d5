# SPDX-License-Identifier: AGPL-3.0-or-later
"""A series: many editions of one publication, a row each, made in batches and joined into one file for the printer."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from octavo.diagnostics.code import Severity
from octavo.diagnostics.problem import Place, Problem, in_order, problem
from octavo.model.languages import languages_in
from octavo.model.series import Batch, MadeRow
from octavo.pipeline.executor import Done, Run, run_steps
from octavo.pipeline.graph import House, Step, Wanted, Wire, edition_steps, load_step
from octavo.pipeline.inputs import Leaf, environment, files_below, leaf
from octavo.pipeline.keeping import with_store
from octavo.pipeline.mending import Mending
from octavo.pipeline.publish import recover, replace_folder
from octavo.pipeline.report import located
from octavo.pipeline.series_join import Bound, Joined, join, manifest_csv, manifest_json
from octavo.pipeline.store import Store
from octavo.pipeline.times import Outlook
from octavo.pipeline.work import decode_problems

if TYPE_CHECKING:
    from octavo.model.edition import Edition
    from octavo.model.press import Press
    from octavo.pipeline.build import Options

FOLDER = "series"
Tell = Callable[[Step, "Done | None"], None]
Expect = Callable[[Outlook], None]


@dataclass(frozen=True, slots=True)
class SeriesWish:
    """A publication's folder, the CSV file of a series, and the options of a build; `repeat` joins every copy.

    `shown` are the folder and the file as people type them.
    """

    folder: Path
    series: Path
    options: Options
    shown: tuple[str, str]
    repeat: bool = False

    @property
    def target(self) -> Path:
        """The folder for the files of the series."""
        return self.options.output / self.folder.resolve().name / FOLDER / self.series.stem


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
        try:
            recover(wish.target.parent)
            return _made(run, wish, expect)
        finally:
            run.close()

    found, more = with_store(store.folder, made)
    return replace(found, problems=(*found.problems, *more))


@dataclass(slots=True)
class _Making:
    """A series half made: the run, the wish, and every problem so far."""

    run: Run
    wish: SeriesWish
    problems: list[Problem] = field(default_factory=list)

    @property
    def name(self) -> str:
        return self.wish.folder.resolve().name

    def output(self, step: str, result: str) -> bytes | None:
        """Return a result of a step, or nothing."""
        done = self.run.done.get(step)
        return self.run.store.get(done.outputs[result]) if done is not None and result in done.outputs else None

    def gather(self, names: Iterable[str]) -> None:
        """Add what was found in steps."""
        for name in names:
            if (told := self.output(name, "problems")) is not None:
                self.problems += decode_problems(told)


def _made(run: Run, wish: SeriesWish, expect: Expect) -> SeriesMade:
    making = _Making(run, wish)
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


def _printers(making: _Making, named: tuple[str, ...]) -> tuple[str, ...]:
    """Return for which printers files are made; none if one that was asked for is unknown."""
    from octavo.model.printer import DEFAULT
    from octavo.resources.printers import printer_names

    known, place = {*printer_names(), *named}, Place("publication.yaml", key="publication.yaml#printers")
    asked = making.wish.options.printers
    unknown = sorted(set(asked) - known)
    making.problems += (problem("S108", place, printer=each, known=", ".join(sorted(known))) for each in unknown)
    return () if unknown else asked or named or (DEFAULT,)


def _first_steps(making: _Making) -> tuple[Step, Step]:
    wish, name = making.wish, making.name
    files = [each for each in files_below(wish.folder) if not each.startswith("locale/")]
    load = load_step(name, leaf(wish.folder, files))
    rows: dict[str, Wire | Leaf] = {each: Wire(load.name, each) for each in ("publication", "blobs")}
    rows["names"] = leaf(wish.folder, [each for each in files if each.startswith("names/")])
    rows["series"] = leaf(wish.series.parent, [wish.series.name])
    return load, Step(f"{name}/series", "series", 1, name, inputs=rows, params={"file": wish.series.name})


def _language(making: _Making, edition: str, house: House) -> tuple[Step, ...]:
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


def _base(making: _Making, edition: str, rolls: list[str]) -> Step:
    name = making.name
    inputs: dict[str, Wire | Leaf] = {
        "edition": Wire(f"{name}/{edition}/localize-rows", "edition"),
        "blobs": Wire(f"{name}/load", "blobs"),
    }
    return Step(f"{name}/{edition}/series", "series-base", 2, name, edition, inputs, {"rolls": " ".join(rolls)})


def _batch(making: _Making, batch: str, edition: str, house: House, printers: tuple[str, ...]) -> Step:
    name = making.name
    inputs: dict[str, Wire | Leaf] = {
        "rows": Wire(f"{name}/series", f"rows-{batch}"),
        "edition": Wire(f"{name}/{edition}/series", "edition"),
        "blobs": Wire(f"{name}/{edition}/series", "blobs"),
        "fonts": house.fonts,
        "templates": house.templates,
    }
    params = {"file": making.wish.series.name, "printers": " ".join(printers)}
    return Step(f"{name}/{edition}/series/{batch}", "series-batch", 4, name, edition, inputs, params)


def _located(making: _Making) -> tuple[Problem, ...]:
    """Return the problems with their lines; those of the file of the series have theirs."""
    told, (folder, file) = making.output(f"{making.name}/load", "source_map"), making.wish.shown
    lines: dict[str, list[Any]] = json.loads(told)["places"] if told is not None else {}
    of_table = [each for each in making.problems if each.place.file == making.wish.series.name]
    others = located((each for each in making.problems if each not in of_table), lines, folder)
    found = in_order([*(replace(each, place=replace(each.place, file=file)) for each in of_table), *others])
    # What many editions have, of pages that they share, is told of one of them.
    once = {(each.code, each.place, each.message): each for each in reversed(found)}
    return tuple(each for each in found if once[each.code, each.place, each.message] is each)


def _joined(making: _Making, series: dict[str, Any], printers: tuple[str, ...]) -> SeriesMade:
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
    files = _files(making, order, {batch: step for batch, (step, _) in steps.items()}, printers)
    return SeriesMade(files, tuple(row for row, _ in order), missing, _located(making))


def _files(
    making: _Making, order: list[tuple[MadeRow, str]], steps: dict[str, str], printers: tuple[str, ...]
) -> tuple[Path, ...]:
    wish, names = making.wish, list[str]()

    def fill(aside: Path) -> None:
        for printer in printers:
            stem = f"{making.name}-{wish.series.stem}-press-{printer}"
            path = aside / f"{stem}.pdf"
            result = f"press-{printer}"

            def read(batch: str, result: str = result) -> bytes:
                data = making.output(steps[batch], result)
                assert data is not None, "a row that was made has its pages"
                return data

            bound, press = _bound(making, order, printer)
            joined = join(bound, read, press, path, repeat=wish.repeat)
            _manifest(making, joined, path, printer)
            names.extend(f"{stem}{end}" for end in (".pdf", ".csv", ".json"))

    replace_folder(wish.target, fill)
    return tuple(wish.target / each for each in names)


def _bound(making: _Making, order: list[tuple[MadeRow, str]], printer: str) -> tuple[list[Bound], Press]:
    """Return the rows as they are bound for a printer, and what the printer wants of single pages."""
    from octavo.model.canonical import decode
    from octavo.model.edition import Edition
    from octavo.model.printer import pages_in_steps_of
    from octavo.pipeline.orders import printer_for, slug_of, wish_for
    from octavo.pipeline.work import Work
    from octavo.render.sheets.order import filled_up

    editions: dict[str, Edition] = {}
    for row, _ in order:
        if row.edition not in editions:
            told = making.output(f"{making.name}/{row.edition}/series", "edition")
            assert told is not None, "its rows were made"
            editions[row.edition] = decode(Edition, told)
    first = editions[order[0][0].edition]
    loaded = making.run.done[f"{making.name}/load"].outputs
    work = Work(making.run.store, loaded, {}, {})
    ordered = printer_for(first, printer)
    bound = []
    for row, batch in order:
        edition = editions[row.edition]
        padding = filled_up(len(row.pages), pages_in_steps_of(ordered))
        pages = tuple(row.pages[page - 1] + 1 if page else 0 for page in padding.pages)
        slug = slug_of(replace(edition, key=replace(edition.key, variant=row.id)))
        bound.append(Bound(row, batch, pages, slug, edition.language.direction))
    if any(each.filler is not None or each.manifest.print.cover == "self" for each in editions.values()):
        making.problems.append(problem("S388", Place(making.wish.series.name)))
    if any(each.approved and not each.draft for each in editions.values()):
        making.problems.append(problem("S389", Place(making.wish.series.name)))
    return bound, wish_for(work, first, ordered, black=first.manifest.print.interior == "black")


def _manifest(making: _Making, joined: tuple[Joined, ...], path: Path, printer: str) -> None:
    with path.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    about = {
        "publication": making.name,
        "series": making.wish.series.name,
        "printer": printer,
        "file": path.name,
        "sha256": digest,
        "pages": sum(each.pages * (each.row.copies if making.wish.repeat else 1) for each in joined),
        "every_copy": making.wish.repeat,
    }
    path.with_suffix(".csv").write_text(manifest_csv(joined), encoding="utf-8")
    path.with_suffix(".json").write_text(manifest_json(joined, about), encoding="utf-8")

# SPDX-License-Identifier: AGPL-3.0-or-later
"""The files of a series: all editions joined for each printer, single ones for the screen, and a manifest of each."""

from __future__ import annotations

import csv
import hashlib
import io
import json
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from octavo.diagnostics.problem import Place, Problem, problem
from octavo.model.series import MadeRow
from octavo.pipeline.executor import Run
from octavo.pipeline.publish import replace_folder
from octavo.pipeline.series_join import Bound, Joined, join, manifest_csv, manifest_json
from octavo.pipeline.work import decode_problems

if TYPE_CHECKING:
    from octavo.model.edition import Edition
    from octavo.model.press import Press
    from octavo.pipeline.build import Options

FOLDER = "series"
OUTPUTS = ("press", "screen")


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
    def outputs(self) -> tuple[str, ...]:
        """What is made: a file for the press unless something else is asked for."""
        return self.options.outputs or ("press",)

    @property
    def target(self) -> Path:
        """The folder for the files of the series."""
        return self.options.output / self.folder.resolve().name / FOLDER / self.series.stem


@dataclass(slots=True)
class Making:
    """A series half made: the run, the wish, and every problem so far."""

    run: Run
    wish: SeriesWish
    problems: list[Problem] = field(default_factory=list)

    @property
    def name(self) -> str:
        """The publication's name."""
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


def write_files(
    making: Making, order: list[tuple[MadeRow, str]], steps: dict[str, str], printers: tuple[str, ...]
) -> tuple[Path, ...]:
    """Write what was asked for into the folder of the series, all at once, and return the files.

    Args:
        making: the series; problems are added.
        order: the rows that were made, each with its batch, in the order of the table.
        steps: the name of the step that made a batch.
        printers: those for whom the editions are joined.
    """
    wish, names = making.wish, list[str]()

    def fill(aside: Path) -> None:
        if "screen" in wish.outputs:
            names.extend(_screens(making, order, steps, aside))
        for printer in printers if "press" in wish.outputs else ():
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


def _bound(making: Making, order: list[tuple[MadeRow, str]], printer: str) -> tuple[list[Bound], Press]:
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


def _manifest(making: Making, joined: tuple[Joined, ...], path: Path, printer: str) -> None:
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


def _screens(making: Making, order: list[tuple[MadeRow, str]], steps: dict[str, str], aside: Path) -> list[str]:
    """Write a file for the screen of each edition, and the manifest that names them; return their names."""
    stem, told = f"{making.name}-{making.wish.series.stem}-screen", list[dict[str, Any]]()
    (aside / "screen").mkdir()
    for row, batch in order:
        data = making.output(steps[batch], f"screen-{row.id}")
        assert data is not None, "a row that was made has its file"
        name = f"screen/{making.name}-{row.edition}-{row.id}-screen.pdf"
        (aside / name).write_bytes(data)
        about = {"id": row.id, "edition": row.edition, "pages": len(row.pages), "identifier": row.identifier}
        told.append({**about, "file": name, "sha256": hashlib.sha256(data).hexdigest()})
    out = io.StringIO()
    table = csv.DictWriter(out, list(told[0]), lineterminator="\n")
    table.writeheader()
    table.writerows(told)
    whole = {"publication": making.name, "series": making.wish.series.name, "editions": told}
    (aside / f"{stem}.csv").write_text(out.getvalue(), encoding="utf-8")
    (aside / f"{stem}.json").write_text(json.dumps(whole, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    return [*(each["file"] for each in told), f"{stem}.csv", f"{stem}.json"]

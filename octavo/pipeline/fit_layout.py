# SPDX-License-Identifier: AGPL-3.0-or-later
"""Editions laid out with one fit after another, to see how many pages each part takes; no file is written of them."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from octavo.diagnostics.problem import Problem
from octavo.model.fit import LADDER, Fit, PartFit, most_lines
from octavo.model.languages import languages_in
from octavo.model.pagemap import PageMap
from octavo.pipeline.executor import Done, Run, run_steps
from octavo.pipeline.fit_plan import Known, Point, opening_pages
from octavo.pipeline.graph import House, Step, Wanted, Wire, edition_steps, load_step
from octavo.pipeline.inputs import files_below, leaf
from octavo.pipeline.work import decode_problems

if TYPE_CHECKING:
    from octavo.model.edition import Edition
    from octavo.pipeline.build import Options


@dataclass(frozen=True, slots=True)
class FitWish:
    """What is to be fitted: a publication, these of its editions (none: all), to so many pages (0: to any count)."""

    folder: Path
    output: Path
    templates: Path
    fonts: Path
    editions: tuple[str, ...] = ()
    to: int = 0
    jobs: int = 1
    shown: str = ""

    @classmethod
    def of(cls, folder: Path, options: Options, to: int, shown: str) -> FitWish:
        """Return the wish with the options of a build; `shown` is the folder as people type it."""
        jobs = options.jobs or os.cpu_count() or 1
        return cls(folder, options.output, options.templates, options.fonts, options.editions, to, jobs, shown)


@dataclass(slots=True)
class Language:
    """An edition on its way: its value, what is known of its lengths, and the layout of the last means."""

    name: str
    edition: Edition
    points: tuple[Point, ...]
    known: Known
    seen: dict[tuple[int, tuple[int, ...]], tuple[str, PageMap]] = field(default_factory=dict)


def languages_of(run: Run, wish: FitWish) -> tuple[list[Language], list[Problem]]:
    """Return the editions with what their parts are, and the problems that stand in the way of any."""
    from octavo.compose.styles import tokens_of
    from octavo.model.canonical import decode
    from octavo.model.edition import Edition

    name = wish.folder.resolve().name
    files = (each for each in files_below(wish.folder) if not each.startswith("locale/"))
    run_steps(run, [load_step(name, leaf(wish.folder, files))])
    loaded = run.done[f"{name}/load"].outputs
    problems = [*decode_problems(run.store.get(loaded["problems"]))]
    if "plan" not in loaded:
        return [], problems
    plan = json.loads(run.store.get(loaded["plan"]))
    single = [each for each in plan["editions"] if len(languages_in(each)) == 1]  # two languages have their own pages
    tags = tuple(each for each in single if each in (wish.editions or single))
    run_steps(run, [step for tag in tags for step in _steps(wish, tag) if step.kind in ("catalog", "localize")])
    found = []
    for tag in tags:
        for kind in ("catalog", "localize"):
            if f"{name}/{tag}/{kind}" in run.done:
                problems += decode_problems(run.store.get(run.done[f"{name}/{tag}/{kind}"].outputs["problems"]))
        done = run.done.get(f"{name}/{tag}/localize")
        if done is not None and "edition" in done.outputs:
            edition = decode(Edition, run.store.get(done.outputs["edition"]))
            lines = tokens_of(edition).lines
            found.append(Language(tag, edition, _points(edition), Known(lines, most_lines(lines))))
    return found, [each for each in problems if each.severity >= 3]


def _points(edition: Edition) -> tuple[Point, ...]:
    from octavo.compose.fit import groups_of
    from octavo.compose.sections import anchor

    groups = groups_of(edition.parts)
    return tuple(Point(group[0].name, anchor(group[0].name), group[0].opens == "recto") for group in groups)


def _steps(wish: FitWish, tag: str) -> tuple[Step, ...]:
    house = House(leaf(wish.templates, files_below(wish.templates)), leaf(wish.fonts, files_below(wish.fonts)))
    own = wish.folder / "locale" / tag
    wanted = Wanted(wish.folder.resolve().name, tag, ("press",), draft=False)
    return edition_steps(wanted, leaf(own, files_below(own)), house)


Tried = tuple[Language, int, Sequence[int]]


def measure(run: Run, wish: FitWish, tried: Iterable[Tried]) -> None:
    """Lay editions out with these means, several at once, and keep how long their parts are."""
    from octavo.model.canonical import decode

    waiting = []
    steps: dict[str, Step] = {}
    for language, lines, levels in tried:
        composed, pages = _trial(wish, language, fit_of(language.points, lines, levels))
        steps |= {step.name: step for step in (composed, pages) if step.name not in run.done}
        waiting.append((language, lines, tuple(levels), composed.name, pages.name))
    run_steps(run, steps.values())
    for language, lines, levels, first, second in waiting:
        done = run.done.get(second)
        if done is None or "page_map" not in done.outputs:
            raise RuntimeError(f"{second} has no pages")
        page_map = decode(PageMap, run.store.get(done.outputs["page_map"]))
        digest = _digest(run, run.done[first])
        language.seen[lines, levels] = digest, page_map
        language.known.learn(lines, levels, lengths_of(page_map, language.points, _height(language, lines)))


def fit_of(points: Sequence[Point], lines: int, levels: Sequence[int], spans: Sequence[int] = ()) -> Fit:
    """Return the fit that sets each part by a rung of the ladder; with `spans` it says where each opens."""
    pages = opening_pages(spans) if spans else (1,) * len(points)
    parts = {}
    for point, level, page in zip(points, levels, pages, strict=True):
        rung = LADDER[level]
        parts[point.name] = PartFit(page=page, tracking=rung.tracking, hyphens=rung.hyphens, air=rung.air)
    return Fit(lines=lines, parts=parts)


def _trial(wish: FitWish, language: Language, tried: Fit) -> tuple[Step, Step]:
    """Return the steps that compose and lay out an edition with a fit, and write no file."""
    from octavo.model.canonical import encode

    whole = {step.kind: step for step in _steps(wish, language.name)}
    said = encode(tried).decode()
    mark = hashlib.sha256(said.encode()).hexdigest()[:12]
    composed, pages = whole["compose"], whole["pages"]
    inputs = {name: wire for name, wire in composed.inputs.items() if name != "fit"}
    first = replace(composed, name=f"{composed.name}-{mark}", inputs=inputs, params={**composed.params, "fit": said})
    drawn = {**pages.inputs, "document": Wire(first.name, "document")}
    return first, replace(pages, name=f"{pages.name}-{mark}", inputs=drawn, params={"wants": ""}, files={})


def _digest(run: Run, composed: Done) -> str:
    from octavo.compose.fit import text_digest
    from octavo.model.canonical import decode
    from octavo.model.document import Document

    return text_digest(decode(Document, run.store.get(composed.outputs["document"])).files[0].html)


def _height(language: Language, lines: int) -> float:
    """Return the height of the type area in millimetres."""
    from octavo.compose.styles import tokens_of

    tokens = tokens_of(replace(language.edition, fit=Fit(lines=lines)))
    return tokens.lines * tokens.grid * 25.4 / 72


def lengths_of(page_map: PageMap, points: Sequence[Point], height: float) -> list[float]:
    """Return how many pages each part fills, the last as far as it is filled; blank pages are not counted."""
    opens = {part.id: part.page for part in page_map.parts}
    starts = [opens[point.id] for point in points]
    found = []
    for start, after in zip(starts, [*starts[1:], len(page_map.pages) + 1], strict=True):
        pages = [page for page in page_map.pages[start - 1 : after - 1] if not page.blank]
        filled = 1 - pages[-1].room / height if pages else 0.0
        found.append(len(pages) - 1 + min(1.0, max(0.01, filled)) if pages else 0.01)
    return found

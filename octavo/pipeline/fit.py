# SPDX-License-Identifier: AGPL-3.0-or-later
"""All editions of a publication brought to the same pages: searched, written down, and told where it can't be."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from octavo.diagnostics.problem import Outcome, Place, Problem, in_order, problem
from octavo.model.fit import FILE, Fit
from octavo.model.pagemap import PageMap
from octavo.pipeline.executor import Done, Run
from octavo.pipeline.fit_advice import advice, po_places
from octavo.pipeline.fit_layout import FitWish, Language, fit_of, languages_of, measure
from octavo.pipeline.fit_plan import LOOSE, TIGHT, Choice, Point, choose, common_pages, opening_pages, seen_choice
from octavo.pipeline.graph import Step
from octavo.pipeline.inputs import environment
from octavo.pipeline.keeping import with_store
from octavo.pipeline.mending import Mending
from octavo.pipeline.report import located
from octavo.pipeline.store import Store, write_whole

ROUNDS = 6
Tell = Callable[[Step, "Done | None"], None]


@dataclass(frozen=True, slots=True)
class Fitted:
    """An edition after the search: its fit, what its parts miss, and the pages before and now."""

    edition: str
    fit: Fit
    choice: Choice
    before: int
    page_map: PageMap


@dataclass(frozen=True, slots=True)
class FitResult:
    """The pages that all editions share, where each part opens, and how each edition gets there."""

    pages: int
    points: tuple[Point, ...]
    spans: tuple[int, ...]
    editions: tuple[Fitted, ...]

    @property
    def opens(self) -> tuple[int, ...]:
        """The page on which each part opens."""
        return opening_pages(self.spans)


def fit_publication(wish: FitWish, tell: Tell = lambda *_: None) -> Outcome[FitResult]:
    """Return how the editions get to the same pages, and every part that can't; nothing is written."""
    store = Store(wish.output / ".store")

    def fitted(past: Mending) -> Outcome[FitResult]:
        run = Run(store, environment(), wish.jobs, tell, past=past)
        try:
            return _fit(run, wish)
        finally:
            run.close()

    found, more = with_store(store.folder, fitted)
    return Outcome(found.value, (*found.problems, *more))


def _fit(run: Run, wish: FitWish) -> Outcome[FitResult]:
    languages, problems = languages_of(run, wish)
    if any(each.severity >= 3 for each in problems) or not languages:
        return Outcome(None, in_order(problems))
    ends = [(0, 0), (1, TIGHT), (-1, LOOSE)]
    measure(
        run,
        wish,
        [(each, side * each.known.most, [level] * len(each.points)) for each in languages for side, level in ends],
    )
    points = languages[0].points
    kept = kept_spans(wish, points) if wish.editions and not wish.to else None
    spans = kept or common_pages({each.name: each.known for each in languages}, points, _multiple(languages), wish.to)
    if spans is None:
        return Outcome(None, (*problems, problem("R314")))
    for _ in range(ROUNDS):
        chosen = [(each, choose(each.known, points, spans)) for each in languages]
        wanted = [(each, c.lines, c.levels) for each, c in chosen if (c.lines, c.levels) not in each.seen]
        if not wanted:
            break
        measure(run, wish, wanted)
    made = tuple(_fitted(each, _settled(each, spans), spans) for each in languages)
    for language, each in zip(languages, made, strict=True):
        if not each.choice.fits:
            places = _places(run, wish, language.name)
            lines = language.known.page + each.choice.lines
            problems += advice(language.name, each.choice, points, spans, each.page_map, lines, places)
    return Outcome(FitResult(sum(spans), points, spans, made), _located(run, wish, problems))


def kept_spans(wish: FitWish, points: Sequence[Point]) -> tuple[int, ...] | None:
    """Return the pages to which the other editions were fitted already; None where none was, or parts have changed."""
    from octavo.localize.fit_file import read_fit

    for path in sorted((wish.folder / "locale").glob(f"*/{FILE}")):
        if path.parent.name in wish.editions:
            continue
        fit = read_fit(path.parent.name, path.read_bytes()).value
        if fit is not None and fit.pages and list(fit.parts) == [point.name for point in points]:
            opens = [part.page for part in fit.parts.values()]
            return tuple(after - page for page, after in zip(opens, [*opens[1:], fit.pages + 1], strict=True))
    return None


def _located(run: Run, wish: FitWish, problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Return the problems with lines for those that only know a key, and their files as people type them."""
    outputs = run.done[f"{wish.folder.resolve().name}/load"].outputs
    lines = json.loads(run.store.get(outputs["source_map"]))["places"] if "source_map" in outputs else {}
    return located(problems, lines, wish.shown)


def _settled(language: Language, spans: Sequence[int]) -> Choice:
    """Return the means that were seen to do best; those that were reckoned last may never have been laid out."""
    choice = choose(language.known, language.points, spans)
    if (choice.lines, choice.levels) in language.seen:
        return choice
    seen = [seen_choice(language.known, language.points, spans, *how) for how in language.seen]
    return min(seen, key=lambda each: (sum(map(abs, each.missing)), abs(each.lines), sum(map(abs, each.levels))))


def _places(run: Run, wish: FitWish, tag: str) -> dict[str, Place]:
    """Return where the messages of an edition stand: in its PO files; those of the source by their keys alone."""
    from octavo.markup.messages import messages_of
    from octavo.model.canonical import decode
    from octavo.model.catalog import message_id
    from octavo.model.publication import Publication
    from octavo.pipeline.preview import po_entries

    loaded = run.done[f"{wish.folder.resolve().name}/load"].outputs
    messages = messages_of(decode(Publication, run.store.get(loaded["publication"])))
    keys = {key: message.id for message in messages for key in message.keys}
    files = po_entries(wish.folder, tag)
    entries = {
        file: [(message_id(entry.msgctxt or "", entry.msgid), entry.linenum or 0) for entry in inside]
        for file, inside in files.items()
    }
    return po_places(entries, keys)


def _multiple(languages: Sequence[Language]) -> int:
    """Return in which steps the printers of the publication take pages; four where it names none."""
    from math import lcm

    from octavo.model.printer import pages_in_steps_of

    return lcm(*(pages_in_steps_of(each) for each in languages[0].edition.printers), 4)


def _fitted(language: Language, choice: Choice, spans: Sequence[int]) -> Fitted:
    digest, page_map = language.seen[choice.lines, choice.levels]
    made = fit_of(language.points, choice.lines, choice.levels, spans)
    made = made.model_copy(update={"pages": sum(spans), "digest": digest})
    before = language.seen[0, (0,) * len(language.points)][1]
    return Fitted(language.name, made, choice, len(before.pages), page_map)


def write_fits(folder: Path, result: FitResult) -> tuple[Path, ...]:
    """Write the fit of every edition that has one and return the files that changed; the others keep what they had."""
    from octavo.localize.fit_file import write_fit

    changed = []
    for each in result.editions:
        path, data = folder / "locale" / each.edition / FILE, write_fit(each.fit)
        if each.choice.fits and not (path.is_file() and path.read_bytes() == data):
            path.parent.mkdir(parents=True, exist_ok=True)
            write_whole(path, data)
            changed.append(path)
    return tuple(changed)

# SPDX-License-Identifier: AGPL-3.0-or-later
"""Long books laid out and written in runs of parts, so that no more than a run is ever in memory.

A run is a few parts, the first of which opens a page. It is laid out from what the engine knew at the end of the run
before, written, mapped, and dropped (decision 0020). A run that shows the page numbers of later ones, as the contents
do, is laid out once to know how many pages it has, and again when all numbers are known.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from copy import deepcopy
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from octavo.diagnostics.problem import Outcome, in_order, problem
from octavo.model.document import AssetUse, Document
from octavo.model.pagemap import Ending, PageMap
from octavo.render.boxes import read_pages
from octavo.render.endings import Heads, head_endings, text_endings
from octavo.render.engine import Assets, told
from octavo.render.findings import find
from octavo.render.folios import Counted, counted, labels_of
from octavo.render.fonts import isolate_fonts
from octavo.render.layout import Layout, Sheets, inked_of, read_sheets, render_with
from octavo.render.lines import read_lines
from octavo.render.pagemap import page_map
from octavo.render.runs_engine import Begin, Ran, Remarked, Unfit, only_run
from octavo.render.runs_files import Files, begin_files
from octavo.render.runs_map import endings_moved, joined, moved
from octavo.render.runs_plan import HEAVY, Plan, elsewhere, is_longer, plan_runs
from octavo.render.veils import veils_of
from octavo.resources.memory import piecewise, unhurried

_MOST_WALKS = 4


@dataclass(frozen=True, slots=True)
class Written:
    """A book that was laid out in runs: its page map, and the files that were wanted by their names."""

    page_map: PageMap
    files: Mapping[str, bytes]


def write_in_runs(
    document: Document, read: Callable[[AssetUse], bytes], wants: frozenset[str], *, workspace: Path
) -> Outcome[Written]:
    """Return a long book composed for print, laid out and written; no value where it is to be laid out as a whole.

    That is where it is short; where it can't be cut (note R352, of a book that needs the memory) or something fails
    (R351); and where the engine has anything to remark, for the whole layout remarks it too, and says it with its
    place: nothing is said of it here.
    `wants` names the files, `screen` and `plain`; what is in them is as `finish_screen` and `write_plain` make it.
    """
    try:
        plan = plan_runs(document)
        if plan is None:
            return Outcome(None)
        isolate_fonts(workspace)
        assets = Assets(document, read)
        sheets = read_sheets(document, assets)
        with unhurried(), piecewise() as let_go:
            made = _Walks(document, plan, assets, sheets, wants, let_go).written()
    except Remarked:
        return Outcome(None)
    except Unfit as reason:
        return Outcome(None, (problem("R352", reason=str(reason)),) if is_longer(document, HEAVY) else ())
    except Exception as fault:  # runs rely on more of WeasyPrint's inside than the whole layout, which may well succeed
        return Outcome(None, (problem("R351", reason=told(fault)),))
    return Outcome(made, in_order(sheets.problems))


@dataclass(frozen=True, slots=True)
class _Done:
    """What is left of a run: where it began and what came of it, its pages as plain values."""

    begin: Begin
    heads: Heads
    ran: Ran
    shown: Mapping[str, Any]
    counted: tuple[Counted, ...]
    page_map: PageMap
    named: tuple[Ending, ...]
    written: bool


@dataclass(slots=True)
class _Walks:
    """A book while it is walked through; the page counters of its anchors are known ever better."""

    document: Document
    plan: Plan
    assets: Assets
    sheets: Sheets
    wants: frozenset[str]
    let_go: Callable[[], object]
    anchors: dict[str, Any] = field(default_factory=dict)
    rendered: Any = None

    def written(self) -> Written:
        """Walk through the book until all numbers that it shows are right; raise Unfit if they never are."""
        for _ in range(_MOST_WALKS):
            files = begin_files(self.document, self.wants)
            done: list[_Done | None] = [None] * len(self.plan.runs)
            if self._walk(files, done) and self._walk(files, done) and all(map(self._stands, done)):
                return self._closed(files, [each for each in done if each is not None])
        raise Unfit("its page numbers never come to rest")

    def _walk(self, files: Files, done: list[_Done | None]) -> bool:
        """Lay out the runs that are not written, and write those whose numbers are known.

        Return False where one of them comes out longer or shorter, so that those after it have to be laid out anew.
        """
        begin, heads, number = Begin(), Heads(), 0
        for place in range(len(done)):
            known = done[place]
            if known is None or not known.written:
                known = done[place] = self._run(place, begin, heads, number, files)
                self.let_go()
            elif known.begin != begin:
                return False
            self.anchors |= known.ran.anchors
            begin, heads, number = known.ran.after, known.heads, known.counted[-1].number
        return True

    def _run(self, place: int, begin: Begin, heads: Heads, number: int, files: Files) -> _Done:
        run, document = self.plan.runs[place], self.document
        (file,) = document.files
        html = self.plan.parts.only(run.sections)
        alone = replace(document, files=(replace(file, html=html),))
        known = dict(self.anchors)
        with only_run(begin, run.sections, known, run.ids, elsewhere(html, self.plan.ids)) as ran:
            rendered, remarked = render_with(alone, self.assets, self.sheets)
        last = place == len(self.plan.runs) - 1
        if remarked:
            raise Remarked(remarked[0].message)
        if ran.section != (None if last else run.sections.stop):
            raise Unfit("a part ends where another one should not begin")
        layout = replace(_mapped(rendered, document, self.assets), tables=run.tables)
        written = ran.asked <= known.keys()
        if written:
            files.add(place, layout)
        self.rendered = rendered.copy([])
        heads = deepcopy(heads)
        named = tuple(head_endings(layout.pages, heads))
        shown = {name: known.get(name) for name in ran.asked}
        pages = counted(layout.pages, number)
        return _Done(
            begin,
            heads,
            ran,
            shown,
            pages,
            moved(layout.page_map, begin.index),
            endings_moved(named, begin.index),
            written,
        )

    def _stands(self, done: _Done | None) -> bool:
        return (
            done is not None
            and done.written
            and all(self.anchors.get(name) == value for name, value in done.shown.items())
        )

    def _closed(self, files: Files, done: list[_Done]) -> Written:
        labels = labels_of(tuple(page for each in done for page in each.counted), self.sheets.counters)
        whole = joined([each.page_map for each in done], labels, [ending for each in done for ending in each.named])
        return Written(whole, files.close(self.rendered, whole.pages))


def _mapped(rendered: Any, document: Document, assets: Assets) -> Layout:
    """Return the pages of a run, with a map that has no labels yet, nor running heads."""
    pages = read_pages(rendered)
    lines = read_lines(pages)
    mapped = page_map(pages, lines, ("",) * len(pages), document.metadata.direction)
    endings = tuple(text_endings(pages, lines))
    mapped = replace(mapped, findings=find(pages, lines), veils=veils_of(pages), endings=endings)
    return Layout(rendered, pages, lines, mapped, inked_of(assets))

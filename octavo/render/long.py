# SPDX-License-Identifier: AGPL-3.0-or-later
"""Books with long rolls of names: the engine lays out all but the rolls, whose pages are set and put between."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from octavo.diagnostics.problem import Outcome, Problem, in_order, problem
from octavo.model.canonical import digest
from octavo.model.document import AssetUse, Document
from octavo.model.parts import Each, one_by_one
from octavo.model.pdf_parts import Remember, anew
from octavo.render.boxes import PageBoxes, read_pages
from octavo.render.engine import Assets, told
from octavo.render.folios import page_numbers
from octavo.render.fonts import isolate_fonts
from octavo.render.known_lines import KnownLines
from octavo.render.layout import Layout, Sheets, inked_of, lay_out, layout_of, read_sheets, render_with
from octavo.render.page_counters import written_number
from octavo.render.roll.pen import Unfit
from octavo.render.roll.setting import Trial, set_roll
from octavo.render.roll.sheets import SetPlace, same_opening, set_pages, with_set_pages
from octavo.render.roll.specimen import samples_of
from octavo.render.roll.tree import Items, counting_on, find_roll, keep_part, put_ends, put_items


def lay_out_long(  # noqa: PLR0913  (what is known of the last time, and who helps)
    document: Document,
    read: Callable[[AssetUse], bytes],
    *,
    workspace: Path,
    remember: Remember = anew,
    each: Each = one_by_one,
    lines: KnownLines | None = None,
) -> Outcome[Layout]:
    """Return the pages as `lay_out` does, long rolls set apart where that gives the very same (R331 says where not).

    Who writes the pages writes the `sets` of the layout, too. `remember` may have what was drawn the last time, and
    `lines` those of all that is no roll; `each` may draw in several processes.
    """
    if not document.rolls:
        return lay_out(document, read, workspace=workspace, lines=lines)
    isolate_fonts(workspace)
    try:
        assets = Assets(document, read)
        engine = _Engine(document, assets, read_sheets(document, assets), lines or KnownLines())
        return _with_rolls(engine, _fonts_of(document, read), remember, each)
    except Unfit as reason:
        whole = lay_out(document, read, workspace=workspace)
        return Outcome(whole.value, in_order([problem("R331", reason=str(reason)), *whole.problems]))
    except Exception as fault:  # WeasyPrint fails in many ways on CSS that it half knows
        return Outcome(None, (problem("R110", reason=told(fault)),))


def _fonts_of(document: Document, read: Callable[[AssetUse], bytes]) -> str:
    """Return a digest of the fonts of a document: what is drawn with them is remembered for no others."""
    return digest(*(digest(read(use)) for use in document.assets if use.media_type.startswith("font/")))


def _with_rolls(engine: _Engine, fonts: str, known: Remember, each: Each) -> Outcome[Layout]:
    """Lay out the document with its long rolls set apart; raise Unfit where that would not give the same pages."""
    document, assets = engine.document, engine.assets

    def remember(key: str, make: Callable[[], str]) -> str:
        return known(f"{fonts} {key}", make)

    settings = [set_roll(roll, engine.trial(roll.id), remember, each) for roll in document.rolls]
    elements: list[tuple[Any, Any]] = []

    def edit(tree: Any) -> None:
        for setting in settings:
            first, last = (
                [(setting.shapes[item.shape], item) for item in some]
                for some in (setting.items[: setting.start], setting.items[setting.end :])
            )
            element = find_roll(tree, setting.roll.id)
            end = put_ends(tree, element, setting.roll.id, first, last)
            elements.append((element, end))

    with counting_on({setting.roll.id: len(setting.pages) for setting in settings}):
        rendered, remarked = render_with(document, assets, engine.sheets, edit, engine.lines)
    layout = layout_of(rendered, engine.sheets.counters, document, inked_of(assets))
    counts = page_numbers(layout.pages)
    sets = []
    for setting, (element, end) in zip(settings, elements, strict=True):
        opening, ending = samples_of(layout.pages, element), samples_of(layout.pages, end)
        same_opening(setting.samples[0], opening, ending)
        after = opening[0].page.number - 1
        place = SetPlace(after, element, counts[after] + 1, fonts)
        sets.append(set_pages(setting, place, engine.write_number, remember))
    layout = replace(layout, page_map=with_set_pages(layout.page_map, sets), sets=tuple(sets))
    problems: list[Problem] = [*engine.sheets.problems, *remarked]
    return Outcome(layout, in_order(problems))


@dataclass(frozen=True, slots=True)
class _Engine:
    """A document, what it takes to lay out some of it, read once, and the lines that layouts broke it into."""

    document: Document
    assets: Assets
    sheets: Sheets
    lines: KnownLines

    def trial(self, name: str) -> Trial:
        """Return the function that lays out a roll's part with a few of its items."""

        def lay_out_some(items: Items) -> tuple[tuple[PageBoxes, ...], Any]:
            found: list[Any] = []

            def edit(tree: Any) -> None:
                element = find_roll(tree, name)
                put_items(element, items)
                keep_part(tree, element)
                found.append(element)

            rendered, _ = render_with(self.document, self.assets, self.sheets, edit, self.lines)
            return read_pages(rendered), found[0]

        return lay_out_some

    def write_number(self, number: int, style: Any) -> str:
        """Return a number in a counter style of the document."""
        return written_number(self.sheets.counters, number, style)

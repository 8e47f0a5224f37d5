# SPDX-License-Identifier: AGPL-3.0-or-later
"""A composed document laid out on pages, and kept alive to be written in one form after another."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import ExitStack, nullcontext
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from octavo.diagnostics.problem import Outcome, Problem, in_order, problem
from octavo.model.document import AssetUse, Document, Hyphenation
from octavo.model.pagemap import PageMap
from octavo.render.boxes import PageBoxes, read_pages
from octavo.render.endings import endings
from octavo.render.engine import (
    BASE_URL,
    Assets,
    discarding_above_tables,
    hyphenating,
    image_name,
    keeping_last_words,
    listening,
    told,
)
from octavo.render.features import Fresh, freeing_features
from octavo.render.findings import find
from octavo.render.folios import folios
from octavo.render.fonts import isolate_fonts
from octavo.render.grid import text_on_grid
from octavo.render.ideographs import stretches, stretching_letters
from octavo.render.index_pages import drop_silent_links, merging_pages
from octavo.render.known_lines import KnownLines, knowing_lines
from octavo.render.lines import Line, read_lines
from octavo.render.notes import keeping_notes, measuring_notes_once
from octavo.render.pagemap import page_map
from octavo.render.references import settling_references
from octavo.render.remarks import layout_problems, style_problems
from octavo.render.roll.sheets import SetPages
from octavo.render.roll.tree import put_all
from octavo.render.spaces import move_spaces
from octavo.render.veils import veils_of

BLEED = 5.0
"""Millimetres that every page is painted beyond its trim: as much as any printer asks; each file shows its share."""

# The last word on both: a file for the screen shows neither, and press marks are never the engine's (70.0), which
# sets them inside the bleed.
_BEYOND_TRIM = f"@page {{ bleed: {BLEED}mm !important; marks: none !important }}"


@dataclass(frozen=True, slots=True)
class Layout:
    """The pages of one geometry: WeasyPrint's document, its boxes and lines as plain values, and the page map.

    Alive in one process; profiles of equal geometry are written from the same one. `inked` are the pictures in CMYK
    that stand-ins for the screen were laid out for: their bytes and media type by the engine's name for the picture.
    `sets` are pages of long rolls, which stand between those of the engine; the page map has them too. `tables` is the
    number of tables that stand before these pages, where they are a part of a book.
    """

    rendered: Any
    pages: tuple[PageBoxes, ...]
    lines: tuple[Line, ...]
    page_map: PageMap
    inked: Mapping[str, tuple[bytes, str]] = field(default_factory=dict)
    sets: tuple[SetPages, ...] = ()
    tables: int = 0


def lay_out(
    document: Document, read: Callable[[AssetUse], bytes], *, workspace: Path, lines: KnownLines | None = None
) -> Outcome[Layout]:
    """Return the pages of a document composed for print, with every remark of the engine as a problem (R1…).

    `read` gives the bytes of an asset, `workspace` is a folder for the fontconfig cache. Nothing else is read: no
    network, no system font, no file. What is seen on the pages is not judged here but in the page map's findings.
    `lines` are known from a layout with the same fonts.
    """
    isolate_fonts(workspace)
    assets, problems = Assets(document, read), list[Problem]()
    try:
        rendered, counters = _render(document, assets, problems, lines)
    except Exception as fault:  # WeasyPrint fails in many ways on CSS that it half knows
        return Outcome(None, in_order([*problems, problem("R110", reason=told(fault))]))
    return Outcome(layout_of(rendered, counters, document, inked_of(assets)), in_order(problems))


def layout_of(rendered: Any, counters: Any, document: Document, inked: Mapping[str, tuple[bytes, str]]) -> Layout:
    """Return what is to be known of the pages of WeasyPrint's document; `counters` are its counter styles."""
    pages = read_pages(rendered)
    lines = read_lines(pages)
    pagination = page_map(pages, lines, folios(pages, counters), document.metadata.direction)
    pagination = replace(pagination, findings=find(pages, lines), veils=veils_of(pages), endings=endings(pages, lines))
    return Layout(rendered, pages, lines, pagination, inked)


def inked_of(assets: Assets) -> dict[str, tuple[bytes, str]]:
    """Return the pictures in CMYK that were asked for, by the engine's names for them."""
    return {image_name(address): picture for address, picture in assets.inked.items()}


def render_document(document: Document, read: Callable[[AssetUse], bytes], *, workspace: Path) -> Any:
    """Return WeasyPrint's document alone, for who lays out only some of its pages."""
    isolate_fonts(workspace)
    return _render(document, Assets(document, read), [])[0]


@dataclass(frozen=True, slots=True)
class Sheets:
    """Style sheets read once, with their fonts and counter styles, for documents that have the same ones."""

    fonts: Any
    counters: Any
    styles: tuple[Any, ...]
    problems: tuple[Problem, ...]


def read_sheets(document: Document, assets: Assets) -> Sheets:
    """Return the style sheets of a document as the engine takes them, and what it remarked on them."""
    from weasyprint import CSS
    from weasyprint.css.counters import CounterStyle
    from weasyprint.text.fonts import FontConfiguration

    fonts, counters, styles, problems = FontConfiguration(), CounterStyle(), list[Any](), list[Problem]()
    fonts.font_features = Fresh()
    for name, css in document.styles:
        with listening() as remarks:
            address = BASE_URL + name
            sheet = CSS(string=css, base_url=address, url_fetcher=assets, font_config=fonts, counter_style=counters)
        styles.append(sheet)
        problems += style_problems(remarks.records, name, assets)
    styles.append(CSS(string=_BEYOND_TRIM))
    return Sheets(fonts, counters, tuple(styles), tuple(problems))


def render_with(
    document: Document,
    assets: Assets,
    sheets: Sheets,
    edit: Callable[[Any], None] | None = None,
    lines: KnownLines | None = None,
) -> tuple[Any, list[Problem]]:
    """Return WeasyPrint's document laid out with style sheets that are read already, and what it remarked.

    `edit` may change the tree before; else all items of long rolls are put into it. `lines` may be known.
    """
    from weasyprint import HTML

    file, meta = document.files[0], document.metadata
    own = Hyphenation(meta.language, document.hyphenation, document.hyphenation_patterns)
    with ExitStack() as around, listening() as remarks:
        for each in (own, *document.also_hyphenated):
            around.enter_context(hyphenating(each.language, each.code, each.patterns))
        for context in (
            freeing_features(),
            keeping_last_words(),
            keeping_notes(),
            measuring_notes_once(),
            discarding_above_tables(),
            stretching_letters(document),
            settling_references(),
            nullcontext() if stretches(meta.language) else knowing_lines(lines or KnownLines()),
        ):
            around.enter_context(context)
        html = HTML(string=file.html, base_url=BASE_URL + file.name, url_fetcher=assets)
        if edit is not None:
            edit(html.etree_element)
        else:
            put_all(html.etree_element, document.rolls)
        if meta.direction == "rtl" or document.also_hyphenated:
            move_spaces(html.etree_element)
        grid = document.geometry.grid if document.geometry else 0.0
        with merging_pages(html.etree_element), text_on_grid(grid):
            rendered = html.render(
                font_config=sheets.fonts, counter_style=sheets.counters, stylesheets=list(sheets.styles)
            )
        drop_silent_links(rendered, html.etree_element)
    return rendered, layout_problems(remarks.records, assets, html.etree_element)


def _render(
    document: Document, assets: Assets, problems: list[Problem], lines: KnownLines | None = None
) -> tuple[Any, Any]:
    """Return WeasyPrint's document and its counter styles; add what it remarked to `problems`."""
    sheets = read_sheets(document, assets)
    problems += sheets.problems
    rendered, remarked = render_with(document, assets, sheets, lines=lines)
    problems += remarked
    return rendered, sheets.counters

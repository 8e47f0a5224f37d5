# SPDX-License-Identifier: AGPL-3.0-or-later
"""The steps on paper: the pages laid out once, and the files for screens and printers made from them."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from octavo.diagnostics.problem import Outcome, Problem
from octavo.model.parts import one_by_one
from octavo.model.pdf_parts import anew
from octavo.pipeline.inside import inside_of, plain_pages
from octavo.pipeline.kept import (
    as_text,
    data_of_last_time,
    kept_in,
    lines_of_last_time,
    pages_name,
    pages_of_last_time,
)
from octavo.pipeline.orders import black_inside, inside_padding, printer_for, wish_for
from octavo.pipeline.print_gate import proof_problems, through_gate, veil_problems
from octavo.pipeline.work import Outputs, Work, encode_problems
from octavo.resources.memory import make_room

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from octavo.model.document import Document
    from octavo.model.edition import Edition
    from octavo.model.pagemap import PageMap
    from octavo.model.parts import Each
    from octavo.model.pdf_parts import Remember, RememberData
    from octavo.pipeline.inside import Inside
    from octavo.pipeline.store import Store
    from octavo.render.layout import Layout
    from octavo.render.press.finish import Pressed
    from octavo.render.runs import Written


def run_pages(work: Work) -> Outputs:
    """Lay the pages out, judge them, and write them as wanted: for the screen, and plain for what is printed."""
    from octavo.model.canonical import encode
    from octavo.model.document import Document
    from octavo.render.long import lay_out_long
    from octavo.render.runs import write_in_runs

    make_room()
    document, wants = work.value("document", Document), work.params["wants"].split()
    written = write_in_runs(document, work.asset, frozenset(wants), workspace=work.store.folder / "work")
    if written.value is not None:
        return _in_runs(document, written.value, written.problems, work.each)
    name = f"rolls {document.metadata.identifier} {document.metadata.language} {work.params.get('look', '')}"
    with pages_of_last_time(work.store, name) as remember, lines_of_last_time(work, document, name) as lines:
        folder = work.store.folder / "work"
        laid = lay_out_long(document, work.asset, workspace=folder, remember=remember, each=work.each, lines=lines)
    if laid.value is None:
        return {"problems": encode_problems(laid.problems)}
    layout = laid.value
    made = {"page_map": encode(layout.page_map)}
    files, remarked = _written(layout, document, wants, work.store, name)
    found = [*written.problems, *laid.problems, *_judged(layout.page_map, document), *remarked]
    if "screen" in files:
        with pages_of_last_time(work.store, f"{name} screen read") as read:
            found += _screen_problems(files["screen"], document, read, work.each)
    return {**made, **files, "problems": encode_problems(dict.fromkeys(found))}


def _written(
    layout: Layout, document: Document, wants: Collection[str], store: Store, name: str
) -> tuple[dict[str, bytes], list[Problem]]:
    """Return the files of a layout that are wanted, by `screen` and `plain`, with what was remarked while drawing."""
    from octavo.render.both import write_both
    from octavo.render.plain import write_plain
    from octavo.render.screen import finish_screen

    if {"screen", "plain"} <= {*wants} and not layout.sets:
        both = write_both(layout, document)
        return both.unwrap(), list(both.problems)
    files: dict[str, bytes] = {}
    remarked: list[Problem] = []
    for kind, write in (("screen", finish_screen), ("plain", write_plain)):
        if kind in wants:
            with data_of_last_time(store, f"{name} {kind}") as drawn:
                made = write(layout, document, drawn)
            files[kind] = made.unwrap()
            remarked += made.problems
    return files, remarked


def _in_runs(document: Document, made: Written, remarked: Sequence[Problem], each: Each) -> Outputs:
    """Judge a long book that was written as it was laid out."""
    from octavo.model.canonical import encode

    found = [*remarked, *_judged(made.page_map, document)]
    if "screen" in made.files:
        found += _screen_problems(made.files["screen"], document, each=each)
    return {"page_map": encode(made.page_map), **made.files, "problems": encode_problems(found)}


def _judged(page_map: PageMap, document: Document) -> list[Problem]:
    from octavo.check.fit import check_fit
    from octavo.check.layout import check_layout

    return [*check_layout(page_map), *check_fit(page_map, document.promise, document.metadata.language)]


def for_screen(layout: Layout, document: Document) -> tuple[bytes, list[Problem]]:
    """Return the file for the screen, and what is wrong with it."""
    from octavo.render.screen import finish_screen

    finished = finish_screen(layout, document)
    data = finished.unwrap()
    return data, [*finished.problems, *_screen_problems(data, document)]


def _screen_problems(data: bytes, document: Document, read: Remember = anew, each: Each = one_by_one) -> list[Problem]:
    from octavo.check.message_order import displaced_messages
    from octavo.check.pdf import check_pdf
    from octavo.check.pdf_words import page_texts

    texts = page_texts(data, read, each=each)
    return [*check_pdf(data, document, texts), *displaced_messages(data, document, texts, read)]


def run_press(work: Work) -> Outputs:
    """Make the file of single pages for one printer, and let it out only through the gate."""
    return _single_pages(work, wide=False)


def run_wide(work: Work) -> Outputs:
    """Make the pages that are put on sheets: as for the press, with all the bleed there is and without marks."""
    return _single_pages(work, wide=True)


def _single_pages(work: Work, *, wide: bool) -> Outputs:
    """Make all pages of the bound book as a printer's file; `padding` says which of them are none of its own."""
    from octavo.check.message_order import displaced_messages
    from octavo.check.pdf_words import page_texts
    from octavo.model.canonical import encode
    from octavo.model.document import Document
    from octavo.model.edition import Edition
    from octavo.model.pagemap import PageMap
    from octavo.model.pdf_parts import KnownPages

    edition, page_map = work.value("edition", Edition), work.value("page_map", PageMap)
    printer, document = printer_for(edition, work.params["printer"]), work.value("document", Document)
    padding = inside_padding(len(page_map.pages), printer, edition)
    inside = inside_of(work, edition, padding, printer.title)
    before = [*inside.problems, *proof_problems(edition, document)]
    if not inside.own:
        return {"problems": encode_problems(before)}
    with data_of_last_time(work.store, pages_name(work, edition, "wide" if wide else "press")) as remember:
        made = _pressed(work, edition, document, inside, page_map, remember, wide=wide)
        data, digests = made.value or (None, ())
        known = KnownPages(as_text(remember), digests)
        if data is not None:
            before += displaced_messages(data, document, page_texts(data, *known, work.each), known.remember)
        black, padding, file = black_inside(edition), inside.padding, Outcome(data, made.problems)
        outputs = through_gate(file, printer, "press", page_map, padding, black=black, before=before, known=known)
    return {**outputs, "padding": encode(inside.padding)}


def _pressed(  # noqa: PLR0913, PLR0917  (what a file is made of)
    work: Work,
    edition: Edition,
    document: Document,
    inside: Inside,
    page_map: PageMap,
    remember: RememberData,
    *,
    wide: bool,
) -> Outcome[Pressed]:
    from octavo.model.printer import BLEED_MOST
    from octavo.render.press.finish import press_pages

    printer = printer_for(edition, work.params["printer"])
    wish = wish_for(work, edition, printer, black=black_inside(edition))
    wish = replace(wish, bleed=float(BLEED_MOST), marks=False, bleed_at_spine=True) if wide else wish
    veils = veil_problems((*page_map.veils, *inside.veils), printer)
    keep = kept_in(work.store)
    return press_pages(inside.own, document.metadata, wish, add=inside.add, veils=veils, keep=keep, remember=remember)


def run_cover(work: Work) -> Outputs:
    """Make the cover for one printer: its spine is as wide as pages and paper make it."""
    from octavo.compose.cover import compose_cover
    from octavo.model.canonical import encode
    from octavo.model.cover import cover_geometry
    from octavo.model.edition import Edition
    from octavo.model.pagemap import PageMap
    from octavo.model.profile import paper
    from octavo.render.press.finish import finish_press

    edition, page_map = work.value("edition", Edition), work.value("page_map", PageMap)
    printer = printer_for(edition, work.params["printer"])
    size = paper(edition.theme.paper or edition.manifest.paper)
    assert size is not None, "load has checked the paper"
    pages = inside_padding(len(page_map.pages), printer, edition).total
    geometry = cover_geometry(size, pages, printer, edition.manifest.cover)
    composed = compose_cover(edition, geometry.unwrap(), work.leaves["templates"].folder, work.blob)
    made = plain_pages(work, composed)
    found = [*geometry.problems, *made.problems]
    if composed.value is None or made.page_map is None or not made.data:
        return {"problems": encode_problems(found)}
    found += proof_problems(edition, composed.value)
    veils = veil_problems(made.page_map.veils, printer)
    wish = replace(wish_for(work, edition, printer, black=False), bleed_at_spine=True)
    pressed = finish_press(made.data, composed.value.metadata, wish, veils=veils, keep=kept_in(work.store))
    gated = through_gate(pressed, printer, "cover", made.page_map, before=found)
    return {**gated, "page_map": encode(made.page_map)}

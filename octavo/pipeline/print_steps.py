# SPDX-License-Identifier: AGPL-3.0-or-later
"""The steps on paper: the pages laid out once, and the files for screens and printers made from them."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from octavo.diagnostics.problem import Outcome, Problem
from octavo.pipeline.orders import black_inside, inside_padding, printer_for, wish_for
from octavo.pipeline.pictures_kept import kept_in
from octavo.pipeline.print_gate import through_gate, veil_problems
from octavo.pipeline.work import Outputs, Work, encode_problems

if TYPE_CHECKING:
    from octavo.model.document import Document
    from octavo.model.printer import Printer
    from octavo.model.sheets import Padding
    from octavo.render.layout import Layout


def run_pages(work: Work) -> Outputs:
    """Lay the pages out, judge them, and write them as wanted: for the screen, and plain for what is printed."""
    from octavo.check.layout import check_layout
    from octavo.model.canonical import encode
    from octavo.model.document import Document
    from octavo.render.layout import lay_out

    document, wants = work.value("document", Document), work.params["wants"].split()
    laid = lay_out(document, work.asset, workspace=work.store.folder / "work")
    if laid.value is None:
        return {"problems": encode_problems(laid.problems)}
    layout = laid.value
    made = {"page_map": encode(layout.page_map)}
    found = [*laid.problems, *check_layout(layout.page_map)]
    for name, write in (("screen", _screen), ("plain", _plain)):
        if name in wants:
            data, problems = write(layout, document)
            found += [each for each in problems if each not in found]
            made |= {name: data} if data is not None else {}
    return {**made, "problems": encode_problems(found)}


def _screen(layout: Layout, document: Document) -> tuple[bytes | None, list[Problem]]:
    from octavo.check.message_order import displaced_messages
    from octavo.check.pdf import check_pdf
    from octavo.render.screen import finish_screen

    finished = finish_screen(layout, document)
    found = list(finished.problems)
    if finished.value is not None:
        found += [*check_pdf(finished.value, document), *displaced_messages(finished.value, document)]
    return finished.value, found


def _plain(layout: Layout, document: Document) -> tuple[bytes | None, list[Problem]]:
    from octavo.render.plain import write_plain

    written = write_plain(layout, document)
    return written.value, list(written.problems)


def run_press(work: Work) -> Outputs:
    """Make the file of single pages for one printer, and let it out only through the gate."""
    return _single_pages(work, wide=False)


def run_wide(work: Work) -> Outputs:
    """Make the pages that are put on sheets: as for the press, with all the bleed there is and without marks."""
    return _single_pages(work, wide=True)


def _single_pages(work: Work, *, wide: bool) -> Outputs:
    from octavo.check.message_order import displaced_messages
    from octavo.model.document import Document
    from octavo.model.edition import Edition
    from octavo.model.pagemap import PageMap

    made, printer, padding = _pressed(work, wide=wide)
    lost = displaced_messages(made.value, work.value("document", Document)) if made.value is not None else ()
    black = black_inside(work.value("edition", Edition))
    page_map = work.value("page_map", PageMap)
    return through_gate(made, printer, "press", page_map, padding, black=black, before=lost)


def _pressed(work: Work, *, wide: bool) -> tuple[Outcome[bytes], Printer, Padding]:
    """Return the pages as a printer's file, with the blank ones that a binding needs."""
    from octavo.model.document import Document
    from octavo.model.edition import Edition
    from octavo.model.pagemap import PageMap
    from octavo.model.printer import BLEED_MOST
    from octavo.render.press.finish import finish_press
    from octavo.render.sheets.blanks import with_blanks

    edition, document = work.value("edition", Edition), work.value("document", Document)
    printer = printer_for(edition, work.params["printer"])
    page_map = work.value("page_map", PageMap)
    padding = inside_padding(len(page_map.pages), printer, edition)
    wish = wish_for(work, edition, printer, black=black_inside(edition))
    wish = replace(wish, bleed=float(BLEED_MOST), marks=False, bleed_at_spine=True) if wide else wish
    plain, veils = with_blanks(work.data("plain"), padding), veil_problems(page_map, printer)
    made = finish_press(plain, document.metadata, wish, veils=veils, keep=kept_in(work.store))
    return made, printer, padding


def run_cover(work: Work) -> Outputs:
    """Make the cover for one printer: its spine is as wide as pages and paper make it."""
    from octavo.check.layout import check_layout
    from octavo.compose.cover import compose_cover
    from octavo.model.cover import cover_geometry
    from octavo.model.edition import Edition
    from octavo.model.pagemap import PageMap
    from octavo.model.profile import paper
    from octavo.render.layout import lay_out
    from octavo.render.press.finish import finish_press

    edition, page_map = work.value("edition", Edition), work.value("page_map", PageMap)
    printer = printer_for(edition, work.params["printer"])
    size = paper(edition.theme.paper or edition.manifest.paper)
    assert size is not None, "load has checked the paper"
    pages = inside_padding(len(page_map.pages), printer, edition).total
    geometry = cover_geometry(size, pages, printer, edition.manifest.cover)
    composed = compose_cover(edition, geometry.unwrap(), work.leaves["templates"].folder, work.blob)
    found = [*geometry.problems, *composed.problems]
    if composed.value is None:
        return {"problems": encode_problems(found)}
    laid = lay_out(composed.value, work.asset, workspace=work.store.folder / "work")
    found += laid.problems
    if laid.value is None:
        return {"problems": encode_problems(found)}
    plain, problems = _plain(laid.value, composed.value)
    found += [*check_layout(laid.value.page_map), *(each for each in problems if each not in found)]
    if plain is None:
        return {"problems": encode_problems(found)}
    veils = veil_problems(laid.value.page_map, printer)
    wish = replace(wish_for(work, edition, printer, black=False), bleed_at_spine=True)
    made = finish_press(plain, composed.value.metadata, wish, veils=veils, keep=kept_in(work.store))
    return through_gate(made, printer, "cover", laid.value.page_map, before=found)

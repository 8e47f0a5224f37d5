# SPDX-License-Identifier: AGPL-3.0-or-later
"""The steps on paper: the pages laid out once, and the files for screens and printers made from them."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from octavo.diagnostics.problem import Outcome, Place, Problem
from octavo.pipeline.work import Outputs, Work, encode_problems

if TYPE_CHECKING:
    from octavo.model.edition import Edition
    from octavo.model.gate import Found, PrintKind
    from octavo.model.pagemap import Box, PageMap
    from octavo.model.press import Press
    from octavo.model.printer import Printer


def run_pages(work: Work) -> Outputs:
    """Lay the pages out, judge them, and write them as wanted: for the screen, and plain for what is printed."""
    from octavo.check.layout import check_layout
    from octavo.check.pdf import check_pdf
    from octavo.model.canonical import encode
    from octavo.model.document import Document
    from octavo.render.layout import lay_out
    from octavo.render.plain import write_plain
    from octavo.render.screen import finish_screen

    document, wants = work.value("document", Document), work.params["wants"].split()
    laid = lay_out(document, work.asset, workspace=work.store.folder / "work")
    if laid.value is None:
        return {"problems": encode_problems(laid.problems)}
    layout = laid.value
    made, found = {"page_map": encode(layout.page_map)}, [*laid.problems, *check_layout(layout.page_map)]
    if "screen" in wants:
        screen = finish_screen(layout, document)
        found += screen.problems
        if screen.value is not None:
            found += check_pdf(screen.value, document)
            made["screen"] = screen.value
    if "plain" in wants:
        plain = write_plain(layout, document)
        found += [each for each in plain.problems if each not in found]
        if plain.value is not None:
            made["plain"] = plain.value
    return {**made, "problems": encode_problems(found)}


def run_press(work: Work) -> Outputs:
    """Make the file for one printer from the plain pages, and let it out only through the gate."""
    from octavo.model.document import Document
    from octavo.model.edition import Edition
    from octavo.model.pagemap import PageMap
    from octavo.render.press.finish import finish_press

    edition, document = work.value("edition", Edition), work.value("document", Document)
    page_map = work.value("page_map", PageMap)
    printer = printer_for(edition, work.params["printer"])
    wish = wish_for(work, edition, printer)
    made = finish_press(work.data("plain"), document.metadata, wish)
    return _gated(made, printer, page_map, "press")


def printer_for(edition: Edition, name: str) -> Printer:
    """Return the printer of that name as the publication orders from it; without a name the first, or the default."""
    from octavo.model.printer import DEFAULT, ordered
    from octavo.resources.printers import printer

    named = [each for each in edition.printers if name in ("", each.name)]
    if named:
        return named[0]
    house = printer(name or DEFAULT)
    assert house is not None, f"load or the command line let the printer {name} pass"
    return ordered(house, edition.manifest.print)


def wish_for(work: Work, edition: Edition, printer: Printer) -> Press:
    """Return what the printer's file has to be; a profile of the publication's own is taken from its folder."""
    from octavo.model.press import press_of
    from octavo.resources.profiles import condition, read_condition

    given = condition(printer.condition or "FOGRA39")
    if printer.profile:
        asset = next(each for each in edition.profiles if each.file == f"printers/{printer.profile}")
        given = read_condition(work.blob(asset.digest), Place(asset.file)).unwrap()
    black = edition.manifest.print.interior == "black"
    return press_of(printer, given, edition.theme.swatches, black_only=black, slug=slug_of(edition))


def slug_of(edition: Edition) -> str:
    """Return what stands outside the trim: which edition this is, and whether it may be printed."""
    proof = "" if edition.approved else "  PROOF – NOT APPROVED FOR PRINTING"
    return f"{edition.publication} {edition.key.label}{proof}"


def _gated(made: Outcome[bytes], printer: Printer, page_map: PageMap, kind: PrintKind) -> Outputs:
    """Return the file with what the gate found on it and says of it."""
    from octavo.check.press.gate import check_press
    from octavo.model.canonical import encode
    from octavo.model.gate import PressWish

    if made.value is None:
        return {"problems": encode_problems(made.problems)}
    first, single = page_map.pages[0], kind == "press"
    wish = PressWish(
        standard=printer.standard,
        printer=printer,
        kind=kind,
        trim=(first.width, first.height) if single else None,
        pages=len(page_map.pages) if single else None,
        blanks=frozenset(page.number for page in page_map.pages if page.blank) if single else None,
    )
    verdict = check_press(made.value, wish)
    found = [*made.problems, *(_placed(each, page_map) if single else each.problem for each in verdict.found)]
    return {"file": made.value, "verdict": encode(verdict), "problems": encode_problems(found)}


def _placed(found: Found, page_map: PageMap) -> Problem:
    """Return the problem at the block of the content that stands where it was found on the page."""
    if not 1 <= found.page <= len(page_map.pages):
        return found.problem
    fragments = page_map.pages[found.page - 1].fragments
    if found.box is not None:
        x, y = found.box.x + found.box.width / 2, found.box.y + found.box.height / 2
        inside = [each for each in fragments if holds(each.box, x, y)]
        fragments = tuple(inside) or fragments
    smallest = min(fragments, key=lambda each: each.box.width * each.box.height, default=None)
    return replace(found.problem, place=Place(key=smallest.key)) if smallest and found.box else found.problem


def holds(box: Box, x: float, y: float) -> bool:
    """Tell whether a point lies in a box."""
    return box.x <= x <= box.x + box.width and box.y <= y <= box.y + box.height

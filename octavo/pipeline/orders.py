# SPDX-License-Identifier: AGPL-3.0-or-later
"""What a publication orders of a printer: which printer, on which paper, with how many pages, as which kind of file."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from octavo.model.edition import Edition
    from octavo.model.press import Press
    from octavo.model.printer import Printer
    from octavo.model.sheets import Job, Padding
    from octavo.pipeline.work import Work


def printer_for(edition: Edition, name: str) -> Printer:
    """Return the printer of that name as the publication orders from it; without a name its first."""
    from octavo.model.printer import DEFAULT, ordered
    from octavo.resources.printers import printer

    named = [each for each in edition.printers if name in ("", each.name)]
    if named:
        return named[0]
    house = printer(name or DEFAULT)
    assert house is not None, f"load or the build let the printer {name} pass"
    return ordered(house, edition.manifest.print)


def wish_for(work: Work, edition: Edition, printer: Printer, *, black: bool) -> Press:
    """Return what the printer's file has to be; a profile of the publication's own is taken from its folder."""
    from octavo.model.press import press_of
    from octavo.resources.printers import condition_of

    own = [each for each in edition.profiles if each.file == f"printers/{printer.profile}"]
    given = condition_of(printer, work.blob(own[0].digest) if own else b"")
    return press_of(printer, given, edition.theme.swatches, black_only=black, slug=slug_of(edition))


def slug_of(edition: Edition) -> str:
    """Return what stands outside the trim: which edition this is, and whether it may be printed.

    That is said in the language of the edition, but in English where its letters would have to be shaped.
    """
    from octavo.compose.sheet_words import PROOF
    from octavo.compose.words import words_of
    from octavo.render.outlines import can_outline, label_font

    if edition.approved and not edition.draft:
        return f"{edition.publication}  {edition.key.label}"
    said = str(words_of(edition.language, edition.strings).say(PROOF).unescape())
    return f"{edition.publication}  {edition.key.label}  {said if can_outline(said, label_font()) else PROOF}"


def black_inside(edition: Edition) -> bool:
    """Tell whether the inside is ordered in one ink."""
    return edition.manifest.print.interior == "black"


def cover_apart(edition: Edition) -> bool:
    """Tell whether there is a cover of its own paper, which is wrapped round the sheets of a stitched booklet."""
    return "cover" in edition.manifest.outputs


def self_cover(edition: Edition) -> bool:
    """Tell whether stitched booklets get a cover of the same paper."""
    return edition.manifest.print.cover == "self" and not cover_apart(edition)


def inside_padding(pages: int, printer: Printer, edition: Edition) -> Padding:
    """Return what binding and printer need: blank pages at the end, or a cover of the same paper around all."""
    from octavo.model.printer import pages_in_steps_of
    from octavo.render.sheets.order import covered, filled_up

    reckon = covered if printer.binding == "saddle" and self_cover(edition) else filled_up
    return reckon(pages, pages_in_steps_of(printer))


def desk_padding(pages: int, edition: Edition) -> Padding:
    """Return the same for the booklet of an ordinary printer."""
    from octavo.render.sheets.order import covered, filled_up

    return (covered if self_cover(edition) else filled_up)(pages, 4)


def sheet_job(pages: int, printer: Printer, edition: Edition) -> Job:
    """Return what is to be imposed for the printer: the booklet's trim, paper and reading direction."""
    from octavo.model.printer import thickness
    from octavo.model.profile import paper
    from octavo.model.sheets import Job
    from octavo.render.sheets.plan import for_printer

    size = paper(edition.theme.paper or edition.manifest.paper)
    stock = printer.stock(printer.paper)
    assert size is not None, "load has checked the paper"
    assert stock is not None, "load has checked the stock"
    cover = printer.stock(printer.cover_paper) if printer.cover_paper and cover_apart(edition) else None
    job = Job(
        pages=pages,
        width=size.width,
        height=size.height,
        direction=edition.language.direction,
        caliper=thickness(stock),
        wrapped=thickness(cover) if cover else Decimal(0),
        type_inner=edition.theme.margins.inner,
    )
    return for_printer(job, printer)

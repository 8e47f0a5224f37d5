# SPDX-License-Identifier: AGPL-3.0-or-later
"""The step that writes the print order of an edition for one printer."""

from __future__ import annotations

import hashlib
import json
from decimal import Decimal
from typing import TYPE_CHECKING

from octavo.diagnostics.code import Severity
from octavo.pipeline.orders import inside_padding, printer_for
from octavo.pipeline.work import Outputs, Work, encode_problems

if TYPE_CHECKING:
    from octavo.compose.print_order import PrintRun, SentFile
    from octavo.model.edition import Edition
    from octavo.model.gate import Verdict


def run_order(work: Work) -> Outputs:
    """Write the order as a PDF that is tagged like every file for the screen, and judge it."""
    from octavo.check.layout import check_layout
    from octavo.check.pdf import check_pdf
    from octavo.compose.print_order import compose_order
    from octavo.model.edition import Edition
    from octavo.render.layout import lay_out
    from octavo.render.screen import finish_screen

    edition = work.value("edition", Edition)
    composed = compose_order(edition, _run(work, edition), work.leaves["templates"].folder, work.blob)
    if composed.value is None:
        return {"problems": encode_problems(composed.problems)}
    laid = lay_out(composed.value, work.asset, workspace=work.store.folder / "work")
    if laid.value is None:
        return {"problems": encode_problems(laid.problems)}
    made = finish_screen(laid.value, composed.value)
    # A line without craft is nothing that an author could mend here; what doesn't fit is a fault all the same.
    torn = [each for each in check_layout(laid.value.page_map) if each.severity is Severity.ERROR]
    found = [*laid.problems, *torn, *made.problems]
    if made.value is None:
        return {"problems": encode_problems(found)}
    return {"file": made.value, "problems": encode_problems([*found, *check_pdf(made.value, composed.value)])}


def _run(work: Work, edition: Edition) -> PrintRun:
    """Return what is ordered, from the files that were made for this printer."""
    from octavo.compose.print_order import PrintRun
    from octavo.model.gate import Verdict
    from octavo.model.pagemap import PageMap
    from octavo.model.printer import spine_mm
    from octavo.model.profile import paper
    from octavo.model.sheets import Padding

    printer = printer_for(edition, work.params["printer"])
    size, stock = paper(edition.theme.paper or edition.manifest.paper), printer.stock(printer.paper)
    assert size is not None, "load has checked the paper"
    assert stock is not None, "load has checked the stock"
    names: dict[str, str] = json.loads(work.params["files"])
    verdicts = {output: work.value(f"{output}-verdict", Verdict) for output in names}
    padding = inside_padding(len(work.value("page_map", PageMap).pages), printer, edition)
    if "padding" in work.digests:  # as it was made: a filler may stand on what would be blank
        padding = work.value("padding", Padding)
    cover = verdicts.get("cover")
    cover_stock = printer.stock(printer.cover_paper) if printer.cover_paper else None
    inside = verdicts.get("press")
    return PrintRun(
        printer=printer,
        width=size.width,
        height=size.height,
        pages=padding.total,
        blanks=padding.blanks,
        coloured=tuple(page.number for page in inside.pages if page.coloured) if inside else (),
        cover_inks=tuple(sorted({plate for page in cover.pages for plate in page.plates})) if cover else None,
        spine=round(Decimal(spine_mm(padding.total, printer, stock, cover_stock)), 2),
        files=tuple(_sent(work, output, name, verdicts[output]) for output, name in names.items()),
    )


def _sent(work: Work, output: str, name: str, verdict: Verdict) -> SentFile:
    from octavo.compose.print_order import SentFile

    data = work.data(output)
    return SentFile(output, name, len(data), len(verdict.pages), hashlib.sha256(data).hexdigest())

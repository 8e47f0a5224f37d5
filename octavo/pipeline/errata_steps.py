# SPDX-License-Identifier: AGPL-3.0-or-later
"""The step that makes the slip of corrections, and the sheet on which it stands several times."""

from __future__ import annotations

from typing import TYPE_CHECKING

from octavo.diagnostics.code import Severity
from octavo.diagnostics.problem import Outcome
from octavo.pipeline.work import Outputs, Work, encode_problems

if TYPE_CHECKING:
    from octavo.compose.errata import Slip
    from octavo.model.document import Document
    from octavo.model.edition import Edition
    from octavo.render.layout import Layout

SHEET = "A4"  # what every printer on a desk takes
SIDES = 2  # of a slip; for more there is a larger one, if the book has room for it


def run_errata(work: Work) -> Outputs:
    """Make the slip as a PDF that is tagged like every file for the screen, and judge it; then the sheet to cut."""
    from octavo.compose.errata import slips_for
    from octavo.model.edition import Edition
    from octavo.model.profile import paper

    edition = work.value("edition", Edition)
    size = paper(edition.theme.paper or edition.manifest.paper)
    assert size is not None, "load has checked the paper"
    for slip in slips_for(size):
        laid = _laid(work, edition, slip)
        if laid.value is None or len(laid.value[1].pages) <= SIDES:
            break
    if laid.value is None:
        return {"problems": encode_problems(laid.problems)}
    made = _written(*laid.value)
    return {**(made.value or {}), "problems": encode_problems([*laid.problems, *made.problems])}


def _laid(work: Work, edition: Edition, slip: Slip) -> Outcome[tuple[Document, Layout]]:
    from octavo.check.layout import check_layout
    from octavo.compose.errata import compose_errata
    from octavo.render.layout import lay_out

    composed = compose_errata(edition, slip, work.leaves["templates"].folder, work.blob)
    if composed.value is None:
        return Outcome(None, composed.problems)
    laid = lay_out(composed.value, work.asset, workspace=work.store.folder / "work")
    if laid.value is None:
        return Outcome(None, laid.problems)
    # A line without craft is nothing that an author could mend here; what doesn't fit is a fault all the same.
    torn = [each for each in check_layout(laid.value.page_map) if each.severity is Severity.ERROR]
    return Outcome((composed.value, laid.value), (*laid.problems, *torn))


def _written(document: Document, layout: Layout) -> Outcome[dict[str, bytes]]:
    from octavo.check.pdf import check_pdf
    from octavo.model.sheets import SHEETS
    from octavo.render.plain import write_plain
    from octavo.render.screen import finish_screen
    from octavo.render.sheets.repeat import repeat

    slip, plain = finish_screen(layout, document), write_plain(layout, document)
    found = [*slip.problems, *(each for each in plain.problems if each not in slip.problems)]
    if slip.value is None or plain.value is None:
        return Outcome(None, tuple(found))
    files = {"slip": slip.value, "sheet": repeat(plain.value, SHEETS[SHEET])}
    return Outcome(files, (*found, *check_pdf(slip.value, document)))

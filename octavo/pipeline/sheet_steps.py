# SPDX-License-Identifier: AGPL-3.0-or-later
"""The steps from single pages to sheets: a printer's, with marks, and those of the printer on a desk."""

from __future__ import annotations

from octavo.diagnostics.problem import Outcome
from octavo.pipeline.orders import printer_for, sheet_job
from octavo.pipeline.print_gate import through_gate
from octavo.pipeline.work import Outputs, Work, encode_problems

DESK_SHEETS = ("A4", "A3")  # of which the first is taken on which two pages find room


def run_booklet(work: Work) -> Outputs:
    """Put the pages of a press file on the printer's sheets."""
    from octavo.compose.sheet_words import sheet_words
    from octavo.model.canonical import digest
    from octavo.model.edition import Edition
    from octavo.render.sheets.impose import impose
    from octavo.render.sheets.plan import plan_sheets

    edition, press = work.value("edition", Edition), work.data("press")
    printer = printer_for(edition, work.params["printer"])
    planned = plan_sheets(sheet_job(_count(press), printer, edition))
    if planned.value is None:
        return {"problems": encode_problems(planned.problems)}
    made = impose(press, planned.value, sheet_words(edition, digest(press)))
    return through_gate(made, printer, "booklet", before=planned.problems)


def run_office(work: Work) -> Outputs:
    """Put the plain pages on the sheets of an ordinary printer: for both sides, and for one after the other."""
    from octavo.model.edition import Edition
    from octavo.model.profile import paper
    from octavo.render.sheets.office import office
    from octavo.render.sheets.plan import office_job, plan_sheets

    edition, plain = work.value("edition", Edition), work.data("plain")
    size = paper(edition.theme.paper or edition.manifest.paper)
    assert size is not None, "load has checked the paper"
    direction, pages = edition.language.direction, _count(plain)
    plans = (plan_sheets(office_job(pages, size.width, size.height, direction, sheet)) for sheet in DESK_SHEETS)
    planned = next((each for each in plans if each.value is not None), None)
    if planned is None or planned.value is None:
        last = plan_sheets(office_job(pages, size.width, size.height, direction, DESK_SHEETS[-1]))
        return {"problems": encode_problems(last.problems)}
    made = office(plain, planned.value)
    problems = Outcome(made.value, (*planned.problems, *made.problems)).problems
    if made.value is None:
        return {"problems": encode_problems(problems)}
    sheets = made.value
    files = {"duplex": sheets.duplex, "fronts": sheets.fronts, "backs": sheets.backs}
    return {**files, "problems": encode_problems(problems)}


def _count(data: bytes) -> int:
    from io import BytesIO

    import pikepdf

    with pikepdf.open(BytesIO(data)) as pdf:
        return len(pdf.pages)

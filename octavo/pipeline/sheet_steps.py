# SPDX-License-Identifier: AGPL-3.0-or-later
"""The steps from single pages to sheets: a printer's, with marks, and those of the printer on a desk."""

from __future__ import annotations

from typing import TYPE_CHECKING

from octavo.diagnostics.problem import Outcome
from octavo.model.profile import PROFILES
from octavo.pipeline.inside import inside_of
from octavo.pipeline.kept import made_once, pages_name, pages_of_last_time
from octavo.pipeline.orders import desk_padding, printer_for, sheet_job
from octavo.pipeline.print_gate import proof_problems, through_gate
from octavo.pipeline.work import Outputs, Work, encode_problems

if TYPE_CHECKING:
    from octavo.model.document import Document
    from octavo.model.edition import Edition
    from octavo.model.sheets import Imposition, Padding

DESK_SHEETS = ("A4", "A3")  # of which the first is taken on which two pages find room


def run_booklet(work: Work) -> Outputs:
    """Put the pages of a press file on the printer's sheets."""
    from octavo.compose.sheet_words import sheet_words
    from octavo.model.canonical import digest
    from octavo.model.edition import Edition
    from octavo.model.pdf_parts import KnownPages
    from octavo.render.sheets.impose import impose
    from octavo.render.sheets.plan import plan_sheets

    edition, press = work.value("edition", Edition), work.data("press")
    printer = printer_for(edition, work.params["printer"])
    planned = plan_sheets(sheet_job(_count(press), printer, edition))
    if planned.value is None:
        return {"problems": encode_problems(planned.problems)}
    made = impose(press, planned.value, sheet_words(edition, digest(press)))
    with pages_of_last_time(work.store, pages_name(work, edition, "booklet")) as remember:
        return through_gate(made, printer, "booklet", before=planned.problems, known=KnownPages(remember))


def run_office(work: Work) -> Outputs:
    """Put the plain pages on the sheets of an ordinary printer: for both sides, and for one after the other."""
    from octavo.model.document import Document
    from octavo.model.edition import Edition
    from octavo.model.profile import paper
    from octavo.render.sheets.office import office
    from octavo.render.sheets.plan import office_job, plan_sheets

    edition, document = work.value("edition", Edition), work.value("document", Document)
    size = paper(edition.theme.paper or edition.manifest.paper)
    assert size is not None, "load has checked the paper"
    inside = inside_of(work, edition, desk_padding(_count(work.data("plain")), edition), "the printer on a desk")
    before = [*inside.problems, *proof_problems(edition, document)]
    if not inside.own:
        return {"problems": encode_problems(before)}
    direction, pages = edition.language.direction, inside.padding.total
    plans = (plan_sheets(office_job(pages, size.width, size.height, direction, sheet)) for sheet in DESK_SHEETS)
    planned = next((each for each in plans if each.value is not None), None)
    if planned is None or planned.value is None:
        last = plan_sheets(office_job(pages, size.width, size.height, direction, DESK_SHEETS[-1]))
        return {"problems": encode_problems([*before, *last.problems])}
    wanted = edition.manifest.print.office_cover_apart
    apart = wanted and len(planned.value.sheets) > 1  # a single sheet is all cover, and no file is empty
    made = office(inside.bound(), planned.value, cover_apart=apart)
    told = _instructions(work, edition, planned.value, inside.padding, apart=apart)
    problems = [*before, *planned.problems, *made.problems, *told.problems]
    files: dict[str, bytes] = {}
    if made.value is not None:
        files = {"duplex": made.value.duplex, "fronts": made.value.fronts, "backs": made.value.backs}
        files |= {"cover": made.value.cover or made.value.duplex} if wanted else {}
    if told.value is not None:
        files["how"] = told.value
    return {**files, "problems": encode_problems(problems)}


def _instructions(work: Work, edition: Edition, plan: Imposition, padding: Padding, *, apart: bool) -> Outcome[bytes]:
    """Return the page that says how to print, fold and staple the sheets, in the language of the edition."""
    from octavo.compose.office import compose_instructions
    from octavo.model.sheets import Instructions

    stem = f"{edition.publication}-{edition.key.label}"
    files = {name: path.format(stem=stem) for name, path in PROFILES["office"].files.items()}
    told = Instructions(
        sheets=len(plan.sheets) - apart,
        pages=padding.total,
        blanks=len(padding.blanks),
        paper=plan.job.sheet,
        duplex=files["duplex"],
        fronts=files["fronts"],
        backs=files["backs"],
        cover=files["cover"] if apart else "",
        around=2 if padding.cover else 0,
    )
    composed = compose_instructions(edition, told, work.leaves["templates"].folder, work.blob)
    if composed.value is None:
        return Outcome(None, composed.problems)
    document = composed.value
    return made_once(work, "instructions", document, lambda: _on_screen(work, document))


def _on_screen(work: Work, document: Document) -> Outcome[bytes]:
    from octavo.render.layout import lay_out
    from octavo.render.screen import finish_screen

    laid = lay_out(document, work.asset, workspace=work.store.folder / "work")
    if laid.value is None:
        return Outcome(None, laid.problems)
    finished = finish_screen(laid.value, document)
    return Outcome(finished.value, (*laid.problems, *finished.problems))


def _count(data: bytes) -> int:
    from io import BytesIO

    import pikepdf

    with pikepdf.open(BytesIO(data)) as pdf:
        return len(pdf.pages)

# SPDX-License-Identifier: AGPL-3.0-or-later
"""The step that makes the translator's proof from the pages of the screen."""

from __future__ import annotations

from octavo.diagnostics.problem import in_order
from octavo.pipeline.work import Outputs, Work, encode_problems


def run_proof(work: Work) -> Outputs:
    """Lay the pages of the screen under the numbers and states of their messages."""
    from octavo.compose.proof import FOOT, INNER, OUTER, compose_proof, proof_of
    from octavo.compose.proof_marks import sheets
    from octavo.markup.messages import messages_of
    from octavo.model.edition import Edition
    from octavo.model.pagemap import PageMap
    from octavo.model.publication import Publication
    from octavo.render.layout import lay_out
    from octavo.render.plain import write_plain
    from octavo.render.sheets.proof import laid_under

    edition, page_map = work.value("edition", Edition), work.value("page_map", PageMap)
    source = work.value("source_map", PageMap) if "source_map" in work.digests else None
    messages = messages_of(work.value("publication", Publication))
    proof = proof_of(page_map, sheets(page_map, messages, edition, source), source)
    composed = compose_proof(edition, proof, work.leaves["templates"].folder, work.blob)
    if composed.value is None:
        return {"problems": encode_problems(composed.problems)}
    laid = lay_out(composed.value, work.asset, workspace=work.store.folder / "work")
    if laid.value is None:
        return {"problems": encode_problems(in_order([*composed.problems, *laid.problems]))}
    around = write_plain(laid.value, composed.value)
    found = encode_problems(in_order({*composed.problems, *laid.problems, *around.problems}))
    if around.value is None:
        return {"problems": found}
    places = [(INNER if each.outer_right else OUTER, FOOT) for each in proof.sheets]
    return {"file": laid_under(work.data("screen"), around.value, places), "problems": found}

# SPDX-License-Identifier: AGPL-3.0-or-later
"""The steps behind the site: what an edition gives for its page, and the picture that is shown with a link to it."""

from __future__ import annotations

from octavo.pipeline.work import Outputs, Work, encode_problems, given


def run_site(work: Work) -> Outputs:
    """Put aside the words and the look of an edition, and compose its card."""
    from octavo.compose.site import kit_of
    from octavo.compose.site_card import compose_card
    from octavo.model.canonical import encode
    from octavo.model.edition import Edition

    edition = work.value("edition", Edition)
    composed = compose_card(edition, work.leaves["templates"].folder, work.blob)
    kit = encode(kit_of(edition, work.blob))
    return given(composed, lambda document: {"kit": kit, "card": encode(document)})


def run_card(work: Work) -> Outputs:
    """Draw the card."""
    from octavo.model.document import Document
    from octavo.model.site import CARD_SIZE
    from octavo.render.front import draw_card
    from octavo.render.layout import lay_out
    from octavo.render.plain import write_plain

    document = work.value("document", Document)
    laid = lay_out(document, work.asset, workspace=work.store.folder / "work")
    if laid.value is None:
        return {"problems": encode_problems(laid.problems)}
    pdf = write_plain(laid.value, document)
    found = (*laid.problems, *(each for each in pdf.problems if each not in laid.problems))
    return {"card": draw_card(pdf.unwrap(), CARD_SIZE), "problems": encode_problems(found)}

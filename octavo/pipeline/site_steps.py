# SPDX-License-Identifier: AGPL-3.0-or-later
"""The steps behind the site: what an edition gives for its page, and the picture that is shown with a link to it."""

from __future__ import annotations

from octavo.pipeline.epub_steps import drawn
from octavo.pipeline.work import Outputs, Work, given


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
    from octavo.model.site import CARD_SIZE
    from octavo.render.front import draw_card

    return drawn(work, lambda pdf: {"card": draw_card(pdf, CARD_SIZE)})

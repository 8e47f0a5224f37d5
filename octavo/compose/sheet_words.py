# SPDX-License-Identifier: AGPL-3.0-or-later
"""The words that stand beside the pages on a printer's sheets, outside what is trimmed."""

from __future__ import annotations

from octavo.compose.sections import N_
from octavo.compose.words import words_of
from octavo.localize.formats import own_names
from octavo.model.edition import Edition
from octavo.model.sheets import SheetWords

PROOF = N_("Proof – not approved for printing")
SHEET, FRONT, BACK = N_("sheet {n} of {m}"), N_("front"), N_("back")


def sheet_words(edition: Edition, digest: str) -> SheetWords:
    """Return the words of an edition's sheets; `digest` is that of the file whose pages lie on them."""
    words = words_of(edition.language, edition.strings)
    return SheetWords(
        publication=edition.manifest.title,
        edition=own_names(edition.key.label),
        name=edition.publication,
        tag=edition.key.label,
        digest=digest[:12],
        sheet=str(words.say(SHEET)),
        front=str(words.say(FRONT)),
        back=str(words.say(BACK)),
        proof="" if edition.approved and not edition.draft else str(words.say(PROOF)),
    )

# SPDX-License-Identifier: AGPL-3.0-or-later
"""The filler: a text of its own for pages that a binding would leave blank."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Literal

from octavo.compose.document import compose
from octavo.diagnostics.problem import Outcome
from octavo.model.document import Document
from octavo.model.edition import Edition


def compose_filler(
    edition: Edition, side: Literal["recto", "verso"], shared: Path, blobs: Callable[[str], bytes]
) -> Outcome[Document]:
    """Return the filler of an edition that has one, in the look of its texts, as pages that begin on that side.

    Like blank pages they bear no folio and no running head, and so no number that could be wrong. `shared` and `blobs`
    are those of compose(), and so is what is told.
    """
    assert edition.filler is not None, "asked only where there is one"
    made = compose(replace(edition, parts=(edition.filler,), filler=None), "print", shared, blobs)
    if made.value is None:
        return made
    beginning = ("css/filler.css", f"html {{ break-before: {side} }}")
    return Outcome(replace(made.value, styles=(*made.value.styles, beginning)), made.problems)

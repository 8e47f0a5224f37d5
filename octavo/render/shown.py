# SPDX-License-Identifier: AGPL-3.0-or-later
"""Pages to be looked at: painted as in the file for screens, without structure, and single ones made again."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from octavo.diagnostics.problem import Outcome, in_order
from octavo.model.document import AssetUse, Document
from octavo.render.again import Again, Standing, only_again
from octavo.render.boxes import PageBoxes, read_pages
from octavo.render.engine import listening
from octavo.render.layout import Layout, render_document
from octavo.render.painting import write_painted
from octavo.render.parts import ids_in
from octavo.render.remarks import drawing_problems
from octavo.resources.memory import unhurried


class Renewed(NamedTuple):
    """Pages that were made again with their right numbers, their PDF, and whether those after them stay as they are."""

    pages: tuple[PageBoxes, ...]
    pdf: bytes
    settled: bool


def write_shown(layout: Layout) -> Outcome[bytes]:
    """Return the pages as a PDF to be looked at, cut at the trim, with what the engine remarked while it drew them."""
    with unhurried(), listening() as remarks:
        data = write_painted(layout.rendered, lambda *_: None)
    return Outcome(data, in_order(drawing_problems(remarks.records, layout.pages, layout.lines)))


def renew(  # noqa: PLR0913  (a document, what it draws on, and which of its pages)
    document: Document,
    read: Callable[[AssetUse], bytes],
    standing: Standing,
    ranges: Sequence[tuple[int, int]],
    filled: frozenset[int],
    *,
    workspace: Path,
) -> Renewed:
    """Return pages of a document made again; see octavo.render.again for what `ranges` and `filled` are.

    Complaints are none of its business: the next layout of the whole has them all.
    """
    known = frozenset(ids_in(document.files[0].html))
    with only_again(standing, ranges, filled, known) as again:
        rendered = render_document(document, read, workspace=workspace)
    with unhurried(), listening():
        _forget_links(rendered)
        data = write_painted(rendered, lambda *_: None)
    return Renewed(_numbered(rendered, again), data, again.settled)


def _forget_links(rendered: Any) -> None:
    for page in rendered.pages:
        page.bookmarks, page.links, page.anchors = [], [], {}


def _numbered(rendered: Any, again: Again) -> tuple[PageBoxes, ...]:
    read = read_pages(rendered)
    return tuple(page._replace(number=index + 1) for index, page in zip(again.pages, read, strict=True))

# SPDX-License-Identifier: AGPL-3.0-or-later
"""The inside as a binding needs it: pages, a cover of the same paper, a filler where there is room, and blank pages."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import ExitStack
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from octavo.diagnostics.problem import Outcome, Place, Problem, problem
from octavo.pipeline.kept import made_once, packed, unpacked

if TYPE_CHECKING:
    from octavo.model.document import Document
    from octavo.model.edition import Edition
    from octavo.model.pagemap import PageMap, Veil
    from octavo.model.sheets import Padding
    from octavo.pipeline.work import Work


@dataclass(frozen=True, slots=True)
class PlainPages:
    """Pages laid out and written plainly: their bytes, what is on them, what was found; no bytes where that failed."""

    data: bytes = b""
    page_map: PageMap | None = None
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class Inside:
    """All pages of the bound book: its own as a plain file, without bytes where one of them could not be made.

    `others` are files of those that the padding adds, by their places; `veils` are those on such pages.
    """

    own: bytes
    padding: Padding
    others: Mapping[tuple[int, ...], bytes] = field(default_factory=dict)
    veils: tuple[Veil, ...] = ()
    problems: tuple[Problem, ...] = ()

    def bound(self) -> bytes:
        """Return a plain file with all pages in their order."""
        from octavo.render.sheets.blanks import with_added

        return with_added(self.own, self.padding, self.others)

    def add(self, pdf: Any, opened: ExitStack) -> None:
        """Put what is added into the open file of the book's own pages."""
        from octavo.render.sheets.blanks import add_pages

        add_pages(pdf, opened, self.padding, self.others)


def plain_pages(work: Work, composed: Outcome[Document]) -> PlainPages:
    """Lay a document out that stands beside the book, judge its pages, and write them plainly.

    It seldom changes where the book does: pages that were made before are taken from the store.
    """
    from octavo.model.canonical import decode
    from octavo.model.pagemap import PageMap

    document = composed.value
    if document is None:
        return PlainPages(problems=composed.problems)
    made = made_once(work, "plain pages", document, lambda: _laid_out(work, document))
    found = (*composed.problems, *(each for each in made.problems if each not in composed.problems))
    if made.value is None:
        return PlainPages(problems=found)
    parts = unpacked(made.value)
    return PlainPages(bytes(parts["data"]), decode(PageMap, bytes(parts["page_map"])), found)


def _laid_out(work: Work, document: Document) -> Outcome[bytes]:
    """Return the pages and their map in one piece, with all that was found on them."""
    from octavo.check.layout import check_layout
    from octavo.model.canonical import encode
    from octavo.render.layout import lay_out
    from octavo.render.plain import write_plain

    laid = lay_out(document, work.asset, workspace=work.store.folder / "work")
    if laid.value is None:
        return Outcome(None, laid.problems)
    written = write_plain(laid.value, document)
    found = dict.fromkeys((*laid.problems, *written.problems, *check_layout(laid.value.page_map)))
    if written.value is None:
        return Outcome(None, tuple(found))
    return Outcome(packed({"data": written.value, "page_map": encode(laid.value.page_map)}), tuple(found))


def inside_of(work: Work, edition: Edition, padding: Padding, printer: str) -> Inside:
    """Return the book's own pages with all that the padding adds to them.

    `printer` is the title of who prints it, for what is told where the filler finds no room.
    """
    added: list[tuple[PlainPages, tuple[int, ...]]] = []
    problems: list[Problem] = []
    if padding.cover:
        added.append((_cover(work, edition), padding.cover))
    if edition.filler is not None:
        pages, unused = _filler(work, edition, padding, printer)
        problems += [*pages.problems, *unused]
        if pages.page_map is not None and not unused:
            padding = padding.filled(len(pages.page_map.pages))
            added.append((pages, padding.filler))
    problems += (each for pages, at in added if at is padding.cover for each in pages.problems)
    if not all(pages.data for pages, _ in added):
        return Inside(b"", padding, problems=tuple(problems))
    files: Mapping[tuple[int, ...], bytes] = {at: pages.data for pages, at in added}
    veils = tuple(veil for pages, _ in added if pages.page_map for veil in pages.page_map.veils)
    return Inside(work.data("plain"), padding, files, veils, tuple(problems))


def _cover(work: Work, edition: Edition) -> PlainPages:
    from octavo.compose.cover import compose_self_cover
    from octavo.model.cover import panel_geometry
    from octavo.model.profile import paper

    size = paper(edition.theme.paper or edition.manifest.paper)
    assert size is not None, "load has checked the paper"
    return plain_pages(
        work, compose_self_cover(edition, panel_geometry(size), work.leaves["templates"].folder, work.blob)
    )


def _filler(work: Work, edition: Edition, padding: Padding, printer: str) -> tuple[PlainPages, list[Problem]]:
    """Return the filler, and a note where it has no room: it is printed whole or not at all, and costs no paper."""
    from octavo.check.message_order import displaced_messages
    from octavo.compose.filler import compose_filler

    assert edition.filler is not None, "asked only where there is one"
    room = padding.room
    composed = compose_filler(
        edition, "recto" if room and room[0] % 2 else "verso", work.leaves["templates"].folder, work.blob
    )
    pages = plain_pages(work, composed)
    if not pages.data or pages.page_map is None or composed.value is None:
        return pages, []
    needed = len(pages.page_map.pages)
    if needed > len(room):
        told = problem(
            "P701", Place(key=edition.filler.key), printer=printer, needed=_counted(needed), room=_are(len(room))
        )
        return PlainPages(pages.data, pages.page_map), [told]
    lost = displaced_messages(pages.data, composed.value)
    return PlainPages(pages.data, pages.page_map, (*pages.problems, *lost)), []


def _counted(pages: int) -> str:
    return "a page" if pages == 1 else f"{pages} pages"


def _are(pages: int) -> str:
    return "no page is" if pages == 0 else "one page is" if pages == 1 else f"{pages} pages are"

# SPDX-License-Identifier: AGPL-3.0-or-later
"""The files of a book that is laid out in runs: for the screen, and plain for print, each run written to both."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from octavo.model.document import Document
from octavo.model.pagemap import Page
from octavo.render.both import cut_bleed
from octavo.render.boxes import MM_PER_PX
from octavo.render.layout import BLEED, Layout
from octavo.render.metadata_xmp import write_metadata
from octavo.render.painting import Painted, srgb
from octavo.render.plain import forget_readers, mend_plainly, plain_options
from octavo.render.runs_engine import Remarked
from octavo.render.runs_file import GrowingPdf
from octavo.render.runs_shadow import Shadow
from octavo.render.screen import dumb_figures, faint_contents, screen_options, set_view, sharpen_images, tag_pages
from octavo.render.tags_text import mend_text


@dataclass(frozen=True, slots=True)
class Files:
    """The files that are wanted, by their names: `screen`, `plain`; where both are, `shadow` makes the latter."""

    document: Document
    growing: dict[str, GrowingPdf]
    shadow: Shadow | None = None

    def add(self, place: int, layout: Layout) -> None:
        """Add the pages of a run; raise Remarked where there is a remark."""
        if (screen := self.growing.get("screen")) is not None:
            _add_screen(screen, place, layout, self.document, self.shadow)
        if (plain := self.growing.get("plain")) is not None:
            _add_plain(plain, place, layout)

    def close(self, rendered: Any, pages: tuple[Page, ...]) -> dict[str, bytes]:
        """Return the bytes of the files; `rendered` is any of the engine's documents, `pages` are those of the book."""

        plain: dict[str, bytes] = {}

        def finish_screen(_: list[Painted], __: Any, pdf: Any) -> None:
            if self.shadow is not None:
                plain["plain"] = self.shadow.close(pdf)
            write_metadata(pdf, self.document.metadata)
            set_view(pdf, self.document, pages)

        def finish_plain(_: list[Painted], __: Any, pdf: Any) -> None:
            forget_readers(pdf, ())

        ways = {"screen": finish_screen, "plain": finish_plain}
        return {name: growing.close(rendered, ways[name]) for name, growing in self.growing.items()} | plain


def begin_files(document: Document, wants: frozenset[str]) -> Files:
    """Return the wanted files, empty."""
    growing = {}
    if "screen" in wants:
        options = {**screen_options(document), "output_intent": "given"}
        growing["screen"] = GrowingPdf(options, tagged=True, profiles={"srgb": srgb()})
    if {"screen", "plain"} <= wants:
        return Files(document, growing, Shadow(document))
    if "plain" in wants:
        growing["plain"] = GrowingPdf(plain_options(document), tagged=False, profiles={})
    return Files(document, growing)


def _add_screen(file: GrowingPdf, place: int, layout: Layout, document: Document, shadow: Shadow | None) -> None:
    def finish(pages: list[Painted], fonts: Any, pdf: Any) -> None:
        mend_text(pages, layout.lines, fonts)
        if shadow is not None:
            shadow.add(file, pages, layout)
            cut_bleed(pdf, pages)
        structure = tag_pages(layout, pages, pdf, document.metadata.language)
        if dumb_figures(structure) or faint_contents(structure, pages):
            raise Remarked("a picture that says nothing, or text that is hardly seen")
        sharpen_images(pdf.objects[file.fresh :])

    file.add(place, layout.rendered, finish, BLEED / MM_PER_PX if shadow is not None else 0)


def _add_plain(file: GrowingPdf, place: int, layout: Layout) -> None:
    def finish(pages: list[Painted], fonts: Any, pdf: Any) -> None:
        mend_plainly(layout, pages, fonts, pdf.objects[file.fresh :])
        forget_readers(pdf, pdf.objects[file.fresh :])

    file.add(place, layout.rendered, finish, BLEED / MM_PER_PX)

# SPDX-License-Identifier: AGPL-3.0-or-later
"""The PDF to read on a screen: tagged, linked, bookmarked, in one file PDF/A-2a and PDF/UA-1."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from octavo.diagnostics.problem import Outcome, in_order
from octavo.model.canonical import digest
from octavo.model.document import Document
from octavo.model.pagemap import Page
from octavo.model.pdf_parts import RememberData, anew_data
from octavo.render.engine import listening
from octavo.render.layout import Layout
from octavo.render.metadata_labels import page_labels
from octavo.render.metadata_xmp import write_metadata
from octavo.render.painting import Painted, write_painted
from octavo.render.remarks import drawing_problems, structure_problems
from octavo.render.roll.joining import add_tagged, hold_place, preparing
from octavo.render.tags import Content, Tag, contents, walk_tags
from octavo.render.tags_blocks import drop_empty, expand_abbreviations, level_headings, make_paragraphs, name_languages
from octavo.render.tags_build import build_tags
from octavo.render.tags_content import mark_artifacts
from octavo.render.tags_figures import describe_figures
from octavo.render.tags_links import link_notes, name_notes, remove_annotations, settle_links
from octavo.render.tags_lists import make_contents, make_lists
from octavo.render.tags_tables import make_tables
from octavo.render.tags_text import mend_text
from octavo.render.tags_write import write_tags
from octavo.resources.memory import unhurried


def finish_screen(layout: Layout, document: Document, remember: RememberData = anew_data) -> Outcome[bytes]:
    """Return the PDF, with what the engine remarked while it drew the pages: missing glyphs, links to nowhere.

    The same layout and document give the same bytes: dates and identifiers come from the metadata. `remember` may have
    the set pages of the last time.
    """
    unsaid = Unsaid()

    def finish(pages: list[Painted], fonts: dict[Any, Any], pdf: Any) -> None:
        mend_text(pages, layout.lines, fonts)
        unsaid.add(finish_tagged(layout, document, pages, pdf, remember))

    with unhurried(), listening() as remarks:
        data = write_painted(
            layout.rendered,
            finish,
            prepare=preparing(layout.sets, bookmarks=True),
            **screen_options(document),
        )
    problems = drawing_problems(remarks.records, layout.pages, layout.lines)
    return Outcome(data, in_order([*problems, *structure_problems(unsaid.dumb, unsaid.faint, layout.pages)]))


@dataclass(slots=True)
class Unsaid:
    """What readers may miss: figures without words, and what stands in a transparent group."""

    dumb: list[Tag] = field(default_factory=list)
    faint: list[Content] = field(default_factory=list)

    def add(self, more: Unsaid) -> None:
        """Add what else was found."""
        self.dumb += more.dumb
        self.faint += more.faint


def finish_tagged(
    layout: Layout, document: Document, pages: list[Painted], pdf: Any, remember: RememberData = anew_data
) -> Unsaid:
    """Give a PDF whose text is mended all that a reader needs; return what is missing."""
    structure = tag_pages(layout, pages, pdf, document.metadata.language, remember)
    write_metadata(pdf, document.metadata)
    set_view(pdf, document, layout.page_map.pages)
    sharpen_images(pdf.objects)
    return Unsaid(dumb_figures(structure), faint_contents(structure, pages))


def screen_options(document: Document) -> dict[str, Any]:
    """Return what WeasyPrint is asked for."""
    name = digest(document.metadata.identifier, document.metadata.language)[:32]
    return {"pdf_variant": "pdf/a-2a", "pdf_identifier": name}


def tag_pages(layout: Layout, pages: list[Painted], pdf: Any, language: str, remember: RememberData = anew_data) -> Tag:
    """Give the PDF its structure, and return that."""
    heights = [page.height for page in layout.pages]
    root, artifacts, stray = build_tags(layout.pages, [page.marks for page in pages])
    name_languages(root, language)
    expand_abbreviations(root)
    name_notes(root)
    spare = settle_links(root, heights)
    link_notes(root, pdf, heights)
    describe_figures(root, heights)
    make_contents(root)
    make_lists(root)
    make_tables(root, layout.tables)
    make_paragraphs(root)
    level_headings(root)
    drop_empty(root)
    remove_annotations(pdf, spare + stray)
    mark_artifacts([page.stream for page in pages], artifacts)
    holders = [hold_place(root, each) for each in layout.sets]
    made = write_tags(pdf, root, len(pages))
    add_tagged(pdf, layout.sets, holders, made, remember)
    return root


def dumb_figures(structure: Tag) -> list[Tag]:
    """Return the figures without words."""
    return [tag for tag in walk_tags(structure) if tag.kind == "Figure" and not tag.alt]


def faint_contents(structure: Tag, pages: list[Painted]) -> list[Content]:
    """Return what stands in a transparent group."""
    return [content for content in contents(structure) if content.mcid in pages[content.page].veiled]


def set_view(pdf: Any, document: Document, pages: tuple[Page, ...]) -> None:
    """Say how a viewer opens the file: with its title and bookmarks, folios as printed, pages turned the right way."""
    import pydyf

    preferences = {"DisplayDocTitle": "true"}
    if document.metadata.direction == "rtl":
        preferences["Direction"] = "/R2L"
    pdf.catalog["ViewerPreferences"] = pydyf.Dictionary(preferences)
    pdf.catalog["PageLabels"] = page_labels([page.label for page in pages])
    if "Outlines" in pdf.catalog:
        pdf.catalog["PageMode"] = "/UseOutlines"


def sharpen_images(objects: Iterable[Any]) -> None:
    """Forbid viewers to smooth pictures, as PDF/A does (ISO 19005-2, 6.2.8)."""
    for each in objects:
        extra = getattr(each, "extra", None)
        if extra and "Interpolate" in extra:
            extra["Interpolate"] = "false"

# SPDX-License-Identifier: AGPL-3.0-or-later
"""The table of page types, and the parts of an edition as sections with template, file and id."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from octavo.compose.book import Section
from octavo.compose.words import Words
from octavo.diagnostics.problem import Place, Problem, problem
from octavo.model.blocks import Inline, plain
from octavo.model.document import Medium
from octavo.model.edition import Edition, PartText


def N_(text: str) -> str:  # noqa: N802  (gettext's own name for words that are translated later)
    """Return the text as it is; the name marks it for translators."""
    return text


@dataclass(frozen=True, slots=True)
class PageType:
    """A page made by a template: its EPUB landmark, the heading it has if the part gives none, and its table."""

    template: str
    landmark: str = ""
    heading: str = ""
    table: str = ""


CHAPTER = PageType("body/chapter.html", "chapter")
PAGES = {
    "halftitle": PageType("front/halftitle.html", "halftitlepage"),
    "title": PageType("front/title.html", "titlepage"),
    "imprint": PageType("front/imprint.html", "copyright-page", N_("About this edition")),
    "contents": PageType("front/contents.html", "toc", N_("Contents")),
    "blank": PageType("front/blank.html"),
    "timeline": PageType("body/timeline.html", "", N_("Timeline"), "timeline"),
    "table": PageType("body/table.html"),
    "places": PageType("back/places.html", "", N_("Place names"), "places"),
    "documents": PageType("back/documents.html", "", N_("Documents"), "documents"),
    "glossary": PageType("back/glossary.html", "glossary", N_("Glossary"), "glossary"),
    "names": PageType("back/names.html", "", N_("Names"), "names"),
    "names-index": PageType("back/names-index.html", "", N_("Index of places"), "names"),
    "sources": PageType("back/sources.html", "bibliography", N_("Sources")),
    "corrections": PageType("back/corrections.html", "errata", N_("Corrections")),
    "index": PageType("back/index.html", "index", N_("Index")),
    "colophon": PageType("back/colophon.html", "colophon", N_("Colophon")),
}
# The roles of DPUB-ARIA 1.1 that go with EPUB's structural semantics; the others have none.
ROLES = {
    "chapter": "doc-chapter",
    "bibliography": "doc-bibliography",
    "index": "doc-index",
    "glossary": "doc-glossary",
    "colophon": "doc-colophon",
    "errata": "doc-errata",
}
FOLDERS = {"front": "front", "body": "body", "back": "back"}


def sections_of(
    edition: Edition, medium: Medium, words: Words, exists: Callable[[str], bool]
) -> tuple[tuple[Section, ...], list[Problem]]:
    """Return the parts as sections, without those whose page type is unknown; each of these is a problem H110."""
    found: list[Section] = []
    problems: list[Problem] = []
    chapter = False
    for part in edition.parts:
        kind = _page_type(part, exists)
        if kind is None:
            known = ", ".join(PAGES)
            problems.append(problem("H110", Place(key=part.key), page=part.page, known=known))
        elif not (medium == "epub" and part.page == "blank"):
            chapter = part.number is not None or (chapter and part.opens == "run-on")
            depth = 2 if chapter and part.number is None else 1
            section = _section(part, kind, medium, words)
            found.append(replace(section, depth=depth, level=1 if medium == "epub" else depth))
    return tuple(found), problems


def anchor(name: str) -> str:
    """Return an id for a name: a letter first, as XML wants it (Namespaces in XML, NCName)."""
    return name if name[:1].isalpha() else f"p-{name}"


def _page_type(part: PartText, exists: Callable[[str], bool]) -> PageType | None:
    if not part.page:
        return CHAPTER
    if part.page in PAGES:
        return PAGES[part.page]
    template = f"{FOLDERS[part.matter]}/{part.page}.html"
    return PageType(template, table=part.page) if exists(template) else None


def _section(part: PartText, kind: PageType, medium: Medium, words: Words) -> Section:
    title = part.title
    if not title and kind.heading:
        named = N_("Index of names") if part.look.by == "name" else kind.heading
        title = (Inline("text", str(words.say(named).unescape())),)
    nav = medium == "epub" and part.page == "contents"
    name = "nav" if nav else part.name
    section = Section(
        name=part.name,
        page=part.page,
        id=anchor(part.name),
        file=f"{name}.xhtml" if medium == "epub" else "index.html",
        template=kind.template,
        landmark=kind.landmark,
        role=ROLES.get(kind.landmark, ""),
        matter=part.matter,
        opens=part.opens,
        title=title,
        heading=plain(title),
        number=words.digits(part.number) if part.number is not None else "",
        key=part.key,
        anchor=part.anchor,
        data=part.data or kind.table,
        look=part.look,
    )
    blocks = part.blocks
    if kind is CHAPTER and blocks and blocks[0].kind == "directive" and blocks[0].attrs.get("name") == "lead":
        return replace(section, lead=blocks[0], blocks=blocks[1:])
    return replace(section, blocks=blocks)

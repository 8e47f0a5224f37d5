# SPDX-License-Identifier: AGPL-3.0-or-later
"""Stage 3: one edition, composed for one medium."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from jinja2 import Environment, TemplateError
from markupsafe import Markup

from octavo.compose.anchors import settle_ids, settle_links
from octavo.compose.assets import assets_of
from octavo.compose.book import Book, Section
from octavo.compose.contents import contents_of
from octavo.compose.directives import Desk, views_of
from octavo.compose.environment import ThemeLoader, environment_of, template_problem
from octavo.compose.globals import globals_of
from octavo.compose.metadata import metadata_of
from octavo.compose.notes import cited_sources, number_notes
from octavo.compose.register import mark_terms
from octavo.compose.sections import sections_of
from octavo.compose.styles import geometry_of, measure_of, styles_of, tokens_of
from octavo.compose.words import Words, words_of
from octavo.diagnostics.problem import Outcome, Place, Problem, in_order, problem
from octavo.model.document import Document, DocumentFile, Medium
from octavo.model.edition import Edition

# What a fault inside a template can raise: Jinja's own, and Python's for what an expression does with a value.
FAULTS = (TemplateError, TypeError, ValueError, AttributeError, LookupError, ArithmeticError, RecursionError)


def compose(edition: Edition, medium: Medium, shared: Path, blobs: Callable[[str], bytes]) -> Outcome[Document]:
    """Return the edition as a document for a medium: semantic HTML, style sheets in order, assets, contents.

    Args:
        edition: what localize gave.
        medium: print and web have one HTML file; an e-book one XHTML file a part, and nav.xhtml (EPUB 3.3, 5.4).
        shared: the folder of the house's templates.
        blobs: gives the bytes of a digest: rolls of names are read from there.

    E-books and the web link the style sheets by name; to print they are given apart, in order. There is a value only if
    there is no error among the problems.
    """
    words = words_of(edition.language, edition.strings)
    loader = ThemeLoader(shared, edition.theme_templates, edition.manifest.theme)
    tokens = tokens_of(edition)
    sections, problems = sections_of(edition, medium, words, loader.has)
    sections, found = _prepared(edition, sections, words)
    problems += found
    desk = Desk(edition, words, measure_of(tokens), blobs, loader.has)
    views, found = views_of(sections, desk)
    problems += found
    sections, index = mark_terms(sections, edition, medium)
    book = Book(sections, {note.id: note for section in sections for note in section.notes}, views, index)
    if Outcome(None, tuple(problems)).failed:
        return Outcome(None, in_order(problems))
    engine = environment_of(loader, globals_of(edition, medium, book, words, tokens))
    files, styles, found = _rendered(engine, edition, medium, book)
    problems += found
    document = Document(
        medium=medium,
        metadata=metadata_of(edition, medium, sections, words),
        files=files,
        styles=styles,
        assets=assets_of(edition, sections, views.values()),
        contents=contents_of(sections),
        hyphenation=edition.language.hyphenation,
        hyphenation_patterns=_patterns(shared, edition.language.hyphenation),
        geometry=geometry_of(tokens) if medium == "print" else None,
    )
    outcome = Outcome(document, in_order(problems))
    return Outcome(None, outcome.problems) if outcome.failed else outcome


def _prepared(
    edition: Edition, sections: tuple[Section, ...], words: Words
) -> tuple[tuple[Section, ...], list[Problem]]:
    """Return the sections with ids, links and notes settled."""
    sections, anchors, problems = settle_ids(sections)
    written = {part.name: part.notes for part in edition.parts}
    done: list[Section] = []
    first = 1
    for section in sections:
        blocks = ((section.lead,) if section.lead else ()) + section.blocks
        for source, key in cited_sources(
            blocks + tuple(each for note in written[section.name].values() for each in note)
        ):
            if source not in edition.sources:
                problems.append(problem("H132", Place(key=key), source=source))
        # What runs on in a chapter goes on counting, or one page would have two notes of one number.
        first = first + len(done[-1].notes) if done and section.opens == "run-on" else 1
        noted, found = number_notes(section, written[section.name], words.digits, first)
        linked, more = settle_links(noted, anchors)
        problems += found + more
        done.append(linked)
    return tuple(done), problems


def _rendered(
    engine: Environment, edition: Edition, medium: Medium, book: Book
) -> tuple[tuple[DocumentFile, ...], tuple[tuple[str, str], ...], list[Problem]]:
    problems: list[Problem] = []

    def render(template: str, **values: object) -> Markup:
        try:
            return Markup(engine.get_template(template).render(**values))
        except FAULTS as fault:
            problems.append(template_problem(fault, template))
            return Markup("")

    try:
        for name in ("blocks", "apparatus", "charts", "tables", "lists"):
            engine.globals["macros"][name] = engine.get_template(f"macros/{name}.html").module  # type: ignore[index]
    except FAULTS as fault:
        return (), (), [template_problem(fault, "macros")]
    styles = styles_of(edition, medium, lambda name: str(render(name)))
    sheets = [name for name, _ in styles]
    bodies = [(section, render(section.template, section=section)) for section in book.sections]
    if medium == "epub":
        files = [
            _file(section, str(render("base/epub.html", section=section, body=body, styles=sheets)), edition)
            for section, body in bodies
        ]
        files += _nav(files, book, lambda **values: str(render("base/nav.html", styles=sheets, **values)), edition)
    else:
        whole = render(f"base/{medium}.html", bodies=bodies, styles=sheets)
        files = [DocumentFile("index.html", edition.manifest.title, str(whole))]
    return tuple(files), styles, problems


def _file(section: Section, html: str, edition: Edition) -> DocumentFile:
    title = section.heading or edition.manifest.title
    return DocumentFile(section.file, title, html, section.matter, section.landmark)


def _nav(files: list[DocumentFile], book: Book, render: Callable[..., str], edition: Edition) -> list[DocumentFile]:
    """Return the navigation document of an e-book whose parts have no page of contents."""
    if any(file.name == "nav.xhtml" for file in files):
        return []
    return [DocumentFile("nav.xhtml", edition.manifest.title, render(), "front", "toc")]


def _patterns(shared: Path, name: str) -> str:
    path = shared / "hyphenation" / f"{name}.dic"
    return path.read_text("utf-8") if name and path.is_file() else ""

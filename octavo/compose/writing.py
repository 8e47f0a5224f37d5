# SPDX-License-Identifier: AGPL-3.0-or-later
"""Templates become files: every part by its template, then the file or files of the medium around them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from jinja2 import Environment, TemplateError
from markupsafe import Markup

from octavo.compose.book import Book, Section
from octavo.compose.environment import template_problem
from octavo.compose.fitted import fit_tables
from octavo.diagnostics.problem import Problem
from octavo.model.document import DocumentFile, Medium
from octavo.model.edition import Edition

# What a fault inside a template can raise: Jinja's own, and Python's for what an expression does with a value.
FAULTS = (TemplateError, TypeError, ValueError, AttributeError, LookupError, ArithmeticError, RecursionError)
MACROS = ("blocks", "apparatus", "charts", "tables", "lists", "corrections")
Bodies = list[tuple[Section, Markup]]
NAV = "nav.xhtml"
COVER = "cover.xhtml"


@dataclass(slots=True)
class Writer:
    """An engine that gathers what goes wrong instead of stopping at the first fault."""

    engine: Environment
    problems: list[Problem] = field(default_factory=list)

    def write(self, template: str, **values: object) -> Markup:
        """Return what a template makes, nothing if it fails."""
        try:
            return Markup(self.engine.get_template(template).render(**values))
        except FAULTS as fault:
            self.problems.append(template_problem(fault, template))
            return Markup("")

    def load_macros(self) -> bool:
        """Put the macros under the name `macros`, where each may call the others; tell whether all could be read."""
        macros = self.engine.globals["macros"]
        assert isinstance(macros, dict)
        for name in MACROS:
            try:
                macros[name] = self.engine.get_template(f"macros/{name}.html").module
            except FAULTS as fault:
                self.problems.append(template_problem(fault, f"macros/{name}.html"))
        return len(macros) == len(MACROS)


def write_files(  # noqa: PLR0913, PLR0917  (what a file is made of)
    writer: Writer,
    edition: Edition,
    medium: Medium,
    book: Book,
    sheets: tuple[str, ...],
    beside: Callable[[Bodies], Bodies] | None = None,
) -> tuple[DocumentFile, ...]:
    """Return the files of a document; `sheets` are the names of its style sheets in order.

    `beside` puts a second language among what was written.
    """
    bodies = [(section, writer.write(section.template, section=section)) for section in book.sections]
    if beside is not None:
        bodies = beside(bodies)
    if medium != "print":
        bodies = [(section, Markup(fit_tables(str(body)))) for section, body in bodies]
    if medium != "epub":
        whole = writer.write(f"base/{medium}.html", bodies=bodies, styles=sheets)
        return (DocumentFile("index.html", edition.manifest.title, str(whole)),)
    files = [_file(writer, section, body, sheets, edition) for section, body in bodies]
    if not any(file.name == NAV for file in files):
        # No part shows the contents: the navigation is for reading systems alone and has no place in the order.
        html = str(writer.write("base/nav.html", styles=sheets))
        files.append(DocumentFile(NAV, edition.manifest.title, html, "front"))
    return tuple(files)


def cover_page(writer: Writer, edition: Edition, sheets: tuple[str, ...]) -> DocumentFile:
    """Return the page of an e-book that shows the picture of its cover."""
    html = writer.write("base/cover.html", styles=sheets)
    return DocumentFile(COVER, edition.manifest.title, str(html), "front", "cover")


def _file(writer: Writer, section: Section, body: Markup, sheets: tuple[str, ...], edition: Edition) -> DocumentFile:
    html = writer.write("base/epub.html", section=section, body=body, styles=sheets)
    title = section.heading or edition.manifest.title
    return DocumentFile(section.file, title, str(html), section.matter, section.landmark)

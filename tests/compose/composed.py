# SPDX-License-Identifier: AGPL-3.0-or-later
"""The sample booklet composed once a language and medium, and its HTML as a tree."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from lxml import etree, html

from octavo.compose.document import compose
from octavo.diagnostics.problem import Outcome
from octavo.model.document import Document, Medium
from octavo.model.edition import Edition
from octavo.render.layout import Layout, lay_out
from tests.compose.samples import blobs, edition

TEMPLATES = Path(__file__).parents[2] / "templates"
MEDIA: tuple[Medium, ...] = ("print", "epub", "web")
LANGUAGES = ("en", "az", "ar")


def composed(what: Edition, medium: Medium = "print") -> Outcome[Document]:
    return compose(what, medium, TEMPLATES, blobs)


@cache
def sample(tag: str, medium: Medium) -> Document:
    outcome = composed(edition(tag), medium)
    assert outcome.problems == ()
    return outcome.unwrap()


_LAID: dict[str, Layout] = {}


def laid_out(tag: str, workspace: Path) -> Layout:
    """Return the pages of the sample, laid out once a process, for it takes seconds."""
    if tag not in _LAID:
        outcome = lay_out(sample(tag, "print"), lambda use: blobs(use.digest), workspace=workspace)
        assert outcome.problems == ()
        _LAID[tag] = outcome.unwrap()
    return _LAID[tag]


def trees(document: Document) -> list[etree._Element]:
    """Return the root of every file; an e-book's are read as XML, which must be well-formed."""
    if document.medium == "epub":
        return [etree.fromstring(file.html.encode()) for file in document.files]
    return [html.document_fromstring(file.html) for file in document.files]


def tag(element: etree._Element) -> str:
    """Return an element's name without its namespace."""
    return etree.QName(element).localname if isinstance(element.tag, str) else ""


def part(document: Document, ident: str) -> str:
    """Return one element of a document as HTML, its lines stripped and its empty ones left out."""
    for root in trees(document):
        for element in root.iter():
            if isinstance(element.tag, str) and element.get("id") == ident:
                return tidy(element)
    raise KeyError(ident)


def first(document: Document, name: str) -> str:
    """Return the first element with a class as HTML, tidied."""
    for root in trees(document):
        for element in root.iter():
            if isinstance(element.tag, str) and name in element.get("class", "").split():
                return tidy(element)
    raise KeyError(name)


def tidy(element: etree._Element) -> str:
    text = etree.tostring(element, encoding="unicode", with_tail=False, method="html")
    return "\n".join(line.strip() for line in text.splitlines() if line.strip()) + "\n"

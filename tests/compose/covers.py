# SPDX-License-Identifier: AGPL-3.0-or-later
"""Covers to be looked at: editions that are sold, and what is seen on a finished page."""

from __future__ import annotations

import io
from dataclasses import replace
from typing import Any

from octavo.model.edition import Edition
from octavo.model.manifest import Identifiers, Isbn
from octavo.render.boxes import Node, walk
from octavo.render.layout import Layout
from tests.compose.samples import edition

ISBN = "978-3-16-148410-0"  # the example of ISO 2108: nobody's
ADDRESS = "https://example.org/night"
DPI = 300


def sold(tag: str, add_on: str = "", page: str = ADDRESS, **changes: Any) -> Edition:
    """Return the sample in a language with an ISBN for print and a page on the web."""
    made = edition(tag)
    isbn = Isbn(isbn=ISBN, format="print", language=tag, add_on=add_on)
    changes = {"identifiers": Identifiers(isbn=(isbn,)), "page": page, **changes}
    return replace(made, manifest=made.manifest.model_copy(update=changes))


def picture(pdf: bytes) -> Any:
    import pypdfium2

    return pypdfium2.PdfDocument(io.BytesIO(pdf))[0].render(scale=DPI / 72).to_pil()


def boxes(layout: Layout, *classes: str, page: int = 0) -> list[Node]:
    """Return the boxes of elements that have one of the classes."""
    found = []
    for node in walk(layout.pages[page].body):
        own = node.element.get("class") if node.element is not None else ""
        if set((own or "").split()) & set(classes) and node.kind != "line":
            found.append(node)
    return found


def text_of(layout: Layout, page: int = 0) -> str:
    return " ".join(" ".join(node.text for node in walk(layout.pages[page].body) if node.text).split())


def fills(pdf: bytes) -> set[tuple[str | float, ...]]:
    """Return the colours that a page and its forms fill with."""
    import pikepdf

    found: set[tuple[str | float, ...]] = set()
    with pikepdf.open(io.BytesIO(pdf)) as document:
        page = document.pages[0]
        forms: list[Any] = [each for each in page.Resources.get("/XObject", {}).values() if each.Subtype == "/Form"]
        for stream in (page.obj, *forms):
            for each in pikepdf.parse_content_stream(stream):
                if str(each.operator) in {"g", "rg", "k", "sc", "scn"}:
                    found.add((str(each.operator), *(round(float(value), 3) for value in each.operands)))
    return found

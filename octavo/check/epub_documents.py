# SPDX-License-Identifier: AGPL-3.0-or-later
"""What is judged in each document of an EPUB: language, titles, headings, alternatives, tables, links, notes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from octavo.check.epub_book import MATHML, SVG, XHTML, XML_LANG, EpubBook, types_of, words_of
from octavo.check.epub_languages import runs_left, tag_exists
from octavo.diagnostics.problem import Place, Problem, problem
from octavo.model.languages import direction_of

HEADINGS = {f"{XHTML}h{level}": level for level in range(1, 7)}
# A title that says nothing: a file's name, or what programs write where nobody gave one.
_NO_TITLE = re.compile(
    r"\.(x?html?|epub|docx?|odt|indd)$"
    r"|^(untitled|unknown|no title|(index_)?split_?\d+|ch(ap(ter)?)?[-_]?0*\d+|section[-_]?\d+)$",
    re.IGNORECASE,
)
_FILE = re.compile(
    r"^[\w-]+\.(jpe?g|png|gif|svg|webp|tiff?|bmp)$|^(image|img|dsc|picture|photo)[-_ ]?\d*$", re.IGNORECASE
)
# SVG tells names apart by case; HTML parsers mend them, readers of XML don't (SVG 1.1, 4.1).
_SVG_LOWER = frozenset({
    "viewbox", "preserveaspectratio", "gradientunits", "gradienttransform", "patternunits", "lineargradient",
    "radialgradient", "clippath", "clippathunits", "foreignobject", "textpath", "pathlength", "markerwidth",
    "markerheight",
})  # fmt: skip


def check_documents(book: EpubBook) -> Iterator[Problem]:
    """Yield the problems of the documents, one file after another."""
    for path, tree in book.documents.items():
        for check in (_language, _title, _headings, _alternatives, _tables, _drawings, _links, _notes):
            yield from check(book, path, tree)


def _language(book: EpubBook, path: str, tree: Any) -> Iterator[Problem]:
    said, turned = tree.get("lang") or tree.get(XML_LANG) or "", tree.get("dir") == "rtl"
    if said != book.language or (direction_of(said) == "rtl") != turned:
        yield problem("E210", Place(path), name=path, language=said or "none", package=book.language)
    for tag in sorted({each.get(name) for each in tree.iter() for name in ("lang", XML_LANG)} - {None, ""}):
        if not tag_exists(tag):
            yield problem("E216", Place(path), tag=tag)
    body = tree.find(f"{XHTML}body")
    runs = runs_left(_of_its_own(body)) if body is not None else None
    draft = "is-draft" in (tree.get("class") or "").split()  # much of it still stands in the language of the source
    if runs is not None and runs != turned and said == book.language and not draft:
        yield problem("E233", Place(path), name=path, direction="rtl" if turned else "ltr")


def _of_its_own(element: Any) -> Iterator[str]:
    """Yield the text of an element without what has a language or direction of its own."""
    yield element.text or ""
    for child in element:
        if isinstance(child.tag, str) and child.get("dir") is None and child.get("lang") is None:
            yield from _of_its_own(child)
        yield child.tail or ""


def _title(book: EpubBook, path: str, tree: Any) -> Iterator[Problem]:
    title = (tree.findtext(f".//{XHTML}title") or "").strip()
    if not title or _NO_TITLE.search(title):
        yield problem("E211", Place(path), name=path)


def _headings(book: EpubBook, path: str, tree: Any) -> Iterator[Problem]:
    last = 0
    for each in tree.iter(*HEADINGS):
        level = HEADINGS[each.tag]
        if last and level > last + 1:
            yield problem("E230", Place(path), text=words_of(each), level=level, last=last)
        last = level


def _alternatives(book: EpubBook, path: str, tree: Any) -> Iterator[Problem]:
    for image in tree.iter(f"{XHTML}img"):
        alt = image.get("alt")
        if alt is None:
            yield problem("E212", Place(path), name=image.get("src"))
        elif _FILE.match(alt.strip()):
            yield problem("E234", Place(path), text=alt, name=image.get("src"))
    for formula in tree.iter(f"{MATHML}math"):
        if not (formula.get("alttext") or "").strip():
            yield problem("E238", Place(path), text=words_of(formula))


def _tables(book: EpubBook, path: str, tree: Any) -> Iterator[Problem]:
    for cell in tree.iter(f"{XHTML}th"):
        if not cell.get("scope"):
            yield problem("E213", Place(path), text=words_of(cell)[:40])


def _drawings(book: EpubBook, path: str, tree: Any) -> Iterator[Problem]:
    wrong = set()
    for each in tree.iter():
        if isinstance(each.tag, str) and each.tag.startswith(SVG):
            wrong |= {each.tag.removeprefix(SVG), *each.attrib} & _SVG_LOWER
    for name in sorted(wrong):
        yield problem("E229", Place(path), name=name)


def _links(book: EpubBook, path: str, tree: Any) -> Iterator[Problem]:
    for element in tree.iter():
        for attribute in ("href", "src"):
            href = element.get(attribute)
            found = book.target(path, href) if href else None
            if found is None:
                continue
            file, fragment = found
            lost = fragment and file in book.documents and found not in book.elements
            if file not in book.items or lost:
                yield problem("E214", Place(path), target=href)


def _notes(book: EpubBook, path: str, tree: Any) -> Iterator[Problem]:
    """A mark leads to a note, and a note back to a mark (EPUB Accessibility Techniques, NOTES-001 and -002)."""
    for link in tree.iter(f"{XHTML}a"):
        if "noteref" not in types_of(link):
            continue
        note = book.element(path, link.get("href") or "")
        if note is None:
            continue  # E214
        if not {"footnote", "endnote", "rearnote", "note"} & types_of(note):
            yield problem("E235", Place(path), mark=words_of(link), target=link.get("href"))
        elif not any(each.tag == f"{XHTML}a" and each.get("href") for each in note.iter()):
            yield problem("E236", Place(path), mark=words_of(link))

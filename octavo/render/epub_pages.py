# SPDX-License-Identifier: AGPL-3.0-or-later
"""Where the printed page turns, found again in the e-book: markers at the very place, and the list of pages."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from html import escape
from itertools import takewhile
from xml.parsers.expat import ExpatError

from octavo.diagnostics.problem import Place, Problem, problem
from octavo.model.document import Document, DocumentFile
from octavo.model.pagemap import Page, PageMap, Turn
from octavo.render.epub_place import context, place_of
from octavo.render.epub_text import Element, in_apparatus, scan, signs

PREFIX = "page-"
_NUMBERED = re.compile(rf"{PREFIX}\d+$")


@dataclass(frozen=True, slots=True)
class Marker:
    """A printed page in the e-book: its folio, the file and the byte where it begins, and the id of its marker."""

    page: int
    label: str
    file: str
    byte: int
    id: str


@dataclass(frozen=True, slots=True)
class Printed:
    """The printed pages of an edition, and the document they were laid out from."""

    page_map: PageMap
    document: Document


@dataclass(frozen=True, slots=True)
class _Found:
    """An element with a key: the number of its file, its name, and the element."""

    number: int
    file: str
    element: Element


def mark_pages(
    document: Document, printed: Printed
) -> tuple[tuple[DocumentFile, ...], tuple[Marker, ...], list[Problem]]:
    """Return the files with a marker wherever the printed page turns, the markers in order, and pages not found (E105).

    Every other byte of the files stays as it was. The files have to be well-formed.
    """
    roots = {file.name: scan(file.html.encode()) for file in document.files}
    markers, problems = _markers(document, printed, roots)
    files = []
    for file in document.files:
        data, mine = file.html.encode(), [each for each in markers if each.file == file.name]
        for marker in reversed(mine):
            data = data[: marker.byte] + _written(marker).encode() + data[marker.byte :]
        files.append(replace(file, html=data.decode()))
    return tuple(files), markers, problems


def page_list(markers: Sequence[Marker]) -> str:
    """Return the lines of the list of pages (EPUB 3.3, 7.4.3)."""
    rows = (f'<li><a href="{escape(each.file)}#{each.id}">{escape(each.label)}</a></li>' for each in markers)
    return "\n".join(rows)


def _written(marker: Marker) -> str:
    """Return the marker of a page (EPUB Accessibility 1.1, 3.4.2): empty, with its folio as its name."""
    label = escape(marker.label)
    return f'<span epub:type="pagebreak" role="doc-pagebreak" id="{marker.id}" aria-label="{label}"></span>'


def _markers(
    document: Document, printed: Printed, roots: dict[str, Element]
) -> tuple[tuple[Marker, ...], list[Problem]]:
    elements = [
        _Found(number, file.name, element)
        for number, file in enumerate(document.files)
        for element in roots[file.name].walk()
        if element.key and not in_apparatus(element)
    ]
    taken = {each.attrs.get("id", "") for root in roots.values() for each in root.walk()}
    prefix = PREFIX if not any(_NUMBERED.match(each) for each in taken) else f"printed-{PREFIX}"
    blocks = _blocks(printed.document)
    turns = {turn.page: turn for turn in printed.page_map.turns}
    headings = {
        page.number: frozenset(each.id for each in printed.page_map.headings if each.page == page.number and each.id)
        for page in printed.page_map.pages
    }
    before: Page | None = None
    last = (0, -1)
    markers: list[Marker] = []
    waiting: list[Page] = []
    problems: list[Problem] = []
    for page in printed.page_map.pages:
        turn = turns.get(page.number)
        found = _find(turn, page, before, elements, blocks, last, headings[page.number]) if turn else None
        if found is not None:
            file, byte = found
            for each in (*waiting, page):
                markers.append(
                    Marker(each.number, each.label, document.files[file].name, byte, f"{prefix}{each.number}")
                )
            last, waiting = found, []
        elif not page.blank and turn is None and _spread(before, elements):
            # The second half of a picture across two pages: nothing stands between it and the page after.
            waiting.append(page)
        elif not page.blank:
            problems.append(problem("E105", Place(key=turn.key if turn else ""), page=page.label))
        before = page
    return tuple(markers), problems


def _blocks(document: Document) -> dict[str, list[Element]]:
    """Return the keyed elements of the printed document."""
    blocks: dict[str, list[Element]] = {}
    for file in document.files:
        try:
            root = scan(file.html.encode())
        except ExpatError:
            root = scan(_mended(file.html))
        for element in root.walk():
            if element.key:
                blocks.setdefault(element.key, []).append(element)
    return blocks


def _mended(html: str) -> bytes:
    """Return a page that a theme's templates left without closing tags as well-formed XML."""
    from lxml import etree
    from lxml.html import document_fromstring

    made: bytes = etree.tostring(document_fromstring(html), encoding="utf-8")
    return made


def _spread(page: Page | None, elements: list[_Found]) -> bool:
    keys = {fragment.key for fragment in page.fragments} if page else set()
    return any(each.element.key in keys and "size-spread" in each.element.classes for each in elements)


def _find(  # noqa: PLR0913, PLR0917  (a place is sought among all that surrounds it)
    turn: Turn,
    page: Page,
    before: Page | None,
    elements: list[_Found],
    blocks: dict[str, list[Element]],
    last: tuple[int, int],
    headings: frozenset[str],
) -> tuple[int, int] | None:
    """Return the number of the file and the byte where a page begins, behind where the page before it did."""
    keys = [fragment.key for fragment in page.fragments]
    earlier = [fragment.key for fragment in before.fragments] if before else []
    tag = next((each.tag for each in page.fragments if each.key == turn.key), "")
    candidates = [at for at, each in enumerate(elements) if each.element.key == turn.key]
    told = [each.element.key for each in elements]
    order = sorted(candidates, key=lambda at: -context(told, at, keys, earlier, same=elements[at].element.tag == tag))
    for at in order:
        there = elements[at]
        new = (frozenset(keys) - frozenset(earlier)) | headings
        byte = place_of(there.element, _alike(blocks.get(turn.key, []), there.element), turn.offset, new)
        if byte is not None and (there.number, byte) >= last and (there.number, byte) != last:
            return there.number, byte
    return None


def _alike(blocks: Sequence[Element], element: Element) -> Element | None:
    """Return the printed element that an element of the e-book stands for: of those with its tag, the likest."""
    same = [each for each in blocks if each.tag == element.tag] or list(blocks)
    text = "".join(sign.char for sign in signs(element) if not sign.beside)
    return max(same, key=lambda each: _agree(each, text), default=None)


def _agree(block: Element, text: str) -> int:
    mine = (sign.char for sign in signs(block) if not sign.beside)
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(mine, text, strict=False)))

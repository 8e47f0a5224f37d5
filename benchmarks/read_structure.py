# SPDX-License-Identifier: AGPL-3.0-or-later
"""Fonts and structure of a file with a long roll, as pikepdf reads them, beside the words that PDFium found."""

from __future__ import annotations

import hashlib
import random
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from read_lines import read_pieces

if TYPE_CHECKING:
    from read_back import Line

_PROGRAMS = ("/FontFile", "/FontFile2", "/FontFile3")
_HEADINGS = tuple(f"/H{level}" for level in range(1, 7))


def font_faults(path: Path) -> Iterator[str]:
    """Say which fonts are in the file more than once, by their names or by their bytes."""
    import pikepdf

    names: Counter[str] = Counter()
    bodies: Counter[str] = Counter()
    with pikepdf.open(path) as pdf:
        described = [each for each in pdf.objects if isinstance(each, pikepdf.Dictionary) and "/FontName" in each]
        for each in described:
            program = next((each[key] for key in _PROGRAMS if key in each), None)
            name = str(each.FontName).removeprefix("/").rpartition("+")[2]
            if program is None:
                yield f"the font {name} is not in the file"
                continue
            names[name] += 1
            bodies[hashlib.sha256(program.read_bytes()).hexdigest()] += 1
    if not names:
        yield "no font is in the file"
    for name, count in sorted(names.items()):
        if count > 1:
            yield f"the font {name} is in the file {count} times"
    if twice := sum(count > 1 for count in bodies.values()):
        yield f"the bytes of {twice} fonts are in the file more than once"


def structure_faults(path: Path, pages: Mapping[int, Sequence[Line]], sample: int, seed: int) -> Iterator[str]:
    """Say where on pages chosen by the seed a name is not the body of an item of a list, in its place."""
    import pikepdf
    import pypdfium2

    chosen = sorted(random.Random(seed).sample(sorted(pages), min(sample, len(pages))))
    document = pypdfium2.PdfDocument(path)
    with pikepdf.open(path) as pdf:
        if "/StructTreeRoot" not in pdf.Root:
            yield "the file has no structure"
            return
        parents = _parents(pdf.Root.StructTreeRoot.ParentTree)
        for at in chosen:
            page = pdf.pages[at].obj
            owners = parents.get(int(page.get("/StructParents", -1)))
            if owners is None:
                yield f"page {at + 1}: it has no structure"
                continue
            texts: dict[int, str] = {}
            for each in read_pieces(document[at]):
                for mark in dict.fromkeys(each.marks):
                    texts[mark] = texts.get(mark, "") + each.text
            yield from _page_faults(at, page, pages[at], _blocks(owners, texts))
    document.close()


def _parents(tree: Any) -> dict[int, Any]:
    """Return whose the marked content of each page is: a number tree (ISO 32000-1, 7.9.7)."""
    found: dict[int, Any] = {}
    ahead = [tree]
    while ahead:
        node = ahead.pop()
        nums = node.get("/Nums", [])
        found |= {int(nums[at]): nums[at + 1] for at in range(0, len(nums), 2)}
        ahead += list(node.get("/Kids", []))
    return found


def _blocks(owners: Any, texts: Mapping[int, str]) -> list[tuple[Any, str]]:
    """Return the elements that are no part of a line, in the order of their marks, each with the text it has."""
    found: dict[tuple[int, int], tuple[Any, str]] = {}
    for mark, text in sorted(texts.items()):
        element = owners[mark]
        while str(element.S) in ("/Span", "/Link", "/Em", "/Strong"):
            element = element.P
        _, before = found.get(element.objgen, (element, ""))
        found[element.objgen] = (element, before + text)
    return list(found.values())


def _page_faults(at: int, page: Any, lines: Sequence[Line], blocks: list[tuple[Any, str]]) -> Iterator[str]:
    """Compare the last of the elements on a page with its lines: what is before belongs to the opening."""
    if len(blocks) < len(lines):
        yield f"page {at + 1}: {len(blocks)} elements for {len(lines)} lines"
    places: dict[tuple[int, int], int] = {}
    for (element, text), line in zip(blocks[len(blocks) - len(lines) :], lines, strict=False):
        kind = str(element.S)
        if _close(text) != _close(line.text):
            yield f"page {at + 1}: the structure says “{text}” where “{line.text}” is to be"
            return
        if not line.name:
            if kind not in _HEADINGS:
                yield f"page {at + 1}: “{line.text}” is tagged {kind}"
        elif (kind, str(element.P.S), str(element.P.P.S)) != ("/LBody", "/LI", "/L"):
            yield f"page {at + 1}: “{line.text}” is tagged {kind} in {element.P.S} in {element.P.P.S}"
        else:
            yield from _place_faults(at, page, line, element, places)


def _place_faults(at: int, page: Any, line: Line, body: Any, places: dict[tuple[int, int], int]) -> Iterator[str]:
    """Say whether the item of a name is not on this page, or does not follow that of the name before it."""
    item, names = body.P, body.P.P
    if "/Pg" in body and body.Pg.objgen != page.objgen:
        yield f"page {at + 1}: the item of “{line.text}” says that it is on another page"
    if names.objgen in places:
        place = places[names.objgen] + 1
    else:
        place = next((n for n, kid in enumerate(names.K) if kid.objgen == item.objgen), -1)
    if not 0 <= place < len(names.K) or names.K[place].objgen != item.objgen:
        yield f"page {at + 1}: the item of “{line.text}” does not follow the one before it"
    places[names.objgen] = place


def _close(text: str) -> str:
    return "".join(text.split())

# SPDX-License-Identifier: AGPL-3.0-or-later
"""What stands where on a page, as PDFium reads it: pieces of lines, a running head, a folio, entries in columns."""

from __future__ import annotations

import ctypes
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, NamedTuple

SAME_ROW = 1.5  # points between baselines that are one
JOINED = 6.0  # points between two pieces of one line at most: less than any gutter
BETWEEN_COLUMNS = 40.0  # points between where two columns begin at least: more than any indent
ALIGNED = 1.0


class Piece(NamedTuple):
    """A part of a line: where its baseline begins, in points from the lower left, its right end, its marks (MCID)."""

    x: float
    y: float
    right: float
    text: str
    marks: tuple[int, ...]


class Item(NamedTuple):
    """An entry or a heading, its lines joined, and where the first of them begins."""

    x: float
    y: float
    text: str
    marks: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Page:
    """A page of the roll: its head and folio, empty where it has none, and its items, column after column."""

    head: str
    folio: str
    items: tuple[Item, ...]


def read_pieces(page: Any) -> list[Piece]:
    """Return the pieces of a page (pypdfium2) from top to bottom, left to right."""
    from pypdfium2 import raw

    texts = page.get_textpage()
    found = []
    for each in page.get_objects(filter=[raw.FPDF_PAGEOBJ_TEXT]):
        text = _text(each, texts, raw)
        if text.strip():
            matrix = each.get_matrix()
            mark = raw.FPDFPageObj_GetMarkedContentID(each.raw)
            found.append(Piece(matrix.e, matrix.f, each.get_bounds()[2], text, (mark,) if mark >= 0 else ()))
    texts.close()
    return _joined(found)


def _text(each: Any, texts: Any, raw: Any) -> str:
    """Return the text of an object without what joins its letters unseen."""
    size = raw.FPDFTextObj_GetText(each.raw, texts.raw, None, 0)
    room = ctypes.create_string_buffer(size)
    raw.FPDFTextObj_GetText(each.raw, texts.raw, ctypes.cast(room, ctypes.POINTER(ctypes.c_ushort)), size)
    return plain(room.raw[: size - 2].decode("utf-16-le"))


def plain(text: str) -> str:
    """Return a text without word joiners and bare of what PDFium makes of them."""
    return text.replace("\u2060", "").replace("\u00a0", " ").replace("\x00", "")


def _joined(pieces: list[Piece]) -> list[Piece]:
    rows: list[list[Piece]] = []
    for each in sorted(pieces, key=lambda piece: -piece.y):
        if rows and abs(rows[-1][0].y - each.y) < SAME_ROW:
            rows[-1].append(each)
        else:
            rows.append([each])
    found: list[Piece] = []
    for row in rows:
        row.sort()
        first = len(found)
        for each in row:
            if len(found) > first and each.x - found[-1].right < JOINED:
                before = found[-1]
                marks = before.marks + each.marks
                found[-1] = Piece(before.x, before.y, each.right, before.text + each.text, marks)
            else:
                found.append(each)
    return found


def rows_of(pieces: Iterable[Piece]) -> list[str]:
    """Return the text of each row."""
    rows: list[tuple[float, str]] = []
    for each in pieces:
        if rows and abs(rows[-1][0] - each.y) < SAME_ROW:
            rows[-1] = (rows[-1][0], f"{rows[-1][1]} {each.text}")
        else:
            rows.append((each.y, each.text))
    return [" ".join(text.split()) for _, text in rows]


def read_page(pieces: list[Piece], *, bare: bool) -> Page:
    """Return a page of names: the topmost row is its head, the lowest its folio, but where it is `bare`."""
    if bare or len(pieces) < 2:
        return Page("", "", tuple(items_of(pieces)))
    top, foot = pieces[0].y, pieces[-1].y
    head = [each for each in pieces if top - each.y < SAME_ROW]
    folio = [each for each in pieces if each.y - foot < SAME_ROW]
    body = [each for each in pieces if each.y - foot >= SAME_ROW and top - each.y >= SAME_ROW]
    return Page("|".join(rows_of(head)), "|".join(rows_of(folio)), tuple(items_of(body)))


def items_of(pieces: list[Piece]) -> list[Item]:
    """Return the items of all columns in their order: each begins at the left edge, its other lines are indented."""
    found: list[Item] = []
    for column in _columns(pieces):
        left = min(each.x for each in column)
        begun = len(found)
        for each in column:
            if len(found) == begun or each.x - left < ALIGNED:
                found.append(Item(each.x, each.y, each.text.strip(), each.marks))
            else:
                before = found[-1]
                text, marks = f"{before.text} {each.text.strip()}", before.marks + each.marks
                found[-1] = before._replace(text=text, marks=marks)
    return found


def _columns(pieces: list[Piece]) -> list[list[Piece]]:
    starts = sorted({each.x for each in pieces})
    edges = [right for left, right in pairwise(starts) if right - left > BETWEEN_COLUMNS]
    columns: list[list[Piece]] = [[] for _ in range(len(edges) + 1)]
    for each in pieces:
        columns[sum(each.x >= edge for edge in edges)].append(each)
    return [column for column in columns if column]

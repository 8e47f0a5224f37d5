# SPDX-License-Identifier: AGPL-3.0-or-later
"""Which page stands where: padding, sections, and the numbers of the pages on both sides of every sheet."""

from __future__ import annotations

from dataclasses import dataclass

from octavo.model.printer import Fold
from octavo.model.sheets import Direction, Padding

Rows = tuple[tuple[int, ...], ...]


@dataclass(frozen=True, slots=True)
class Scheme:
    """The pages of a folded section from 1, row by row from the top; where there are two rows the upper is turned."""

    front: Rows
    back: Rows


# As books have been folded for centuries: first across, then along the spine, with the first page at the lower right.
SCHEMES = {
    4: Scheme(front=((4, 1),), back=((2, 3),)),
    8: Scheme(front=((5, 4), (8, 1)), back=((3, 6), (2, 7))),
    16: Scheme(front=((5, 12, 9, 8), (4, 13, 16, 1)), back=((7, 10, 11, 6), (2, 15, 14, 3))),
}
SECTIONS: dict[Fold, tuple[int, ...]] = {"signature-4": (4,), "signature-8": (8, 4), "signature-16": (16, 8, 4)}


@dataclass(frozen=True, slots=True)
class Leaves:
    """What is printed on one sheet: numbers in the bound book from 1, row by row from the top, as one looks at it."""

    section: int
    front: Rows
    back: Rows


def padded(pages: int, fold: Fold, cells: int = 1) -> Padding:
    """Return the pages that a binding needs for a book of so many; `cells` lie on one side of a sheet that is cut."""
    return filled_up(pages, 2 * cells if fold == "cut-and-stack" else 2 if fold == "n-up" else 4)


def filled_up(pages: int, multiple: int) -> Padding:
    """Return blanks at the end up to a multiple of pages.

    Not before the last page, though that is outside then: it would stand on the other side of the leaf than it was laid
    out for, and bear another number than it has in the book. A back that shall be printed is that of `covered`.
    """
    total = -(-pages // multiple) * multiple
    return Padding(total, tuple(range(pages + 1, total + 1)))


def covered(pages: int, multiple: int) -> Padding:
    """Return front and back of a cover around the pages, its front's inner side blank, and blanks up to a multiple.

    The first page stays a recto. The inner side of the back bears the last page where all comes out even.
    """
    total = -(-(pages + 3) // multiple) * multiple
    return Padding(total, (2, *range(pages + 3, total)), cover=(1, total))


def sections(total: int, fold: Fold) -> tuple[int, ...]:
    """Return the sizes of the sections in the order they are gathered; `total` is a multiple of four.

    Sections that are smaller stand before the last whole one: at the end of a book its glue would hold them worst.
    """
    whole, *smaller = SECTIONS[fold]
    sizes, rest = [whole] * (total // whole), total % whole
    thin = []
    for size in smaller:
        thin += [size] * (rest // size)
        rest %= size
    return (*sizes[:-1], *thin, *sizes[-1:])


def leaves(total: int, fold: Fold, direction: Direction, grid: tuple[int, int]) -> tuple[Leaves, ...]:
    """Return what is on every sheet; `grid` is columns and rows, and counts only where sheets are cut apart."""
    if fold == "saddle":
        found = [_nested(total, sheet) for sheet in range(total // 4)]
    elif fold in SECTIONS:
        found = _folded(total, fold)
    else:
        found = _cut(total, fold, grid)
    return tuple(found) if direction == "ltr" else tuple(_mirrored(sheet) for sheet in found)


def _nested(total: int, sheet: int) -> Leaves:
    first, last = 2 * sheet + 1, total - 2 * sheet
    return Leaves(1, front=((last, first),), back=((first + 1, last - 1),))


def _folded(total: int, fold: Fold) -> list[Leaves]:
    found, before = [], 0
    for number, size in enumerate(sections(total, fold), 1):
        scheme = SCHEMES[size]
        found.append(Leaves(number, _raised(scheme.front, before), _raised(scheme.back, before)))
        before += size
    return found


def _raised(rows: Rows, by: int) -> Rows:
    return tuple(tuple(page + by for page in row) for row in rows)


def _cut(total: int, fold: Fold, grid: tuple[int, int]) -> list[Leaves]:
    """Return sheets whose leaves lie in reading order: in each cell one pile, or (n-up) sheet after sheet."""
    columns, rows = grid
    cells = columns * rows
    count = -(-(total // 2) // cells)
    found = []
    for sheet in range(count):
        order = [cell * count + sheet if fold == "cut-and-stack" else sheet * cells + cell for cell in range(cells)]
        fronts = [2 * leaf + 1 if 2 * leaf < total else 0 for leaf in order]
        front = tuple(tuple(fronts[row * columns : (row + 1) * columns]) for row in range(rows))
        back = tuple(tuple(page + 1 if page else 0 for page in reversed(row)) for row in front)
        found.append(Leaves(1, front, back))
    return found


def _mirrored(sheet: Leaves) -> Leaves:
    front, back = (tuple(row[::-1] for row in rows) for rows in (sheet.front, sheet.back))
    return Leaves(sheet.section, front, back)

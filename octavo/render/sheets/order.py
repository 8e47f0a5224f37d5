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


def padded(pages: int, fold: Fold, cells: int = 1, *, cover_apart: bool = False) -> Padding:
    """Return the pages that a binding needs for a book of so many: where blanks go, and how many.

    A saddle-stitched book with its cover in it ends with its back cover, so that blanks come before that; everywhere
    else they come last. `cells` is how many pages lie on one side of a sheet that is cut apart.
    """
    multiple = 2 * cells if fold == "cut-and-stack" else 2 if fold == "n-up" else 4
    return filled_up(pages, multiple, back_cover=fold == "saddle" and not cover_apart)


def filled_up(pages: int, multiple: int, *, back_cover: bool) -> Padding:
    """Return blanks up to a multiple of pages: before the last page where that is the back cover, else at the end."""
    total = -(-pages // multiple) * multiple
    last = total - 1 if back_cover and pages > 1 else total
    return Padding(total, tuple(range(last - (total - pages) + 1, last + 1)))


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

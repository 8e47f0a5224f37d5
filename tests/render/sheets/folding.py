# SPDX-License-Identifier: AGPL-3.0-or-later
"""Paper that can be turned, folded, laid together and cut: a sheet is printed by its plan and read as a reader would.

Nothing here knows an order of pages. A sheet is a grid of cells; a cell is a pile of leaves, seen from above. What
lies where is taken from the millimetres of the plan, front and back each by its own, and paired through the paper.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal

from octavo.model.sheets import Imposition, Placement, Sheet


@dataclass(frozen=True)
class Face:
    """One side of a leaf, as it is seen when one looks at it: which page, whether on its head, where it is bound."""

    number: int
    turned: bool
    spine: str

    def upended(self) -> Face:
        return replace(self, turned=not self.turned, spine={"left": "right", "right": "left"}[self.spine])


@dataclass(frozen=True)
class Leaf:
    """A piece of paper of the size of a page: the face above and the face below, the latter as seen after turning the
    leaf about its vertical axis."""

    above: Face
    below: Face

    def flipped_sideways(self) -> Leaf:
        return Leaf(self.below, self.above)

    def flipped_upwards(self) -> Leaf:
        """Turn about the horizontal axis: that is about the vertical one, and then half round on the table."""
        return Leaf(self.below.upended(), self.above.upended())


Pile = list[Leaf]  # from top to bottom
Grid = list[list[Pile]]  # rows from the top, columns from the left


def printed(plan: Imposition, sheet: Sheet) -> Grid:
    """Return the sheet on the table, its front above."""
    width = plan.job.width
    backs = {(plan.sheet_width - each.x - width, each.y): each for each in sheet.back}
    rows = sorted({each.y for each in sheet.front}, reverse=True)
    columns = sorted({each.x for each in sheet.front})
    fronts = {(each.x, each.y): each for each in sheet.front}
    assert fronts.keys() == backs.keys(), "front and back of a leaf do not lie upon each other"
    return [[[_leaf(fronts[x, y], backs[x, y])] if (x, y) in fronts else [] for x in columns] for y in rows]


def _leaf(front: Placement, back: Placement) -> Leaf:
    return Leaf(*(Face(each.number, each.turned, each.spine) for each in (front, back)))


def turn_over(grid: Grid) -> Grid:
    """Turn the whole paper about its vertical axis."""
    return [[[leaf.flipped_sideways() for leaf in reversed(pile)] for pile in reversed(row)] for row in grid]


def fold_left_over_right(grid: Grid) -> Grid:
    half = len(grid[0]) // 2
    over = turn_over([row[:half] for row in grid])
    return [
        [upper + lower for upper, lower in zip(above, row[half:], strict=True)]
        for above, row in zip(over, grid, strict=True)
    ]


def fold_right_over_left(grid: Grid) -> Grid:
    half = len(grid[0]) // 2
    over = turn_over([row[half:] for row in grid])
    return [
        [upper + lower for upper, lower in zip(above, row[:half], strict=True)]
        for above, row in zip(over, grid, strict=True)
    ]


def fold_top_over_bottom(grid: Grid) -> Grid:
    half = len(grid) // 2
    over = [[[leaf.flipped_upwards() for leaf in reversed(pile)] for pile in row] for row in reversed(grid[:half])]
    return [
        [upper + lower for upper, lower in zip(above, row, strict=True)]
        for above, row in zip(over, grid[half:], strict=True)
    ]


def folded(grid: Grid, direction: str) -> Pile:
    """Fold a sheet until it has the size of a page, as a folding machine does: across, and last along the spine.

    The front lies on the table with the first page at the near left corner (the near right one, in books read from the
    right). Every fold brings paper over that corner, which stays where it is; the last one lifts it.
    """
    onto_first, last = fold_right_over_left, fold_left_over_right
    if direction == "rtl":
        onto_first, last = last, onto_first
    grid = turn_over(grid)
    if len(grid[0]) == 4:
        grid = onto_first(grid)
    if len(grid) == 2:
        grid = fold_top_over_bottom(grid)
    return last(grid)[0][0]


def nested(sheets: list[Pile]) -> Pile:
    """Lay folded sheets one into the other, the first outside."""
    pile: Pile = []
    for outer in reversed(sheets):
        half = len(outer) // 2
        pile = outer[:half] + pile + outer[half:]
    return pile


def bound(plan: Imposition) -> Pile:
    """Return the leaves of the book in the order its binder gathers them."""
    fold, direction = plan.job.fold, plan.job.direction
    grids = [printed(plan, sheet) for sheet in plan.sheets]
    if fold == "saddle":
        return nested([folded(grid, direction) for grid in grids])
    if fold.startswith("signature"):
        return [leaf for grid in grids for leaf in folded(grid, direction)]
    # Cut: in reading direction along each row, from the upper row to the lower one.
    cells = [[pile for row in grid for pile in (row if direction == "ltr" else row[::-1])] for grid in grids]
    if fold == "n-up":
        return [leaf for sheet in cells for pile in sheet for leaf in pile]
    most = max(map(len, cells))
    return [leaf for at in range(most) for sheet in cells for pile in sheet[at : at + 1] for leaf in pile]


def read(pile: Pile) -> list[Face]:
    """Turn the leaves one after the other, and return the pages as they are read."""
    return [face for leaf in pile for face in (leaf.above, leaf.below)]


def edge_after_trim(plan: Imposition, at: int, page: Placement) -> Decimal:
    """Return where the outer edge of a page's trim lies in the closed book, counted from the outermost fold.

    `at` sheets lie around its own, and each pushes it outward by its thickness.
    """
    fold = plan.sheet_width / 2
    outer = page.drawn_x + (plan.job.width if page.spine == "left" else 0)
    return abs(outer - fold) + plan.job.wrapped + at * plan.job.caliper

# SPDX-License-Identifier: AGPL-3.0-or-later
"""Sheets as values: what is to be imposed, and where each page stands on which side of which sheet.

Lengths are millimetres, counted on the sheet from its lower left corner. The back of a sheet is seen as it is after the
sheet was turned about its vertical axis, so that the edge the gripper holds stays where it is.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Literal

from octavo.model.printer import Fold
from octavo.model.profile import sides_of

Direction = Literal["ltr", "rtl"]
Hand = Literal["left", "right"]
NOTHING = Decimal(0)


@dataclass(frozen=True, slots=True)
class SheetSize:
    """A sheet of paper, its short side first."""

    name: str
    short: Decimal
    long: Decimal


SHEETS = {
    size.name: size
    for size in (
        SheetSize("A4", Decimal(210), Decimal(297)),
        SheetSize("letter", Decimal("215.9"), Decimal("279.4")),
        SheetSize("A3", Decimal(297), Decimal(420)),
        SheetSize("tabloid", Decimal("279.4"), Decimal("431.8")),
        SheetSize("SRA3", Decimal(320), Decimal(450)),
        SheetSize("SRA2", Decimal(450), Decimal(640)),
        SheetSize("B2", Decimal(500), Decimal(707)),
    )
}


def sheet_size(name: str) -> SheetSize | None:
    """Return the sheet of that name or size (“450x320mm”), or None; sides from 50 to 2000 mm."""
    if name in SHEETS:
        return SHEETS[name]
    sides = sides_of(name)
    return SheetSize(name, min(sides), max(sides)) if sides and min(sides) >= 50 and max(sides) <= 2000 else None


@dataclass(frozen=True, slots=True)
class Job:
    """What is to be imposed.

    `width`, `height` are the trim of a page, `caliper` the thickness of a leaf, `wrapped` that of a cover printed apart
    and folded round the sheets. `type_inner` is how near type comes to the spine edge of a page, `safety` how near it
    may. `head`, `foot`, `face` are what is cut off there, the bleed if not given; `mill` what a binder takes off the
    spine of a section, `gutter` the gap between pages that are cut apart (twice the bleed if not given), `gripper` the
    edge at the sheet's foot that can't be printed. `grid` is columns and rows, as many as fit if not given.
    """

    pages: int
    width: Decimal
    height: Decimal
    fold: Fold = "saddle"
    sheet: str = "SRA3"
    direction: Direction = "ltr"
    bleed: Decimal = Decimal(3)
    caliper: Decimal = NOTHING
    wrapped: Decimal = NOTHING
    type_inner: Decimal | None = None
    safety: Decimal = NOTHING
    head: Decimal | None = None
    foot: Decimal | None = None
    face: Decimal | None = None
    mill: Decimal = NOTHING
    gutter: Decimal | None = None
    gripper: Decimal = NOTHING
    marks: bool = True
    grid: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class Edges:
    """A length for each side of a rectangle."""

    left: Decimal
    bottom: Decimal
    right: Decimal
    top: Decimal


@dataclass(frozen=True, slots=True)
class Padding:
    """How many pages a binding needs, and which of them, counted from 1, are none of the book's own.

    `blanks` are blank, `filler` bears the text that fills what would be blank, `cover` are front and back of a cover
    that is printed with the inside.
    """

    total: int
    blanks: tuple[int, ...] = ()
    filler: tuple[int, ...] = ()
    cover: tuple[int, ...] = ()

    @property
    def added(self) -> tuple[int, ...]:
        """Return all pages that are none of the book's own, in order."""
        return tuple(sorted((*self.blanks, *self.filler, *self.cover)))

    @property
    def pages(self) -> tuple[int, ...]:
        """For every page in reading order, the page of the book; 0 is none of its own."""
        added = set(self.added)
        given = iter(range(1, self.total - len(added) + 1))
        return tuple(0 if at in added else next(given) for at in range(1, self.total + 1))

    @property
    def room(self) -> tuple[int, ...]:
        """Return the blank pages that a filler may stand on: all but the inner side of a cover's front."""
        return tuple(at for at in self.blanks if at != 2) if self.cover else self.blanks

    def filled(self, count: int) -> Padding:
        """Return the padding with a filler on its first `count` pages of room."""
        taken = self.room[:count]
        return replace(self, blanks=tuple(at for at in self.blanks if at not in taken), filler=taken)


@dataclass(frozen=True, slots=True)
class Placement:
    """A page in its cell: `x`, `y` are the lower left corner of where it is trimmed once bound.

    `number` counts in the bound book from 1, `page` in the file, 0 for a blank. A turned page stands on its head. It is
    drawn `creep` nearer to its `spine`, the side of the cell where it is bound, and seen as far as `seen` beyond its
    own trim; a side below zero hides what lies past the fold.
    """

    number: int
    page: int
    x: Decimal
    y: Decimal
    spine: Hand
    seen: Edges
    turned: bool = False
    creep: Decimal = NOTHING

    @property
    def drawn_x(self) -> Decimal:
        """The left edge of the trim of the page as it is drawn."""
        return self.x + (-self.creep if self.spine == "left" else self.creep)


@dataclass(frozen=True, slots=True)
class Frame:
    """Where a sheet has its cells, and where it is folded and cut; the same for front and back.

    `columns` and `rows` are lower left corners; rows are counted from the top.
    """

    columns: tuple[Decimal, ...]
    rows: tuple[Decimal, ...]
    folds_x: tuple[Decimal, ...]
    folds_y: tuple[Decimal, ...]
    cuts_x: tuple[Decimal, ...]
    cuts_y: tuple[Decimal, ...]

    @property
    def trim(self) -> Edges:
        """The rectangle around all cells, as coordinates."""
        return Edges(self.cuts_x[0], self.cuts_y[0], self.cuts_x[-1], self.cuts_y[-1])


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet: `number` from 1; `section` is the folded section it makes; 1 where sheets are nested or cut."""

    number: int
    section: int
    frame: Frame
    front: tuple[Placement, ...]
    back: tuple[Placement, ...]


@dataclass(frozen=True, slots=True)
class Imposition:
    """All sheets of a book. `turn` is the edge of the sheet about which it is turned to print its back."""

    job: Job
    sheet_width: Decimal
    sheet_height: Decimal
    turn: Literal["short", "long"]
    padding: Padding
    sheets: tuple[Sheet, ...]
    creep: Decimal

    @property
    def sides(self) -> int:
        """How many sides are printed."""
        return 2 * len(self.sheets)


@dataclass(frozen=True, slots=True)
class SheetWords:
    """The words beside the sheets, in the language of the edition; `proof` is empty once it is approved for printing.

    `publication` and `edition` are its title and its language as names; `name` and `tag` stand for them where the font
    of the line doesn't have their letters. `sheet` has {n} and {m}. `digest` is that of the file that is imposed.
    """

    publication: str
    edition: str
    name: str
    tag: str
    digest: str
    sheet: str = "sheet {n} of {m}"
    front: str = "front"
    back: str = "back"
    proof: str = ""


@dataclass(frozen=True, slots=True)
class OfficeSheets:
    """A booklet for an ordinary printer as PDF files: both sides in turn, and the same as all fronts and all backs.

    The backs are in the order of the fronts: the stack is turned over whole, so that its first sheet is fed first.
    `cover` is the outermost sheet where it was asked for apart; the other files are then without it.
    """

    duplex: bytes
    fronts: bytes
    backs: bytes
    cover: bytes = b""


@dataclass(frozen=True, slots=True)
class Instructions:
    """What the sheet of instructions has to name: sheets, pages with the blank ones, the paper, and the files.

    `cover` is empty where the cover is in the other files; `around` are the pages of a cover before page 1.
    """

    sheets: int
    pages: int
    blanks: int
    paper: str
    duplex: str
    fronts: str
    backs: str
    cover: str = ""
    around: int = 0

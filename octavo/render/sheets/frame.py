# SPDX-License-Identifier: AGPL-3.0-or-later
"""Where cells, folds and cuts lie on a sheet, which way round the sheet is taken, and whether it is large enough."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from octavo.model.sheets import SHEETS, Frame, Job, SheetSize
from octavo.render.sheets.order import SECTIONS

MARK_GAP = Decimal(1)  # between bleed and marks
MARK_ROOM = Decimal(3)  # the least that marks, colour bar and slug need beyond that
# Columns and rows of a section by its pages.
GRIDS = {4: (2, 1), 8: (2, 2), 16: (4, 2)}
AMERICAN = ("letter", "tabloid")
# Which way a sheet is taken if both are as good: most pages lie side by side.
WAYS = (True, False)


@dataclass(frozen=True, slots=True)
class Room:
    """What a block of cells needs, and what has to stay free around it."""

    width: Decimal
    height: Decimal
    side: Decimal
    head: Decimal
    foot: Decimal

    @property
    def full_width(self) -> Decimal:
        """The least width of the sheet."""
        return self.width + 2 * self.side

    @property
    def full_height(self) -> Decimal:
        """The least height of the sheet."""
        return self.height + self.head + self.foot

    def fits(self, width: Decimal, height: Decimal) -> bool:
        """Tell whether a sheet of this size will do."""
        return self.full_width <= width and self.full_height <= height


def outside(job: Job) -> Decimal:
    """Return how much room bleed and marks take around the trim."""
    return job.bleed + MARK_GAP + MARK_ROOM if job.marks else job.bleed


def gaps_x(job: Job, columns: int) -> tuple[Decimal, ...]:
    """Return the widths between the columns: spine, face, spine … where sheets are folded, else gutters."""
    if job.fold == "saddle" or job.fold in SECTIONS:
        face = job.bleed if job.face is None else job.face
        return tuple(2 * job.mill if at % 2 == 0 else 2 * face for at in range(columns - 1))
    return (_gutter(job),) * (columns - 1)


def gaps_y(job: Job, rows: int) -> tuple[Decimal, ...]:
    """Return the heights between the rows: heads meet where sheets are folded, else gutters."""
    if job.fold in SECTIONS:
        return (2 * (job.bleed if job.head is None else job.head),) * (rows - 1)
    return (_gutter(job),) * (rows - 1)


def _gutter(job: Job) -> Decimal:
    return 2 * job.bleed if job.gutter is None else job.gutter


def room_of(job: Job, columns: int, rows: int) -> Room:
    """Return what so many columns and rows need on a sheet."""
    around = outside(job)
    folded_across = rows > 1 and job.fold in SECTIONS
    return Room(
        width=columns * job.width + sum(gaps_x(job, columns)),
        height=rows * job.height + sum(gaps_y(job, rows)),
        side=max(around, job.face or around),
        head=max(around, (job.foot if folded_across else job.head) or around),
        foot=max(around, job.foot or around) + job.gripper,
    )


def chosen_grid(job: Job, size: SheetSize) -> tuple[int, int]:
    """Return columns and rows of the largest section, or how many pages fit where sheets are cut apart."""
    if job.fold == "saddle":
        return GRIDS[4]
    if job.fold in SECTIONS:
        return GRIDS[next(size for size in SECTIONS[job.fold] if size <= max(job.pages + 3, 4) // 4 * 4)]
    if job.grid:
        return job.grid
    found = [_most(job, *_sides(size, wide=wide)) for wide in WAYS]
    return max([(1, 1), *found], key=lambda grid: grid[0] * grid[1])


def _most(job: Job, width: Decimal, height: Decimal) -> tuple[int, int]:
    one, gutter = room_of(job, 1, 1), _gutter(job)
    columns = (width - one.full_width) // (job.width + gutter) + 1
    rows = (height - one.full_height) // (job.height + gutter) + 1
    return max(0, int(columns)), max(0, int(rows))


def _sides(size: SheetSize, *, wide: bool) -> tuple[Decimal, Decimal]:
    return (size.long, size.short) if wide else (size.short, size.long)


def turned_to_fit(room: Room, size: SheetSize) -> tuple[Decimal, Decimal] | None:
    """Return width and height of the sheet the way round that holds the room, or None."""
    wide = room.full_width >= room.full_height
    return next((_sides(size, wide=way) for way in (wide, not wide) if room.fits(*_sides(size, wide=way))), None)


def smallest_sheet(room: Room, like: SheetSize) -> SheetSize | None:
    """Return the smallest sheet of the table that would do: of those that are had where `like` is, then of all."""
    american = like.name in AMERICAN
    sizes = sorted(SHEETS.values(), key=lambda size: ((size.name in AMERICAN) is not american, size.short * size.long))
    return next((size for size in sizes if turned_to_fit(room, size)), None)


def frame_of(job: Job, grid: tuple[int, int], sheet: tuple[Decimal, Decimal]) -> Frame:
    """Return where cells, folds and cuts lie: in the middle of the sheet, but above what the gripper holds."""
    room, (width, height) = room_of(job, *grid), sheet
    left = (width - room.width) / 2
    bottom = max((height - room.height) / 2, room.foot)
    across, up = gaps_x(job, grid[0]), gaps_y(job, grid[1])
    columns = tuple(left + at * job.width + sum(across[:at]) for at in range(grid[0]))
    rows = tuple(bottom + at * job.height + sum(up[:at]) for at in range(grid[1]))
    folded = job.fold == "saddle" or job.fold in SECTIONS
    return Frame(
        columns=columns,
        rows=rows[::-1],
        folds_x=tuple(x - gap / 2 for x, gap in zip(columns[1:], across, strict=True)) if folded else (),
        folds_y=tuple(y - gap / 2 for y, gap in zip(rows[1:], up, strict=True)) if folded else (),
        cuts_x=_cuts(columns, job.width, across),
        cuts_y=_cuts(rows, job.height, up),
    )


def _cuts(starts: tuple[Decimal, ...], length: Decimal, gaps: tuple[Decimal, ...]) -> tuple[Decimal, ...]:
    """Return where cells end: at every gap on both sides, and around all; a fold without a gap is not cut."""
    inner = [cut for start, gap in zip(starts[1:], gaps, strict=True) if gap for cut in (start - gap, start)]
    return (starts[0], *inner, starts[-1] + length)

# SPDX-License-Identifier: AGPL-3.0-or-later
"""What lay_out knows of the pages: boxes, where each block stands, where the text turns the page, the room left."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle in millimetres from the page's upper left corner of the trim."""

    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Fragment:
    """What one page holds of one block: lines, and offsets into the text of the composed block in characters."""

    key: str
    message: str
    tag: str
    box: Box
    lines: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Page:
    """A page: `number` from 1, `label` the printed folio, `room` the free height at its foot in millimetres."""

    number: int
    label: str
    side: Literal["recto", "verso"]
    width: float
    height: float
    blank: bool
    room: float
    fragments: tuple[Fragment, ...]


@dataclass(frozen=True, slots=True)
class HeadingPlace:
    """A heading and the page it stands on."""

    level: int
    title: str
    id: str
    page: int


@dataclass(frozen=True, slots=True)
class Turn:
    """Where a page begins inside running text: the block's key and the offset of the first character on the page."""

    page: int
    key: str
    offset: int


FindingKind = Literal[
    "overflow-x",
    "overflow-y",
    "clipped",
    "off-page",
    "orphan",
    "widow",
    "runt",
    "loose",
    "heading-last",
    "hyphen-at-turn",
    "hyphen-stack",
    "row-torn",
    "caption-away",
    "lonely-folio",
]


@dataclass(frozen=True, slots=True)
class Finding:
    """Something seen on a page that may be a fault: its measure is in millimetres, or for a loose line in em."""

    kind: FindingKind
    page: int
    key: str
    text: str
    measure: float = 0.0


@dataclass(frozen=True, slots=True)
class Veil:
    """Something see-through on a page: the block it belongs to, and which of its colours, or the element whole."""

    page: int
    key: str
    what: str


EndingKind = Literal["text", "note", "aside", "cell", "caption", "head", "cover"]


@dataclass(frozen=True, slots=True)
class Ending:
    """Where the text of a block or cell ends, and what is left there; lengths are millimetres.

    first    the page it begins on
    page     the page it ends on
    kind     what it stands in: the running text, a note, beside the text, a table's cell, a caption, a running head
    length   its characters as set
    left     what is free at the end of its last line
    below    how far it may grow downwards before what follows moves to another page, or a cell's row does
    full     how many characters a full line of it holds
    pitch    how high a line is
    advance  how wide one of its characters is, with the spaces, on average
    word     how many characters its longest word has
    """

    key: str
    message: str
    first: int
    page: int
    kind: EndingKind
    length: int
    left: float
    below: float
    full: float
    pitch: float
    advance: float
    word: int


@dataclass(frozen=True, slots=True)
class PartPlace:
    """The page on which a part begins, by the part's id."""

    id: str
    page: int


@dataclass(frozen=True, slots=True)
class PageMap:
    """The whole layout as plain data."""

    pages: tuple[Page, ...]
    headings: tuple[HeadingPlace, ...]
    turns: tuple[Turn, ...]
    findings: tuple[Finding, ...] = ()
    veils: tuple[Veil, ...] = ()
    endings: tuple[Ending, ...] = ()
    parts: tuple[PartPlace, ...] = ()


def ranges(numbers: Iterable[int]) -> str:
    """Return “3, 7–9”."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    return ", ".join(f"{run[0]}–{run[-1]}" if len(run) > 1 else str(run[0]) for run in runs)

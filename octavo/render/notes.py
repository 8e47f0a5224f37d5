# SPDX-License-Identifier: AGPL-3.0-or-later
"""The notes at the foot of a page: where they stand, and how they are kept on the page of their marks."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from octavo.render.boxes import Node, PageBoxes


def notes_of(page: PageBoxes) -> Iterator[Node]:
    """Yield the boxes of the notes at the foot of a page; one that runs on over lines has a box on each of them."""
    if page.footnotes:
        yield from notes_in(page.footnotes)


def notes_in(node: Node) -> Iterator[Node]:
    """Yield the boxes of the notes in a part of the area of notes: a note that stands alone, or all on a line."""
    # The area is no element's, and so are the lines and blocks that the engine puts around notes.
    for child in node.children:
        if child.element is None:
            yield from notes_in(child)
        else:
            yield child


class _Attached:
    """WeasyPrint's layout context, as the layout of lines sees it: one that does not send notes away.

    Where the second line of a paragraph finds no room, WeasyPrint (70.0, `_linebox_layout` in layout/block.py) would
    rather push the notes of the page onward than move the paragraph: notes stand on the next page, or are lost. It does
    so on pages only, not in columns; so lines are laid out as if they stood in a column. Nothing else in that function
    asks, and methods of the context are those of the real one.
    """

    __slots__ = ("_real",)

    in_column = True

    def __init__(self, real: Any) -> None:
        object.__setattr__(self, "_real", real)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._real, name)

    def __setattr__(self, name: str, value: Any) -> None:
        setattr(self._real, name, value)


@contextmanager
def keeping_notes() -> Iterator[None]:
    """Lay out lines, within this block, so that a note never leaves the page of its mark."""
    from weasyprint.layout import block

    original = block._linebox_layout

    def laid_out(context: Any, *rest: Any) -> Any:
        attached = context if isinstance(context, _Attached) else _Attached(context)
        return original(attached, *rest)

    block._linebox_layout = laid_out
    try:
        yield
    finally:
        block._linebox_layout = original


Lines = list[tuple[Any, Any]]
"""Lines, each with where in the tree of boxes the next one begins."""


@contextmanager
def measuring_notes_once() -> Iterator[None]:
    """Lay out, within this block, each line of notes once or twice while a page fills, not once for every mark on it.

    To know what room is left, WeasyPrint (70.0, `_update_footnote_area` in layout/__init__.py) lays out all notes of
    the page whenever one comes or goes: with twenty notes the first one twenty times. What a note adds begins on the
    last line of those before it. Notes that stand below each other are left to the engine, and so is the area that is
    drawn: it is laid out as a whole when the page is full.
    """
    from weasyprint import layout
    from weasyprint.layout import block

    update, iterate = layout.LayoutContext._update_footnote_area, block.iter_line_boxes
    measured = _Measured(iterate)

    def updated(context: Any) -> Any:
        with measured.at_work(context):
            return update(context)

    layout.LayoutContext._update_footnote_area, block.iter_line_boxes = updated, measured.iterate
    try:
        yield
    finally:
        layout.LayoutContext._update_footnote_area, block.iter_line_boxes = update, iterate


@dataclass(slots=True)
class _Measured:
    """The lines that notes of one page took, by the notes; `place` is how far down the first began."""

    engine: Callable[..., Iterator[Any]]
    area: Any = None
    place: float = 0.0
    lines: dict[tuple[Any, ...], Lines] = field(default_factory=dict)
    _now: list[tuple[Any, ...]] = field(default_factory=list)

    @contextmanager
    def at_work(self, context: Any) -> Iterator[None]:
        """Take what is laid out within this block for the notes that stand on the page of the context."""
        if self.area is not context.current_footnote_area:
            self.area = context.current_footnote_area
            self.lines.clear()
        self._now.append(tuple(context.current_page_footnotes))
        try:
            yield
        finally:
            self._now.pop()

    def iterate(self, context: Any, box: Any, place: float, bottom: float, begin: Any, *rest: Any) -> Iterator[Any]:
        """Yield lines as the engine's `iter_line_boxes`: of the notes, those known of the first ones, and then more."""
        notes = self._now[0] if len(self._now) == 1 else ()
        if begin is not None or not _holds(box, notes):
            yield from self.engine(context, box, place, bottom, begin, *rest)
            return
        if place != self.place:
            self.place = place
            self.lines.clear()
        known = self._known(notes)
        yield from known
        if known and known[-1][1] is None:
            return
        last, begin = known[-1] if known else (None, None)
        below = last.position_y + last.height if last else place
        fresh = Lines()
        for each in self.engine(context, box, below, bottom, begin, *rest):
            fresh.append(each)
            yield each
        self.lines[notes] = [*known, *fresh]

    def _known(self, notes: tuple[Any, ...]) -> Lines:
        """Return the lines of the notes, or those of fewer of them but the last, which has room for what follows."""
        for count in range(len(notes), 0, -1):
            if lines := self.lines.get(notes[:count]):
                return lines if count == len(notes) else lines[:-1]
        return []


def _holds(line: Any, notes: tuple[Any, ...]) -> bool:
    """Tell whether a line box that is not broken yet is that of these notes, which run on in it."""
    return bool(notes) and [child.element for child in line.children] == [note.element for note in notes]

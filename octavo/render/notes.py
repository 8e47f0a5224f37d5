# SPDX-License-Identifier: AGPL-3.0-or-later
"""The notes at the foot of a page: where they stand, and how they are kept on the page of their marks."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
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

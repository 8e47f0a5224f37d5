# SPDX-License-Identifier: AGPL-3.0-or-later
"""Text on the lines of the grid: small type has lines of its own, what follows it must not."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

PX_PER_PT = 96 / 72
_ROUNDING = 0.05
_ADJOINING = 3  # the margins that adjoin a block's own, among what it is laid out with; only one in the flow has them
_TEXT = frozenset({"p", "ul", "ol", "dl", "blockquote", "h2", "h3", "h4", "h5", "h6"})
_HAIR = 0.25  # of a line: no letters are so far apart that this could make them touch
# What these lay out stands where they put it afterwards.
_PLACED = ("flex_layout", "grid_layout", "columns_layout", "table_layout")


@contextmanager
def text_on_grid(grid: float) -> Iterator[None]:
    """Make every page laid out within this block keep its text on lines of `grid` points.

    A figure is as high as a whole number of lines; text that would begin between two lines, after a table or a heading
    with lines of its own, has so much more room above it that it begins on the next. Text that has other lines itself,
    and what stands in a figure, a table, columns or a flexible box, stays where it is. CSS knows no such rounding (CSS
    Rhythmic Sizing is a draft that WeasyPrint 70.0 does not follow). A figure that runs on to another page is left as
    it is: what follows it begins there at its own end.
    """
    from weasyprint.layout import block

    if grid <= 0:
        yield
        return
    original, line = block.block_container_layout, grid * PX_PER_PT
    within, origin = [0], [0.0]

    def laid_out(context: Any, box: Any, bottom_space: Any, skip_stack: Any, *rest: Any, **named: Any) -> Any:
        tag, flows = box.element_tag, len(rest) > _ADJOINING
        if box.is_for_root_element:
            origin[0] = box.position_y
        elif skip_stack is None and flows and not within[0] and _is_text(box, line):
            _move(box, rest[_ADJOINING], line, origin[0])
        if flows and tag != "figure":
            return original(context, box, bottom_space, skip_stack, *rest, **named)
        within[0] += 1
        try:
            result = original(context, box, bottom_space, skip_stack, *rest, **named)
        finally:
            within[0] -= 1
        if tag == "figure" and result[0] is not None and result[1] is None:
            result[0].height += _lacking(result[0].height, line)
        return result

    placed = {name: getattr(block, name) for name in _PLACED}
    block.block_container_layout = laid_out
    for name, function in placed.items():
        setattr(block, name, _counted(function, within))
    try:
        yield
    finally:
        block.block_container_layout = original
        for name, function in placed.items():
            setattr(block, name, function)


def _counted(function: Callable[..., Any], within: list[int]) -> Callable[..., Any]:
    """Return the function so that `within` tells when it is at work."""

    def counted(*given: Any, **named: Any) -> Any:
        within[0] += 1
        try:
            return function(*given, **named)
        finally:
            within[0] -= 1

    return counted


def _is_text(box: Any, line: float) -> bool:
    """Return whether a box is one of text whose lines are as high as those of the grid, in pixels."""
    from weasyprint.text.line_break import strut

    return box.element_tag in _TEXT and abs(strut(box.style)[0] - line) < _ROUNDING


def _move(box: Any, adjoining: list[float] | None, line: float, origin: float) -> None:
    """Move a box that would begin between two lines, in pixels from `origin`, to the next: or, from just below one, up.

    Up, for a line that letters of another font have stretched by a hair must not cost a whole one.
    """
    margins = [*(adjoining or ()), box.margin_top]
    if min(margins) < 0:
        return
    near, above = max([0.0, *margins[:-1]]), max(margins)
    if more := _lacking(box.position_y + above - origin, line):
        wanted = above + (more - line if line - more < line * _HAIR else more)
        box.margin_top = wanted if wanted >= near else wanted - near


def _lacking(height: float, line: float) -> float:
    """Return what a height lacks to a whole number of lines."""
    over = height % line
    return line - over if _ROUNDING < over < line - _ROUNDING else 0.0

# SPDX-License-Identifier: AGPL-3.0-or-later
"""Figures in whole lines of the grid: small type has lines of its own, what follows a figure must not."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

PX_PER_PT = 96 / 72
_ROUNDING = 0.05


@contextmanager
def figures_on_grid(grid: float) -> Iterator[None]:
    """Make every figure laid out within this block as high as a whole number of lines of `grid` points.

    CSS knows no such rounding (CSS Rhythmic Sizing is a draft that WeasyPrint 70.0 does not follow). One that runs on
    to another page is left as it is: what follows it begins there at its own end.
    """
    from weasyprint.layout import block

    original = block.block_container_layout
    line = grid * PX_PER_PT

    def laid_out(context: Any, box: Any, *rest: Any, **named: Any) -> Any:
        result = original(context, box, *rest, **named)
        made = result[0]
        if made is not None and result[1] is None and box.element_tag == "figure" and line > 0:
            over = made.height % line
            if _ROUNDING < over < line - _ROUNDING:
                made.height += line - over
        return result

    block.block_container_layout = laid_out
    try:
        yield
    finally:
        block.block_container_layout = original

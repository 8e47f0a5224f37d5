# SPDX-License-Identifier: AGPL-3.0-or-later
"""A page's content streams, walked through with a graphics state (ISO 32000-1, 8 and 9): what they paint."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from octavo.check.press.fonts import Font
from octavo.check.press.geometry import UNIT, Matrix, Rect, common, matrix, moved, rect, times
from octavo.check.press.known import KnownForm
from octavo.check.press.paints import Scene, State

DEEPEST = 16  # forms inside forms; a file that goes deeper goes in a circle

Operation = Callable[["Walk", list[Any]], None]


@dataclass(slots=True)
class Walk:
    """Where the walk through a page stands."""

    scene: Scene
    resources: Any
    state: State
    operators: dict[str, Operation]
    base: Matrix = UNIT  # of the page or form that patterns hang on (8.7.3.1)
    stack: list[State] = field(default_factory=list)
    depth: int = 0
    inner: bool = False
    masking: bool = False
    text: Matrix = UNIT
    line: Matrix = UNIT
    points: list[tuple[float, float]] = field(default_factory=list)
    here: tuple[float, float] = (0, 0)
    boxes: int = 0  # rectangles of the path
    curves: int = 0  # its other parts
    clipping: bool = False
    fonts: dict[Any, Font] = field(default_factory=dict)
    met: set[Any] = field(default_factory=set)  # patterns and masks that were walked already
    known: KnownForm | None = None  # of a page alone, not of the forms that it calls

    def resource(self, kind: str, name: Any) -> Any:
        """Return a named resource, or None."""
        return (self.resources.get(kind) or {}).get(str(name)) if self.resources is not None else None


def follow(walk: Walk, stream: Any) -> None:
    """Do every operator of a content stream that the rules know of."""
    import pikepdf

    for instruction in pikepdf.parse_content_stream(stream):
        operation = walk.operators.get(str(instruction.operator))
        if operation is not None:
            operation(walk, instruction.operands)  # type: ignore[arg-type]


def into_form(walk: Walk, form: Any, **how: Any) -> Walk | None:
    """Return the walk into a form, pattern cell or glyph, in its matrix, box and resources; None if too deep."""
    if walk.depth >= DEEPEST:
        return None
    state = walk.state.copy()
    state.ctm = times(matrix(form.get("/Matrix")), how.pop("over", state.ctm))
    if "/BBox" in form and state.clip is not None:
        state.clip = common(state.clip, moved(rect(form.BBox), state.ctm))
    return Walk(
        walk.scene,
        form.get("/Resources", walk.resources),
        state,
        walk.operators,
        base=how.pop("base", state.ctm),
        depth=walk.depth + 1,
        inner=how.pop("inner", walk.inner),
        masking=how.pop("masking", walk.masking),
        fonts=walk.fonts,
        met=walk.met,
    )


def clipped(walk: Walk, box: Rect | None) -> Rect | None:
    """Return what the clip leaves of a box."""
    return common(box, walk.state.clip) if box is not None and walk.state.clip is not None else None

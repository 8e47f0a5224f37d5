# SPDX-License-Identifier: AGPL-3.0-or-later
"""What a page paints, object by object, as the rules look at it."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Any, Literal

from octavo.check.press.colour import GRAY, Ink, Space, ink_of
from octavo.check.press.fonts import Font
from octavo.check.press.geometry import EVERYWHERE, UNIT, Matrix, Rect

Kind = Literal["text", "fill", "stroke", "image", "gradient"]
# What each kind is called in a sentence.
CALLED: dict[Kind, str] = {
    "text": "text",
    "fill": "an area",
    "stroke": "a line",
    "image": "a picture",
    "gradient": "a gradient",
}


@dataclass(frozen=True, slots=True)
class Paint:
    """One painted object: where it is after clipping (None: nowhere), in which ink, and its measures in points.

    `size` is of type, `width` of a line or of the thinner side of a rectangle; `ppi`, `pixels`, `bits` of a picture.
    `box` marks rectangles that cover all of `rect`; `inner` is what stands in the cell of a pattern or in a mask.
    """

    kind: Kind
    rect: Rect | None
    ink: Ink
    size: float = 0
    width: float | None = None
    ppi: float = 0
    pixels: tuple[int, int] = (0, 0)
    bits: int = 8
    overprint: bool = False
    mode: int = 0
    opaque: bool = True
    box: bool = False
    inner: bool = False
    masking: bool = False


@dataclass(slots=True)
class State:
    """The graphics state (ISO 32000-1, 8.4) with the text state, as far as the rules need it."""

    ctm: Matrix = UNIT
    clip: Rect | None = EVERYWHERE
    fill_space: Space = GRAY
    stroke_space: Space = GRAY
    fill: Ink = field(default_factory=lambda: ink_of(GRAY, [0]))
    stroke: Ink = field(default_factory=lambda: ink_of(GRAY, [0]))
    fill_pattern: Any = None
    stroke_pattern: Any = None
    line: float = 1
    fill_overprint: bool = False
    stroke_overprint: bool = False
    mode: int = 0
    fill_alpha: float = 1
    stroke_alpha: float = 1
    masked: bool = False
    blended: bool = False
    font: Font | None = None
    size: float = 0
    letter_space: float = 0
    word_space: float = 0
    stretch: float = 1
    leading: float = 0
    rise: float = 0
    render: int = 0

    def copy(self) -> State:
        """Return the state as q keeps it."""
        return replace(self)


@dataclass(frozen=True, slots=True)
class Remark:
    """Something amiss that is no object's colour or size: a code, its values, and a place."""

    code: str
    values: tuple[tuple[str, object], ...]
    rect: Rect | None = None


@dataclass(slots=True)
class Scene:
    """All that one page paints, the fonts it sets, and remarks on its way."""

    paints: list[Paint] = field(default_factory=list)
    remarks: dict[Remark, None] = field(default_factory=dict)
    fonts: dict[str, bool] = field(default_factory=dict)
    missing: dict[str, int] = field(default_factory=dict)
    transparent: dict[str, None] = field(default_factory=dict)

    def remark(self, code: str, rect: Rect | None = None, **values: object) -> None:
        """Note something once."""
        self.remarks.setdefault(Remark(code, tuple(sorted(values.items())), rect))

# SPDX-License-Identifier: AGPL-3.0-or-later
"""Content streams in inks: every operator of colour, and black text that prints over what is beneath it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Any, Protocol

from octavo.model.press import Cmyk
from octavo.render.press.inks import BLACK
from octavo.render.press.spaces import Space, space_of

OVERPRINT, KNOCKOUT = "/OctavoOver", "/OctavoKnock"
"""Graphics states that let text print over what is beneath, and take that back."""

_TEXT = frozenset({"Tj", "TJ", "'", '"'})
_PAINT = frozenset({"f", "F", "f*", "B", "B*", "b", "b*", "S", "s", "sh", "Do", "EI"})
_DEVICE = {
    "rg": (False, "/DeviceRGB"), "RG": (True, "/DeviceRGB"),
    "g": (False, "/DeviceGray"), "G": (True, "/DeviceGray"),
    "k": (False, "/DeviceCMYK"), "K": (True, "/DeviceCMYK"),
}  # fmt: skip


class Ground(Protocol):
    """What colours become here: inks on a page, greys in a mask."""

    def colour(self, space: Space, values: tuple[float, ...], stroke: bool) -> tuple[Any, ...]:
        """Return operands and, last, the operator that sets a colour."""

    def black(self, space: Space, values: tuple[float, ...]) -> bool:
        """Tell whether a colour is black ink alone and all of it."""

    def kept(self, space: Space) -> Any:
        """Return the operand that sets a space which stays one, such as that of patterns, or None."""


@dataclass(frozen=True, slots=True)
class _State:
    """What the graphics state knows of colour: both spaces, whether text is full black, whether it overprints."""

    fill: Space
    stroke: Space
    black: bool = True
    plain_text: bool = True
    over: bool = False


@dataclass(slots=True)
class _Writer:
    resources: Any
    ground: Ground
    out: list[Any] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Hooks:
    """What a content stream asks for on the way.

    `inline` takes an inline image and returns the name of the XObject it became; `sheer` is told the names of a
    graphics state and of the gradient that is painted right after it was set.
    """

    inline: Callable[[Any], str]
    sheer: Callable[[str, str], None]


def ink_content(owner: Any, resources: Any, ground: Ground, hooks: Hooks, *, overprint: bool) -> tuple[bytes, bool]:
    """Return the content of a page, form, pattern or glyph with its colours changed, and whether text overprints."""
    import pikepdf

    gray = space_of(pikepdf.Name.DeviceGray)
    state, stack = _State(gray, gray), []
    writer = _Writer(resources, ground)
    overprints, set_before = False, ""
    for instruction in pikepdf.parse_content_stream(owner):
        operator = str(instruction.operator)
        if operator == "sh" and set_before:
            hooks.sheer(set_before, str(instruction.operands[0]))
        set_before = str(instruction.operands[0]) if operator == "gs" else ""
        if operator == "q":
            stack.append(state)
        elif operator == "Q":
            state = stack.pop() if stack else state
        elif operator == "Tr":
            state = replace(state, plain_text=int(instruction.operands[0]) == 0)
        elif operator in _TEXT or operator in _PAINT or operator == "INLINE IMAGE":
            wanted = overprint and operator in _TEXT and state.black and state.plain_text
            if wanted != state.over:
                writer.out.append(((pikepdf.Name(OVERPRINT if wanted else KNOCKOUT),), pikepdf.Operator("gs")))
                state = replace(state, over=wanted)
                overprints = True
            if isinstance(instruction, pikepdf.ContentStreamInlineImage):
                writer.out.append(((pikepdf.Name(hooks.inline(instruction.iimage)),), pikepdf.Operator("Do")))
                continue
        elif (changed := _colour(writer, state, operator, instruction.operands)) is not None:
            state = changed
            continue
        writer.out.append(instruction)
    return pikepdf.unparse_content_stream(writer.out), overprints


def _colour(writer: _Writer, state: _State, operator: str, operands: Any) -> _State | None:
    """Write an operator of colour and return the state after it; None if it is none."""
    import pikepdf

    if operator in _DEVICE:
        stroke, name = _DEVICE[operator]
        return _set(writer, state, space_of(pikepdf.Name(name)), _values(operands), stroke)
    if operator in {"cs", "CS"}:
        return _choose(writer, state, space_of(operands[0], writer.resources), operator)
    if operator in {"sc", "scn", "SC", "SCN"}:
        return _set_in_space(writer, state, operator, operands)
    return None


def _values(operands: Any) -> tuple[float, ...]:
    import pikepdf

    return tuple(float(value) for value in operands if not isinstance(value, pikepdf.Name))


def _choose(writer: _Writer, state: _State, space: Space, operator: str) -> _State:
    """Write what chooses a space: nothing but the colour it begins with, black, unless it has to stay one."""
    import pikepdf

    kept = writer.ground.kept(space)
    if kept is None:
        first = (0.0, 0.0, 0.0, 1.0) if space.kind == "cmyk" else (0.0,) * space.components
        return _set(writer, state, space, first, operator == "CS")
    writer.out.append(((kept,), pikepdf.Operator(operator)))
    return _with(state, space, operator == "CS", black=False)


def _set_in_space(writer: _Writer, state: _State, operator: str, operands: Any) -> _State:
    import pikepdf

    stroke = operator.isupper()
    space = state.stroke if stroke else state.fill
    if space.kind == "pattern":
        names = [value for value in operands if isinstance(value, pikepdf.Name)]
        values = _values(operands)
        colour = writer.ground.colour(space.base, values, stroke)[:-1] if space.base is not None and values else ()
        writer.out.append(((*colour, *names), pikepdf.Operator(operator)))
        return _with(state, space, stroke, black=False)
    if writer.ground.kept(space) is not None:
        writer.out.append((tuple(operands), pikepdf.Operator(operator)))
        return state
    return _set(writer, state, space, _values(operands), stroke)


def _set(writer: _Writer, state: _State, space: Space, values: tuple[float, ...], stroke: bool) -> _State:
    import pikepdf

    *colour, operator = writer.ground.colour(space, values, stroke)
    writer.out.append((tuple(colour), pikepdf.Operator(operator)))
    return _with(state, space, stroke, black=writer.ground.black(space, values))


def _with(state: _State, space: Space, stroke: bool, *, black: bool) -> _State:
    return replace(state, stroke=space) if stroke else replace(state, fill=space, black=black)


def numbers(values: Cmyk | tuple[float, ...]) -> tuple[Any, ...]:
    """Return shares as operands with four digits."""
    from decimal import Decimal

    return tuple(Decimal(f"{value:.4f}".rstrip("0").rstrip(".") or "0") for value in values)


def is_black(inks: Cmyk) -> bool:
    """Tell whether a build is black ink alone and all of it."""
    return inks == BLACK

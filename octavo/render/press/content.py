# SPDX-License-Identifier: AGPL-3.0-or-later
"""Content streams in inks: every operator of colour, and black text that prints over what is beneath it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Any, Protocol

from octavo.model.press import Cmyk
from octavo.render.press.inks import BLACK
from octavo.render.press.spaces import Space, space_of
from octavo.render.press.turned import NAMING

STENCIL = "/OctavoStencil"
"""The name of the colour space of patterns that take the colour of the moment."""

OVERPRINT, KNOCKOUT, OPACITY = "/OctavoOver", "/OctavoKnock", "/OctavoFill"
"""Names of graphics states: text prints over what is beneath, or not; fills have the opacity that follows the name."""

_TEXT = frozenset({"Tj", "TJ", "'", '"'})
_OBJECT = frozenset({"sh", "Do", "INLINE IMAGE"})
_BEGIN = frozenset({"m", "re"})
_END = frozenset({"f", "F", "f*", "B", "B*", "b", "b*", "S", "s", "n"})
_DEVICE = {
    "rg": (False, "/DeviceRGB"), "RG": (True, "/DeviceRGB"),
    "g": (False, "/DeviceGray"), "G": (True, "/DeviceGray"),
    "k": (False, "/DeviceCMYK"), "K": (True, "/DeviceCMYK"),
}  # fmt: skip
Values = tuple[float, ...]


class Ground(Protocol):
    """What colours become here: inks on a page, greys in a mask."""

    def colour(self, space: Space, values: Values, stroke: bool) -> tuple[Any, ...]:
        """Return operands and, last, the operator that sets a colour."""

    def black(self, space: Space, values: Values) -> bool:
        """Tell whether a colour is black ink alone and all of it."""

    def kept(self, space: Space) -> str | None:
        """Return by which name a space is set that stays one, such as that of patterns; empty for the name it has.

        None is for all other spaces: their colours are set at once, without a space.
        """

    def tint(self, space: Space, values: Values, opacity: float) -> tuple[tuple[Any, ...], float] | None:
        """Return what sets a colour that is seen through, and its opacity; None where both stay as they are."""


@dataclass(frozen=True, slots=True)
class _State:
    """What the graphics state knows of colour.

    `values` are those of the fill colour, None where it is a pattern or was set elsewhere; `tinted` tells that it is
    set as a tint just now, `over` that text overprints.
    """

    fill: Space
    stroke: Space
    values: Values | None
    black: bool
    opacity: float = 1.0
    plain_text: bool = True
    over: bool = False
    tinted: bool = False


@dataclass(slots=True)
class _Writer:
    """The new content, the names of the graphics states and spaces it needs, and all names that it uses."""

    resources: Any
    ground: Ground
    overprint: bool
    out: list[Any] = field(default_factory=list)
    needs: set[str] = field(default_factory=set)
    used: set[str] = field(default_factory=set)
    in_path: bool = False

    def add(self, operator: str, *operands: Any) -> None:
        import pikepdf

        self.out.append((operands, pikepdf.Operator(operator)))
        self.name(operator, operands)

    def name(self, operator: str, operands: Any) -> None:
        import pikepdf

        if operator in NAMING:
            self.used |= {str(each) for each in operands if isinstance(each, pikepdf.Name)}

    def use(self, state: str) -> None:
        import pikepdf

        self.needs.add(state)
        self.add("gs", pikepdf.Name(state))


@dataclass(frozen=True, slots=True)
class Hooks:
    """What a content stream asks for on the way.

    `inline` takes an inline image and returns the name of the XObject it became; `sheer` is told the names of a
    graphics state and of the gradient that is painted right after it was set. `overprint` lets black text overprint.
    """

    inline: Callable[[Any], str]
    sheer: Callable[[str, str], None]
    overprint: bool


def ink_content(
    owner: Any, resources: Any, ground: Ground, hooks: Hooks, *, page: bool
) -> tuple[bytes, set[str], set[str]]:
    """Return the content of a page, form, pattern or glyph with its colours changed, what it needs and all it uses."""
    import pikepdf

    gray = space_of(pikepdf.Name.DeviceGray)
    # What is no page begins with the colour of who paints it.
    state, stack = _State(gray, gray, (0.0,) if page else None, page), []
    writer = _Writer(resources, ground, hooks.overprint)
    set_before = ""
    for instruction in pikepdf.parse_content_stream(owner):
        operator = str(instruction.operator)
        if operator == "sh" and set_before:
            hooks.sheer(set_before, str(instruction.operands[0]))
        set_before = str(instruction.operands[0]) if operator == "gs" else ""
        if operator == "q":
            stack.append(state)
        elif operator == "Q":
            state = stack.pop() if stack else state
        else:
            state = _before(writer, state, operator, instruction.operands)
        if isinstance(instruction, pikepdf.ContentStreamInlineImage):
            writer.add("Do", pikepdf.Name(hooks.inline(instruction.iimage)))
        elif (changed := _colour(writer, state, operator, instruction.operands)) is not None:
            state = changed
        else:
            writer.out.append(instruction)
            writer.name(operator, instruction.operands)
    return pikepdf.unparse_content_stream(writer.out), writer.needs, writer.used


def _before(writer: _Writer, state: _State, operator: str, operands: Any) -> _State:
    """Return the state in which an operator is to run; nothing can be set between a path and its paint."""
    if operator in _BEGIN and not writer.in_path:
        writer.in_path = True
        return _tint(writer, _overprint(writer, state, wanted=False))
    if operator in _END:
        writer.in_path = False
    elif operator in _TEXT:
        solid = state.black and state.plain_text and state.opacity >= 1
        return _tint(writer, _overprint(writer, state, wanted=writer.overprint and solid))
    elif operator in _OBJECT:
        return _plain(writer, _overprint(writer, state, wanted=False))
    elif operator == "gs":
        return _chosen(writer, _plain(writer, state), str(operands[0]))
    elif operator == "Tr":
        return replace(state, plain_text=int(operands[0]) == 0)
    return state


def _overprint(writer: _Writer, state: _State, *, wanted: bool) -> _State:
    if wanted == state.over:
        return state
    writer.use(OVERPRINT if wanted else KNOCKOUT)
    return replace(state, over=wanted)


def _tint(writer: _Writer, state: _State) -> _State:
    """Set a colour that is seen through as it has to be to look on paper as on white."""
    if state.tinted or state.values is None or not 0 < state.opacity < 1:
        return state
    tint = writer.ground.tint(state.fill, state.values, state.opacity)
    if tint is None:
        return state
    (*colour, operator), opacity = tint
    writer.add(operator, *colour)
    writer.use(f"{OPACITY}{opacity:.4f}")
    return replace(state, tinted=True)


def _plain(writer: _Writer, state: _State) -> _State:
    """Set colour and opacity as they were before a tint."""
    if not state.tinted or state.values is None:
        return state
    *colour, operator = writer.ground.colour(state.fill, state.values, False)
    writer.add(operator, *colour)
    writer.use(f"{OPACITY}{state.opacity:.4f}")
    return replace(state, tinted=False)


def _chosen(writer: _Writer, state: _State, name: str) -> _State:
    states = writer.resources.get("/ExtGState")
    chosen = states.get(name) if states is not None else None
    opacity = chosen.get("/ca") if chosen is not None else None
    return state if opacity is None else replace(state, opacity=float(opacity))


def _colour(writer: _Writer, state: _State, operator: str, operands: Any) -> _State | None:
    """Write an operator of colour and return the state after it; None if it is none."""
    import pikepdf

    if operator not in _DEVICE and operator not in _SPACED:
        return None
    if operator.islower():
        state = _plain(writer, state)
    if operator in _DEVICE:
        stroke, name = _DEVICE[operator]
        return _set(writer, state, space_of(pikepdf.Name(name)), _values(operands), stroke)
    if operator in {"cs", "CS"}:
        return _choose(writer, state, operands[0], operator)
    return _set_in_space(writer, state, operator, operands)


_SPACED = frozenset({"cs", "CS", "sc", "scn", "SC", "SCN"})


def _values(operands: Any) -> Values:
    import pikepdf

    return tuple(float(value) for value in operands if not isinstance(value, pikepdf.Name))


def _choose(writer: _Writer, state: _State, name: Any, operator: str) -> _State:
    """Write what chooses a space: nothing but the colour it begins with, black, unless it has to stay one."""
    import pikepdf

    space = space_of(name, writer.resources)
    kept = writer.ground.kept(space)
    if kept is None:
        first = (0.0, 0.0, 0.0, 1.0) if space.kind == "cmyk" else (0.0,) * space.components
        return _set(writer, state, space, first, operator == "CS")
    if kept:
        writer.needs.add(kept)
    writer.add(operator, pikepdf.Name(kept) if kept else name)
    return _with(state, space, operator == "CS", None, black=False)


def _set_in_space(writer: _Writer, state: _State, operator: str, operands: Any) -> _State:
    import pikepdf

    stroke = operator.isupper()
    space = state.stroke if stroke else state.fill
    if space.kind == "pattern":
        names = [value for value in operands if isinstance(value, pikepdf.Name)]
        values = _values(operands)
        colour = writer.ground.colour(space.base, values, stroke)[:-1] if space.base is not None and values else ()
        writer.add(operator, *colour, *names)
        return _with(state, space, stroke, None, black=False)
    if writer.ground.kept(space) is not None:
        writer.add(operator, *operands)
        return state
    return _set(writer, state, space, _values(operands), stroke)


def _set(writer: _Writer, state: _State, space: Space, values: Values, stroke: bool) -> _State:
    *colour, operator = writer.ground.colour(space, values, stroke)
    writer.add(operator, *colour)
    return _with(state, space, stroke, values, black=writer.ground.black(space, values))


def _with(state: _State, space: Space, stroke: bool, values: Values | None, *, black: bool) -> _State:
    return replace(state, stroke=space) if stroke else replace(state, fill=space, values=values, black=black)


def numbers(values: Cmyk | tuple[float, ...]) -> tuple[Any, ...]:
    """Return shares as operands with four digits."""
    from decimal import Decimal

    return tuple(Decimal(f"{value:.4f}".rstrip("0").rstrip(".") or "0") for value in values)


def is_black(inks: Cmyk) -> bool:
    """Tell whether a build is black ink alone and all of it."""
    return inks == BLACK

# SPDX-License-Identifier: AGPL-3.0-or-later
"""The operators of content streams: graphics state, colours, paths, pictures, forms. Text is in operators_text."""

from __future__ import annotations

from typing import Any

from octavo.check.press.colour import CMYK, GRAY, PATTERN, RGB, Ink, Space, ink_of, space_of, whole_space
from octavo.check.press.forms import gradient_ink, is_opaque, pattern_ink, walk_form
from octavo.check.press.geometry import Rect, around, grown, matrix, moved, scale, times
from octavo.check.press.operators_text import TEXT
from octavo.check.press.paints import Paint
from octavo.check.press.pictures import picture, picture_inline
from octavo.check.press.walk import Operation, Walk, clipped

_OPAQUE_MODES = ("/Normal", "/Compatible")


def _save(walk: Walk, _: list[Any]) -> None:
    walk.stack.append(walk.state.copy())


def _restore(walk: Walk, _: list[Any]) -> None:
    if walk.stack:
        walk.state = walk.stack.pop()


def _transform(walk: Walk, operands: list[Any]) -> None:
    walk.state.ctm = times(matrix(operands), walk.state.ctm)


def _line(walk: Walk, operands: list[Any]) -> None:
    walk.state.line = float(operands[0])


def _settings(walk: Walk, operands: list[Any]) -> None:
    """Take what a graphics state dictionary sets (8.4.5)."""
    given, state = walk.resource("/ExtGState", operands[0]), walk.state
    if given is None:
        return
    if "/LW" in given:
        state.line = float(given.LW)
    if "/OP" in given:
        state.stroke_overprint = bool(given.OP)
        state.fill_overprint = bool(given.get("/op", given.OP))
    if "/op" in given:
        state.fill_overprint = bool(given["/op"])
    state.mode = int(given.get("/OPM", state.mode))
    state.fill_alpha = float(given.get("/ca", state.fill_alpha))
    state.stroke_alpha = float(given.get("/CA", state.stroke_alpha))
    _modes(walk, given)
    _machine(walk, given)


def _modes(walk: Walk, given: Any) -> None:
    """Take blend mode and soft mask, and walk through the mask's group."""
    import pikepdf

    state = walk.state
    if "/BM" in given:
        modes = [str(each) for each in given.BM] if isinstance(given.BM, pikepdf.Array) else [str(given.BM)]
        state.blended = not set(modes) <= set(_OPAQUE_MODES)
    if "/SMask" in given:
        mask = given.SMask
        state.masked = isinstance(mask, pikepdf.Dictionary)
        if state.masked and "/G" in mask and mask.G.objgen not in walk.met:
            walk.met.add(mask.G.objgen)
            walk_form(walk, mask.G, masking=True)


def _machine(walk: Walk, given: Any) -> None:
    """Note what belongs to the printing machine: transfer curves and screens (10.4, 10.5)."""
    import pikepdf

    curve = given.get("/TR2", given.get("/TR"))
    usual = ("/Identity", "/Default") if "/TR2" in given else ("/Identity",)
    curves = list(curve) if isinstance(curve, pikepdf.Array) else [curve]
    if curve is not None and any(str(each) not in usual for each in curves):
        walk.scene.remark("P670")
    if "/HT" in given and str(given.HT) != "/Default":
        walk.scene.remark("P671")


def _device(space: Space, stroke: bool) -> Operation:
    def operation(walk: Walk, operands: list[Any]) -> None:
        import pikepdf

        found = space_of(pikepdf.Name(f"/{space.family}"), walk.resources)
        _set(walk, stroke, found, ink_of(found, [float(each) for each in operands]))

    return operation


def _space(stroke: bool) -> Operation:
    def operation(walk: Walk, operands: list[Any]) -> None:
        found = space_of(operands[0], walk.resources)
        start = [1.0] * found.count if found.family in ("Separation", "DeviceN") else []
        _set(walk, stroke, found, ink_of(found, start))

    return operation


def _colour(stroke: bool) -> Operation:
    def operation(walk: Walk, operands: list[Any]) -> None:
        import pikepdf

        space = walk.state.stroke_space if stroke else walk.state.fill_space
        if operands and isinstance(operands[-1], pikepdf.Name):
            pattern = walk.resource("/Pattern", operands[-1])
            numbers = [float(each) for each in list(operands)[:-1]]
            ink = ink_of(space.base, numbers) if numbers and space.base else Ink(PATTERN, (0, 0, 0, 0))
            _set(walk, stroke, space, ink, pattern)
        else:
            _set(walk, stroke, space, ink_of(space, [float(each) for each in operands]))

    return operation


def _set(walk: Walk, stroke: bool, space: Space, ink: Ink, pattern: Any = None) -> None:
    state = walk.state
    if stroke:
        state.stroke_space, state.stroke, state.stroke_pattern = space, ink, pattern
    else:
        state.fill_space, state.fill, state.fill_pattern = space, ink, pattern


def _points(walk: Walk, operands: list[Any]) -> None:
    """Add the points of m, l, c, v, y to the path; those between the ends of a curve hold it in."""
    a, b, c, d, e, f = walk.state.ctm
    numbers = [float(each) for each in operands]
    for x, y in zip(numbers[::2], numbers[1::2], strict=True):
        walk.points.append((a * x + c * y + e, b * x + d * y + f))
    walk.curves += 1


def _rectangle(walk: Walk, operands: list[Any]) -> None:
    x, y, width, height = (float(each) for each in operands)
    box = moved((min(x, x + width), min(y, y + height), max(x, x + width), max(y, y + height)), walk.state.ctm)
    walk.points += [(box[0], box[1]), (box[2], box[3])]
    walk.boxes += 1


def _clip(walk: Walk, _: list[Any]) -> None:
    walk.clipping = True


def _finish(fill: bool, stroke: bool) -> Operation:
    def operation(walk: Walk, _: list[Any]) -> None:
        bounds = around(walk.points) if walk.points else None
        if bounds is not None and fill:
            _fill(walk, bounds)
        if bounds is not None and stroke:
            _stroke(walk, bounds)
        if walk.clipping:
            walk.state.clip = clipped(walk, bounds)
        walk.points, walk.boxes, walk.curves, walk.clipping = [], 0, 0, False

    return operation


def _fill(walk: Walk, bounds: Rect) -> None:
    state, alone = walk.state, walk.boxes == 1 and not walk.curves
    where = clipped(walk, bounds)
    width = min(bounds[2] - bounds[0], bounds[3] - bounds[1]) if alone else None
    ink = pattern_ink(walk, state.fill_pattern, where) or state.fill
    walk.scene.paints.append(
        Paint(
            "fill" if state.fill_pattern is None or ink.space == PATTERN else "gradient", where, ink, width=width,
            overprint=state.fill_overprint, mode=state.mode, opaque=is_opaque(walk, state.fill_alpha), box=alone,
            inner=walk.inner, masking=walk.masking,
        )
    )  # fmt: skip


def _stroke(walk: Walk, bounds: Rect) -> None:
    state = walk.state
    width = state.line * scale(state.ctm)
    where = clipped(walk, grown(bounds, width / 2))
    walk.scene.paints.append(
        Paint(
            "stroke", where, pattern_ink(walk, state.stroke_pattern, where) or state.stroke, width=width,
            overprint=state.stroke_overprint, mode=state.mode, opaque=is_opaque(walk, state.stroke_alpha),
            inner=walk.inner, masking=walk.masking,
        )
    )  # fmt: skip


def _paint_shading(walk: Walk, operands: list[Any]) -> None:
    where, state = walk.state.clip, walk.state
    ink = gradient_ink(walk, walk.resource("/Shading", operands[0]), where)
    if ink is not None:
        opaque = is_opaque(walk, state.fill_alpha)
        walk.scene.paints.append(Paint("gradient", where, ink, opaque=opaque, inner=walk.inner, masking=walk.masking))


def _do(walk: Walk, operands: list[Any]) -> None:
    """Paint an external object: a picture or a form (8.8)."""
    thing = walk.resource("/XObject", operands[0])
    if thing is None:
        return
    kind = str(thing.get("/Subtype", ""))
    if kind == "/Image":
        space = whole_space(space_of(thing.ColorSpace, walk.resources)) if "/ColorSpace" in thing else None
        picture(walk, thing, space, opaque=is_opaque(walk, walk.state.fill_alpha))
    elif kind == "/Form":
        walk_form(walk, thing)
    elif kind == "/PS":
        walk.scene.remark("P625", what="PostScript inside")
    if "/OPI" in thing or "/Ref" in thing:
        walk.scene.remark("P625", what="a reference to another file")


def _inline(walk: Walk, operands: list[Any]) -> None:
    picture_inline(walk, operands[0], opaque=is_opaque(walk, walk.state.fill_alpha))


OPERATORS: dict[str, Operation] = {
    "q": _save, "Q": _restore, "cm": _transform, "w": _line, "gs": _settings,
    "g": _device(GRAY, False), "G": _device(GRAY, True), "rg": _device(RGB, False), "RG": _device(RGB, True),
    "k": _device(CMYK, False), "K": _device(CMYK, True), "cs": _space(False), "CS": _space(True),
    "sc": _colour(False), "scn": _colour(False), "SC": _colour(True), "SCN": _colour(True),
    **dict.fromkeys("mlcvy", _points), "re": _rectangle, "W": _clip, "W*": _clip, "n": _finish(False, False),
    **dict.fromkeys(("f", "F", "f*"), _finish(True, False)), **dict.fromkeys(("S", "s"), _finish(False, True)),
    **dict.fromkeys(("B", "B*", "b", "b*"), _finish(True, True)), "sh": _paint_shading, "Do": _do,
    "INLINE IMAGE": _inline, **TEXT,
}  # fmt: skip

# SPDX-License-Identifier: AGPL-3.0-or-later
"""The operators of text: where it stands, how large, in which font and colour (ISO 32000-1, 9)."""

from __future__ import annotations

from collections.abc import Iterable
from math import hypot
from typing import Any

from octavo.check.press.fonts import Font, font_of
from octavo.check.press.forms import is_opaque, pattern_ink
from octavo.check.press.geometry import UNIT, Matrix, matrix, moved, times
from octavo.check.press.paints import Paint
from octavo.check.press.walk import Operation, Walk, clipped, follow, into_form

# How far letters reach below and above their line, in parts of their size: with accents, without what fonts reserve.
_BELOW, _ABOVE = -0.2, 0.72
_FILLED, _STROKED = (0, 2, 4, 6), (1, 2, 5, 6)
_SPACE = 32


def _begin(walk: Walk, _: list[Any]) -> None:
    walk.text = walk.line = UNIT


def _font(walk: Walk, operands: list[Any]) -> None:
    font = walk.resource("/Font", operands[0])
    walk.state.size = float(operands[1])
    walk.state.font = None
    if font is not None:
        key = font.objgen if font.is_indirect else (walk.depth, str(operands[0]))
        if key not in walk.fonts:
            walk.fonts[key] = font_of(font)
        walk.state.font = walk.fonts[key]
    else:
        walk.scene.fonts.setdefault(str(operands[0])[1:], False)


def _number(name: str, factor: float = 1) -> Operation:
    def operation(walk: Walk, operands: list[Any]) -> None:
        setattr(walk.state, name, float(operands[0]) * factor)

    return operation


def _render(walk: Walk, operands: list[Any]) -> None:
    walk.state.render = int(operands[0])


def _shift(walk: Walk, operands: list[Any]) -> None:
    x, y = (float(each) for each in operands)
    walk.text = walk.line = times((1, 0, 0, 1, x, y), walk.line)


def _shift_leading(walk: Walk, operands: list[Any]) -> None:
    walk.state.leading = -float(operands[1])
    _shift(walk, operands)


def _next(walk: Walk, _: list[Any]) -> None:
    _shift(walk, [0, -walk.state.leading])


def _matrix(walk: Walk, operands: list[Any]) -> None:
    walk.text = walk.line = matrix(operands)


def _show(walk: Walk, operands: list[Any]) -> None:
    _shown(walk, [operands[0]])


def _show_next(walk: Walk, operands: list[Any]) -> None:
    _next(walk, [])
    _shown(walk, [operands[0]])


def _show_spaced(walk: Walk, operands: list[Any]) -> None:
    walk.state.word_space, walk.state.letter_space = float(operands[0]), float(operands[1])
    _show_next(walk, [operands[2]])


def _show_moved(walk: Walk, operands: list[Any]) -> None:
    _shown(walk, operands[0])


def _shown(walk: Walk, parts: Iterable[Any]) -> None:
    """Add a run of text, and move on by its width."""
    import pikepdf

    state, font = walk.state, walk.state.font
    if font is None:
        return
    at, first, last = 0.0, None, 0.0
    for part in parts:
        if not isinstance(part, pikepdf.String):
            at -= float(part) / 1000 * state.size * state.stretch
            continue
        for code in font.codes(bytes(part)):
            wide = font.width(code) / 1000 * state.size
            if wide and not (not font.composite and code == _SPACE):
                first = at if first is None else first
                last = at + wide * state.stretch
            word = state.word_space if code == _SPACE and not font.composite else 0
            at += (wide + state.letter_space + word) * state.stretch
            if font.missing(code):
                walk.scene.missing[font.name] = walk.scene.missing.get(font.name, 0) + 1
    if first is not None and state.render != 3:
        _add(walk, font, first, last)
    walk.text = times((1, 0, 0, 1, at, 0), walk.text)


def _add(walk: Walk, font: Font, first: float, last: float) -> None:
    state, whole = walk.state, times(walk.text, walk.state.ctm)
    walk.scene.fonts.setdefault(font.name, font.embedded)
    size = abs(state.size) * hypot(whole[2], whole[3])
    foot, head = _BELOW * state.size + state.rise, _ABOVE * state.size + state.rise
    where = clipped(walk, moved((first, min(foot, head), last, max(foot, head)), whole))
    if font.procs is not None:
        _glyphs(walk, font, whole)
    for wanted, ink, pattern, overprint, alpha in (
        (_FILLED, state.fill, state.fill_pattern, state.fill_overprint, state.fill_alpha),
        (_STROKED, state.stroke, state.stroke_pattern, state.stroke_overprint, state.stroke_alpha),
    ):
        if state.render in wanted:
            opaque = is_opaque(walk, alpha)
            walk.scene.paints.append(
                Paint(
                    "text", where, pattern_ink(walk, pattern, where) or ink, size=size, overprint=overprint,
                    mode=state.mode, opaque=opaque, inner=walk.inner, masking=walk.masking,
                )
            )  # fmt: skip


def _glyphs(walk: Walk, font: Font, whole: Matrix) -> None:
    """Walk once through the glyphs of a Type 3 font: they paint like any content (9.6.5)."""
    if font.procs.objgen in walk.met:
        return
    walk.met.add(font.procs.objgen)
    for glyph in font.procs.get("/CharProcs", {}).values():
        inside = into_form(walk, glyph, over=times(matrix(font.procs.FontMatrix), whole), inner=True)
        if inside is not None:
            inside.resources = font.procs.get("/Resources", walk.resources)
            follow(inside, glyph)


TEXT: dict[str, Operation] = {
    "BT": _begin, "Tf": _font, "Tc": _number("letter_space"), "Tw": _number("word_space"),
    "Tz": _number("stretch", 0.01), "TL": _number("leading"), "Ts": _number("rise"), "Tr": _render,
    "Td": _shift, "TD": _shift_leading, "T*": _next, "Tm": _matrix,
    "Tj": _show, "TJ": _show_moved, "'": _show_next, '"': _show_spaced,
}  # fmt: skip

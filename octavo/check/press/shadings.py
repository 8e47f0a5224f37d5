# SPDX-License-Identifier: AGPL-3.0-or-later
"""Gradients: whether their functions fit their colour space, and the colours they run between."""

from __future__ import annotations

from typing import Any

from octavo.check.press.colour import Ink, Space, ink_of

_DEEPEST = 6
_MESHES = range(4, 8)


def shading_fault(shading: Any, space: Space) -> str:
    """Return what is broken in a shading, or nothing: its functions give other than the numbers of a colour."""
    kind = int(shading.get("/ShadingType", 0))
    if not 1 <= kind <= 7:
        return f"it is of no kind that there is: {kind}"
    if "/Function" not in shading:
        return "" if kind in _MESHES else "it has no function"
    inputs = 2 if kind == 1 else 1
    given, parts = _outputs(shading.Function), _parts(shading.Function)
    if given is None:
        return "its function can't be read"
    if given != space.count:
        return f"its function gives {given} numbers for a colour of {space.count}"
    taken = {len(part.get("/Domain", [])) // 2 for part in parts}
    return "" if taken == {inputs} else f"its function takes {max(taken)} numbers, not {inputs}"


def _parts(function: Any) -> list[Any]:
    import pikepdf

    return list(function) if isinstance(function, pikepdf.Array) else [function]


def _outputs(function: Any, depth: int = 0) -> int | None:
    """Return how many numbers a function gives, or None if its parts disagree or can't be read."""
    import pikepdf

    if depth > _DEEPEST:
        return None
    if isinstance(function, pikepdf.Array):
        each = [_outputs(part, depth + 1) for part in function]
        return len(each) if each and all(part == 1 for part in each) else None
    kind = int(function.get("/FunctionType", -1))
    if kind == 2:
        ends = {len(function.get("/C0", [0])), len(function.get("/C1", [1]))}
        return ends.pop() if len(ends) == 1 else None
    if kind == 3:
        inner = {_outputs(part, depth + 1) for part in function.get("/Functions", [])}
        fits = len(function.get("/Bounds", [])) == len(function.get("/Functions", [])) - 1
        return inner.pop() if len(inner) == 1 and fits else None
    return len(function.get("/Range", [])) // 2 if kind in (0, 4) else None


def shading_ink(shading: Any, space: Space) -> Ink:
    """Return the most ink of each plate between the ends of a gradient; unknown where only a renderer could tell."""
    stops = list(_stops(shading.get("/Function"), 0))
    inks = [ink_of(space, stop) for stop in stops if len(stop) == space.count]
    if not inks or any(ink.plates is None for ink in inks):
        return Ink(space)
    plates = tuple(max(ink.plates[i] for ink in inks if ink.plates) for i in range(4))
    spots = tuple(sorted({spot for ink in inks for spot in ink.spots}))
    return Ink(space, plates, spots, white=all(ink.white for ink in inks))  # type: ignore[arg-type]


def _stops(function: Any, depth: int) -> list[list[float]]:
    import pikepdf

    if function is None or depth > _DEEPEST:
        return []
    if isinstance(function, pikepdf.Array):
        ends = [_stops(part, depth + 1) for part in function]
        return [[end[i][0] for end in ends] for i in range(2)] if all(len(end) == 2 for end in ends) else []
    kind = int(function.get("/FunctionType", -1))
    if kind == 2:
        return [[float(each) for each in function.get(key, [at])] for at, key in enumerate(("/C0", "/C1"))]
    if kind == 3:
        return [stop for part in function.get("/Functions", []) for stop in _stops(part, depth + 1)]
    return []

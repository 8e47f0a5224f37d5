# SPDX-License-Identifier: AGPL-3.0-or-later
"""PDF functions of one variable: what they give anywhere, where they bend, and new ones made of straight pieces."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import pairwise
from typing import Any

Values = tuple[float, ...]
Function = Callable[[float], Values]


class Unreadable(ValueError):  # noqa: N818  (it says what the function is)
    """A function whose values can't be told: PostScript code, or one of several variables."""


def function_of(function: Any) -> Function:
    """Return a function of one variable (ISO 32000-1, 7.10), or an array of them with one value each, to be called.

    Raises Unreadable for those of type 4, for those of several variables, and for damaged ones.
    """
    import pikepdf

    if isinstance(function, pikepdf.Array):
        each = [function_of(part) for part in function]
        return lambda value: tuple(part(value)[0] for part in each)
    made = {0: _sampled, 2: _exponential, 3: _stitched}.get(int(function.get("/FunctionType", -1)))
    if made is None:
        raise Unreadable(f"a function of type {function.get('/FunctionType')}")
    return made(function)


def bends(function: Any) -> set[float]:
    """Return where in the domain of a function one piece ends and another begins, its ends included."""
    import pikepdf

    if isinstance(function, pikepdf.Array):
        return set().union(*(bends(part) for part in function))
    low, high = (float(value) for value in function.Domain)
    found = {low, high}
    if int(function.FunctionType) == 3:
        bounds = [low, *(float(value) for value in function.Bounds), high]
        encode = [float(value) for value in function.Encode]
        for index, part in enumerate(function.Functions):
            start, end, first, last = *bounds[index : index + 2], *encode[2 * index : 2 * index + 2]
            found |= {start, end}
            if last != first:
                inner = (start + (value - first) / (last - first) * (end - start) for value in bends(part))
                found |= {value for value in inner if start < value < end}
    return found


def _exponential(function: Any) -> Function:
    first = [float(value) for value in function.get("/C0", [0])]
    last = [float(value) for value in function.get("/C1", [1])]
    low, high = (float(value) for value in function.Domain)
    power = float(function.N)
    if len(first) != len(last):
        raise Unreadable("a function whose ends have different numbers of components")

    def call(value: float) -> Values:
        value = min(high, max(low, value))
        share = value**power if value > 0 or power > 0 else 0.0
        return tuple(a + share * (b - a) for a, b in zip(first, last, strict=True))

    return call


def _stitched(function: Any) -> Function:
    parts = [function_of(part) for part in function.Functions]
    low, high = (float(value) for value in function.Domain)
    bounds = [low, *(float(value) for value in function.Bounds), high]
    encode = [float(value) for value in function.Encode]
    if not len(parts) == len(bounds) - 1 == len(encode) / 2:
        raise Unreadable("a function of pieces that don't fit together")

    def call(value: float) -> Values:
        value = min(high, max(low, value))
        index = next((at for at in range(len(parts) - 1) if value < bounds[at + 1]), len(parts) - 1)
        start, end = bounds[index : index + 2]
        first, last = encode[2 * index : 2 * index + 2]
        share = (value - start) / (end - start) if end > start else 0.0
        return parts[index](first + share * (last - first))

    return call


def _sampled(function: Any) -> Function:
    if len(function.Domain) != 2:
        raise Unreadable("a function of several variables")
    (size,), bits = (int(value) for value in function.Size), int(function.BitsPerSample)
    low, high = (float(value) for value in function.Domain)
    reach = [float(value) for value in function.Range]
    decode = [float(value) for value in function.get("/Decode", reach)]
    encode = [float(value) for value in function.get("/Encode", [0, size - 1])]
    outputs, data = len(reach) // 2, int.from_bytes(function.read_bytes(), "big")
    total = len(function.read_bytes()) * 8
    if size * outputs * bits > total:
        raise Unreadable("a function with too few samples")

    def sample(index: int, output: int) -> float:
        raw = (data >> (total - bits * (index * outputs + output + 1))) & ((1 << bits) - 1)
        first, last = decode[2 * output : 2 * output + 2]
        return first + raw / ((1 << bits) - 1) * (last - first)

    def call(value: float) -> Values:
        value = min(high, max(low, value))
        at = encode[0] + (value - low) / (high - low) * (encode[1] - encode[0])
        at = min(size - 1.0, max(0.0, at))
        below = min(int(at), max(0, size - 2))
        share = at - below
        above = min(below + 1, size - 1)
        return tuple(sample(below, output) * (1 - share) + sample(above, output) * share for output in range(outputs))

    return call


def straight(knots: Sequence[tuple[float, Values]]) -> Any:
    """Return a PDF function made of straight pieces between knots; two at one place are a step."""
    from pikepdf import Array, Dictionary

    pieces = [(start, end, before, after) for (start, before), (end, after) in pairwise(knots) if end > start]
    functions = [
        Dictionary(FunctionType=2, Domain=[0, 1], C0=_array(before), C1=_array(after), N=1)
        for _, _, before, after in pieces
    ]
    if len(pieces) == 1 and pieces[0][:2] == (0, 1):
        return functions[0]
    return Dictionary(
        FunctionType=3,
        Domain=_array((pieces[0][0], pieces[-1][1])),
        Functions=Array(functions),
        Bounds=_array([start for start, *_ in pieces[1:]]),
        Encode=Array([0, 1] * len(pieces)),
    )


def _array(values: Sequence[float]) -> Any:
    from decimal import Decimal

    from pikepdf import Array

    return Array([Decimal(f"{value:.6f}".rstrip("0").rstrip(".") or "0") for value in values])

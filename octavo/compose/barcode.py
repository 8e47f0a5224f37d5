# SPDX-License-Identifier: AGPL-3.0-or-later
"""The bar code of an ISBN as geometry: EAN-13 with an optional EAN-5 beside it (ISO/IEC 15420), in millimetres."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from itertools import groupby

from octavo.model.identifiers import check_digit

MODULE = 0.33  # the narrowest bar at 100 %
HEIGHT = 22.85  # of the bars at 100 %
QUIET_LEFT, QUIET_RIGHT = 11, 7  # modules
ADD_ON_GAP, ADD_ON_QUIET = 9, 5  # modules between both symbols, and after the second
GUARD = 5  # modules by which the guard bars are longer
DIGITS = 3.08  # room for the digits: what the nominal symbol has beneath its bars

# Each digit as seven modules: number set A; B is C read backwards, C is A with dark for light.
_A = ("0001101", "0011001", "0010011", "0111101", "0100011", "0110001", "0101111", "0111011", "0110111", "0001011")
_C = tuple(code.translate(str.maketrans("01", "10")) for code in _A)
_B = tuple(code[::-1] for code in _C)
# Which sets the six digits on the left are from says the first digit, which has no bars of its own.
_FIRST = ("AAAAAA", "AABABB", "AABBAB", "AABBBA", "ABAABB", "ABBAAB", "ABBBAA", "ABABAB", "ABABBA", "ABBABA")
# The same for the check sum of an add-on.
_ADD_ON = ("BBAAA", "BABAA", "BAABA", "BAAAB", "ABBAA", "AABBA", "AAABB", "ABABA", "ABAAB", "AABAB")
_SETS = {"A": _A, "B": _B}


@dataclass(frozen=True, slots=True)
class Bar:
    """A dark bar: its left edge, its top, its width and height."""

    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Sign:
    """A digit for people: the box that it stands in the middle of."""

    text: str
    x: float
    y: float
    width: float


@dataclass(frozen=True, slots=True)
class Barcode:
    """The symbol with its quiet zones, which must stay white: nothing may stand within width × height."""

    width: float
    height: float
    bars: tuple[Bar, ...]
    signs: tuple[Sign, ...]


@dataclass(frozen=True, slots=True)
class _Pen:
    """How bars are drawn: a module wide, less the reduction."""

    module: float
    reduction: float

    def left(self, module: int) -> float:
        """Return where a bar begins."""
        return _mm(module * self.module + self.reduction / 2)


def ean13(isbn: str, add_on: str = "", *, reduction: float = 0, module: float = MODULE) -> Barcode:
    """Return the bar code of thirteen digits (hyphens don't count) and, beside it, of a five-digit add-on.

    Args:
        isbn: its check digit must be right.
        add_on: five digits, or nothing: in some trades the price.
        reduction: millimetres by which every bar is narrower on paper than in theory, half on each side, for ink
            spreads; the symbol keeps its width.
        module: the width of the narrowest bar; 0.33 mm is 100 %, and 80 to 200 % are allowed.

    Raises ValueError for anything that scanners could not read.
    """
    digits = re.sub(r"[-\s]", "", isbn)
    _refuse(digits, add_on, reduction, module)
    scale, pen = module / MODULE, _Pen(module, reduction)
    bars = _main_bars(digits, pen)
    signs = _main_signs(digits, module)
    modules = QUIET_LEFT + 95 + QUIET_RIGHT
    if add_on:
        first = QUIET_LEFT + 95 + ADD_ON_GAP
        top, foot = DIGITS * scale, HEIGHT * scale + GUARD * module
        bars += _bars(add_on_modules(add_on), first, pen, (top, foot - top))
        signs += tuple(
            Sign(digit, _mm((first + 4 + 9 * place) * module), 0, _mm(7 * module)) for place, digit in enumerate(add_on)
        )
        modules = first + 47 + ADD_ON_QUIET
    return Barcode(_mm(modules * module), _mm((HEIGHT + DIGITS) * scale), bars, signs)


def ean13_modules(digits: str) -> str:
    """Return the 95 modules of thirteen digits: 1 is dark."""
    sets = _FIRST[int(digits[0])]
    left = "".join(_SETS[each][int(digit)] for each, digit in zip(sets, digits[1:7], strict=True))
    right = "".join(_C[int(digit)] for digit in digits[7:])
    return f"101{left}01010{right}101"


def add_on_modules(digits: str) -> str:
    """Return the 47 modules of five digits (GS1 General Specifications)."""
    total = 3 * sum(int(digit) for digit in digits[::2]) + 9 * sum(int(digit) for digit in digits[1::2])
    sets = _ADD_ON[total % 10]
    return "1011" + "01".join(_SETS[each][int(digit)] for each, digit in zip(sets, digits, strict=True))


def _refuse(digits: str, add_on: str, reduction: float, module: float) -> None:
    if not re.fullmatch(r"[0-9]{13}", digits):
        raise ValueError(f"“{digits}” has not thirteen digits")
    if digits[-1] != check_digit(digits):
        raise ValueError(f"the check digit of “{digits}” would be {check_digit(digits)}")
    if add_on and not re.fullmatch(r"[0-9]{5}", add_on):
        raise ValueError(f"“{add_on}” has not five digits")
    if not 0.8 * MODULE <= module <= 2 * MODULE:
        raise ValueError(f"a module of {module} mm is not within 80 and 200 %")
    if not 0 <= reduction < module / 2:
        raise ValueError(f"a reduction of {reduction} mm leaves nothing of a bar of {module} mm")


def _main_bars(digits: str, pen: _Pen) -> tuple[Bar, ...]:
    """Return the bars of the symbol; the guards at both ends and in the middle are longer than the others."""
    height = HEIGHT * pen.module / MODULE
    long = _mm(height + GUARD * pen.module)
    bars = _bars(ean13_modules(digits), QUIET_LEFT, pen, (0, height))
    edges = {pen.left(QUIET_LEFT + place) for place in (0, 2, 46, 48, 92, 94)}
    return tuple(replace(bar, height=long) if bar.x in edges else bar for bar in bars)


def _main_signs(digits: str, module: float) -> tuple[Sign, ...]:
    """Return the digits beneath the bars that stand for them; the first stands before the symbol."""
    starts = [QUIET_LEFT - 9] + [QUIET_LEFT + 3 + 7 * n for n in range(6)] + [QUIET_LEFT + 50 + 7 * n for n in range(6)]
    top, width = _mm(HEIGHT * module / MODULE), _mm(7 * module)
    return tuple(Sign(digit, _mm(start * module), top, width) for digit, start in zip(digits, starts, strict=True))


def _bars(modules: str, first: int, pen: _Pen, rows: tuple[float, float]) -> tuple[Bar, ...]:
    """Return the dark runs of the modules as bars from the module `first` on; `rows` are their top and their height."""
    top, height = rows
    bars, at = [], first
    for dark, run in groupby(modules):
        count = len(list(run))
        if dark == "1":
            bars.append(Bar(pen.left(at), _mm(top), _mm(count * pen.module - pen.reduction), _mm(height)))
        at += count
    return tuple(bars)


def _mm(value: float) -> float:
    return round(value, 4)

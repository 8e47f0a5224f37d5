# SPDX-License-Identifier: AGPL-3.0-or-later
"""Colour spaces of a PDF (ISO 32000-1, 8.6), and which plates a colour of them puts ink on."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

Plates = tuple[float, float, float, float]

NO_INK: Plates = (0, 0, 0, 0)
PROCESS = {"Cyan": 0, "Magenta": 1, "Yellow": 2, "Black": 3}
_SHORT = {"/G": "/DeviceGray", "/RGB": "/DeviceRGB", "/CMYK": "/DeviceCMYK", "/I": "/Indexed"}
_COUNT = {"DeviceGray": 1, "DeviceRGB": 3, "DeviceCMYK": 4, "CalGray": 1, "CalRGB": 3, "Lab": 3}
_TRACE = 0.004  # one step of 255
_DEEPEST = 4  # spaces inside spaces


@dataclass(frozen=True, slots=True)
class Space:
    """A colour space: its family, how many numbers a colour has, names of inks, and the space beneath it."""

    family: str
    count: int = 1
    names: tuple[str, ...] = ()
    base: Space | None = None
    table: bytes = b""

    @property
    def title(self) -> str:
        """Return what a printer would call it."""
        if self.family == "ICCBased":
            return {1: "grey with a profile", 3: "RGB with a profile", 4: "CMYK with a profile"}.get(self.count, "ICC")
        return self.family

    @property
    def root(self) -> Space:
        """Return the space that palettes and patterns are made of."""
        return self.base.root if self.base is not None and self.family in ("Indexed", "Pattern") else self


GRAY, RGB, CMYK = Space("DeviceGray", 1), Space("DeviceRGB", 3), Space("DeviceCMYK", 4)
PATTERN = Space("Pattern", 0)


@dataclass(frozen=True, slots=True)
class Ink:
    """A colour as it is printed: plates from 0 to 1, or None where only a conversion could tell."""

    space: Space
    plates: Plates | None = None
    spots: tuple[str, ...] = ()
    white: bool = False
    registration: bool = False

    @property
    def total(self) -> float:
        """Return the ink of the four plates in per cent, 0 if it is not known."""
        return round(100 * sum(self.plates or ()), 1)

    @property
    def used(self) -> set[str]:
        """Return the plates it needs: C, M, Y, K and spots."""
        if self.plates is None:
            return set(self.spots) if self.white or self.spots else set("CMYK")
        return {name for name, part in zip("CMYK", self.plates, strict=True) if part > _TRACE} | set(self.spots)


def space_of(value: Any, resources: Any, depth: int = 0) -> Space:
    """Return a colour space of a file; an unknown one has the family “unknown”.

    A device space that the resources give a default for is that default (8.6.5.6).
    """
    import pikepdf

    if depth > _DEEPEST:
        return Space("unknown")
    known = resources.get("/ColorSpace", {}) if resources is not None else {}
    if isinstance(value, pikepdf.Name):
        name = _SHORT.get(str(value), str(value))
        if name[1:] in _COUNT and name.startswith("/Device"):
            instead = known.get(f"/Default{name[7:]}")
            return space_of(instead, None, depth + 1) if instead is not None else Space(name[1:], _COUNT[name[1:]])
        if name == "/Pattern":
            return PATTERN
        return space_of(known[name], resources, depth + 1) if name in known else Space("unknown")
    if isinstance(value, pikepdf.Array) and len(value):
        return _of_array(value, resources, depth)
    return Space("unknown")


def _of_array(value: Any, resources: Any, depth: int) -> Space:
    family = _SHORT.get(str(value[0]), str(value[0]))[1:]
    if len(value) == 1:
        return space_of(value[0], resources, depth + 1)
    if family in _COUNT:
        return Space(family, _COUNT[family])
    made = _MADE.get(family)
    return made(value, lambda inner: space_of(inner, resources, depth + 1)) if made else Space("unknown")


def _profiled(value: Any, _: Callable[[Any], Space]) -> Space:
    return Space("ICCBased", int(value[1].get("/N", 0)))


def _palette(value: Any, beneath: Callable[[Any], Space]) -> Space:
    table = value[3]
    colours = table.read_bytes() if hasattr(table, "read_bytes") else bytes(table)
    return Space("Indexed", 1, base=beneath(value[1]), table=colours)


def _separation(value: Any, beneath: Callable[[Any], Space]) -> Space:
    return Space("Separation", 1, (str(value[1])[1:],), beneath(value[2]))


def _several(value: Any, beneath: Callable[[Any], Space]) -> Space:
    names = tuple(str(each)[1:] for each in value[1])
    return Space("DeviceN", len(names), names, beneath(value[2]))


def _uncoloured(value: Any, beneath: Callable[[Any], Space]) -> Space:
    return Space("Pattern", 0, base=beneath(value[1]))


_MADE: dict[str, Callable[[Any, Callable[[Any], Space]], Space]] = {
    "ICCBased": _profiled,
    "Indexed": _palette,
    "Separation": _separation,
    "DeviceN": _several,
    "Pattern": _uncoloured,
}


def ink_of(space: Space, numbers: Sequence[float]) -> Ink:
    """Return what a colour prints; numbers that are missing are those of a space's first colour (8.6.5)."""
    if space.family in ("Separation", "DeviceN"):
        return _named(space, numbers)
    if space.family == "Indexed" and space.base is not None:
        size, at = space.base.count, int(numbers[0]) if numbers else 0
        entry = [each / 255 for each in space.table[at * size : (at + 1) * size]]
        inner = ink_of(space.base, entry)
        return Ink(space, inner.plates, inner.spots, inner.white, inner.registration)
    if space.count == 4 and space.family in ("DeviceCMYK", "ICCBased"):
        found = tuple(_clamped(each) for each in (*numbers, 0, 0, 0, 0)[:4]) if numbers else (0.0, 0.0, 0.0, 1.0)
        return Ink(space, found, white=sum(found) <= _TRACE)  # type: ignore[arg-type]
    if space.count == 1 and space.family in ("DeviceGray", "CalGray", "ICCBased"):
        black = 1 - _clamped(numbers[0] if numbers else 0)
        return Ink(space, (0, 0, 0, black), white=black <= _TRACE)
    if space.family == "Lab":
        return Ink(space, white=bool(numbers) and numbers[0] >= 99.9)
    return Ink(space, white=bool(numbers) and min(numbers) >= 1 - _TRACE)


def _named(space: Space, numbers: Sequence[float]) -> Ink:
    """Return the plates of named inks; /All is every plate, /None is none (8.6.6.4)."""
    plates = [0.0, 0.0, 0.0, 0.0]
    spots = []
    for name, tint in zip(space.names, numbers or [1.0] * space.count, strict=False):
        amount = _clamped(tint)
        if name == "All":
            return Ink(space, (amount,) * 4, white=amount <= _TRACE, registration=amount > _TRACE)
        if name in PROCESS:
            plates[PROCESS[name]] = amount
        elif name != "None" and amount > _TRACE:
            spots.append(name)
    white = not spots and sum(plates) <= _TRACE
    return Ink(space, tuple(plates), tuple(spots), white)  # type: ignore[arg-type]


def _clamped(value: float) -> float:
    return min(1.0, max(0.0, float(value)))


def whole_space(space: Space) -> Ink:
    """Return what a picture in that space may print: a palette what its colours need, others all their plates."""
    root = space.root
    if space.family == "Indexed" and root.family in ("DeviceCMYK", "DeviceGray"):
        size = root.count
        entries = [space.table[at : at + size] for at in range(0, len(space.table) - size + 1, size)]
        inks = [ink_of(root, [each / 255 for each in entry]) for entry in entries]
        plates = tuple(max((ink.plates[i] for ink in inks if ink.plates), default=0) for i in range(4))
        return Ink(space, plates)  # type: ignore[arg-type]
    if root.family in ("DeviceGray", "CalGray") or (root.family == "ICCBased" and root.count == 1):
        return Ink(space, (0, 0, 0, 1))
    spots = tuple(name for name in root.names if name not in (*PROCESS, "All", "None"))
    if root.family in ("Separation", "DeviceN"):
        return Ink(space, tuple(float(name in root.names) for name in PROCESS), spots)  # type: ignore[arg-type]
    return Ink(space)

# SPDX-License-Identifier: AGPL-3.0-or-later
"""Colour spaces of a PDF: what kind each is, and what its components mean as inks or as a grey of a mask."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from octavo.model.press import Cmyk
from octavo.render.press.functions import Unreadable
from octavo.render.press.inks import Inks

Kind = Literal["rgb", "gray", "cmyk", "lab", "indexed", "pattern", "spot", "other"]


@dataclass(frozen=True)
class Space:
    """A colour space: how many components it has; the profile of one that has its own; the base of one on another.

    `original` is the PDF object, for what stays as it is.
    """

    kind: Kind
    components: int
    original: Any
    profile: bytes = b""
    base: Space | None = None


_DEVICE: dict[str, tuple[Kind, int]] = {
    "/DeviceRGB": ("rgb", 3),
    "/RGB": ("rgb", 3),
    "/CalRGB": ("rgb", 3),
    "/DeviceGray": ("gray", 1),
    "/G": ("gray", 1),
    "/CalGray": ("gray", 1),
    "/DeviceCMYK": ("cmyk", 4),
    "/CMYK": ("cmyk", 4),
    "/Lab": ("lab", 3),
    "/Pattern": ("pattern", 0),
}
_OF_PROFILE: dict[int, Kind] = {1: "gray", 3: "rgb", 4: "cmyk"}


def space_of(value: Any, resources: Any = None) -> Space:
    """Return what a colour space is (ISO 32000-1, 8.6): a name, perhaps one of the resources, or an array."""
    from pikepdf import Name

    if isinstance(value, Name):
        own = resources.get("/ColorSpace") if resources is not None else None
        if str(value) not in _DEVICE and own is not None and value in own:
            return space_of(own[value])  # no further: a name of the resources is never one of them again
        kind, components = _DEVICE.get(str(value), ("other", 0))
        return Space(kind, components, value)
    family = str(value[0])
    if family in _BUILT:
        return _BUILT[family](value, resources)
    kind, components = _DEVICE.get(family, ("other", 0))
    return Space(kind, components, value)


def _of_profile(value: Any, _resources: Any) -> Space:
    # The numbers of a CMYK picture are for the press it was made for: they stay.
    count = int(value[1].N)
    return Space(_OF_PROFILE.get(count, "other"), count, value, value[1].read_bytes() if count == 3 else b"")


def _indexed(value: Any, resources: Any) -> Space:
    return Space("indexed", 1, value, base=space_of(value[1], resources))


def _patterned(value: Any, resources: Any) -> Space:
    base = space_of(value[1], resources) if len(value) > 1 else None
    return Space("pattern", base.components if base else 0, value, base=base)


def _spot(value: Any, resources: Any) -> Space:
    names = 1 if value[0] == "/Separation" else len(value[1])
    return Space("spot", names, value, base=space_of(value[2], resources))


_BUILT: dict[str, Callable[[Any, Any], Space]] = {
    "/ICCBased": _of_profile,
    "/Indexed": _indexed,
    "/I": _indexed,
    "/Pattern": _patterned,
    "/Separation": _spot,
    "/DeviceN": _spot,
}


def rgb_of(space: Space, values: Sequence[float]) -> tuple[float, float, float]:
    """Return components of a space as sRGB, between 0 and 1; raise Unreadable for a space that has no such colours."""
    _count(space, values)
    if space.kind == "rgb":
        if space.profile:
            return _through(space.profile, "RGB", bytes(_eight(value) for value in values))
        red, green, blue = values
        return (red, green, blue)
    if space.kind == "gray":
        return (values[0], values[0], values[0])
    if space.kind == "lab":
        return _through(b"", "LAB", _lab_bytes(values))
    raise Unreadable("a colour of an unknown kind")


def inks_of(space: Space, values: Sequence[float], inks: Inks) -> Cmyk:
    """Return components of a space as inks; raise Unreadable for a space that has no such colours."""
    _count(space, values)
    if space.kind == "cmyk":
        return inks.of_cmyk([float(value) for value in values])
    if space.kind == "lab":
        return inks.of_lab(*values)
    return inks.of_rgb(*rgb_of(space, values))


def luminosity(space: Space, values: Sequence[float]) -> float:
    """Return the grey of a mask that a colour stands for (ISO 32000-1, 11.5.3 and 10.3.2)."""
    _count(space, values)
    if space.kind == "cmyk":
        cyan, magenta, yellow, black = values
        return 1 - min(1.0, 0.3 * cyan + 0.59 * magenta + 0.11 * yellow + black)
    red, green, blue = rgb_of(space, values)
    return red if red == green == blue else 0.3 * red + 0.59 * green + 0.11 * blue


def _count(space: Space, values: Sequence[float]) -> None:
    if len(values) != space.components or not values:
        raise Unreadable("a colour that its space doesn't have")


def lookup(space: Space) -> list[tuple[float, ...]]:
    """Return the colours of an indexed space, in components of its base."""
    from pikepdf import Stream

    if space.base is None:
        raise Unreadable("a colour of an unknown kind")
    table = space.original[3]
    data, count = table.read_bytes() if isinstance(table, Stream) else bytes(table), space.base.components
    entries = min(int(space.original[2]) + 1, len(data) // count)
    return [_decoded(space.base, data[at * count : (at + 1) * count]) for at in range(entries)]


def _decoded(space: Space, data: bytes) -> tuple[float, ...]:
    if space.kind != "lab":
        return tuple(value / 255 for value in data)
    reach = [-100.0, 100.0, -100.0, 100.0]
    if len(space.original) > 1:
        reach = [float(value) for value in space.original[1].get("/Range", reach)]
    lightness, a, b = data
    return (
        lightness / 2.55,
        reach[0] + a / 255 * (reach[1] - reach[0]),
        reach[2] + b / 255 * (reach[3] - reach[2]),
    )


def _eight(value: float) -> int:
    return round(255 * min(1.0, max(0.0, value)))


def _lab_bytes(values: Sequence[float]) -> bytes:
    lightness, a, b = values
    limit = max(-128, min(127, round(a))), max(-128, min(127, round(b)))
    return bytes((round(2.55 * min(100.0, max(0.0, lightness))), limit[0] & 255, limit[1] & 255))


def _through(profile: bytes, mode: str, pixel: bytes) -> tuple[float, float, float]:
    from io import BytesIO

    from PIL import Image, ImageCms

    source: Any = BytesIO(profile) if profile else ImageCms.createProfile("LAB")
    transform = ImageCms.buildTransform(
        source,
        ImageCms.createProfile("sRGB"),
        mode,
        "RGB",
        renderingIntent=ImageCms.Intent.RELATIVE_COLORIMETRIC,
        flags=ImageCms.Flags.BLACKPOINTCOMPENSATION,
    )
    found: Any = ImageCms.applyTransform(Image.frombytes(mode, (1, 1), pixel), transform)
    red, green, blue = found.tobytes()
    return (red / 255, green / 255, blue / 255)

# SPDX-License-Identifier: AGPL-3.0-or-later
"""Colours as inks: exact builds first, greys on the black plate, everything else through the profile (littleCMS)."""

from __future__ import annotations

import json
from bisect import bisect_left
from collections.abc import Sequence
from functools import cached_property, lru_cache
from io import BytesIO
from typing import Any

from octavo.model.canonical import digest
from octavo.model.press import Cmyk, Press

BLACK: Cmyk = (0.0, 0.0, 0.0, 1.0)
_NEUTRAL = 0.5 / 255  # channels closer than half a step of eight bits are one grey


class Inks:
    """Turns colours into the inks of one wish; colours it has seen are remembered.

    Components go from 0 to 1. The profile is used relative to the paper, with black point compensation.
    """

    def __init__(self, wish: Press) -> None:
        if wish.condition is None:
            raise ValueError("without a printing condition there are no inks to convert to")
        self.black_only = wish.black_only
        self.profile = wish.condition.profile
        self._builds = {
            tuple(int(name[at : at + 2], 16) for at in (1, 3, 5)): tuple(build) for name, build in wish.swatches
        }
        self.key = digest(self.profile, json.dumps([self.black_only, sorted(wish.swatches)]))  # of all that decides
        self.of_rgb = lru_cache(maxsize=None)(self._of_rgb)

    def _of_rgb(self, red: float, green: float, blue: float) -> Cmyk:
        red, green, blue = (min(1.0, max(0.0, value)) for value in (red, green, blue))
        if not self.black_only and (build := self.build(red, green, blue)):
            return build
        if max(red, green, blue) - min(red, green, blue) < _NEUTRAL:
            return self.of_grey(green)
        if self.black_only:
            return self.of_luminance(0.2126 * _linear(red) + 0.7152 * _linear(green) + 0.0722 * _linear(blue))
        return self.through_profile([(red, green, blue)])[0]

    def build(self, red: float, green: float, blue: float) -> Cmyk | None:
        """Return the exact build that the theme gives for a colour, if it does."""
        build = self._builds.get(tuple(round(255 * value) for value in (red, green, blue)))
        return (build[0], build[1], build[2], build[3]) if build else None

    def of_grey(self, value: float) -> Cmyk:
        """Return a grey of sRGB on the black plate: 0 is all of it, 1 is none."""
        return self.of_luminance(_linear(min(1.0, max(0.0, value))))

    def of_luminance(self, luminance: float) -> Cmyk:
        """Return the share of black that is as light, between paper (1) and full black (0), as the luminance says."""
        if luminance <= 0:
            return BLACK
        if luminance >= 1:
            return (0.0, 0.0, 0.0, 0.0)
        darkest = _luminance(self._black_scale[-1])
        wanted = -_lightness(darkest + (1 - darkest) * luminance)
        scale = [-value for value in self._black_scale]
        upper = max(1, bisect_left(scale, wanted))
        low, high = scale[upper - 1], scale[min(upper, 255)]
        share = (wanted - low) / (high - low) if high > low else 0.0
        return (0.0, 0.0, 0.0, round((upper - 1 + share) / 255, 4))

    def of_lab(self, lightness: float, a: float, b: float) -> Cmyk:
        """Return a colour of CIELAB, relative to its white."""
        if self.black_only or max(abs(a), abs(b)) < 0.5:
            return self.of_luminance(_luminance(lightness))
        pixel = bytes((round(2.55 * lightness), round(a) & 255, round(b) & 255))
        inks = self.transform_lab(_image("LAB", pixel)).tobytes()
        return _shares(inks)[0]

    def of_cmyk(self, inks: Sequence[float]) -> Cmyk:
        """Return a build as it is, or on the black plate alone where that is the wish."""
        cyan, magenta, yellow, black = inks
        if not self.black_only or cyan == magenta == yellow == 0:
            return (cyan, magenta, yellow, black)
        return self.of_luminance(_relative(self.lightness([(cyan, magenta, yellow, black)])[0], self._black_scale[-1]))

    def through_profile(self, colours: Sequence[tuple[float, float, float]]) -> list[Cmyk]:
        """Return sRGB colours through the profile alone, neither as builds nor as greys."""
        pixels = bytes(round(255 * value) for colour in colours for value in colour)
        return _shares(self.transform_rgb(_image("RGB", pixels)).tobytes())

    def colours(self, builds: Sequence[Cmyk]) -> list[tuple[float, float, float]]:
        """Return what builds look like, in CIELAB relative to the paper."""
        pixels = bytes(round(255 * min(1.0, max(0.0, value))) for build in builds for value in build)
        lab = self._apply(_image("CMYK", pixels), self._to_lab).tobytes()
        return [(lab[at] / 2.55, _signed(lab[at + 1]), _signed(lab[at + 2])) for at in range(0, len(lab), 3)]

    def lightness(self, builds: Sequence[Cmyk]) -> list[float]:
        """Return how light builds are, from 0 to 100 (paper)."""
        return [colour[0] for colour in self.colours(builds)]

    def transform_rgb(self, image: Any, profile: bytes = b"") -> Any:
        """Return an RGB picture as CMYK; `profile` is its own, or sRGB."""
        return self._apply(image, self._from(profile or "sRGB", "RGB"))

    def transform_lab(self, image: Any) -> Any:
        """Return a picture in CIELAB as CMYK."""
        return self._apply(image, self._from("LAB", "LAB"))

    @cached_property
    def grey_scale(self) -> bytes:
        """What each of 256 greys of sRGB becomes as DeviceGray, where 255 is paper and black its inverse."""
        return bytes(round(255 * (1 - self.of_grey(value / 255)[3])) for value in range(256))

    @cached_property
    def ink_scale(self) -> bytes:
        """What each of 256 lightnesses of a printed picture becomes as DeviceGray."""
        darkest = self._black_scale[-1]
        return bytes(round(255 * (1 - self.of_luminance(_relative(value / 2.55, darkest))[3])) for value in range(256))

    def picture_lightness(self, image: Any) -> Any:
        """Return a CMYK picture's lightness as printed, 255 being the paper's."""
        return self._apply(image, self._to_lab).getchannel("L")

    @cached_property
    def _black_scale(self) -> list[float]:
        """The lightness of 0 to 255 parts of black on paper, freed of the steps of eight bits."""
        raw = self.lightness([(0, 0, 0, value / 255) for value in range(256)])
        smooth = [sum(raw[max(0, at - 2) : at + 3]) / len(raw[max(0, at - 2) : at + 3]) for at in range(256)]
        smooth[:2], smooth[-2:] = raw[:2], raw[-2:]
        for at in range(1, 256):
            smooth[at] = min(smooth[at], smooth[at - 1])
        return smooth

    def _apply(self, image: Any, transform: Any) -> Any:
        from PIL import ImageCms

        return ImageCms.applyTransform(image, transform)

    @lru_cache(maxsize=16)  # noqa: B019  (one object for each file made, and it goes with it)
    def _from(self, source: str | bytes, mode: str) -> Any:
        from PIL import ImageCms

        profile = ImageCms.createProfile(source) if isinstance(source, str) else BytesIO(source)  # type: ignore[arg-type]
        return ImageCms.buildTransform(
            profile,
            BytesIO(self.profile),
            mode,
            "CMYK",
            renderingIntent=ImageCms.Intent.RELATIVE_COLORIMETRIC,
            flags=ImageCms.Flags.BLACKPOINTCOMPENSATION,
        )

    @cached_property
    def _to_lab(self) -> Any:
        from PIL import ImageCms

        lab = ImageCms.createProfile("LAB")
        return ImageCms.buildTransform(
            BytesIO(self.profile), lab, "CMYK", "LAB", renderingIntent=ImageCms.Intent.RELATIVE_COLORIMETRIC
        )


def _image(mode: str, pixels: bytes) -> Any:
    from PIL import Image

    bands = {"RGB": 3, "LAB": 3, "CMYK": 4}[mode]
    return Image.frombytes(mode, (len(pixels) // bands, 1), pixels)


def _shares(inks: bytes) -> list[Cmyk]:
    shares = [round(value / 255, 4) for value in inks]
    return [(shares[at], shares[at + 1], shares[at + 2], shares[at + 3]) for at in range(0, len(shares), 4)]


def _signed(value: int) -> int:
    return value - 256 if value > 127 else value


def _linear(value: float) -> float:
    """Return the light of an sRGB component (IEC 61966-2-1)."""
    return value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4


def _lightness(luminance: float) -> float:
    """Return CIE L* of a luminance relative to white."""
    return 116 * luminance ** (1 / 3) - 16 if luminance > 216 / 24389 else luminance * 24389 / 27


def grey_of_lightness(lightness: float) -> float:
    """Return the grey of sRGB that has a lightness from 0 to 100."""
    light = _luminance(lightness)
    return 12.92 * light if light <= 0.0031308 else 1.055 * light ** (1 / 2.4) - 0.055


def _luminance(lightness: float) -> float:
    return ((lightness + 16) / 116) ** 3 if lightness > 8 else lightness * 27 / 24389


def _relative(lightness: float, darkest: float) -> float:
    """Return a printed lightness as a luminance between full black (0) and paper (1)."""
    black = _luminance(darkest)
    return max(0.0, (_luminance(lightness) - black) / (1 - black))

# SPDX-License-Identifier: AGPL-3.0-or-later
"""The accent on grounds other than paper: on a dark screen, and where nobody knows what the reader has chosen."""

from __future__ import annotations

from collections.abc import Callable
from colorsys import hls_to_rgb, rgb_to_hls

ON_DARK = 7.0  # contrast on a dark ground: enough for small text (WCAG 2.2, 1.4.6)
ON_ANY = 4.5  # text on any ground, such as on black and on white alike (WCAG 2.2, 1.4.3)
WHITE, BLACK = (255, 255, 255), (0, 0, 0)
STEPS = 100

Rgb = tuple[int, int, int]


def on_dark(colour: str, ground: str) -> str:
    """Return a colour lightened as much as small text on a dark ground needs."""
    behind = _rgb(ground)
    return _moved(colour, 1, lambda rgb: contrast(rgb, behind) >= ON_DARK)


def on_light(colour: str, ground: str) -> str:
    """Return a colour darkened as much as text on a light ground needs."""
    behind = _rgb(ground)
    return _moved(colour, 0, lambda rgb: contrast(rgb, behind) >= ON_ANY)


def on_any(colour: str) -> str:
    """Return a colour that can be read on white and on black: there is just one lightness for it."""
    lighter = _moved(colour, 1, lambda rgb: contrast(rgb, BLACK) >= ON_ANY)
    return _moved(lighter, 0, lambda rgb: contrast(rgb, WHITE) >= ON_ANY)


def contrast(one: Rgb, other: Rgb) -> float:
    """Return the contrast of two sRGB colours (WCAG 2.2, relative luminance): 1 to 21."""
    low, high = sorted((_luminance(one), _luminance(other)))
    return (high + 0.05) / (low + 0.05)


def _luminance(rgb: Rgb) -> float:
    red, green, blue = ((v / 12.92 if v <= 0.04045 else ((v + 0.055) / 1.055) ** 2.4) for v in (c / 255 for c in rgb))
    return float(0.2126 * red + 0.7152 * green + 0.0722 * blue)


def _moved(colour: str, end: float, enough: Callable[[Rgb], bool]) -> str:
    """Return a colour of the same hue, moved towards white (1) or black (0) no more than is enough."""
    hue, start, saturation = rgb_to_hls(*(value / 255 for value in _rgb(colour)))
    for step in range(STEPS + 1):
        mixed = hls_to_rgb(hue, start + (end - start) * step / STEPS, saturation)
        red, green, blue = (round(value * 255) for value in mixed)
        if enough((red, green, blue)):
            return f"#{red:02x}{green:02x}{blue:02x}"
    return colour


def _rgb(colour: str) -> Rgb:
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)

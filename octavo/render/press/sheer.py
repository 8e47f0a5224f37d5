# SPDX-License-Identifier: AGPL-3.0-or-later
"""What is see-through, in inks: chosen so that it looks on paper as it looks on a white screen.

Half of an ink covers more than half as dark as all of it, so that a shadow or a soft edge would come out too dark. The
inks T of the colour that is seen over white are known; opacity a and inks C are chosen so that a × C = T, with the
opacity as it was wherever C stays within what can be printed. Over something else the two are mixed as inks are.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import pairwise
from typing import Any

from octavo.model.press import Cmyk
from octavo.render.press.functions import Values, bends, function_of, straight
from octavo.render.press.inks import Inks
from octavo.render.press.shadings import Rgb, builds_along

_PLACES = 32
_FAINT = 0.04  # below it eight bits tell no colour
_STRAY = 0.006  # of any ink on paper


def sheer_functions(
    colour: Any, opacity: Any, read: Callable[[Values], Rgb], seen: Callable[[Values], float], inks: Inks
) -> tuple[Any, Any]:
    """Return a gradient's functions of inks and of opacity, for one that gives colours and one that gives opacities.

    `read` and `seen` turn their values into sRGB and into opacity. Raises Unreadable as function_of does.
    """
    colours, opacities = function_of(colour), function_of(opacity)
    ends = sorted(bends(colour) | bends(opacity))
    of_inks: list[tuple[float, Values]] = []
    of_opacity: list[tuple[float, Values]] = []
    for start, end in pairwise(ends):
        inside = (end - start) * 1e-6
        places = [start + (end - start) * step / _PLACES for step in range(_PLACES + 1)]
        within = [min(end - inside, max(start + inside, place)) for place in places]
        pairs = sheer(
            [read(colours(place)) for place in within],
            [min(1.0, max(0.0, seen(opacities(place)))) for place in within],
            inks,
        )
        for at in _needed(pairs):
            of_inks.append((places[at], pairs[at][0]))
            of_opacity.append((places[at], (pairs[at][1],)))
    return straight(of_inks), straight(of_opacity)


def sheer(colours: Sequence[Rgb], opacities: Sequence[float], inks: Inks) -> list[tuple[Cmyk, float]]:
    """Return inks and opacity for each colour and opacity; what is nearly invisible has the inks of its neighbour."""
    seen = [over_white(colour, share) for colour, share in zip(colours, opacities, strict=True)]
    wanted = builds_along(seen, inks)
    found = [parted(build, share) for build, share in zip(wanted, opacities, strict=True)]
    clear = [at for at, share in enumerate(opacities) if share >= _FAINT]
    if not clear:
        return [(build, share) for build, share in zip(builds_along(colours, inks), opacities, strict=True)]
    for at, share in enumerate(opacities):
        if share < _FAINT:
            nearest = min(clear, key=lambda other: abs(other - at))
            found[at] = (found[nearest][0], share)
    return found


def over_white(colour: Rgb, share: float) -> Rgb:
    """Return what a colour looks like over white; `share` is its opacity."""
    red, green, blue = (1 - share * (1 - value) for value in colour)
    return (red, green, blue)


def parted(wanted: Cmyk, share: float) -> tuple[Cmyk, float]:
    """Return inks and opacity that make the wanted inks on paper, the opacity being `share` if it can."""
    opacity = max(share, *wanted)
    if opacity <= 0:
        return wanted, 0.0
    cyan, magenta, yellow, black = (min(1.0, value / opacity) for value in wanted)
    return (cyan, magenta, yellow, black), opacity


def _needed(pairs: Sequence[tuple[Cmyk, float]]) -> list[int]:
    """Return at which places stops are needed for the product of both to run as it should."""
    needed, spans = {0, len(pairs) - 1}, [(0, len(pairs) - 1)]
    while spans:
        low, high = spans.pop()
        if high - low > 1 and any(_strays(pairs, low, at, high) for at in range(low + 1, high)):
            middle = (low + high) // 2
            needed.add(middle)
            spans += [(low, middle), (middle, high)]
    return sorted(needed)


def _strays(pairs: Sequence[tuple[Cmyk, float]], low: int, at: int, high: int) -> bool:
    share = (at - low) / (high - low)
    opacity = pairs[low][1] + share * (pairs[high][1] - pairs[low][1])
    return any(
        abs((a + share * (b - a)) * opacity - ink * pairs[at][1]) > _STRAY
        for a, b, ink in zip(pairs[low][0], pairs[high][0], pairs[at][0], strict=True)
    )


def sheer_picture(image: Any, opacity: Any, ink: Callable[[Any], Any]) -> tuple[Any, Any]:
    """Return a picture in inks and its opacity, for one in colours (RGB or L) and its opacity, both as Pillow has them.

    `ink` turns a picture over white into inks: CMYK, or L where black alone is used.
    """
    from PIL import Image, ImageChops

    white = Image.new(image.mode, image.size, "white")
    wanted = ink(Image.composite(image, white, opacity))
    covers = wanted.split() if wanted.mode == "CMYK" else (ImageChops.invert(wanted),)
    shown = opacity
    for cover in covers:
        shown = ImageChops.lighter(shown, cover)
    parts = [_share(cover, shown) for cover in covers]
    return (Image.merge("CMYK", parts) if len(parts) == 4 else ImageChops.invert(parts[0])), shown


def _share(cover: Any, shown: Any) -> Any:
    """Return how much of `shown` is covered, 255 being all of it."""
    from PIL import ImageMath

    def share(given: dict[str, Any]) -> Any:
        whole = given["max"](given["shown"], 1)
        return given["convert"](given["min"]((given["cover"] * 255 + whole / 2) / whole, 255), "L")

    return ImageMath.lambda_eval(share, cover=cover, shown=shown)


def mask_gradient(veil: Any, shading: Any) -> Any:
    """Return the gradient that a soft mask consists of, if it runs as `shading` does; else None."""
    import pikepdf

    if not isinstance(veil, pikepdf.Dictionary) or veil.get("/S") != "/Luminosity" or shading is None or "/TR" in veil:
        return None
    painted = [each for each in pikepdf.parse_content_stream(veil.G) if str(each.operator) not in {"cm", "q", "Q"}]
    if len(painted) != 1 or str(painted[0].operator) != "sh":
        return None
    mask: Any = veil.G.Resources.Shading[str(painted[0].operands[0])]
    same = all(mask.get(key) == shading.get(key) for key in ("/ShadingType", "/Coords", "/Domain", "/Extend"))
    simple = int(shading.ShadingType) in {2, 3} and not {"/Background", "/BBox"} & set(shading.keys())
    return mask if same and simple and mask.is_indirect and shading.is_indirect else None

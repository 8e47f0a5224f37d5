# SPDX-License-Identifier: AGPL-3.0-or-later
"""Pictures as they are printed: colour space and effective resolution."""

from __future__ import annotations

from math import hypot
from typing import Any

from octavo.check.press.colour import Ink, Space, space_of, whole_space
from octavo.check.press.geometry import moved
from octavo.check.press.paints import Paint
from octavo.check.press.walk import Walk, clipped


def picture(walk: Walk, image: Any, ink: Ink | None, *, opaque: bool) -> None:
    """Add a picture; a stencil (no colour space of its own) is printed in the colour of areas."""
    if "/SMask" in image:
        walk.scene.transparent.setdefault("a picture with a soft mask")
        opaque = False
    if any(str(each) == "/JPXDecode" for each in _filters(image)):
        walk.scene.remark("P663", reason="JPEG 2000")
    if int(image.get("/BitsPerComponent", 8)) > 8:
        walk.scene.remark("P663", reason="16 bits a colour")
    if "/Alternates" in image:
        walk.scene.remark("P625", what="a picture with alternatives")
    bits = 1 if image.get("/ImageMask") else int(image.get("/BitsPerComponent", 8))
    whole = opaque and "/Mask" not in image and not image.get("/ImageMask")
    _add(walk, (int(image.Width), int(image.Height)), bits, ink or walk.state.fill, opaque=whole)


def picture_inline(walk: Walk, inline: Any, *, opaque: bool) -> None:
    """Add a picture that stands in the content itself (8.9.7)."""
    ink = None if inline.image_mask else whole_space(_inline_space(walk, inline))
    bits = 1 if inline.image_mask else int(inline.bits_per_component)
    _add(walk, (int(inline.width), int(inline.height)), bits, ink or walk.state.fill, opaque=opaque and bits > 1)


def _inline_space(walk: Walk, inline: Any) -> Space:
    entries = {str(key): value for key, value in inline.obj.items()} if hasattr(inline.obj, "items") else {}
    value = entries.get("/CS", entries.get("/ColorSpace"))
    return space_of(value, walk.resources) if value is not None else Space(inline.colorspace.strip("/"))


def _filters(image: Any) -> list[Any]:
    import pikepdf

    filters = image.get("/Filter", [])
    return list(filters) if isinstance(filters, pikepdf.Array) else [filters]


def _add(walk: Walk, pixels: tuple[int, int], bits: int, ink: Ink, *, opaque: bool) -> None:
    a, b, c, d, _, _ = walk.state.ctm
    across, down = hypot(a, b), hypot(c, d)
    ppi = min(72 * pixels[0] / across if across else 0, 72 * pixels[1] / down if down else 0)
    where = clipped(walk, moved((0, 0, 1, 1), walk.state.ctm))
    walk.scene.paints.append(
        Paint(
            "image", where, ink, ppi=ppi, pixels=pixels, bits=bits, overprint=walk.state.fill_overprint,
            mode=walk.state.mode, opaque=opaque, box=opaque, inner=walk.inner, masking=walk.masking,
        )
    )  # fmt: skip

# SPDX-License-Identifier: AGPL-3.0-or-later
"""The front of a cover as a picture: inside an e-book, and beside it for shops."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PIL.Image import Image

INSIDE = (1560, 2496)
"""Pixels inside the book: 3.9 million, for shops refuse pictures of 4 million and more there."""
BESIDE = (1600, 2560)
"""Pixels beside the book, as shops ask for it: 1 : 1.6."""
SHOWN = (800, 1280)
"""Pixels on the page of the site."""
SIZE_MM = (132.08, 211.328)
"""The page to lay the front out on: the picture inside at 300 dpi."""
QUALITY = 90


def draw_front(pdf: bytes, size: tuple[int, int]) -> bytes:
    """Return the first page of a PDF, as far as its TrimBox, as an RGB JPEG of width × height pixels.

    Equal pages give equal bytes: nothing is in the file but the picture and its resolution.
    """
    drawn = _drawn(pdf, size)
    out = io.BytesIO()
    drawn.save(out, "JPEG", quality=QUALITY, subsampling=0, optimize=True, dpi=(300, 300))
    return out.getvalue()


def draw_card(pdf: bytes, size: tuple[int, int]) -> bytes:
    """Return the first page of a PDF, as far as its TrimBox, as an RGB PNG of width × height pixels; as draw_front."""
    drawn = _drawn(pdf, size)
    out = io.BytesIO()
    drawn.save(out, "PNG", optimize=True)
    return out.getvalue()


def _drawn(pdf: bytes, size: tuple[int, int]) -> Image:
    import pypdfium2

    with pypdfium2.PdfDocument(pdf) as document:
        page = document[0]
        left, foot, right, head = page.get_trimbox()
        page.set_cropbox(left, foot, right, head)
        scale = max(size[0] / (right - left), size[1] / (head - foot))
        drawn: Image = page.render(scale=scale).to_pil().convert("RGB")
    if drawn.size != size:  # PDFium rounds a page's size up to whole pixels
        drawn = (
            drawn.resize(size) if min(drawn.width - size[0], drawn.height - size[1]) < 0 else drawn.crop((0, 0, *size))
        )
    return drawn

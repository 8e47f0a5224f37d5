# SPDX-License-Identifier: AGPL-3.0-or-later
"""Small pictures of finished pages for the report: thumbnails, and places on a page with a frame around them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from io import BytesIO
from typing import TYPE_CHECKING, Any

from octavo.model.pagemap import Box
from octavo.model.parts import Each, one_by_one, remembered
from octavo.model.pdf_parts import RememberData, page_digests

if TYPE_CHECKING:
    from PIL.Image import Image

POINTS_PER_MM = 72 / 25.4
THUMB = 224  # pixels of height, twice what is shown: sharp on fine screens
WHOLE = 440  # the same, where a page is shown for a problem that has no place on it
WIDE = 680  # pixels of the width of a picture of a place
FINEST = 144 / 72  # pixels a point: what is finer shows nothing more
MOST_MM = 160.0  # of the width that a picture of a place shows
LEAST_MM, HIGHEST_MM = 34.0, 84.0  # of its height
AROUND_MM, FRAME_MM = 9.0, 1.2  # from the place to the edge of the picture, and to its frame
INKS, PHOTO = 16, 64  # colours of a picture: greys of letters and one accent; and where photographs are seen large
COARSE, GREY = 0.5, 12  # pixels a point, and how far channels may differ, to tell whether a page has colour
ACCENT = (122, 31, 43)


@dataclass(frozen=True, slots=True)
class Trim:
    """The trim of a page in points, and how far it lies inside the paper of the file on each side."""

    left: float
    top: float
    width: float
    height: float
    inside: tuple[float, float, float, float]


@contextmanager
def opened(data: bytes) -> Iterator[Any]:
    """Give the pages of a PDF, and let go of them."""
    import pypdfium2

    document = pypdfium2.PdfDocument(data)
    try:
        yield document
    finally:
        document.close()


def trim_of(page: Any) -> Trim:
    """Return where the trim of a page is; a page without a TrimBox is all trim."""
    left, bottom, right, top = page.get_cropbox()
    inner = page.get_trimbox()
    inside = (inner[0] - left, inner[1] - bottom, right - inner[2], top - inner[3])
    return Trim(inner[0], inner[3], inner[2] - inner[0], inner[3] - inner[1], tuple(max(0.0, e) for e in inside))


def thumbnails(
    data: bytes, numbers: Sequence[int], remember: RememberData | None = None, each: Each = one_by_one
) -> list[bytes]:
    """Return small pictures of the pages of these numbers, trimmed.

    `remember` knows pages that were drawn before; `each` may draw the others in several processes.
    """
    with opened(data) as document:

        def small(number: int) -> bytes:
            return thumbnail(document[number - 1])

        if remember is None:
            return list(each(numbers, small))
        digests = page_digests(data)
        return remembered(numbers, [f"thumbnail {digests[number - 1]}" for number in numbers], small, remember, each)


def thumbnail(page: Any) -> bytes:
    """Return a small picture of a page, trimmed."""
    return _drawn(page, THUMB)


def whole_page(page: Any) -> bytes:
    """Return a picture of a whole page, trimmed."""
    return _drawn(page, WHOLE)


def _drawn(page: Any, height: int) -> bytes:
    trim = trim_of(page)
    return png(flat(page.render(scale=height / trim.height, crop=trim.inside).to_pil(), INKS))


def place_on(page: Any, box: Box) -> bytes:
    """Return what lies around a box (millimetres from the upper left corner of the trim), with a frame around it."""
    from PIL import ImageDraw

    trim = trim_of(page)
    seen = _seen(box, trim.width / POINTS_PER_MM, trim.height / POINTS_PER_MM)
    scale = min(WIDE / (seen.width * POINTS_PER_MM), FINEST)
    from_left, from_foot, from_right, from_head = trim.inside
    crop = (
        from_left + seen.x * POINTS_PER_MM,
        from_foot + trim.height - (seen.y + seen.height) * POINTS_PER_MM,
        from_right + trim.width - (seen.x + seen.width) * POINTS_PER_MM,
        from_head + seen.y * POINTS_PER_MM,
    )
    picture = page.render(scale=scale, crop=tuple(max(0.0, each) for each in crop)).to_pil()
    to_pixels = scale * POINTS_PER_MM
    left, top = (box.x - seen.x - FRAME_MM) * to_pixels, (box.y - seen.y - FRAME_MM) * to_pixels
    right, foot = left + (box.width + 2 * FRAME_MM) * to_pixels, top + (box.height + 2 * FRAME_MM) * to_pixels
    edge = (max(1, left), max(1, top), min(picture.width - 2, right), min(picture.height - 2, foot))
    few = flat(picture, PHOTO - 1)
    few.putpalette([*(few.getpalette() or [])[: 3 * (PHOTO - 1)], *ACCENT])
    if edge[0] < edge[2] and edge[1] < edge[3]:
        ImageDraw.Draw(few).rectangle(edge, outline=PHOTO - 1, width=3)
    return png(few)


def _seen(box: Box, width: float, height: float) -> Box:
    """Return the part of a page that is shown for a box: the page's whole width if that is not too much."""
    wide = min(width, MOST_MM)
    high = min(height, HIGHEST_MM, max(LEAST_MM, box.height + 2 * AROUND_MM))
    left = min(max(0.0, box.x + box.width / 2 - wide / 2), width - wide)
    # What is too high for the picture is shown from its head on.
    middle = box.y + box.height / 2 - high / 2 if box.height + 2 * FRAME_MM < high else box.y - 2 * FRAME_MM
    return Box(left, min(max(0.0, middle), height - high), wide, high)


def coloured_pages(data: bytes) -> list[int]:
    """Return the numbers of the pages, from 1, on which some point is neither black nor white nor grey."""
    from PIL import ImageChops

    found = []
    with opened(data) as document:
        for number, page in enumerate(document, 1):
            trim = trim_of(page)
            red, green, blue = page.render(scale=COARSE, crop=trim.inside).to_pil().convert("RGB").split()
            apart = (ImageChops.difference(*pair).getextrema()[1] for pair in ((red, green), (green, blue)))
            if any(isinstance(most, int | float) and most > GREY for most in apart):
                found.append(number)
    return found


def flat(picture: Image, colours: int) -> Image:
    """Return a picture in so many colours of its own."""
    from PIL.Image import Quantize

    return picture.convert("RGB").quantize(colours, method=Quantize.FASTOCTREE)


def png(picture: Image) -> bytes:
    """Return a picture as a PNG."""
    out = BytesIO()
    picture.save(out, "PNG")
    return out.getvalue()

# SPDX-License-Identifier: AGPL-3.0-or-later
"""Pages taken apart into their plates, for the report: how much ink they carry, and where."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from io import BytesIO
from itertools import islice
from typing import TYPE_CHECKING, Any

from octavo.pipeline.pictures import flat, png

if TYPE_CHECKING:
    from PIL.Image import Image

    from octavo.model.pagemap import Box

MM_PER_INCH = 25.4
AT_ONCE = 24  # pages in memory together
MOST = 96  # pages of a file: who prints more of them in colour has them measured by `octavo check`
HEIGHT = 220  # pixels of each picture in a strip
GAP = 16  # pixels between them
USUAL_LIMIT = 300.0  # where a printer names none, the map still needs a red
COLOURS = 64
INKS = {"C": (0, 158, 224), "M": (227, 0, 122), "Y": (235, 205, 0), "K": (26, 24, 22)}


@dataclass(frozen=True, slots=True)
class PagePlates:
    """Ink in per cent of four plates, and a strip of pictures: cyan, magenta, yellow, black, and all ink as a map."""

    number: int
    mean: float
    peak: float
    coverage: tuple[float, float, float, float]
    picture: bytes


@dataclass(frozen=True, slots=True)
class Plates:
    """The plates of some pages, and who separated them or why nobody did."""

    run: bool
    reason: str
    pages: tuple[PagePlates, ...] = ()


def plates_of(data: bytes, numbers: Sequence[int], limit: float | None, *, squares: bool) -> Plates:
    """Return the plates of these pages of a print file (of the first of them, where they are very many), trimmed.

    With `squares` the map of all ink shows its mean in squares of 15 mm, and which of them has most.
    """
    from octavo.check.judges.inks import cut_out, separate

    made: list[PagePlates] = []
    reason = "no page carries colour"
    for batch in _batches(numbers[:MOST]):
        part, trims = only_pages(data, batch)
        separated = separate(part)
        reason = separated.judged.reason
        if not separated.judged.run:
            return Plates(False, reason)
        pages = zip(batch, separated.pages, trims, strict=True)
        for number, page, trim in pages:
            made.append(_page(number, cut_out(page, trim, separated.dpi), separated.dpi, limit or USUAL_LIMIT, squares))
    return Plates(True, reason, tuple(made))


def _batches(numbers: Sequence[int]) -> Iterator[list[int]]:
    waiting = iter(numbers)
    while batch := list(islice(waiting, AT_ONCE)):
        yield batch


Corners = tuple[float, float, float, float]


def only_pages(data: bytes, numbers: Iterable[int], box: str = "trimbox") -> tuple[bytes, list[Corners]]:
    """Return a file with these pages alone, and where that box of each is: points from its upper left corner."""
    import pikepdf

    wanted, out = set(numbers), BytesIO()
    with pikepdf.open(BytesIO(data)) as pdf:
        boxes = [_corners(page, box) for at, page in enumerate(pdf.pages, 1) if at in wanted]
        for at in range(len(pdf.pages), 0, -1):
            if at not in wanted:
                del pdf.pages[at - 1]
        pdf.save(out)
    return out.getvalue(), boxes


def _corners(page: Any, box: str) -> Corners:
    left, bottom, right, top = map(float, getattr(page, box))
    corner = [float(each) for each in page.mediabox]
    return left - corner[0], corner[3] - top, right - corner[0], corner[3] - bottom


def _page(number: int, page: Image, dpi: int, limit: float, squares: bool) -> PagePlates:
    from octavo.check.judges.inks import measure

    ink = measure(page, dpi)
    square = ink.square if squares else None
    return PagePlates(number, ink.mean, ink.peak, ink.coverage, _strip(page, limit, square, dpi / MM_PER_INCH))


def _strip(page: Image, limit: float, square: Box | None, scale: float) -> bytes:
    """Return one picture of the four plates in their colours, and of all ink from none to more than the limit."""
    from PIL import Image, ImageOps

    small = page.resize((max(1, round(page.width * HEIGHT / page.height)), HEIGHT), Image.Resampling.BOX)
    views = [
        ImageOps.colorize(plate, (255, 255, 255), colour)
        for plate, colour in zip(small.split(), INKS.values(), strict=True)
    ]
    views.append(_map(page, square, limit, scale).resize(small.size, Image.Resampling.BOX))
    strip = Image.new("RGB", (5 * small.width + 4 * GAP, HEIGHT), (255, 255, 255))
    for at, view in enumerate(views):
        strip.paste(view, (at * (small.width + GAP), 0))
    return png(flat(strip, COLOURS))


def _map(page: Image, square: Box | None, limit: float, scale: float) -> Image:
    """Return all ink as a map; where a square is given, the mean around every point, and a frame around that one."""
    from PIL import Image, ImageDraw, ImageFilter

    from octavo.check.judges.inks import heat_picture

    seen = page.filter(ImageFilter.BoxBlur(square.width / 2 * scale)) if square else page
    with Image.open(BytesIO(heat_picture(seen, limit))) as opened:
        heat = opened.convert("RGB")
    if square:
        left, top = square.x * scale, square.y * scale
        right, foot = (
            min(left + square.width * scale, page.width - 3),
            min(top + square.height * scale, page.height - 3),
        )
        ImageDraw.Draw(heat).rectangle((left, top, right, foot), outline=INKS["K"], width=3)
    return heat

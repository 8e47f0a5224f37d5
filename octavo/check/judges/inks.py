# SPDX-License-Identifier: AGPL-3.0-or-later
"""The plates as a renderer separates them: how much ink stands where, as numbers and as pictures."""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO
from itertools import accumulate
from pathlib import Path
from typing import TYPE_CHECKING

from octavo.check.judges.programs import ask, find, on_disk
from octavo.model.gate import Judged
from octavo.model.pagemap import Box

if TYPE_CHECKING:
    from PIL.Image import Image

NAME = "measured ink"
DPI = 72  # as the Ghent Workgroup measures
_CELL = 3  # pixels of DPI a side that are taken together for the mean of a square
_SIDE = 15.0  # millimetres
_MM_PER_INCH = 25.4


@dataclass(frozen=True, slots=True)
class Separations:
    """The pages as CMYK pictures of their whole MediaBox, and who made them; none where nobody could."""

    judged: Judged
    pages: tuple[Image, ...] = ()
    dpi: int = DPI


@dataclass(frozen=True, slots=True)
class PageInk:
    """Ink in per cent: the highest mean of a square of 15 mm, and where; the peak; the mean of each plate."""

    mean: float
    square: Box
    peak: float
    coverage: tuple[float, float, float, float]


def separate(data: bytes, dpi: int = DPI) -> Separations:
    """Return the plates of all pages by Ghostscript, else by MuPDF; where neither is installed, say so."""
    tools = {"gs": _by_ghostscript, "mutool": _by_mupdf}
    tool = next((each for each in tools if find(each)), "")
    if not tool:
        return Separations(Judged(NAME, False, "neither Ghostscript nor mutool is installed"))
    with on_disk(data) as path:
        said = ask(tools[tool](dpi), path)
        files = sorted(path.parent.glob("plates*"))
        if said.code or not files:
            reason = f"{tool} could not separate the file: {said.complaint}"
            return Separations(Judged(NAME, False, reason))
        return Separations(Judged(NAME, True, f"by {tool}"), tuple(_read(file) for file in files), dpi)


def _by_ghostscript(dpi: int) -> list[str]:
    options = ["-q", "-dSAFER", "-dNOPAUSE", "-dBATCH", "-sDEVICE=tiff32nc", f"-r{dpi}", "-o", "plates%05d.tif"]
    return [find("gs"), *options, "file.pdf"]


def _by_mupdf(dpi: int) -> list[str]:
    options = ["-q", "-N", "-c", "cmyk", "-F", "pam", "-r", str(dpi), "-o", "plates%05d.pam"]
    return [find("mutool"), "draw", *options, "file.pdf"]


def _read(file: Path) -> Image:
    from PIL import Image

    if file.suffix != ".pam":
        with Image.open(file) as opened:
            opened.load()
            return opened.copy()
    data = file.read_bytes()  # Pillow reads no PAM in CMYK
    head, _, pixels = data.partition(b"ENDHDR\n")
    said = dict(line.split(maxsplit=1) for line in head.decode("ascii").splitlines()[1:])
    return Image.frombytes("CMYK", (int(said["WIDTH"]), int(said["HEIGHT"])), pixels)


def measure(page: Image, dpi: int = DPI) -> PageInk:
    """Return the ink of a page, or of the part of it that was cut out."""
    total = total_ink(page)
    means = tuple(round(100 * _mean(plate) / 255, 2) for plate in page.split())
    cells = total.reduce(_CELL) if min(total.size) >= _CELL else total
    highest, left, top, side = _squares(cells, max(1, round(_SIDE * dpi / _MM_PER_INCH / _CELL)))
    factor = _CELL / dpi * _MM_PER_INCH
    square = Box(*(round(each * factor, 1) for each in (left, top, side, side)))
    peak = float(total.getextrema()[1])  # type: ignore[arg-type]
    return PageInk(round(highest / 2.55, 1), square, round(peak / 2.55, 1), means)  # type: ignore[arg-type]


def total_ink(page: Image) -> Image:
    """Return the sum of the plates at every point, in steps of 1/255 of a plate."""
    from PIL import ImageMath

    c, m, y, k = page.split()
    plates = {"c": c, "m": m, "y": y, "k": k}
    total: Image = ImageMath.lambda_eval(lambda ink: ink["c"] + ink["m"] + ink["y"] + ink["k"], **plates)
    return total


def _mean(plate: Image) -> float:
    counts = plate.histogram()
    return sum(value * count for value, count in enumerate(counts)) / max(1, sum(counts))


def _squares(cells: Image, side: int) -> tuple[float, int, int, int]:
    """Return the highest mean of all squares, with the place and side of the first that has it, by running sums."""
    width, height = cells.size
    side = min(side, width, height)
    values = array("i", cells.tobytes())
    columns = [0] * width
    best = (-1.0, 0, 0, side)
    for row in range(height):
        line = values[row * width : (row + 1) * width]
        old = values[(row - side) * width : (row - side + 1) * width] if row >= side else [0] * width
        columns = [have + new - gone for have, new, gone in zip(columns, line, old, strict=True)]
        if row < side - 1:
            continue
        sums = [0, *accumulate(columns)]
        found = [sums[at + side] - sums[at] for at in range(width - side + 1)]
        highest = max(found)
        if highest > best[0]:
            best = (highest, found.index(highest), row - side + 1, side)
    return (best[0] / (side * side), *best[1:])


def plate_pictures(page: Image) -> dict[str, bytes]:
    """Return a PNG for each plate, its ink in black, for the separations of the report."""
    from PIL import ImageOps

    return {name: _png(ImageOps.invert(plate)) for name, plate in zip("CMYK", page.split(), strict=True)}


def heat_picture(page: Image, limit: float) -> bytes:
    """Return a PNG of the total ink: from white over yellow and orange to red at the limit, violet beyond it."""
    from PIL import Image, ImageMath

    whole = total_ink(page)
    scaled = ImageMath.lambda_eval(lambda of: of["ink"] / 4, ink=whole).convert("L")
    scaled.putpalette([part for step in range(256) for part in _heat(step * 4 / 2.55, limit)])
    assert isinstance(scaled, Image.Image)
    return _png(scaled)


def _heat(ink: float, limit: float) -> Sequence[int]:
    if ink > limit:
        return (107, 0, 168)
    stops = ((255, 255, 255), (255, 240, 170), (253, 174, 97), (215, 48, 39))
    at = ink / limit * (len(stops) - 1) if limit else 0
    first = min(int(at), len(stops) - 2)
    return [round(a + (b - a) * (at - first)) for a, b in zip(stops[first], stops[first + 1], strict=True)]


def _png(picture: Image) -> bytes:
    out = BytesIO()
    picture.save(out, "PNG", optimize=True)
    return out.getvalue()


def cut_out(page: Image, box: tuple[float, float, float, float], dpi: int = DPI) -> Image:
    """Return a part of a page: left, head, right and foot in points from its upper left corner."""
    left, top, right, bottom = (round(each * dpi / 72) for each in box)
    width, height = page.size
    return page.crop((max(0, left), max(0, top), min(width, right), min(height, bottom)))

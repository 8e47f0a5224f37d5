# SPDX-License-Identifier: AGPL-3.0-or-later
"""What is printed looks as it does on the screen, as far as inks reach: both are rendered and compared.

The file for the press goes through Ghostscript into plates and through the profile into CIELAB, relative to the paper
and to full black; the file for the screen through PDFium into sRGB. Only places without an edge are compared, for
the two programs draw edges differently.
"""

from __future__ import annotations

import shutil
import subprocess
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest

from octavo.render.plain import write_plain
from octavo.render.press.finish import finish_press
from octavo.render.press.inks import Inks
from octavo.render.screen import finish_screen
from tests.render.press.samples import laid, page, wish

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(shutil.which("gs") is None, reason="Ghostscript is not installed"),
]
DPI = 150
CELL = 8  # pixels
FARTHEST = 5.0  # CIE76
White = (0.9642, 1.0, 0.8249)  # D50

WHAT = {
    "a gradient along a line": '<div style="height:30mm;'
    'background:linear-gradient(90deg,#b84030,#f0e0a0 50%,#4a6a98)"></div>',
    "a gradient around a point": '<div style="height:40mm;background:radial-gradient(circle,#fff,#a0505c)"></div>',
    "a gradient of greys": '<div style="height:30mm;background:linear-gradient(90deg,#000,#fff)"></div>',
    "a gradient that fades": '<div style="height:30mm;background:linear-gradient(90deg,#4a6a98,transparent)"></div>',
    "a blurred shadow": '<div style="height:20mm;width:40mm;margin:15mm;background:#c8d4bc;'
    'box-shadow:2mm 2mm 8mm #506890"></div>',
    "a picture seen through": '<img src="glass.png" alt="Glass">',
    "a grey photograph": '<img src="grey.jpg" alt="A slope">',
    "a photograph": '<img src="colour.jpg" alt="Brown">',
    "a picture with a table of colours": '<img src="table.png" alt="Brown">',
    "a picture in inks": '<img src="inks.tif" alt="Ochre">',
    "a photograph in inks": '<img src="inks.jpg" alt="Ochre">',
    "a drawing": '<div style="color:#3a7050"><svg width="40mm" height="40mm" viewBox="0 0 4 4"><title>Boat</title>'
    '<rect width="2" height="4" fill="currentColor"/><rect x="2" width="2" height="4" fill="#6080a0"/></svg></div>',
    "a tint": '<div style="height:30mm;background:rgb(74 106 152/.5)"></div>',
    "a grey tint": '<div style="height:30mm;background:rgb(0 0 0/.3)"></div>',
}
STYLE = "img { width: 40mm } div { margin: 0 }"


@cache
def inks() -> Inks:
    return Inks(wish())


def plates(data: bytes, folder: Path) -> Any:
    """Return the first page of a file for the press as a picture in CMYK."""
    from PIL import Image

    (folder / "press.pdf").write_bytes(data)
    command = ["gs", "-q", "-dSAFER", "-dNOPAUSE", "-dBATCH", "-sDEVICE=tiff32nc", f"-r{DPI}", "-dLastPage=1"]
    subprocess.run([*command, "-o", "page.tif", "press.pdf"], cwd=folder, check=True, capture_output=True)
    return Image.open(BytesIO((folder / "page.tif").read_bytes()))


def screen(data: bytes) -> Any:
    import pypdfium2

    with pypdfium2.PdfDocument(data) as pdf:
        return pdf[0].render(scale=DPI / 72).to_pil().convert("RGB")


def xyz(lab: tuple[float, float, float]) -> list[float]:
    along = (lab[0] + 16) / 116
    each = (along + lab[1] / 500, along, along - lab[2] / 200)
    return [w * (t**3 if t > 6 / 29 else 3 * (6 / 29) ** 2 * (t - 4 / 29)) for t, w in zip(each, White, strict=True)]


def lab(values: list[float]) -> tuple[float, float, float]:
    def root(value: float) -> float:
        return value ** (1 / 3) if value > (6 / 29) ** 3 else value / (3 * (6 / 29) ** 2) + 4 / 29

    x, y, z = (root(value / w) for value, w in zip(values, White, strict=True))
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


def between_paper_and_black(seen: tuple[float, float, float]) -> tuple[float, float, float]:
    """Return a printed colour with full black at 0, as the screen has it."""
    black = xyz(inks().colours([(0, 0, 0, 1)])[0])
    return lab([(v - k) / (w - k) * w for v, k, w in zip(xyz(seen), black, White, strict=True)])


def of_screen(shown: Any) -> list[tuple[float, float, float]]:
    """Return the pixels of a picture in sRGB as CIELAB, row by row."""
    from PIL import ImageCms

    intent = ImageCms.Intent.RELATIVE_COLORIMETRIC
    made: Any = ImageCms.profileToProfile(
        shown, ImageCms.createProfile("sRGB"), ImageCms.createProfile("LAB"), intent, "LAB"
    )
    rows = made.tobytes()
    return [
        (rows[at] / 2.55, rows[at + 1] - 256 * (rows[at + 1] > 127), rows[at + 2] - 256 * (rows[at + 2] > 127))
        for at in range(0, len(rows), 3)
    ]


def differences(press: Any, shown: Any) -> list[tuple[float, tuple[int, ...], tuple[int, ...]]]:
    """Return how far the colours are apart wherever there is no edge, and something else than white."""
    from PIL import Image, ImageFilter

    bleed = round(3 * DPI / 25.4)
    size = shown.width // CELL, shown.height // CELL
    whole = (0, 0, size[0] * CELL, size[1] * CELL)
    press = press.crop((bleed, bleed, bleed + shown.width, bleed + shown.height))
    plate, screen = (each.crop(whole).resize(size, Image.Resampling.BOX) for each in (press, shown))
    highest, lowest = (
        shown.crop(whole).filter(kind(2 * CELL + 1)).resize(size, Image.Resampling.NEAREST).tobytes()
        for kind in (ImageFilter.MaxFilter, ImageFilter.MinFilter)
    )
    inked, seen = plate.tobytes(), screen.tobytes()
    builds = [tuple(value / 255 for value in inked[at : at + 4]) for at in range(0, len(inked), 4)]
    pairs = zip(map(between_paper_and_black, inks().colours(builds)), of_screen(screen), strict=True)
    found = []
    for at, (one, other) in enumerate(pairs):
        rgb = slice(3 * at, 3 * at + 3)
        flat = max(a - b for a, b in zip(highest[rgb], lowest[rgb], strict=True)) <= 32
        if flat and lowest[rgb] != b"\xff\xff\xff":
            apart = sum((a - b) ** 2 for a, b in zip(one, other, strict=True)) ** 0.5
            found.append((apart, tuple(inked[4 * at : 4 * at + 4]), tuple(seen[rgb])))
    return found


@pytest.mark.parametrize("what", WHAT)
def test_it_looks_in_print_as_on_the_screen(what: str, workspace: Path, tmp_path: Path) -> None:
    document = page(WHAT[what], STYLE)
    layout = laid(document, workspace)
    made = finish_press(write_plain(layout, document).unwrap(), document.metadata, wish(swatches=()))
    assert made.problems == ()
    found = differences(plates(made.unwrap(), tmp_path), screen(finish_screen(layout, document).unwrap()))
    assert len(found) > 100
    assert max(found) <= (FARTHEST,)

# SPDX-License-Identifier: AGPL-3.0-or-later
"""Make the pictures of the README from what a build has put into output/: `python scripts/make_pictures.py`."""

from __future__ import annotations

import sys
from pathlib import Path

import pypdfium2
from PIL import Image

ROOT = Path(__file__).parents[1]
TARGET = ROOT / "docs" / "pictures" / "pages.png"
GAP, HEIGHT, GROUND = 14, 430, "#e7e4de"

# Publication, edition, and what the page shows; the page is found by its text, for numbers move with every edit.
SHOWN = (
    ("khojaly", "en", "Khojaly was a village"),
    ("khojaly", "en", "The corridor and the militia"),
    ("khojaly", "az", "Azərbaycan hakimiyyət"),
    ("starter", "en", "Whoever wanted to keep"),
    ("starter", "ar", 9),
    ("starter", "ar", 10),
)


def page(publication: str, edition: str, wanted: str | int) -> Image.Image:
    """Return a page as a picture: the page of that number, or the first that holds the text."""
    path = ROOT / "output" / publication / edition / f"{publication}-{edition}-screen.pdf"
    if not path.is_file():
        sys.exit(f"{path} is missing: run build.py first")
    document = pypdfium2.PdfDocument(path)
    numbers = [wanted - 1] if isinstance(wanted, int) else range(len(document))
    found = next((n for n in numbers if isinstance(wanted, int) or wanted in text_of(document[n])), 4)
    sheet = document[found]
    picture: Image.Image = sheet.render(scale=2 * HEIGHT / sheet.get_height()).to_pil()
    return picture.resize((round(picture.width * HEIGHT / picture.height), HEIGHT), Image.Resampling.LANCZOS)


def text_of(sheet: pypdfium2.PdfPage) -> str:
    """Return the text of a page with single spaces."""
    return " ".join(sheet.get_textpage().get_text_range().replace("\ufffe", "").split())


def main() -> None:
    """Put the pages side by side, three in a row."""
    pictures = [page(*row) for row in SHOWN]
    rows = [pictures[:3], pictures[3:]]
    width = max(sum(p.width + GAP for p in row) for row in rows) + GAP
    sheet = Image.new("RGB", (width, GAP + len(rows) * (HEIGHT + GAP)), GROUND)
    for number, row in enumerate(rows):
        x = GAP
        for picture in row:
            sheet.paste(picture, (x, GAP + number * (HEIGHT + GAP)))
            x += picture.width + GAP
    TARGET.parent.mkdir(parents=True, exist_ok=True)
    sheet.quantize(256).save(TARGET, optimize=True)
    print(f"{TARGET.relative_to(ROOT)}: {TARGET.stat().st_size // 1024} KB")


if __name__ == "__main__":
    main()

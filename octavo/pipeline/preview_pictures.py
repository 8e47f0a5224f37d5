# SPDX-License-Identifier: AGPL-3.0-or-later
"""Pages of a preview as pictures: each named after what it shows, so that a page that looks the same keeps its name."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from octavo.pipeline.pictures import opened, trim_of
from octavo.pipeline.store import write_whole

if TYPE_CHECKING:
    from PIL.Image import Image

TALL = 1500  # pixels of a page's height: sharp on a fine screen that shows a spread
NAME = 20  # letters of a picture's name


def draw_pages(data: bytes, folder: Path) -> list[str]:
    """Draw the pages of a PDF without their bleed into a folder, and return the names of their pictures, in order."""
    with opened(data) as document:
        return [_kept(picture, folder) for picture in _drawn(document)]


def _drawn(document: Any) -> Iterator[Image]:
    for page in document:
        trim = trim_of(page)
        yield page.render(scale=TALL / trim.height, crop=trim.inside).to_pil()


def _kept(picture: Image, folder: Path) -> str:
    """Write a picture unless it is there, and return its name: the digest of its size and pixels."""
    digest = hashlib.sha256(f"{picture.size}".encode())
    digest.update(picture.tobytes())
    name = f"{digest.hexdigest()[:NAME]}.png"
    if not (folder / name).is_file():
        write_whole(folder / name, _png(picture))
    return name


def _png(picture: Image) -> bytes:
    """Return a picture as a PNG, made in little time; one without colours holds greys alone."""
    from io import BytesIO

    from PIL import ImageChops

    bands = picture.convert("RGB").split()
    plain = all(ImageChops.difference(bands[0], other).getbbox() is None for other in bands[1:])
    out = BytesIO()
    (bands[0] if plain else picture.convert("RGB")).save(out, "PNG", compress_level=3)
    return out.getvalue()

# SPDX-License-Identifier: AGPL-3.0-or-later
"""Pictures of the pages that changed, the older and the newer, with a frame around every place that differs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from octavo.pipeline.pictures import ACCENT, flat, png

if TYPE_CHECKING:
    from octavo.model.difference import EditionChange, FileChange, PageChange
    from octavo.model.pagemap import Box

POINTS_PER_MM = 72 / 25.4
HIGH = 1000  # pixels of the longer side of a picture
COLOURS = 127  # and the accent
FRAME_MM = 1.0
MOST = 120  # pairs of an edition; of more only the numbers are told
FIRST = ("screen", "large", "press", "cover", "booklet", "office")


def shown_changes(edition: EditionChange) -> Iterator[tuple[FileChange, PageChange]]:
    """Yield the page changes that deserve a picture: each page once, however many files it is in."""
    known: set[tuple[int, int]] = set()
    ranked = sorted(
        edition.files, key=lambda each: (FIRST.index(each.output) if each.output in FIRST else 9, each.path)
    )
    for file in ranked:
        if file.output == "order" or "-office-" in file.path:
            continue
        sheets = {page for each in (file.reprint.sheets if file.reprint else ()) for page in each.pages}
        derived = file.reprint is not None and file.reprint.derived
        if sheets and not derived and known and _covered(file, {new for _, new in known}):
            continue
        for change in file.pages:
            if change.state in ("reads", "renumbered"):
                continue
            if file.output == "press" and _same_page(change, known):
                continue
            if file.output in ("screen", "press"):
                known.add((change.old, change.new))
            yield file, change


def _same_page(change: PageChange, known: set[tuple[int, int]]) -> bool:
    """Tell whether a page of a press file was shown already: its last pages come after blank ones."""
    return (change.old, change.new) in known


def _covered(file: FileChange, known: set[int]) -> bool:
    """Tell whether on each sheet that changed stands a page that was shown."""
    assert file.reprint is not None
    return all(known & set(sheet.pages) for sheet in file.reprint.sheets)


def picture_of(document: Any, number: int, places: tuple[Box, ...]) -> bytes:
    """Return a picture of a page of pypdfium2, as far as it is printed, with its places framed."""
    from PIL import ImageDraw

    from octavo.distribute.diff.pages import frame_of

    page = document[number - 1]
    frame = frame_of(page)
    scale = min(frame.scale, HIGH / max(frame.width, frame.height))
    few = flat(page.render(scale=scale, crop=frame.crop).to_pil(), COLOURS)
    page.close()
    few.putpalette([*(few.getpalette() or [])[: 3 * COLOURS], *ACCENT])
    pen = ImageDraw.Draw(few)
    for box in places:
        to_pixels = scale * POINTS_PER_MM
        left, head = (
            frame.left * scale + (box.x - FRAME_MM) * to_pixels,
            frame.head * scale + (box.y - FRAME_MM) * to_pixels,
        )
        right, foot = left + (box.width + 2 * FRAME_MM) * to_pixels, head + (box.height + 2 * FRAME_MM) * to_pixels
        edge = (max(0, left), max(0, head), min(few.width - 1, right), min(few.height - 1, foot))
        if edge[0] < edge[2] and edge[1] < edge[3]:
            pen.rectangle(edge, outline=COLOURS, width=2)
    return png(few)


def size_of(picture: bytes) -> Mapping[str, int]:
    """Return width and height of a PNG in pixels (PNG, 11.2.2: they begin the first chunk)."""
    return {"width": int.from_bytes(picture[16:20]), "height": int.from_bytes(picture[20:24])}

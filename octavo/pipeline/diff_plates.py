# SPDX-License-Identifier: AGPL-3.0-or-later
"""Which plates of a print file changed: where only black did, a printer keeps the plates of the colours."""

from __future__ import annotations

from collections.abc import Sequence

from octavo.model.difference import Plates
from octavo.pipeline.plates import MOST, only_pages

STEP = 8  # of 255 of a plate: what is less is a rounding of the renderer
AT_ONCE = 24  # pages in memory together


def changed_plates(old: bytes, new: bytes, pages: Sequence[int]) -> Plates:
    """Return which plates of these pages differ, in two PDF/X files that have the same pages in the same places.

    Of very many pages only the first are compared, as `reason` then says.
    """
    found: list[tuple[int, str]] = []
    reason = ""
    looked = list(pages)[:MOST]
    for start in range(0, len(looked), AT_ONCE):
        batch = looked[start : start + AT_ONCE]
        told = _batch(old, new, batch)
        if not told.run:
            return told
        found += told.pages
        reason = told.reason
    if len(looked) < len(pages):
        reason = f"{reason}, the first {len(looked)} of {len(pages)} pages"
    return Plates(True, reason, tuple(found))


def _batch(old: bytes, new: bytes, numbers: Sequence[int]) -> Plates:
    from octavo.check.judges.inks import cut_out, separate

    pages = []
    for data in (old, new):
        part, boxes = only_pages(data, numbers, "bleedbox")
        separated = separate(part)
        if not separated.judged.run:
            return Plates(False, separated.judged.reason)
        if len(separated.pages) != len(numbers):
            return Plates(False, "the renderer did not give every page")
        pages.append([cut_out(page, box, separated.dpi) for page, box in zip(separated.pages, boxes, strict=True)])
        reason = separated.judged.reason
    return Plates(True, reason, tuple((at, _letters(*pair)) for at, *pair in zip(numbers, *pages, strict=True)))


def _letters(old: object, new: object) -> str:
    """Return the letters of the plates that differ between two CMYK pictures; all where their sizes differ."""
    from PIL import ImageChops
    from PIL.Image import Image

    assert isinstance(old, Image)
    assert isinstance(new, Image)
    if old.size != new.size:
        return "CMYK"
    bands = zip("CMYK", old.split(), new.split(), strict=True)
    return "".join(name for name, one, other in bands if _most(ImageChops.difference(one, other)) > STEP)


def _most(plate: object) -> float:
    return float(plate.getextrema()[1])  # type: ignore[attr-defined]

# SPDX-License-Identifier: AGPL-3.0-or-later
"""Two PDFs page by page: what each looks like and reads, which page became which, and what has to be printed again."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal

from octavo.distribute.diff.align import Words, align, changed_words, edits, runs, shortened, words_of
from octavo.distribute.diff.looks import spots
from octavo.model.difference import PageChange, Reprint, SheetChange
from octavo.model.pagemap import Box

if TYPE_CHECKING:
    from PIL.Image import Image

POINTS_PER_MM = 72 / 25.4
FINE = 2.0  # pixels a point: 144 dpi, where the dot of an i has several
MOST_PIXELS = 16_000_000  # of a picture: a poster is looked at more coarsely
AROUND = 6  # words that are shown beside those that changed
KEPT = 4  # pictures in memory: a page and its counterpart, and one more of each
_FORM = re.compile(r"/P(\d+)")
Sides = Literal["front", "back"]


@dataclass(slots=True)
class Pages:
    """An open PDF: the words and the label of every page, and its pictures on demand.

    `sheets` has for each page the pages that stand on it, where the file is a booklet of ours; `print_ready` tells
    whether it is PDF/X.
    """

    document: Any
    words: tuple[Words, ...]
    labels: tuple[str, ...]
    sheets: tuple[tuple[int, ...], ...]
    print_ready: bool
    metadata: dict[str, str]
    drawn: dict[int, Image] = field(default_factory=dict)

    def __len__(self) -> int:
        return len(self.words)

    def picture(self, at: int) -> Image:
        """Return the page from 0 as it is printed: with its bleed, without marks and slug."""
        if at not in self.drawn:
            while len(self.drawn) >= KEPT // 2:
                self.drawn.pop(next(iter(self.drawn)))
            self.drawn[at] = _rendered(self.document, at)
        return self.drawn[at]

    def images(self, at: int) -> tuple[str, ...]:
        """Return digests of the photographs on a page, in the order in which they are drawn."""
        from pypdfium2 import raw

        page = self.document[at]
        found = page.get_objects(filter=[raw.FPDF_PAGEOBJ_IMAGE])
        return tuple(hashlib.sha256(bytes(each.get_data())).hexdigest() for each in found)


@dataclass(frozen=True, slots=True)
class Frame:
    """What is looked at of a page: its bleed, in points from the edges of what is drawn; in it begins the trim."""

    crop: tuple[float, float, float, float]
    width: float
    height: float
    left: float
    head: float
    scale: float


@contextmanager
def opened(data: bytes) -> Iterator[Pages]:
    """Give the pages of a PDF; raise PdfiumError or PdfError for one that can't be read or needs a password."""
    from io import BytesIO

    import pikepdf
    import pypdfium2

    document = pypdfium2.PdfDocument(data)
    try:
        with pikepdf.open(BytesIO(data)) as pdf:
            sheets = tuple(_on_sheet(page) for page in pdf.pages)
            intents = [str(each.get("/S", "")) for each in pdf.Root.get("/OutputIntents", [])]
            metadata = _metadata(pdf)
        words = tuple(_words(page) for page in document)
        labels = tuple(document.get_page_label(at) or str(at + 1) for at in range(len(words)))
        yield Pages(document, words, labels, sheets if any(sheets) else (), "/GTS_PDFX" in intents, metadata)
    finally:
        document.close()


def _metadata(pdf: Any) -> dict[str, str]:
    told = pdf.docinfo if "/Info" in pdf.trailer else {}
    found = {str(key).lstrip("/"): str(value) for key, value in told.items()}
    return {**found, "Language": str(pdf.Root.get("/Lang", ""))}


def _on_sheet(page: Any) -> tuple[int, ...]:
    """Return the numbers of the pages that were imposed on a side: their forms are called by them."""
    names = page.obj.get("/Resources", {}).get("/XObject", {})
    return tuple(sorted(int(match[1]) for name in names if (match := _FORM.fullmatch(str(name)))))


def _words(page: Any) -> Words:
    """Return the words of a page, those of a slug beside it left out."""
    text, bleed = page.get_textpage(), page.get_bleedbox()
    try:
        return words_of(text.get_text_range() if bleed == page.get_mediabox() else text.get_text_bounded(*bleed))
    finally:
        text.close()


def frame_of(page: Any) -> Frame:
    """Return what is looked at of a page of pypdfium2; a turned page is looked at whole."""
    width, height = page.get_size()
    crop, trim_left, trim_head = (0.0, 0.0, 0.0, 0.0), 0.0, 0.0
    if page.get_rotation() == 0:
        left, bottom, right, top = page.get_cropbox()
        bleed, trim = page.get_bleedbox(), page.get_trimbox()
        inside = (bleed[0] - left, bleed[1] - bottom, right - bleed[2], top - bleed[3])
        crop = tuple(max(0.0, each) for each in inside)
        trim_left, trim_head = trim[0] - left - crop[0], top - trim[3] - crop[3]
    seen = (max(1.0, width - crop[0] - crop[2]), max(1.0, height - crop[1] - crop[3]))
    scale = min(FINE, (MOST_PIXELS / (seen[0] * seen[1])) ** 0.5)
    return Frame(crop, *seen, trim_left, trim_head, scale)


def _rendered(document: Any, at: int) -> Image:
    page = document[at]
    frame = frame_of(page)
    picture: Image = page.render(scale=frame.scale, crop=frame.crop).to_pil().convert("RGB")
    page.close()
    return picture


@dataclass(slots=True)
class Looked:
    """Two PDFs beside each other; what was found once about two pages is kept."""

    old: Pages
    new: Pages
    found: dict[tuple[int, int], tuple[Box, ...]] = field(default_factory=dict)

    def places(self, i: int, j: int) -> tuple[Box, ...]:
        """Return where two pages look different, in millimetres from the corner of the trim."""
        if (i, j) not in self.found:
            self.found[i, j] = _places(self.old, i, self.new, j)
        return self.found[i, j]


def _places(old: Pages, i: int, new: Pages, j: int) -> tuple[Box, ...]:
    before, after = old.picture(i), new.picture(j)
    frame = frame_of(new.document[j])
    to_mm = 1 / (frame.scale * POINTS_PER_MM)
    if before.size != after.size:
        return (Box(0.0, 0.0, round(after.width * to_mm, 1), round(after.height * to_mm, 1)),)
    left, head = frame.left / POINTS_PER_MM, frame.head / POINTS_PER_MM
    return tuple(
        Box(*(round(each, 1) for each in (x0 * to_mm - left, y0 * to_mm - head, (x1 - x0) * to_mm, (y1 - y0) * to_mm)))
        for x0, y0, x1, y1 in spots(before, after)
    )


@dataclass(frozen=True, slots=True)
class Compared:
    """What became of the pages of a PDF."""

    changes: tuple[PageChange, ...]
    moved: tuple[tuple[int, int, int], ...]
    reprint: Reprint | None


def compare_pages(old: Pages, new: Pages) -> Compared:
    """Return every page that is not as it was; and for print files what has to be printed again."""
    looked = Looked(old, new)
    changes, moved = [], []
    for i, j in align(
        [_known(old, at) for at in range(len(old))], [_known(new, at) for at in range(len(new))], numbers=False
    ):
        change = _change(looked, i, j)
        if change is not None:
            changes.append(change)
        elif i is not None and j is not None and i != j:
            moved.append((i + 1, j + 1))
    changes.sort(key=lambda each: (each.new or each.old, each.old))
    reprint = _reprint(looked) if new.print_ready or new.sheets else None
    return Compared(tuple(changes), tuple(runs(moved)), reprint)


def _known(pages: Pages, at: int) -> Words:
    """Return by what a page is known again: its words, else its pictures, else nothing."""
    return pages.words[at] or tuple(pages.images(at))


def _change(looked: Looked, i: int | None, j: int | None) -> PageChange | None:
    old, new = looked.old, looked.new
    if i is None or j is None:
        if j is not None:
            return PageChange("added", 0, j + 1, "", new.labels[j])
        return PageChange("removed", i + 1, 0, old.labels[i], "") if i is not None else None
    here = (i + 1, j + 1, old.labels[i], new.labels[j])
    told = edits(old.words[i], new.words[j])
    if i != j and _renumbered(looked, i, j):
        return PageChange("renumbered", *here) if looked.places(i, j) else None
    places = looked.places(i, j)
    shown = shortened(told, AROUND) if any(kind != "kept" for kind, _ in told) else ()
    if places:
        return PageChange("changed", *here, places, shown)
    return PageChange("reads", *here, (), shown) if shown else None


def _renumbered(looked: Looked, i: int, j: int) -> bool:
    """Tell whether a page that moved has the same words and pictures as it had, but for its number."""
    old, new = looked.old, looked.new
    gone, came = changed_words(edits(old.words[i], new.words[j]))
    numbers = (old.labels[i], str(i + 1)), (new.labels[j], str(j + 1))
    told = all(
        _number(word) in map(_number, own) for words, own in zip((gone, came), numbers, strict=True) for word in words
    )
    return told and len(gone) == len(came) and old.images(i) == new.images(j)


def _number(word: str) -> str:
    """Return a number in European digits, any other word as it is."""
    return str(int(word)) if word.isdecimal() else word


def _reprint(looked: Looked) -> Reprint:
    """Return the pages that have to be printed again, place by place, and the sheets they are on."""
    old, new = looked.old, looked.new
    both = min(len(old), len(new))
    pages = [at + 1 for at in range(len(new)) if at >= both or looked.places(at, at)]
    sheets = tuple(_sheets(pages, new.sheets, turned=_turned(new.sheets))) if new.sheets else ()
    return Reprint(tuple(pages), sheets, plated=old.print_ready and new.print_ready)


def _sheets(pages: Sequence[int], standing: Sequence[tuple[int, ...]], *, turned: bool) -> Iterator[SheetChange]:
    """Yield the sheets of these sides; where a file has fronts and backs in turn, two sides are a sheet."""
    step = 2 if turned else 1
    names: tuple[Sides, Sides] = ("front", "back")
    for number in sorted({(page - 1) // step for page in pages}):
        mine = [page for page in pages if (page - 1) // step == number]
        on_them = sorted({each for page in mine for each in standing[page - 1]})
        sides = tuple(names[(page - 1) % step] for page in mine) if turned else ()
        yield SheetChange(number + 1, sides, tuple(on_them))


def _turned(sheets: Sequence[tuple[int, ...]]) -> bool:
    """Tell whether every second side is the back of the one before: the pages of its leaves follow each other."""
    if len(sheets) < 2 or len(sheets) % 2:
        return False
    front, back = sheets[0], sheets[1]
    behind = {page + 1 if page % 2 else page - 1 for page in front}
    return bool(behind & set(back)) or not back


def unreadable() -> tuple[type[Exception], ...]:
    """Return what is raised for a PDF that can't be read."""
    import pikepdf
    import pypdfium2

    return pikepdf.PdfError, pypdfium2.PdfiumError

# SPDX-License-Identifier: AGPL-3.0-or-later
"""Set pages as content streams: the items as marked content, each one piece; head and folio as artifacts."""

from __future__ import annotations

import zlib
from collections.abc import Sequence
from dataclasses import dataclass

# Everything is reckoned in the engine's pixels; a point is 4/3 of one.
_SCALE = b".75 0 0 .75 0 0 cm"


@dataclass(frozen=True, slots=True)
class Shows:
    """An item on a page: its key (a heading has none but a label), its element, and where its text begins.

    `x` and `y` are pixels from the left and from below, `corner` is the upper left corner of its box, from above.
    """

    key: str
    tag: str
    x: float
    y: float
    operators: bytes
    label: str
    corner: tuple[float, float]


@dataclass(frozen=True, slots=True)
class SetPage:
    """A page that was set: its items in the order of reading, and head and folio as (x, y, operators)."""

    items: tuple[Shows, ...]
    furniture: tuple[tuple[float, float, bytes], ...]


def page_stream(page: SetPage, colour: bytes, *, marked: bool) -> bytes:
    """Return the content stream, packed; the MCID of an item is its place on the page.

    Args:
        page: what stands on it.
        colour: operators that set the colour of all items, if it is one.
        marked: whether it says what is what, for a file with tags (ISO 32000-1, 14.6).
    """
    parts = [b"q", _SCALE]
    parts += [colour] if colour else []
    for number, item in enumerate(page.items):
        shown = b"BT\n1 0 0 1 %.8g %.8g Tm\n%s\nET" % (round(item.x, 4), round(item.y, 4), item.operators)
        parts.append(b"/%s<</MCID %d>>BDC\n%s\nEMC" % (_mark(item.tag), number, shown) if marked else shown)
    for x, y, operators in page.furniture:
        shown = b"BT\n1 0 0 1 %.8g %.8g Tm\n%s\nET" % (round(x, 4), round(y, 4), operators)
        parts.append(b"/Artifact<</Type/Pagination>>BDC\n%s\nEMC" % shown if marked else shown)
    parts.append(b"Q")
    return zlib.compress(b"\n".join(parts), 6)


def _mark(tag: str) -> bytes:
    return b"LBody" if tag == "li" else tag.upper().encode()


@dataclass(frozen=True, slots=True)
class Elements:
    """The structure of items in a row: a heading, or the entries of one list; places are (page, MCID)."""

    tag: str
    places: tuple[tuple[int, int], ...]


def elements_of(pages: Sequence[SetPage]) -> tuple[Elements, ...]:
    """Return the headings and lists of the pages, in order; a list goes on over pages until a heading ends it."""
    found: list[tuple[str, list[tuple[int, int]]]] = []
    for page, each in enumerate(pages):
        for mcid, item in enumerate(each.items):
            if item.tag == "li" and found and found[-1][0] == "li":
                found[-1][1].append((page, mcid))
            else:
                found.append((item.tag, [(page, mcid)]))
    return tuple(Elements(tag, tuple(places)) for tag, places in found)

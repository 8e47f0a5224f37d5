# SPDX-License-Identifier: AGPL-3.0-or-later
"""Set pages as content streams: the items as marked content, each one piece; head and folio as artifacts."""

from __future__ import annotations

import zlib
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import NamedTuple

# Everything is reckoned in the engine's pixels; a point is 4/3 of one.
_SCALE = b".75 0 0 .75 0 0 cm"


class ShownItem(NamedTuple):
    """An item as it is drawn: its element, where its text begins, in pixels from the left and from below, and how."""

    tag: str
    x: float
    y: float
    operators: bytes


class Heading(NamedTuple):
    """The heading of a group: the page that it is on, counted from the first set page, and its box's upper left corner.

    Pixels from the left and from above.
    """

    page: int
    label: str
    corner: tuple[float, float]


@dataclass(frozen=True, slots=True)
class Drawn:
    """What is drawn on a page: the items in the order of reading, head and folio as (x, y, operators), the one colour.

    `colour` are the operators that set the colour of all items, if it is one.
    """

    items: tuple[ShownItem, ...]
    furniture: tuple[tuple[float, float, bytes], ...]
    colour: bytes


@dataclass(frozen=True, slots=True)
class SetPage:
    """A page that was set: the elements of its items, in the order of reading, and the key of the first entry.

    `name` says all that is drawn on it: who has seen a page of this name need not have it drawn again.
    """

    name: str
    tags: tuple[str, ...]
    key: str
    draw: Callable[[], Drawn] = field(repr=False, compare=False)


def page_stream(page: SetPage, *, marked: bool) -> bytes:
    """Return the content stream, packed; the MCID of an item is its place on the page.

    `marked` tells whether it says what is what, for a file with tags (ISO 32000-1, 14.6).
    """
    drawn = page.draw()
    parts = [b"q", _SCALE]
    parts += [drawn.colour] if drawn.colour else []
    for number, item in enumerate(drawn.items):
        shown = b"BT\n1 0 0 1 %.8g %.8g Tm\n%s\nET" % (round(item.x, 4), round(item.y, 4), item.operators)
        parts.append(b"/%s<</MCID %d>>BDC\n%s\nEMC" % (_mark(item.tag), number, shown) if marked else shown)
    for x, y, operators in drawn.furniture:
        shown = b"BT\n1 0 0 1 %.8g %.8g Tm\n%s\nET" % (round(x, 4), round(y, 4), operators)
        parts.append(b"/Artifact<</Type/Pagination>>BDC\n%s\nEMC" % shown if marked else shown)
    parts.append(b"Q")
    return zlib.compress(b"\n".join(parts), 6)


def _mark(tag: str) -> bytes:
    return b"LBody" if tag == "li" else tag.upper().encode()

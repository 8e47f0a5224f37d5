# SPDX-License-Identifier: AGPL-3.0-or-later
"""Running heads and folios of set pages, as the margin boxes of a page that the engine laid out have them."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any, NamedTuple

from octavo.model.canonical import digest
from octavo.model.pdf_parts import Remember
from octavo.render.boxes import MM_PER_PX, PageBoxes, baseline, content_box, style_of, text_of, walk
from octavo.render.roll.pen import FontUse, Pen, Unfit, add_uses, read_uses, style_name, told_uses


class Shown(NamedTuple):
    """What a page of the roll is called, and the first and last name on it."""

    folio: int
    first: str
    last: str


@dataclass(frozen=True, slots=True)
class Margin:
    """A margin box: what it shows, and where its line stands; millimetres.

    `tokens` are text, the name of a string that items set with which of them is meant, or a counter style.
    `anchor` is the left, middle or right end of the line, by `share` 0, 0.5, 1.
    """

    tokens: tuple[Any, ...]
    style: Any
    anchor: float
    share: float
    baseline: float
    room: float

    def text(self, shown: Shown, number: Callable[[int, Any], str]) -> str:
        """Return what the box shows on a page; `number` writes one in a counter style."""
        return "".join(_said(token, shown, number) for token in self.tokens)


@dataclass(frozen=True, slots=True)
class Side:
    """The margin boxes of a left-hand or right-hand page, and how high the page is in millimetres."""

    margins: tuple[Margin, ...]
    height: float

    @property
    def name(self) -> str:
        """All that decides what is drawn, apart from what the page shows."""
        rules = [(each.tokens, each.anchor, each.share, each.baseline, each.room) for each in self.margins]
        return digest(repr((rules, self.height)), *(style_name(each.style) for each in self.margins))


Furniture = tuple[tuple[float, float, str], ...]
"""What is drawn in the margins of a page: (x, y, operators); pixels from the left and from below."""


@dataclass(frozen=True, slots=True)
class DrawnMargins:
    """The margins of pages in a row, the fonts used, and what is too wide: its page from 0, its text, millimetres."""

    pages: tuple[Furniture, ...]
    styles: tuple[Any, ...]
    uses: dict[str, FontUse]
    too_wide: tuple[tuple[int, str, float], ...]


AT_ONCE = 64
"""The margins of how many pages are drawn, and remembered, together: an even number."""
_TOLERANCE = 0.35  # mm, as in octavo.render.findings


def draw_margins(
    sides: Sequence[Side], shown: Sequence[Shown], number: Callable[[int, Any], str], remember: Remember
) -> DrawnMargins:
    """Return the margins of pages whose sides take turns; what was drawn the last time is taken from there."""
    styles = tuple(margin.style for side in sides for margin in side.margins)
    name = digest(*(side.name for side in sides))
    pages, wide, uses = list[Furniture](), list[tuple[int, str, float]](), dict[str, FontUse]()
    for start in range(0, len(shown), AT_ONCE):
        some = shown[start : start + AT_ONCE]
        texts = [[each.text(its, number) for each in sides[at % 2].margins] for at, its in enumerate(some)]
        key = f"margins {digest(json.dumps(texts))} {name}"
        made = json.loads(remember(key, lambda texts=texts: _drawn(sides, styles, texts)))  # type: ignore[misc]
        pages += [tuple((x, y, operators) for x, y, operators in page) for page in made["pages"]]
        wide += [(start + at, text, over) for at, text, over in made["wide"]]
        add_uses(uses, read_uses(made["uses"]))
    return DrawnMargins(tuple(pages), styles, uses, tuple(wide))


def _drawn(sides: Sequence[Side], styles: tuple[Any, ...], texts: Sequence[Sequence[str]]) -> str:
    """Draw the margins of a few pages with a pen of their own; return them as text."""
    pen, pages, wide = Pen(styles), list[Any](), list[Any]()
    colours = [pen.colour(style) for style in range(len(styles))]
    for at, said in enumerate(texts):
        side, first = sides[at % 2], (at % 2) * len(sides[0].margins)
        page = []
        for place, (margin, text) in enumerate(zip(side.margins, said, strict=True), first):
            drawn = pen.draw(place, text)
            x = margin.anchor / MM_PER_PX - margin.share * drawn.width
            y = (side.height - margin.baseline) / MM_PER_PX
            page.append((x, y, (colours[place] + b"\n" + drawn.operators).decode("ascii")))
            if (over := drawn.width * MM_PER_PX - margin.room) > _TOLERANCE:
                wide.append((at, text, over))
        pages.append(page)
    return json.dumps({"pages": pages, "wide": wide, "uses": told_uses(pen.uses)})


def _said(token: Any, shown: Shown, number: Callable[[int, Any], str]) -> str:
    kind, value = token
    if kind == "text":
        return str(value)
    if kind == "page":
        return number(shown.folio, value)
    return shown.last if value == "last" else shown.first


def margins_of(page: PageBoxes, names: frozenset[str], shown: Shown, number: Callable[[int, Any], str]) -> list[Margin]:
    """Return the margin boxes of a page with text; `names` are the strings that items set, `shown` is what it shows."""
    found: list[Margin] = []
    for box in page.margins:
        texts = [node for node in walk(box) if node.kind == "text" and node.text.strip()]
        if not texts:
            continue
        if len(texts) > 1 or len([node for node in walk(box) if node.kind == "line"]) > 1:
            raise Unfit("a running head of several lines or styles")
        node, style = texts[0], style_of(box)
        left, _, right, _ = content_box(box)
        share = _SHARES.get((style["text_align_all"], style["direction"]))
        if share is None:
            raise Unfit(f"a running head set {style['text_align_all']}")
        tokens = _tokens(style["content"], text_of(box), names, shown, number)
        anchor = node.x + share * node.width
        found.append(Margin(tokens, style_of(node), anchor, share, baseline(node), right - left))
    rows = [round(margin.baseline, 1) for margin in found]
    # A box that is alone in its row is as wide as it needs to be.
    return [
        replace(margin, room=page.body.width) if rows.count(row) == 1 else margin
        for margin, row in zip(found, rows, strict=True)
    ]


_SHARES = {
    ("start", "ltr"): 0.0, ("end", "rtl"): 0.0, ("left", "ltr"): 0.0, ("left", "rtl"): 0.0, ("justify", "ltr"): 0.0,
    ("center", "ltr"): 0.5, ("center", "rtl"): 0.5,
    ("end", "ltr"): 1.0, ("start", "rtl"): 1.0, ("right", "ltr"): 1.0, ("right", "rtl"): 1.0, ("justify", "rtl"): 1.0,
}  # fmt: skip


def _tokens(
    content: Any, text: str, names: frozenset[str], shown: Shown, number: Callable[[int, Any], str]
) -> tuple[Any, ...]:
    """Return what the content of a margin box is made of; strings that no item sets are text, the same on all pages."""
    if not isinstance(content, tuple | list):
        raise Unfit("a margin box without content of its own")
    found: list[Any] = []
    pattern = ""
    for kind, value in content:
        if kind == "string":
            token, part = ("text", value), re.escape(value)
        elif kind == "counter()" and value[0] == "page":
            token, part = ("page", value[-1]), re.escape(number(shown.folio, value[-1]))
        elif kind == "string()" and value[0] in names and value[1] in ("first", "last"):
            token = ("name", value[1])
            part = re.escape(shown.last if value[1] == "last" else shown.first)
        elif kind == "string()" and value[0] not in names:
            token, part = ("text", None), "(.*)"
        else:
            raise Unfit(f"a running head with {kind}")
        found.append(token)
        pattern += part
    if (match := re.fullmatch(pattern, text, re.DOTALL)) is None:
        raise Unfit("a running head that shows something else")
    constants = iter(match.groups())
    return tuple(("text", next(constants)) if token == ("text", None) else token for token in found)

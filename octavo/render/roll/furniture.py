# SPDX-License-Identifier: AGPL-3.0-or-later
"""Running heads and folios of set pages, as the margin boxes of a page that the engine laid out have them."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any, NamedTuple

from octavo.render.boxes import PageBoxes, baseline, content_box, style_of, text_of, walk
from octavo.render.roll.pen import Unfit


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

# SPDX-License-Identifier: AGPL-3.0-or-later
"""The byte at which something that stands in a printed block stands in the e-book."""

from __future__ import annotations

from collections.abc import Sequence
from difflib import SequenceMatcher
from unicodedata import category, east_asian_width

from octavo.render.epub_text import Element, Run, Sign, composed, shows, signs

INLINE = frozenset({
    "a", "abbr", "b", "bdi", "bdo", "cite", "code", "em", "i", "kbd", "mark", "q", "s", "small", "span", "strong",
    "sub", "sup", "time", "u",
})  # fmt: skip
# HTML allows no phrase directly in these.
CLOSED = frozenset({"table", "thead", "tbody", "tfoot", "tr", "colgroup", "dl", "ul", "ol", "nav", "hgroup", "picture"})
# What is read out by its whole text, or can't hold a marker: it goes before them where anything may stand there.
HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
HEADED = HEADINGS | {"table", "ul", "ol", "dl"}
FLOW = frozenset(
    {"section", "div", "article", "aside", "blockquote", "figure", "figcaption", "header", "li", "dd", "td"}
)
OUTERMOST = frozenset({"body", "html", "main"})
FRAMES = frozenset({"section", "header"})
JOINTS = "-‐’'"
FAR = 6  # as many neighbours tell two places apart


def context(told: Sequence[str], at: int, keys: Sequence[str], earlier: Sequence[str], *, same: bool) -> int:
    """Return how well the neighbours of an element agree with those on the printed page.

    `told` are the keys of the e-book in order, `keys` those on the page, `earlier` those on the page before.
    """
    ahead = keys[keys.index(told[at]) :] if told[at] in keys else []
    forward = sum(a == b for a, b in zip(told[at : at + FAR], ahead[:FAR], strict=False))
    back = sum(each in earlier for each in told[max(0, at - FAR) : at])
    return 4 * same + 2 * forward + back


def place_of(element: Element, printed: Element | None, offset: int, new: frozenset[str]) -> int | None:
    """Return the byte before the character that has this offset in the printed block.

    Args:
        element: the block in the e-book.
        printed: the block that was laid out, whose characters `offset` counts.
        offset: 0 for the block's beginning; what opens with the block then opens behind the marker too.
        new: the keys of what begins on the page, and the ids of its headings.

    Inside a word the place is before that word. None where nothing may stand.
    """
    shown = [sign for sign in signs(element) if not sign.beside]
    at = _counted(printed, shown, offset)
    if not at or not shown:
        return _opening(element, new)
    at = _word(shown, min(at, len(shown) - 1))
    return _before(shown, at, element) if at else _opening(element, new)


def _counted(printed: Element | None, shown: list[Sign], offset: int) -> int:
    """Return how many of the signs shown stand before the offset."""
    if printed is None:
        return offset
    counted = composed(printed)
    mine = "".join(sign.char for sign in shown)
    before = _bare(counted[:offset])
    if mine.startswith(before) or not before:
        return len(before)
    matcher = SequenceMatcher(None, _bare(counted), mine, autojunk=False)
    best = 0
    for block in matcher.get_matching_blocks():
        if block.a <= len(before):
            best = block.b + min(block.size, len(before) - block.a)
    return best


def _bare(counted: list[tuple[str, bool]]) -> str:
    return "".join(char for char, beside in counted if not (beside or char.isspace() or category(char) == "Cf"))


def _word(shown: list[Sign], at: int) -> int:
    """Return where the word begins that a place is in, or the place itself between words."""
    if not _inner(shown[at].char):
        return at
    while at and not shown[at].spaced and _inner(shown[at - 1].char):
        at -= 1
    return at


def _inner(char: str) -> bool:
    # Scripts without spaces turn the page between any two signs.
    return (char in JOINTS or category(char)[0] in "LMN") and east_asian_width(char) not in "WF"


def _before(shown: list[Sign], at: int, owner: Element) -> int:
    """Return the byte before a sign, and before the phrases that begin with it."""
    sign, earlier = shown[at], shown[at - 1].element
    byte, here = sign.byte, sign.element
    begun = {id(each) for each in (earlier, *earlier.around())}
    while here is not owner and id(here) not in begun and here.tag in INLINE and here.parent is not None:
        byte, here = here.start, here.parent
    # A block that begins with the sign holds the marker, for nothing may stand between blocks of a list.
    return byte if here is owner or id(here) in begun else here.inside


def _opening(element: Element, new: frozenset[str]) -> int | None:
    """Return the byte where a block opens, with all that opens with it."""
    chain = [element]
    for outer in element.around():
        if outer.tag in OUTERMOST or not (outer.key in new or _leads(outer, chain[-1])):
            break
        chain.append(outer)
    for each in reversed(chain):
        if (heading := _heading(each)) is not None and heading.attrs.get("id") in new:
            return heading.start
        if each.tag in HEADED and each.parent is not None and each.parent.tag in FLOW:
            return each.start
        if each.tag not in CLOSED and each.tag not in INLINE:
            return each.inside
    return _inside(element)


def _heading(element: Element) -> Element | None:
    """Return the heading of no author directly before an element, such as that of a group of sources."""
    siblings = element.parent.contents if element.parent is not None else []
    before = [each for each in siblings[: siblings.index(element)] if shows(each)] if element in siblings else []
    last = before[-1] if before else None
    is_heading = isinstance(last, Element) and last.tag in HEADINGS and not last.key
    return last if is_heading and isinstance(last, Element) else None


def _leads(outer: Element, inner: Element) -> bool:
    """Tell whether an element opens with another: before that nothing shows, or only what a chapter opens with."""
    for each in outer.contents:
        if each is inner:
            return True
        keyed = not isinstance(each, Run) and any(inside.key for inside in each.walk())
        if shows(each) and (keyed or outer.tag not in FRAMES):
            return False
    return False


def _inside(element: Element) -> int | None:
    """Return the byte where the first cell or item of a table or list opens."""
    for each in element.walk():
        if each.tag not in CLOSED and each.tag != "col":
            return each.inside
    return None

# SPDX-License-Identifier: AGPL-3.0-or-later
"""An XHTML file as elements and signs, each with the byte it stands at, so that bytes can be put between them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple
from unicodedata import category

_TAG = re.compile(rb"""<(?:"[^"]*"|'[^']*'|[^"'>])*>""")
# Elements whose text is not set as text.
_UNREAD = frozenset({"head", "script", "style", "svg", "math", "template"})
# What is seen and has no text.
_SEEN = frozenset({"img", "svg", "math", "hr", "audio", "video", "object"})
# The apparatus stands elsewhere in an e-book than on paper, so it takes no part when places are counted.
_APPARATUS = frozenset({"noteref", "between-marks", "footnote", "notes"})


@dataclass(slots=True, eq=False)
class Element:
    """An element: `start` is the byte of its tag, `inside` the first byte of its content."""

    tag: str
    attrs: dict[str, str]
    parent: Element | None
    start: int
    inside: int
    contents: list[Element | Run] = field(default_factory=list)

    @property
    def key(self) -> str:
        """The place in the author's files that it came from, or nothing."""
        return self.attrs.get("data-key", "")

    @property
    def classes(self) -> frozenset[str]:
        """Its classes."""
        return frozenset(self.attrs.get("class", "").split())

    def walk(self) -> Iterator[Element]:
        """Yield the element and all in it, outer before inner."""
        yield self
        for each in self.contents:
            if isinstance(each, Element):
                yield from each.walk()

    def around(self) -> Iterator[Element]:
        """Yield the elements that it stands in, the nearest first."""
        up = self.parent
        while up is not None:
            yield up
            up = up.parent


class Run(NamedTuple):
    """A stretch of text without tags or entities, and the byte where it begins."""

    text: str
    byte: int


class Sign(NamedTuple):
    """A character that is read: the byte it stands at, the element it is in, and whether white space is before it.

    `beside` tells that it belongs to the apparatus: the mark of a note.
    """

    char: str
    byte: int
    element: Element
    spaced: bool
    beside: bool


def scan(data: bytes) -> Element:
    """Return the root of a well-formed file in UTF-8; raise xml.parsers.expat.ExpatError for any other."""
    from xml.parsers import expat

    parser = expat.ParserCreate("utf-8")
    parser.buffer_text = False
    top = Element("", {}, None, 0, 0)
    here = top

    def begin(tag: str, attrs: dict[str, str]) -> None:
        nonlocal here
        start = parser.CurrentByteIndex
        found = _TAG.match(data, start)
        made = Element(tag, attrs, here, start, found.end() if found else start)
        here.contents.append(made)
        here = made

    def end(tag: str) -> None:
        nonlocal here
        assert here.parent is not None
        here = here.parent

    def text(chars: str) -> None:
        here.contents.append(Run(chars, parser.CurrentByteIndex))

    parser.StartElementHandler, parser.EndElementHandler, parser.CharacterDataHandler = begin, end, text
    parser.Parse(data, True)
    (root,) = (each for each in top.contents if isinstance(each, Element))
    root.parent = None
    return root


def signs(element: Element) -> list[Sign]:
    """Return what is read in an element, without white space and without signs that have no shape."""
    out: list[Sign] = []
    spaced = False
    for char, byte, owner, beside in _chars(element, False):
        if char.isspace():
            spaced = True
        elif category(char) != "Cf":
            out.append(Sign(char, byte, owner, spaced, beside))
            spaced = False
    return out


def _chars(element: Element, beside: bool) -> Iterator[tuple[str, int, Element, bool]]:
    for each in element.contents:
        if isinstance(each, Run):
            byte = each.byte
            for char in each.text:
                yield char, byte, element, beside
                byte += len(char.encode())
        elif each.tag == "br":
            yield " ", each.start, element, beside
        elif each.tag not in _UNREAD:
            yield from _chars(each, beside or bool(_APPARATUS & each.classes))


def composed(element: Element) -> list[tuple[str, bool]]:
    """Return the characters of a block as the layout counts them, and whether each is the apparatus's.

    White space is collapsed, and notes that stand in the block are left out: so octavo.render.lines counts.
    """
    out: list[tuple[str, bool]] = []
    for char, beside in _counted(element, False):
        space = char in " \t\n\r\f"
        if not space:
            out.append((char, beside))
        elif out and out[-1][0] != " ":
            out.append((" ", beside))
    return out


def _counted(element: Element, beside: bool) -> Iterator[tuple[str, bool]]:
    for each in element.contents:
        if isinstance(each, Run):
            yield from ((char, beside) for char in each.text)
        elif each.tag == "br":
            yield " ", beside
        elif each.tag not in _UNREAD and "footnote" not in each.classes:
            yield from _counted(each, beside or bool(_APPARATUS & each.classes))


def in_apparatus(element: Element) -> bool:
    """Tell whether an element is a note or stands in one."""
    return any({"footnote", "notes"} & each.classes for each in (element, *element.around()))


def shows(content: Element | Run) -> bool:
    """Tell whether there is anything in it that is read or seen."""
    if isinstance(content, Run):
        return bool(content.text.strip())
    if content.tag in _SEEN:
        return True
    return content.tag not in _UNREAD and any(map(shows, content.contents))

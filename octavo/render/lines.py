# SPDX-License-Identifier: AGPL-3.0-or-later
"""The lines of a layout, each piece of text traced back to its place in the composed text it came from."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, NamedTuple

from octavo.render.boxes import Node, PageBoxes, flow, hyphen_of, repeats, walk
from octavo.render.notes import notes_in, notes_of

_SPACE = re.compile(r"[ \t\n\r\f]+")
# Elements whose text is not set as text: SVG has its title, the rest is not for readers.
_UNREAD = frozenset({"script", "style", "template", "{http://www.w3.org/2000/svg}svg"})


class Piece(NamedTuple):
    """A text box: where its text begins and ends in the text of its block, and what the end of the line did to it.

    `hyphen` is the mark the engine put at its end to break the word, else empty; `spaced` tells that the text goes on
    with a space this box doesn't show; `generated` that the text is the style sheet's (a marker, a counter), so that it
    has no place in the block.
    """

    node: Node
    start: int
    end: int
    hyphen: str
    spaced: bool
    generated: bool


class Line(NamedTuple):
    """A line on a page. `owner` is the element that its text belongs to: the nearest with a data-key, if there is one.

    `container` is the block box it stands in. Where notes run in one after another, what a line has of each note is a
    line of its own, and its container the note's box there. `running` is false for text that the page carries beside
    its stream: floats, notes, what is positioned; `again` tells that it was on an earlier page already, as the head of
    a table.
    """

    page: int
    node: Node
    container: Node
    owner: Any
    running: bool
    note: bool
    again: bool
    pieces: tuple[Piece, ...]

    @property
    def text(self) -> str:
        """What the line shows."""
        return "".join(piece.node.text for piece in self.pieces)

    @property
    def hyphenated(self) -> bool:
        """Tell whether the engine broke a word at its end."""
        return bool(self.pieces and self.pieces[-1].hyphen)


def read_lines(pages: tuple[PageBoxes, ...]) -> tuple[Line, ...]:
    """Return the lines of all pages in the order of reading; margin boxes have none."""
    reader = _Reader(_notes(pages))
    return tuple(line for page in pages for line in reader.page(page))


def _notes(pages: tuple[PageBoxes, ...]) -> frozenset[Any]:
    return frozenset(note.element for page in pages for note in notes_of(page))


class _Where(NamedTuple):
    page: int
    container: Node
    owner: Any = None
    running: bool = True
    note: bool = False
    again: bool = False


class _Reader:
    """How far the text of each owner has been set; it grows from line to line."""

    def __init__(self, notes: frozenset[Any]) -> None:
        self._notes = notes
        self._texts: dict[Any, str] = {}
        self._reached: dict[Any, int] = {}
        self._begun: dict[Any, int] = {}

    def page(self, page: PageBoxes) -> Iterator[Line]:
        yield from self._lines(page.body, _Where(page.number, page.body))
        if page.footnotes:
            yield from self._lines(page.footnotes, _Where(page.number, page.footnotes, running=False, note=True))

    def _lines(self, node: Node, where: _Where) -> Iterator[Line]:
        if node.kind == "line" and node.element is None:
            for note in notes_in(node):
                pieces = self._pieces(note, note.element)
                yield Line(where.page, note, note, note.element, where.running, where.note, where.again, pieces)
            return
        if node.kind == "line":
            owner = where.container.element if where.owner is None else where.owner
            pieces = self._pieces(node, owner)
            yield Line(where.page, node, where.container, owner, where.running, where.note, where.again, pieces)
            return
        if repeats(node) and self._begun.setdefault(node.element, where.page) != where.page:
            where = where._replace(owner=None, running=False, again=True)
            for inner in walk(node):
                self._reached.pop(inner.element, None)
        if node.element is not None and node.element.get("data-key"):
            where = where._replace(owner=node.element)
        if node.kind != "inline":
            where = where._replace(container=node, running=where.running and flow(node) == "normal")
        for child in node.children:
            yield from self._lines(child, where)

    def _pieces(self, line: Node, owner: Any) -> tuple[Piece, ...]:
        return tuple(self._piece(node, owner) for node in walk(line) if node.kind == "text")

    def _piece(self, node: Node, owner: Any) -> Piece:
        reached = self._reached.get(owner, 0)
        if "::" in node.tag or owner is None:
            return Piece(node, reached, reached, "", False, True)
        if owner not in self._texts:
            self._texts[owner] = composed_text(owner, self._notes)
        text = self._texts[owner]
        start, end, hyphen = _place(text, reached, node.text, hyphen_of(node))
        self._reached[owner] = end
        return Piece(node, start, end, hyphen, text[end : end + 1] == " ", False)


def composed_text(element: Any, notes: frozenset[Any] = frozenset()) -> str:
    """Return the text of an element with white space collapsed, without the notes that stand in it."""
    return _SPACE.sub(" ", "".join(_texts(element, notes))).strip()


def _texts(element: Any, notes: frozenset[Any]) -> Iterator[str]:
    yield element.text or ""
    for child in element:
        if child.tag == "br":
            yield " "
        elif isinstance(child.tag, str) and child.tag not in _UNREAD and child not in notes:
            yield from _texts(child, notes)
        yield child.tail or ""


def _place(text: str, reached: int, shown: str, mark: str) -> tuple[int, int, str]:
    """Return where `shown` begins and ends in `text`, looking from `reached`, and the hyphen that is not in it."""
    while reached < len(text) and text[reached] == " " and not shown.startswith(" "):
        reached += 1
    if text.startswith(shown, reached):
        return reached, reached + len(shown), ""
    bare = shown[: -len(mark)] if mark and shown.endswith(mark) else ""
    if bare and text.startswith(bare, reached):
        return reached, reached + len(bare), mark
    return _place_loosely(text, reached, shown, bare, mark)


def _place_loosely(text: str, reached: int, shown: str, bare: str, mark: str) -> tuple[int, int, str]:
    # Letters were made capitals (text-transform), or a nested block was set in between.
    folded = text.casefold() if len(text.casefold()) == len(text) else text.lower()
    for wanted, hyphen in ((shown, ""), (bare, mark)):
        found = folded.find(wanted.strip().casefold(), reached) if wanted.strip() else -1
        if found >= 0:
            return found, found + len(wanted.strip()), hyphen
    return reached, min(len(text), reached + len(shown)), ""

# SPDX-License-Identifier: AGPL-3.0-or-later
"""Items broken into lines and drawn: what each shows, as operators that begin where its first letters stand."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from octavo.render.roll.items import Item, Path, Shape
from octavo.render.roll.pen import Pen, Unfit
from octavo.render.roll.specimen import Manner

Piece = tuple[int, str]
"""A style and what is set in it."""


class Line(NamedTuple):
    """A line of an item: its pieces, each with how far it begins behind the first, and how wide it is; pixels."""

    pieces: tuple[tuple[float, int, str], ...]
    width: float


def lines_of(item: Item, shape: Shape, styles: Mapping[Path, int], pen: Pen, room: tuple[float, float]) -> list[Line]:
    """Return the lines of an item; `room` is what the first line and those after it hold, in the engine's pixels.

    Broken is at spaces alone, as late as may be; raises Unfit for a word that no line holds.
    """
    pieces = [(styles[run.path], run.text(item.fields)) for run in shape.runs]
    whole = _line(pieces, pen)
    if whole.width <= room[0]:
        return [whole]
    found: list[Line] = []
    words = list(_words(pieces))
    at = 0
    while at < len(words):
        space = room[bool(found)]
        end = at + 1
        line = _line(_joined(words[at:end]), pen)
        while end < len(words) and (longer := _line(_joined(words[at : end + 1]), pen)).width <= space:
            line, end = longer, end + 1
        if line.width > space:
            raise Unfit("a word that is wider than its column")
        found.append(line)
        at = end
    return found


def _line(pieces: Sequence[Piece], pen: Pen) -> Line:
    x, found = 0.0, []
    for style, text in pieces:
        found.append((x, style, text))
        x += pen.draw(style, text).width
    return Line(tuple(found), x)


def _words(pieces: Sequence[Piece]) -> Iterator[list[Piece]]:
    """Yield the words, each with the space after it; one may be set in several styles."""
    word: list[Piece] = []
    for style, text in pieces:
        *whole, last = text.split(" ")
        for each in whole:
            yield [*word, (style, f"{each} ")]
            word = []
        if last:
            word.append((style, last))
    if word:
        yield word


def _joined(words: Sequence[list[Piece]]) -> list[Piece]:
    """Return the pieces of a line: neighbours of one style are one, and no space ends it."""
    found: list[Piece] = []
    for style, text in (piece for word in words for piece in word):
        if found and found[-1][0] == style:
            found[-1] = style, found[-1][1] + text
        else:
            found.append((style, text))
    style, text = found[-1]
    return [*found[:-1], (style, text.rstrip(" "))]


def drawn_lines(lines: Sequence[Line], manner: Manner, pen: Pen, colours: Sequence[bytes], px: float) -> bytes:
    """Return the operators of a text object that show the lines of an item, from the first line's beginning.

    `px` is a pixel in millimetres. Colours are set where there is more than one.
    """
    parts: list[bytes] = []
    here = 0.0, 0.0
    for number, line in enumerate(lines):
        left, down = (0.0, 0.0) if not number else ((manner.turnover - manner.indent) / px, -number * manner.pitch / px)
        for x, style, text in line.pieces:
            operators = pen.draw(style, text).operators
            if not operators:
                continue
            there = left + x, down
            if there != here:
                parts.append(b"%.8g %.8g Td" % (round(there[0] - here[0], 4), round(there[1] - here[1], 4)))
                here = there
            parts += [colours[style], operators] if any(colours) else [operators]
    return b"\n".join(parts)

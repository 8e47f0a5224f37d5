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
    """A line of an item and its width: its pieces as (where it begins behind the first, style, text, operators)."""

    pieces: tuple[tuple[float, int, str, bytes], ...]
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
        end, line = _fill(words, at, pen, room[bool(found)])
        found.append(line)
        at = end
    return found


def _fill(words: Sequence[list[Piece]], at: int, pen: Pen, room: float) -> tuple[int, Line]:
    """Return the longest line that a room holds, and the word that the next one begins with.

    Of a few words the last are left out until the others fit: mostly that is one, and no word is drawn by itself. Where
    a longer line ends is guessed from the words by themselves, and then tried: letters may stand nearer at a space.
    """
    end = len(words) if len(words) - at <= _FEW else _guess(words, at, pen, room)
    line = _line(_joined(words[at:end]), pen)
    while line.width > room and end > at + 1:
        end -= 1
        line = _line(_joined(words[at:end]), pen)
    while end < len(words) and (longer := _line(_joined(words[at : end + 1]), pen)).width <= room:
        line, end = longer, end + 1
    if line.width > room:
        raise Unfit("a word that is wider than its column")
    return end, line


_FEW = 6  # words


def _guess(words: Sequence[list[Piece]], at: int, pen: Pen, room: float) -> int:
    """Return about how many words a room holds, by what they take by themselves."""
    end, width = at, 0.0
    while end < len(words):
        wide = sum(pen.width(style, text.rstrip(" ")) for style, text in words[end])
        if width + wide > room and end > at:
            break
        width += sum(pen.width(style, text) for style, text in words[end])
        end += 1
    return end


def _line(pieces: Sequence[Piece], pen: Pen) -> Line:
    x, found = 0.0, []
    for style, text in pieces:
        drawn = pen.draw(style, text)
        found.append((x, style, text, drawn.operators))
        x += drawn.width
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


def drawn_lines(lines: Sequence[Line], manner: Manner, colours: Sequence[bytes], px: float) -> bytes:
    """Return the operators of a text object that show the lines of an item, from the first line's beginning.

    `px` is a pixel in millimetres. Colours are set where there is more than one.
    """
    parts: list[bytes] = []
    here = 0.0, 0.0
    for number, line in enumerate(lines):
        left, down = (0.0, 0.0) if not number else ((manner.turnover - manner.indent) / px, -number * manner.pitch / px)
        for x, style, _, operators in line.pieces:
            if not operators:
                continue
            there = left + x, down
            if there != here:
                parts.append(b"%.8g %.8g Td" % (round(there[0] - here[0], 4), round(there[1] - here[1], 4)))
                here = there
            parts += [colours[style], operators] if any(colours) else [operators]
    return b"\n".join(parts)

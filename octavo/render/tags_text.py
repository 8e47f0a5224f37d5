# SPDX-License-Identifier: AGPL-3.0-or-later
"""Text that is read as it went in: broken words whole, spaces at the ends of lines, scripts of any shape.

A word that the engine broke is given as a whole where it begins, by the ActualText of its first part (ISO 32000-1,
14.9.4 has that very example), and its second part as the space after it: an empty replacement would be the better
description, but PDFium then reads the letters.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, NamedTuple

from octavo.render.glyphs import (
    FontGlyphs,
    Run,
    Shown,
    glyph_names,
    glyphs_of,
    insert_operators,
    read_runs,
    tighten,
)
from octavo.render.lines import Line, Piece
from octavo.render.painting import Painted

# Characters without a glyph: joiners, marks of direction and breaks (UAX 44, default ignorable, as far as books go).
_UNSEEN = dict.fromkeys(
    [0x00AD, 0x034F, 0x061C, *range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2060, 0x2070)]
)
_RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff]")
_SPACE = {ord("\u00a0"): " "}


class Reading(NamedTuple):
    """How a piece is read: `skip` characters at its start were said by the piece before, `more` belongs to its end.

    `space` tells that a space follows that no box shows. `soft` tells that its hyphen is to be read as a soft one,
    for the rest of its word is beyond reach.
    """

    piece: Piece
    skip: int = 0
    more: str = ""
    space: bool = False
    soft: bool = False


def mend_text(pages: list[Painted], lines: tuple[Line, ...], fonts: dict[Any, Any]) -> None:
    """Make the content streams say the text of the lines; `fonts` are WeasyPrint's of this PDF."""
    names = glyph_names(fonts)
    readings = read_words(lines)
    for number, painted in enumerate(pages, 1):
        operators = painted.stream.stream
        for place, operator in enumerate(operators):
            if isinstance(operator, bytes) and operator.endswith(b"] TJ"):
                operators[place] = tighten(operator)
        marked, runs = _marked(operators), read_runs(operators, names, painted.said)
        for reading in readings.get(number, ()):
            first, last = marked.get(painted.marks.get(id(reading.piece.node.box), -1), (0, 0))
            shown = [runs[place] for place in range(first, last) if place in runs]
            if shown and not _is_well(shown, reading):
                _mend(operators, operators[first - 2], glyphs_of(shown), reading, names)


def read_words(lines: tuple[Line, ...]) -> dict[int, list[Reading]]:
    """Return how each piece of text is read, by page."""
    readings = [
        (line.page, [Reading(piece, space=_space_follows(line, index)) for index, piece in enumerate(line.pieces)])
        for line in lines
    ]
    _join_words(readings)
    found: dict[int, list[Reading]] = {}
    for page, of_line in readings:
        found.setdefault(page, []).extend(of_line)
    return found


def _space_follows(line: Line, index: int) -> bool:
    piece, rest = line.pieces[index], line.pieces[index + 1 :]
    if not piece.node.text.strip() or piece.node.text.endswith(" "):
        return False
    # A space alone in its box is not drawn.
    return piece.spaced and (not rest or not rest[0].node.text.strip())


def _join_words(readings: list[tuple[int, list[Reading]]]) -> None:
    """Let the first part of every broken word say all of it."""
    order = [(of_line, index) for _, of_line in readings for index in range(len(of_line))]
    for at, (of_line, index) in enumerate(order):
        reading = of_line[index]
        if reading.piece.hyphen and reading.skip < len(reading.piece.node.text.removesuffix(reading.piece.hyphen)):
            owners = _following(order, at, reading.piece)
            parts = list(_parts(owners, reading.piece.end))
            if parts and parts[-1][2]:
                more = "".join(text for _, text, _ in parts)
                of_line[index] = reading._replace(more=more)
                for (line, place), text, _ in parts:
                    line[place] = line[place]._replace(skip=len(text))
            else:
                of_line[index] = reading._replace(soft=True)


Place = tuple[list[Reading], int]


def _following(order: list[Place], at: int, piece: Piece) -> Iterator[Place]:
    """Yield the pieces that the text of `piece` goes on in."""
    end = piece.end
    for line, index in order[at + 1 : at + 200]:
        other = line[index].piece
        if not other.generated and other.start == end and other.node.element is piece.node.element:
            yield line, index
            end = other.end


def _parts(following: Iterator[Place], end: int) -> Iterator[tuple[Place, str, bool]]:
    """Yield the further parts of a broken word, each with whether the word ends there."""
    for line, index in following:
        piece = line[index].piece
        text = piece.node.text.removesuffix(piece.hyphen) if piece.hyphen else piece.node.text
        word = text.split(maxsplit=1)[0] if text.strip() and not text[0].isspace() else ""
        after = line[index + 1].piece if index + 1 < len(line) else None
        goes_on = (
            len(word) == len(text) and after is not None and not after.generated and not after.node.text[0].isspace()
        )
        if not word or (goes_on and not piece.hyphen):
            return
        broken_again = bool(piece.hyphen) and len(word) == len(text)
        yield (line, index), word, not broken_again
        if not broken_again:
            return


def _marked(operators: list[Any]) -> dict[int, tuple[int, int]]:
    """Return between which operators each piece of marked content stands, by MCID."""
    found: dict[int, tuple[int, int]] = {}
    began: list[tuple[int, int]] = []
    for place, operator in enumerate(operators):
        if isinstance(operator, bytes) and operator in {b"BDC", b"BMC"}:
            properties = operators[place - 1] if operator == b"BDC" else None
            began.append((properties.get("MCID", -1) if isinstance(properties, dict) else -1, place + 1))
        elif operator == b"EMC" and began:
            mcid, first = began.pop()
            if mcid >= 0:
                found[mcid] = first, place
    return found


def _is_well(runs: list[Run], reading: Reading) -> bool:
    """Tell whether the glyphs say all there is to say already."""
    if reading.skip or reading.more or reading.soft or reading.space:
        return False
    text = reading.piece.node.text
    if _RIGHT_TO_LEFT.search(text):
        return all(run.names == run.said for run in runs)
    return _plain("".join(["".join(run.names) for run in runs])) == _plain(text)


def _mend(
    operators: list[Any], mark: Any, glyphs: list[Shown], reading: Reading, fonts: dict[bytes, FontGlyphs]
) -> None:
    """Mend one piece; `mark` is the property list of its marked content."""
    text = reading.piece.node.text
    if _RIGHT_TO_LEFT.search(text):
        insert_operators(operators, glyphs, _misread(glyphs))
        if reading.space:
            # Right to left the end of the line is painted first: step back by a space, and show it.
            first = glyphs[0]
            operators[first.operator] = _space(operators, glyphs, first, fonts, True) + operators[first.operator]
        return
    edits = _edits(glyphs, reading)
    if edits is None or not _says(glyphs, text):
        # Glyphs that stand for something else than their text: a letter small capitals share, a reordered vowel.
        import pydyf

        bare = text.removesuffix(reading.piece.hyphen) if reading.more else text
        said = (" " if reading.skip else "") + bare[reading.skip :] + reading.more + " " * reading.space
        mark["ActualText"] = pydyf.String(said)
        return
    insert_operators(operators, glyphs, edits)
    last = glyphs[-1]
    if reading.space:
        operators[last.operator] += _space(operators, glyphs, last, fonts, False)


def _says(glyphs: list[Shown], text: str) -> bool:
    return _plain("".join(glyph.text for glyph in glyphs)) == _plain(text)


def _plain(text: str) -> str:
    return text.translate(_UNSEEN).translate(_SPACE).strip()


def _edits(glyphs: list[Shown], reading: Reading) -> list[tuple[int, bytes]] | None:
    """Return the marks to set, each before a glyph; None where the glyphs don't show what is to be replaced."""
    edits: list[tuple[int, bytes]] = []
    text, hyphen = reading.piece.node.text, reading.piece.hyphen
    start = 0
    if reading.skip:
        found = _count(glyphs, text[: reading.skip] + (hyphen if reading.skip + len(hyphen) == len(text) else ""))
        if found is None:
            return None
        start = found + (found < len(glyphs) and glyphs[found].text == " ")
        edits += [(0, _replacement(" ")), (start, b"EMC")]
    if (reading.more or reading.soft) and start < len(glyphs):
        word = text.split()[-1] if reading.more else hyphen
        backwards = _count(glyphs[::-1], word[::-1])
        if backwards is None:
            return None
        said = word.removesuffix(hyphen) + reading.more if reading.more else "\u00ad"
        edits += [(len(glyphs) - backwards, _replacement(said)), (len(glyphs), b"EMC")]
    return edits


def _misread(glyphs: list[Shown]) -> list[tuple[int, bytes]]:
    """Return the marks that say what a letter is where its glyphs stand for something else, or for nothing.

    Right to left a letter is painted before the strokes that belong to it. What is more than one character is left
    alone: PDFium and Poppler both read an ActualText in this direction back to front.
    """
    edits: list[tuple[int, bytes]] = []
    index = 0
    while index < len(glyphs):
        end = index + 1
        while end < len(glyphs) and not glyphs[end].said:
            end += 1
        said = glyphs[index].said
        if len(said) == 1 and "".join(glyph.text for glyph in glyphs[index:end]) != said:
            edits += [(index, _replacement(said)), (end, b"EMC")]
        index = end
    return edits


def _count(glyphs: list[Shown], text: str) -> int | None:
    """Return how many of the glyphs show just `text`, from the first on; None if none do."""
    left = text.translate(_UNSEEN)
    for index, glyph in enumerate(glyphs):
        if not left:
            return index
        shape = glyph.text if left.startswith(glyph.text) else glyph.text[::-1]
        if not left.startswith(shape):
            return None
        left = left[len(shape) :]
    return None if left else len(glyphs)


def _replacement(text: str) -> bytes:
    return b"/Span<</ActualText<FEFF%s>>>BDC" % text.encode("utf-16-be").hex().upper().encode()


def _space(
    operators: list[Any], glyphs: list[Shown], beside: Shown, fonts: dict[bytes, FontGlyphs], back: bool
) -> bytes:
    """Return the operators that show a space beside a glyph, from its font or else from one that its line is set in.

    A comma at the end of a Hebrew line comes from a font that has shown no space.
    """
    lender = next((each for each in (beside, *glyphs) if fonts[each.font].space), None)
    if lender is None:
        return b""
    font = fonts[lender.font]
    shown = b"[%s<%s>] TJ" % (b"%d" % font.width if back else b"", font.space)
    if lender.font != beside.font:
        its, own = (_font_set(operators, each) for each in (lender, beside))
        if not its or not own:
            return b""
        shown = b"%s\n%s\n%s" % (its, shown, own)
    return shown + b"\n" if back else b"\n" + shown


def _font_set(operators: list[Any], glyph: Shown) -> bytes:
    """Return the operator that sets the font of a glyph, as it stands before it."""
    before = reversed(operators[: glyph.operator])
    start = b"/" + glyph.font + b" "
    return next((each for each in before if isinstance(each, bytes) and each.startswith(start)), b"")

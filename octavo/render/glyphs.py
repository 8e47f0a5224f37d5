# SPDX-License-Identifier: AGPL-3.0-or-later
"""The text operators of a content stream: which glyphs they show, and marks set between them (ISO 32000-1, 9.4)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

# What WeasyPrint writes: an array of hexadecimal strings and adjustments, two bytes a glyph.
_SHOWN = re.compile(rb"<([0-9a-f]*)>")
_TOKEN = re.compile(rb"<[0-9a-f]*>|[^<>\[\] ]+")


class FontGlyphs(NamedTuple):
    """What the glyphs of a font resource stand for, by number in hexadecimal; its space, and that one's width."""

    names: dict[bytes, str]
    space: bytes
    width: int


class Run(NamedTuple):
    """What a text operator shows, at its place in the stream: for every glyph what readers take it for, and what it
    stands for here."""

    place: int
    font: bytes
    names: list[str]
    said: list[str]


class Shown(NamedTuple):
    """A glyph: the operator that shows it (its place in the stream), its number among that operator's, its font.

    `text` is what readers take it for, `said` what it stands for here.
    """

    operator: int
    number: int
    font: bytes
    text: str
    said: str


def glyph_names(fonts: dict[Any, Any]) -> dict[bytes, FontGlyphs]:
    """Return what the glyphs of WeasyPrint's fonts stand for, by the name of the font resource."""
    found = {}
    for font in fonts.values():
        if not font.bitmap:
            names = {b"%04x" % glyph: text for glyph, text in font.to_unicode.items()}
            space = next((glyph for glyph, text in font.to_unicode.items() if text == " "), None)
            number = b"" if space is None else b"%04x" % space
            found[font.hash.encode()] = FontGlyphs(names, number, font.widths.get(space, 0))
    return found


def tighten(operator: bytes) -> bytes:
    """Return a TJ operator without its adjustments by nothing: WeasyPrint writes one after most glyphs."""
    return operator.replace(b">0<", b"").replace(b">0]", b">]")


def read_runs(operators: Sequence[Any], fonts: dict[bytes, FontGlyphs], said: dict[bytes, list[str]]) -> dict[int, Run]:
    """Return what each text operator of a page shows; `said` is what the glyphs were drawn for, by font."""
    runs = [*_runs(operators, fonts)]
    reached: dict[bytes, int] = {}
    for run in runs:
        reached[run.font] = reached.get(run.font, 0) + len(run.names)
    # What was drawn into a transparent group is not in this stream: then nobody knows which glyph is which.
    known = {font for font, count in reached.items() if len(said.get(font, ())) == count}
    reached.clear()
    found = {}
    for run in runs:
        if run.font in known:
            start = reached.get(run.font, 0)
            reached[run.font] = start + len(run.names)
            found[run.place] = run._replace(said=said[run.font][start : reached[run.font]])
        else:
            found[run.place] = run
    return found


def _runs(operators: Sequence[Any], fonts: dict[bytes, FontGlyphs]) -> Iterator[Run]:
    font, names = b"", dict[bytes, str]()
    for place, operator in enumerate(operators):
        if not isinstance(operator, bytes):
            continue
        if operator.endswith(b" Tf"):
            font = operator[1 : operator.index(b" ")]
            names = fonts[font].names if font in fonts else {}
        elif operator.endswith(b"] TJ") and names:
            joined = b"".join(_SHOWN.findall(operator))
            shown = [names.get(joined[at : at + 4], "") for at in range(0, len(joined), 4)]
            yield Run(place, font, shown, shown)


def glyphs_of(runs: Sequence[Run]) -> list[Shown]:
    """Return the glyphs of some operators one by one."""
    return [
        Shown(run.place, number, run.font, name, said)
        for run in runs
        for number, (name, said) in enumerate(zip(run.names, run.said, strict=True))
    ]


def cut(operator: bytes, index: int) -> tuple[bytes, bytes]:
    """Return a TJ operator as two, the second beginning with glyph number `index`; either may be empty."""
    before: list[bytes] = []
    after: list[bytes] = []
    left = index
    for token in _TOKEN.findall(operator[:-3]):
        if left and token.startswith(b"<"):
            glyphs = token[1:-1]
            at = min(left * 4, len(glyphs))
            left -= at // 4
            before.append(b"<%s>" % glyphs[:at])
            if glyphs[at:]:
                after.append(b"<%s>" % glyphs[at:])
        else:
            (before if left else after).append(token)
    return _array(before), _array(after)


def _array(tokens: list[bytes]) -> bytes:
    return b"[%s] TJ" % b" ".join(tokens) if any(token.startswith(b"<") for token in tokens) else b""


def insert_operators(operators: list[Any], glyphs: list[Shown], edits: list[tuple[int, bytes]]) -> None:
    """Set operators before glyphs given by number, or after the last, in the order given."""
    places: dict[int, list[tuple[int, bytes]]] = {}
    for index, operator in edits:
        if index < len(glyphs):
            places.setdefault(glyphs[index].operator, []).append((glyphs[index].number, operator))
    for place, inside in places.items():
        parts, rest, done = [], operators[place], 0
        for number, operator in inside:
            before, rest = cut(rest, number - done)
            parts += [before, operator]
            done = number
        operators[place] = b"\n".join(filter(None, [*parts, rest]))
    for index, operator in edits:
        if index == len(glyphs):
            operators[glyphs[-1].operator] += b"\n" + operator

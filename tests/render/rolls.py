# SPDX-License-Identifier: AGPL-3.0-or-later
"""Long rolls for tests: names made of syllables from a seed, nobody's."""

from __future__ import annotations

import random
from typing import Any

from octavo.model.document import Document
from octavo.model.matter import FIELD, LongRoll
from tests.render.samples import document

_SYLLABLES = [start + end for start in "bdklm" for end in "aeiou"]
KEY, NAME, YEARS, PLACE = (chr(FIELD + number) for number in range(4))
PATTERNS = (
    f'<li data-key="{KEY}" data-name="{NAME}">{NAME}, {YEARS}</li>',
    f'<li data-key="{KEY}" data-name="{NAME}">{NAME}, <i class="years">{YEARS}</i>, {PLACE}</li>',
    f'<h3 class="group" data-label="{NAME}">{NAME}</h3>',
)
STYLE = """
@page roll:left {
  @top-left { content: string(name, first) " – " string(name, last); font: 7pt "Octavo Serif"; white-space: nowrap }
  @bottom-left { content: counter(page); font: 8pt "Octavo Serif" }
  @bottom-right { content: none }
}
@page roll:right {
  @top-right { content: string(name, first) " – " string(name, last); font: 7pt "Octavo Serif"; white-space: nowrap }
}
@page :nth(1 of roll) { @top-left { content: none } @top-right { content: none } @bottom-right { content: none } }
body { margin: 0 }
section { break-before: right }
.names { page: roll }
.roll { columns: 2; column-gap: 12pt; text-align: start; hyphens: manual; font-size: 7pt }
.roll ul { list-style: none; margin: 0 0 12pt; padding: 0 }
.roll ul:last-child { margin-bottom: 0 }
.roll li { padding-inline-start: 12pt; text-indent: -12pt; break-inside: avoid; string-set: name attr(data-name) }
.roll .group { bookmark-label: attr(data-label); font-size: 9pt; line-height: 12pt; margin: 0 }
.years { font-size: 6pt; font-style: normal; line-height: 0; color: #555 }
"""
_LONG = "Lamps were lit along the quay that evening, and put out again. " * 20
BODY = (
    '<section id="c"><h1 data-key="text/01.md#1">Contents</h1><nav role="doc-toc"><ol>'
    '<li><a href="#n">Names</a></li><li><a href="#z">After</a></li></ol></nav></section>'
    # Paragraphs, and two cells of one row, that go on over pages.
    f'<section id="p"><h1 data-key="text/04.md#1">Before</h1><p data-key="text/04.md#2">{_LONG}</p>'
    f'<table><tr><td data-key="text/04.md#3">{_LONG}</td><td data-key="text/04.md#4">{_LONG}</td></tr></table>'
    "</section>"
    '<section class="names" id="n"><h1 data-key="text/02.md#1">Names</h1><p data-key="text/02.md#2">As they were found.'
    '</p><div class="roll columns-2" data-roll="all"></div></section>'
    '<section id="z"><h1 data-key="text/03.md#1">After</h1><p data-key="text/03.md#2">The end.</p></section>'
)


def roll_of(count: int, seed: int = 1, *, groups: bool = True) -> LongRoll:
    """Return a roll of so many invented names, sorted; one in ten says where, and letters head groups."""
    chance = random.Random(seed)

    def word() -> str:
        return "".join(chance.choice(_SYLLABLES) for _ in range(chance.randint(1, 3))).title()

    names = sorted(f"{word()}, {word()} {word()}" for _ in range(count))
    rows, letter = [], ""
    for number, name in enumerate(names, 1):
        if groups and name[0] != letter:
            letter = name[0]
            rows.append(f"2\t\t{letter}")
        years = f"{chance.randint(1900, 1950)}\u2060–\u2060{chance.randint(1951, 1999)}"
        place = f"near the long harbour wall of {word()}" if chance.random() < 0.1 else ""
        rows.append("\t".join(filter(None, [str(int(bool(place))), f"names/all.csv#{number}", name, years, place])))
    return LongRoll("all", PATTERNS, "\n".join(rows))


def book_of(roll: LongRoll, style: str = "", **more: Any) -> Document:
    """Return a book: contents, the roll, and a part after it."""
    return document(BODY, style=STYLE + style, rolls=(roll,), **more)

# SPDX-License-Identifier: AGPL-3.0-or-later
"""Tables for columns of any width: each gets a frame that says how much room it needs, and cells that can stand alone.

Where the room is less, however it came about (a telephone, large type), the style sheet sets the cells of a row below
each other. A table set so is none to some engines, so its parts have their roles in words too, and each cell brings
the heading of its column along (WAI-ARIA 1.2, 5.3.6; WCAG 2.2, 1.3.1 and 1.4.10).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape

from markupsafe import escape

# Room in the reader's own em: a table stands in columns from the first of these that holds it. css/tables.css has a
# rule for each; a table that needs more than the last is never set in columns.
ROOMS = (14, 17, 20, 23, 28, 36, 46, 60)
FRAME = "fits"
ROLES = {
    "table": "table",
    "thead": "rowgroup",
    "tbody": "rowgroup",
    "tfoot": "rowgroup",
    "tr": "row",
    "td": "cell",
}
LETTER = 0.44  # em of the text: a letter of the smaller type of tables
GAP = 0.8  # em between two columns
DRAWN = 8.0  # em that a drawing needs
COMFORT = 16  # letters of a line that one can read
LABELLED = 3  # so many columns, and cells below each other need to say what they are

_TABLE = re.compile(r"<table\b[^>]*>.*?</table>", re.DOTALL)
_TAG = re.compile(r"<(/?)(table|thead|tbody|tfoot|tr|td|th)\b([^>]*)>")
_MARKS = re.compile(r'<a class="noteref[" ].*?</a>|<svg.*?</svg>', re.DOTALL)
_WORD = re.compile("[^\\s\u00ad\u200b-]+-?")
_NO_BREAK = "\u00a0\u202f\u2060"


@dataclass(frozen=True, slots=True)
class _Cell:
    """A cell: the offset behind its name in its tag, what it says of itself, its column, and its text."""

    at: int
    tag: str
    attributes: str
    column: int
    heads: bool  # it stands in a head, so it heads a column
    html: str

    @property
    def text(self) -> str:
        """What is read in it, without marks of notes."""
        return " ".join(unescape(re.sub(r"<[^>]*>", "", _MARKS.sub("", self.html))).split(" "))

    @property
    def role(self) -> str:
        """Its role in words."""
        if self.tag == "td":
            return "cell"
        return "columnheader" if self.heads and 'scope="row"' not in self.attributes else "rowheader"


def fit_tables(html: str) -> str:
    """Return a part with a frame around each of its tables; every other byte stays as it was."""
    return _TABLE.sub(lambda found: _framed(found[0]), html)


def _framed(table: str) -> str:
    if table.count("<table") > 1:  # one in another: nobody can say how to stack them
        return table
    cells = list(_cells(table))
    columns = max((each.column for each in cells), default=0) + 1
    spanned = any("span=" in each.attributes for each in cells)
    labels = {} if spanned or columns < LABELLED else {each.column: each.text for each in cells if each.heads}
    inserts = {match.end(2): _role(match[2], match[3]) for match in _TAG.finditer(table) if not match[1]}
    for each in cells:
        label = labels.get(each.column, "").strip()
        named = f' data-label="{escape(label)}"' if label and not each.heads else ""
        inserts[each.at] = (f' role="{each.role}"' if "role=" not in each.attributes else "") + named
    frame = " ".join([FRAME, room_for(cells, columns), *(["labelled"] if any(labels.values()) else [])])
    return f'<div class="{frame}">{_inserted(table, inserts)}</div>'


def _role(tag: str, attributes: str) -> str:
    return f' role="{ROLES[tag]}"' if tag in ROLES and "role=" not in attributes else ""


def _inserted(text: str, inserts: dict[int, str]) -> str:
    out, done = [], 0
    for at in sorted(inserts):
        out += [text[done:at], inserts[at]]
        done = at
    return "".join((*out, text[done:]))


def _cells(table: str) -> Iterator[_Cell]:
    column, heads, opened = 0, False, None
    for match in _TAG.finditer(table):
        closing, tag = bool(match[1]), match[2]
        if tag == "thead":
            heads = not closing
        elif tag == "tr":
            column = 0
        elif tag in ("td", "th") and not closing:
            opened = match
        elif tag in ("td", "th") and opened is not None:
            html = table[opened.end() : match.start()]
            yield _Cell(opened.end(2), tag, opened[3], column, heads, html)
            span = re.search(r'colspan="(\d+)"', opened[3])
            column += int(span[1]) if span else 1
            opened = None


def room_for(cells: list[_Cell], columns: int) -> str:
    """Return the class of the room that a table needs to stand in columns: its longest words and readable lines."""
    widths = [0.0] * columns
    for each in cells:
        widths[each.column] = max(widths[each.column], _width(each))
    needed = sum(widths)
    room = next((room for room in ROOMS if room >= needed), None)
    return f"from-{room}" if room else "from-never"


def _width(cell: _Cell) -> float:
    text = cell.text
    for char in _NO_BREAK:
        text = text.replace(char, "x")
    whole = re.search(r'class="[^"]*\b(number|numeric)\b', cell.attributes)  # is not broken into lines
    words = [text.strip()] if whole else _WORD.findall(text)
    longest = max(map(len, words), default=0)
    letters = max(longest, min(len(text.strip()), COMFORT))
    return max(letters * LETTER, DRAWN if "<svg" in cell.html else 0.0) + GAP

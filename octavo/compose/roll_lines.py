# SPDX-License-Identifier: AGPL-3.0-or-later
"""The lines of a long roll in order, made and sorted part by part: of a corrected name one part is made anew."""

from __future__ import annotations

import json
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import partial
from itertools import compress, count
from operator import eq, itemgetter
from typing import Any

from octavo.compose.roll import Entry, Line, RollAsked, Writing
from octavo.localize.collation import SortKey, sort_key
from octavo.model.canonical import digest
from octavo.model.parts import parts_of
from octavo.model.pdf_parts import Remember

Shape = tuple[Any, ...]
"""What lines have in common that one pattern makes: the kind, whether it is foreign, and what of each is there."""
END, BORN = " ", "\x85"
"""What ends the letters and the name in the signs by which lines are compared: no letters have a space there, and in
no cell of a roll is a line end of the second kind."""


@dataclass(slots=True)
class RollLines:
    """All lines of a roll by number: the key of each, its fields with tabs between, and its shape, by number too.

    `groups` has the numbers of the lines, in order, by the titles of their groups.
    """

    shapes: list[Shape] = field(default_factory=list)
    kinds: list[int] = field(default_factory=list)
    keys: list[str] = field(default_factory=list)
    fields: list[str] = field(default_factory=list)
    groups: list[tuple[str, list[int]]] = field(default_factory=list)


def lines_of(asked: RollAsked, rows: Sequence[bytes], remember: Remember) -> RollLines:
    """Return the lines of a roll in the order and groups of `roll_view`; `rows` are those of the roll."""
    write, found = Writing(asked), RollLines()
    name, shapes = write.name(), dict[Shape, int]()
    signs, titles = list[str](), list[str]()
    for start, end in parts_of(rows):
        part = b"\n".join(rows[start:end])
        data = json.loads(remember(f"{digest(part)} {name}", partial(_part, part, write)))
        kinds = [shapes.setdefault(tuple(shape), len(shapes)) for shape in data["shapes"]]
        found.kinds += [kinds[kind] for kind in data["kinds"]]
        found.fields += data["fields"]
        found.keys += [f"{write.file}{start + row}" for row in data["rows"]]
        for line, number in data["numbers"]:
            found.keys[line - len(data["rows"])] += f".{number}"
        signs += data["signs"]
        titles += [data["titles"][title] for title in data["titled"]]
    found.shapes = list(shapes)
    order = _in_order(signs, found.keys, asked)
    groups: dict[str, list[int]] = {"": order} if asked.look.group == "none" else {}
    for line in order if asked.look.group != "none" else ():
        groups.setdefault(titles[line], []).append(line)
    found.groups = [(title, groups.get(title, [])) for title in write.in_order(groups)]
    return found


def entry_of(asked: RollAsked, rows: Sequence[bytes], key: str) -> Entry:
    """Return the line with that key as templates show it."""
    write = Writing(asked)
    at, _, number = key.rpartition("#")[2].partition(".")
    line = write.lines(json.loads(rows[int(at) - 1]))[int(number or 0)]
    return write.entry(line, int(at), int(number or 0))


def fields_of(line: Line | Entry) -> tuple[str, ...]:
    """Return what fills the pattern of a line beside its key: its name, then whatever else there is."""
    return tuple(filter(None, (line.name, line.see, *line.variants, line.years, line.place, line.note)))


def shape_of(line: Line | Entry) -> Shape:
    """Return what a line has in common with all others that one pattern makes."""
    said = bool(line.see), len(line.variants), bool(line.years), bool(line.place), bool(line.note)
    return line.kind, line.foreign, *said


def _part(part: bytes, write: Writing) -> str:
    """Return the lines of some rows in order, as JSON."""
    key = sort_key(write.language)
    found = []
    for at, row in enumerate(json.loads(b"[%s]" % part.replace(b"\n", b",")), 1):
        for number, line in enumerate(write.lines(row)):
            filed = write.filed(row, line, number)
            signs = f"{key(filed)[0].translate(_LETTERS)}{END}{filed}{BORN}{row.get('born', '')}"
            found.append((signs, at, number, write.title(row, filed), line))
    found.sort(key=itemgetter(0))
    shapes, titles = dict[Shape, int](), dict[str, int]()
    told = {
        "signs": [each[0] for each in found],
        "rows": [each[1] for each in found],
        "numbers": [(line, each[2]) for line, each in enumerate(found) if each[2]],
        "titled": [titles.setdefault(each[3], len(titles)) for each in found],
        "titles": list(titles),
        "kinds": [shapes.setdefault(shape_of(each[4]), len(shapes)) for each in found],
        "shapes": list(shapes),
        "fields": ["\t".join(fields_of(each[4])) for each in found],
    }
    return json.dumps(told, ensure_ascii=False, separators=(",", ":"))


class _Letters(dict[int, str]):
    """Signs of a sort key as letters that are written as they are, in the same order.

    None of them needs an escape in JSON, nor is half of a surrogate pair, as weights may be; all come after END.
    """

    def __missing__(self, sign: int) -> str:
        self[sign] = chr(sign + (_ABOVE if sign < _SURROGATES else _ABOVE + _PLANE))
        return self[sign]


_ABOVE, _SURROGATES, _PLANE = ord("]"), 0xD700, 0x10000
_LETTERS = _Letters()


def _in_order(signs: list[str], keys: list[str], asked: RollAsked) -> list[int]:
    """Return the numbers of lines in order: by letters, then accents and capitals, birth, and place in the file."""
    order = sorted(range(len(signs)), key=signs.__getitem__)
    # Signs put lines of the same letters in order of the code points of their names: right where these are the same.
    letters = [signs[line].partition(END)[0] for line in order]
    key, done = sort_key(asked.language), 0
    for at in compress(count(), map(eq, letters, letters[1:])):
        if at < done or _name(signs[order[at]]) == _name(signs[order[at + 1]]):
            continue
        start, done = bisect_left(letters, letters[at]), bisect_right(letters, letters[at])
        order[start:done] = sorted(order[start:done], key=lambda line: _place(signs[line], keys[line], key))
    return order


def _place(signs: str, key: str, sorting: SortKey) -> tuple[Any, ...]:
    at, _, number = key.rpartition("#")[2].partition(".")
    return sorting(_name(signs)), signs.rpartition(BORN)[2], int(at), int(number or 0)


def _name(signs: str) -> str:
    return signs.partition(END)[2].rpartition(BORN)[0]

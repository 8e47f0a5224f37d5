# SPDX-License-Identifier: AGPL-3.0-or-later
"""The lines of a long roll in order, made and sorted part by part: of a corrected name one part is made anew."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial
from itertools import pairwise
from typing import Any

from octavo.compose.roll import Entry, Line, RollAsked, Writing
from octavo.localize.collation import sort_key
from octavo.model.canonical import digest
from octavo.model.parts import parts_of
from octavo.model.pdf_parts import Remember

Shape = tuple[Any, ...]
"""What lines have in common that one pattern makes: the kind, whether it is foreign, and what of each is there."""
END = "\0"
"""What ends letters and names where lines are compared: it is below every sign of a sort key, and in no text."""


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
    letters, filed, titles = list[str](), list[str](), list[str]()
    for start, end in parts_of(rows):
        part = b"\n".join(rows[start:end])
        told = remember(f"{digest(part)} {name}", partial(_part, part, write)).partition("\n")
        letters += json.loads(told[0])
        data = json.loads(told[2])
        kinds = [shapes.setdefault(tuple(shape), len(shapes)) for shape in data["shapes"]]
        found.kinds += [kinds[kind] for kind in data["kinds"]]
        found.fields += data["fields"]
        found.keys += [f"{write.file}{start + row}" for row in data["rows"]]
        for line, number in data["numbers"]:
            found.keys[line - len(data["rows"])] += f".{number}"
        filed += data["filed"]
        titles += [data["titles"][title] for title in data["titled"]]
    found.shapes = list(shapes)
    groups: dict[str, list[int]] = {}
    for line in _in_order(letters, filed, found.keys, asked):
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
    """Return the lines of some rows in order as JSON: the letters by which they are sorted, then all else.

    Letters of keys are no text: half a surrogate pair may be among them, so these are written in ASCII.
    """
    key = sort_key(write.language)
    found = []
    for at, row in enumerate(json.loads(b"[%s]" % part.replace(b"\n", b",")), 1):
        for number, line in enumerate(write.lines(row)):
            filed = write.filed(row, line, number)
            letters, born = key(filed)[0], row.get("born", "")
            found.append(((letters, f"{filed}{END}{born}"), at, number, write.title(row, filed), line))
    found.sort(key=lambda each: END.join(each[0]))
    shapes, titles = dict[Shape, int](), dict[str, int]()
    told = {
        "kinds": [shapes.setdefault(shape_of(each[4]), len(shapes)) for each in found],
        "titled": [titles.setdefault(each[3], len(titles)) for each in found],
        "shapes": list(shapes),
        "titles": list(titles),
        "rows": [each[1] for each in found],
        "numbers": [(line, each[2]) for line, each in enumerate(found) if each[2]],
        "filed": [each[0][1] for each in found],
        "fields": ["\t".join(fields_of(each[4])) for each in found],
    }
    return f"{json.dumps([each[0][0] for each in found])}\n{json.dumps(told, ensure_ascii=False)}"


def _in_order(letters: list[str], filed: list[str], keys: list[str], asked: RollAsked) -> Iterator[int]:
    """Yield the numbers of lines in order: by letters, then accents and capitals, birth, and place in the file."""
    signs = list(map(END.join, zip(letters, filed, strict=True)))
    order = sorted(range(len(signs)), key=signs.__getitem__)
    key = sort_key(asked.language)
    start = 0
    # Signs sort lines of the same letters by the code points of their names: right only where the names are the same.
    for at, (one, other) in enumerate(pairwise([*map(letters.__getitem__, order), END]), 1):
        if one == other:
            continue
        alike = order[start:at]
        if len(alike) > 1 and len({filed[line].partition(END)[0] for line in alike}) > 1:
            alike.sort(key=lambda line: _place(*filed[line].partition(END)[::2], keys[line], key))
        yield from alike
        start = at


def _place(name: str, born: str, key: str, sorting: Any) -> tuple[Any, ...]:
    at, _, number = key.rpartition("#")[2].partition(".")
    return sorting(name), born, int(at), int(number or 0)

# SPDX-License-Identifier: AGPL-3.0-or-later
"""Long rolls for print: the templates write each kind of entry once, and every entry is what fills such a pattern."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from html import escape

from octavo.compose.book import Book
from octavo.compose.environment import template_problem
from octavo.compose.roll import Entry, RollView
from octavo.compose.roll_lines import entry_of, lines_of
from octavo.compose.writing import FAULTS, Writer
from octavo.model.matter import FIELD, FIELDS, LongRoll, filled
from octavo.model.pdf_parts import Remember


def long_rolls(book: Book, writer: Writer, remember: Remember) -> tuple[LongRoll, ...]:
    """Return the long rolls of a book, with the patterns that its templates make; a fault there is a problem.

    `remember` is told parts of them.
    """
    found = {}
    for view in book.views.values():
        if isinstance(view, RollView) and view.long and view.id not in found:
            try:
                found[view.id] = _long_roll(view, writer, remember)
            except FAULTS as fault:
                writer.problems.append(template_problem(fault, "macros/lists.html"))
    return tuple(found.values())


def _long_roll(view: RollView, writer: Writer, remember: Remember) -> LongRoll:
    asked, all_rows = view.asked, view.asked.rows()
    lines = lines_of(asked, all_rows, remember)
    patterns: dict[str, int] = {}
    made: dict[int, str] = {}
    macros = writer.engine.globals["macros"]
    assert isinstance(macros, dict)
    entry, title = macros["lists"].entry, partial(macros["lists"].group_title, level=view.level)
    kinds, keys, fields, rows = lines.kinds, lines.keys, lines.fields, list[str]()

    def number(pattern: str) -> str:
        return str(patterns.setdefault(pattern, len(patterns)))

    for heading, numbers in lines.groups:
        if heading:
            general, own = str(title(_sign(1))), str(title(heading))
            fits = filled(general, ["", heading], escape) == own
            rows.append("\t".join([number(general if fits else own), "", heading]))
        those = list(map(kinds.__getitem__, numbers))
        there = list(dict.fromkeys(those))
        for kind in there:
            if kind not in made:
                made[kind] = str(entry(_pattern(entry_of(asked, all_rows, keys[numbers[those.index(kind)]]))))
        if not any(lines.shapes[kind][1] for kind in there):
            said = {kind: number(made[kind]) for kind in there}
            rows += [f"{said[kind]}\t{keys[line]}\t{fields[line]}" for kind, line in zip(those, numbers, strict=True)]
            continue
        for line in numbers:
            pattern = made[kinds[line]]
            if lines.shapes[kinds[line]][1]:
                # What is said of direction and language depends on the very letters.
                own = str(entry(entry_of(asked, all_rows, keys[line])))
                pattern = pattern if filled(pattern, [keys[line], *fields[line].split("\t")], escape) == own else own
            rows.append(f"{number(pattern)}\t{keys[line]}\t{fields[line]}")
    return LongRoll(view.id, tuple(patterns), "\n".join(rows))


def _pattern(entry: Entry) -> Entry:
    """Return an entry of the same kind with a sign for each field, in the order of `fields_of`, after its key."""
    signs = map(_sign, range(FIELDS))
    key, name = next(signs), next(signs)
    see = next(signs) if entry.see else ""
    variants = tuple(next(signs) for _ in entry.variants)
    years, place, note = (next(signs) if text else "" for text in (entry.years, entry.place, entry.note))
    return replace(entry, key=key, name=name, see=see, variants=variants, years=years, place=place, note=note)


def _sign(number: int) -> str:
    return chr(FIELD + number)

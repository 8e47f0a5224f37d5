# SPDX-License-Identifier: AGPL-3.0-or-later
"""Long rolls for print: the templates write each kind of entry once, and every entry is what fills such a pattern."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from html import escape

from octavo.compose.book import Book
from octavo.compose.environment import template_problem
from octavo.compose.roll import Entry, RollView
from octavo.compose.writing import FAULTS, Writer
from octavo.model.matter import FIELD, FIELDS, LongRoll


def long_rolls(book: Book, writer: Writer) -> tuple[LongRoll, ...]:
    """Return the long rolls of a book, with the patterns that its templates make; a fault there is a problem."""
    found = {}
    for view in book.views.values():
        if isinstance(view, RollView) and view.long and view.id not in found:
            try:
                found[view.id] = _long_roll(view, writer)
            except FAULTS as fault:
                writer.problems.append(template_problem(fault, "macros/lists.html"))
    return tuple(found.values())


def _long_roll(view: RollView, writer: Writer) -> LongRoll:
    patterns: dict[str, int] = {}
    made: dict[tuple[object, ...], str] = {}
    macros = writer.engine.globals["macros"]
    assert isinstance(macros, dict)
    entry, title = macros["lists"].entry, partial(macros["lists"].group_title, level=view.level)
    rows: list[str] = []

    def number(pattern: str) -> int:
        return patterns.setdefault(pattern, len(patterns))

    for group in view.groups:
        if group.title:
            general, own = str(title(_sign(1))), str(title(group.title))
            fits = _filled(general, ["", group.title]) == own
            rows.append("\t".join([str(number(general if fits else own)), "", group.title]))
        for each in group.entries:
            kind = _kind(each)
            if kind not in made:
                made[kind] = str(entry(_pattern(each)))
            fields = _fields(each)
            pattern = made[kind]
            if each.foreign and _filled(pattern, fields) != (own := str(entry(each))):
                pattern = own  # what is said of direction and language depends on the very letters
            rows.append("\t".join([str(number(pattern)), *fields]))
    return LongRoll(view.id, tuple(patterns), "\n".join(rows))


def _kind(entry: Entry) -> tuple[object, ...]:
    """Return what two entries have in common that one pattern makes."""
    said = bool(entry.see), len(entry.variants), bool(entry.years), bool(entry.place), bool(entry.note)
    return entry.kind, entry.foreign, said


def _fields(entry: Entry) -> list[str]:
    """Return what fills the pattern of an entry: its key and name, then whatever else there is."""
    return [entry.key, *filter(None, (entry.name, entry.see, *entry.variants, entry.years, entry.place, entry.note))]


def _pattern(entry: Entry) -> Entry:
    """Return an entry of the same kind with a sign for each field, in the order of `_fields`."""
    signs = map(_sign, range(FIELDS))
    key, name = next(signs), next(signs)
    see = next(signs) if entry.see else ""
    variants = tuple(next(signs) for _ in entry.variants)
    years, place, note = (next(signs) if text else "" for text in (entry.years, entry.place, entry.note))
    return replace(entry, key=key, name=name, see=see, variants=variants, years=years, place=place, note=note)


def _sign(number: int) -> str:
    return chr(FIELD + number)


def _filled(pattern: str, fields: list[str]) -> str:
    return "".join(_parts(pattern, fields))


def _parts(pattern: str, fields: list[str]) -> Iterator[str]:
    for sign in pattern:
        place = ord(sign) - FIELD
        yield escape(fields[place]) if 0 <= place < len(fields) else sign

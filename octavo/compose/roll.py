# SPDX-License-Identifier: AGPL-3.0-or-later
"""Rolls of names: rows read from their blob, in the order of the language's alphabet, in groups, ready to be shown."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache, partial
from operator import itemgetter
from typing import Any, Literal, NamedTuple

from octavo.compose.tree import sentence
from octavo.compose.words import Words
from octavo.localize.collation import filing, initial, sort_key
from octavo.localize.formats import digits, in_order, unbroken
from octavo.model.canonical import digest, encode
from octavo.model.locale import Language
from octavo.model.publication import Roll
from octavo.model.rolls import RollLook

NO_LETTER = "#"
_NAMES = re.compile(r'"name": "((?:[^"\\]|\\.)*)"')  # in rows as JSON
_RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff]")
_LEFT_TO_RIGHT = re.compile("[A-Za-z\u00aa\u00b5\u00ba\u00c0-\u0589\u0900-\u1fff\u2c00-\ud7ff]")


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of a roll: a person, or a variant that leads to one; what is not known or not to be shown is empty.

    `see` is the name that a variant leads to, `at` the place even where it is not to be shown, and `id` is there where
    an index leads to the line. `foreign` tells that letters of another direction stand in it. The key counts the
    persons that are printed in the order of the file: the same in all languages, and nothing tells how many are
    withheld.
    """

    kind: Literal["person", "see"]
    name: str
    key: str
    years: str = ""
    place: str = ""
    note: str = ""
    variants: tuple[str, ...] = ()
    see: str = ""
    foreign: bool = False
    at: str = ""
    id: str = ""


@dataclass(frozen=True, slots=True)
class Group:
    """The names under one letter or place; the title is empty where a roll has no groups."""

    title: str
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class RollAsked:
    """What is to be shown: a roll, whose rows `blobs` gives by digest, in a language with its words, looking so."""

    roll: Roll
    blobs: Callable[[str], bytes] = field(repr=False)
    language: Language
    words: Words
    look: RollLook

    def rows(self) -> list[bytes]:
        """Return the rows in the order of the file, each as JSON."""
        return [line for line in self.blobs(self.roll.digest).split(b"\n") if line]


@dataclass(frozen=True, slots=True)
class RollView:
    """A roll as templates show it; `level` is that of its headings, `long` that its entries stand beside the HTML.

    The groups are made when somebody asks for them: for those of a long roll, which are written otherwise, nobody does.
    """

    asked: RollAsked
    make: Callable[[], tuple[Group, ...]] = field(repr=False)
    level: int = 2
    long: bool = False

    @property
    def id(self) -> str:
        """What the roll is called."""
        return self.asked.roll.id

    @property
    def columns(self) -> int:
        """In how many columns it stands."""
        return self.asked.look.columns

    @property
    def longest(self) -> int:
        """How many letters the longest name has, for the running heads."""
        rows = self.asked.blobs(self.asked.roll.digest).decode("utf-8")
        return max(map(len, _NAMES.findall(rows)), default=0)

    @property
    def groups(self) -> tuple[Group, ...]:
        """The groups in their order; one without a title where the roll has none."""
        return self.make()

    @property
    def entries(self) -> Iterator[Entry]:
        """All lines of the roll in their order."""
        return (entry for group in self.groups for entry in group.entries)


def roll_view(roll: Roll, blobs: Callable[[str], bytes], language: Language, words: Words, look: RollLook) -> RollView:
    """Return a roll sorted and grouped as a language does it, years in its form, with no more than is to be shown."""
    asked = RollAsked(roll, blobs, language, words, look)
    return RollView(asked, cache(partial(_groups, asked)))


def _groups(asked: RollAsked) -> tuple[Group, ...]:
    write, key = Writing(asked), sort_key(asked.language)
    found = []
    for at, row in enumerate(map(json.loads, asked.rows()), 1):
        for number, line in enumerate(write.lines(row)):
            filed = write.filed(row, line, number)
            found.append(
                ((key(filed), row.get("born", ""), at), write.title(row, filed), write.entry(line, at, number))
            )
    found.sort(key=itemgetter(0))
    groups: dict[str, list[Entry]] = {}
    for _, title, entry in found:
        groups.setdefault(title, []).append(entry)
    return tuple(Group(title, tuple(groups.get(title, ()))) for title in write.in_order(groups))


class Line(NamedTuple):
    """A line of a roll as its row says it; the fields are those of an entry, without what depends on other rows."""

    kind: Literal["person", "see"]
    name: str
    years: str = ""
    place: str = ""
    note: str = ""
    variants: tuple[str, ...] = ()
    see: str = ""
    foreign: bool = False
    at: str = ""


class Writing:
    """What makes lines of rows and tells where they stand, with all that is the same for every row worked out once."""

    def __init__(self, asked: RollAsked) -> None:
        self.language, self.words, self.look = asked.language, asked.words, asked.look
        self.file = f"names/{asked.roll.id}.csv#"
        self.range = unbroken(self.language.range_pattern)
        self.foreign = (_LEFT_TO_RIGHT if self.language.direction == "rtl" else _RIGHT_TO_LEFT).search
        self.years, self.heading, self.name_of = cache(self._years), cache(self._heading), filing(self.language)
        show, by = frozenset(self.look.show), self.look.group
        # Under places the heading says where.
        self.place, self.note = "place" in show and by != "place", "note" in show
        self.dated, self.variants, self.see = "years" in show, "variants" in show, "see" in show
        self.unknown = str(self.words.say("Place not recorded").unescape())

    def lines(self, row: dict[str, Any]) -> list[Line]:
        """Return the line of a person, then those of their variants if they are to be shown among the names."""
        name, variants = row["name"], tuple(row.get("variants", ()))
        at = row.get("place", "")
        place = at if self.place else ""
        note = row.get("note", "") if self.note else ""
        years = self.years(row.get("born", "")[:4], row.get("died", "")[:4]) if self.dated else ""
        foreign = self.foreign(" ".join((name, place, note, *variants))) is not None
        beside = variants if self.variants else ()
        found = [Line("person", name, years, place, note, beside, "", foreign, at)]
        if self.see:
            found += (Line("see", variant, see=name, foreign=foreign) for variant in variants)
        return found

    def key(self, at: int, number: int) -> str:
        """Return the key of a line: of the row in that place, or of one of its variants."""
        return f"{self.file}{at}.{number}" if number else f"{self.file}{at}"

    def entry(self, line: Line, at: int, number: int) -> Entry:
        """Return a line as templates show it."""
        return Entry(line.kind, line.name, self.key(at, number), *line[2:])

    def filed(self, row: dict[str, Any], line: Line, number: int) -> str:
        """Return the name as a line is filed."""
        return (not number and row.get("sort")) or self.name_of(line.name)

    def title(self, row: dict[str, Any], filed: str) -> str:
        """Return what the group of a line is called."""
        if self.look.group == "letter":
            return self.heading(filed.partition(" ")[0]) or self.heading(filed) or NO_LETTER  # few first words
        return row.get("place", "") or self.unknown if self.look.group == "place" else ""

    def in_order(self, titles: Iterable[str]) -> list[str]:
        """Return the titles of the groups in order, given the order of their first lines."""
        if self.look.group == "none":
            return [""]
        if self.look.group == "letter":
            return list(titles)
        key = sort_key(self.language)
        return sorted(titles, key=lambda title: (title == self.unknown, key(title)))

    def _heading(self, name: str) -> str:
        return sentence(initial(name, self.language), self.language.tag)

    def _years(self, born: str, died: str) -> str:
        start, end = digits(born, self.language), digits(died, self.language)
        if born and died:
            return in_order(self.range.replace("{0}", start).replace("{1}", end), self.language)
        if born:
            return str(self.words.say("born {year}", year=start).unescape())
        return str(self.words.say("died {year}", year=end).unescape()) if died else ""

    def name(self) -> str:
        """Return all that decides what is made of a row, but for the row."""
        said = [str(self.words.say(text)) for text in ("Place not recorded", "born {year}", "died {year}")]
        return digest(encode(self.language), encode(self.look), *said)

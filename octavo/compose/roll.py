# SPDX-License-Identifier: AGPL-3.0-or-later
"""Rolls of names: rows read from their blob, in the order of the language's alphabet, in groups, ready to be shown."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cache
from typing import Any, Literal, NamedTuple

from octavo.compose.tree import sentence
from octavo.compose.words import Words
from octavo.localize.collation import filing, initial, sort_key
from octavo.localize.formats import digits, in_order, unbroken
from octavo.model.locale import Language
from octavo.model.publication import Roll
from octavo.model.rolls import RollLook

NO_LETTER = "#"
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
class RollView:
    """A roll as templates show it; `level` is that of its headings, `long` that its entries stand beside the HTML."""

    id: str
    groups: tuple[Group, ...]
    columns: int
    level: int = 2
    long: bool = False

    @property
    def entries(self) -> Iterator[Entry]:
        """All lines of the roll in their order."""
        return (entry for group in self.groups for entry in group.entries)


def roll_view(roll: Roll, blobs: Callable[[str], bytes], language: Language, words: Words, look: RollLook) -> RollView:
    """Return a roll sorted and grouped as a language does it, years in its form, with no more than is to be shown."""
    write = _Writing(roll.id, language, words, look)
    rows = (json.loads(line) for line in blobs(roll.digest).decode("utf-8").split("\n") if line)
    key, name_of = sort_key(language), filing(language)
    found = [
        _Filed(filed_as, key(filed_as), row.get("born", ""), at, row.get("place", ""), entry)
        for at, row in enumerate(rows, 1)
        for entry in write.entries(row, at)
        for filed_as in ((entry.kind == "person" and row.get("sort")) or name_of(entry.name),)
    ]
    found.sort(key=lambda each: each[1:4])
    if look.group == "none":
        groups: tuple[Group, ...] = (Group("", tuple(each.entry for each in found)),)
    elif look.group == "letter":
        title = cache(lambda word: _heading(word, language))  # few first words for many names
        groups = _grouped((title(each.name.partition(" ")[0]) or title(each.name), each.entry) for each in found)
        groups = tuple(replace(group, title=group.title or NO_LETTER) for group in groups)
    else:
        unknown = str(words.say("Place not recorded").unescape())
        by_place = ((each.place or unknown, each.entry) for each in found)
        groups = tuple(sorted(_grouped(by_place), key=lambda group: (group.title == unknown, key(group.title))))
    return RollView(roll.id, groups, look.columns)


class _Filed(NamedTuple):
    """A line of a roll with what decides its place: the name as it is filed, when born, and its row."""

    name: str
    key: Any
    born: str
    row: int
    place: str
    entry: Entry


def _heading(name: str, language: Language) -> str:
    return sentence(initial(name, language), language.tag)


def _grouped(entries: Iterable[tuple[str, Entry]]) -> tuple[Group, ...]:
    groups: dict[str, list[Entry]] = {}
    for title, entry in entries:
        groups.setdefault(title, []).append(entry)
    return tuple(Group(title, tuple(each)) for title, each in groups.items())


class _Writing:
    """What makes entries of rows, with all that is the same for every row worked out once."""

    def __init__(self, roll: str, language: Language, words: Words, look: RollLook) -> None:
        self.file, self.language, self.words = f"names/{roll}.csv#", language, words
        self.range = unbroken(language.range_pattern)
        self.foreign = (_LEFT_TO_RIGHT if language.direction == "rtl" else _RIGHT_TO_LEFT).search
        self.years = cache(self._years)
        show = frozenset(look.show)
        # Under places the heading says where.
        self.place, self.note = "place" in show and look.group != "place", "note" in show
        self.dated, self.variants, self.see = "years" in show, "variants" in show, "see" in show

    def entries(self, row: dict[str, Any], at: int) -> list[Entry]:
        """Return the line of a person, then those of their variants if they are to be shown among the names."""
        name, key, variants = row["name"], f"{self.file}{at}", tuple(row.get("variants", ()))
        place = row.get("place", "") if self.place else ""
        note = row.get("note", "") if self.note else ""
        years = self.years(row.get("born", "")[:4], row.get("died", "")[:4]) if self.dated else ""
        foreign = self.foreign(" ".join((name, place, note, *variants))) is not None
        beside = variants if self.variants else ()
        found = [Entry("person", name, key, years, place, note, beside, "", foreign, row.get("place", ""))]
        if self.see:
            for number, variant in enumerate(variants, 1):
                found.append(Entry("see", variant, f"{key}.{number}", see=name, foreign=foreign))
        return found

    def _years(self, born: str, died: str) -> str:
        start, end = digits(born, self.language), digits(died, self.language)
        if born and died:
            return in_order(self.range.replace("{0}", start).replace("{1}", end), self.language)
        if born:
            return str(self.words.say("born {year}", year=start).unescape())
        return str(self.words.say("died {year}", year=end).unescape()) if died else ""

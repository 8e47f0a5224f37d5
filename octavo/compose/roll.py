# SPDX-License-Identifier: AGPL-3.0-or-later
"""Rolls of names: rows read from their blob, in the order of the language's alphabet, in groups, ready to be shown."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Literal

from octavo.compose.tree import sentence
from octavo.compose.words import Words
from octavo.localize.collation import initial, sort_key
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

    `see` is the name that a variant leads to. `foreign` tells that letters of another direction stand in it. The key
    counts the persons that are printed in the order of the file: the same in all languages, and nothing tells how many
    are withheld.
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


@dataclass(frozen=True, slots=True)
class Group:
    """The names under one letter or place; the title is empty where a roll has no groups."""

    title: str
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class RollView:
    """A roll as templates show it; `level` is that of its headings."""

    id: str
    groups: tuple[Group, ...]
    columns: int
    level: int = 2

    @property
    def entries(self) -> Iterator[Entry]:
        """All lines of the roll in their order."""
        return (entry for group in self.groups for entry in group.entries)


def roll_view(roll: Roll, blobs: Callable[[str], bytes], language: Language, words: Words, look: RollLook) -> RollView:
    """Return a roll sorted and grouped as a language does it, years in its form, with no more than is to be shown."""
    write = _Writing(roll.id, language, words, look)
    rows = (json.loads(line) for line in blobs(roll.digest).decode("utf-8").split("\n") if line)
    key = sort_key(language)
    found = [
        (key(entry.name), born, at, place, entry)
        for at, row in enumerate(rows, 1)
        for born, place in ((row.get("born", ""), row.get("place", "")),)
        for entry in write.entries(row, at)
    ]
    found.sort(key=lambda each: each[:3])
    if look.group == "none":
        groups: tuple[Group, ...] = (Group("", tuple(each[-1] for each in found)),)
    elif look.group == "letter":
        title = cache(lambda first: _heading(first, language))
        groups = _grouped((title(each[-1].name[:3]), each[-1]) for each in found)
    else:
        unknown = str(words.say("Place not recorded").unescape())
        by_place = ((each[-2] or unknown, each[-1]) for each in found)
        groups = tuple(sorted(_grouped(by_place), key=lambda group: (group.title == unknown, key(group.title))))
    return RollView(roll.id, groups, look.columns)


def _heading(name: str, language: Language) -> str:
    letter = initial(name, language)
    return sentence(letter, language.tag) if letter else NO_LETTER


def _grouped(entries: Iterable[tuple[str, Entry]]) -> tuple[Group, ...]:
    groups: dict[str, list[Entry]] = {}
    for title, entry in entries:
        groups.setdefault(title, []).append(entry)
    return tuple(Group(title, tuple(each)) for title, each in groups.items())


class _Writing:
    """What makes entries of rows, with all that is the same for every row worked out once."""

    def __init__(self, roll: str, language: Language, words: Words, look: RollLook) -> None:
        self.roll, self.language, self.show = roll, language, frozenset(look.show)
        self.range = unbroken(language.range_pattern)
        self.other = _LEFT_TO_RIGHT if language.direction == "rtl" else _RIGHT_TO_LEFT
        self.words = words
        self.years = cache(self._years)
        self.grouped = look.group == "place"

    def entries(self, row: dict[str, str | list[str]], at: int) -> Iterator[Entry]:
        """Yield the line of a person, then those of their variants if they are to be shown among the names."""
        given = {name: value for name, value in row.items() if isinstance(value, str)}
        name, key = given["name"], f"names/{self.roll}.csv#{at}"
        variants = tuple(map(str, row.get("variants", ())))
        shown = {each: given.get(each, "") if each in self.show else "" for each in ("place", "note")}
        if self.grouped:
            shown["place"] = ""  # the heading says it
        years = self.years(given.get("born", "")[:4], given.get("died", "")[:4]) if "years" in self.show else ""
        beside = variants if "variants" in self.show else ()
        foreign = bool(self.other.search(" ".join((name, *shown.values(), *variants))))
        yield Entry("person", name, key, years, shown["place"], shown["note"], beside, "", foreign)
        for number, variant in enumerate(variants if "see" in self.show else (), 1):
            yield Entry("see", variant, f"{key}.{number}", see=name, foreign=foreign)

    def _years(self, born: str, died: str) -> str:
        start, end = digits(born, self.language), digits(died, self.language)
        if born and died:
            return in_order(self.range.replace("{0}", start).replace("{1}", end), self.language)
        if born:
            return str(self.words.say("born {year}", year=start).unescape())
        return str(self.words.say("died {year}", year=end).unescape()) if died else ""

# SPDX-License-Identifier: AGPL-3.0-or-later
"""How much longer the text of a message may become before a page turns elsewhere or something does not fit."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from octavo.model.catalog import Message
from octavo.model.pagemap import Ending, PageMap

HARD = frozenset({"cell", "caption", "cover", "head"})
_ROUNDING = 0.05  # mm
_CARE = 0.95  # of the width that is left: letters are wider and narrower than their average
_IN_LINES = 0.9  # of the characters of the lines that there are, for the next ones may have longer words
_WORD = 12  # characters: longer ones are hyphenated, or are no words


@dataclass(frozen=True, slots=True)
class Room:
    """The room of a message, as its pages were laid out last.

    page        the page it begins on, from 1
    characters  how many more it may have: reckoned from the average width of a letter, so an estimate
    hard        what does not fit is a fault (a cell, a caption, a running head, the cover); else only pages move
    length      how many characters it has as set, figures and dates written out
    """

    page: int
    characters: int
    hard: bool
    length: int

    @property
    def most(self) -> int:
        """How many characters fit in all."""
        return self.length + self.characters


def room_of(page_map: PageMap, messages: Iterable[Message] = (), cover: PageMap | None = None) -> Mapping[str, Room]:
    """Return the room of each message that stands on the pages, by the message's id.

    Where a message stands in several places the narrowest counts. Without `messages` only those blocks are known that
    carry their message's id; with them also values (titles, captions, cells, what figures count) by their keys.
    `cover` is the map of the cover, if there is one.
    """
    endings = [*page_map.endings, *(replace(each, kind="cover") for each in (cover.endings if cover else ()))]
    found: dict[str, list[Room]] = defaultdict(list)
    by_key: dict[str, list[Ending]] = defaultdict(list)
    for each in endings:
        if each.message:
            found[each.message].append(_room(each))
        by_key[each.key].append(each)
    for message in messages:
        known = message.id in found and not any(each.kind == "cover" for each in _of_keys(message.keys, by_key))
        if not known:
            found[message.id] += [_room(each) for each in _of_keys(message.keys, by_key) if not each.message]
    return {name: _narrowest(rooms) for name, rooms in sorted(found.items()) if rooms}


def _of_keys(keys: Sequence[str], by_key: Mapping[str, list[Ending]]) -> Iterator[Ending]:
    """Yield where a message's keys stand, or the longest text of the nearest block that they are part of."""
    for key in keys:
        if key.endswith(".alt"):
            continue  # is heard, and takes no room
        if key in by_key:
            yield from by_key[key]
            continue
        outer = key
        while "." in outer.partition("#")[2]:
            outer = outer.rpartition(".")[0]
            if outer in by_key:
                yield max(by_key[outer], key=lambda each: each.length)
                break


def _room(ending: Ending) -> Room:
    """Return the room of one place: the rest of the last line, and whole lines as long as there is height for them.

    A word is taken off, for lines break between words: who stays within it has moved nothing.
    """
    rest = _CARE * (ending.left + _ROUNDING) / max(ending.advance, 0.1)
    lines = int((ending.below + _ROUNDING) / ending.pitch) if ending.pitch > 0 else 0
    found = rest + lines * _IN_LINES * ending.full - min(ending.word, _WORD)
    return Room(ending.first, max(0, int(found)), ending.kind in HARD, ending.length)


def _narrowest(rooms: Sequence[Room]) -> Room:
    """Return the room that ends first; hard if any is, for what is hard in one place can't grow in another."""
    hard = [each for each in rooms if each.hard]
    return replace(min(hard or rooms, key=lambda each: (each.characters, each.page)), page=min(r.page for r in rooms))


@dataclass(frozen=True, slots=True)
class Place:
    """A message's place on the pages: its room, and the text, with its markup, that stood there."""

    room: Room
    text: str

    @property
    def most(self) -> int:
        """How long the text may be with its markup, for who counts the signs of a PO file."""
        return len(self.text) + self.room.characters

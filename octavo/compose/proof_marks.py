# SPDX-License-Identifier: AGPL-3.0-or-later
"""What stands beside each page of a translator's proof: the numbers of its messages, and how each is translated."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from octavo.model.catalog import Message
from octavo.model.edition import Edition
from octavo.model.pagemap import Fragment, Page, PageMap

Standing = Literal["source", "translated", "unreviewed", "stale", "untranslated"]
_NEAR = 2.5  # mm: messages that begin so near to each other share a row
_ROW = 3.6  # mm from row to row
_DIGIT, _SPACE, _SIGN, _WIDTH = 1.25, 1.6, 4.6, 21.0  # mm that a digit takes, what is round it, and the margin
_LETTERS = {"text": "", "facts": "F", "names": "N", "strings": "S"}


@dataclass(frozen=True, slots=True)
class Mark:
    """A message's number (its place in the PO file, the first is 1; “F7” is the seventh of facts.po) and standing."""

    number: str
    standing: Standing


@dataclass(frozen=True, slots=True)
class Row:
    """Marks at one height; `y` is millimetres from the upper edge of the page."""

    y: float
    marks: tuple[Mark, ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page of the proof: its number and folio, whether its outer edge is at the right, and what stands beside it.

    `before` is the page of the source edition where its first message begins; 0 if that is not known.
    """

    number: int
    label: str
    outer_right: bool
    rows: tuple[Row, ...]
    before: int


def numbers_of(messages: Sequence[Message]) -> dict[str, str]:
    """Return the number of each message by its id: where it stands in its PO file, and that file's letter."""
    counts: dict[str, int] = {}
    found: dict[str, str] = {}
    for message in messages:
        if message.id not in found:
            counts[message.domain] = counts.get(message.domain, 0) + 1
            found[message.id] = f"{_LETTERS[message.domain]}{counts[message.domain]}"
    return found


def sheets(
    page_map: PageMap, messages: Sequence[Message], edition: Edition, source: PageMap | None = None
) -> tuple[Sheet, ...]:
    """Return a sheet for each page, with the messages that begin on it; `source` is the map of the source edition."""
    numbers, standings = numbers_of(messages), standings_of(messages, edition)
    begins = _begins(page_map, messages)
    before = {name: page for page, at in (_begins(source, messages) if source else {}).items() for _, name in at}
    rtl = edition.language.direction == "rtl"
    found = []
    for page in page_map.pages:
        here = begins.get(page.number, [])
        marks = [(y, Mark(numbers[name], standings[name])) for y, name in here]
        first = next((before[name] for _, name in here if name in before), 0)
        found.append(Sheet(page.number, page.label, (page.side == "recto") != rtl, tuple(_rows(marks, page)), first))
    return tuple(found)


def standings_of(messages: Sequence[Message], edition: Edition) -> dict[str, Standing]:
    """Return how each message is translated, by its id; a review that holds covers all or one chapter."""
    if edition.language.tag == edition.source_language:
        return {message.id: "source" for message in messages}
    reviews = [each for each in edition.manifest.approvals if each.what == "translation"]
    chapters = {each.chapter for each in reviews if each.chapter}
    whole = any(not each.chapter for each in reviews)
    found: dict[str, Standing] = {}
    for message in messages:
        state = edition.states.get(message.id, "untranslated")
        chapter = message.keys[0].partition("#")[0] if message.keys else ""
        done: Standing = "translated" if whole or chapter in chapters else "unreviewed"
        found.setdefault(message.id, state if state in ("stale", "untranslated") else done)
    return found


def _begins(page_map: PageMap, messages: Sequence[Message]) -> dict[int, list[tuple[float, str]]]:
    """Return for each page the messages that begin on it, each with its height there, from the top down."""
    own: dict[str, tuple[int, float]] = {}
    by_key: dict[str, tuple[int, float]] = {}
    for page in page_map.pages:
        for each in _told(page):
            at = page.number, each.box.y
            if each.message:
                own.setdefault(each.message, at)
            by_key.setdefault(each.key, at)
    found: dict[int, list[tuple[float, str]]] = {}
    for message in {message.id: message for message in messages}.values():
        place = own.get(message.id) or next(_by_keys(message.keys, by_key), None)
        if place:
            found.setdefault(place[0], []).append((place[1], message.id))
    return {page: sorted(at, key=lambda each: each[0]) for page, at in found.items()}


def _told(page: Page) -> Iterator[Fragment]:
    yield from (each for each in page.fragments if each.lines or each.message)


def _by_keys(keys: Sequence[str], by_key: Mapping[str, tuple[int, float]]) -> Iterator[tuple[int, float]]:
    """Yield the places of a message's keys, or of the nearest block that each is part of."""
    for key in keys:
        outer = key
        while outer not in by_key and "." in outer.partition("#")[2]:
            outer = outer.rpartition(".")[0]
        if outer in by_key and not key.endswith(".alt"):
            yield by_key[outer]


def _rows(marks: Sequence[tuple[float, Mark]], page: Page) -> Iterator[Row]:
    """Yield the marks row by row, none above another's foot."""
    rows: list[tuple[float, list[Mark]]] = []
    for y, mark in marks:
        if rows and y - rows[-1][0] < _NEAR:
            rows[-1][1].append(mark)
        else:
            rows.append((max(0.0, y), [mark]))
    foot = 0.0
    for y, together in rows:
        for marks_of_line in _lines(together):
            top = min(max(y, foot), page.height - _ROW)
            foot = top + _ROW
            yield Row(round(top, 2), tuple(marks_of_line))


def _lines(marks: Sequence[Mark]) -> Iterator[list[Mark]]:
    """Yield the marks of one height in as many lines as the margin needs for them."""
    line: list[Mark] = []
    width = 0.0
    for mark in marks:
        wide = _DIGIT * len(mark.number) + (_SPACE if mark.standing == "source" else _SIGN)
        if line and width + wide > _WIDTH:
            yield line
            line, width = [], 0.0
        line.append(mark)
        width += wide
    yield line

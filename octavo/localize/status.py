# SPDX-License-Identifier: AGPL-3.0-or-later
"""How far a translation has come: counted for each of its files, or for each chapter of the source."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from octavo.model.catalog import Catalog, Message, State

_TO_DO: frozenset[State] = frozenset({"untranslated", "stale"})


@dataclass(frozen=True, slots=True)
class FileStatus:
    """The messages of one PO file by state, and how many words of the source are still to be translated or checked."""

    file: str
    translated: int
    stale: int
    untranslated: int
    accepted: int
    words: int
    words_left: int

    @property
    def messages(self) -> int:
        """How many messages the file has."""
        return self.translated + self.stale + self.untranslated + self.accepted

    @property
    def complete(self) -> bool:
        """Whether an edition could be released with it."""
        return not (self.stale or self.untranslated)


def status(catalog: Catalog, messages: Sequence[Message]) -> tuple[FileStatus, ...]:
    """Return the state of each of a language's files, in the order text, facts, names, strings."""
    found = []
    for domain in ("text", "facts", "names", "strings"):
        of_domain = [message for message in messages if message.domain == domain]
        if not of_domain:
            continue
        states = {message.id: state_of(catalog, message) for message in of_domain}
        count = Counter(states.values())
        words = {message.id: len(message.msgid.split()) for message in of_domain}
        found.append(
            FileStatus(
                f"locale/{catalog.language}/{domain}.po",
                count["translated"],
                count["stale"],
                count["untranslated"],
                count["accepted"],
                sum(words.values()),
                sum(words[each] for each, state in states.items() if state in _TO_DO),
            )
        )
    return tuple(found)


@dataclass(frozen=True, slots=True)
class ChapterStatus:
    """The messages of one file of the source by state; `waiting` are the keys of those still to be translated."""

    chapter: str
    title: str
    translated: int
    stale: int
    untranslated: int
    words: int
    words_left: int
    waiting: tuple[str, ...] = ()


def chapter_status(catalog: Catalog, messages: Sequence[Message]) -> tuple[ChapterStatus, ...]:
    """Return the state of each text and data file of the source, in the order in which translators meet them.

    A message that stands in several files is counted where it stands first. The title is the first heading.
    """
    chapters: dict[str, list[Message]] = {}
    for message in messages:
        if message.keys:
            chapters.setdefault(message.keys[0].partition("#")[0], []).append(message)
    return tuple(_chapter(name, of_chapter, catalog) for name, of_chapter in chapters.items())


def _chapter(name: str, messages: Sequence[Message], catalog: Catalog) -> ChapterStatus:
    states = [(message, state_of(catalog, message)) for message in messages]
    count = Counter(state for _, state in states)
    left = [message for message, state in states if state in _TO_DO]
    return ChapterStatus(
        name,
        messages[0].msgid if messages[0].comment.startswith("heading 1") else "",
        count["translated"] + count["accepted"],
        count["stale"],
        count["untranslated"],
        sum(len(message.msgid.split()) for message in messages),
        sum(len(message.msgid.split()) for message in left),
        tuple(message.keys[0] for message in left),
    )


def state_of(catalog: Catalog, message: Message) -> State:
    """Return the state of a message's translation; one that the catalog does not know is untranslated."""
    entry = catalog.entries.get(message.id)
    return entry.state if entry else "untranslated"

# SPDX-License-Identifier: AGPL-3.0-or-later
"""The sample publication in one language, with a translation that repeats its source."""

from __future__ import annotations

from typing import Any

from octavo.diagnostics.problem import Outcome
from octavo.localize.edition import localize
from octavo.localize.strings import RANGE, phrases
from octavo.markup.messages import messages_of
from octavo.model.blocks import Block, walk, walk_inline
from octavo.model.catalog import Catalog, Message, State, Translation, message_id
from octavo.model.edition import Edition, EditionKey
from octavo.model.publication import Publication
from tests.localize.samples import language, visible

RU_RANGE = "меньшее: {low} ({low_sources}), большее: {high} ({high_sources})"
STRINGS = {
    "ru": Catalog("ru", {each.id: Translation((f"({each.msgid})",)) for each in phrases()}
                  | {message_id("range", RANGE): Translation((RU_RANGE,)),
                     message_id("qualifier", "at least {n}"): Translation(("по меньшей мере {n}",))}),
}  # fmt: skip
PEOPLE = Translation(("{n} человек", "{n} человека", "{n} человек"))


def echoed(message: Message) -> Translation:
    """A translation that any message can have: its own words in quotation marks, links and placeholders as they are."""
    if message.plural:
        return PEOPLE
    return Translation((f"«{message.msgid}»",))


def catalog(book: Publication, tag: str = "ru", **states: State) -> Catalog:
    """A whole translation; `states` gives other states to messages by their first word in lower case."""
    entries = {}
    for message in messages_of(book):
        state = states.get(message.msgid.split()[0].lower(), "translated")
        forms = () if state == "untranslated" else echoed(message).forms
        entries[message.id] = Translation(forms, state, "Anna: known" if state == "accepted" else "")
    return Catalog(tag, entries)


def made(book: Publication, tag: str = "en", own: str = "", draft: bool = False, **states: State) -> Outcome[Edition]:
    given = catalog(book, tag, **states)
    return localize(book, EditionKey((tag,)), given, STRINGS.get(tag, Catalog(tag)), language(tag, own), draft=draft)


def edition(book: Publication, tag: str = "en", **more: Any) -> Edition:
    outcome = made(book, tag, **more)
    assert not outcome.problems, "\n".join(map(str, outcome.problems))
    return outcome.unwrap()


def blocks(book: Edition, name: str) -> tuple[Block, ...]:
    return tuple(walk(next(part.blocks for part in book.parts if part.name == name)))


def values(book: Edition, name: str) -> dict[str, str]:
    runs = (run for block in blocks(book, name) for run in walk_inline(block.inline))
    return {run.attrs["name"]: visible(run.text) for run in runs if run.kind == "value"}

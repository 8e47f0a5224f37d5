# SPDX-License-Identifier: AGPL-3.0-or-later
"""Old translations to new messages: what stands unchanged keeps its translation, what was reworded keeps it as stale.

A message that changed without changing its meaning (see meaning) keeps its translation as a valid one.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Literal

from polib import POEntry

from octavo.localize.align import Found, Key, find, in_new_names, is_translated
from octavo.localize.meaning import WORDING, Change
from octavo.model.catalog import Message

# What an author says of a change: a typo; another meaning; another meaning even where the rule has seen no change.
Said = Literal["typo", "meaning", "stale", ""]
_ACCEPTED = re.compile(r"octavo-accept:")


@dataclass(frozen=True, slots=True)
class Kept:
    """A message that changed without changing its meaning, so that its translation stays valid; `old` as it was."""

    message: Message
    old: str
    change: Change


@dataclass(frozen=True, slots=True)
class Merged:
    """An entry for every message, in order, then those that are obsolete; and what changed and stayed valid."""

    entries: list[POEntry]
    kept: tuple[Kept, ...] = ()


@dataclass(frozen=True, slots=True)
class Author:
    """Who writes the source: in which language, and what they say of the change of a message."""

    tag: str = "en"
    said: Callable[[Message], Said] = lambda _: ""


def merge(
    old: Sequence[POEntry],
    messages: Sequence[Message],
    forms: int,
    elsewhere: Mapping[Key, POEntry] | None = None,
    author: Author = Author(),
) -> Merged:
    """Return an entry for every message, in order, then those that are obsolete.

    Args:
        old: the entries of the file as it was.
        messages: what the file shall hold.
        forms: how many plural forms the language has.
        elsewhere: translations in the language's other files, for messages that moved.
        author: says a word on changes where the rule is to be overruled.
    """
    found = find(old, messages, elsewhere or {}, author.tag)
    entries: list[POEntry] = []
    kept: list[Kept] = []
    for at, message in enumerate(messages):
        entry, valid = _entry(message, forms, found.get(at), author.said(message))
        entries.append(entry)
        if valid is not None:
            kept.append(valid)
    used = {id(each.entry) for each in found.values()}
    gone = [_obsolete(entry) for entry in old if id(entry) not in used and is_translated(entry)]
    return Merged(entries + gone, tuple(kept))


def _entry(message: Message, forms: int, found: Found | None, said: Said) -> tuple[POEntry, Kept | None]:
    entry = POEntry(
        msgid=message.msgid,
        msgctxt=message.context or None,
        msgid_plural=message.plural,
        comment=_comment(message.comment, message.keys),
        occurrences=list(_files(message.keys)),
        flags=list(message.flags),
    )
    if found is None:
        entry.msgstr_plural = dict.fromkeys(range(forms), "") if message.plural else {}
        return entry, None
    source = found.entry
    change = found.change
    if change.kind != "same":
        change = {"typo": Change("typographic", change.renamed), "": change}.get(said, WORDING)
    entry.tcomment = source.tcomment
    single, several = in_new_names(source, change) or (source.msgstr, dict(source.msgstr_plural))
    if message.plural:
        entry.msgstr_plural = {form: several.get(form, "") for form in range(forms)}
    else:
        entry.msgstr = single or several.get(0, "")
    if is_translated(source):
        _mark(entry, source, change, said)
    kept = change.valid and change.kind != "same" and not entry.fuzzy
    return entry, Kept(message, source.msgid, change) if kept else None


def _mark(entry: POEntry, source: POEntry, change: Change, said: Said) -> None:
    """Mark a translation as stale if it is one, with the message that it was made for.

    One that was stale is no longer, when the source says again what it said, or an author calls the change a typo.
    """
    before = source.previous_msgid if source.fuzzy else None
    if before is not None and (said == "typo" or _is_back(entry, source)):
        return
    if change.valid and not source.fuzzy and not (change.kind == "same" and said == "stale"):
        return
    entry.flags.insert(0, "fuzzy")
    if not change.valid:
        # Whoever accepted the older sentence has not seen this one.
        entry.tcomment = _ACCEPTED.sub("octavo-accepted-before:", entry.tcomment)
    if change.kind != "same" and not source.fuzzy:
        entry.previous_msgid, entry.previous_msgctxt = source.msgid, source.msgctxt
        entry.previous_msgid_plural = source.msgid_plural or None
    else:
        entry.previous_msgid, entry.previous_msgctxt = source.previous_msgid, source.previous_msgctxt
        entry.previous_msgid_plural = source.previous_msgid_plural
    if entry.previous_msgctxt == entry.msgctxt:
        entry.previous_msgctxt = None


def _is_back(entry: POEntry, source: POEntry) -> bool:
    then = (source.previous_msgid, source.previous_msgid_plural or "")
    return then == (entry.msgid, entry.msgid_plural or "")


# Both are the same for every language of a publication.
@lru_cache(maxsize=65536)
def _files(keys: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
    return tuple((file, "") for file in dict.fromkeys(key.partition("#")[0] for key in keys))


@lru_cache(maxsize=65536)
def _comment(said: str, keys: tuple[str, ...]) -> str:
    """Return what translators are told: where a message stands, then what the author says of it.

    Positions in texts and lists are left out: they would change with every row put in above.
    """
    places = [path for key in keys if not key.startswith("text/") and (path := key.partition("#")[2])]
    named = [path for path in places if not any(map(str.isdecimal, path.split(".")))]
    return "\n".join(filter(None, [said, ", ".join(dict.fromkeys(named))]))


def _obsolete(entry: POEntry) -> POEntry:
    return POEntry(
        msgid=entry.msgid,
        msgctxt=entry.msgctxt,
        msgid_plural=entry.msgid_plural,
        msgstr=entry.msgstr,
        msgstr_plural=dict(entry.msgstr_plural),
        tcomment=entry.tcomment,
        obsolete=True,
    )


def in_one_place(messages: Sequence[Message]) -> list[Message]:
    """Return each message once, at its first place, with the keys of all: a catalog knows it by context and words."""
    found: dict[Key, Message] = {}
    for message in messages:
        key = message.context, message.msgid
        same = found.get(key)
        keys = tuple(dict.fromkeys([*same.keys, *message.keys])) if same else message.keys
        found[key] = replace(same, keys=keys) if same else message
    return list(found.values())

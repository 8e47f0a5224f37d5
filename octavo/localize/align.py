# SPDX-License-Identifier: AGPL-3.0-or-later
"""Which old entry a changed message was: the two lists are aligned as sequences.

A reworded message is looked for only where the alignment has replaced one stretch by another. So a look-alike from
another chapter is never offered, and 700 prose entries take 0.05 s. One whose meaning did not change is looked for
everywhere.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from functools import lru_cache

from polib import POEntry

from octavo.localize.meaning import WORDING, Change, Kind, Vocabulary, change_of, rename_in, vocabulary
from octavo.markup.segments import is_short
from octavo.model.catalog import Message

ALIKE = 0.5  # the least share of common words at which an old translation helps with a new message
NEAR = 20  # how far from its place in a replaced stretch a message is looked for
# A stretch that was replaced whole has few look-alikes; aligning it word by word would cost more than it gives.
LOOSE = 0.1  # a change that leaves the meaning alone adds or takes no greater share of the signs …
SLACK = 8  # … and these
Key = tuple[str, str]
_SAME = Change("same")
_GRAVITY: tuple[Kind, ...] = ("same", "typographic", "renamed", "wording")


@dataclass(frozen=True, slots=True)
class Found:
    """An old entry for a new message, and what became of the message since."""

    entry: POEntry
    change: Change


def entry_key(entry: POEntry) -> Key:
    """Return what makes an entry this one: context and msgid."""
    return entry.msgctxt or "", entry.msgid


def is_translated(entry: POEntry) -> bool:
    """Tell whether somebody has written anything into an entry."""
    return bool(entry.msgstr or any(entry.msgstr_plural.values()))


def find(
    old: Sequence[POEntry], messages: Sequence[Message], elsewhere: Mapping[Key, POEntry], tag: str
) -> dict[int, Found]:
    """Return for each message, by its place in the list, the old entry that it was, if there is one.

    Args:
        old: the entries of the file as it was.
        messages: what the file shall hold.
        elsewhere: entries of the language's other files, for messages that moved.
        tag: of the source language.
    """
    known = {**elsewhere, **{entry_key(entry): entry for entry in old}}
    found: dict[int, Found] = {}
    plurals: list[int] = []
    for at, message in enumerate(messages):
        entry = known.get((message.context, message.msgid))
        if entry is not None:
            found[at] = Found(entry, _SAME)
            plurals += [at] if entry.msgid_plural != message.plural else []
    if len(found) < len(messages) or plurals:
        texts = [text for each in messages for text in (each.msgid, each.plural)]
        words = vocabulary((text for entry in old for text in (entry.msgid, entry.msgid_plural)), texts, tag)
        for at in plurals:
            found[at] = Found(found[at].entry, _change(found[at].entry, messages[at], words))
        found |= _changed([entry for entry in old if not entry.obsolete], messages, found, words)
    return found


def _changed(
    old: Sequence[POEntry], messages: Sequence[Message], exact: Mapping[int, Found], words: Vocabulary
) -> dict[int, Found]:
    """Return for each message that is not in the file as it stands the changed old entry that it was, if one is."""
    wanted = {(message.context, message.msgid) for message in messages}
    free = {at: entry for at, entry in enumerate(old) if entry_key(entry) not in wanted and is_translated(entry)}
    if not free:
        return {}
    found = _renamed_ids(free, messages, exact, ({*(e.msgctxt or "" for e in old)}, {m.context for m in messages}))
    stretches = _stretches(old, messages)
    for valid in (True, False):
        for i1, i2, j1, j2 in stretches:
            for j in range(j1, j2):
                if j in exact or j in found:
                    continue
                middle = i1 + (j - j1) * (i2 - i1) // (j2 - j1)
                near = [i for i in range(max(i1, middle - NEAR), min(i2, middle + NEAR + 1)) if i in free]
                near.sort(key=lambda i: abs(i - middle))
                best = _same_meaning(free, near, messages[j], words) if valid else _best(free, near, messages[j])
                if best is not None:
                    found[j] = Found(free.pop(best[0]), best[1])
    return found | _strayed(free, messages, {*exact, *found}, words)


def _stretches(old: Sequence[POEntry], messages: Sequence[Message]) -> list[tuple[int, int, int, int]]:
    """Return where one stretch was replaced by another, as slices of both lists."""
    return _replaced(tuple(map(entry_key, old)), tuple((message.context, message.msgid) for message in messages))


# The languages of a publication are mostly in the same state: what was aligned for one stands for the next.
@lru_cache(maxsize=8)
def _replaced(old: tuple[Key, ...], new: tuple[Key, ...]) -> list[tuple[int, int, int, int]]:
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    return [stretch for kind, *stretch in matcher.get_opcodes() if kind == "replace"]  # type: ignore[misc]


def _strayed(
    free: dict[int, POEntry], messages: Sequence[Message], taken: set[int], words: Vocabulary
) -> dict[int, Found]:
    """Return the messages that moved and had a typo mended as well: anywhere, but only if the meaning is the same."""
    found: dict[int, Found] = {}
    ends: dict[tuple[str, str], list[int]] = {}
    for i, entry in free.items():
        for end in _ends(entry.msgid):
            ends.setdefault(end, []).append(i)
    for at, message in enumerate(messages):
        if at in taken or not ends:
            continue
        near = [i for end in _ends(message.msgid) for i in ends.get(end, ()) if i in free]
        best = _same_meaning(free, list(dict.fromkeys(near)), message, words)
        if best is not None:
            found[at] = Found(free.pop(best[0]), best[1])
    return found


def _ends(text: str) -> tuple[tuple[str, str], ...]:
    words = text.split()
    return (("first", " ".join(words[:2])), ("last", " ".join(words[-2:])))


def _renamed_ids(
    free: dict[int, POEntry],
    messages: Sequence[Message],
    exact: Mapping[int, Found],
    contexts: tuple[set[str], set[str]],
) -> dict[int, Found]:
    """Return the short messages that are the same but for an id in their context."""
    same: dict[str, list[int]] = {}
    for i, entry in free.items():
        same.setdefault(entry.msgid, []).append(i)
    found: dict[int, Found] = {}
    for at, message in enumerate(messages):
        near = [] if at in exact else [i for i in same.get(message.msgid, ()) if i in free]
        best = next((i for i in near if _is_moved(free[i], message, contexts)), None)
        if best is not None:
            found[at] = Found(free.pop(best), Change("renamed"))
    return found


def _is_moved(entry: POEntry, message: Message, contexts: tuple[set[str], set[str]]) -> bool:
    """Tell whether only the id in a short message's context was renamed: “killed.counts” is “dead.counts” now."""
    then, now = entry.msgctxt or "", message.context
    if entry.msgid != message.msgid or entry.msgid_plural != message.plural or then == now:
        return False
    if then in contexts[1] or now in contexts[0]:
        return False
    a, b = (re.split(r"[#. ]", each) for each in (then, now))
    marks = [re.sub(r"[^#. ]", "", each) for each in (then, now)]
    apart = sum(x != y for x, y in zip(a, b, strict=False))
    return marks[0] == marks[1] and bool(set(marks[0]) & {"#", " "}) and apart == 1


def _same_meaning(
    free: Mapping[int, POEntry], near: Sequence[int], message: Message, words: Vocabulary
) -> tuple[int, Change] | None:
    """Return the first old entry that the message can have been without a change of its meaning."""
    for i in near:
        entry = free[i]
        if abs(len(entry.msgid) - len(message.msgid)) > SLACK + LOOSE * len(message.msgid):
            continue
        if bool(entry.msgid_plural) != bool(message.plural) or not _same_context(entry, message):
            continue
        change = _change(entry, message, words)
        if change.valid and in_new_names(entry, change) is not None:
            return i, change
    return None


def _change(entry: POEntry, message: Message, words: Vocabulary) -> Change:
    changes = [change_of(entry.msgid, message.msgid, words)]
    if message.plural:
        changes.append(change_of(entry.msgid_plural, message.plural, words))
    gravest = max(changes, key=lambda change: _GRAVITY.index(change.kind))
    return replace(gravest, renamed={old: new for change in changes for old, new in change.renamed.items()})


def _same_context(entry: POEntry, message: Message) -> bool:
    """A message of another length has another context, or none: that alone is no change."""
    then, now = entry.msgctxt or "", message.context
    return then == now or (is_short(entry.msgid) != is_short(message.msgid) and not (then and now))


def _best(free: Mapping[int, POEntry], near: Sequence[int], message: Message) -> tuple[int, Change] | None:
    """Return the reworded old entry whose translation is the best start."""
    new = message.msgid.split()
    count = Counter(new)
    best, score = None, ALIKE
    for i in near:
        if bool(free[i].msgid_plural) != bool(message.plural):
            continue
        words = free[i].msgid.split()
        common = (count & Counter(words)).total()
        if 2 * common < score * (len(new) + len(words)):
            continue
        ratio = SequenceMatcher(None, words, new, autojunk=False).ratio()
        if ratio > score or (ratio == score and best is None):
            best, score = i, ratio
    return (best, WORDING) if best is not None else None


def in_new_names(source: POEntry, change: Change) -> tuple[str, dict[int, str]] | None:
    """Return the translation with what was renamed called as it is now; None if it has not what its source had."""
    if not change.renamed:
        return source.msgstr, dict(source.msgstr_plural)
    single = rename_in(source.msgstr, source.msgid, change) if source.msgstr else ""
    made = {form: rename_in(text, source.msgid, change) for form, text in source.msgstr_plural.items()}
    several = {form: text for form, text in made.items() if text is not None}
    return (single, several) if single is not None and len(several) == len(made) else None

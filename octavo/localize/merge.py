# SPDX-License-Identifier: AGPL-3.0-or-later
"""Old translations to new messages: what stands unchanged keeps its translation, what changed keeps it as stale.

The two lists are aligned as sequences, and a changed message is looked for only where the alignment has replaced one
stretch by another. So a look-alike from another chapter is never offered, and 700 prose entries take 0.05 s.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from difflib import SequenceMatcher

from polib import POEntry

from octavo.model.catalog import Message

ALIKE = 0.5  # the least share of common words at which an old translation helps with a new message
NEAR = 20  # how far from its place in a replaced stretch a message is looked for
# A stretch that was replaced whole has few look-alikes; aligning it word by word would cost more than it gives.
Key = tuple[str, str]


def merge(
    old: Sequence[POEntry], messages: Sequence[Message], forms: int, elsewhere: Mapping[Key, POEntry] | None = None
) -> list[POEntry]:
    """Return an entry for every message, in order, then those that are obsolete.

    Args:
        old: the entries of the file as it was.
        messages: what the file shall hold.
        forms: how many plural forms the language has.
        elsewhere: translations in the language's other files, for messages that moved.
    """
    known = {**(elsewhere or {}), **{entry_key(entry): entry for entry in old}}
    exact = [known.get((message.context, message.msgid)) for message in messages]
    similar = _similar([entry for entry in old if not entry.obsolete], messages, exact)
    merged = [
        _entry(message, forms, found, similar.get(at))
        for at, (message, found) in enumerate(zip(messages, exact, strict=True))
    ]
    used = {id(entry) for entry in (*exact, *similar.values()) if entry is not None}
    gone = [_obsolete(entry) for entry in old if id(entry) not in used and _is_translated(entry)]
    return merged + gone


def entry_key(entry: POEntry) -> Key:
    """Return what makes an entry this one: context and msgid."""
    return entry.msgctxt or "", entry.msgid


def _similar(
    old: Sequence[POEntry], messages: Sequence[Message], exact: Sequence[POEntry | None]
) -> dict[int, POEntry]:
    """Return for each new message the changed old entry whose translation is the best start, if there is one."""
    wanted = {(message.context, message.msgid) for message in messages}
    keys = [(message.context, message.msgid) for message in messages]
    found: dict[int, POEntry] = {}
    for kind, i1, i2, j1, j2 in SequenceMatcher(None, [*map(entry_key, old)], keys, autojunk=False).get_opcodes():
        if kind != "replace":
            continue
        free = {i for i in range(i1, i2) if entry_key(old[i]) not in wanted and _is_translated(old[i])}
        words = {i: old[i].msgid.split() for i in free}
        for j in range(j1, j2):
            middle = i1 + (j - j1) * (i2 - i1) // (j2 - j1)
            near = [i for i in range(middle - NEAR, middle + NEAR + 1) if i in free]
            best = None if exact[j] else _best(words, near, messages[j], old)
            if best is not None:
                free.remove(best)
                found[j] = old[best]
    return found


def _best(words: Mapping[int, list[str]], near: list[int], message: Message, old: Sequence[POEntry]) -> int | None:
    new = message.msgid.split()
    count = Counter(new)
    best, score = None, ALIKE
    for i in near:
        if bool(old[i].msgid_plural) != bool(message.plural):
            continue
        common = (count & Counter(words[i])).total()
        if 2 * common < score * (len(new) + len(words[i])):
            continue
        ratio = SequenceMatcher(None, words[i], new, autojunk=False).ratio()
        if ratio > score or (ratio == score and best is None):
            best, score = i, ratio
    return best


def _entry(message: Message, forms: int, exact: POEntry | None, similar: POEntry | None) -> POEntry:
    entry = POEntry(
        msgid=message.msgid,
        msgctxt=message.context or None,
        msgid_plural=message.plural,
        comment=_comment(message),
        occurrences=[(file, "") for file in dict.fromkeys(key.partition("#")[0] for key in message.keys)],
        flags=list(message.flags),
    )
    source = exact or similar
    if source is not None:
        entry.tcomment = source.tcomment
        entry.msgstr = "" if message.plural else source.msgstr or source.msgstr_plural.get(0, "")
        entry.msgstr_plural = dict(source.msgstr_plural)
    if message.plural:
        entry.msgstr_plural = {form: entry.msgstr_plural.get(form, "") for form in range(forms)}
    else:
        entry.msgstr_plural = {}
    changed = exact is None or exact.msgid_plural != message.plural
    if source is not None and _is_translated(source) and (changed or source.fuzzy):
        entry.flags.insert(0, "fuzzy")
        _remember(entry, source, changed)
    return entry


def _remember(entry: POEntry, source: POEntry, changed: bool) -> None:
    """Keep the message that the translation was made for, for the editor to show what changed."""
    if changed and not (source.fuzzy and source.previous_msgid):
        entry.previous_msgid, entry.previous_msgctxt = source.msgid, source.msgctxt
        entry.previous_msgid_plural = source.msgid_plural or None
    else:
        entry.previous_msgid, entry.previous_msgctxt = source.previous_msgid, source.previous_msgctxt
        entry.previous_msgid_plural = source.previous_msgid_plural
    if entry.previous_msgctxt == entry.msgctxt:
        entry.previous_msgctxt = None


def _comment(message: Message) -> str:
    """Return what translators are told: where it stands, then what the author says of it.

    Positions in texts and lists are left out: they would change with every row put in above.
    """
    keys = [key for key in message.keys if not key.startswith("text/")]
    named = [path for key in keys if (path := key.partition("#")[2]) and not any(map(str.isdecimal, path.split(".")))]
    return "\n".join(filter(None, [message.comment, ", ".join(dict.fromkeys(named))]))


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


def _is_translated(entry: POEntry) -> bool:
    return bool(entry.msgstr or any(entry.msgstr_plural.values()))


def in_one_place(messages: Sequence[Message]) -> list[Message]:
    """Return each message once, at its first place, with the keys of all: a catalog knows it by context and words."""
    found: dict[str, Message] = {}
    for message in messages:
        same = found.get(message.id)
        keys = tuple(dict.fromkeys([*same.keys, *message.keys])) if same else message.keys
        found[message.id] = replace(same or message, keys=keys)
    return list(found.values())

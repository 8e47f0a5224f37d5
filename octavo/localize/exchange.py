# SPDX-License-Identifier: AGPL-3.0-or-later
"""What comes back from a translator, put beside what there is: each message from whoever changed it, nothing lost."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from polib import POEntry, POFile

from octavo.diagnostics.problem import Outcome, Place, Problem, problem
from octavo.localize.align import entry_key, is_translated
from octavo.localize.catalog import path_of, read_catalog
from octavo.localize.merge import Author, merge
from octavo.localize.plurals import gettext_rule
from octavo.localize.pofile import read_po, write_po
from octavo.localize.update import Wanted
from octavo.model.canonical import digest
from octavo.model.catalog import message_id, short
from octavo.model.locale import Language

# A file with one of these is not used: what its entries mean can't be told.
UNUSABLE = frozenset({"L301", "L302", "L303", "L304", "L306", "L314", "L318"})
RETURNED = "returned: "


@dataclass(frozen=True, slots=True)
class Returned:
    """What came back: PO files by name; `base` tells for each message the digest of its translation when it left."""

    files: Mapping[str, bytes]
    base: Mapping[str, str] = field(default_factory=dict)
    called: str = ""  # the file that came, for problems to name it


@dataclass(frozen=True, slots=True)
class Taken:
    """The language's files as they are to be, and how many translations are new."""

    files: dict[str, bytes]
    count: int


def source_digest(wanted: Wanted) -> str:
    """Return what stands for a version of the source: the messages that translators see."""
    return digest(*sorted(f"{each.id} {each.plural}" for each in wanted.messages))[:16]


def state_digest(entry: POEntry) -> str:
    """Return what stands for a translation as it is, with its doubts."""
    return digest(*_forms(entry), "fuzzy" if entry.fuzzy else "")[:12]


def base_of(files: Mapping[str, bytes]) -> dict[str, str]:
    """Return the digest of each translation in a language's files, by the message's number."""
    found: dict[str, str] = {}
    for name, data in sorted(files.items()):
        for entry in read_po(data, name)[0] or ():
            if not entry.obsolete:
                found[message_id(entry.msgctxt or "", entry.msgid)] = state_digest(entry)
    return found


def take(
    existing: Mapping[str, bytes], returned: Returned, wanted: Wanted, language: Language, *, theirs: bool = False
) -> Outcome[Taken]:
    """Return a language's files with what came back in them.

    Where only the translator changed a message, theirs counts; where only somebody here did, ours; where both did,
    ours stays and theirs is written into the entry's comment (L607), or counts if `theirs` says so. Without `base`
    everything that differs was changed there, and what is translated here was changed here.

    Nothing is taken of a return with a file that can't be used.
    """
    problems = _unusable(returned, wanted, language)
    if problems:
        refused = problem("L610", Place(returned.called), count=len({each.place.file for each in problems}))
        return Outcome(None, (*problems, refused))
    forms, _ = gettext_rule(language.plurals)
    came, found = _came(returned, wanted, forms)
    work = _Work(returned.base, theirs, language.tag, list(found))
    made: dict[str, bytes] = {}
    for name, data in existing.items():
        po, wrong = read_po(data, path_of(name, language.tag))
        if po is None:
            return Outcome(None, wrong)
        old = POFile()
        old.header, old.metadata = po.header, po.metadata
        changed = [_join(entry, came, work, name) for entry in po]
        if any(changed):
            made[name] = write_po(list(po), language, wanted.title, old)
    return Outcome(Taken(made, work.count), tuple(work.problems))


@dataclass(slots=True)
class _Work:
    base: Mapping[str, str]
    theirs: bool
    tag: str
    problems: list[Problem]
    count: int = 0


def _unusable(returned: Returned, wanted: Wanted, language: Language) -> list[Problem]:
    found: list[Problem] = []
    for name, data in returned.files.items():
        read = read_catalog({f"{returned.called}/{name}": data}, language, wanted.messages)
        found += [each for each in read.problems if each.code in UNUSABLE]
    return found


def _came(returned: Returned, wanted: Wanted, forms: int) -> tuple[dict[tuple[str, str], POEntry], list[Problem]]:
    """Return what came back by the messages of today: what was reworded meanwhile is stale."""
    entries: list[POEntry] = []
    for name, data in returned.files.items():
        entries += [entry for entry in read_po(data, name)[0] or () if not entry.obsolete]
    merged = merge(entries, wanted.messages, forms, None, Author(wanted.tag)).entries
    held = {_said(entry) for entry in merged if not entry.obsolete}
    strays = [entry for entry in entries if is_translated(entry) and _said(entry) not in held]
    found = [problem("L608", Place(returned.called, entry.linenum or 0), text=short(entry.msgid)) for entry in strays]
    return {entry_key(entry): entry for entry in merged if not entry.obsolete and is_translated(entry)}, found


def _join(ours: POEntry, came: Mapping[tuple[str, str], POEntry], work: _Work, name: str) -> bool:
    """Put what came back for an entry into it; tell whether that changed it."""
    theirs = came.get(entry_key(ours))
    if ours.obsolete or theirs is None or state_digest(theirs) == state_digest(ours):
        return False
    left = work.base.get(message_id(ours.msgctxt or "", ours.msgid))
    if is_translated(ours) and state_digest(theirs) == left:
        return False  # it came back as it went
    untouched = not is_translated(ours) or (ours.fuzzy if left is None else state_digest(ours) == left)
    if untouched or work.theirs:
        ours.msgstr, ours.msgstr_plural = theirs.msgstr, dict(theirs.msgstr_plural)
        ours.flags = [*(["fuzzy"] if theirs.fuzzy else []), *(flag for flag in ours.flags if flag != "fuzzy")]
        previous = (theirs.previous_msgctxt, theirs.previous_msgid, theirs.previous_msgid_plural)
        ours.previous_msgctxt, ours.previous_msgid, ours.previous_msgid_plural = previous
        if not theirs.fuzzy:
            ours.previous_msgctxt = ours.previous_msgid = ours.previous_msgid_plural = None
        ours.tcomment = theirs.tcomment or ours.tcomment
        work.count += 1
        return True
    if _forms(theirs) == _forms(ours):
        return False  # the same words, another doubt: ours is the newer one
    text = " | ".join(_forms(theirs))
    place = Place(path_of(name, work.tag), ours.linenum or 0)
    work.problems.append(problem("L607", place, text=short(ours.msgid), theirs=short(text)))
    line = RETURNED + " ".join(text.split())
    if line in ours.tcomment.split("\n"):
        return False
    ours.tcomment = "\n".join(filter(None, [ours.tcomment, line]))
    return True


def _forms(entry: POEntry) -> tuple[str, ...]:
    texts: Iterable[str] = [entry.msgstr_plural[at] for at in sorted(entry.msgstr_plural)] or [entry.msgstr]
    return tuple(unicodedata.normalize("NFC", text) for text in texts)


def _said(entry: POEntry) -> tuple[str, ...]:
    return tuple(sorted({text for text in _forms(entry) if text}))


def entries_of(files: Mapping[str, bytes]) -> Sequence[tuple[str, POEntry]]:
    """Return the entries of a language's files in order, each with the name of its file; obsolete ones left out."""
    return [
        (name, entry)
        for name, data in sorted(files.items(), reverse=True)
        for entry in read_po(data, name)[0] or ()
        if not entry.obsolete
    ]

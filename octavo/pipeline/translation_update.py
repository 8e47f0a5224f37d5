# SPDX-License-Identifier: AGPL-3.0-or-later
"""A language brought up to date with the source, and told: which translations went stale, which stayed, and why."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from octavo.diagnostics.problem import Outcome
from octavo.pipeline.forked import each_of
from octavo.pipeline.translation import Source, language_of, po_files, written
from octavo.pipeline.translation_words import updated_words
from octavo.resources.memory import unhurried

if TYPE_CHECKING:
    from octavo.localize.merge import Said
    from octavo.localize.update import Wanted
    from octavo.model.catalog import Message
    from octavo.model.room import Place


@dataclass(frozen=True, slots=True)
class Renewed:
    """The files that changed, and what is to be told of each message that did (see `changes_of`)."""

    paths: tuple[Path, ...]
    changes: tuple[dict[str, Any], ...]


@dataclass(frozen=True, slots=True)
class Verdicts:
    """What an author says of changes: which are typing mistakes mended, which change the meaning.

    Each is named by its message's number, by its place (`text/02-town.md:14`), by its file, or all by “all”.
    """

    typo: tuple[str, ...] = ()
    meaning: tuple[str, ...] = ()


NO_VERDICTS = Verdicts()
MANY = 10_000  # messages of all languages together, from which it pays to do several languages at once
Rooms = Callable[[str], "Mapping[str, Place] | None"]


def update_languages(
    source: Source,
    tags: Sequence[str],
    verdicts: Verdicts = NO_VERDICTS,
    rooms: Rooms = lambda _: None,
    *,
    explain: bool = True,
) -> Iterator[Outcome[Renewed]]:
    """Bring the PO files of languages up to date with the source; what changed is told where it is to be explained.

    `rooms` gives for a language the room that is to be written beside its messages; None leaves that as it is.
    """
    from octavo.localize.update import wanted_of

    wanted = wanted_of(source.publication, source.messages)

    def work(tag: str) -> Outcome[Renewed]:
        return _update(source, tag, wanted, verdicts, rooms(tag), explain=explain)

    yield from each_of(tags, work) if len(wanted.messages) * len(tags) > MANY else map(work, tags)


@unhurried()
def _update(  # noqa: PLR0913  (all that decides what is written)
    source: Source,
    tag: str,
    wanted: Wanted,
    verdicts: Verdicts,
    places: Mapping[str, Place] | None,
    *,
    explain: bool,
) -> Outcome[Renewed]:
    from octavo.localize.update import update

    language = language_of(source, tag)
    if language.value is None:
        return Outcome(None, language.problems)
    existing = po_files(source, tag)
    said = _said(source, verdicts) if verdicts != NO_VERDICTS else None
    made = update(wanted, existing, language.value, said, places)
    if made.value is None:
        return Outcome(None, made.problems)
    words = updated_words(source, tag, language.value)
    if words.value is None:
        return Outcome(None, words.problems)
    changed = {name: data for name, data in made.value.files.items() if existing.get(name) != data} | words.value
    paths = written(source.folder / "locale" / tag, changed)
    if not explain:
        return Outcome(Renewed(paths, ()), made.problems)
    kept = tuple(_told(source, tag, each.message, ("valid", each.change.kind, each.old)) for each in made.value.kept)
    return Outcome(Renewed(paths, (*kept, *changes_of(source, tag))), made.problems)


def changes_of(source: Source, tag: str) -> tuple[dict[str, Any], ...]:
    """Return the stale messages of a language: where each stands, what changed, and how it read before."""
    from octavo.localize.meaning import what_changed
    from octavo.localize.pofile import read_po
    from octavo.model.catalog import message_id

    by_id = {message.id: message for message in source.messages}
    found: list[dict[str, Any]] = []
    for name, data in po_files(source, tag).items():
        po, _ = read_po(data, name)
        for entry in po or ():
            message = by_id.get(message_id(entry.msgctxt or "", entry.msgid))
            if entry.obsolete or not entry.fuzzy or message is None:
                continue
            pairs = [(entry.previous_msgid, entry.msgid), (entry.previous_msgid_plural, entry.msgid_plural)]
            old, new = next(((was, now) for was, now in pairs if was and was != now), ("", entry.msgid))
            why = what_changed(old, new) if old else "marked by a translator"
            found.append(_told(source, tag, message, ("stale", why, old), new))
    return tuple(found)


def unknown_in(source: Source, verdicts: Verdicts) -> tuple[str, ...]:
    """Return what of the verdicts names no message of the publication."""
    known = {"all"} | {name for message in source.messages for name in _names(source, message)}
    return tuple(each for each in (*verdicts.typo, *verdicts.meaning) if each not in known)


def _told(source: Source, tag: str, message: Message, about: tuple[str, str, str], new: str = "") -> dict[str, Any]:
    from octavo.localize.meaning import word_difference

    place = source.source_map.place(message.keys[0]) if message.keys else None
    state, why, old = about
    return {
        "publication": source.publication.name,
        "language": tag,
        "state": state,
        "message": message.id,
        "file": place.file if place else "",
        "line": place.line if place else 0,
        "why": why,
        "difference": word_difference(old, new or message.msgid) if old else new or message.msgid,
    }


def _said(source: Source, verdicts: Verdicts) -> Callable[[Message], Said]:
    def said(message: Message) -> Said:
        names = {"all", *_names(source, message)}
        if names & {*verdicts.typo}:
            return "typo"
        named = names & {*verdicts.meaning}
        broad = {"all", *(key.partition("#")[0] for key in message.keys)}
        return ("stale" if named - broad else "meaning") if named else ""

    return said


def _names(source: Source, message: Message) -> Iterator[str]:
    """Yield what a message can be called by: its number, its files, its places."""
    yield message.id
    for key in message.keys:
        place = source.source_map.place(key)
        yield from (key.partition("#")[0], place.file, f"{place.file}:{place.line}")


def one_by_one(changes: Sequence[dict[str, Any]]) -> Iterator[str]:
    """Yield what is to be said of each change, for a person: a line of what and where, and one of the words."""
    for each in changes:
        where = f"{each['file']}:{each['line']}" if each["line"] else each["file"]
        yield f"{each['language']}  {each['state']}  {where}  {each['message']}  {each['why']}"
        yield f"    {each['difference']}"

# SPDX-License-Identifier: AGPL-3.0-or-later
"""What a translator gets: the PO files of a language, made or brought up to date with the publication."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from polib import POEntry, POFile

from octavo.diagnostics.problem import Outcome, Problem
from octavo.localize.align import entry_key
from octavo.localize.beginnings import locale_yaml
from octavo.localize.language import language_from_cldr
from octavo.localize.merge import Author, Kept, Merged, Said, in_one_place, merge
from octavo.localize.noun_forms import units_in
from octavo.localize.plurals import gettext_rule
from octavo.localize.pofile import read_po, write_po
from octavo.localize.room_notes import tell_room
from octavo.localize.translator import Translator
from octavo.localize.values import values_of
from octavo.markup.placeholders import names_in
from octavo.model.catalog import Catalog, Domain, Message
from octavo.model.locale import Language
from octavo.model.publication import Publication
from octavo.model.room import Place
from octavo.resources.fonts import FontFamily

DOMAINS: tuple[Domain, ...] = ("text", "facts", "names", "strings")


@dataclass(frozen=True, slots=True)
class Updated:
    """The files of a language by name, and the messages that changed without making a translation stale."""

    files: dict[str, bytes]
    kept: tuple[Kept, ...] = ()


@dataclass(frozen=True, slots=True)
class Wanted:
    """What every language of a publication shall have: each message once, told what its placeholders come to today."""

    title: str
    tag: str
    messages: tuple[Message, ...]


def wanted_of(publication: Publication, messages: Sequence[Message]) -> Wanted:
    """Return what a publication's messages, of all domains and in the order of the source, are for its translators."""
    manifest = publication.manifest
    whole = _examples(in_one_place(messages), publication)
    return Wanted(f"{publication.name}: {manifest.title}", manifest.language, tuple(whole))


def update(
    wanted: Wanted,
    existing: Mapping[str, bytes],
    language: Language,
    said: Callable[[Message], Said] | None = None,
    places: Mapping[str, Place] | None = None,
) -> Outcome[Updated]:
    """Return the files of locale/<tag>/ with an entry for every message.

    Args:
        wanted: the same for all languages of a publication.
        existing: the language's PO files as they are, by name (`text.po`); empty for a new language.
        language: its plural rule becomes the header's.
        said: what an author says of the change of a message, where the rule is to be overruled.
        places: the room of messages by id, to be written beside them; None leaves what is written of it as it is.

    A file that can't be read is left as it is and is a problem: nobody's work is overwritten.
    """
    files: dict[str, POFile] = {}
    problems: list[Problem] = []
    for name, data in sorted(existing.items()):
        if name.rpartition(".")[2] == "po":
            read, found = read_po(data, f"locale/{language.tag}/{name}")
            files |= {name: read} if read is not None else {}
            problems += found
    if problems:
        return Outcome(None, tuple(problems))
    author = Author(wanted.tag, said or (lambda _: ""))
    made: dict[str, bytes] = {}
    kept: list[Kept] = []
    for domain in DOMAINS:
        name = f"{domain}.po"
        messages = [message for message in wanted.messages if message.domain == domain]
        # Names and words of templates come from elsewhere: without them their files are left as they are.
        if messages or (name in files and domain in ("text", "facts")):
            others = [entry for other, po in files.items() if other != name for entry in po]
            old = files.get(name, POFile())
            merged = _merged(old, messages, language, others, author)
            tell_room(merged.entries, list(old), places)
            made[name] = write_po(merged.entries, language, wanted.title, old)
            kept += merged.kept
    return Outcome(Updated(made, tuple(kept)))


def update_house(
    messages: Sequence[Message], existing: bytes | None, language: Language, file: str = ""
) -> Outcome[bytes]:
    """Return templates/locale/<tag>.po with an entry for every word of the house's templates."""
    old = POFile()
    if existing is not None:
        read, problems = read_po(existing, file or f"templates/locale/{language.tag}.po")
        if read is None:
            return Outcome(None, problems)
        old = read
    merged = _merged(old, in_one_place(messages), language, [], Author())
    return Outcome(write_po(merged.entries, language, "octavo-templates", old))


def add(
    publication: Publication,
    messages: Sequence[Message],
    tag: str,
    language: Language | None = None,
    families: Sequence[FontFamily] = (),
) -> Outcome[dict[str, bytes]]:
    """Return the files of a new language: PO files without translations, and locale.yaml to begin from.

    `families` are the fonts that pages are set in; locale.yaml tells whether they have the language's letters.
    """
    known = language or language_from_cldr(tag)
    made = update(wanted_of(publication, messages), {}, known)
    if made.value is None:
        return Outcome(None, made.problems)
    described = locale_yaml(known, sorted(units_in(messages)), families)
    return Outcome({**made.value.files, "locale.yaml": described.encode()}, made.problems)


def _examples(messages: Sequence[Message], publication: Publication) -> list[Message]:
    """Return the messages, each told what its placeholders come to today in the language of the texts."""
    tag = publication.manifest.language
    nothing = Catalog(tag)
    values = values_of(publication, Translator(language_from_cldr(tag), nothing, nothing, True, True))
    found = []
    for message in messages:
        names = [] if message.plural else dict.fromkeys(names_in(message.msgid))
        shown = [f"{{{name}}}: {text}" for name in names if (text := values.text(name, "")) != f"{{{name}}}"]
        found.append(replace(message, comment="\n".join(filter(None, [message.comment, *shown]))))
    return found


def _merged(
    old: POFile,
    messages: Sequence[Message],
    language: Language,
    others: Sequence[POEntry],
    author: Author,
) -> Merged:
    elsewhere = {entry_key(entry): entry for entry in others if not entry.obsolete}
    forms, _ = gettext_rule(language.plurals)
    return merge(list(old), messages, forms, elsewhere, author)

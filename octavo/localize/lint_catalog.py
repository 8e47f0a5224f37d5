# SPDX-License-Identifier: AGPL-3.0-or-later
"""All that is wrong with a language's PO files at once: what the build refuses, and what a good reader marks."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import PurePosixPath

from polib import POEntry

from octavo.diagnostics.problem import Place, Problem, in_order, problem
from octavo.localize.catalog import path_of, read_catalog
from octavo.localize.formats import language_name
from octavo.localize.language import language_from_cldr
from octavo.localize.lint_allow import read_allowed, without_allowed
from octavo.localize.lint_letters import letter_problems
from octavo.localize.lint_numbers import number_problems
from octavo.localize.lint_prose import Pair, near
from octavo.localize.lint_quotes import quote_problems
from octavo.localize.lint_room import room_problems
from octavo.localize.lint_spaces import space_problems
from octavo.localize.lint_terms import Name, name_problems, term_problems
from octavo.localize.lint_words import doubled_words, is_untouched, word_problems
from octavo.localize.noun_forms import split_form, units_in
from octavo.localize.pofile import read_po
from octavo.markup.shape import placeholders_of
from octavo.model.catalog import Catalog, Message, message_id, short
from octavo.model.data import Table, Term
from octavo.model.locale import Language
from octavo.model.room import Place as Measured

# The translation's markup or code is in doubt: what its words are can't be told.
_UNREADABLE = frozenset({"L305", "L308", "L310", "L319", "T910", "T911", "T913", "T915", "T920", "T921", "T923"})
_LONGEST = 20_000  # signs; no message is so long that is not a slip


@dataclass(frozen=True, slots=True)
class Agreed:
    """What translations are held to beside their source: the agreed terms, and the tables that name places.

    `places` is the room of messages by id, as their pages were laid out last.
    """

    terms: tuple[Term, ...] = ()
    tables: Mapping[str, Table] = field(default_factory=dict)
    places: Mapping[str, Measured] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _Work:
    language: Language
    messages: Mapping[str, Message]
    units: frozenset[str]
    terms: tuple[Term, ...]
    names: tuple[Name, ...]
    known: Mapping[Place, frozenset[str]]
    measured: Mapping[str, Measured]


def lint_catalog(
    files: Mapping[str, bytes], language: Language, messages: Sequence[Message], agreed: Agreed = Agreed()
) -> tuple[Problem, ...]:
    """Return every problem of a language's PO files, at its entry; allowed ones are notes (L592).

    Args:
        files: PO files by name or path.
        language: as the publication wants it written.
        messages: all messages of the publication, or of the templates.
        agreed: its terms and tables.
    """
    read = read_catalog(files, language, messages)
    found = list(read.problems)
    codes: dict[Place, frozenset[str]] = {}
    for each in read.problems:
        codes[each.place] = codes.get(each.place, frozenset()) | {each.code}
    names = names_in_tables(agreed.tables, messages, read.value or Catalog(language.tag))
    by_id = {message.id: message for message in messages}
    work = _Work(language, by_id, units_in(messages), agreed.terms, names, codes, agreed.places)
    for name, data in files.items():
        po, _ = read_po(data, path_of(name, language.tag))
        for entry in po or ():
            if not entry.obsolete and entry.msgid:
                found += _entry(entry, Place(path_of(name, language.tag), max(1, entry.linenum or 1)), work)
    return in_order(found)


def names_in_tables(tables: Mapping[str, Table], messages: Sequence[Message], catalog: Catalog) -> tuple[Name, ...]:
    """Return the names that stand in a column `name` of the publication's tables, with their translations.

    “Example (Sample)” is two names, if its translation has brackets as well.
    """
    by_key = {key: message for message in messages for key in message.keys}
    found: dict[str, Name] = {}
    for table, value in sorted(tables.items()):
        for at in range(len(value.rows) if "name" in value.columns else 0):
            message = by_key.get(f"data/{table}.yaml#rows.{at}.name")
            forms = catalog.entries[message.id].forms if message and message.id in catalog.entries else ()
            ours, theirs = (_in_brackets(text) for text in (message.msgid if message else "", "".join(forms[:1])))
            if len(ours) == len(theirs):
                for name, agreed in zip(ours, theirs, strict=True):
                    if len(name) > 3 and name[0].isupper():
                        found.setdefault(name, Name(name, agreed, f"data/{table}.yaml"))
    return tuple(found.values())


def _in_brackets(text: str) -> list[str]:
    return [part.strip(" )") for part in text.split("(") if part.strip(" )")]


def _entry(entry: POEntry, place: Place, work: _Work) -> Iterator[Problem]:
    """Yield what is wrong with one entry beyond what the build tells."""
    message = work.messages.get(message_id(entry.msgctxt or "", entry.msgid))
    if message is None and PurePosixPath(place.file).name == "names.po":
        message = Message(entry.msgid, entry.msgctxt or "", domain="names")
    forms = [entry.msgstr_plural[at] for at in sorted(entry.msgstr_plural)] or [entry.msgstr]
    if message is None or not any(forms):
        return
    allowed, wrong = read_allowed(entry.tcomment, place)
    yield from wrong
    known = work.known.get(place, frozenset())
    readable = not known & _UNREADABLE
    found: list[Problem] = []
    if not all(forms):
        found.append(problem("L502", place, empty=_empty(forms), text=short(entry.msgid)))
    elif readable:
        for form in forms:
            found += _form(Pair(message, form, work.language, place), work, stale=entry.fuzzy)
    left, notes = without_allowed(found, allowed, place, whole=readable and not entry.fuzzy and all(forms))
    yield from left
    yield from notes


def _form(pair: Pair, work: _Work, *, stale: bool) -> Iterator[Problem]:
    if len(pair.form) > _LONGEST:
        yield pair.problem("L544", times=f"{len(pair.form) / len(pair.message.msgid):.0f}")
        return
    if not stale and is_untouched(pair):
        yield pair.problem("L541", text=near(pair.prose.whole, 0))
        return  # nothing in it is the translator's
    yield from letter_problems(pair)
    yield from quote_problems(pair)
    yield from space_problems(pair)
    yield from doubled_words(pair)
    if stale:
        return  # it is the translation of an older sentence
    yield from word_problems(pair)
    yield from room_problems(pair, work.measured.get(pair.message.id))
    if pair.message.domain in ("text", "facts"):
        yield from term_problems(pair, work.terms)
        if not any(key.startswith(tuple(each.table for each in work.names)) for key in pair.message.keys):
            yield from name_problems(pair, work.names)
        yield from _missing_forms(pair, work)
    if not pair.message.plural:
        yield from number_problems(pair)


def _missing_forms(pair: Pair, work: _Work) -> Iterator[Problem]:
    """Yield a problem for each noun form that a translation asks for and locale.yaml does not have."""
    for name in dict.fromkeys(placeholders_of(pair.form)):
        _, unit, form = split_form(name, work.units)
        nouns = work.language.nouns.get(unit, {})
        if form and form not in nouns:
            named = language_name(pair.language.tag, language_from_cldr("en"))
            known = ", ".join(sorted(nouns)) or "none"
            about = {"language": named, "tag": pair.language.tag, "known": known}
            yield problem("L401", pair.place, unit=unit, form=form, **about)


def _empty(forms: Sequence[str]) -> str:
    return ", ".join(f"msgstr[{at}]" for at, form in enumerate(forms) if not form)

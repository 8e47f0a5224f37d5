# SPDX-License-Identifier: AGPL-3.0-or-later
"""PO files to a catalog: what translators wrote, by message, free of everything else a PO file holds."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import PurePosixPath

from polib import POEntry, POFile

from octavo.diagnostics.code import Severity
from octavo.diagnostics.printing import as_json, from_json
from octavo.diagnostics.problem import Outcome, Place, Problem, in_order, problem
from octavo.localize.formats import language_name
from octavo.localize.language import language_from_cldr
from octavo.localize.lint import ALWAYS_WRONG, lint
from octavo.localize.noun_forms import units_in
from octavo.localize.plurals import gettext_rule, same_rule
from octavo.localize.pofile import read_po
from octavo.localize.suffixes import SUFFIX, knows_suffixes
from octavo.model.canonical import digest
from octavo.model.catalog import UNTRANSLATED, Catalog, Message, Translation, message_id, short
from octavo.model.locale import Language
from octavo.model.pdf_parts import RememberData, anew_data

_ACCEPT = re.compile(r"octavo-accept:(.*?)(?=\n\s*\n|\n\s*allow\b|\Z)", re.DOTALL)
_SOUND = b"[]"  # what is told of a translation with which nothing is wrong
_NAME = 32  # digits of the digest by which one is known again
_CHARSET = re.compile(r"charset=([\w.:-]+)", re.IGNORECASE)


@dataclass(slots=True)
class _Reading:
    """The catalog half read: what was found so far, and where; `rules` names what all are judged by."""

    language: Language
    messages: Mapping[str, Message]
    units: frozenset[str]
    rules: str
    remember: RememberData
    entries: dict[str, Translation] = field(default_factory=dict)
    places: dict[str, Place] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)


def read_catalog(
    files: Mapping[str, bytes],
    language: Language | str,
    messages: Sequence[Message],
    remember: RememberData = anew_data,
) -> Outcome[Catalog]:
    """Return the catalog of a language, and everything that is wrong with its PO files.

    Headers, order, wrapping and comments make no difference to the catalog, except the comment that accepts a stale
    translation: “octavo-accept: name: reason”.

    The catalog is there whatever is wrong: entries and files that can't be used count as not translated.

    Args:
        files: PO files by name or path; where two translate the same message, the first one counts.
        language: the language, or a tag where CLDR's plural rule is enough.
        messages: all messages of the publication (or of the templates); entries for others are reported.
        remember: what may know what is wrong with a translation, for most are those of the last time.
    """
    known = language_from_cldr(language) if isinstance(language, str) else language
    units = units_in(messages)
    rules = digest(known.plurals, *sorted(units))
    reading = _Reading(known, {message.id: message for message in messages}, units, rules, remember)
    for name, data in files.items():
        file = path_of(name, known.tag)
        po, problems = read_po(data, file)
        reading.problems += problems
        if po is not None:
            reading.problems += _header_problems(po, file, known)
            _take(po, file, reading, named=PurePosixPath(name).name == "names.po")
    for missing in reading.messages.keys() - reading.entries.keys():
        reading.entries[missing] = UNTRANSLATED
    return Outcome(Catalog(known.tag, dict(sorted(reading.entries.items()))), in_order(reading.problems))


def path_of(name: str, tag: str) -> str:
    """Return where a file stands: the house's words are in templates/locale/az.po, a publication's in locale/az/."""
    if "/" in name:
        return name
    return f"templates/locale/{name}" if name == f"{tag}.po" else f"locale/{tag}/{name}"


def _header_problems(po: POFile, file: str, language: Language) -> Iterator[Problem]:
    place = Place(file, 1)
    header = {str(key).lower(): str(value).strip() for key, value in po.metadata.items()}
    charset = _CHARSET.search(header.get("content-type", ""))
    if charset and charset[1].upper() not in ("UTF-8", "UTF8", "CHARSET"):
        yield problem("L314", place, found=charset[1])
    found = header.get("language", "")
    if found and not _agree(found, language.tag):
        yield problem("L303", place, found=found, language=_named(language), tag=language.tag)
    rule = header.get("plural-forms", "")
    if rule and "INTEGER" not in rule and not _is_rule(rule, language.plurals):
        yield problem("L304", place, language=_named(language), plurals=language.plurals)


def _is_rule(header: str, plurals: str) -> bool:
    try:
        return same_rule(header, plurals)
    except ValueError:
        return False


def _agree(found: str, tag: str) -> bool:
    """Tell whether two tags can mean one language: what both name (language, script, region) must be the same."""
    ours, theirs = ({_kind(each, at): each for at, each in enumerate(_subtags(name))} for name in (found, tag))
    return all(ours[kind] == theirs[kind] for kind in ours.keys() & theirs.keys())


def _subtags(name: str) -> list[str]:
    # GNU writes sr@latin for sr-Latn.
    plain = name.replace("@latin", "_Latn").replace("@cyrillic", "_Cyrl").partition(".")[0]
    return [each.lower() for each in re.split("[-_@]", plain) if each]


def _kind(subtag: str, position: int) -> str:
    if position == 0:
        return "language"
    return {4: "script", 2: "region", 3: "region"}.get(len(subtag), subtag)


def _take(po: POFile, file: str, reading: _Reading, *, named: bool) -> None:
    seen: dict[str, Place] = {}
    for entry in po:
        if entry.obsolete:
            continue
        place = Place(file, max(1, entry.linenum or 1))
        if not entry.msgid:
            reading.problems.append(problem("L302", place, fault="an entry has no msgid"))
            continue
        name = message_id(entry.msgctxt or "", entry.msgid)
        if name in seen:
            reading.problems.append(problem("L306", place, text=short(entry.msgid), first=seen[name].line))
            continue
        seen[name] = place
        message = reading.messages.get(name)
        if message is None and named:
            message = Message(entry.msgid, entry.msgctxt or "", domain="names")
        if message is not None:
            _accept(entry, message, place, reading)
        elif _forms(entry):
            reading.problems.append(problem("L307", place, text=short(entry.msgid)))


def _accept(entry: POEntry, message: Message, place: Place, reading: _Reading) -> None:
    """Put an entry's translation into the catalog; one that breaks a rule counts as not there."""
    translation, problems = _translation(entry, message, place, reading.language)
    known = reading.entries.get(message.id)
    forms = translation.forms
    if message.context == "qualifier" and knows_suffixes(reading.language):
        forms = tuple(SUFFIX.sub("", form) for form in forms)  # endings of the number are no placeholders
    if translation.state in ("translated", "accepted"):
        problems += _linted(message, forms, place, reading)
    elif translation.state == "stale":
        # What a stale translation lacks may be what changed; code and hidden signs are wrong in any.
        found = _linted(message, forms, place, reading)
        problems += tuple(each for each in found if each.code in ALWAYS_WRONG)
    if any(each.severity is Severity.ERROR for each in problems):
        translation = UNTRANSLATED
    if known is None or known.state == "untranslated":
        reading.entries[message.id] = translation
        reading.places[message.id] = place
    elif known != translation and translation.state != "untranslated" and message.domain != "strings":
        problems += (problem("L316", place, text=short(message.msgid), other=str(reading.places[message.id])),)
    reading.problems += problems


def _linted(message: Message, forms: tuple[str, ...], place: Place, reading: _Reading) -> tuple[Problem, ...]:
    """Return what is wrong with a translation, as it was found wherever it stood."""

    def told() -> bytes:
        found = lint(message, forms, Place(), reading.language.plurals, reading.units)
        return json.dumps([as_json(each) for each in found]).encode()

    name = digest(reading.rules, message.domain, message.msgid, message.plural, *forms)[:_NAME]
    known = reading.remember(name, told)
    return tuple(replace(from_json(each), place=place) for each in json.loads(known)) if known != _SOUND else ()


def _translation(
    entry: POEntry, message: Message, place: Place, language: Language
) -> tuple[Translation, tuple[Problem, ...]]:
    forms = tuple(unicodedata.normalize("NFC", form) for form in _forms(entry))
    problems: tuple[Problem, ...] = ()
    count = gettext_rule(language.plurals)[0] if message.plural else 1
    if forms and message.plural and entry.msgid_plural and len(forms) != count:
        wrong = problem(
            "L305",
            place,
            text=short(entry.msgid),
            found=len(forms),
            wanted=count,
            last=count - 1,
            language=_named(language),
        )
        return UNTRANSLATED, (wrong,)
    if not forms or not all(forms):
        return UNTRANSLATED, ()
    if not entry.fuzzy:
        # The singular is the message's name; a plural that changed needs a look as well.
        same = entry.msgid_plural == message.plural
        return Translation(forms, "translated" if same else "stale"), ()
    accept = _ACCEPT.search(entry.tcomment)
    said = " ".join(accept[1].split()) if accept else ""
    name, _, reason = said.partition(":")
    if name.strip() and reason.strip():
        return Translation(forms, "accepted", said), ()
    if accept:
        problems = (problem("L106", place, text=short(entry.msgid)),)
    return Translation(forms, "stale"), problems


def _forms(entry: POEntry) -> tuple[str, ...]:
    if entry.msgstr_plural:
        forms = tuple(entry.msgstr_plural.get(form, "") for form in range(max(entry.msgstr_plural) + 1))
        return forms if any(forms) else ()
    return (entry.msgstr,) if entry.msgstr else ()


def _named(language: Language) -> str:
    return language_name(language.tag, language_from_cldr("en"))

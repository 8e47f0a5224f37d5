# SPDX-License-Identifier: AGPL-3.0-or-later
"""Approvals bound to what was approved: each scope has a digest of its content, and an edit takes the approval away."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from types import MappingProxyType

from octavo.diagnostics.problem import Outcome, Place, Problem, problem
from octavo.localize.reviews import chapter_digests, lapsed_reviews
from octavo.markup.comments import without_comments
from octavo.model.canonical import Strict, digest
from octavo.model.catalog import Catalog, Message
from octavo.model.edition import EditionKey
from octavo.model.locale import Language
from octavo.model.manifest import BY_LANGUAGE, Approval, Scope
from octavo.model.publication import Publication

# What a manifest says that no reader reads: how and for whom files are made, and the approvals themselves.
_TECHNICAL = {
    "approvals", "bilingual", "editions", "onix", "outputs", "paper", "print", "printers", "shops", "site", "theme",
}  # fmt: skip
_GAP = re.compile(r"\n\s*\n")
_LENGTH = 16  # hexadecimal digits of a digest, as they are written into the manifest


def content_digests(
    publication: Publication,
    catalog: Catalog,
    language: Language,
    messages: Sequence[Message],
    strings: Catalog | None = None,
) -> dict[Scope, str]:
    """Return the digest of each scope that this edition needs an approval of.

    facts        the ledger, the tables and the rolls of names
    text         the texts without their comments, the manifest's words, captions, pictures, the theme's own words, and
                 corrections, for they are printed
    translation  what the translators wrote for the messages there are and in strings.po, their nouns, and corrections
                 of this edition alone; not for the source language

    The house's own words are in none of them: they are Octavo's, and change with it. `strings` are the words of
    templates, of which only those count that the publication says itself.
    """
    found: dict[Scope, str] = {
        "facts": _short(
            _said(publication.statistics),
            _said(publication.sources),
            *(part for name, table in publication.tables.items() for part in (name, _said(table))),
            *(part for roll in publication.rolls for part in (roll.id, roll.digest)),
        ),
        "text": _short(
            publication.manifest.model_dump_json(exclude=_TECHNICAL, exclude_defaults=True),
            _said(publication.images),
            *(part for text in publication.texts for part in (text.name, _read(text.source))),
            *(part for name, text in publication.theme_templates.items() for part in (name, text)),
            *(part for asset in _pictures(publication) for part in asset),
            *_corrections(publication, ("", publication.manifest.language)),
        ),
    }
    if language.tag != publication.manifest.language:
        entries = {message.id: catalog.entries.get(message.id) for message in messages}
        said = ((name, form) for name, entry in sorted(entries.items()) for form in (entry.forms if entry else ()))
        nouns = language.model_dump_json(include={"nouns"})
        own = [*_corrections(publication, (language.tag,)), *_own_words(strings)]
        found["translation"] = _short(language.tag, nouns, *(part for pair in said for part in pair), *own)
    return found


def access_digest(digests: Mapping[Scope, str], tag: str) -> str:
    """Return what a review of an edition's accessibility is bound to: all that the edition is made of.

    An edition needs no such review to look finished; it only may say no more than automated checks have proved.
    """
    return _short(tag, *(part for pair in sorted(digests.items()) if pair[0] != "access" for part in pair))


def chapters_of_edition(
    publication: Publication,
    catalog: Catalog,
    language: Language,
    messages: Sequence[Message],
    strings: Catalog | None = None,
) -> dict[str, str]:
    """Return for each chapter of a translation the digest that its review is bound to; none for the source language."""
    if language.tag == publication.manifest.language:
        return {}
    beside = [*_corrections(publication, (language.tag,)), *_own_words(strings)]
    return chapter_digests(catalog, language, messages, beside)


def valid_approvals(
    publication: Publication,
    key: EditionKey,
    digests: dict[Scope, str],
    chapters: Mapping[str, str] = MappingProxyType({}),
) -> Outcome[tuple[Approval, ...]]:
    """Return the approvals that hold for this edition, the newest of each scope, and a problem for each that lapsed.

    Without an address for corrections none of an edition holds (load has said so): who finds a mistake in what looks
    finished must be able to tell. A name that was not given for print is left out: it must reach no output.
    """
    wanted: dict[Scope, str] = {"access": access_digest(digests, key.languages[0])}
    wanted |= digests if publication.manifest.corrections_to else {}
    mine = {
        at: each
        for at, each in enumerate(publication.manifest.approvals)
        if each.what in wanted and not each.chapter and (each.what not in BY_LANGUAGE or each.language in key.languages)
    }
    held = {at: each for at, each in mine.items() if each.digest == wanted[each.what]}
    by_chapter = lapsed_reviews(
        publication.manifest.approvals, key.languages[0], chapters, wanted.get("translation", "")
    )
    whole = [by_chapter.value] if by_chapter.value is not None and "translation" in wanted else []
    newest = {each.what: each for each in sorted([*whole, *held.values()], key=lambda each: each.on)}
    lapsed: list[Problem] = []
    for at, each in mine.items():
        if each.what not in newest:
            place = Place("publication.yaml", key=f"publication.yaml#approvals.{at}.digest")
            lapsed.append(problem("L213", place, what=each.what, on=each.on.isoformat(), now=wanted[each.what]))
    told = (each if each.public else each.model_copy(update={"by": ""}) for each in newest.values())
    return Outcome(tuple(told), (*lapsed, *(by_chapter.problems if "translation" in wanted else ())))


def _said(model: Strict) -> str:
    """Return what an author has said, without defaults: a key that Octavo knows from now on reopens nothing."""
    return model.model_dump_json(exclude_defaults=True)


def _read(source: str) -> str:
    """Return what a reader gets of a text: neither its comments nor how many empty lines stand between its blocks."""
    return _GAP.sub("\n\n", without_comments(source).text.strip())


def _pictures(publication: Publication) -> list[tuple[str, str]]:
    return [(each.file, each.digest) for each in publication.assets if each.media_type.startswith("image/")]


def _corrections(publication: Publication, written_in: tuple[str, ...]) -> list[str]:
    """Return the corrections that are written in one of these languages, “” for that of the texts."""
    return [_said(each) for each in publication.corrections.corrections if each.written_in in written_in]


def _own_words(strings: Catalog | None) -> list[str]:
    """Return the words that stand in a publication's strings.po: its theme's, and those in place of the house's."""
    return [part for name in strings.own for part in (name, *strings.entries[name].forms)] if strings else []


def _short(*parts: bytes | str) -> str:
    return digest(*parts)[:_LENGTH]

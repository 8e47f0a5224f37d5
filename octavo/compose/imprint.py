# SPDX-License-Identifier: AGPL-3.0-or-later
"""What the imprint says of figures, sources and reviews: counted from the ledger and the manifest, never typed."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from markupsafe import Markup

from octavo.compose.metadata import contributors_of, isbn_of
from octavo.compose.sections import N_
from octavo.compose.words import Words
from octavo.localize.dates import date as full_date
from octavo.localize.formats import BETWEEN_NAMES, language_name, listing, own_name
from octavo.model.edition import Edition
from octavo.model.languages import languages_in
from octavo.model.locale import Language
from octavo.model.manifest import Approval, Scope
from octavo.resources.fonts import UNSEEN, covers, read_fonts
from octavo.resources.shared import fonts_folder

# MARC relator codes (Library of Congress) that a booklet is likely to need; others are shown as “With”.
ROLES = {
    "aut": N_("Text"),
    "com": N_("Compiled by"),
    "edt": N_("Editor"),
    "trl": N_("Translation"),
    "rev": N_("Review"),
    "pfr": N_("Proofreading"),
    "res": N_("Research"),
    "ill": N_("Illustrations"),
    "pht": N_("Photographs"),
    "ctg": N_("Maps"),
    "dsr": N_("Design"),
    "bkd": N_("Design"),
    "ctb": N_("With"),
}
FRONT_ROLES = ("aut", "com", "edt", "trl")  # named on the title page
MARKS = {
    "excerpt": N_("an excerpt of the source was read"),
    "through": N_("the source was read through a copy or a quotation by somebody else"),
    "lead": N_("the source was not read; it is named as a lead, and no figure rests on it"),
}
# Scope → what is said of it: approved by somebody who wants to be named, approved, and not approved.
APPROVED: tuple[tuple[Scope, str, str, str], ...] = (
    (
        "facts",
        N_("Facts approved by {name} on {date}."),
        N_("Facts approved on {date}."),
        N_("The facts have not been approved yet."),
    ),
    (
        "text",
        N_("Text approved by {name} on {date}."),
        N_("Text approved on {date}."),
        N_("The text has not been approved yet."),
    ),
    (
        "translation",
        N_("Translation reviewed by {name} on {date}."),
        N_("Translation reviewed on {date}."),
        N_("This translation has not been reviewed yet."),
    ),
)


@dataclass(frozen=True, slots=True)
class Verification:
    """The state of the figures and sources, derived from the ledger."""

    figures: int
    verified: int
    sources: int
    original: int
    excerpt: int
    through: int
    lead: int


@dataclass(frozen=True, slots=True)
class Imprint:
    """What the title page, the imprint and the colophon print beside the manifest's own words.

    `untranslated`, `stale` and `accepted` count messages: those without a translation, those whose source has changed
    since, and those that were let pass although it has.
    """

    front: tuple[tuple[Markup, tuple[str, ...]], ...]
    roles: tuple[tuple[Markup, tuple[str, ...]], ...]
    edition: Markup
    verification: Verification
    marks: tuple[tuple[str, Markup], ...]
    approved: bool
    untranslated: int
    stale: int
    accepted: int
    reviews: tuple[Markup, ...]
    identifiers: tuple[tuple[str, str], ...]
    others: str
    fonts: str


def imprint_of(edition: Edition, words: Words, fonts: str) -> Imprint:
    """Return the imprint of an edition; `fonts` are the names of the families it is set in."""
    approvals = approvals_of(edition)
    states = Counter(edition.states.values())
    return Imprint(
        front=_by_role(edition, words, FRONT_ROLES),
        roles=_by_role(edition, words, tuple(ROLES)),
        edition=_statement(edition, words),
        verification=verification_of(edition),
        marks=_marks(edition, words),
        approved=edition.approved,
        untranslated=states["untranslated"],
        stale=states["stale"],
        accepted=states["accepted"],
        reviews=tuple(_reviews(edition, approvals, words)),
        identifiers=_identifiers(edition),
        others=listing([_name_of(tag, edition.language) for tag in edition.other_editions], edition.language),
        fonts=fonts,
    )


def _name_of(tag: str, language: Language) -> str:
    """Return a language's name in itself; in the edition's language where no font of the house has its letters."""
    languages = languages_in(tag)
    if len(languages) > 1:
        return BETWEEN_NAMES.join(_name_of(each, language) for each in languages)
    named = own_name(tag)
    drawn = UNSEEN.union(*(covers(family.files[0]) for family in read_fonts(fonts_folder())))
    return named if drawn.issuperset(map(ord, named)) else language_name(tag, language)


def verification_of(edition: Edition) -> Verification:
    """Return how many figures the ledger has, and how the sources that the edition uses were read."""
    figures = [
        figure
        for statistic in edition.statistics.values()
        for figure in (statistic.figure, *statistic.alternatives)
        if figure is not None and figure.number
    ]
    used = set(edition.cited) | {source for figure in figures for source in figure.sources}
    sources = [source for source in edition.sources.values() if source.id in used]
    original = {source.id for source in sources if source.read == "original"}
    verified = sum(bool(figure.sources) and original.issuperset(figure.sources) for figure in figures)
    read = Counter(source.read for source in sources)
    counts = (read["original"], read["excerpt"], read["through"], read["lead"])
    return Verification(len(figures), verified, len(sources), *counts)


def approvals_of(edition: Edition) -> dict[str, Approval]:
    """Return the approval of the facts, the text, and the translation: those that hold, as localize has found."""
    return {each.what: each for each in edition.manifest.approvals}


def _by_role(edition: Edition, words: Words, wanted: tuple[str, ...]) -> tuple[tuple[Markup, tuple[str, ...]], ...]:
    """Return the names by role, in the order in which the manifest names them; unknown roles are “With”."""
    roles: dict[Markup, list[str]] = {}
    for each in contributors_of(edition):
        role = each.role if each.role in ROLES else "ctb"
        if role in wanted:
            roles.setdefault(words.say(ROLES[role]), []).append(each.name)
    return tuple((role, tuple(names)) for role, names in roles.items())


def _statement(edition: Edition, words: Words) -> Markup:
    issued = full_date(edition.manifest.issued.isoformat(), edition.language)
    tag, source = edition.language.tag, edition.source_language
    name = language_name(tag, edition.language)
    if tag == source:
        return words.say("{language}, the language of writing; issued on {date}", language=name, date=issued)
    origin = language_name(source, edition.language)
    return words.say(
        "{language}, translated from {source}; issued on {date}", language=name, source=origin, date=issued
    )


def _marks(edition: Edition, words: Words) -> tuple[tuple[str, Markup], ...]:
    """Return the signs that stand after short forms, each with its meaning; only those that are used."""
    used = {source.read: source.mark for source in edition.sources.values() if source.mark}
    return tuple((used[read], words.say(meaning)) for read, meaning in MARKS.items() if read in used)


def _reviews(edition: Edition, approvals: dict[str, Approval], words: Words) -> list[Markup]:
    sentences = []
    for what, signed, done, missing in APPROVED:
        approval = approvals.get(what)
        if approval:
            day = full_date(approval.on.isoformat(), edition.language)
            sentences.append(
                words.say(signed, name=approval.by, date=day) if approval.by else words.say(done, date=day)
            )
        elif what in edition.digests:
            sentences.append(words.say(missing))
    return sentences


def _identifiers(edition: Edition) -> tuple[tuple[str, str], ...]:
    given = ((f"ISBN ({form})", isbn_of(edition, (form,))) for form in ("print", "pdf", "epub"))
    found = [(name, isbn) for name, isbn in given if isbn]
    return (*found, ("", edition.identifier)) if edition.identifier else tuple(found)

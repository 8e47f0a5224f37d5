# SPDX-License-Identifier: AGPL-3.0-or-later
"""What the imprint says of figures and reviews: counted from the ledger and the manifest, never typed."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from markupsafe import Markup

from octavo.compose.metadata import contributors_of, isbn_of
from octavo.compose.sections import N_
from octavo.compose.words import Words
from octavo.model.edition import Edition
from octavo.model.manifest import Approval

# MARC relator codes (Library of Congress) that a booklet is likely to need; others are shown as “With”.
ROLES = {
    "aut": N_("Text"),
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
    "com": N_("Compiled by"),
    "ctb": N_("With"),
}


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
    """What the imprint and the colophon print beside the manifest's own words."""

    roles: tuple[tuple[Markup, tuple[str, ...]], ...]
    verification: Verification
    approvals: dict[str, Approval]
    identifiers: tuple[tuple[str, str], ...]


def imprint_of(edition: Edition, words: Words) -> Imprint:
    """Return the imprint of an edition."""
    roles: dict[Markup, list[str]] = {}
    for each in contributors_of(edition):
        roles.setdefault(words.say(ROLES.get(each.role, ROLES["ctb"])), []).append(each.name)
    given = [("ISBN", isbn_of(edition, (form,)), form) for form in ("print", "pdf", "epub")]
    identifiers = [(f"{name} ({form})", isbn) for name, isbn, form in given if isbn]
    identifiers.append(("", edition.identifier))
    return Imprint(
        tuple((role, tuple(names)) for role, names in roles.items()),
        verification_of(edition),
        _approvals(edition),
        tuple(identifiers),
    )


def verification_of(edition: Edition) -> Verification:
    """Return how many figures the ledger has, and how their sources were read."""
    figures = [
        figure
        for statistic in edition.statistics.values()
        for figure in (statistic.figure, *statistic.alternatives)
        if figure is not None and figure.number
    ]
    used = set(edition.cited) | {source for figure in figures for source in figure.sources}
    sources = [source for source in edition.sources.values() if source.id in used]
    read = Counter(source.read for source in sources)
    seen = {source.id for source in sources if source.read == "original"}
    verified = sum(bool(figure.sources) and seen.issuperset(figure.sources) for figure in figures)
    return Verification(
        len(figures), verified, len(sources), read["original"], read["excerpt"], read["through"], read["lead"]
    )


def _approvals(edition: Edition) -> dict[str, Approval]:
    """Return the newest approval of the facts, the text, and the translation into this language."""
    tags = {None, *edition.key.languages}
    found = [each for each in edition.manifest.approvals if each.language in tags]
    return {each.what: each for each in sorted(found, key=lambda each: each.on)}

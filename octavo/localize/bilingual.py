# SPDX-License-Identifier: AGPL-3.0-or-later
"""An edition in two languages: the same publication in each, side by side."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from octavo.diagnostics.problem import Outcome, in_order
from octavo.localize.approvals import access_digest
from octavo.localize.edition import identifier_of, others_of
from octavo.model.canonical import digest
from octavo.model.edition import Edition, EditionKey
from octavo.model.manifest import Approval, Scope
from octavo.model.publication import Publication


def side_by_side(
    publication: Publication, key: EditionKey, first: Outcome[Edition], second: Outcome[Edition]
) -> Outcome[Edition]:
    """Return the edition `key` of two languages: the first, with the second beside it.

    It is an edition of its own: with its own identifier and ISBNs, and the review of its own accessibility. A
    translation is approved where each of the translations in it is. Lines of both stand on one grid, that of the
    language that wants more room.
    """
    problems = in_order(dict.fromkeys((*first.problems, *second.problems)))
    if first.value is None or second.value is None:
        return Outcome(None, problems)
    one, other = _alike(publication, key, first.value, second.value)
    digests = digests_of_both(one.digests, other.digests)
    approvals = (*_approved(one, other, digests), *_reviews(publication, key, digests))
    manifest = one.manifest.model_copy(update={"approvals": approvals})
    return Outcome(replace(one, manifest=manifest, digests=digests, beside=other), problems)


def _alike(publication: Publication, key: EditionKey, one: Edition, other: Edition) -> tuple[Edition, Edition]:
    """Return both as sides of one edition."""
    leading = max(one.language.leading, other.language.leading)
    identifier, others = identifier_of(publication.manifest, key), others_of(publication.manifest, key)

    def side(edition: Edition) -> Edition:
        language = edition.language.model_copy(update={"leading": leading})
        return replace(edition, key=key, language=language, identifier=identifier, other_editions=others)

    return side(one), side(other)


def digests_of_both(one: dict[Scope, str], other: dict[Scope, str]) -> dict[Scope, str]:
    """Return what an approval of each scope has to name: of the translations both, where there are two."""
    found = {**other, **one}
    if "translation" in one and "translation" in other:
        found["translation"] = digest(one["translation"], other["translation"])[:16]
    return found


def _approved(one: Edition, other: Edition, digests: dict[Scope, str]) -> Iterator[Approval]:
    """Yield the newest approval of each scope that every side which needs it has."""
    for scope in digests:
        needed = [each for each in (one, other) if scope in each.digests]
        found = [each for side in needed for each in side.manifest.approvals if each.what == scope]
        if len(found) == len(needed):
            yield max(found, key=lambda each: each.on)


def _reviews(publication: Publication, key: EditionKey, digests: dict[Scope, str]) -> Iterator[Approval]:
    """Yield the newest review of the accessibility of this edition as it is; those of other editions say nothing."""
    bound = access_digest(digests, key.label)
    given = [each for each in publication.manifest.approvals if each.what == "access" and each.language == key.label]
    held = sorted((each for each in given if each.digest == bound), key=lambda each: each.on)
    yield from (each if each.public else each.model_copy(update={"by": ""}) for each in held[-1:])

# SPDX-License-Identifier: AGPL-3.0-or-later
"""How an e-book can be read, in MARC: accessibility content (341) and accessibility notes (532)."""

from __future__ import annotations

from collections.abc import Iterator

from octavo.distribute.marc_field import Field, field, notes
from octavo.model.distribution import Accessibility

VOCABULARY = "sapdv"  # Schema.org Accessibility Properties for Discoverability Vocabulary
# Features that stand in for what is seen; all others help with the text.
FOR_PICTURES = ("alternativeText", "longDescription")


def access_fields(access: Accessibility) -> Iterator[Field]:
    """Yield a field 341 for each mode of access with the features that an e-book has earned, and nothing beyond."""
    for mode in access.modes:
        pictures = mode == "visual"
        features = [each for each in access.features if (each in FOR_PICTURES) is pictures]
        yield field("341", "0 ", ("a", mode), *(("b", each) for each in features), ("2", VOCABULARY))


def access_notes(access: Accessibility) -> Iterator[Field]:
    """Yield the summary, in the language of the edition, and a standard with who certified it and when."""
    yield from notes("532", "8 ", access.summary)
    if access.conforms_to and access.certified_by and access.certified_on:
        note = f"{access.conforms_to}; certified by {access.certified_by}, {access.certified_on}"
        yield field("532", "8 ", ("a", note))

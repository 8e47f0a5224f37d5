# SPDX-License-Identifier: AGPL-3.0-or-later
"""The corrections as templates see them: with a link to what was corrected, where the book has it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from octavo.compose.book import Section
from octavo.model.document import Medium
from octavo.model.edition import CorrectionText, Edition

FILE = "corrections.yaml"


@dataclass(frozen=True, slots=True)
class CorrectionView:
    """A correction, the key it has in the author's file, and the address of the part that has it, or nothing."""

    told: CorrectionText
    key: str
    href: str


def corrections_of(edition: Edition, sections: Iterable[Section], medium: Medium) -> tuple[CorrectionView, ...]:
    """Return the corrections of an edition, the newest first."""
    parts = {_file(each): f"{each.file if medium == 'epub' else ''}#{each.id}" for each in sections}
    return tuple(
        CorrectionView(each, f"{FILE}#{each.id}", parts.get(each.at.partition("#")[0], ""))
        for each in edition.corrections
    )


def _file(section: Section) -> str:
    """Return the file that a section's text stands in, or what it goes by in the manifest."""
    blocks = section.all_blocks
    return (blocks[0].key if blocks else section.key).partition("#")[0]

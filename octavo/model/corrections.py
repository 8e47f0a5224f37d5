# SPDX-License-Identifier: AGPL-3.0-or-later
"""corrections.yaml: what was wrong in copies that are out already, and what stands there now."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from pydantic import Field

from octavo.model.canonical import Strict
from octavo.model.languages import languages_in
from octavo.model.ledger import Id
from octavo.model.manifest import Tag, Text


class Erratum(Strict):
    """A mistake in copies issued before its day; the content as it is now has it no longer.

    A mistake of one edition alone, such as a slip of a translator, is told in the language of that edition and is
    nothing for translators; every other is told in the language of the texts and translated.
    """

    id: Id = Field(description="a name that stays, for translations and links: lamps_of_november")
    on: date = Field(description="the day of the correction, not after the date of issue; earlier copies need it")
    editions: tuple[Tag, ...] = Field(
        (), description="the editions that had the mistake; by default all. One alone: then write in its language"
    )
    place: str = Field("", description="where it stood, for a reader with the old copy: “page 12, line 3”; translated")
    at: str = Field(
        "", description="the key of what was corrected, such as text/03-fog.md or text/03-fog.md#4; links lead there"
    )
    was: Text = Field(description="the words that were wrong; translated")
    now: Text = Field(description="the words that stand there now; translated")
    why: str = Field("", description="what showed the mistake, in a sentence; translated")
    sources: tuple[Id, ...] = Field((), description="what the correction rests on, by the ids of the sources")

    def concerns(self, edition: str) -> bool:
        """Tell whether an edition had the mistake: one in two languages, if either of them had it."""
        return not self.editions or not set(self.editions).isdisjoint(languages_in(edition))

    @property
    def written_in(self) -> str:
        """The language of an entry that one edition alone has, or nothing: then it is that of the texts."""
        return self.editions[0] if len(self.editions) == 1 else ""


class Corrections(Strict):
    """The whole of corrections.yaml; entries stay in it for good."""

    corrections: tuple[Erratum, ...] = Field((), description="every correction there was, the oldest first")

    def editions(self, tags: Iterable[str]) -> tuple[str, ...]:
        """Return those of these editions that had a mistake."""
        return tuple(tag for tag in tags if any(each.concerns(tag) for each in self.corrections))

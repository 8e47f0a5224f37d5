# SPDX-License-Identifier: AGPL-3.0-or-later
"""What every format says of the work, filled once; accessibility features only where the composed content has them."""

from __future__ import annotations

from octavo.compose.book import Section
from octavo.compose.words import Words
from octavo.model.blocks import walk
from octavo.model.document import Credit, Medium, Metadata
from octavo.model.edition import Edition
from octavo.model.manifest import Contributor

ISBN_FORMATS: dict[Medium, tuple[str, ...]] = {"print": ("pdf",), "epub": ("epub",), "web": ()}


def metadata_of(edition: Edition, medium: Medium, sections: tuple[Section, ...], words: Words) -> Metadata:
    """Return the metadata of an edition in a medium."""
    manifest = edition.manifest
    licence, publisher, series = manifest.licence, manifest.publisher, manifest.series
    return Metadata(
        identifier=edition.identifier,
        title=manifest.title,
        language=edition.language.tag,
        direction=edition.language.direction,
        issued=manifest.issued.isoformat(),
        subtitle=manifest.subtitle,
        description=manifest.description,
        publisher=publisher.name if publisher else "",
        rights=manifest.rights or (licence.name if licence else ""),
        licence_url=licence.url if licence else "",
        isbn=isbn_of(edition, ISBN_FORMATS[medium]),
        series=series.title if series else "",
        series_position=series.position if series else None,
        credits=tuple(Credit(each.name, each.role, each.sort) for each in contributors_of(edition)),
        subjects=manifest.subjects,
        features=features_of(edition, medium, sections),
        accessibility_summary=_summary(edition, sections, words),
    )


def contributors_of(edition: Edition) -> tuple[Contributor, ...]:
    """Return who took part in this edition: a translator of another language did not."""
    tags = edition.key.languages
    return tuple(
        each for each in edition.manifest.contributors if not each.languages or set(each.languages) & set(tags)
    )


def isbn_of(edition: Edition, formats: tuple[str, ...]) -> str:
    """Return the ISBN of this edition in the first of the formats that has one, or nothing."""
    known = edition.manifest.identifiers.isbn
    given: dict[tuple[str, str], str] = {(each.format, each.language): each.isbn for each in known}
    tags = edition.key.languages
    return next((given[form, tag] for form in formats for tag in tags if (form, tag) in given), "")


def features_of(edition: Edition, medium: Medium, sections: tuple[Section, ...]) -> tuple[str, ...]:
    """Return the schema.org accessibilityFeature values that hold for the composed content.

    Page markers are not among them: only who writes the e-book knows whether it has them.
    """
    features = {"readingOrder", "structuralNavigation"}
    if medium == "epub" or any(section.page == "contents" for section in sections):
        features.add("tableOfContents")
    if any(section.page == "index" for section in sections):
        features.add("index")
    if has_pictures(sections):
        features.add("alternativeText")
    if medium != "print":
        features |= {"displayTransformability", "unlocked"}
    return tuple(sorted(features))


def has_pictures(sections: tuple[Section, ...]) -> bool:
    """Tell whether there is a photograph or a chart; each of those has a text alternative, or it is not composed."""
    return any(
        block.kind == "directive" and block.attrs.get("name") in ("photo", "chart")
        for section in sections
        for block in walk(section.blocks)
    )


def _summary(edition: Edition, sections: tuple[Section, ...], words: Words) -> str:
    text = words.say("The text has a table of contents and headings in order, and can be read aloud from start to end.")
    if has_pictures(sections):
        text += " " + words.say("Pictures have descriptions, and charts give their numbers as text.")
    return str(text.unescape())

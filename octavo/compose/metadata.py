# SPDX-License-Identifier: AGPL-3.0-or-later
"""What every format says of the work, filled once."""

from __future__ import annotations

from collections.abc import Callable

from octavo.model.document import Access, Credit, Medium, Metadata, Review
from octavo.model.edition import Edition
from octavo.model.manifest import Contributor, Manifest
from octavo.model.spdx import spdx_address

BETWEEN = " / "  # two titles of one book
STANDARD = "EPUB Accessibility 1.1 - WCAG 2.2 Level AA"
ISBN_FORMATS: dict[Medium, tuple[str, ...]] = {"print": ("pdf",), "epub": ("epub",), "web": ()}


def metadata_of(edition: Edition, medium: Medium, access: Access = Access()) -> Metadata:  # noqa: B008  (immutable)
    """Return the metadata of an edition in a medium; `access` is what its composed content proves."""
    manifest = edition.manifest
    licence, publisher, series = manifest.licence, manifest.publisher, manifest.series
    return Metadata(
        identifier=edition.identifier,
        title=in_both(edition, lambda each: each.title),
        language=edition.language.tag,
        direction=edition.language.direction,
        issued=manifest.issued.isoformat(),
        subtitle=in_both(edition, lambda each: each.subtitle),
        description=in_both(edition, lambda each: each.description),
        publisher=publisher.name if publisher else "",
        rights=manifest.rights or (licence.name if licence else ""),
        licence_url=(licence.url or spdx_address(licence.name)) if licence else "",
        isbn=isbn_of(edition, ISBN_FORMATS[medium]),
        series=series.title if series else "",
        series_position=series.position if series else None,
        credits=tuple(
            Credit(each.name, each.role, each.sort, each.kind == "body") for each in contributors_of(edition)
        ),
        subjects=manifest.subjects,
        access=access,
        printed=_printed(edition),
        also=edition.key.languages[1:],
    )


def in_both(edition: Edition, say: Callable[[Manifest], str]) -> str:
    """Return what the manifest says in each language of the edition, once if both say the same."""
    sides = (edition, *((edition.beside,) if edition.beside else ()))
    return BETWEEN.join(dict.fromkeys(text for side in sides if (text := say(side.manifest))))


def _printed(edition: Edition) -> str:
    """Return the URN of the edition on paper, or of its pages as a PDF, if it has an ISBN."""
    isbn = isbn_of(edition, ("print", "pdf"))
    return f"urn:isbn:{isbn.replace('-', '').replace(' ', '')}" if isbn else ""


def review_of(edition: Edition) -> Review | None:
    """Return the review of accessibility that holds, in the name of the publisher if nobody else wants to be named."""
    found = next((each for each in edition.manifest.approvals if each.what == "access"), None)
    publisher = edition.manifest.publisher
    by = (found.by if found else "") or (publisher.name if publisher else "")
    return Review(STANDARD, by, found.on.isoformat()) if found and by else None


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
    name = edition.key.label
    return next((given[form, name] for form in formats if (form, name) in given), "")

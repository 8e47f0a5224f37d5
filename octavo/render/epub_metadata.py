# SPDX-License-Identifier: AGPL-3.0-or-later
"""The package metadata of an e-book, from the metadata that all formats share (EPUB 3.3, 5.5)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from octavo.model.document import Metadata

# How subjects are written in a manifest → the authority that a package names (EPUB 3.3, D.3.3).
AUTHORITIES = {"thema": "Thema", "bisac": "BISAC"}


@dataclass(frozen=True, slots=True)
class Extras:
    """What only who writes the file knows: whether it has the pages of print, and the id of its cover's picture."""

    pages: bool = False
    cover: str = ""


def urn(metadata: Metadata) -> str:
    """Return the identifier as a URN."""
    given = metadata.identifier
    return given if given.startswith("urn:") else f"urn:uuid:{given}"


def describe(book: Any, told: Metadata, extras: Extras = Extras()) -> None:
    """Write everything that is known of the work into an EbookLib book."""
    _identify(book, told)
    _name(book, told)
    for tag in told.languages:
        book.add_metadata("DC", "language", tag, {})
    book.add_metadata("DC", "date", told.issued, {})
    for name, text in (("publisher", told.publisher), ("rights", told.rights), ("description", told.description)):
        if text:
            book.add_metadata("DC", name, text, {})
    _credit(book, told)
    for number, subject in enumerate(told.subjects, 1):
        _file_under(book, subject, f"subject-{number}")
    if told.licence_url:
        book.add_metadata(None, "link", "", {"rel": "dcterms:license", "href": told.licence_url})
    if extras.pages:
        _name_print(book, told)
    if extras.cover:
        book.add_metadata(None, "meta", "", {"name": "cover", "content": extras.cover})  # Kobo reads no other
    _accessibility(book, told, extras)


def _identify(book: Any, told: Metadata) -> None:
    book.add_metadata("DC", "identifier", urn(told), {"id": "pub-id"})
    if told.isbn:
        book.add_metadata("DC", "identifier", f"urn:isbn:{re.sub(r'[^0-9X]', '', told.isbn)}", {"id": "isbn"})
        _refine(book, "isbn", "identifier-type", "15", scheme="onix:codelist5")


def _name(book: Any, told: Metadata) -> None:
    book.add_metadata("DC", "title", told.title, {"id": "title"})
    _refine(book, "title", "title-type", "main")
    if told.subtitle:
        book.add_metadata("DC", "title", told.subtitle, {"id": "subtitle"})
        _refine(book, "subtitle", "title-type", "subtitle")
        for number, name in enumerate(("title", "subtitle"), 1):
            _refine(book, name, "display-seq", str(number))
    if told.series:
        book.add_metadata("OPF", "series", told.series, {"property": "belongs-to-collection", "id": "series"})
        _refine(book, "series", "collection-type", "series")
        if told.series_position:
            _refine(book, "series", "group-position", str(told.series_position))


def _credit(book: Any, told: Metadata) -> None:
    """Name who took part, each with a MARC relator; only authors are creators, translators are contributors."""
    for number, credit in enumerate(told.credits, 1):
        kind, uid = "creator" if credit.role == "aut" else "contributor", f"credit-{number}"
        book.add_metadata("DC", kind, credit.name, {"id": uid})
        _refine(book, uid, "role", credit.role, scheme="marc:relators")
        if credit.filed:
            _refine(book, uid, "file-as", credit.filed)
        _refine(book, uid, "display-seq", str(number))


def _file_under(book: Any, subject: str, uid: str) -> None:
    """Write a subject with its authority and code, where it has them (EPUB 3.3, D.3.3 and D.3.10)."""
    scheme, found, code = subject.partition(":")
    authority = AUTHORITIES.get(scheme.strip().lower()) if found else None
    book.add_metadata("DC", "subject", code.strip() if authority else subject, {"id": uid} if authority else {})
    if authority:
        _refine(book, uid, "authority", authority)
        _refine(book, uid, "term", code.strip())


def _name_print(book: Any, told: Metadata) -> None:
    """Say whose pages are marked: the printed edition's (EPUB Accessibility 1.1, 3.4.1; source-of is for old readers).

    Without an identifier of its own it is the same work as the e-book, and has the same.
    """
    source = told.printed or urn(told)
    book.add_metadata("DC", "source", source, {"id": "printed"})
    _refine(book, "printed", "source-of", "pagination")
    book.add_metadata("OPF", "pageBreakSource", source, {"property": "pageBreakSource"})


def _refine(book: Any, uid: str, name: str, value: str, scheme: str = "") -> None:
    extra = {"scheme": scheme} if scheme else {}
    book.add_metadata("OPF", name, value, {"refines": f"#{uid}", "property": name, **extra})


def _accessibility(book: Any, told: Metadata, extras: Extras) -> None:
    """Write what the composed content was found to have (EPUB Accessibility 1.1, 2.2); nothing beyond it."""
    access = told.access
    paged = {"pageBreakMarkers", "pageNavigation"} if extras.pages else set[str]()
    summary = " ".join(filter(None, (access.summary, access.pages if extras.pages else "")))
    facts = [("accessMode", mode) for mode in access.modes]
    facts += [("accessModeSufficient", modes) for modes in access.sufficient]
    facts += [("accessibilityFeature", feature) for feature in sorted({*access.features, *paged})]
    facts += [("accessibilityHazard", hazard) for hazard in access.hazards]
    facts += [("accessibilitySummary", summary)]
    for name, value in facts:
        if value:
            book.add_metadata("OPF", name, value, {"property": f"schema:{name}"})
    if access.review is not None:
        conforms = {"property": "dcterms:conformsTo", "id": "conforms"}
        book.add_metadata("OPF", "conformsTo", access.review.standard, conforms)
        by = {"refines": "#conforms", "property": "a11y:certifiedBy", "id": "certifier"}
        book.add_metadata("OPF", "certifiedBy", access.review.by, by)
        on = {"refines": "#certifier", "property": "dcterms:date"}
        book.add_metadata("OPF", "date", access.review.on, on)

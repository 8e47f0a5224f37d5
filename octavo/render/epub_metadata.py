# SPDX-License-Identifier: AGPL-3.0-or-later
"""The package metadata of an e-book, from the metadata that all formats share (EPUB 3.3, 5.5)."""

from __future__ import annotations

import re
from typing import Any

from octavo.model.document import Metadata


def urn(metadata: Metadata) -> str:
    """Return the identifier as a URN."""
    given = metadata.identifier
    return given if given.startswith("urn:") else f"urn:uuid:{given}"


def describe(book: Any, told: Metadata) -> None:
    """Write everything that is known of the work into an EbookLib book."""
    _identify(book, told)
    _name(book, told)
    book.add_metadata("DC", "language", told.language, {})
    book.add_metadata("DC", "date", told.issued, {})
    for name, text in (("publisher", told.publisher), ("rights", told.rights), ("description", told.description)):
        if text:
            book.add_metadata("DC", name, text, {})
    _credit(book, told)
    for subject in told.subjects:
        book.add_metadata("DC", "subject", subject, {})
    if told.licence_url:
        book.add_metadata(None, "link", "", {"rel": "dcterms:license", "href": told.licence_url})
    _accessibility(book, told)


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
        if credit.sort:
            _refine(book, uid, "file-as", credit.sort)


def _refine(book: Any, uid: str, name: str, value: str, scheme: str = "") -> None:
    extra = {"scheme": scheme} if scheme else {}
    book.add_metadata("OPF", name, value, {"refines": f"#{uid}", "property": name, **extra})


def _accessibility(book: Any, told: Metadata) -> None:
    """Write what the composed content was found to have (EPUB Accessibility 1.1, 2.2); nothing beyond it.

    Pictures and charts are there for the eye as well, and each has a text alternative or it would not be composed: so
    text alone suffices. Nothing in a book of ours moves, flashes or sounds.
    """
    pictures = "alternativeText" in told.features
    facts = [("accessMode", "textual"), *([("accessMode", "visual")] if pictures else [])]
    facts += [("accessModeSufficient", "textual"), *([("accessModeSufficient", "textual,visual")] if pictures else [])]
    facts += [("accessibilityFeature", feature) for feature in told.features]
    facts += [("accessibilityHazard", "none"), ("accessibilitySummary", told.accessibility_summary)]
    for name, value in facts:
        if value:
            book.add_metadata("OPF", name, value, {"property": f"schema:{name}"})

# SPDX-License-Identifier: AGPL-3.0-or-later
"""A catalogue in OPDS 2.0: JSON feeds of Readium Web Publication metadata."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from typing import Any

from octavo.distribute.opds1 import ACQUIRE, LANGUAGES, timestamp
from octavo.distribute.shelf import FOLDER, Shelf, Shelved, title_of
from octavo.distribute.subjects import SCHEMES, topic
from octavo.model.distribution import Accessibility, Dossier

FEED_TYPE, BOOK_TYPE = "application/opds+json", "application/opds-publication+json"
# MARC relators that Readium has an element for (Web Publication Manifest, default context: contributors).
ROLES = {
    "art": "artist",
    "aut": "author",
    "clr": "colorist",
    "edt": "editor",
    "ill": "illustrator",
    "nrt": "narrator",
    "trl": "translator",
}
_STANDARD = re.compile(r"EPUB Accessibility 1\.1 - WCAG (2\.[012]) Level (A{1,3})")


@dataclass(frozen=True, slots=True)
class Link:
    """A Link Object (Web Publication Manifest, 3.1); facets have a count among their properties (OPDS 2.0, 2.4)."""

    href: str
    type: str = ""
    rel: str = ""
    title: str = ""
    language: str = ""
    size: int = 0
    properties: dict[str, Any] | None = None


@dataclass(frozen=True, slots=True)
class Book:
    """A publication (OPDS 2.0, 3): metadata, links of which one acquires, and at least one picture."""

    metadata: dict[str, Any]
    links: tuple[Link, ...]
    images: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class Feed:
    """A feed (OPDS 2.0, 2): metadata, links of which one is to itself, publications, facets."""

    metadata: dict[str, Any]
    links: tuple[Link, ...]
    publications: tuple[Book, ...]
    facets: tuple[dict[str, Any], ...] = ()


def opds2(shelf: Shelf) -> dict[str, bytes]:
    """Return the feed of all editions, and feed and publication of each, by path below output/<publication>/.

    An edition without a cover is not in it, for OPDS 2.0 has no publication without a picture.
    """
    pictured = tuple(each for each in shelf.editions if each.cover)
    if not pictured:
        return {}
    books = {each.dossier.edition: book_of(shelf, each) for each in pictured}
    files: dict[str, Any] = {_book_path(edition): book for edition, book in books.items()}
    files[_path("")] = _feed(shelf, pictured, books, None)
    if len(pictured) > 1:
        files |= {_path(each.dossier.edition): _feed(shelf, pictured, books, each) for each in pictured}
    return {path: plain(value) for path, value in files.items()}


def _path(edition: str) -> str:
    return f"{FOLDER}/{edition or 'index'}.json"


def _book_path(edition: str) -> str:
    return f"{FOLDER}/{edition}.book.json"


def _feed(shelf: Shelf, pictured: tuple[Shelved, ...], books: dict[str, Book], only: Shelved | None) -> Feed:
    told = only.dossier if only else shelf.first
    shown = (only,) if only else pictured
    links = (
        Link(shelf.address(_path(only.dossier.edition if only else "")), FEED_TYPE, "self"),
        Link(shelf.address(_path("")), FEED_TYPE, "start"),
    )
    modified = timestamp(max(each.dossier.issued for each in shown))
    metadata = {"title": told.title, "modified": modified, "numberOfItems": len(shown)}
    facets = ({"metadata": {"title": LANGUAGES}, "links": tuple(_facets(shelf, pictured, only))},)
    publications = tuple(books[each.dossier.edition] for each in shown)
    return Feed(metadata, links, publications, facets if len(pictured) > 1 else ())


def _facets(shelf: Shelf, pictured: tuple[Shelved, ...], only: Shelved | None) -> Iterator[Link]:
    for each in pictured:
        told = each.dossier
        rel = "self" if each is only else ""
        href = shelf.address(_path(told.edition))
        yield Link(href, FEED_TYPE, rel, told.name, told.language, properties={"numberOfItems": 1})


def book_of(shelf: Shelf, each: Shelved) -> Book:
    """Return an edition as a publication."""
    told = each.dossier
    links = [Link(shelf.address(_book_path(told.edition)), BOOK_TYPE, "self")]
    for file in each.offers:
        href = shelf.address(each.path(file))
        links.append(Link(href, file.media_type, ACQUIRE, title_of(file), told.language, file.size))
    if each.page:
        links.append(Link(shelf.address(each.path(each.page)), each.page.media_type, "alternate", "", told.language))
    if told.licence_url:
        links.append(Link(told.licence_url, "text/html", "license", told.licence))
    images = (Link(shelf.address(each.path(each.cover)), each.cover.media_type),) if each.cover else ()
    return Book(_metadata(each), tuple(links), images)


def _metadata(each: Shelved) -> dict[str, Any]:
    """Return the metadata of an edition (Web Publication Manifest, default context)."""
    told = each.dossier
    pages = next((file.pages for file in each.offers if file.output == "screen"), 0)
    access = next((file.access for file in each.offers if file.output == "epub" and file.access), None)
    return {
        "@type": "http://schema.org/Book",
        "identifier": told.identifier,
        "title": told.title,
        "subtitle": told.subtitle,
        "language": list(told.languages) if told.also else told.language,
        "readingProgression": told.direction,
        **_people(told),
        "publisher": told.publisher,
        "published": told.issued,
        "modified": timestamp(told.issued),
        "description": told.description,
        "subject": [_subject(subject) for subject in told.subjects],
        "belongsTo": {"series": [{"name": told.series, "position": told.series_position}]} if told.series else {},
        "numberOfPages": pages,
        "accessibility": _access(access) if access else {},
    }


def _people(told: Dossier) -> dict[str, Any]:
    found: dict[str, list[dict[str, str]]] = {}
    for credit in told.credits:
        key = ROLES.get(credit.role, "contributor")
        role = {"role": credit.role} if key == "contributor" else {}
        found.setdefault(key, []).append({"name": credit.name, "sortAs": credit.filed, **role})
    return found


def _subject(subject: str) -> dict[str, str]:
    found = topic(subject)
    return {"name": found.code, "code": found.code, "scheme": SCHEMES[found.scheme]} if found.scheme else {
        "name": found.code
    }  # fmt: skip


def _access(access: Accessibility) -> dict[str, Any]:
    """Return the accessibility object (Web Publication Manifest, accessibility metadata), as the e-book says it."""
    match = _STANDARD.fullmatch(access.conforms_to)
    conforms = f"https://www.w3.org/TR/epub-a11y-11#wcag-{match[1]}-{match[2].lower()}" if match else ""
    return {
        "conformsTo": conforms,
        "certification": {"certifiedBy": access.certified_by},
        "summary": access.summary,
        "accessMode": access.modes,
        "accessModeSufficient": [modes.split(",") if "," in modes else modes for modes in access.sufficient],
        "feature": access.features,
        "hazard": access.hazards,
    }


def plain(value: Feed | Book) -> bytes:
    """Return a feed or a publication as JSON."""
    return json.dumps(_bare(asdict(value)), ensure_ascii=False, indent=1).encode() + b"\n"


def _bare(value: Any) -> Any:
    """Return plain data without what is empty: no key stands for nothing."""
    if isinstance(value, dict):
        told = {key: _bare(each) for key, each in value.items()}
        return {key: each for key, each in told.items() if each not in (None, "", 0, [], {})}
    return [_bare(each) for each in value] if isinstance(value, list | tuple) else value

# SPDX-License-Identifier: AGPL-3.0-or-later
"""A catalogue in OPDS 1.2: Atom feeds (RFC 4287) that reading programs list and download from."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from octavo.distribute.shelf import FOLDER, Shelf, Shelved, title_of
from octavo.distribute.subjects import SCHEMES, topic
from octavo.model.distribution import Dossier
from octavo.model.document import Credit

ATOM, DC, OPDS = "http://www.w3.org/2005/Atom", "http://purl.org/dc/terms/", "http://opds-spec.org/2010/catalog"
OPF = "http://www.idpf.org/2007/opf"  # the role of a person, as EPUB 2 and readers of catalogues write it
XML = "http://www.w3.org/XML/1998/namespace"
FEED_TYPE = "application/atom+xml;profile=opds-catalog;kind=acquisition"
ACQUIRE = "http://opds-spec.org/acquisition/open-access"
IMAGE, THUMBNAIL = "http://opds-spec.org/image", "http://opds-spec.org/image/thumbnail"
FACET, LANGUAGES = "http://opds-spec.org/facet", "Language"


@dataclass(frozen=True, slots=True)
class Link:
    """atom:link (RFC 4287, 4.2.7); a facet has a group and may be the active one (OPDS 1.2, 4)."""

    rel: str
    href: str
    type: str = ""
    hreflang: str = ""
    title: str = ""
    length: int = 0
    group: str = ""
    active: bool = False


@dataclass(frozen=True, slots=True)
class Entry:
    """An OPDS catalogue entry (OPDS 1.2, 5): an edition, with the links to get it and the pictures of its cover."""

    dossier: Dossier
    links: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class Feed:
    """An acquisition feed (OPDS 1.2, 2.2); `author` stands for entries that have none (RFC 4287, 4.1.1)."""

    id: str
    title: str
    updated: str
    author: str
    language: str
    links: tuple[Link, ...]
    entries: tuple[Entry, ...]


def opds1(shelf: Shelf) -> dict[str, bytes]:
    """Return the feed of all editions and one for each of them, by path below output/<publication>/."""
    files = {_path(""): _feed(shelf, None)}
    if len(shelf.editions) > 1:
        files |= {_path(each.dossier.edition): _feed(shelf, each) for each in shelf.editions}
    return {path: atom(feed) for path, feed in files.items()}


def _path(edition: str) -> str:
    return f"{FOLDER}/{edition or 'index'}.xml"


def timestamp(issued: str) -> str:
    """Return a day as a time: all dates come from the manifest, and Atom and JSON want a time (RFC 3339)."""
    return f"{issued}T00:00:00Z"


def _feed(shelf: Shelf, only: Shelved | None) -> Feed:
    told = only.dossier if only else shelf.first
    shown = (only,) if only else shelf.editions
    own = uuid.uuid5(uuid.UUID(told.identifier if only else told.work), "opds").urn
    links = [
        Link("self", shelf.address(_path(only.dossier.edition if only else "")), FEED_TYPE),
        Link("start", shelf.address(_path("")), FEED_TYPE),
    ]
    if len(shelf.editions) > 1:
        links += [_facet(shelf, each, active=each is only) for each in shelf.editions]
    by = told.publisher or next((each.name for each in told.credits), told.title)
    entries = tuple(Entry(each.dossier, tuple(links_of(shelf, each))) for each in shown)
    updated = timestamp(max(each.dossier.issued for each in shown))
    return Feed(own, told.title, updated, by, told.language, tuple(links), entries)


def _facet(shelf: Shelf, each: Shelved, *, active: bool) -> Link:
    told = each.dossier
    href = shelf.address(_path(told.edition))
    return Link(FACET, href, FEED_TYPE, told.language, told.name, group=LANGUAGES, active=active)


def links_of(shelf: Shelf, each: Shelved) -> Iterator[Link]:
    """Yield what there is of an edition: files (5.2), pictures (5.3), page, licence (RFC 4946), languages."""
    for file in each.offers:
        href = shelf.address(each.path(file))
        yield Link(ACQUIRE, href, file.media_type, title=title_of(file), length=file.size)
    if each.cover:
        for rel in (IMAGE, THUMBNAIL):
            yield Link(rel, shelf.address(each.path(each.cover)), each.cover.media_type)
    if each.page:
        yield Link("alternate", shelf.address(each.path(each.page)), each.page.media_type, each.dossier.language)
    if each.dossier.licence_url:
        yield Link("license", each.dossier.licence_url, title=each.dossier.licence)
    for other in shelf.editions:
        if other is not each:
            href = shelf.address(_path(other.dossier.edition))
            yield Link("related", href, FEED_TYPE, other.dossier.language, other.dossier.name)


def atom(feed: Feed) -> bytes:
    """Return a feed as Atom."""
    from lxml import etree

    spaces: Any = {None: ATOM, "dc": DC, "opds": OPDS, "opf": OPF}
    root = etree.Element(f"{{{ATOM}}}feed", nsmap=spaces)
    if feed.language:
        root.set(f"{{{XML}}}lang", feed.language)
    _say(root, "id", feed.id)
    _say(root, "title", feed.title)
    _say(root, "updated", feed.updated)
    _say(_say(root, "author"), "name", feed.author)
    for link in feed.links:
        _link(root, link)
    for entry in feed.entries:
        _entry(root, entry)
    etree.indent(root)
    return etree.tostring(root, xml_declaration=True, encoding="utf-8") + b"\n"


def _entry(root: Any, entry: Entry) -> None:
    """Write an entry: Atom where Atom has an element, Dublin Core for the rest (OPDS 1.2, 5.1)."""
    told, node = entry.dossier, _say(root, "entry")
    node.set(f"{{{XML}}}lang", told.language)
    _say(node, "title", f"{told.title}: {told.subtitle}" if told.subtitle else told.title)
    _say(node, "id", told.identifier)
    _say(node, "updated", timestamp(told.issued))
    for credit in told.credits:
        _person(node, credit)
    for name, text in (
        *(("language", tag) for tag in told.languages),
        ("issued", told.issued),
        ("publisher", told.publisher),
    ):
        if text:
            _say(node, name, text, space=DC)
    for isbn in sorted({each for form, each in told.isbn.items() if form != "print"}):
        _say(node, "identifier", f"urn:isbn:{isbn.replace('-', '').replace(' ', '')}", space=DC)
    for subject in told.subjects:
        found = topic(subject)
        category = _say(node, "category")
        category.set("term", found.code)
        if found.scheme:
            category.set("scheme", SCHEMES[found.scheme])
    if told.description:
        _say(node, "summary", told.description)
    if rights := " ".join(filter(None, (told.licence, told.rights))):
        _say(node, "rights", rights)
    for link in entry.links:
        _link(node, link)


def _person(node: Any, credit: Credit) -> None:
    """Write who took part: authors as such, all others as contributors, each with the MARC relator."""
    person = _say(node, "author" if credit.role == "aut" else "contributor")
    person.set(f"{{{OPF}}}role", credit.role)
    _say(person, "name", credit.name)


def _link(node: Any, link: Link) -> None:
    written = _say(node, "link")
    length = str(link.length) if link.length else ""
    told = {"rel": link.rel, "href": link.href, "type": link.type, "hreflang": link.hreflang, "title": link.title}
    for name, value in {**told, "length": length}.items():
        if value:
            written.set(name, value)
    if link.group:
        written.set(f"{{{OPDS}}}facetGroup", link.group)
    if link.active:
        written.set(f"{{{OPDS}}}activeFacet", "true")


def _say(node: Any, name: str, text: str = "", *, space: str = ATOM) -> Any:
    from lxml import etree

    made = etree.SubElement(node, f"{{{space}}}{name}")
    made.text = text or None
    return made

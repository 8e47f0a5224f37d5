# SPDX-License-Identifier: AGPL-3.0-or-later
"""The catalogues of a whole house: every edition of every publication, in OPDS 1.2 and 2.0, one folder above them."""

from __future__ import annotations

import uuid
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from octavo.diagnostics.problem import Outcome, Place, Problem, in_order, problem
from octavo.distribute.catalogues import dead_among
from octavo.distribute.opds1 import FACET, LANGUAGES, Entry, Feed, Link, atom, links_of, timestamp
from octavo.distribute.opds1 import FEED_TYPE as ATOM_TYPE
from octavo.distribute.opds2 import FEED_TYPE as JSON_TYPE
from octavo.distribute.opds2 import Feed as JsonFeed
from octavo.distribute.opds2 import Link as JsonLink
from octavo.distribute.opds2 import book_of, plain
from octavo.distribute.shelf import FOLDER, Shelf, Shelved, shelve
from octavo.model.distribution import Dossier


@dataclass(frozen=True, slots=True)
class Offered:
    """An edition, and the shelf of the publication it belongs to."""

    shelf: Shelf
    shelved: Shelved

    @property
    def dossier(self) -> Dossier:
        """The dossier of the edition."""
        return self.shelved.dossier


def house_catalogues(dossiers: Iterable[Dossier], there: Collection[str]) -> Outcome[dict[str, bytes]]:
    """Return the catalogues by path below output/, and a problem for each file that is gone and so in none of them.

    `there` are all files below output/, those of the publications' own catalogues too. The newest publication is the
    first; of its editions that in the source language, then the others by name, whichever of them was built last.
    """
    shelves, found = [], list[Problem]()
    for name, mine in _by_publication(dossiers):
        below = {path.removeprefix(f"{name}/") for path in there if path.startswith(f"{name}/")}
        published = (f"{each.edition}/{file.path}" for each in mine for file in each.files)
        found += [problem("C120", Place(name), file=file) for file in published if file not in below]
        shelf = shelve(mine, below).value
        if shelf is not None:
            shelves.append(replace(shelf, folder=f"{name}/"))
    if not shelves:
        return Outcome({}, in_order(found))
    shelves.sort(key=lambda each: (each.first.issued, each.first.publication), reverse=True)
    found += _same_numbers(shelves[::-1])
    offered = [Offered(shelf, each) for shelf in shelves for each in shelf.editions]
    files = {**_atom_feeds(offered), **_json_feeds([each for each in offered if each.shelved.cover])}
    sites = {each.first.site: each.folder for each in shelves if each.first.site}
    dead = {path: links for path, data in files.items() if (links := dead_among(path, data, {*there, *files}, sites))}
    for path, links in dead.items():
        found += [problem("C105", Place(path), file=path, target=target) for target in links]
    return Outcome({path: data for path, data in sorted(files.items()) if path not in dead}, in_order(found))


def _same_numbers(shelves: Sequence[Shelf]) -> Iterator[Problem]:
    """Yield a problem for each ISBN that an earlier publication has already."""
    known: dict[str, str] = {}
    for shelf in shelves:
        name = shelf.folder.rstrip("/")
        for isbn in sorted({isbn for each in shelf.editions for isbn in each.dossier.isbn.values()}):
            other = known.setdefault(isbn.replace("-", "").replace(" ", ""), name)
            if other != name:
                yield problem("C123", Place(name), isbn=isbn, one=other)


def _by_publication(dossiers: Iterable[Dossier]) -> Iterator[tuple[str, list[Dossier]]]:
    every = sorted(dossiers, key=lambda each: (each.publication, bool(each.source_identifier), each.edition))
    for name in sorted({each.publication for each in every}):
        yield name, [each for each in every if each.publication == name]


def _languages(offered: Sequence[Offered]) -> dict[str, str]:
    """Return the languages that there are by tag, each with its own name."""
    found = {each.dossier.language: each.dossier.name for each in offered if not each.dossier.also}
    return dict(sorted(found.items()))


def _title(offered: Sequence[Offered]) -> str:
    """Return what the whole is called: the publishers by their names in the source language, else the publications."""
    publishers = sorted({each.shelf.first.publisher for each in offered if each.shelf.first.publisher})
    return ", ".join(publishers or sorted({each.shelf.first.title for each in offered}))


def _feeds(offered: Sequence[Offered]) -> dict[str, list[Offered]]:
    """Return what is in each feed by its name: all of it in “index”, and each language where there are several."""
    languages = _languages(offered)
    feeds = {"index": list(offered)}
    if len(languages) > 1:
        feeds |= {tag: [each for each in offered if tag in each.dossier.languages] for tag in languages}
    return feeds


def _atom_feeds(offered: Sequence[Offered]) -> dict[str, bytes]:
    feeds, title = _feeds(offered), _title(offered)
    files = {}
    for name, mine in feeds.items():
        links = [Link("self", f"{name}.xml", ATOM_TYPE), Link("start", "index.xml", ATOM_TYPE)]
        links += [
            Link(FACET, f"{tag}.xml", ATOM_TYPE, tag, own, group=LANGUAGES, active=tag == name)
            for tag, own in _languages(offered).items()
            if tag in feeds
        ]
        own = uuid.uuid5(uuid.NAMESPACE_URL, f"octavo house {title} {name}").urn
        updated = timestamp(max(each.dossier.issued for each in mine))
        entries = tuple(Entry(each.dossier, tuple(links_of(each.shelf, each.shelved))) for each in mine)
        language = "" if name == "index" else name
        feed = Feed(own, title, updated, title, language, tuple(links), entries)
        files[f"{FOLDER}/{name}.xml"] = atom(feed)
    return files


def _json_feeds(offered: Sequence[Offered]) -> dict[str, bytes]:
    if not offered:
        return {}
    feeds, title = _feeds(offered), _title(offered)
    files = {}
    for name, mine in feeds.items():
        facets = tuple(
            JsonLink(f"{tag}.json", JSON_TYPE, "self" if tag == name else "", own, tag,
                     properties={"numberOfItems": len(feeds[tag])})
            for tag, own in _languages(offered).items()
            if tag in feeds
        )  # fmt: skip
        modified = timestamp(max(each.dossier.issued for each in mine))
        feed = JsonFeed(
            {"title": title, "modified": modified, "numberOfItems": len(mine)},
            (JsonLink(f"{name}.json", JSON_TYPE, "self"), JsonLink("index.json", JSON_TYPE, "start")),
            tuple(book_of(each.shelf, each.shelved) for each in mine),
            ({"metadata": {"title": LANGUAGES}, "links": facets},) if facets else (),
        )
        files[f"{FOLDER}/{name}.json"] = plain(feed)
    return files

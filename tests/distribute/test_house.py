# SPDX-License-Identifier: AGPL-3.0-or-later
"""The catalogue of a whole house lists every edition of every publication, and nothing that is not there."""

from __future__ import annotations

import json
from dataclasses import replace
from posixpath import join, normpath
from typing import Any

import pytest
from lxml import etree

from octavo.distribute.catalogues import catalogues, dead_among
from octavo.distribute.house import house_catalogues
from octavo.model.distribution import Dossier
from tests.distribute.samples import both, paths

SPACES = {"a": "http://www.w3.org/2005/Atom", "dc": "http://purl.org/dc/terms/"}
ACQUIRE = "http://opds-spec.org/acquisition/open-access"
SITE = "https://example.org/books/lamps/"


def other(**changed: Any) -> tuple[Dossier, Dossier]:
    """Return a second publication in English and German, of an earlier year."""
    first, second = both(title="The Ferries of Sandholm", publication="ferries", issued="2025-05-01")
    first = replace(first, isbn={})
    german: dict[str, Any] = {"edition": "de", "language": "de", "name": "Deutsch"}
    ids = [each.identifier[:-2] + "77" for each in (first, second)]
    made = (
        replace(first, identifier=ids[0], work=first.work[:-2] + "77", **changed),
        replace(second, identifier=ids[1][:-1] + "8", source_identifier=ids[0], work=first.work[:-2] + "77",
                **german, **changed),
    )  # fmt: skip
    return made[0], made[1]


def below(dossiers: tuple[Dossier, ...]) -> set[str]:
    """Return every file of a publication by path below output/, its own catalogues too."""
    name = dossiers[0].publication
    own = catalogues(dossiers, paths(dossiers)).unwrap()
    return {f"{name}/{path}" for path in (*paths(dossiers), *own)}


def made(*books: tuple[Dossier, ...]) -> dict[str, bytes]:
    outcome = house_catalogues(
        [each for book in books for each in book], {path for book in books for path in below(book)}
    )
    assert outcome.problems == ()
    return outcome.unwrap()


def find(data: bytes, path: str) -> list[Any]:
    found = etree.fromstring(data).xpath(path, namespaces=SPACES)
    assert isinstance(found, list)
    return found


def test_every_edition_of_every_publication_is_in_both() -> None:
    files = made(both(), other())
    assert sorted(files) == [f"opds/{name}.{kind}" for name in ("ar", "de", "en", "index") for kind in ("json", "xml")]
    ids = [each.identifier for book in (both(), other()) for each in book]
    assert find(files["opds/index.xml"], "a:entry/a:id/text()") == ids, "the newest first, the original first"
    books = json.loads(files["opds/index.json"])["publications"]
    assert [each["metadata"]["identifier"] for each in books] == ids
    assert [each["metadata"]["numberOfItems"] for each in map(json.loads, (files["opds/en.json"],))] == [2]
    assert find(files["opds/de.xml"], "a:entry/dc:language/text()") == ["de"]


def test_the_order_does_not_depend_on_who_was_built_last() -> None:
    assert made(both(), other()) == made(other()[::-1], both()[::-1])


@pytest.mark.parametrize("site", ["", SITE])
def test_no_link_is_dead(site: str) -> None:
    books = both(site=site), other()
    files = made(*books)
    there = {*files, *(path for book in books for path in below(book))}
    sites = {site: "lamps/"} if site else {}
    for path, data in files.items():
        assert dead_among(path, data, there, sites) == ()
    lost = dead_among("opds/index.xml", files["opds/index.xml"], there - {"lamps/en/lamps-en.epub"}, sites)
    assert [each.rpartition("/")[2] for each in lost] == ["lamps-en.epub"]
    hrefs = find(files["opds/index.xml"], f"a:entry/a:link[@rel='{ACQUIRE}']/@href")
    assert any(each.startswith(SITE) for each in hrefs) is bool(site)
    assert "../ferries/de/lamps-de.epub" not in hrefs, "files keep the names they have"


def test_links_lead_one_folder_down() -> None:
    files = made(both())
    hrefs = find(files["opds/index.xml"], "a:entry//a:link/@href")
    assert hrefs
    assert all(normpath(join("opds", each)).startswith("lamps/") for each in hrefs if ":" not in each)


def test_languages_are_facets_and_the_active_one_is_marked() -> None:
    files = made(both(), other())
    active = "@opds:activeFacet='true'"
    facet = "a:link[@rel='http://opds-spec.org/facet']"
    tree = etree.fromstring(files["opds/de.xml"])
    spaces = {**SPACES, "opds": "http://opds-spec.org/2010/catalog"}
    assert tree.xpath(f"{facet}/@title", namespaces=spaces) == ["العربية", "Deutsch", "English"]
    assert tree.xpath(f"{facet}[{active}]/@title", namespaces=spaces) == ["Deutsch"]
    (group,) = json.loads(files["opds/de.json"])["facets"]
    assert [(each["title"], each["properties"]["numberOfItems"]) for each in group["links"]] == [
        ("العربية", 1), ("Deutsch", 1), ("English", 2),
    ]  # fmt: skip


def test_a_feed_is_called_after_who_publishes() -> None:
    names = (made(both(), other(publisher="Quay Press")), made(both(publisher=""), other(publisher="")))
    titles = [find(each["opds/index.xml"], "a:title/text()") for each in names]
    assert ["".join(each) for each in titles] == [
        "Example Press, Quay Press",
        "The Ferries of Sandholm, The Lamps of Sandholm",
    ]
    ids = [find(data, "a:id/text()") for path, data in sorted(made(both(), other()).items()) if path.endswith(".xml")]
    assert len(set(map("".join, ids))) == 4


def test_a_file_that_is_gone_is_told_and_left_out() -> None:
    books = both(), other()
    there = {path for book in books for path in below(book)} - {"ferries/de/lamps-ar.epub"}
    outcome = house_catalogues([each for book in books for each in book], there)
    assert [(each.code, each.place.file) for each in outcome.problems] == [("C120", "ferries")]
    assert "de/lamps-ar.epub" in outcome.problems[0].message
    assert not any(b"ferries/de/lamps-ar.epub" in data for data in outcome.unwrap().values())


def test_a_feed_with_a_dead_link_is_not_written() -> None:
    """The feeds of the publication itself are linked to: without them no entry leads anywhere."""
    outcome = house_catalogues(both(), {f"lamps/{path}" for path in paths(both())})
    assert {each.code for each in outcome.problems} == {"C105"}
    assert outcome.unwrap() == {}


def test_nothing_published_makes_no_catalogue() -> None:
    assert house_catalogues((), ()).unwrap() == {}


def test_an_isbn_of_another_publication_is_told() -> None:
    twice = other(isbn={"print": "9783161484100"})
    books = both(), twice
    outcome = house_catalogues(
        [each for book in books for each in book], {path for book in books for path in below(book)}
    )
    assert [(each.code, each.place.file) for each in outcome.problems] == [("C123", "lamps")]
    assert "“ferries”" in outcome.problems[0].message
    assert len(outcome.unwrap()) == 8


def test_a_translated_name_makes_no_second_publisher() -> None:
    first, second = both()
    title = find(made((first, replace(second, publisher="دار المثال")))["opds/index.xml"], "a:title/text()")
    assert "".join(title) == "Example Press"

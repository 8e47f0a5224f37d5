# SPDX-License-Identifier: AGPL-3.0-or-later
"""Catalogues list every edition, link only to what is there, and say the same each time."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import datetime
from posixpath import join, normpath
from typing import Any

import pytest
from lxml import etree

from octavo.distribute.catalogues import catalogues, dead_links, read_dossier
from octavo.model.canonical import encode
from octavo.model.distribution import Dossier
from tests.distribute.samples import EN, both, paths

SPACES = {
    "a": "http://www.w3.org/2005/Atom",
    "dc": "http://purl.org/dc/terms/",
    "opds": "http://opds-spec.org/2010/catalog",
}
ACQUIRE = "http://opds-spec.org/acquisition/open-access"
SITE = "https://example.org/books/lamps/"
FEEDS = ("index", "en", "ar")


def made(dossiers: tuple[Dossier, ...]) -> dict[str, bytes]:
    outcome = catalogues(dossiers, paths(dossiers))
    assert outcome.problems == ()
    return outcome.unwrap()


def atom(files: dict[str, bytes], name: str = "index") -> Any:
    return etree.fromstring(files[f"opds/{name}.xml"])


def find(node: Any, path: str) -> list[Any]:
    return list(node.xpath(path, namespaces=SPACES))


def text(node: Any, path: str) -> str:
    return "".join(find(node, f"string({path})"))


def book(files: dict[str, bytes], language: str) -> Any:
    feed = json.loads(files["opds/index.json"])
    (found,) = (each for each in feed["publications"] if each["metadata"]["language"] == language)
    return found


def test_every_edition_is_in_both_catalogues() -> None:
    files = made(both())
    assert find(atom(files), "a:entry/dc:language/text()") == ["en", "ar"]
    assert [each["metadata"]["language"] for each in json.loads(files["opds/index.json"])["publications"]] == [
        "en",
        "ar",
    ]
    assert set(files) >= {f"opds/{name}.{kind}" for name in FEEDS for kind in ("xml", "json")}


@pytest.mark.parametrize("name", FEEDS)
def test_a_feed_has_what_atom_asks_for(name: str) -> None:
    """RFC 4287, 4.1.1 and 4.1.2; OPDS 1.2, 5."""
    feed = atom(made(both()), name)
    for node in (feed, *find(feed, "a:entry")):
        assert [len(find(node, f"a:{each}")) for each in ("id", "title", "updated")] == [1, 1, 1]
        assert text(node, "a:id").startswith("urn:uuid:")
        datetime.fromisoformat(text(node, "a:updated"))
    assert find(feed, "a:author/a:name")
    assert len(find(feed, "a:link[@rel='self']")) == 1
    entries = find(feed, "a:entry")
    assert len({text(each, "a:id") for each in entries}) == len(entries)
    for entry in entries:
        assert find(entry, f"a:link[@rel='{ACQUIRE}'][@href][@type]")
        alternates = [(each.get("type"), each.get("hreflang")) for each in find(entry, "a:link[@rel='alternate']")]
        assert len(set(alternates)) == len(alternates)


def test_ids_of_feeds_differ_and_stay() -> None:
    files = made(both())
    ids = [text(atom(files, name), "a:id") for name in FEEDS]
    assert len(set(ids)) == 3
    assert ids == [text(atom(made(both(title="Another title")), name), "a:id") for name in FEEDS]


def test_an_entry_says_who_and_what() -> None:
    (entry,) = find(atom(made(both())), "a:entry[dc:language='ar']")
    assert find(entry, "a:author/a:name/text()") == ["Anna Example"]
    assert find(entry, "a:contributor/a:name/text()") == ["Bo Example", "Karim Example"]
    assert [each.get("{http://www.idpf.org/2007/opf}role") for each in find(entry, "a:contributor")] == ["edt", "trl"]
    assert text(entry, "a:rights") == "CC BY 4.0 The pictures have licences of their own."
    assert entry.get("{http://www.w3.org/XML/1998/namespace}lang") == "ar"
    categories = {each.get("term"): each.get("scheme") for each in find(entry, "a:category")}
    assert categories["NHTM"] == "https://ns.editeur.org/thema/"
    assert categories["fog"] is None
    (english,) = find(atom(made(both())), "a:entry[dc:language='en']")
    assert text(english, "a:title") == "The Lamps of Sandholm: A harbour & its people <never was>"
    assert text(english, "dc:identifier") == "urn:isbn:9783161484100"


def test_languages_are_facets() -> None:
    facets = find(atom(made(both()), "ar"), "a:link[@rel='http://opds-spec.org/facet']")
    assert [each.get("title") for each in facets] == ["English", "العربية"]
    assert [each.get(f"{{{SPACES['opds']}}}activeFacet") for each in facets] == [None, "true"]
    (group,) = json.loads(made(both())["opds/ar.json"])["facets"]
    assert [each["title"] for each in group["links"]] == ["English", "العربية"]
    alone = made(both()[:1])
    assert "facets" not in json.loads(alone["opds/index.json"])
    assert set(alone) >= {"opds/index.xml", "opds/index.json"}
    assert "opds/en.xml" not in alone


def test_a_publication_has_what_opds_2_asks_for() -> None:
    """OPDS 2.0: a feed links to itself; a publication to itself and to what is acquired, and has a picture."""
    files = made(both())
    for name in FEEDS:
        feed = json.loads(files[f"opds/{name}.json"])
        assert {"metadata", "links", "publications"} <= feed.keys()
        assert feed["metadata"]["title"]
        assert feed["metadata"]["numberOfItems"] == len(feed["publications"])
        assert [each["rel"] for each in feed["links"]].count("self") == 1
        for each in feed["publications"]:
            rels = [link["rel"] for link in each["links"]]
            assert rels.count("self") == 1
            assert ACQUIRE in rels
            assert each["images"][0]["type"] == "image/jpeg"
            assert {"title", "identifier", "language", "modified"} <= each["metadata"].keys()
            alone = next(link["href"] for link in each["links"] if link["rel"] == "self")
            assert json.loads(files[normpath(join("opds", alone))]) == each


def test_metadata_of_opds_2() -> None:
    told = book(made(both()), "ar")["metadata"]
    assert told["readingProgression"] == "rtl"
    assert told["translator"] == [{"name": "Karim Example", "sortAs": "Example, Karim"}]
    assert told["belongsTo"] == {"series": [{"name": "Small Harbours", "position": 1}]}
    assert told["numberOfPages"] == 22
    assert told["accessibility"]["accessModeSufficient"] == ["textual", ["textual", "visual"]]
    assert "conformsTo" not in told["accessibility"], "nobody has reviewed it"
    assert "subtitle" not in told


@pytest.mark.parametrize("approved", [True, False])
def test_print_files_are_offered_only_if_approved(approved: bool) -> None:
    files = made(both(approved=approved))
    hrefs = {each.get("href") for each in find(atom(files), f"a:entry/a:link[@rel='{ACQUIRE}']")}
    assert ("../en/lamps-en-press.pdf" in hrefs) is approved
    assert ("lamps-en-press.pdf" in files["opds/index.json"].decode()) is approved
    assert {"../en/lamps-en.epub", "../en/lamps-en-screen.pdf"} <= hrefs
    assert not any("order" in each for each in hrefs)


@pytest.mark.parametrize("site", ["", SITE])
def test_no_link_is_dead(site: str) -> None:
    dossiers = both(site=site)
    files = made(dossiers)
    assert len(files) == 15
    for path, data in files.items():
        assert dead_links(path, data, {*paths(dossiers), *files}, site) == ()
        lost = dead_links(path, data, {*paths(dossiers), *files} - {"en/lamps-en.epub", "ar/lamps-ar.epub"}, site)
        assert bool(lost) is (path.startswith("opds/") or (path.startswith("marc/") and bool(site)))
        assert all(each.endswith(".epub") for each in lost)
    assert (SITE in files["opds/index.xml"].decode()) is bool(site)
    pictures = {*paths(dossiers), *files} - {"en/lamps-en-cover.jpg"}
    assert bool(dead_links("onix.xml", files["onix.xml"], pictures, site)) is bool(site)


def test_a_file_that_is_gone_is_told_and_not_linked() -> None:
    dossiers = both()
    outcome = catalogues(dossiers, paths(dossiers) - {"ar/lamps-ar.epub"})
    assert [(each.code, "ar/lamps-ar.epub" in each.message) for each in outcome.problems] == [("C104", True)]
    assert not any(b"lamps-ar.epub" in data for data in outcome.unwrap().values())


def test_without_a_cover_an_edition_is_in_the_first_catalogue_alone() -> None:
    one = both()[0]
    bare = replace(one, files=tuple(each for each in one.files if each.media_type != "image/jpeg"))
    assert set(made((bare,))) >= {"opds/index.xml"}
    assert "opds/index.json" not in made((bare,))


def test_nothing_to_hand_out_makes_no_catalogue() -> None:
    assert made((EN,)) == {}


def test_the_same_dossiers_give_the_same_bytes() -> None:
    assert made(both()) == made(both())


@pytest.mark.parametrize("data", [b"", b"{}", b"[]", b"\xff", b"[" * 5000, encode(EN)[:-2]])
def test_a_damaged_dossier_is_refused(data: bytes) -> None:
    with pytest.raises(ValueError, match="validation error"):
        read_dossier(data)


def test_a_dossier_is_read_as_it_was_written() -> None:
    assert read_dossier(encode(both()[1])) == both()[1]

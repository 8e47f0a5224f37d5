# SPDX-License-Identifier: AGPL-3.0-or-later
"""The pages of the site offer what was published and may be handed out, and nothing else."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest

from octavo.compose.site import KINDS
from octavo.distribute.shelf import Shelf, shelve
from octavo.distribute.site import handed_out, site_pages
from octavo.model.distribution import Correction, Dossier, PublishedFile
from octavo.model.profile import PROFILES
from octavo.model.site import SitePage
from tests.distribute.samples import ACCESS, AR, EN, both, paths, with_files

SITE = "https://example.org/books/lamps/"
FEEDS = ("opds/index.xml", "opds/index.json")


def shelf_of(*dossiers: Dossier, without: str = "") -> Shelf:
    return shelve(dossiers, paths(dossiers) - {without}).value or Shelf(())


def pages(*dossiers: Dossier, without: str = "") -> dict[str, SitePage]:
    found = site_pages(shelf_of(*dossiers, without=without), FEEDS, [each.edition for each in dossiers])
    return {page.path: page for page in found}


def linked(page: SitePage) -> Any:
    return json.loads(page.linked)


def kinds(page: SitePage) -> dict[str, list[str]]:
    return {group.purpose: [file.kind for file in group.files] for group in page.groups}


def test_each_edition_has_a_page_and_the_first_is_to_choose_a_language() -> None:
    made = pages(*both())
    assert list(made) == ["index.html", "en/index.html", "ar/index.html"]
    assert [(each.name, each.href, each.direction) for each in made["index.html"].languages] == [
        ("English", "en/index.html", "ltr"),
        ("العربية", "ar/index.html", "rtl"),
    ]
    assert [(each.href, each.here) for each in made["ar/index.html"].languages] == [
        ("../en/index.html", False),
        ("index.html", True),
    ]


def test_downloads_stand_under_what_they_are_for() -> None:
    assert kinds(pages(*both())["en/index.html"]) == {"read": ["web", "screen"], "device": ["epub"]}


def test_printing_is_offered_once_all_was_approved_and_else_said_to_be_withheld() -> None:
    proof = pages(*both())["en/index.html"]
    ready = pages(*both(approved=True))["en/index.html"]
    assert (proof.withheld, ready.withheld) == (True, False)
    assert "printer" not in kinds(proof)
    assert kinds(ready)["printer"] == ["press"]


def test_the_files_of_one_output_and_of_several_printers_are_told_apart() -> None:
    def file(path: str, output: str) -> PublishedFile:
        return PublishedFile(path, output, "application/pdf", 1, "0" * 64, 2, approved=True)

    names = {"office": ("", "-fronts", "-backs", "-how"), "press": ("", "-kdp")}
    files = tuple(file(f"lamps-en-{output}{end}.pdf", output) for output, ends in names.items() for end in ends)
    page = pages(replace(EN, files=files, approved=True))["en/index.html"]
    assert [file.kind for file in page.groups[0].files] == [
        f"office.{each}" for each in ("duplex", "fronts", "backs", "how")
    ]
    assert [(file.kind, file.printer) for file in page.groups[1].files] == [("press", ""), ("press", "kdp")]


def test_a_proof_for_translators_is_offered_to_nobody() -> None:
    proof = PublishedFile("lamps-en-proof.pdf", "proof", "application/pdf", 1, "0" * 64, 2, approved=True)
    screen = PublishedFile("lamps-en-screen.pdf", "screen", "application/pdf", 1, "0" * 64, approved=True)
    page = pages(replace(EN, files=(screen, proof), approved=True))["en/index.html"]
    assert [file.name for file in page.files] == ["lamps-en-screen.pdf"]


@pytest.mark.parametrize("output", sorted(set(PROFILES) - {"proof"}))
def test_every_output_has_its_purpose_and_its_words(output: str) -> None:
    files = tuple(
        PublishedFile(name.format(stem="lamps-en", printer="-kdp"), output, PROFILES[output].media_type, 1, "0" * 64, 2)
        for name in PROFILES[output].files.values()
        if not name.endswith(".jpg")
    )
    screen = PublishedFile("lamps-en-screen.pdf", "screen", "application/pdf", 1, "0" * 64)
    some = tuple(replace(each, approved=True) for each in (*files, *([screen] if output == "web" else ())))
    page = pages(replace(EN, files=some, approved=True))["en/index.html"]
    assert {file.name for file in page.files} == {each.path.rpartition("/")[2] for each in some}
    assert {file.kind for file in page.files} <= KINDS.keys()


def test_a_missing_download_is_left_out() -> None:
    page = pages(*both(), without="en/lamps-en.epub")["en/index.html"]
    assert kinds(page) == {"read": ["web", "screen"]}
    assert "en/lamps-en.epub" not in handed_out(shelf_of(*both(), without="en/lamps-en.epub"))


def test_the_site_has_every_file_that_a_page_or_a_catalogue_names() -> None:
    assert set(handed_out(shelf_of(*both()))) == {
        f"{tag}/{name.format(tag=tag)}"
        for tag in ("en", "ar")
        for name in ("lamps-{tag}-cover.jpg", "lamps-{tag}-screen.pdf", "lamps-{tag}.epub", "web/index.html")
    }


def test_addresses_are_absolute_where_there_is_a_site() -> None:
    made = pages(*both(site=SITE))
    page = made["ar/index.html"]
    assert (page.canonical, page.start, page.card) == (
        f"{SITE}ar/index.html",
        f"{SITE}index.html",
        f"{SITE}ar/card.png",
    )
    assert [each.address for each in page.languages] == [f"{SITE}en/index.html", f"{SITE}ar/index.html"]
    assert {each["contentUrl"] for each in linked(page)["encoding"]} == {
        f"{SITE}ar/{name}" for name in ("web/index.html", "lamps-ar.epub", "lamps-ar-screen.pdf")
    }
    assert [file.href for file in page.files] == ["web/index.html", "lamps-ar-screen.pdf", "lamps-ar.epub"]


def test_without_a_site_nothing_is_absolute() -> None:
    page = pages(*both())["ar/index.html"]
    assert (page.canonical, page.start, page.card) == ("", "../index.html", "")
    assert [each.address for each in page.languages] == ["../en/index.html", "index.html"]


def test_translations_name_each_other() -> None:
    """schema.org: workTranslation and its inverse translationOfWork."""
    made = pages(*both())
    source, translation = linked(made["en/index.html"]), linked(made["ar/index.html"])
    assert source["@type"] == "Book"
    assert [each["@id"] for each in source["workTranslation"]] == [AR.identifier]
    assert translation["translationOfWork"]["@id"] == source["@id"] == EN.identifier
    assert "workTranslation" not in translation
    alone = linked(pages(with_files(AR))["ar/index.html"])
    assert alone["translationOfWork"] == {"@type": "Book", "@id": EN.identifier}


def test_a_book_says_what_it_is() -> None:
    told = linked(pages(*both())["en/index.html"])
    assert told["author"] == [{"@type": "Person", "name": "Anna Example"}]
    assert (told["isbn"], told["license"], told["inLanguage"]) == (["9783161484100"], EN.licence_url, "en")
    assert told["accessibilityFeature"] == list(ACCESS.features)
    assert told["accessibilitySummary"] == ACCESS.summary
    assert told["creativeWorkStatus"] == "Draft"
    assert linked(pages(*both(approved=True))["en/index.html"])["creativeWorkStatus"] == "Published"


def test_a_claim_that_one_language_lacks_is_missing_there_alone() -> None:
    one, other = both()
    poor = replace(ACCESS, features=("readingOrder",), summary="Not all pictures have descriptions.")
    files = tuple(replace(each, access=poor) if each.access else each for each in other.files)
    made = pages(one, replace(other, files=files))
    assert linked(made["ar/index.html"])["accessibilityFeature"] == ["readingOrder"]
    assert "alternativeText" in linked(made["en/index.html"])["accessibilityFeature"]


def test_data_can_stand_in_a_page() -> None:
    page = pages(*both(description="A </script><b>fog</b>"))["en/index.html"]
    assert "<" not in page.linked
    assert linked(page)["description"] == "A </script><b>fog</b>"


@pytest.mark.parametrize("tag", ["en", "ar"])
def test_corrections_have_a_page_where_there_are_some(tag: str) -> None:
    fix = Correction("fog-1", "2026-12-01", "1 December 2026", "page 3", "ten lamps", "eleven lamps")
    some = tuple(replace(each, corrections=(fix,) if each.edition == tag else ()) for each in both(site=SITE))
    made = pages(*some)
    assert [path for path, page in made.items() if page.topic == "corrections"] == [f"{tag}/corrections.html"]
    assert made[f"{tag}/index.html"].corrections == "corrections.html"
    assert made[f"{tag}/corrections.html"].canonical == f"{SITE}{tag}/corrections.html"

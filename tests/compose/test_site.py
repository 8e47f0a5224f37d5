# SPDX-License-Identifier: AGPL-3.0-or-later
"""Pages of the site as composed: whole, in the language of their edition, and true about its state."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest
from lxml import html

from octavo.compose.site import kit_of
from octavo.distribute.site_links import site_problems
from octavo.model.canonical import decode, encode
from octavo.model.site import SiteKit
from octavo.model.theme import Theme
from tests.compose.samples import blobs, edition, strings
from tests.compose.site_samples import FEEDS, FIX, LANGUAGES, SITE, composed, dossier, whole_site

EACH = pytest.mark.parametrize("tag", LANGUAGES)
PAGES = ["index.html", *(f"{tag}/{name}.html" for tag in LANGUAGES for name in ("index", "corrections"))]


def tree(path: str, *, approved: bool = False) -> Any:
    return html.document_fromstring(whole_site(approved=approved)[0][path])


def said(node: Any) -> str:
    return " ".join("".join(node.itertext()).split())


def links(path: str, rel: str) -> list[tuple[str, str]]:
    return [(each.get("hreflang"), each.get("href")) for each in tree(path).xpath(f"//link[@rel='{rel}'][@hreflang]")]


def test_no_link_of_a_whole_site_is_dead() -> None:
    files, handed = whole_site()
    besides = [*handed, *FEEDS, "SHA256SUMS", *(f"{tag}/{n}" for tag in LANGUAGES for n in ("cover.jpg", "card.png"))]
    fonts = {f"assets/{name}" for css in files.values() for name in re.findall(r'url\("(fonts/[^"]+)"\)', css)}
    everything = {path: text.encode() for path, text in files.items()} | dict.fromkeys([*besides, *fonts])
    assert site_problems(everything, SITE) == ()
    assert fonts
    assert all(name.endswith(".woff2") for name in fonts)


@pytest.mark.parametrize("path", PAGES)
def test_a_page_says_its_language_and_direction_and_has_one_heading(path: str) -> None:
    page = tree(path)
    tag = path.partition("/")[0] if "/" in path else "en"
    assert (page.get("lang"), page.get("dir")) == (tag, "rtl" if tag == "ar" else "ltr")
    assert len(page.xpath("//h1")) == 1
    assert len(page.xpath("//main")) == 1
    assert page.xpath("//script[not(@type='application/ld+json')]") == []
    assert page.xpath("//*[@onclick or @onload]") == []
    assert len(page.xpath("//@id")) == len(set(page.xpath("//@id")))


def test_the_entry_names_each_language_in_itself() -> None:
    (choice,) = tree("index.html").xpath("//ul[contains(@class, 'editions')]")
    assert [(each.get("lang"), each.get("dir"), said(each.xpath("./p")[0])) for each in choice] == [
        ("en", "ltr", "English"),
        ("az", "ltr", "Azərbaycan"),
        ("ar", "rtl", "العربية"),
    ]
    assert choice.xpath("./li//a/@href") == [f"{tag}/index.html" for tag in LANGUAGES]


@pytest.mark.parametrize("path", ["index.html", *(f"{tag}/index.html" for tag in LANGUAGES)])
def test_every_page_names_the_same_page_in_every_language(path: str) -> None:
    assert links(path, "alternate") == [
        *((tag, f"{SITE}{tag}/index.html") for tag in LANGUAGES),
        ("x-default", f"{SITE}index.html"),
    ]
    assert tree(path).xpath("//link[@rel='canonical']/@href") == [SITE + path]


@EACH
def test_a_shared_link_has_a_title_and_a_picture(tag: str) -> None:
    page = tree(f"{tag}/index.html")
    told = {each.get("property"): each.get("content") for each in page.xpath("//meta[@property]")}
    assert told["og:title"] == edition(tag).manifest.title
    assert told["og:image"] == f"{SITE}{tag}/card.png"
    assert (told["og:image:width"], told["og:image:height"]) == ("1200", "630")


def test_without_an_address_nothing_is_said_to_be_absolute() -> None:
    made, _ = composed("en", "ar", site="")
    page = made["ar"].unwrap().pages["ar/index.html"]
    assert "og:image" not in page
    assert "canonical" not in page
    assert 'hreflang="en" href="../en/index.html"' in page


@EACH
def test_downloads_have_a_name_a_size_and_a_checksum(tag: str) -> None:
    page = tree(f"{tag}/index.html")
    files = {each.path: each for each in dossier(edition(tag)).files}
    offered = page.xpath("//ul[@class='files']//a/@href")
    assert offered == ["web/index.html", f"sample-{tag}-screen.pdf", f"sample-{tag}.epub"]
    assert [said(each).rpartition(" ")[2] for each in page.xpath("//details//dd")] == [
        files[path].sha256 for path in offered
    ]
    sizes = {"en": "3.5 MB", "az": "3,5 MB", "ar": "٣٫٥ م.ب."}
    assert sizes[tag] in said(page.xpath("//ul[@class='files']")[0])


@EACH
def test_a_proof_says_that_it_is_one_and_offers_nothing_to_print(tag: str) -> None:
    proof, ready = tree(f"{tag}/index.html"), tree(f"{tag}/index.html", approved=True)
    assert (len(proof.find_class("proof")), len(proof.find_class("withheld"))) == (1, 1)
    assert (len(ready.find_class("proof")), len(ready.find_class("withheld"))) == (0, 0)
    printed = [f"sample-{tag}-{name}.pdf" for name in ("office", "office-how", "press")]
    assert [href for href in ready.xpath("//ul[@class='files']//a/@href") if href in printed] == printed


@pytest.mark.parametrize("tag", ["az", "ar"])
def test_no_word_of_the_site_is_left_in_english(tag: str) -> None:
    english = {html.fromstring(f"<p>{msgid}</p>").text for msgid in strings_of_the_site()}
    words = {said(each) for each in tree(f"{tag}/index.html").iter() if isinstance(each.tag, str)}
    assert words & (english - {"PDF"}) == set()


def strings_of_the_site() -> list[str]:
    return [said(each) for each in tree("en/index.html").xpath("//h2 | //h3 | //ul[@class='files']//a | //summary")]


@EACH
def test_machines_are_told_the_same(tag: str) -> None:
    (script,) = tree(f"{tag}/index.html").xpath("//script[@type='application/ld+json']")
    told = json.loads(script.text)
    assert (told["@context"], told["@type"], told["inLanguage"]) == ("https://schema.org", "Book", tag)
    assert told["license"] == "https://creativecommons.org/licenses/by-sa/4.0/"
    assert [each["url"] for each in told.get("workTranslation", [])] == (
        [f"{SITE}az/index.html", f"{SITE}ar/index.html"] if tag == "en" else []
    )


def test_what_holds_for_every_format_is_said_once() -> None:
    rows = [[said(part) for part in each] for each in tree("en/index.html").xpath("//section[@id='access']//dl/div")]
    besides = "table of contents, descriptions of pictures, no copy protection"
    assert rows == [
        ["In every format", "parts in the order of reading"],
        ["Web page", besides],
        ["E-book (EPUB)", besides],
    ]


@EACH
def test_corrections_tell_what_was_and_what_is(tag: str) -> None:
    page = tree(f"{tag}/corrections.html")
    assert [said(each) for each in page.xpath("//del | //ins")] == [FIX.was, FIX.now]
    assert page.xpath("//time/@datetime") == [FIX.on]
    assert tree(f"{tag}/index.html").xpath("//a[@href='corrections.html']")


def test_the_theme_gives_the_accent_and_may_replace_a_block() -> None:
    made, _ = composed("en", theme=Theme(accent="#1d4e63"))
    assert "#1d4e63" in made["en"].unwrap().styles["assets/en.css"]
    own = '{% extends "house:site/edition.html" %}{% block licence %}<p id="mine"></p>{% endblock %}'
    made, _ = composed("en", theme_templates={"site/edition.html": own})
    page = made["en"].unwrap().pages["en/index.html"]
    assert ('id="mine"' in page, 'id="licence"' in page) == (True, False)


def test_a_fault_in_a_template_of_the_theme_is_told_where_it_is() -> None:
    made, _ = composed("en", theme_templates={"site/edition.html": "\n{{ nothing.at_all }}"})
    (problem,) = made["en"].problems
    assert (problem.code, problem.place.file, problem.place.line) == ("H103", "theme/templates/site/edition.html", 2)
    assert made["en"].value is None


def test_a_kit_has_no_text_and_survives_being_written() -> None:
    kit = kit_of(edition("az"), blobs)
    assert kit.edition.parts == ()
    assert kit.edition.statistics == {}
    assert decode(SiteKit, encode(kit)) == kit
    assert strings("az").keys() <= kit.edition.strings.keys()

# SPDX-License-Identifier: AGPL-3.0-or-later
"""A claim that one language has not earned is lost in that language, wherever it would be said, and only there."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from lxml import etree, html
from pymarc import MARCReader

from octavo.distribute.epub_access import access_of_epub
from tests.conftest import ROOT, Bench

pytestmark = pytest.mark.slow

ALT = re.compile(r'(#\. fog\.jpg\.alt\n(?:#.*\n)*(?:msgctxt .*\n)?msgid (?:".*"\n)+msgstr )((?:".*"\n)+)')
CLAIM, CODE = "alternativeText", "14"  # in the words of schema.org, and in list 196 of ONIX
WITHOUT_SIGHT = "52"


def epub(output: Path, tag: str) -> set[str]:
    access = access_of_epub((output / tag / f"starter-{tag}.epub").read_bytes())
    assert access is not None
    return {*access.features, *(f"enough: {each}" for each in access.sufficient)}


def onix(output: Path, language: str) -> set[str]:
    tree: Any = etree.parse(output / "onix.xml")
    (product,) = (
        each
        for each in tree.iter("{*}Product")
        if each.findtext(".//{*}LanguageCode") == language and each.findtext(".//{*}ProductFormDetail") == "E101"
    )
    return {str(each.text) for each in product.iter("{*}ProductFormFeatureValue")}


def opds(output: Path, tag: str) -> dict[str, Any]:
    """Return what both catalogues say, that of the publication and that of the house."""
    told = []
    for file in (output / "opds" / "index.json", output.parent / "opds" / "index.json"):
        books = json.loads(file.read_text("utf-8"))["publications"]
        told += [each["metadata"]["accessibility"] for each in books if each["metadata"]["language"] == tag]
    assert len(told) == 2
    assert told[0] == told[1]
    found: dict[str, Any] = told[0]
    return found


def marc(output: Path, tag: str) -> tuple[set[str], str]:
    """Return the features of 341 and the summary of 532."""
    (record,) = MARCReader((output / "marc" / f"{tag}.mrc").read_bytes(), to_unicode=True)
    assert record is not None
    features = {feature for each in record.get_fields("341") for feature in each.get_subfields("b")}
    return features, " ".join(each["a"] for each in record.get_fields("532"))


def site(output: Path, tag: str) -> dict[str, Any]:
    """Return what the edition's page tells machines in JSON-LD, and what it tells readers."""
    page: Any = html.fromstring((output / "site" / tag / "index.html").read_bytes())
    (data,) = (json.loads(each.text) for each in page.iter("script") if each.get("type") == "application/ld+json")
    return {key: data[key] for key in data if key.startswith("access")}


def told(output: Path, tag: str, language: str) -> dict[str, Any]:
    """Return everything that is said of how an edition can be read."""
    dossier = json.loads((output / tag / "edition.json").read_text("utf-8"))
    return {
        "epub": epub(output, tag),
        "onix": onix(output, language),
        "opds": opds(output, tag),
        "marc": marc(output, tag),
        "site": site(output, tag),
        "dossier": {each["output"]: each["access"] for each in dossier["files"] if each["access"]},
    }


def test_an_untranslated_alternative_text_costs_the_claim_in_that_language_alone(bench: Bench) -> None:
    bench.take(ROOT / "content" / "starter")
    output, po = bench.root / "output" / "starter", bench.root / "content" / "starter" / "locale" / "ar" / "facts.po"
    assert not bench.build("starter", outputs=("epub", "web"), draft=True).failed
    before = {tag: told(output, tag, language) for tag, language in (("en", "eng"), ("ar", "ara"))}
    text, count = ALT.subn(r'\1""\n', po.read_text("utf-8"))
    assert count == 1
    po.write_text(text, "utf-8")
    built = bench.build("starter", outputs=("epub", "web"), draft=True)
    assert not built.failed
    lost = [each for each in built.all_problems if each.code == "E302"]
    assert {each.edition for each in lost} == {"ar"}
    assert any("fog.jpg" in str(each) or "fog.jpg" in each.place.key for each in lost)
    after = {tag: told(output, tag, language) for tag, language in (("en", "eng"), ("ar", "ara"))}

    assert after["en"] == before["en"], "English has lost nothing"
    arabic, whole = after["ar"], before["ar"]
    assert CLAIM in whole["epub"]
    assert whole["epub"] - arabic["epub"] == {CLAIM, "enough: textual"}
    assert {CODE, WITHOUT_SIGHT} <= whole["onix"]
    assert whole["onix"] - arabic["onix"] == {CODE, WITHOUT_SIGHT}
    assert set(whole["opds"]["feature"]) - set(arabic["opds"]["feature"]) == {CLAIM}
    assert "textual" in whole["opds"]["accessModeSufficient"]
    assert "textual" not in arabic["opds"]["accessModeSufficient"]
    assert whole["marc"][0] - arabic["marc"][0] == {CLAIM}
    assert whole["marc"][1] != arabic["marc"][1] == arabic["opds"]["summary"], "the summary says it too"
    assert set(whole["site"]["accessibilityFeature"]) - set(arabic["site"]["accessibilityFeature"]) == {CLAIM}
    enough = [each["itemListElement"] for each in arabic["site"]["accessModeSufficient"]]
    assert ["textual"] not in enough
    assert arabic["site"]["accessibilitySummary"] == arabic["opds"]["summary"]
    assert all(CLAIM in each["features"] for each in whole["dossier"].values())
    assert not any(CLAIM in each["features"] for each in arabic["dossier"].values())


def test_the_pattern_finds_the_text_of_one_picture() -> None:
    text = (ROOT / "content" / "starter" / "locale" / "ar" / "facts.po").read_text("utf-8")
    assert len(ALT.findall(text)) == 1

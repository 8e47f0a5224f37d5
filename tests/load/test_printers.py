# SPDX-License-Identifier: AGPL-3.0-or-later
"""Printers on their way from files into an edition: the house's, a publication's own, and what its manifest orders."""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from octavo.diagnostics.problem import Place
from octavo.load.printers import read_printer, read_printers
from octavo.load.publication import load
from octavo.load.yaml_file import read_yaml
from octavo.localize.edition import localize
from octavo.localize.language import read_language
from octavo.model.canonical import decode, digest, encode
from octavo.model.catalog import Catalog
from octavo.model.edition import Edition, EditionKey
from octavo.model.printer import Printer, spine_mm
from octavo.model.publication import Loaded, Publication
from octavo.resources.printers import FOLDER, condition_of, printer, printer_names
from octavo.resources.profiles import condition
from tests.load.profiles import icc_profile

HERE = Path(__file__).parent
MANIFEST = """\
title: A sheet for the printer
language: en
issued: 2026-11-22
parts: [{page: title}]
"""
MILL = """\
name: mill
title: The Sample Mill, an invented printer
kind: offset
standard: PDF/X-4
condition: FOGRA52
profile: mill.icc
bleed: {value: 3, source: talk}
safety: {value: 5, source: talk}
spine_safety: {value: 10, source: talk}
spine_safety_from: [{pages: 200, value: 12.5, source: talk}]
paper: cream-90
stocks:
  - {name: cream-90, title: cream 90 g/m², grammage: 90, bulk: 1.5, source: talk}
sources:
  talk: {title: said on the telephone, read: 2026-11-20}
"""
PROFILE = icc_profile()


def loaded(manifest: str = "", files: Mapping[str, bytes] = {}) -> Loaded:
    given = {"publication.yaml": (MANIFEST + manifest).encode(), **files}
    outcome = load(Path("sheet"), given)
    assert outcome.problems == (), "\n".join(map(str, outcome.problems))
    return outcome.unwrap()


def own(manifest: str = "printers: [mill]\n", text: str = MILL) -> Loaded:
    return loaded(manifest, {"printers/mill.yaml": text.encode(), "printers/mill.icc": PROFILE})


def localized(publication: Publication) -> Edition:
    language = read_language("en", None, None).unwrap()
    key = EditionKey(("en",))
    return localize(publication, key, Catalog("en"), Catalog("en"), language, draft=True).unwrap()


@pytest.mark.parametrize("name", printer_names())
def test_the_rows_of_the_house_pass_what_an_author_s_own_must(name: str) -> None:
    yaml, problems = read_yaml((FOLDER / f"{name}.yaml").read_bytes(), f"printers/{name}.yaml")
    assert yaml is not None
    assert problems == ()
    row, found = read_printer(yaml)
    assert found == ()
    assert row == printer(name)


def test_an_old_manifest_prints_at_any_offset_printer() -> None:
    publication = loaded().publication
    assert publication.printers == (printer("offset-coated"),)
    assert load(HERE / "good").unwrap().publication.printers == publication.printers


def test_a_publication_carries_the_printers_it_names_and_no_others() -> None:
    publication = loaded("printers: [lulu, kdp]\n").publication
    assert [row.name for row in publication.printers] == ["lulu", "kdp"]
    assert publication.printers[1] == printer("kdp")


def test_what_the_manifest_orders_stands_in_the_printers() -> None:
    order = "{paper: uncoated-80, binding: perfect, fold: signature-16, sheet: 450x640mm, copies: 500, marks: true}"
    publication = loaded(f"printers: [offset-uncoated, kdp]\nprint: {order}\n").publication
    offset, kdp = publication.printers
    assert (offset.paper, offset.cover_paper, offset.binding) == ("uncoated-80", "uncoated-300", "perfect")
    assert (offset.fold, offset.sheet, offset.marks) == ("signature-16", "450x640mm", True)
    assert kdp.paper == "white"  # it does not have the other
    assert publication.manifest.print.copies == 500


def test_a_printer_of_one_s_own_comes_with_its_profile() -> None:
    found = own()
    (row,) = found.publication.printers
    assert row.bleed.value == 3
    assert row.spine_safety_from[0].value == Decimal("12.5")
    (asset,) = (each for each in found.publication.assets if each.file.startswith("printers/"))
    assert (asset.file, asset.digest, asset.media_type) == (
        "printers/mill.icc",
        digest(PROFILE),
        "application/vnd.iccprofile",
    )
    assert found.blobs[asset.digest] == PROFILE
    assert found.source_map.place("printers/mill.yaml#bleed.value") == Place(
        "printers/mill.yaml", 7, 16, "printers/mill.yaml#bleed.value"
    )


def test_an_edition_has_the_printers_and_profiles_of_its_publication() -> None:
    publication = own("printers: [mill, office]\nprint: {binding: perfect}\n").publication
    edition = localized(publication)
    assert edition.printers == publication.printers
    assert [row.binding for row in edition.printers] == ["perfect", "perfect"]
    assert [asset.file for asset in edition.profiles] == ["printers/mill.icc"]
    assert decode(Edition, encode(edition)).printers == edition.printers


def test_the_condition_of_a_printer_has_the_name_and_the_profile_that_it_says() -> None:
    house = printer("offset-coated")
    assert house is not None
    assert condition_of(house) == condition("FOGRA39")
    row = own().publication.printers[0]
    made = condition_of(row, PROFILE)
    assert made is not None
    assert (made.identifier, made.registry, made.profile) == ("FOGRA52", "http://www.color.org", PROFILE)
    unnamed = own(text=MILL.replace("condition: FOGRA52\n", "")).publication.printers[0]
    made = condition_of(unnamed, PROFILE)
    assert made is not None
    assert (made.identifier, made.registry) == ("An invented press", "")


def test_without_a_profile_a_printer_gets_the_house_s_condition() -> None:
    text = MILL.replace("condition: FOGRA52\nprofile: mill.icc\n", "")
    found = loaded("printers: [mill]\n", {"printers/mill.yaml": text.encode()})
    assert found.publication.printers[0].condition == "FOGRA39"
    assert not [each for each in found.publication.assets if each.file.startswith("printers/")]


def test_a_profile_without_a_word_on_rights_is_refused() -> None:
    files = {"printers/mill.yaml": MILL.encode(), "printers/mill.icc": icc_profile(rights="")}
    printers, problems = read_printers(files)
    assert [(each.code, each.place.file) for each in problems] == [("P305", "printers/mill.icc")]
    assert isinstance(printers.printers["mill"], Printer)


def test_a_printer_that_is_told_wrong_is_not_told_to_be_missing() -> None:
    text = MILL.replace("bleed: {value: 3, source: talk}", "bleed: 3")
    files = {"printers/mill.yaml": text.encode(), "printers/mill.icc": PROFILE}
    outcome = load(Path("sheet"), {"publication.yaml": f"{MANIFEST}printers: [mill]\n".encode(), **files})
    assert [each.code for each in outcome.problems if each.code.startswith("M3")] == ["M302"]


@given(
    st.integers(0, MILL.count("\n") - 1),
    st.sampled_from(["", "~", "[]", "{}", "[1, 2]", "-3", "1e400", "x", "{a: {b: c}}"]),
)
def test_whatever_stands_in_the_file_of_a_printer_is_told_and_never_a_fault(at: int, value: str) -> None:
    lines = MILL.splitlines()
    lines[at] = f"{lines[at].partition(':')[0]}: {value}"
    files = {"printers/mill.yaml": "\n".join(lines).encode(), "printers/mill.icc": PROFILE}
    outcome = load(Path("sheet"), {"publication.yaml": f"{MANIFEST}printers: [mill]\n".encode(), **files})
    assert all(each.place.file.startswith("printers/") for each in outcome.problems)
    assert (outcome.value is None) == outcome.failed


def test_the_printer_that_the_guide_shows_is_one() -> None:
    guide = (HERE.parents[1] / "docs" / "guide" / "printers.md").read_text("utf-8")
    shown, *_, described = re.findall(r"^```yaml\n(.*?)^```$", guide, re.MULTILINE | re.DOTALL)
    files = {"printers/sample-mill.yaml": described.encode(), "printers/uncoated.icc": PROFILE}
    (row,) = loaded("printers: [sample-mill]\n", files).publication.printers
    assert condition_of(row, PROFILE) is not None
    stock = row.stock(row.paper)
    assert stock is not None
    assert spine_mm(160, row, stock, row.stock(row.cover_paper)) == Decimal("11.48")  # 80 × 0.135 + 2 × 0.34
    ordered = shown.partition("\n")[2]  # without the outputs
    assert [each.paper for each in loaded(ordered).publication.printers] == ["coated-115", "white"]

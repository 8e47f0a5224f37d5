# SPDX-License-Identifier: AGPL-3.0-or-later
"""That an edition conforms is claimed only if a person said so of what it is now, and the checks agree."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from octavo.compose.metadata import STANDARD, review_of
from octavo.model.edition import Edition
from octavo.model.manifest import Approval, Publisher
from octavo.render.epub import write_epub
from tests.cli.commands import one_book, run
from tests.compose.composed import composed
from tests.compose.samples import edition
from tests.compose.test_access import judged
from tests.conftest import Bench
from tests.render.books import read

GIVEN = Approval(what="access", language="en", by="Anna Example", public=True, on=date(2026, 2, 1), digest="0" * 16)


def approved(by: str, publisher: str = "") -> Edition:
    given = edition("en")
    house = Publisher(name=publisher) if publisher else None
    approval = GIVEN.model_copy(update={"by": by})
    manifest = given.manifest.model_copy(update={"approvals": (approval,), "publisher": house})
    return replace(given, manifest=manifest)


@pytest.mark.parametrize(
    ("by", "house", "named"), [("Anna Example", "", "Anna Example"), ("", "Example Press", "Example Press")]
)
def test_a_review_is_named_by_a_person_or_the_publisher(by: str, house: str, named: str) -> None:
    review = review_of(approved(by, house))
    assert review is not None
    assert (review.standard, review.by, review.on) == (STANDARD, named, "2026-02-01")


def test_nobody_certifies_nothing() -> None:
    assert review_of(approved("", "")) is None
    assert review_of(edition("en")) is None


def test_what_the_checks_deny_no_person_can_claim() -> None:
    review = review_of(approved("Anna Example"))
    outcome = judged(' alt="Fog over a quay"', "", review=review)
    assert outcome.unwrap().review is None
    assert {each.code for each in outcome.problems} == {"E301", "E309"}


def test_the_package_says_who_and_when() -> None:
    document = composed(approved("Anna Example")).unwrap()
    data = write_epub(replace(document, assets=()), read).unwrap()
    opf = zipfile.ZipFile(io.BytesIO(data)).read("EPUB/content.opf").decode()
    assert f'<meta property="dcterms:conformsTo" id="conforms">{STANDARD}</meta>' in opf
    assert '<meta refines="#conforms" property="a11y:certifiedBy" id="certifier">Anna Example</meta>' in opf
    assert '<meta refines="#certifier" property="dcterms:date">2026-02-01</meta>' in opf


@pytest.mark.slow
def test_a_review_counts_until_the_text_changes(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    book = one_book(bench, monkeypatch)
    listed = run("approve smallest access -l en")
    assert (listed.code, "[ ]" in listed.out) == (0, True)
    assert "access" not in (book / "publication.yaml").read_text("utf-8"), "the checklist alone records nothing"
    assert run("approve smallest access --by 'Anna Example'").code == 2, "a language is needed"
    made = run("approve smallest access -l en --by 'Anna Example' --public --on 2026-02-01")
    assert (made.code, made.out.split(", ")[0]) == (0, "access (en): approved on 2026-02-01")
    assert STANDARD in package()
    text = next((book / "text").glob("*.md"))
    text.write_text(text.read_text("utf-8") + "\nOne more sentence.\n", "utf-8")
    assert "L213" in run("build smallest -o epub").err
    assert "conformsTo" not in package()


def package() -> str:
    assert run("build smallest -o epub").code == 0
    return zipfile.ZipFile(Path("output/smallest/en/smallest-en.epub")).read("EPUB/content.opf").decode()

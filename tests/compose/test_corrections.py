# SPDX-License-Identifier: AGPL-3.0-or-later
"""What earlier copies have wrong: in the imprint, or on a page of its own if the book has one."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from octavo.model.document import Document, Medium
from octavo.model.edition import CorrectionText, Edition, PartText
from tests.compose.composed import composed, part
from tests.compose.samples import edition

Golden = Callable[[str, str], None]
PAGE = PartText("corrections", "corrections", (), "back", "page", key="publication.yaml#parts.20")


def corrected(*, page: bool = False) -> Edition:
    known = edition("en")
    town = next(each for each in known.parts if each.name == "01-town")
    told = (
        CorrectionText(
            id="stairs",
            on="2026-02-02",
            date="2 February 2026",
            place="page 7",
            at=town.blocks[0].key,
            was="nine stairs & a rail",
            now="ten stairs",
            why="The tenth is under water.",
            sources=(next(iter(known.sources)),),
        ),
        CorrectionText("name", "2026-02-01", "1 February 2026", "the map", "", "Sampletown", "Sampleton", "", ()),
    )
    return replace(known, corrections=told, parts=(*known.parts, PAGE) if page else known.parts)


def made(book: Edition, medium: Medium) -> Document:
    outcome = composed(book, medium)
    assert not outcome.problems, outcome.problems
    return outcome.unwrap()


def test_the_imprint_tells_them_with_a_link_to_the_text(golden: Golden) -> None:
    html = part(made(corrected(), "web"), "imprint")
    golden("corrections-imprint.html", html[html.index("What follows") : html.index("Corrections:")])


def test_a_page_of_its_own_tells_them_and_the_imprint_leads_there(golden: Golden) -> None:
    document = made(corrected(page=True), "print")
    golden("corrections-page.html", part(document, "corrections"))
    imprint = part(document, "imprint")
    assert "nine stairs" not in imprint
    assert '2 mistakes of earlier copies have been corrected: see <a href="#corrections">Corrections</a>.' in imprint


def test_in_an_e_book_the_page_is_its_errata() -> None:
    document = made(corrected(page=True), "epub")
    (file,) = [each for each in document.files if each.name == "corrections.xhtml"]
    assert file.landmark == "errata"
    assert 'epub:type="errata" role="doc-errata"' in file.html
    assert '<a href="01-town.xhtml#p-01-town">page 7</a>' in file.html


@pytest.mark.parametrize("medium", ["print", "epub", "web"])
def test_a_book_without_mistakes_says_so_on_its_page_and_nothing_in_the_imprint(medium: Medium) -> None:
    known = edition("en")
    document = made(replace(known, parts=(*known.parts, PAGE)), medium)
    html = "".join(each.html for each in document.files)
    assert "No mistake has become known so far." in html
    assert "What follows has been corrected" not in html

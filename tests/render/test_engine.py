# SPDX-License-Identifier: AGPL-3.0-or-later
"""WeasyPrint gets nothing but the document's own files, and everything it says is heard."""

from __future__ import annotations

import logging
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pydyf
import pyphen
import pytest

from octavo.diagnostics.problem import Outcome
from octavo.model.document import Document
from octavo.render.engine import BASE_URL, Assets, hyphenating, listening, remembering_pages
from octavo.render.fonts import isolate_fonts
from octavo.render.layout import Layout
from octavo.resources.shared import fonts_folder
from tests.render.samples import document, read

Lay = Callable[[Document], Outcome[Layout]]
PATTERNS = "UTF-8\n1la\n1li\n1lə\n1ti\nk1s\ni1y\n"


@pytest.mark.parametrize(
    "address",
    ["file:///etc/hostname", "http://example.org/a.png", "data:image/png;base64,AAAA", "../boat.png", "boat.pngx",
     BASE_URL + "css/boat.png", "HTTP://octavo.invalid/boat.png"],
)  # fmt: skip
def test_what_is_no_asset_of_the_document_is_refused(address: str) -> None:
    assets = Assets(document("<p>x</p>"), read)
    with pytest.raises(ValueError, match="not an asset"):
        assets(address)
    assert assets.refused == [address]


def test_an_asset_is_served_by_its_name() -> None:
    assets = Assets(document("<p>x</p>"), read)
    assert assets(BASE_URL + "boat.png").read().startswith(b"\x89PNG")
    assert assets(BASE_URL + "boat.png").content_type == "image/png"
    assert assets.refused == []


def test_every_refusal_is_a_problem_with_its_block(lay: Lay) -> None:
    laid = lay(
        document('<p data-key="text/a.md#1"><img src="file:///etc/hostname" alt="x"></p><img src="no.png" alt="y">')
    )
    found = [(each.code, each.place.key, each.message) for each in laid.problems]
    assert found == [
        ("R101", "", "the style or text asks for no.png, which is no file of the publication"),
        ("R101", "text/a.md#1", "the style or text asks for file:///etc/hostname, which is no file of the publication"),
    ]


def test_a_fault_in_a_style_sheet_has_its_line_and_column(lay: Lay) -> None:
    (problem,) = lay(document("<p>x</p>", style="p { color: black }\n  p { colour: red }")).problems
    assert (problem.code, problem.place.file, problem.place.line, problem.place.column) == (
        "R105",
        "css/more.css",
        2,
        7,
    )
    assert "colour" in problem.message


@pytest.mark.parametrize(
    ("html", "style", "code"),
    [
        ('<p id="a">x</p><p id="a">y</p>', "", "R107"),
        ("<p>x</p>", '@font-face { font-family: "X"; src: url("../boat.png") }', "R103"),
        ("<p>x</p>", "li::marker { content: 'x' } ", None),
        ("<ul><li>x</li></ul>", "li::marker { content: 'x' }", "R110"),
        ('<img src="text.png" alt="x">', "", "R101"),
    ],
)
def test_remarks_of_the_engine_are_problems(lay: Lay, html: str, style: str, code: str | None) -> None:
    assert [each.code for each in lay(document(html, style=style)).problems] == ([code] if code else [])


def test_remarks_are_kept_from_everybody_else(caplog: pytest.LogCaptureFixture) -> None:
    with listening() as remarks:
        logging.getLogger("weasyprint").warning("something %s", "odd")
        logging.getLogger("weasyprint").warning("something %s", "odd")
    logging.getLogger("weasyprint").warning("later")
    assert [record.getMessage() for record in remarks.records] == ["something odd"]
    assert caplog.messages == ["later"]


def test_patterns_are_asked_with_a_word_of_unchanged_length() -> None:
    # pyphen lowers İ to two characters and broke this word one letter late: İst-iqlal.
    with hyphenating("az", "", PATTERNS):
        assert pyphen.Pyphen(lang="az").inserted("İstiqlal") == "İs-tiq-lal"
        assert pyphen.Pyphen(lang="az").inserted("istiqlal") == "is-tiq-lal"


def test_patterns_are_taken_back() -> None:
    before = dict(pyphen.LANGUAGES)
    with hyphenating("az", "", PATTERNS), hyphenating("qaa", "de", ""):
        assert pyphen.LANGUAGES["qaa"] == pyphen.LANGUAGES["de"]
        assert "az" in pyphen.LANGUAGES
    assert before == pyphen.LANGUAGES


def test_words_are_broken_by_the_documents_patterns(lay: Lay) -> None:
    style = "@page { size: 40mm 60mm; margin: 10mm }"
    html = "<p>İstiqlaliyyət İstiqlaliyyət</p>"
    (unbroken, *_), (broken, *_) = (
        lay(document(html, language="az", style=style, hyphenation_patterns=patterns)).unwrap().lines
        for patterns in ("", PATTERNS)
    )
    assert not unbroken.hyphenated
    assert broken.hyphenated
    assert broken.text == "İstiqlali‐"


def test_a_word_that_ends_in_a_joiner_is_not_broken(lay: Lay) -> None:
    style = "@page { size: 50mm 60mm; margin: 10mm }"
    html = "<p>İstiqlal İstiqlaliyyət{}</p>"
    broken, whole = (
        lay(document(html.format(end), language="az", style=style, hyphenation_patterns=PATTERNS)).unwrap().lines
        for end in ("", "\N{WORD JOINER}")
    )
    assert [line.hyphenated for line in broken] == [True, False]
    assert [line.text.strip("\N{WORD JOINER}") for line in whole] == ["İstiqlal", "İstiqlaliyyət"]


def test_a_word_with_enough_behind_it_may_be_broken(lay: Lay) -> None:
    style = "@page { size: 50mm 60mm; margin: 10mm }"
    ends = {}
    for last in ("ev", "evlər"):
        html = f"<p>İstiqlal İstiqlaliyyət\N{NO-BREAK SPACE}{last}.\N{WORD JOINER}</p>"
        made = document(html, language="az", style=style, hyphenation_patterns=PATTERNS)
        ends[last] = [line.hyphenated for line in lay(made).unwrap().lines]
    assert ends == {"ev": [False, False], "evlər": [True, False]}


def test_only_the_fonts_of_the_house_exist(workspace: Path) -> None:
    isolate_fonts(workspace)
    text = Path(os.environ["FONTCONFIG_FILE"]).read_text("utf-8")
    assert str(fonts_folder()) in text
    assert "/usr/share" not in text


def test_a_character_no_font_has_is_a_problem_in_every_block(lay: Lay) -> None:
    from octavo.render.screen import finish_screen

    sample = document('<p data-key="text/a.md#1">\u1200</p><p data-key="text/a.md#2">b \u1200</p><p>plain</p>')
    found = finish_screen(lay(sample).unwrap(), sample).problems
    assert [(each.code, each.place.key) for each in found] == [("R104", "text/a.md#1"), ("R104", "text/a.md#2")]
    assert found[0].message == "no font has the character “ሀ” (U+1200), set in Octavo Serif, Amiri"


def test_a_link_to_nowhere_is_a_problem_where_it_stands(lay: Lay) -> None:
    from octavo.render.screen import finish_screen

    sample = document('<p data-key="text/a.md#1"><a href="#gone">x</a></p>')
    (problem,) = finish_screen(lay(sample).unwrap(), sample).problems
    assert (problem.code, problem.place.key) == ("R106", "text/a.md#1")


def test_a_picture_without_words_is_a_problem(lay: Lay) -> None:
    from octavo.render.screen import finish_screen

    sample = document('<p data-key="text/a.md#1"><img src="boat.png"> <img src="boat.png" alt=""></p>')
    (problem,) = finish_screen(lay(sample).unwrap(), sample).problems
    assert (problem.code, problem.place.key) == ("R108", "text/a.md#1")


def test_the_references_of_pages_are_made_once_however_often_they_are_asked_for() -> None:
    made: list[int] = []

    class Kids(list[object]):
        def __getitem__(self, at: Any) -> Any:
            found = super().__getitem__(at)
            made.append(len(found))
            return found

    plain, pdf = pydyf.PDF(), pydyf.PDF()
    pdf.pages["Kids"] = Kids()
    with remembering_pages():
        for number in range(100):
            for each in (plain, pdf):
                each.add_page(pydyf.Dictionary({"Type": "/Page"}))
            assert pdf.page_references[number] == pdf.objects[-1].reference
    assert sum(made) == 100
    assert tuple(pdf.page_references) == plain.page_references

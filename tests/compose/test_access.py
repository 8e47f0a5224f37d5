# SPDX-License-Identifier: AGPL-3.0-or-later
"""Claims of accessibility are earned: each is made for good content, and lost, with a place, by one fault."""

from __future__ import annotations

from typing import NamedTuple

import pytest

from octavo.compose.access import Composed, access_of
from octavo.compose.fitted import fit_tables
from octavo.compose.words import Words
from octavo.diagnostics.problem import Outcome
from octavo.model.document import Access, ContentsEntry, DocumentFile, Medium, Review
from tests.compose.composed import composed, sample
from tests.compose.samples import edition
from tests.render.books import page

WORDS = Words("en", {}, lambda number: 0, str)
DRAWING = '<svg xmlns="http://www.w3.org/2000/svg"><title>Four lamps</title></svg>'
TABLE = fit_tables("<table><tr><td>4</td></tr></table>")
ONE = (
    '<section id="one" data-key="t#0"><h1>One</h1><h2 id="deep" data-key="t#1">Deep</h2>'
    '<figure class="photo" data-key="t#2"><img src="images/fog.jpg" alt="Fog over a quay"/></figure>'
    f'<figure class="chart" data-key="t#3">{DRAWING}{TABLE}</figure></section>'
)
INDEX = '<section id="index"><h1>Index</h1><a href="one.xhtml#one">quay</a></section>'
CSS = "/* 12px */ body { font-size: 1em } .print p { font-size: 9pt; line-height: 12pt } @page { margin: 10pt }"
CSS += " @container (max-width: 14em) { .fits.from-14 table { display: block } }"
ALL = (
    *("alternativeText", "displayTransformability", "index", "longDescription", "readingOrder"),
    *("structuralNavigation", "tableOfContents", "unlocked"),
)


def judged(
    old: str = "",
    new: str = "",
    *,
    css: str = CSS,
    foreign: str = "",
    medium: Medium = "epub",
    review: Review | None = None,
) -> Outcome[Access]:
    assert old in ONE
    files = (
        DocumentFile("one.xhtml", "One", page("One", ONE.replace(old, new) if old else ONE)),
        DocumentFile("index.xhtml", "Index", page("Index", INDEX)),
    )
    contents = (
        ContentsEntry(1, "One", "one.xhtml#one"),
        ContentsEntry(2, "Deep", "one.xhtml#deep"),
        ContentsEntry(1, "Index", "index.xhtml#index"),
    )
    given = Composed(medium, files, (("css/book.css", css),), contents, lambda text: text == foreign)
    return access_of(given, WORDS, review)


def test_all_that_is_proved_is_claimed() -> None:
    outcome = judged()
    assert outcome.problems == ()
    access = outcome.unwrap()
    assert access.features == ALL
    assert access.modes == ("textual", "visual")
    assert access.sufficient == ("textual", "textual,visual")
    assert (access.hazards, access.unproved, access.review) == (("none",), (), None)


class Loss(NamedTuple):
    """A fault, the claim that it takes, the code and the key of the problem that says so."""

    old: str
    new: str
    claim: str
    code: str
    key: str = ""


LOSSES = {
    "picture": Loss(' alt="Fog over a quay"', "", "alternativeText", "E301", "t#2"),
    "picture, empty": Loss("Fog over a quay", " ", "alternativeText", "E301", "t#2"),
    "drawing": Loss("<title>Four lamps</title>", "", "alternativeText", "E301", "t#3"),
    "chart": Loss(TABLE, "", "longDescription", "E303", "t#3"),
    "heading": Loss(
        '<h2 id="deep" data-key="t#1">Deep</h2>',
        '<h3 id="deep" data-key="t#1">Deep</h3>',
        "structuralNavigation",
        "E304",
        "t#1",
    ),
    "contents": Loss('id="deep"', 'id="other"', "tableOfContents", "E305"),
    "order": Loss(
        '<section id="one" data-key="t#0"><h1>One</h1><h2 id="deep"',
        '<section data-key="t#0"><h1 id="deep">O</h1><h2 id="one"',
        "readingOrder",
        "E306",
    ),
    "table without a frame": Loss(
        TABLE, "<table><tr><td>4</td></tr></table>", "displayTransformability", "E251", "t#3"
    ),
    "table in a table": Loss("<td", '<td><table role="table"/></td><td', "displayTransformability", "E251", "t#3"),
    "cell of no role": Loss(' role="cell"', "", "displayTransformability", "E251", "t#3"),
    "frame of no rule": Loss("from-14", "from-15", "displayTransformability", "E251", "t#3"),
    "inline size": Loss(
        "<h1>One</h1>", '<h1 style="font-size: 20px">One</h1>', "displayTransformability", "E307", "t#0"
    ),
}


@pytest.mark.parametrize("name", LOSSES)
def test_one_fault_takes_one_claim_and_says_where(name: str) -> None:
    fault = LOSSES[name]
    outcome = judged(fault.old, fault.new)
    assert set(ALL) - set(outcome.unwrap().features) >= {fault.claim}
    assert fault.claim in outcome.unwrap().unproved
    assert (fault.code, fault.key) in {(each.code, each.place.key) for each in outcome.problems}


@pytest.mark.parametrize(
    "css", ["p{font-size:12px}", "@media (min-width: 30em){p{line-height:14pt}}", ".print p,.lead{font:9pt/12pt serif}"]
)
def test_type_of_a_fixed_size_is_not_the_readers(css: str) -> None:
    assert "displayTransformability" not in judged(css=css).unwrap().features


@pytest.mark.parametrize(
    "css",
    [
        ".log{width:30em}",
        ".log{min-width: 400px}",
        ".log{white-space:nowrap}",
        "pre{white-space: pre}",
        "@container (max-width: 9em){p{inline-size:12em}}",
        ".fits .number, p{white-space:nowrap}",
    ],
)
def test_what_is_wider_than_a_narrow_column_is_not_the_readers(css: str) -> None:
    outcome = judged(css=CSS + css)
    assert "displayTransformability" not in outcome.unwrap().features
    assert {each.code for each in outcome.problems} == {"E252"}


def test_widths_that_give_way_are_no_fault() -> None:
    rules = ".a{max-width:40em;width:100%}.b{width:3em}.c{white-space:pre-wrap}.fits .number{white-space:nowrap}"
    assert judged(css=CSS + rules).problems == ()


def test_what_holds_for_paper_alone_is_no_fault_of_the_e_book() -> None:
    assert judged(css=CSS + "@media print{p{font-size:9pt}} .web p{font-size:9px}").problems == ()
    assert "displayTransformability" not in judged(medium="print").unwrap().features


@pytest.mark.parametrize("css", ["@keyframes x{}", "p{animation: x 1s}"])
def test_what_moves_may_be_harmful(css: str) -> None:
    assert judged(css=CSS + css).unwrap().hazards == ("unknown",)
    assert {each.code for each in judged(css=CSS + css).problems} == {"E308"}


def test_a_description_in_another_language_is_none() -> None:
    outcome = judged(foreign="Fog over a quay")
    access = outcome.unwrap()
    assert "alternativeText" not in access.features
    assert access.sufficient == ("textual,visual",)
    assert [(each.code, each.place.key) for each in outcome.problems] == [("E302", "t#2")]
    assert "Not all pictures have descriptions." in access.summary


def test_a_picture_that_is_declared_to_say_nothing_needs_no_text() -> None:
    outcome = judged('alt="Fog over a quay"', 'alt="" role="presentation"')
    assert outcome.problems == ()


def test_only_a_person_can_say_that_a_standard_is_kept() -> None:
    assert "Only automated checks" in judged().unwrap().summary
    review = Review("EPUB Accessibility 1.1 - WCAG 2.2 Level AA", "Example Press", "2026-02-01")
    access = judged(review=review).unwrap()
    assert access.review == review
    assert "A person has reviewed" in access.summary
    assert "Only automated" not in access.summary


@pytest.mark.parametrize("language", ["en", "ar"])
def test_the_sample_earns_what_it_has(language: str) -> None:
    access = sample(language, "epub").metadata.access
    assert access.unproved == ()
    assert {"alternativeText", "index", "longDescription", "tableOfContents"} <= set(access.features)


def test_problems_are_told_by_the_e_book_and_by_no_other_medium() -> None:
    assert {each.code for each in composed(edition("en")).problems if each.code.startswith("E3")} == set()

# SPDX-License-Identifier: AGPL-3.0-or-later
"""What is seen on the pages: each fault made on purpose, and found alone."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from octavo.diagnostics.problem import Outcome
from octavo.model.document import Document
from octavo.render.layout import Layout
from tests.render.conftest import Finished
from tests.render.samples import ENGLISH, document

Lay = Callable[[Document], Outcome[Layout]]
STYLE = """
@page { size: 60mm 60mm; margin: 10mm; @bottom-right { content: none } }
body, p { margin: 0 } p { text-align: left; hyphens: manual } html { font: 9pt/12pt "Octavo Serif" }
"""
LINES = "".join(f"<p>line {n}</p>" for n in range(1, 9))
LINE = "Words enough to fill a line or two. "
LONG = "Honorificabilitudinitatibusque"
SOFT = "Honori\u00adficabili\u00adtudini\u00adtati" * 5

PAIRED = "p, td { orphans: 1; widows: 1 }"
CASES = [
    ("overflow-x", f'<p data-key="k#1" style="width: 20mm">{LONG}</p>', ""),
    ("overflow-y", f'<div data-key="k#1" style="height: 4mm"><p>{LINE * 2}</p></div>', ""),
    ("clipped", f'<div data-key="k#1" style="height: 6mm; overflow: hidden"><p>{LINE * 3}</p></div>', ""),
    ("off-page", '<p data-key="k#1" style="position: absolute; left: 55mm; top: 10mm">beyond</p>', ""),
    ("orphan", f'{LINES}<p data-key="k#1">{LINE * 3}</p>', PAIRED),
    ("widow", f'{LINES[:-26]}<p data-key="k#1">{LINE * 2}</p>', PAIRED),
    ("runt", f'<p data-key="k#1">{LINE}<br>a.</p>', ""),
    ("loose", f'<p data-key="k#1" style="text-align: justify">A {LONG[:20]} {LONG[:16]}</p>', ""),
    ("heading-last", f'{LINES}<h2 data-key="k#1" style="break-after: auto">Head</h2><p>text</p>',
     "h2 { margin: 0; font-size: 9pt; line-height: 12pt }"),
    ("hyphen-at-turn", f'{LINES[:-13]}<p data-key="k#1">{LINE[:27]} Honorifica\u00adbilitudinitatibusque.</p>', PAIRED),
    ("hyphen-stack", f'<p data-key="k#1">{SOFT}</p>', "p { width: 22mm }"),
    ("row-torn", f'{LINES[:-26]}<table><tr><td data-key="k#1">{LINE * 4}</td></tr></table>', PAIRED),
    ("caption-away", '<figure><img src="boat.png" alt="x" style="height: 38mm; width: 20mm">'
     '<figcaption data-key="k#1">Away</figcaption></figure>', "figure { margin: 0 }"),
    ("lonely-folio", "<p>x</p><p style='break-before: right'>y</p>",
     "@page { @bottom-right { content: counter(page) } }"),
]  # fmt: skip


@pytest.mark.parametrize(("kind", "html", "style"), CASES, ids=[case[0] for case in CASES])
def test_a_fault_is_found_with_its_block(lay: Lay, kind: str, html: str, style: str) -> None:
    findings = lay(document(html, style=STYLE + style)).unwrap().page_map.findings
    assert [each.kind for each in findings if each.kind == kind], findings
    key = "" if kind == "lonely-folio" else "k#1"
    assert {each.key for each in findings if each.kind == kind} == {key}


@pytest.mark.parametrize(
    ("html", "style"),
    [
        (f"<p>{LINE * 30}</p>", ""),
        (f'<p>x</p><h2 style="break-before: page">Alone</h2><p style="break-before: page">{LINE}</p>', ""),
        ("<p>x</p><h2>Part</h2><section style='break-before: page'><p>y</p></section>", ""),
        ('<img src="boat.png" alt="x" style="position: absolute; left: -3mm; top: -3mm; width: 66mm">', ""),
        (f'<ul style="padding-left: 5mm"><li style="text-indent: -5mm">{LINE}</li></ul>', "ul { list-style: none }"),
        (f'<p style="padding-left: 5mm; text-indent: -5mm">{LINE * 3}</p>', ""),
        ("<table><thead><tr><th>Head</th></tr></thead>" + "<tr><td>row</td></tr>" * 20 + "</table>", ""),
        ('<p style="width: 20mm; white-space: nowrap"><b style="margin-right: 19.5mm"></b><i>,</i></p>', ""),
        ("<table><thead><tr><th><p>One</p></th></tr></thead>" + "<tr><td>row</td></tr>" * 20 + "</table>", ""),
        (f"<p>{LINE}Honorifica\u00adbilitudini {LINE}</p>", "p { width: 30mm }"),
    ],
)
def test_what_is_no_fault_is_not_reported(lay: Lay, html: str, style: str) -> None:
    assert lay(document(html, style=STYLE + style)).unwrap().page_map.findings == ()


def test_the_measure_is_how_far_it_reaches(lay: Lay) -> None:
    html = '<p style="position: absolute; left: 40mm; width: 30mm"><span style="margin-left: 20mm">y</span></p>'
    findings = lay(document(html, style=STYLE)).unwrap().page_map.findings
    (found,) = [each for each in findings if each.kind == "off-page"]
    assert 10 < found.measure < 15


def test_right_to_left_text_may_hang_to_the_right(lay: Lay) -> None:
    html = f'<p style="padding-right: 5mm"><span style="margin-right: -5mm">كلمة</span> كلمات</p><p>{ENGLISH[:20]}</p>'
    laid = lay(document(html, language="ar", direction="rtl", style=STYLE + "p { text-align: right }"))
    assert laid.unwrap().page_map.findings == ()


@pytest.mark.parametrize("language", ["en", "ar"])
def test_a_careful_sample_has_no_text_that_does_not_fit(rich_book: Callable[[str], Finished], language: str) -> None:
    findings = rich_book(language)[1].unwrap().page_map.findings
    assert {each.kind for each in findings} <= {"loose", "runt", "orphan", "widow"}

# SPDX-License-Identifier: AGPL-3.0-or-later
"""Small type does not push the text after it off the grid, and facing pages stay line by line."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from octavo.diagnostics.problem import Outcome
from octavo.model.document import Document, Geometry
from octavo.render.boxes import Node, walk
from octavo.render.layout import Layout
from tests.render.samples import document

Lay = Callable[[Document], Outcome[Layout]]
STYLE = """
@page { size: 105mm 140mm; margin: 10mm }
body, p, h2, figure, ul { margin: 0; padding: 0 } html { font: 10pt/14pt "Octavo Serif" }
table { margin: 14pt 0 9pt } td { padding: 0 } p, table { margin-break: discard }
figcaption, td, .small { font-size: 8pt; line-height: 10pt }
"""
SMALL = "<table><tr><td>small</td></tr></table>"


def lines_of(lay: Lay, html: str, *, style: str = "", grid: float = 14) -> list[tuple[str, float]]:
    """Return what tags the boxes of a page have, and where they begin, in lines below the head of the page."""
    made = replace(document(html, style=STYLE + style), geometry=Geometry(105, 140, grid, 10))
    nodes = walk(lay(made).unwrap().pages[-1].body)
    return list({node.element: (node.tag, below(node)) for node in nodes if node.kind in ("block", "table")}.values())


def below(node: Node) -> float:
    return round((node.y - 10) * 72 / 25.4 / 14, 2)


@pytest.mark.parametrize(("lines", "high"), [(1, 1), (2, 2), (3, 3), (7, 5)])
def test_what_follows_a_figure_is_on_the_grid(lay: Lay, lines: int, high: float) -> None:
    found = lines_of(lay, f"<figure><figcaption>{'<br>'.join(['small'] * lines)}</figcaption></figure><p>After</p>")
    assert ("p", high) in found


@pytest.mark.parametrize("after", ["<p>After</p>", "<h2>After</h2>", "<ul><li>After</li></ul>"])
def test_what_follows_a_table_is_on_the_grid(lay: Lay, after: str) -> None:
    # The table ends at 1 + 1 + 10/14 lines, its margin at 2 + 19/14: text begins on the line after that.
    found = lines_of(lay, f"<p>Before</p>{SMALL}{after}", style="h2 { font: inherit }")
    assert (after[1:3].strip(">"), 4) in found


def test_text_below_a_heading_of_its_own_height_is_on_the_grid(lay: Lay) -> None:
    found = lines_of(
        lay, "<p>Before</p><h1>Title</h1><p>After</p>", style="h1 { font: 14pt/28pt serif; margin: 21pt 0 0 }"
    )
    assert [at for tag, at in found if tag in ("h1", "p")] == [0, 2.5, 5]


@pytest.mark.parametrize(
    "style", ["", "p { margin-top: 14pt }", "p { margin-bottom: 14pt }", "p { margin: 3pt 0 14pt }"]
)
def test_a_line_that_letters_have_stretched_costs_no_line(lay: Lay, style: str) -> None:
    tall = '<span style="line-height: 16pt">tall</span>'
    found = lines_of(lay, f"<p>Before {tall}</p><p>After</p>", style=style)
    first, second = (at for tag, at in found if tag == "p")
    assert second - first == pytest.approx(2 if "14pt" in style else 1)


def test_text_first_in_a_padded_box_is_on_the_grid(lay: Lay) -> None:
    assert ("p", 1) in lines_of(lay, '<div style="padding-top: 5pt"><p>After</p></div>')


def test_margins_that_meet_are_counted_once(lay: Lay) -> None:
    # 14 points below and 9 above are 14; within a section the margin of its first paragraph reaches through.
    found = lines_of(
        lay,
        "<p>Before</p><section><p class=next>After</p></section>",
        style="p { margin-bottom: 14pt } .next { margin-top: 9pt }",
    )
    assert [at for tag, at in found if tag == "p"] == [0, 2]


@pytest.mark.parametrize(
    "around",
    [
        '<div style="display: flex; flex-direction: column">{}</div>',
        '<div style="columns: 2">{}</div>',
        "<figure>{}</figure>",
        '<div style="position: absolute">{}</div>',
        '<div style="display: inline-block">{}</div>',
    ],
)
def test_what_is_placed_by_others_stays_where_they_put_it(lay: Lay, around: str) -> None:
    found = lines_of(lay, around.format('<div class="small">small</div><p>After</p>'))
    assert ("p", 0.71) in found


def test_text_with_lines_of_its_own_stays_where_it_is(lay: Lay) -> None:
    assert ("p", 2.36) in lines_of(lay, f'{SMALL}<p class="small">After</p>')


def test_without_a_grid_nothing_is_moved(lay: Lay) -> None:
    assert ("p", 2.36) in lines_of(lay, f"{SMALL}<p>After</p>", grid=0)


def test_a_table_at_the_head_of_a_page_begins_there(lay: Lay) -> None:
    style = ".a { page: a } .b { page: b } @page a {} @page b {}"
    found = lines_of(lay, f"<section class=a><p>Before</p></section><section class=b>{SMALL}</section>", style=style)
    assert ("table", 0) in found

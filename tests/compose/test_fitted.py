# SPDX-License-Identifier: AGPL-3.0-or-later
"""Tables get a frame, roles and labels, nothing else of a part changes, and their room grows with their words."""

from __future__ import annotations

import re
from html import escape

from hypothesis import given
from hypothesis import strategies as st
from lxml import html as loose

from octavo.compose.fitted import ROOMS, fit_tables

TABLE = (
    '<table class="data" data-key="d"><caption>Lamps</caption><thead><tr><th scope="col">Quay</th>'
    '<th scope="col">Height &amp; <i>light</i></th><th scope="col" class="numeric">Lamps'
    '<a class="noteref" href="#n1">1</a></th></tr></thead>'
    '<tbody><tr data-key="d#1"><th scope="row">North</th><td>low</td><td class="numeric">1,887</td></tr></tbody>'
    "</table>"
)
ADDED = re.compile(r'<div class="fits[^"]*">|</div>| (?:role|data-label)="[^"]*"')


def room(html: str) -> int:
    found = re.search(r"from-(\w+)", fit_tables(html))
    assert found
    return 1000 if found[1] == "never" else int(found[1])


def test_each_part_has_its_role_and_each_cell_its_label() -> None:
    tree = loose.fragment_fromstring(fit_tables(TABLE))
    roles = [(each.tag, each.get("role")) for each in tree.iter("thead", "tbody", "tr", "th", "td")]
    assert roles == [
        ("thead", "rowgroup"),
        ("tr", "row"),
        *[("th", "columnheader")] * 3,
        ("tbody", "rowgroup"),
        ("tr", "row"),
        ("th", "rowheader"),
        *[("td", "cell")] * 2,
    ]
    assert tree[0].get("role") == "table"
    assert [each.get("data-label") for each in tree.iter("td")] == ["Height & light", "Lamps"]
    assert [each.get("data-label") for each in tree.iter("th")] == [None, None, None, "Quay"]
    assert "labelled" in tree.get("class")


def test_nothing_but_that_is_added() -> None:
    part = f"<section><p>Before &amp; after</p>{TABLE}<p>x</p>{TABLE}</section>"
    assert ADDED.sub("", fit_tables(part)) == part
    assert fit_tables("<p>table</p>") == "<p>table</p>"


def test_two_columns_and_cells_that_span_need_no_label() -> None:
    two = "<table><thead><tr><th>A</th><th>B</th></tr></thead><tr><td>1</td><td>2</td></tr></table>"
    spanned = TABLE.replace("<td>low", '<td colspan="2">low')
    for table in (two, spanned):
        assert "data-label" not in fit_tables(table)
        assert "labelled" not in fit_tables(table)


def test_a_table_in_a_table_is_left_alone() -> None:
    nested = "<table><tr><td><table><tr><td>1</td></tr></table></td></tr></table>"
    assert 'class="fits' not in fit_tables(nested)


def test_a_role_that_a_template_gave_stays() -> None:
    assert fit_tables('<table role="presentation"><tr><td role="none">1</td></tr></table>').count("role=") == 3


def cells(*rows: list[str]) -> str:
    return "<table>" + "".join(f"<tr>{''.join(f'<td>{escape(c)}</td>' for c in row)}</tr>" for row in rows) + "</table>"


words = st.text("abcdefghij", min_size=1, max_size=30)


@given(st.lists(words, min_size=1, max_size=6), words)
def test_more_or_longer_words_never_need_less_room(row: list[str], more: str) -> None:
    assert room(cells(row)) <= room(cells([*row, more]))
    assert room(cells(row)) <= room(cells([row[0] + more, *row[1:]]))
    assert room(cells(row)) <= room(cells(row, [more] * len(row)))


def test_what_no_column_holds_never_stands_in_columns() -> None:
    assert room(cells(["x" * 200])) == 1000
    assert room(cells(["x"])) == ROOMS[0]
    figures = '<table><tr><td class="number">about 1,275 or more than that</td><td>x</td></tr></table>'
    assert room(figures) > room(figures.replace(' class="number"', "")), "figures stay on one line"

# SPDX-License-Identifier: AGPL-3.0-or-later
"""Patterns of items: their HTML, and the pieces of text in them as a browser would collapse their spaces."""

from __future__ import annotations

import pytest

from octavo.model.matter import FIELD, LongRoll
from octavo.render.roll.items import Item, RollItems, Run, item_html, shapes_of

KEY, NAME, YEARS = (chr(FIELD + number) for number in range(3))


def test_a_pattern_is_filled_with_escaped_fields() -> None:
    roll = LongRoll(
        "x", (f'<li data-key="{KEY}" title="{NAME}">{NAME} ({YEARS})</li>',), "0\tnames/x.csv#1\tA & <b>\t1"
    )
    (item,), (shape,) = RollItems(roll), shapes_of(roll)
    assert item_html(shape, item) == '<li data-key="names/x.csv#1" title="A &amp; &lt;b&gt;">A &amp; &lt;b&gt; (1)</li>'
    assert (item.key, item.name) == ("names/x.csv#1", "A & <b>")


def test_runs_are_parted_by_element_and_spaces_collapse() -> None:
    (shape,) = shapes_of(LongRoll("x", (f"<li>\n  {NAME} <i class='y z'> {YEARS}&#x2060; </i> </li>",), ""))
    assert shape.runs == (Run(("li",), (1, " ")), Run(("li", "i.y.z"), (2, "\u2060")))
    assert "".join(run.text(("", "Tabo", "1907")) for run in shape.runs) == "Tabo 1907\u2060"


def test_signs_of_lines_in_a_name_end_no_row() -> None:
    rows = "0\tk\tA\u2028B\x85C\n0\tl\tD"
    assert tuple(RollItems(LongRoll("x", (f"<li>{NAME}</li>",), rows))) == (
        Item(0, ("k", "A\u2028B\x85C")),
        Item(0, ("l", "D")),
    )


def test_what_is_no_element_is_refused() -> None:
    with pytest.raises(ValueError, match="no element"):
        shapes_of(LongRoll("x", ("<li>",), ""))

# SPDX-License-Identifier: AGPL-3.0-or-later
"""A report says where things are in the author's files, and stays the same while nothing changes."""

from __future__ import annotations

import pytest

from octavo.diagnostics.problem import Place, problem
from octavo.pipeline.report import located

LINES = {
    "facts/statistics.yaml#killed": ["facts/statistics.yaml", 12, 5],
    "text/01.md#3": ["text/01.md", 9, 1],
    "facts/statistics.yaml": ["facts/statistics.yaml", 1, 1],
}


@pytest.mark.parametrize(
    ("place", "shown"),
    [
        (Place("text/01.md", key="text/01.md#3"), "content/book/text/01.md:9:1"),
        (Place(key="facts/statistics.yaml#killed.figure.value"), "content/book/facts/statistics.yaml:12:5"),
        (Place(key="facts/statistics.yaml#gone"), "content/book/facts/statistics.yaml:1:1"),
        (Place("text/02.md", 4, 2, "text/02.md#1"), "content/book/text/02.md:4:2"),
        (Place("text/unknown.md", key="text/unknown.md#7"), "content/book/text/unknown.md"),
        (Place("templates/front/title.html", 3), "templates/front/title.html:3"),
        (Place(), ""),
    ],
)
def test_a_problem_is_shown_where_its_key_stands(place: Place, shown: str) -> None:
    (found,) = located([problem("S105", place, name="x")], LINES, "content/book")
    assert str(found.place) == shown

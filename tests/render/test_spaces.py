# SPDX-License-Identifier: AGPL-3.0-or-later
"""A space moves into the inline element after it, and no text changes."""

from __future__ import annotations

from xml.etree import ElementTree

import pytest

from octavo.render.spaces import move_spaces


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("<p>ا <b>ب</b> ت</p>", "<p>ا<b> ب</b> ت</p>"),
        ("<p>ا <b>ب</b> <i>ت</i></p>", "<p>ا<b> ب</b> <i>ت</i></p>"),
        ("<p>ا <b>ب</b> x <i>ت</i></p>", "<p>ا<b> ب</b> x<i> ت</i></p>"),
        ("<p>ا <b>sand</b> ت</p>", "<p>ا <b>sand</b> ت</p>"),
        ('<p>ا <span class="footnote">ب</span></p>', '<p>ا <span class="footnote">ب</span></p>'),
        ("<p> <b>ب</b></p>", "<p> <b>ب</b></p>"),
        ("<div>a <p>c</p></div>", "<div>a <p>c</p></div>"),
    ],
)
def test_a_space_moves(before: str, after: str) -> None:
    tree = ElementTree.fromstring(before)
    said = "".join(tree.itertext())
    move_spaces(tree)
    assert ElementTree.tostring(tree, encoding="unicode") == after
    assert "".join(tree.itertext()) == said

# SPDX-License-Identifier: AGPL-3.0-or-later
"""What stays on one line: short forms of sources, the last words of a paragraph, symbols of documents."""

from __future__ import annotations

import pytest

from octavo.compose.tree import no_short_last_line, on_one_line
from octavo.model.blocks import Inline, plain
from tests.compose.sample_texts import t


@pytest.mark.parametrize(
    ("short", "wanted"),
    [
        ("Harbour Log 1887", "Harbour~Log~1887"),
        ("Guild", "Guild"),
        ("The Example Gazette of Sampleton 1950", "The Example Gazette of Sampleton~1950"),
    ],
)
def test_a_short_form_keeps_its_year(short: str, wanted: str) -> None:
    assert on_one_line(short) == wanted.replace("~", "\N{NO-BREAK SPACE}")


def test_a_last_word_behind_a_figure_does_not_stand_alone() -> None:
    value = Inline("value", "613", {"name": "killed"})
    runs = (t("The commission of the year before wrote that there were at least "), value, t(" dead."))
    assert plain(no_short_last_line(runs)).endswith("613\N{NO-BREAK SPACE}dead.")

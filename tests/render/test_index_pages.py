# SPDX-License-Identifier: AGPL-3.0-or-later
"""An index names each page once in an entry, and pages one after another as a range."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from octavo.diagnostics.problem import Outcome
from octavo.model.document import Document
from octavo.render.boxes import text_of, walk
from octavo.render.index_pages import page_texts
from octavo.render.layout import Layout
from tests.render.samples import document

INDEX = """<div class="terms" data-between=", " data-range="–"><ul>
<li><span>Fog</span>{fog}</li><li><span>Lamp</span><a class="page" href="#x2"></a></li></ul></div>"""
STYLE = "section + section { break-before: page } .page::after { content: target-counter(attr(href), page) }"


@pytest.mark.parametrize(
    ("pages", "shown"),
    [
        ([7, 9, 13, 13, 15], ["7", "9", "13", "", "15"]),
        ([12, 13], ["12", "13"]),
        ([12, 13, 13, 14, 20], ["12", "", "", "–14", "20"]),
        ([3, 3], ["3", ""]),
        ([], []),
    ],
)
def test_what_the_links_of_an_entry_show(pages: list[int], shown: list[str]) -> None:
    assert page_texts(pages, "", "–", str) == shown


@pytest.mark.parametrize("first", [False, True])
def test_an_index_names_a_page_once(lay: Callable[[Document], Outcome[Layout]], first: bool) -> None:
    """Before the text as well, where pages become known after the index was laid out."""
    places = [1, 1, 2, 4, 5, 6]
    sections = "".join(
        f"<section>Text.{''.join(f'<i id=x{at}>a</i>' for at, place in enumerate(places) if place == number)}</section>"
        for number in range(1, 7)
    )
    links = "".join(f'<a class="page" href="#x{at}"></a>' for at in range(len(places)))
    index = f"<section>{INDEX.format(fog=links)}</section>"
    outcome = lay(document(index + sections if first else sections + index, style=STYLE))
    assert outcome.problems == ()
    entries = [text_of(node) for each in outcome.unwrap().pages for node in walk(each.body) if node.tag == "li"]
    shown = "Fog, 2, 3, 5–7" if first else "Fog, 1, 2, 4–6"
    silent = [link for each in outcome.unwrap().rendered.pages for link in each.links if link[2][0] == link[2][2]]
    assert silent == []
    assert list(dict.fromkeys(entry.lstrip("•– ") for entry in entries)) == [shown, f"Lamp, {3 if first else 2}"]

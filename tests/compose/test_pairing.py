# SPDX-License-Identifier: AGPL-3.0-or-later
"""Two trees of one page put side by side: what becomes a pair, what holds both, and what stands once."""

from __future__ import annotations

from typing import Any

import pytest
from lxml import etree

from octavo.compose.pairing import Pairing
from octavo.compose.pairing_tree import Tongue


def joined(mine: str, theirs: str, kind: str = "chapter", xml: bool = False) -> str:
    """Return the content of a part in two languages."""
    first, second = (part(inner, kind) for inner in (mine, theirs))
    Pairing(Tongue("en", "ltr", xml)).join(first, second)
    inside = "".join(etree.tostring(each, encoding="unicode") for each in first)
    return inside.replace("\n", "")


def part(inner: str, kind: str) -> Any:
    return etree.fromstring(f'<section class="part page-{kind}">{inner}</section>')


PAIR = '<div class="pair pair-p"><div class="one">{}</div><div class="two" lang="en" dir="ltr">{}</div></div>'


def test_a_paragraph_stands_beside_the_same_paragraph() -> None:
    made = joined(
        '<p data-key="a#1">Bir</p><p data-key="a#2">İki</p>', '<p data-key="a#1">One</p><p data-key="a#2">Two</p>'
    )
    assert made == "".join((
        PAIR.format('<p data-key="a#1">Bir</p>', '<p data-key="a#1@en">One</p>'),
        PAIR.format('<p data-key="a#2">İki</p>', '<p data-key="a#2@en">Two</p>'),
    ))  # fmt: skip


def test_outside_running_text_one_follows_the_other() -> None:
    made = joined("<p>Bir</p>", "<p>One</p>", kind="title")
    assert made == '<p>Bir</p><p class="two" lang="en" dir="ltr">One</p>'


@pytest.mark.parametrize("block", ["<p>1992</p>", '<p><img alt="x" src="y"/></p>', "<pre>a b</pre>", "<hr/>"])
def test_what_says_the_same_stands_once(block: str) -> None:
    assert joined(block, block) == block


def test_a_picture_is_described_in_both_languages() -> None:
    made = joined('<figure><img alt="dəniz"/></figure>', '<figure><img alt="sea"/></figure>')
    assert made == '<figure><img alt="dəniz / sea"/></figure>'


def test_the_heading_of_a_part_is_one_and_those_in_it_are_two() -> None:
    title = joined(
        '<h1 class="part-title" data-label="Şəhər">Şəhər</h1>', '<h1 class="part-title" data-label="Town">Town</h1>'
    )
    assert 'data-label="Şəhər / Town">Şəhər<br/><span class="two" lang="en" dir="ltr">Town</span></h1>' in title
    inner = joined('<h2 id="h">Gecə</h2>', '<h2 id="h">Night</h2>')
    assert '<h2 id="h">' in inner
    assert '<h2 id="h-en">' in inner
    assert "pair-heading" in inner


def test_cells_hold_both_and_numbers_once() -> None:
    made = joined(
        "<table><tr><th>Mənbə</th><td>613</td></tr></table>", "<table><tr><th>Source</th><td>613</td></tr></table>"
    )
    assert "<td>613</td>" in made
    assert '<th>Mənbə<br/><span class="two" lang="en" dir="ltr">Source</span></th>' in made


def test_rows_go_by_what_they_are_of_for_every_alphabet_has_its_own_order() -> None:
    mine = '<ul class="roll"><li data-key="n#2">Çinar</li><li data-key="n#1">Anar</li></ul>'
    theirs = '<ul class="roll"><li data-key="n#1">Anar</li><li data-key="n#2">Chinar</li></ul>'
    made = joined(mine, theirs)
    assert 'Çinar<br/><span class="two" lang="en" dir="ltr">Chinar</span></li>' in made
    assert made.count("Anar") == 1


def test_a_source_is_listed_once_with_what_is_said_of_it_in_both() -> None:
    entry = (
        '<ul class="sources"><li id="s"><span class="short">HRW 1994</span>. <span class="about">{}</span></li></ul>'
    )
    made = joined(entry.format("hesabat"), entry.format("report"), kind="sources")
    assert made.count("HRW 1994") == 1
    assert 'hesabat / <span class="two" lang="en" dir="ltr">report</span>' in made


def test_an_index_of_each_language_stands_whole() -> None:
    terms = '<div class="terms"><ul class="letter"><li>{}</li></ul></div>'
    made = joined(terms.format("gəmi"), terms.format("ship"), kind="index")
    assert made == terms.format("gəmi") + terms.format("ship").replace('"terms"', '"two terms" lang="en" dir="ltr"')


def test_an_entry_of_the_contents_has_one_link_in_an_e_book() -> None:
    line = '<nav><ol><li><a href="#t">{}</a></li></ol></nav>'
    book = joined(line.format("Şəhər"), line.format("Town"), kind="contents", xml=True)
    assert book.count("<a ") == 1
    assert "Şəhər / <span" in book
    assert joined(line.format("Şəhər"), line.format("Town"), kind="contents").count("<a ") == 2


def test_what_one_language_lacks_stands_alone() -> None:
    made = joined("<p>Bir</p>", '<p>One</p><p class="own">Translated by Anna Example</p>', kind="imprint")
    assert '<p class="two own" lang="en" dir="ltr">Translated by Anna Example</p>' in made


def test_text_beside_blocks_is_not_lost() -> None:
    item = "<table><tr><td>{} <p>{}</p></td></tr></table>"
    made = joined(item.format("bir", "iki"), item.format("one", "two"))
    assert all(word in made for word in ("bir", "iki", "one", "two"))

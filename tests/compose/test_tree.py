# SPDX-License-Identifier: AGPL-3.0-or-later
"""What stays on one line: short forms of sources, last words of a paragraph, symbols; how a sentence begins."""

from __future__ import annotations

import re

import pytest

from octavo.compose.tree import (
    breakable,
    no_short_last_line,
    on_one_line,
    sentence,
    set_for_print,
    set_isolates,
    whole_symbols,
)
from octavo.model.blocks import Block, BlockKind, Inline, plain
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


def test_last_words_are_bound_by_spaces_alone() -> None:
    text = "The commission wrote a year later that nobody had asked the people, and that they knew."
    runs = no_short_last_line((t(text), Inline("note", attrs={"id": "n1"})))
    assert [run.kind for run in runs] == ["text", "note"]
    assert plain(runs).endswith("that they\N{NO-BREAK SPACE}knew.")


def test_the_last_word_of_a_paragraph_is_kept_from_hyphenation_and_that_of_a_heading_is_not_marked() -> None:
    words = (t("The commission wrote a year later that nobody had asked the people about any commemoration."),)
    kinds: tuple[BlockKind, ...] = ("paragraph", "heading")
    paragraph, heading = set_for_print(tuple(Block(kind, inline=words) for kind in kinds))
    assert plain(paragraph.inline).endswith("commemoration.\N{WORD JOINER}")
    assert plain(heading.inline).endswith("commemoration.")


def test_a_mark_before_the_full_stop_does_not_let_the_last_word_go() -> None:
    text = "Nobody in the town had asked the people, and the nights of that week it was"
    runs = no_short_last_line((t(text), Inline("note", attrs={"id": "n1"}), t(".")))
    assert plain(runs[:1]).endswith("week it was".replace(" ", "\N{NO-BREAK SPACE}"))


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("Letter A/59/713, and S/23628.", ["A/59/713", "S/23628"]),
        ("Resolution A/RES/48/114 (1993)", ["A/RES/48/114"]),
        ("written c/o the guild", ["c/o"]),
        ("Human Rights Watch/Helsinki, 25/26 February <and> more", ["25/26"]),
    ],
)
def test_a_symbol_of_a_document_stays_whole(text: str, kept: list[str]) -> None:
    shown = whole_symbols(text)
    assert re.findall(r'<span class="unbroken">(.*?)</span>', shown) == kept
    assert shown.striptags() == text


def test_the_name_of_a_site_stays_whole() -> None:
    assert breakable("lamps.example.org") == "lamps.example.org"
    assert breakable("https://example.org/fog") == "https://\u200bexample\u200b.org/\u200bfog"


def test_an_isolated_phrase_of_the_other_direction_is_an_element() -> None:
    shown = set_isolates("نحو \u2068٢٠٠\u2069 (\u2068Log & 1888°\u2069)", "rtl")
    assert shown == 'نحو \u2068٢٠٠\u2069 (<span dir="ltr" class="foreign">Log &amp; 1888°</span>)'
    assert set_isolates("\u2068Log 1888\u2069", "ltr") == "\u2068Log 1888\u2069"


@pytest.mark.parametrize(
    ("text", "set_"),
    [
        ("1993-cü ildə", "1993\u2060-\u2060cü ildə"),
        ("-da saat birdə", "\u2060-\u2060da saat birdə"),
        ("pages 19-24", "pages 19-24"),
        ("well-known", "well-known"),
    ],
)
def test_a_suffix_stays_with_its_figure(text: str, set_: str) -> None:
    (block,) = set_for_print((Block("cell", inline=(t(text),)),))
    assert plain(block.inline) == set_


@pytest.mark.parametrize(
    ("text", "language", "begun"),
    [
        ("manuscript", "en", "Manuscript"),
        ("il yazması", "tr", "İl yazması"),
        ("рукопись", "ru", "Рукопись"),
        ("ხელნაწერი", "ka", "ხელნაწერი"),
        ("", "en", ""),
    ],
)
def test_a_sentence_begins_as_its_language_begins_one(text: str, language: str, begun: str) -> None:
    assert sentence(text, language) == begun

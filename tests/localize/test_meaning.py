# SPDX-License-Identifier: AGPL-3.0-or-later
"""Which changes leave what is said alone: the rule is asked about pairs, and doubts make a translation stale."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from octavo.localize.meaning import change_of, rename_in, vocabulary, what_changed, word_difference
from octavo.localize.spelling import distance

ELSEWHERE = ("The town of Sampleton received the Sampleton Gazette.", "{killed.people} of Sampleton. {killed.people}")
BEFORE = ("{dead.people} of Sampleton.",)

TYPOGRAPHIC = [
    ("We recieve teh booklet", "We receive the booklet"),
    ("the townwas burning", "the town was burning"),
    ("the the town", "the town"),
    ("of Samplten, at night", "of Sampleton, at night"),
    ("a, b and c", "a, b, and c"),
    ("He said “so”.", "He said «so»."),
    ("It was -- so far", "It was – so far"),
    ("in 1992-1994", "in 1992–1994"),
    ("They waited...", "They waited…"),
    ("two  spaces", "two spaces"),
    ("the Townspeople left", "the townspeople left"),
    ("the colour of harbours", "the color of harbors"),
    ("organised by men", "organized by men"),
    ("a cafe there", "a café there"),
    ("well known men", "well-known men"),
    ("the town’s people", "the town's people"),
    ("an hospial bed\\\nthere", "an hospital bed\\\nthere"),
]
WORDING = [
    ("He was armed", "He was unarmed"),
    ("They could go", "They would go"),
    ("They did go", "They did not go"),
    ("It was nto so", "It was not so"),
    ("They were free.", "Were they free?"),
    ("They were free", "They were free?"),
    ("the killing of men", "the “killing” of men"),
    ("he said ‘no’ to it", "he said no to it"),
    ("613 people", "614 people"),
    ("about six people", "about sixty people"),
    ("fourty people", "forty people"),
    ("*all* were there", "all were *there*"),
    ("Gasimov came", "Kasimov came"),
    ("Samplehill burned", "Examplehill burned"),
    ("of us all", "of US all"),
    ("every one left", "everyone left"),
    ("they were interned", "they were interred"),
    ("not not there", "not there"),
    ("[a](#x) and b", "a and b"),
    ("a claim", "a claim [@source]"),
    ("the man left", "the men left"),
    ("in the east", "in the west"),
    ("They resign now", "They re-sign now"),
    ("`code` here", "`core` here"),
    ("[x]{lang=az} y", "[x]{lang=tr} y"),
    ("It cost 5 %", "It cost 5"),
]
RENAMED = [
    ("{dead.people} died", "{killed.people} died", "{dead.people.gen} t", "{killed.people.gen} t"),
    ("so [@hrw, p. 3]", "so [@hrw1992, p. 3]", "t [@hrw, p. 3]", "t [@hrw1992, p. 3]"),
    ("so[^one].", "so[^first].", "t[^one].", "t[^first]."),
    ("see [it](#a) and [her](#b)", "see [it](#b) and [her](#a)", "[u](#b) [t](#a)", "[u](#a) [t](#b)"),
    ("at <https://a.example/x>", "at <https://b.example/x>", "<https://a.example/x> t", "<https://b.example/x> t"),
]


def kind(old: str, new: str, tag: str = "en") -> str:
    return change_of(old, new, vocabulary([old, *BEFORE], [new, *ELSEWHERE], tag)).kind


@pytest.mark.parametrize(("old", "new"), TYPOGRAPHIC)
def test_writing_alone(old: str, new: str) -> None:
    assert kind(old, new) == "typographic"


@pytest.mark.parametrize(("old", "new"), WORDING)
def test_what_is_said(old: str, new: str) -> None:
    assert kind(old, new) == "wording"


@pytest.mark.parametrize(("old", "new", "then", "now"), RENAMED)
def test_names_alone(old: str, new: str, then: str, now: str) -> None:
    change = change_of(old, new, vocabulary([old, *BEFORE], [new, *ELSEWHERE]))
    assert change.kind == "renamed"
    assert rename_in(then, old, change) == now
    assert rename_in("t", old, change) is None, "the translation lacks what was renamed"


def test_a_citation_of_another_page_is_another_citation() -> None:
    assert kind("so [@hrw, p. 3]", "so [@hrw, p. 4]") == "wording"


@pytest.mark.parametrize(
    ("tag", "old", "new", "expected"),
    [
        ("de", "Sie hatten Ausweisse dabei", "Sie hatten Ausweise dabei", "typographic"),
        ("de", "Es war schon dort", "Es war schön dort", "wording"),
        ("fr", "il a parlé", "il à parlé", "wording"),
        ("az", "Sampleton qəzteti", "Sampleton qəzeti", "wording"),
        ("az", "Of Sampelton here", "Of Sampleton here", "typographic"),
        ("hi", "नमस्ते दुनिया", "नमस्ते दुनियाँ", "wording"),
    ],
)
def test_other_languages_of_the_source(tag: str, old: str, new: str, expected: str) -> None:
    assert kind(old, new, tag) == expected


def test_a_person_is_told_what_changed() -> None:
    assert word_difference("The ferry sank at night", "The ferry was sunk at night") == (
        "The ferry [-sank-] {+was sunk+} at night"
    )
    assert what_changed("about 6 men left", "about 7 men left") == "reworded: a number"
    assert what_changed("men left", "men never left") == "reworded: words (never)"
    assert what_changed("men left", "men *left*") == "reworded: emphasis, quotation or question"
    assert what_changed("men left [@a]", "men left") == "reworded: placeholders, citations or links"


LETTERS = st.text("abc", max_size=6)


@given(LETTERS, LETTERS, LETTERS)
def test_distance_is_symmetric_and_zero_for_the_same(a: str, b: str, c: str) -> None:
    assert distance(a, b) == distance(b, a)
    assert (distance(a, b) == 0) == (a == b)
    assert distance(a + c, b + c) <= distance(a, b)


TEXTS = st.text(st.sampled_from("ab{}.[]@#()*\"'‘”1 –,?"), max_size=30)


@given(TEXTS, TEXTS)
def test_any_two_texts_can_be_compared(a: str, b: str) -> None:
    change = change_of(a, b, vocabulary([a], [b]))
    assert (change.kind == "same") == (a == b)
    assert change_of(a, a, vocabulary([a], [a])).kind == "same"
    if change.kind == "typographic":
        assert [sign for sign in a if sign.isdigit()] == [sign for sign in b if sign.isdigit()]
        for sign in "*?@#":
            assert a.count(sign) == b.count(sign)

# SPDX-License-Identifier: AGPL-3.0-or-later
"""Languages: CLDR's word, the house's, the publication's, and what is wrong with what they say."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from octavo.localize.language import house_tags, language_from_cldr, read_language
from tests.localize.samples import HOUSE, HOUSE_TAGS, language


@pytest.mark.parametrize("tag", HOUSE_TAGS)
def test_a_house_file_is_read_without_a_problem(tag: str) -> None:
    assert language(tag).tag == tag


def test_the_publication_s_word_wins_key_by_key() -> None:
    own = b"digits: latn\nnouns:\n  people:\n    gen: {other: '{n} x'}\n"
    ar = read_language("ar", (HOUSE / "ar.yaml").read_bytes(), own).unwrap()
    assert (ar.digits, ar.counter_style, ar.direction) == ("latn", "arabic-indic", "rtl")
    assert ar.nouns["people"]["gen"].other == "{n} x"


def test_without_a_file_a_language_is_cldr_s() -> None:
    sr = language_from_cldr("sr-Latn")
    assert (sr.script, sr.direction, sr.plurals.partition(";")[0]) == ("Latn", "ltr", "nplurals=3")
    assert language_from_cldr("az-Arab").direction == "rtl"
    assert language_from_cldr("ur").hyphenation == ""


def test_a_language_that_cldr_does_not_know_is_described_by_its_own_file() -> None:
    assert read_language("tly").problems[0].code == "L202"
    own = "name: Tolışi\nplurals: nplurals=2; plural=(n > 1);\n".encode()
    assert read_language("tly", None, own).unwrap().name == "Tolışi"


@pytest.mark.parametrize(
    ("tag", "meant"), [("gr", "“el” (Greek)"), ("greek", "“el” (Greek)"), ("azeri", ""), ("q-1", "")]
)
def test_an_unknown_tag_gives_the_one_that_was_meant(tag: str, meant: str) -> None:
    outcome = read_language(tag)
    assert outcome.value is None
    assert outcome.problems[0].code == "L201"
    assert meant in str(outcome.problems[0])


@pytest.mark.parametrize(
    ("own", "code", "line"),
    [
        ("colour: red", "L204", 1),
        ("name: x\njustfy: true", "L204", 2),
        ("size: big", "L205", 1),
        ("direction: up", "L205", 1),
        ("plurals: n != 1", "L206", 1),
        ("digits: roman", "L207", 1),
        ("patterns:\n  yMMMMd: d MMMM y\n  foo: d", "L208", 3),
        ("patterns:\n  yMMMMd: bbb", "L208", 2),
        ("patterns:\n  yMMMMd/d: d MMMM y", "L208", 2),
        ("patterns:\n  yMMMMd: d MMMM y'-{ord}'", "L208", 2),
        ("alphabet: a b a", "L209", 1),
        ("range_pattern: '{0}'", "L210", 1),
        ("nouns:\n  people:\n    gen: {one: '{n} x', other: 'x'}", "L212", 3),
        ("nouns:\n  people:\n    poss: {other: '{n}-{poss}'}", "L214", 3),
        ("nouns:\n  people:\n    gen: {one: '{n} x'}", "L205", 3),
        ("name: x\nscript: a\u202eb", "L312", 2),
        ("name: [", "L203", 1),
        ("- name", "L203", 1),
        ("name: &a x\nscript: *a", "L203", 1),
        ("name: x\nname: y", "L203", 2),
    ],
)
def test_what_is_wrong_is_said_at_its_line(own: str, code: str, line: int) -> None:
    outcome = read_language("en", None, own.encode())
    assert outcome.value is None
    assert [(each.code, each.place.file, each.place.line) for each in outcome.problems] == [
        (code, "locale/en/locale.yaml", line)
    ]


def test_all_problems_come_at_once() -> None:
    outcome = read_language("en", b"digits: arabic", b"alphabet: a a\nplurals: x\n")
    assert {each.code for each in outcome.problems} == {"L206", "L207", "L209"}


@given(st.binary(max_size=200) | st.text(alphabet="abc: {}[]-&*!|>'\"\n\t#%@0", max_size=60).map(str.encode))
def test_a_broken_file_gives_problems_never_an_exception(data: bytes) -> None:
    outcome = read_language("az", None, data)
    assert outcome.value is not None or outcome.problems


def test_the_house_is_asked_for_the_nearest_tag_of_the_same_script() -> None:
    assert house_tags("az-Latn-AZ") == ("az-Latn-AZ", "az-Latn", "az")
    assert house_tags("az-Arab") == ("az-Arab",)
    assert house_tags("pt-BR") == ("pt-BR", "pt")
    assert house_tags("zh-TW") == ("zh-TW", "zh-Hant")
    assert house_tags("zh") == ("zh", "zh-Hans")
    assert house_tags("zh-Hans-CN") == ("zh-Hans-CN", "zh-Hans", "zh")

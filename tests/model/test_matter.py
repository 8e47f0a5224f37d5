# SPDX-License-Identifier: AGPL-3.0-or-later
"""Patterns of long rolls: what is a field in them, and what is a letter, be it never so private."""

from __future__ import annotations

from html import escape

from hypothesis import example, given
from hypothesis import strategies as st

from octavo.model.matter import FIELD, FIELDS, filled, pieces

A, B = chr(FIELD), chr(FIELD + 1)
PRIVATE = "\ue000\ue001\uf8ff\U000f0000\U00100000"
TEXTS = st.text(st.one_of(st.characters(codec="utf-8"), st.sampled_from([*PRIVATE, A, B, chr(FIELD + FIELDS)])))


def test_fields_are_written_and_the_pattern_is_not() -> None:
    assert filled(f"<b>{A}</b>{B}{A}", ["<", "&"], escape) == "<b>&lt;</b>&amp;&lt;"
    assert pieces(f"<b>{A}</b>{B}{A}") == ("<b>", 0, "</b>", 1, 0)


def test_private_letters_of_a_font_are_text() -> None:
    assert pieces(PRIVATE) == (PRIVATE,)
    assert filled(f"{PRIVATE} {A}", [PRIVATE]) == f"{PRIVATE} {PRIVATE}"


def test_a_sign_of_a_field_that_is_not_there_is_text() -> None:
    last, beyond = chr(FIELD + FIELDS - 1), chr(FIELD + FIELDS)
    assert pieces(last + beyond) == (FIELDS - 1, beyond)
    assert filled(A + last + beyond, [B]) == B + last + beyond


@given(TEXTS, st.lists(TEXTS, max_size=3))
@example(f"{A}{B}", [B, A])
def test_what_is_filled_is_as_put_in_letter_by_letter(pattern: str, fields: list[str]) -> None:
    said = {chr(FIELD + number): text for number, text in enumerate(fields)}
    assert filled(pattern, fields) == "".join(said.get(sign, sign) for sign in pattern)

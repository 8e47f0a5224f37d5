# SPDX-License-Identifier: AGPL-3.0-or-later
"""Text files: UTF-8 in one normal form; every other encoding is a problem that names it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from octavo.load.decode import decode_text


def test_bom_line_ends_and_decomposed_letters_are_normalised() -> None:
    text, problems = decode_text(b"\xef\xbb\xbfS\xcc\xa7\r\na\rb\n", "a.md")
    assert text == "Ş\na\nb\n"
    assert not problems


@pytest.mark.parametrize(
    ("text", "encoding", "guess"),
    [
        ("Şirvan’ın güneyi, Iğdır", "cp1254", "windows-1254 (Turkish)"),
        ("Ходжалы, город в горах", "cp1251", "windows-1251 (Cyrillic)"),
        ("Übergröße, café", "cp1252", "windows-1252 (Western European)"),
        ("Zażółć gęślą jaźń", "cp1250", "windows-1250 (Central European)"),
        ("Ελλάδα και θάλασσα", "cp1253", "windows-1253 (Greek)"),
        ("plain", "utf-16", "UTF-16"),
        ("plain text", "utf-16-le", "UTF-16"),
        ("plain", "utf-32", "UTF-32"),
    ],
)
def test_another_encoding_is_named(text: str, encoding: str, guess: str) -> None:
    read, problems = decode_text(text.encode(encoding), "a.md")
    assert read is None
    assert [each.code for each in problems] == ["M003"]
    assert guess in problems[0].message


def test_the_place_is_that_of_the_first_wrong_byte() -> None:
    _, problems = decode_text("ab\ncdé\xff".encode("latin-1"), "a.md")
    assert str(problems[0].place) == "a.md:2:3"


@given(st.binary(max_size=50))
def test_any_bytes_are_a_text_or_a_problem(data: bytes) -> None:
    text, problems = decode_text(data, "a.md")
    assert (text is not None) or problems


@given(st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Zl", "Zp"]), max_size=30))
def test_normalising_twice_changes_nothing(text: str) -> None:
    once, _ = decode_text(text.encode(), "a.md")
    assert once is not None
    assert decode_text(once.encode(), "a.md")[0] == once

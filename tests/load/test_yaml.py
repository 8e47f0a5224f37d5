# SPDX-License-Identifier: AGPL-3.0-or-later
"""YAML with places: what authors write is read as YAML 1.2 means it, and nothing they write is an exception."""

from __future__ import annotations

import io
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from ruamel.yaml import YAML

from octavo.load.yaml_file import YamlFile, key_of, place_of, places, plain, read_yaml
from octavo.load.yaml_nodes import parse_yaml


def bomb() -> str:
    pairs = zip("bcdefgh", "abcdefg", strict=True)
    return "a: &a [1]\n" + "".join(f"{name}: &{name} [{', '.join([f'*{last}'] * 10)}]\n" for name, last in pairs)


def values(text: str) -> Any:
    node, problems = parse_yaml(text, "a.yaml")
    assert not problems
    assert node
    return plain(node)


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("no", "no"),
        ("on", "on"),
        ("yes", "yes"),
        ("true", True),
        ("False", False),
        ("~", None),
        ("", None),
        ("null", None),
        ("12", 12),
        ("-7", -7),
        ("0o14", "0o14"),
        ("1_000", "1_000"),
        ("1,000", "1,000"),
        ("1.5", 1.5),
        (".inf", ".inf"),
        ("1e3", 1000.0),
        ("2026-11-22", "2026-11-22"),
        ("12:30:45", "12:30:45"),
        ("9" * 5000, "9" * 5000),
        ('"12"', "12"),
        ("'a''b'", "a'b"),
        ("!!str 12", "12"),
        ("|\n  a\n  b", "a\nb\n"),
        (">-\n  a\n  b", "a b"),
    ],
)
def test_a_value_is_what_yaml_1_2_says(written: str, meant: object) -> None:
    assert values(f"key: {written}\n") == {"key": meant}


tree = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(10**6), 10**6)
    | st.text(st.characters(codec="utf-8", exclude_categories=["C"])),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text("abc", min_size=1), inner, max_size=4),
    max_leaves=20,
)


@given(st.dictionaries(st.text("abcxyz", min_size=1), tree, min_size=1, max_size=4))
def test_what_was_written_by_a_program_is_read_back(content: dict[str, Any]) -> None:
    out = io.StringIO()
    YAML(typ="safe", pure=True).dump(content, out)
    assert values(out.getvalue()) == content


@given(st.text(alphabet="ab: -[]{}&*!|>'\"%@`#,?\n\t\\0~<", max_size=80))
def test_a_broken_file_is_a_problem_and_never_an_exception(text: str) -> None:
    node, problems = parse_yaml(text, "a.yaml")
    assert node is None or node.line >= 1
    assert all(problem.place.line >= 1 for problem in problems)


@given(st.binary(max_size=60))
def test_any_bytes_are_a_file_or_a_problem(data: bytes) -> None:
    yaml, problems = read_yaml(data, "a.yaml")
    assert yaml or problems


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("a: 1\na: 2", "M012"),
        ("a:\n\tb: 1", "M011"),
        ("a: b: c", "M010"),
        ("a: 'b", "M010"),
        ("a: [1", "M010"),
        ("a: @b", "M010"),
        ("a: & b", "M010"),
        ('a: "\\q"', "M010"),
        ("a: *b", "M018"),
        ("a: &a [*a]", "M018"),
        ("<<: {}", "M014"),
        ("? [a]\n: 1", "M019"),
        ("a: !py b", "M015"),
        ("a\n---\nb", "M016"),
        ("a: " + "[" * 5000, "M017"),
        ("a: " + "{b: " * 5000, "M017"),
        ("- " * 5000, "M017"),
        (bomb(), "M013"),
    ],
)
def test_what_is_not_read_is_told(text: str, code: str) -> None:
    _, problems = parse_yaml(text, "a.yaml")
    assert problems[-1].code == code
    assert all(each.hints for each in problems)


def test_an_alias_that_stays_small_is_read() -> None:
    assert values("a: &a [1, 2]\nb: [*a, *a]") == {"a": [1, 2], "b": [[1, 2], [1, 2]]}


def ledger() -> YamlFile:
    text = b"groups:\n  - {id: g, title: G}\nsources:\n  - id: s\n    title: T\n"
    yaml, problems = read_yaml(text, "facts/sources.yaml")
    assert yaml
    assert not problems
    return yaml


def test_items_are_known_by_id_and_not_by_number() -> None:
    yaml = ledger()
    assert key_of(yaml, ("sources", 0, "title")) == "facts/sources.yaml#s.title"
    assert key_of(yaml, ("groups", 0, "title")) == "facts/sources.yaml#groups.g.title"
    assert key_of(yaml, ("sources",)) == "facts/sources.yaml#sources"
    assert places(yaml)["facts/sources.yaml#s.title"] == ("facts/sources.yaml", 5, 12)


def test_a_place_is_that_of_the_nearest_value() -> None:
    place = place_of(ledger(), ("sources", 0, "year"))
    assert str(place) == "facts/sources.yaml:4:5"
    assert place.key == "facts/sources.yaml#s.year"

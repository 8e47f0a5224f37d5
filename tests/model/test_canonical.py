# SPDX-License-Identifier: AGPL-3.0-or-later
"""Values between steps come back as they were, in an order that is content too."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from octavo.model.blocks import Block, Inline
from octavo.model.canonical import decode, digest, encode
from octavo.model.data import Table

texts = st.text(max_size=20)
inlines = st.builds(Inline, st.sampled_from(["text", "emphasis"]), texts, st.dictionaries(texts, texts, max_size=3))
blocks = st.builds(
    Block, st.just("paragraph"), texts, texts, st.dictionaries(texts, texts), st.tuples(inlines, inlines)
)


@given(block=blocks)
def test_a_tree_comes_back(block: Block) -> None:
    data = encode(block)
    assert decode(Block, data) == block
    assert encode(decode(Block, data)) == data


def test_the_order_of_columns_is_kept() -> None:
    table = Table.model_validate({"columns": {"term": {}, "definition": {}, "a": {}}})
    assert list(decode(Table, encode(table)).columns) == ["term", "definition", "a"]


@pytest.mark.parametrize(("one", "other"), [(("ab", "c"), ("a", "bc")), (("a", ""), ("", "a")), (("a",), ("a", ""))])
def test_parts_are_told_apart(one: tuple[str, ...], other: tuple[str, ...]) -> None:
    assert digest(*one) != digest(*other)
    assert digest(*one) == digest(*one)

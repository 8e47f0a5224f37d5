# SPDX-License-Identifier: AGPL-3.0-or-later
"""Blocks in columns: none lost, none twice, none beyond the foot, no heading away from what it heads."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from octavo.render.roll.paging import Block, fill_pages

HEIGHT = 100.0
BLOCKS = st.lists(
    st.builds(Block, st.sampled_from([10.0, 20.0, 30.0]), st.sampled_from([0.0, 10.0]), st.booleans()), max_size=120
)


@given(BLOCKS, st.integers(1, 4))
def test_every_block_stands_once_in_order(blocks: list[Block], columns: int) -> None:
    paged = fill_pages(blocks, 0, columns, HEIGHT)
    assert [placed.block for page in paged.pages for placed in page] == list(range(paged.end))
    for page in paged.pages:
        assert [placed.column for placed in page] == sorted(placed.column for placed in page)
        assert {placed.column for placed in page} == set(range(columns))


@given(BLOCKS, st.integers(1, 3))
def test_columns_are_full_and_end_above_the_foot(blocks: list[Block], columns: int) -> None:
    paged = fill_pages(blocks, 0, columns, HEIGHT)
    starts = [page[0].block for page in paged.pages]
    for page in paged.pages:
        for column in range(columns):
            of_column = [placed for placed in page if placed.column == column]
            assert of_column[0].top == 0
            last = of_column[-1]
            alone = all(blocks[placed.block].keeps for placed in of_column[:-1])
            assert last.top + blocks[last.block].height <= HEIGHT or alone
            assert alone or not blocks[last.block].keeps or last.block + 1 == len(blocks)
            for before, after in pairwise(of_column):
                assert after.top == before.top + blocks[before.block].height + blocks[after.block].above
    assert starts == sorted(starts)


@given(BLOCKS, st.integers(0, 40))
def test_where_it_starts_is_all_that_earlier_blocks_decide(blocks: list[Block], start: int) -> None:
    start = min(start, len(blocks))
    late, own = fill_pages(blocks, start, 2, HEIGHT), fill_pages(blocks[start:], 0, 2, HEIGHT)
    assert late.end == own.end + start
    assert [[placed._replace(block=placed.block - start) for placed in page] for page in late.pages] == [
        *map(list, own.pages)
    ]


def test_the_last_page_is_left() -> None:
    paged = fill_pages([Block(10, 0)] * 45, 0, 2, HEIGHT)
    assert (len(paged.pages), paged.end) == (2, 40)
    assert fill_pages([Block(10, 0)] * 20, 0, 2, HEIGHT).pages == ()

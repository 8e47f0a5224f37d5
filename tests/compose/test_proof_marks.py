# SPDX-License-Identifier: AGPL-3.0-or-later
"""What stands beside the pages of a proof: every message once, where it begins, none above another's foot."""

from __future__ import annotations

from dataclasses import replace
from types import SimpleNamespace
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from octavo.compose.proof_marks import numbers_of, sheets
from octavo.model.catalog import Message
from octavo.model.pagemap import Box, Fragment, Page, PageMap

MESSAGES = (
    *(Message(f"Text {at}", keys=(f"text/01.md#{at}",)) for at in range(1, 9)),
    Message("what", domain="facts", keys=("facts/s.yaml#log.kind",)),
    Message("a picture", domain="facts", keys=("facts/s.yaml#log.alt",)),
)
STATES = ("translated", "stale", "untranslated", "accepted")


def edition(direction: str = "ltr", tag: str = "az", approvals: tuple[Any, ...] = ()) -> Any:
    return SimpleNamespace(
        language=SimpleNamespace(tag=tag, direction=direction),
        source_language="en",
        manifest=SimpleNamespace(approvals=approvals),
        states={message.id: STATES[at % 4] for at, message in enumerate(MESSAGES)},
    )


def page(number: int, fragments: list[tuple[str, str, float]]) -> Page:
    parts = tuple(Fragment(key, message, "p", Box(10, y, 80, 5), 1, 0, 9) for key, message, y in fragments)
    return Page(number, str(number), "recto" if number % 2 else "verso", 100, 150, False, 0, parts)


heights = st.lists(st.floats(0, 149), min_size=len(MESSAGES), max_size=len(MESSAGES))


@given(heights, st.integers(0, 8))
def test_each_message_has_its_number_once_where_it_begins(found: list[float], cut: int) -> None:
    texts = [(m.keys[0], m.id, y) for m, y in zip(MESSAGES[:8], sorted(found), strict=False)]
    told = [("facts/s.yaml#log", "", 3.0)]
    page_map = PageMap((page(1, texts[:cut]), page(2, [*texts[max(0, cut - 1) :], *told])), (), ())
    made = sheets(page_map, MESSAGES, edition())
    numbers = [mark.number for sheet in made for row in sheet.rows for mark in row.marks]
    assert sorted(numbers) == sorted([*map(str, range(1, 9)), "F1"])
    on_first = {mark.number for row in made[0].rows for mark in row.marks}
    assert on_first == {str(at) for at in range(1, cut + 1)}
    for sheet in made:
        tops = [row.y for row in sheet.rows]
        assert tops == sorted(tops)
        assert all(0 <= top <= 150 for top in tops)


def test_states_and_reviews_show_and_sides_turn_with_the_direction() -> None:
    texts = [(m.keys[0], m.id, 10.0 * at) for at, m in enumerate(MESSAGES[:4])]
    page_map = PageMap((page(1, texts), page(2, [])), (), ())

    def standings(**more: Any) -> list[str]:
        return [mark.standing for row in sheets(page_map, MESSAGES, edition(**more))[0].rows for mark in row.marks]

    review = SimpleNamespace(what="translation", chapter="text/01.md")
    assert standings() == ["unreviewed", "stale", "untranslated", "unreviewed"]
    assert standings(approvals=(review,)) == ["translated", "stale", "untranslated", "translated"]
    assert standings(tag="en") == ["source"] * 4
    assert [each.outer_right for each in sheets(page_map, MESSAGES, edition())] == [True, False]
    assert [each.outer_right for each in sheets(page_map, MESSAGES, edition("rtl"))] == [False, True]


def test_the_page_of_the_source_is_that_of_the_first_message() -> None:
    texts = [(m.keys[0], m.id, 10.0) for m in MESSAGES[:2]]
    page_map = PageMap((page(1, texts[:1]), page(2, texts[1:]), page(3, [])), (), ())
    source = PageMap((page(1, []), page(2, texts[:1]), page(3, []), page(4, texts[1:])), (), ())
    assert [each.before for each in sheets(page_map, MESSAGES, edition(), source)] == [2, 4, 0]
    assert [each.before for each in sheets(page_map, MESSAGES, edition())] == [0, 0, 0]


def test_numbers_are_places_in_the_po_files() -> None:
    twice = (*MESSAGES[:2], replace(MESSAGES[0], keys=("text/02.md#9",)), *MESSAGES[2:])
    assert list(numbers_of(twice).values()) == ["1", "2", "3", "4", "5", "6", "7", "8", "F1", "F2"]

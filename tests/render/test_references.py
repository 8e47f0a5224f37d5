# SPDX-License-Identifier: AGPL-3.0-or-later
"""Numbers of pages that content refers to: the engine's own, with as few pages made again as can be."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from octavo.diagnostics.problem import Outcome
from octavo.model.document import Document
from octavo.render import layout
from octavo.render.boxes import text_of
from octavo.render.layout import Layout
from tests.render.samples import document

Lay = Callable[[Document], Outcome[Layout]]
STYLE = "section + section { break-before: page } a::after { content: target-counter(attr(href), page) }"
OWN = "a::after { content: counter(page) '/' target-counter(attr(href), page) '/' target-counter(attr(href), %s) }"


@contextmanager
def counted() -> Iterator[Counter[int]]:
    """Count how often each page is made within this block."""
    from weasyprint.layout import page as engine

    made: Counter[int] = Counter()
    remake = engine.remake_page

    def remake_page(index: int, *rest: object) -> object:
        made[index + 1] += 1
        return remake(index, *rest)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(engine, "remake_page", remake_page)
        yield made


def texts(lay: Lay, book: Document) -> tuple[list[str], Counter[int]]:
    with counted() as made:
        pages = lay(book).unwrap().pages
    return [" ".join(text_of(page.body).split()) for page in pages], made


def as_the_engine(lay: Lay, book: Document) -> tuple[list[str], Counter[int]]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(layout, "settling_references", nullcontext)
        return texts(lay, book)


def sections(*bodies: str) -> str:
    return "".join(f'<section id="s{at}">Page. {body}</section>' for at, body in enumerate(bodies, 1))


def to(*places: int) -> str:
    return " ".join(f'<a href="#s{place}"></a>' for place in places)


def test_contents_are_made_twice_and_an_index_once(lay: Lay) -> None:
    book = document(sections(to(1, 2, 3, 4, 5), "", "", "", to(2, 3, 3, 4)), style=STYLE)
    shown, made = texts(lay, book)
    assert shown == ["Page. 1 2 3 4 5", "Page.", "Page.", "Page.", "Page. 2 3 3 4"]
    assert made == {1: 2, 2: 1, 3: 1, 4: 1, 5: 1}
    shown_before, made_before = as_the_engine(lay, book)
    assert shown_before == shown
    assert made_before[5] > 1, "else none of this is needed any more"


@pytest.mark.parametrize(
    ("last", "shown"),
    [("page", "3/1/1 3/2/2 3/3/3"), ("pages", "3/1/3 3/2/3 3/3/3")],
)
def test_a_page_s_own_number_and_the_total_are_right(lay: Lay, last: str, shown: str) -> None:
    book = document(sections("", "", to(1, 2, 3)), style=STYLE + OWN % last)
    assert texts(lay, book)[0] == ["Page.", "Page.", f"Page. {shown}"]


@settings(max_examples=12, deadline=None)
@given(st.lists(st.lists(st.integers(1, 6), max_size=3), min_size=6, max_size=6), st.booleans())
def test_every_number_is_the_engine_s(lay: Lay, places: list[list[int]], long: bool) -> None:
    """Sections that run on over pages too, and references to what is not yet known."""
    more = "Words. " * 400 if long else ""
    bodies = [more * (at % 2) + to(*each) for at, each in enumerate(places)]
    book = document(sections(*bodies), style=STYLE)
    shown, made = texts(lay, book)
    shown_before, made_before = as_the_engine(lay, book)
    assert shown == shown_before
    assert made.total() <= made_before.total()

# SPDX-License-Identifier: AGPL-3.0-or-later
"""The room of a message: text put into it up to its room moves no page break, and shorter text adds no page."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from octavo.diagnostics.problem import Outcome
from octavo.model.catalog import Message
from octavo.model.document import Document
from octavo.model.pagemap import Ending, PageMap
from octavo.model.room import Room, room_of
from octavo.render.layout import Layout
from tests.render.samples import ARABIC, AZERBAIJANI, ENGLISH, document

Lay = Callable[[Document], Outcome[Layout]]
PAGE = """@page { size: 90mm 80mm; margin: 10mm; @top-left { content: string(chapter) } @top-right { content: "9" } }
body { margin: 0 } p { widows: 2; orphans: 2 } section { break-before: page; string-set: chapter attr(data-running) }"""


def laid(lay: Lay, html: str, **more: str) -> PageMap:
    return lay(document(html, style=PAGE, **more)).unwrap().page_map


def where(page_map: PageMap) -> list[list[str]]:
    return [sorted({each.key for each in page.fragments if each.lines}) for page in page_map.pages]


def grown(text: str, characters: int, words: str) -> str:
    return f"{text} {(words * 9)[:characters]}".strip()[: len(text) + characters]


@pytest.mark.parametrize(
    ("words", "language", "direction"), [(ENGLISH, "en", "ltr"), (AZERBAIJANI, "az", "ltr"), (ARABIC, "ar", "rtl")]
)
def test_text_that_grows_by_its_room_moves_no_page_break(lay: Lay, words: str, language: str, direction: str) -> None:
    """A paragraph, a cell and a caption, each in its turn; and a line more than all that does move one."""
    own = {"m1": words[:170].strip(), "m2": words[20:60].strip(), "m3": words[:50].strip(), "m4": words[5:90].strip()}

    def html(texts: dict[str, str]) -> str:
        return (
            f'<p data-key="a#1" data-message="m1">{texts["m1"]}</p>'
            f'<table><tr data-key="a#2"><td data-key="a#3" data-message="m2">{texts["m2"]}</td>'
            f"<td>{words[:60]}</td></tr></table>"
            f'<figure><figcaption data-key="a#4" data-message="m3">{texts["m3"]}</figcaption></figure>'
            f'<section><p data-key="a#5" data-message="m4">{texts["m4"]}</p></section>'
        )

    more = {"language": language, "direction": direction}
    page_map = laid(lay, html(own), **more)
    rooms = room_of(page_map)
    assert rooms.keys() == own.keys()
    assert {name for name, room in rooms.items() if room.hard} == {"m2", "m3"}
    for name, room in rooms.items():
        assert room.length == len(own[name])
        longer = own | {name: grown(own[name], room.characters, words)}
        assert where(laid(lay, html(longer), **more)) == where(page_map), name
        beyond = own | {name: grown(own[name], room.characters + 4 * room.length + 150, words)}
        assert where(laid(lay, html(beyond), **more)) != where(page_map), name


def test_a_running_head_has_the_width_that_is_left(lay: Lay) -> None:
    html = '<section data-running="{0}"><h1 data-key="a#1" data-message="m1">{0}</h1><p>Words</p></section>'
    room = room_of(laid(lay, html.format("Lamps")))["m1"]
    assert room.hard
    assert 5 < room.characters < 60
    longer = room_of(laid(lay, html.format("Lamps and lamps")))["m1"]
    assert room.characters - 12 < longer.characters < room.characters


def test_a_value_is_known_by_its_key_or_by_the_block_it_is_part_of(lay: Lay) -> None:
    html = (
        '<ul><li data-key="facts/s.yaml#log">The log of the harbour, a manuscript</li></ul><p data-key="p.yaml#t">A</p>'
    )
    messages = (
        Message("manuscript", keys=("facts/s.yaml#log.kind",)),
        Message("A", keys=("p.yaml#t",)),
        Message("unseen", keys=("p.yaml#u",)),
        Message("what is seen", keys=("p.yaml#t.alt",)),
    )
    rooms = room_of(laid(lay, html), messages)
    assert set(rooms) == {messages[0].id, messages[1].id}
    assert rooms[messages[0].id].length == len("The log of the harbour, a manuscript")


endings = st.builds(
    Ending,
    key=st.sampled_from(["a#1", "a#2", "b#1"]),
    message=st.sampled_from(["m1", "m2", ""]),
    first=st.integers(1, 9),
    page=st.just(9),
    kind=st.sampled_from(["text", "cell", "note", "head"]),
    length=st.integers(1, 500),
    left=st.floats(0, 90),
    below=st.floats(0, 150),
    full=st.floats(1, 100),
    pitch=st.floats(2, 9),
    advance=st.floats(0.8, 4),
    word=st.integers(0, 40),
)


@given(endings, st.floats(0, 30))
def test_more_space_is_never_less_room(ending: Ending, more: float) -> None:
    def room(each: Ending) -> Room:
        return room_of(PageMap((), (), (), endings=(replace(each, message="m"),)))["m"]

    base = room(ending).characters
    assert base >= 0
    assert room(replace(ending, left=ending.left + more)).characters >= base
    assert room(replace(ending, below=ending.below + more)).characters >= base
    assert room(replace(ending, advance=ending.advance + more)).characters <= base


@given(st.lists(endings, max_size=8))
def test_the_narrowest_place_counts_and_one_hard_place_makes_it_hard(found: list[Ending]) -> None:
    rooms = room_of(PageMap((), (), (), endings=tuple(found)))
    for name, room in rooms.items():
        alone = [room_of(PageMap((), (), (), endings=(each,)))[name] for each in found if each.message == name and name]
        assert room.hard == any(each.hard for each in alone)
        assert room.characters == min(each.characters for each in alone if each.hard == room.hard)
        assert room.most == room.length + room.characters


WHOLE: list[int] = []  # the pages of the whole text, counted once for all that is cut


@settings(max_examples=12)
@given(cut=st.integers(1, 100))
def test_shorter_text_never_makes_more_pages(lay: Lay, cut: int) -> None:
    html = '<p data-key="a#1" data-message="m1">{}</p><p data-key="a#2" data-message="m2">{}</p>'
    words = (ENGLISH * 4).split()
    shorter = laid(lay, html.format(" ".join(words[:-cut]), ENGLISH))
    if not WHOLE:
        WHOLE.append(len(laid(lay, html.format(" ".join(words), ENGLISH)).pages))
    assert len(shorter.pages) <= WHOLE[0]

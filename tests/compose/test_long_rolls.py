# SPDX-License-Identifier: AGPL-3.0-or-later
"""Long rolls beside the HTML: filled, their patterns are what the templates write for a short one, entry by entry."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace

import pytest

from octavo.model.blocks import Block
from octavo.model.document import Document
from octavo.model.profile import Medium
from octavo.render.roll.items import RollItems, item_html, shapes_of
from tests.compose.composed import TEMPLATES, composed, first
from tests.compose.samples import BLOBS, edition

NAMES = ("names", "names-index")
EVERYTHING = {"name": "names", "roll": "roll", "group": "letter", "show": "years place note variants see"}


def book(tag: str, medium: Medium, theme: Mapping[str, str] | None = None, **attributes: str) -> Document:
    names = Block("directive", "text/01-town.md#1", attrs={**EVERYTHING, **attributes})
    part = replace(edition(tag).parts[3], blocks=(names,), notes={})
    what = edition(tag, parts=(part,), theme_templates=theme or {})
    return composed(what, medium).unwrap()


@pytest.mark.parametrize("tag", ["en", "az", "ar"])
@pytest.mark.parametrize("group", ["none", "letter", "place"])
def test_patterns_make_what_the_templates_write(tag: str, group: str, monkeypatch: pytest.MonkeyPatch) -> None:
    written = first(book(tag, "print", group=group), "roll").splitlines()
    short = [line for line in written if line.startswith(("<li", "<h"))]
    monkeypatch.setattr("octavo.compose.directives.LEAST", 1)
    long = book(tag, "print", group=group)
    (roll,) = long.rolls
    shapes = shapes_of(roll)
    assert [item_html(shapes[item.shape], item) for item in RollItems(roll)] == short
    assert "<li" not in first(long, "roll")
    assert f'data-roll="{roll.id}"' in first(long, "roll")
    assert len(short) > 3


def test_letters_of_a_font_of_pictures_stand_in_a_theme_and_in_a_name(monkeypatch: pytest.MonkeyPatch) -> None:
    lists = (TEMPLATES / "macros/lists.html").read_text(encoding="utf-8")
    assert lists.count("macros.blocks.own(row.name) if") == 1
    own = lists.replace(
        "{{ macros.blocks.own(row.name) if", "\ue000<i>\ue001</i>\U000f0002 {{ macros.blocks.own(row.name) if"
    )
    named = [{"name": "\ue000 Anna \ue001", "born": "1890", "note": "&"}, {"name": "\ue002", "born": "1893"}]
    monkeypatch.setitem(BLOBS, "roll", "\n".join(map(json.dumps, named)).encode())
    short = first(book("en", "print", theme={"macros/lists.html": own}), "roll")
    monkeypatch.setattr("octavo.compose.directives.LEAST", 1)
    (roll,) = book("en", "print", theme={"macros/lists.html": own}).rolls
    shapes, items = shapes_of(roll), list(RollItems(roll))
    assert [item_html(shapes[item.shape], item) for item in items] == [
        line for line in short.splitlines() if line.startswith(("<li", "<h"))
    ]
    said = ["".join(run.text(item.fields) for run in shapes[item.shape].runs) for item in items]
    assert "\ue000\ue001\U000f0002 \ue000 Anna \ue001, born 1890; &" in said
    assert "\ue000\ue001\U000f0002 \ue002, born 1893" in said


def test_only_paper_has_them_beside(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("octavo.compose.directives.LEAST", 1)
    for medium in ("epub", "web"):
        document = book("en", medium)
        assert document.rolls == ()
        assert "<li" in first(document, "roll")


def test_a_roll_with_an_index_stands_in_the_html(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("octavo.compose.directives.LEAST", 1)
    roll, index = (
        Block("directive", f"text/01-town.md#{name}", attrs={"name": name, "roll": "roll", "by": "name"})
        for name in NAMES
    )
    what = edition("en", parts=(replace(edition("en").parts[3], blocks=(roll, index), notes={}),))
    made = composed(what, "print")
    assert [each.code for each in made.problems] == ["R331"]
    document = made.unwrap()
    assert document.rolls == ()
    assert '<li id="names-roll-' in first(document, "roll")
    assert 'href="#names-roll-' in first(document, "terms")

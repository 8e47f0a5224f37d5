# SPDX-License-Identifier: AGPL-3.0-or-later
"""Directives say what they can't show, all at once, and at their block."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from octavo.compose.charts import CHARTS, Lines
from octavo.compose.pictures import Measure, picture_of
from octavo.model.blocks import Block, Inline, plain
from octavo.model.edition import Edition
from tests.compose.composed import composed
from tests.compose.samples import edition

MEASURE = Measure(419.5, 595.3, 277.8, 34, 13.5)


def directive(name: str, **attrs: str) -> Block:
    given = {key.rstrip("_"): value for key, value in attrs.items()}
    return Block("directive", f"text/01-town.md#{name}", attrs={"name": name, **given})


def faults(*blocks: Block) -> list[tuple[str, str]]:
    part = replace(edition("en").parts[3], blocks=blocks, notes={})
    outcome = composed(edition("en", parts=(part,)))
    return [(each.code, each.message) for each in outcome.problems]


@pytest.mark.parametrize(
    ("block", "said"),
    [
        (directive("statistic", of="kiled"), "there is no statistic “kiled”, but killed, children, women, old"),
        (directive("figures"), "it needs of=, the id of a statistic"),
        (directive("chart", kind="pie", of="killed"), "“pie” is not a kind of chart"),
        (directive("chart", kind="marks", of="nobody"), "there is no statistic “nobody”"),
        (directive("chart", kind="marks", of="killed", groups="a b c d e f"), "it can tell 5 groups apart, not 6"),
        (directive("chart", kind="bars"), "it needs of=, the ids of statistics"),
        (directive("chart", kind="timeline", data="x"), "there is no table data/x.yaml"),
        (directive("chart", kind="timeline", data="way"), "data/way.yaml has fewer than two dates"),
        (directive("chart", kind="scheme", data="timeline"), "a column “place”"),
        (directive("timeline", data="x"), "there is no table data/x.yaml, but timeline, way, places"),
        (directive("table", data="places", columns="place town"), "has no column “town”, only place, other"),
        (directive("table"), "it needs data=, a table in data/, or a table in its body"),
        (directive("photo", src="x.png"), "there is no picture images/x.png, but stairs.png"),
        (directive("photo", src="stairs.png", size="huge"), "“huge” is not a size, but text, page, bleed, spread are"),
        (directive("names", roll="x"), "there is no roll names/x.csv, but roll"),
        (directive("quote", source="x"), "“x” is not in facts/sources.yaml"),
    ],
)
def test_what_a_directive_cannot_show(block: Block, said: str) -> None:
    ((code, message),) = faults(block)
    assert code == "H121"
    assert said in message


def test_a_directive_nobody_knows() -> None:
    ((code, message),) = faults(directive("hologram"))
    assert code == "H120"
    assert "“hologram” is not a directive" in message


def test_all_are_told_at_once() -> None:
    assert [code for code, _ in faults(directive("hologram"), directive("statistic"), directive("names"))] == [
        "H120",
        "H121",
        "H121",
    ]


def killed(**changes: Any) -> Edition:
    known = edition("en").statistics
    figure = known["killed"].figure
    assert figure is not None
    figure = replace(figure, **changes)
    return edition("en", statistics={**known, "killed": replace(known["killed"], figure=figure)})


@pytest.mark.parametrize("value", [None, Decimal("12.5"), Decimal(0), Decimal(2501)])
def test_marks_stand_for_whole_persons_that_can_be_counted(value: Decimal | None) -> None:
    with pytest.raises(ValueError, match=r"persons|too many"):
        CHARTS["marks"](directive("chart", of="killed"), killed(value=value), MEASURE)


def test_counts_of_the_same_thing_are_told_apart_from_others() -> None:
    shape = CHARTS["intervals"](directive("chart", of="killed"), edition("en"), MEASURE).shape
    assert isinstance(shape, Lines)
    assert [line.figure.id for line in shape.same] == ["figure", "named"]
    assert [line.figure.id for line in shape.other] == ["found", "buried", "press"]


def test_a_timeline_can_be_cut_to_dates() -> None:
    part = replace(edition("en").parts[3], blocks=(directive("timeline", data="timeline", from_="1950-03", to="1950"),))
    html = composed(edition("en", parts=(replace(part, notes={}),))).unwrap().files[0].html
    assert html.count("<tr data-key=") == 3


@pytest.mark.parametrize("size", ["text", "page", "bleed", "spread"])
@pytest.mark.parametrize("focus", [(0, 0), (0.5, 0.5), (1, 1), (0.2, 0.9)])
def test_a_picture_fills_its_window_and_keeps_its_shape(size: str, focus: tuple[float, float]) -> None:
    known = edition("en")
    image = known.images["stairs.png"]
    moved = replace(image, credit=image.credit.model_copy(update={"focus": focus}))
    picture = picture_of(replace(known, images={"stairs.png": moved}), "stairs.png", size, MEASURE)
    for frame in (picture.frame, *([picture.second] if picture.second else [])):
        assert frame.x <= 0.01
        assert frame.y <= 0.01
        assert frame.x + frame.picture_width >= frame.width - 0.01
        assert frame.y + frame.picture_height >= frame.height - 0.01
        assert frame.picture_width / frame.picture_height == pytest.approx(900 / 640, rel=0.001)


def test_a_picture_in_the_text_is_a_whole_number_of_lines_high() -> None:
    assert picture_of(edition("en"), "stairs.png", "text", MEASURE).frame.height % MEASURE.grid == 0


def test_the_halves_of_a_spread_meet_in_the_fold() -> None:
    known = edition("en")
    left = picture_of(known, "stairs.png", "spread", MEASURE)
    assert left.second
    assert left.second.x == pytest.approx(left.frame.x - left.frame.width)
    turned = picture_of(replace(known, language=edition("ar").language), "stairs.png", "spread", MEASURE)
    assert (turned.frame, turned.second) == (left.second, left.frame)


def written(block: Block, **changes: object) -> str:
    part = replace(edition("en").parts[3], blocks=(block,), notes={})
    return composed(edition("en", parts=(part,), **changes)).unwrap().files[0].html


def test_a_translated_quotation_is_in_the_language_of_the_edition() -> None:
    said = Block("paragraph", "text/01-town.md#9", inline=(Inline("text", "I never slept."),))
    own, ours = (replace(directive("quote", lang="ar", **more), children=(said,)) for more in ({}, {"translated": "1"}))
    assert '<blockquote lang="ar" dir="rtl">' in written(own)
    assert "<blockquote>" in written(ours)


def test_the_columns_of_a_way_are_headed_by_its_table_alone() -> None:
    way = edition("en").tables["way"]
    bare = replace(way, columns=dict.fromkeys(way.columns, ""))
    shown = written(directive("chart", kind="scheme", data="way"), tables={**edition("en").tables, "way": bare})
    assert 'class="scheme"' in shown
    assert "<thead>" not in shown


def test_a_table_does_not_say_again_what_its_heading_said() -> None:
    part = edition("en").parts[3]
    title = plain(part.title)
    table = [directive("table", data="places", title=text) for text in (title, "Other names")]
    heading = Block("heading", "text/01-town.md#h", attrs={"level": "2"}, inline=(Inline("text", "Other names"),))
    blocks = (table[0], table[1], heading, table[1])
    html = composed(edition("en", parts=(replace(part, blocks=blocks, notes={}),))).unwrap().files[0].html
    assert html.count("<table") == 3
    assert re.findall("<caption>(.*?)</caption>", html) == ["Other names"]

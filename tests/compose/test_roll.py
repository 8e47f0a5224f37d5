# SPDX-License-Identifier: AGPL-3.0-or-later
"""A roll of names: sorted, grouped, and with no more beside a name than was asked for."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from octavo.compose.roll import RollView, roll_view
from octavo.compose.roll_index import keys_by
from octavo.compose.styles import name_heads, tokens_of
from octavo.compose.words import Words
from octavo.model.blocks import Block
from octavo.model.profile import Medium
from octavo.model.publication import Roll
from octavo.model.rolls import RollLook, look_of
from tests.compose.composed import composed, first, sample
from tests.compose.samples import LANGUAGES, edition

ROWS = [
    {"name": "Zoë Sample", "born": "1901-02-03", "died": "1950", "place": "The mole", "note": "kept <the> lamp"},
    {"name": "Anna Filler", "born": "1899", "place": "Harbour"},
    {"name": "Ödön Placeholder", "died": "1933", "variants": ["Edmund Placeholder", "Ö. P."]},
    {"name": "عينة أولى", "place": "The mole"},
]
ENGLISH = Words("en", {}, lambda n: n != 1, str)


def view(tag: str = "en", **look: object) -> RollView:
    data = "\n".join(json.dumps(row) for row in ROWS).encode()
    return roll_view(Roll("r", "", len(ROWS), ()), lambda _: data, LANGUAGES[tag], ENGLISH, RollLook(**look))


def test_a_list_is_in_the_order_of_the_alphabet_and_keys_count_the_rows_of_the_file() -> None:
    (group,) = view().groups
    assert not group.title
    assert [(each.name, each.years, each.key) for each in group.entries] == [
        ("Anna Filler", "born 1899", "names/r.csv#2"),
        ("Ödön Placeholder", "died 1933", "names/r.csv#3"),
        ("Zoë Sample", "1901\u2060–\u20601950", "names/r.csv#1"),
        ("عينة أولى", "", "names/r.csv#4"),
    ]
    assert {each.place + each.note for each in group.entries} == {""}, "nothing that was not asked for"


def test_years_are_in_the_digits_and_the_order_of_the_language() -> None:
    years = {each.name: each.years for each in view("ar").entries}
    assert years["Zoë Sample"] == "\u200f١٩٠١\u2060–\u2060١٩٥٠"


def test_groups_are_letters_or_places() -> None:
    letters = [(group.title, [each.name for each in group.entries]) for group in view(group="letter").groups]
    assert letters == [
        ("A", ["Anna Filler"]),
        ("O", ["Ödön Placeholder"]),
        ("Z", ["Zoë Sample"]),
        ("ع", ["عينة أولى"]),
    ]
    places = view(group="place", show=("place",)).groups
    assert [group.title for group in places] == ["Harbour", "The mole", "Place not recorded"], "those without come last"
    assert {each.place for group in places for each in group.entries} == {""}, "the heading says it"


def test_a_name_may_be_filed_under_another_of_its_words() -> None:
    rows = [{"name": "Anna de la Sample", "sort": "Sample, Anna de la"}, {"name": "Berta Filler"}]
    data = "\n".join(map(json.dumps, rows)).encode()
    look = RollLook(group="letter")
    found = roll_view(Roll("r", "", 2, ()), lambda _: data, LANGUAGES["en"], ENGLISH, look)
    assert [(group.title, group.entries[0].name) for group in found.groups] == [
        ("B", "Berta Filler"),
        ("S", "Anna de la Sample"),
    ]


def test_variants_stand_where_a_reader_looks_for_them() -> None:
    found = [(each.kind, each.name, each.see) for each in view(show=("see",)).entries]
    assert found[1:4] == [
        ("see", "Edmund Placeholder", "Ödön Placeholder"),
        ("see", "Ö. P.", "Ödön Placeholder"),
        ("person", "Ödön Placeholder", ""),
    ]
    (odon,) = [each for each in view(show=("variants",)).entries if each.variants]
    assert odon.variants == ("Edmund Placeholder", "Ö. P.")


def test_a_name_is_one_element_unless_it_runs_against_the_page() -> None:
    roll = first(sample("en", "print"), "roll")
    assert '<li data-key="names/roll.csv#1" data-name="Anna Placeholder">Anna Placeholder, born 1890</li>' in roll
    assert "<span" not in roll
    assert [each.name for each in view().entries if each.foreign] == ["عينة أولى"]


@pytest.mark.parametrize("medium", ["print", "epub", "web"])
def test_groups_have_headings_one_below_what_they_stand_in(medium: Medium) -> None:
    names = Block("directive", "text/01-town.md#1", attrs={"name": "names", "roll": "roll", "group": "letter"})
    part = replace(edition("en").parts[3], blocks=(names,), notes={})
    document = composed(edition("en", parts=(part,)), medium).unwrap()
    roll = first(document, "roll")
    assert [line for line in roll.splitlines() if line.startswith(("<h2", "<ul"))][:2] == [
        '<h2 class="group" data-label="A">A</h2>' if medium == "print" else '<h2 class="group">A</h2>',
        "<ul>",
    ]


def test_a_directive_may_ask_for_anything() -> None:
    assert look_of({"group": "place", "columns": "4", "show": "note, years"}) == RollLook(
        group="place", columns=4, show=("years", "note")
    )
    assert look_of({"group": "x", "columns": "9"}) == RollLook()


def test_places_of_a_roll_with_the_keys_of_their_lines() -> None:
    shown = view(show=("see",))
    assert keys_by(shown, "place", LANGUAGES["en"]) == {
        "Harbour": ("names/r.csv#2",),
        "The mole": ("names/r.csv#1", "names/r.csv#4"),
    }
    assert list(keys_by(shown, "name", LANGUAGES["en"])) == [
        "Anna Filler",
        "Ödön Placeholder",
        "Zoë Sample",
        "عينة أولى",
    ], "a variant is no person"


def directive(name: str, **attrs: str) -> Block:
    return Block("directive", f"text/01-town.md#{name}", attrs={"name": name, "roll": "roll", **attrs})


def test_an_index_leads_to_every_line_in_print_and_to_the_first_elsewhere() -> None:
    part = replace(edition("en").parts[3], blocks=(directive("names-index", by="name"), directive("names")), notes={})
    what = edition("en", parts=(part,))
    printed, web = (composed(what, medium).unwrap() for medium in ("print", "web"))
    name, label = '<span class="term">Anna Filler</span>', "The town and the lake"
    assert f'{name}<a class="page" href="#names-roll-11" title="{label}"></a>' in first(printed, "terms")
    assert '<li id="names-roll-11" data-key="names/roll.csv#11" data-name="Anna Filler">' in first(printed, "roll")
    assert f'{name}, <a href="#names-roll-11">{label}</a>' in first(web, "terms")


def test_an_index_of_a_roll_that_is_shown_nowhere() -> None:
    part = replace(edition("en").parts[3], blocks=(directive("names-index"),), notes={})
    ((code, message),) = [(p.code, p.message) for p in composed(edition("en", parts=(part,))).problems]
    assert code == "H121"
    assert "the roll names/roll.csv is shown nowhere" in message


@pytest.mark.parametrize(
    ("longest", "heads"), [(12, ""), (20, ""), (24, "heads-apart"), (40, "heads-apart"), (60, "heads-none")]
)
def test_running_heads_have_as_many_names_as_fit(longest: int, heads: str) -> None:
    assert name_heads(longest, tokens_of(edition("en"))) == heads


def test_the_longest_name_is_counted_in_letters() -> None:
    rows = '{"name": "Ödön \\"Lamp\\" Placeholder", "note": "\\"name\\": \\"x\\""}\n{"name": "Al"}\n'
    shown = roll_view(
        Roll("r", "x", 2, ("name",)),
        lambda _: rows.encode(),
        LANGUAGES["en"],
        ENGLISH,
        RollLook(),
    )
    assert shown.longest == len('Ödön \\"Lamp\\" Placeholder')

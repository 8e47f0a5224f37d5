# SPDX-License-Identifier: AGPL-3.0-or-later
"""The graph of one edition: pages are laid out once, and every file comes from the step that makes it."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from octavo.model.listing import CARD, COVER, KIT, hidden
from octavo.model.profile import PROFILES
from octavo.pipeline.graph import House, Step, Wanted, Wire, edition_steps, in_order, load_step
from octavo.pipeline.inputs import Leaf

LEAF = Leaf(Path("here"), (), "digest")


def steps(*outputs: str, printers: tuple[str, ...] = ()) -> dict[str, Step]:
    wanted = Wanted("book", "en", outputs, draft=False, printers=printers)
    found = edition_steps(wanted, LEAF, House(LEAF, LEAF))
    in_order([load_step("book", LEAF), *found])  # raises where steps wait for each other
    return {step.name.removeprefix("book/en/"): step for step in found}


def files(made: dict[str, Step]) -> set[str]:
    """Return the files that the steps publish, without what an edition gives for the site."""
    return {path for step in made.values() for path in step.files.values() if not hidden(path)}


def test_the_screen_alone_needs_no_plain_pages() -> None:
    made = steps("screen")
    assert made["pages"].params == {"wants": "screen"}
    assert files(made) == {"book-en-screen.pdf"}


def test_all_that_is_printed_shares_one_layout_with_the_screen() -> None:
    made = steps("screen", "press", "cover", "booklet", "office")
    assert [name for name, step in made.items() if step.kind == "pages"] == ["pages"]
    assert made["pages"].params == {"wants": "screen plain"}
    assert files(made) == {
        "book-en-screen.pdf",
        "book-en-press.pdf",
        "book-en-cover.pdf",
        "book-en-booklet.pdf",
        "book-en-office.pdf",
        "book-en-office-fronts.pdf",
        "book-en-office-backs.pdf",
        "book-en-office-how.pdf",
    }


def test_a_proof_is_made_of_the_pages_of_the_screen_and_knows_those_of_the_source() -> None:
    made = steps("proof")
    assert files(made) == {"book-en-proof.pdf"}
    assert made["pages"].params == {"wants": "screen"}
    assert made["proof"].inputs["page_map"] == Wire("book/en/pages", "page_map")
    assert "source_map" not in made["proof"].inputs
    wanted = Wanted("book", "az", ("proof",), draft=True, source="en")
    other = {step.name: step for step in edition_steps(wanted, LEAF, House(LEAF, LEAF))}
    assert other["book/az/proof"].inputs["source_map"] == Wire("book/en/pages", "page_map")


def test_a_booklet_is_made_of_pages_with_more_bleed_than_the_press_file_has() -> None:
    made = steps("booklet")
    assert files(made) == {"book-en-booklet.pdf"}
    assert made["booklet"].inputs["press"] == Wire("book/en/wide", "file")
    assert made["wide"].files == {}


def test_each_printer_gets_files_of_its_own_and_the_pages_are_laid_out_once() -> None:
    made = steps("press", "cover", printers=("kdp", "lulu"))
    assert files(made) == {f"book-en-{output}-{name}.pdf" for output in ("press", "cover") for name in ("kdp", "lulu")}
    assert made["press-kdp"].params == {"printer": "kdp"}
    assert [step.kind for step in made.values()].count("pages") == 1


@pytest.mark.parametrize("output", ["web", "epub", "press"])
def test_an_edition_gives_the_site_what_it_needs_whatever_its_outputs(output: str) -> None:
    made = steps(output)
    given = {path: step.kind for step in made.values() for path in step.files.values() if hidden(path)}
    assert given == {KIT: "site", COVER: "picture", CARD: "card"}
    assert [step.kind for step in made.values()].count("picture") == 1, "the e-book has the same cover"


def test_large_print_is_composed_and_laid_out_for_itself() -> None:
    made = steps("screen", "large")
    assert made["compose-large"].params == {"medium": "print", "look": "large"}
    assert made["compose-print"].params == {"medium": "print"}
    assert made["large"].files == {"screen": "book-en-large.pdf"}


@pytest.mark.parametrize("output", PROFILES)
def test_every_output_has_its_files(output: str) -> None:
    assert len(files(steps(output))) == len(PROFILES[output].files) - len(PROFILES[output].on_demand)


def test_a_file_on_demand_is_made_where_it_is_asked_for() -> None:
    wanted = Wanted("book", "en", ("office",), draft=False, on_demand=("office/cover",))
    made = {path for step in edition_steps(wanted, LEAF, House(LEAF, LEAF)) for path in step.files.values()}
    assert "book-en-office-cover.pdf" in made


@given(
    outputs=st.lists(st.sampled_from(sorted(PROFILES)), min_size=1, unique=True),
    printers=st.lists(st.sampled_from(["kdp", "lulu", "office"]), unique=True),
)
def test_any_wish_can_be_planned(outputs: list[str], printers: list[str]) -> None:
    made = steps(*outputs, printers=tuple(printers))
    for_each = max(len(printers), 1)
    wanted = sum(
        (len(PROFILES[each].files) - len(PROFILES[each].on_demand)) * (for_each if PROFILES[each].for_printer else 1)
        for each in outputs
    )
    assert len(files(made)) == wanted


def test_an_edition_in_two_languages_rests_on_the_words_of_both() -> None:
    wanted = Wanted("book", "az+en", ("screen",), draft=False)
    other = Leaf(Path("there"), (), "other")
    made = {step.name: step for step in edition_steps(wanted, LEAF, House(LEAF, LEAF), other)}
    assert made["book/az+en/catalog"].params == {"tag": "az"}
    assert made["book/az+en/catalog-en"].params == {"tag": "en"}
    assert made["book/az+en/catalog-en"].inputs["locale"] == other
    assert made["book/az+en/localize"].inputs["catalog-beside"] == Wire("book/az+en/catalog-en", "catalog")
    assert files(made) == {"book-az+en-screen.pdf"}


def test_a_name_of_a_roll_is_an_input_of_composing_alone() -> None:
    made = steps(*PROFILES)
    for name, step in made.items():
        if "blobs" in step.inputs:
            output = "blobs" if "templates" in step.inputs else "drawn"
            assert step.inputs["blobs"] == Wire("book/load", output), name
    assert made["picture"].inputs["blobs"] == Wire("book/load", "drawn")

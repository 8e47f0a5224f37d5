# SPDX-License-Identifier: AGPL-3.0-or-later
"""What the report needs is made from the files that are wanted, and from nothing else."""

from __future__ import annotations

import json
from pathlib import Path

from octavo.pipeline.graph import House, Step, Wanted, Wire, edition_steps, in_order, load_step
from octavo.pipeline.inputs import Leaf
from octavo.pipeline.report_graph import report_steps

LEAF = Leaf(Path("here"), (), "digest")
HOUSE = House(LEAF, LEAF)


def steps(*outputs: str, printers: tuple[str, ...] = ()) -> dict[str, Step]:
    wanted = Wanted("book", "en", outputs, draft=False, printers=printers)
    made = edition_steps(wanted, LEAF, HOUSE)
    found = report_steps(wanted, made, HOUSE, "gs")
    in_order([load_step("book", LEAF), *made, *found])  # raises where steps wait for each other
    return {step.name.removeprefix("book/en/"): step for step in found}


def test_books_without_pages_need_no_pictures() -> None:
    assert steps("epub", "web") == {}


def test_pages_for_the_screen_are_looked_at_and_not_ordered() -> None:
    made = steps("screen", "epub")
    assert list(made) == ["look"]
    assert made["look"].inputs["pdf"] == Wire("book/en/pages", "screen")
    assert made["look"].files == {}


def test_an_order_lists_what_is_sent_as_a_printer_uses_it() -> None:
    made = steps("booklet", "screen", "cover", "press", "office")
    assert list(made) == ["look", "look-press", "look-cover", "look-booklet", "order"]
    assert made["look"].inputs["pdf"] == Wire("book/en/pages", "plain")
    assert json.loads(made["order"].params["files"]) == {
        "press": "book-en-press.pdf",
        "cover": "book-en-cover.pdf",
        "booklet": "book-en-booklet.pdf",
    }
    assert made["order"].files == {"file": "book-en-order.pdf"}


def test_each_printer_gets_an_order_of_its_own() -> None:
    made = steps("press", "cover", printers=("kdp", "lulu"))
    orders = {name: step for name, step in made.items() if step.kind == "order"}
    assert {path for step in orders.values() for path in step.files.values()} == {
        "book-en-order-kdp.pdf",
        "book-en-order-lulu.pdf",
    }
    assert orders["order-lulu"].inputs["cover-verdict"] == Wire("book/en/cover-lulu", "verdict")
    assert "book-en-press-kdp.pdf" not in orders["order-lulu"].params["files"]


def test_what_is_made_on_the_way_is_not_sent() -> None:
    made = steps("booklet")
    assert json.loads(made["order"].params["files"]) == {"booklet": "book-en-booklet.pdf"}
    assert "look-press" not in made

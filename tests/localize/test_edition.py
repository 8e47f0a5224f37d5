# SPDX-License-Identifier: AGPL-3.0-or-later
"""A publication becomes an edition: texts, values, states, parts and sources in one language."""

from __future__ import annotations

from dataclasses import replace

import pytest

from octavo.localize.edition import localize
from octavo.localize.strings import phrases
from octavo.markup.messages import messages_of
from octavo.model.blocks import Inline, plain, walk_inline
from octavo.model.canonical import decode, encode
from octavo.model.catalog import Catalog, Translation, message_id
from octavo.model.edition import Edition, EditionKey
from octavo.model.ledger import Statistics
from octavo.model.manifest import Identifiers, Part
from tests.localize.editions import STRINGS, blocks, catalog, edition, made, values
from tests.localize.samples import language, publication, statistics, visible


def test_the_source_edition_needs_no_translation() -> None:
    book = edition(publication())
    assert [part.name for part in book.parts] == ["title", "imprint", "contents", "01-town", "02-after", "sources"]
    assert [part.matter for part in book.parts] == ["front", "front", "front", "body", "body", "back"]
    assert values(book, "01-town") == {
        "night.date": "3–4 March 1950",
        "killed.people": "613 people",
        "killed.commission.said.people": "at least 161 people",
        "killed.range": "from at least 161 (Commission 1950° and Survey 1951‡) to 613 (Harbour 1950)",
        "killed": "613",
    }
    assert book.manifest.subtitle == "What is known of its loss in 1950"
    assert book.states == {}
    assert book.other_editions == {"ru": "Русский", "ar": "العربية"}


def test_the_range_below_a_large_number_is_set_as_in_a_text() -> None:
    """As a value: names in it that are written in another direction are elements then, and take one font's figures."""
    book = edition(publication())
    (run,) = book.statistics["killed"].range
    said = values(book, "01-town")["killed.range"]
    assert (run.kind, run.attrs["name"], run.text) == ("value", "killed.range", said)


def test_a_translation_has_its_own_words_numbers_and_dates() -> None:
    book = edition(publication(), "ru")
    assert values(book, "01-town") == {
        "night.date": "3–4 марта 1950 г.",
        "killed.people": "613 человек",
        "killed.commission.said.people": "по меньшей мере 161 человек",
        "killed.range": "меньшее: по меньшей мере 161 (Commission 1950° и Survey 1951‡), большее: 613 (Harbour 1950)",
        "killed": "613",
    }
    assert book.manifest.title == "«The Ferry»"
    assert book.manifest.publisher is not None
    assert book.manifest.publisher.place == "«Sampleton»"
    assert plain(next(part.title for part in book.parts if part.name == "01-town")) == "«The town of Example»"
    assert set(book.states.values()) == {"translated"}
    assert book.tables["timeline"].columns["event"] == "«Event»"
    assert book.images["ferry.png"].credit.alt == "«A ferry at rest»"


def test_right_to_left_text_isolates_what_is_put_in() -> None:
    ar = publication()
    forms = Translation(("لا أحد", "شخص واحد", "شخصان", "{n} أشخاص", "{n} شخصًا", "{n} شخص"))
    given = catalog(ar, "ar")
    given = replace(given, entries=given.entries | {message_id("unit people", "{n} person"): forms})
    strings = Catalog("ar", {each.id: Translation((f"ن {each.msgid}",)) for each in phrases()})
    book = localize(ar, EditionKey(("ar",)), given, strings, language("ar"), draft=False).unwrap()
    runs = [run for block in blocks(book, "01-town") for run in walk_inline(block.inline) if run.kind == "value"]
    assert all(run.text.startswith("\u2068") and run.text.endswith("\u2069") for run in runs)
    assert all(run.text.count("\u2068") == run.text.count("\u2069") for run in runs)
    assert values(book, "01-town")["killed.people"] == "٦١٣ شخصًا"


def test_anchors_are_those_of_the_source() -> None:
    source, book = edition(publication()), edition(publication(), "ru")
    for name in ("01-town", "02-after"):
        assert [block.key for block in blocks(book, name)] == [block.key for block in blocks(source, name)]
        assert [block.attrs.get("id") for block in blocks(book, name)] == [
            block.attrs.get("id") for block in blocks(source, name)
        ]
    assert [part.anchor for part in book.parts if part.name == "01-town"] == ["town"]


@pytest.mark.parametrize(
    ("text", "code"),
    [("{nobody}", "T924"), ("{killed.nothing}", "T925"), ("{night.day.x}", "T925"), ("{edition.size}", "T925")],
)
def test_a_placeholder_that_means_nothing_is_a_problem(text: str, code: str) -> None:
    outcome = made(publication(texts=(replace(publication().texts[0], source=f"# A\n\nSo {text} it.\n"),)))
    assert [each.code for each in outcome.problems] == [code]


def test_numbers_that_are_not_there_are_problems() -> None:
    (killed,) = statistics().statistics
    bare = killed.model_copy(update={"figure": None})
    ledger = Statistics(units=statistics().units, statistics=(bare,), dates=statistics().dates)
    text = replace(publication().texts[0], source="# A\n\nSo {killed.people}, {killed.range}, {killed.press.people}.\n")
    outcome = made(publication(texts=(text,), statistics=ledger, tables={}))
    assert [each.code for each in outcome.problems] == ["L403", "L406"]


def test_every_facet_of_dates_and_edition() -> None:
    source = "# {title}\n\n{night.day} {night.year} {edition.language} {edition.date} {killed.press.said} {title} x\n"
    book = edition(publication(texts=(replace(publication().texts[0], source=source),)))
    assert values(book, "02-after") == {
        "night.day": "3–4 March",
        "night.year": "1950",
        "edition.language": "English",
        "edition.date": "4 March 2026",
        "killed.press.said": "up to 500–1,000",
        "title": "The Ferry",
    }


def test_statistics_are_ready_to_print() -> None:
    killed = edition(publication()).statistics["killed"]
    assert killed.figure is not None
    assert (killed.figure.said_counted, killed.figure.id, killed.verified) == ("613 people", "figure", True)
    said = [visible(each.said_counted) for each in killed.alternatives]
    assert said == ["at least 161 people", "up to 500–1,000 people"]
    assert killed.lowest is not None
    assert killed.highest is not None
    assert (killed.lowest.id, killed.highest.id) == ("commission", "figure")
    assert visible(plain(killed.alternatives[0].scope)) == "people buried by 3–4 March 1950"
    assert killed.alternatives[0].as_of == "May 1950"
    assert killed.alternatives[0].key == "facts/statistics.yaml#killed.alternatives.commission"
    assert [run.kind for run in killed.note] == ["text", "strong", "text"]


def test_a_table_has_its_cells_in_words_and_raw() -> None:
    first, second = edition(publication()).tables["timeline"].rows
    assert visible(plain(first.cells["date"].inline)) == "3–4 March 1950"
    assert first.cells["date"].raw == "1950-03-03/1950-03-04"
    assert visible(plain(first.cells["event"].inline)) == "The ferry sinks with 613 people."
    assert first.cells["event"].message
    assert (plain(second.cells["count"].inline), second.cells["count"].raw) == ("at least 161", "161")
    assert second.cells["count"].sources == ("commission", "survey")
    assert second.cells["sources"].sources == ("paper",)
    assert second.key == "data/timeline.yaml#rows.1"


def test_sources_are_cited_in_the_order_of_reading() -> None:
    book = edition(publication())
    # the text, the footnote where its mark stands, the quotation, then the counts that the statistic shows
    assert book.cited == ("harbour", "survey", "parish", "commission", "paper")
    assert [each.mark for each in book.sources.values()] == ["", "°", "‡", "", "‡"]
    assert book.sources["harbour"].year == "1950"


def test_the_manifest_orders_and_numbers_parts() -> None:
    manifest = publication().manifest.model_copy(
        update={
            "parts": (
                Part(page="title", opens="recto"),
                Part(page="blank"),
                Part(text="02-after.md", numbered=True, title="Later"),
                Part(page="timeline"),
                Part(page="timeline", data="timeline"),
                Part(text="01-town.md", numbered=True),
                Part(page="blank"),
                Part(page="poem", matter="back"),
            )
        }
    )
    parts = edition(publication(manifest=manifest)).parts
    assert [(part.name, part.matter, part.number, plain(part.title)) for part in parts] == [
        ("title", "front", None, ""),
        ("blank", "front", None, ""),
        ("02-after", "body", 1, "Later"),
        ("timeline", "body", None, ""),
        ("timeline-timeline", "body", None, ""),
        ("01-town", "body", 2, "The town of Example"),
        ("blank-2", "body", None, ""),
        ("poem", "back", None, ""),
    ]
    missing = manifest.model_copy(update={"parts": (Part(text="03.md"),)})
    assert [each.code for each in made(publication(manifest=missing)).problems] == ["L409"]


def test_each_edition_has_its_own_lasting_identifier() -> None:
    one, two = edition(publication()), edition(publication(), "ru")
    assert one.identifier.startswith("urn:uuid:")
    assert one.identifier != two.identifier
    assert edition(publication()).identifier == one.identifier
    known = Identifiers(uuid="6f1c1f0e-2c56-5b53-9a53-0d8a3b6f0c11")
    named = [
        edition(publication(manifest=publication().manifest.model_copy(update={"identifiers": known, "title": title})))
        for title in ("A", "B")
    ]
    assert named[0].identifier == named[1].identifier != one.identifier


def test_an_edition_has_one_form_in_bytes() -> None:
    book = edition(publication(), "ru")
    data = encode(book)
    assert encode(edition(publication(), "ru")) == data
    assert encode(decode(Edition, data)) == data


def test_a_translation_cannot_smuggle_blocks_in() -> None:
    ledger = publication()
    given = catalog(ledger)
    heard = next(each for each in messages_of(ledger) if each.msgid.startswith("We *heard*"))
    given.entries[heard.id] = Translation(("# Title\n\n::: note\nx\n:::\n\n<script>*y*</script>",))
    outcome = localize(ledger, EditionKey(("ru",)), given, STRINGS["ru"], language("ru"), draft=False)
    kinds = [block.kind for block in blocks(outcome.unwrap(), "01-town")]
    assert kinds == [block.kind for block in blocks(edition(publication()), "01-town")]
    assert Inline("text", "<script>") not in outcome.unwrap().parts[3].title

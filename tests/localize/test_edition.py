# SPDX-License-Identifier: AGPL-3.0-or-later
"""A publication becomes an edition: texts, values, states, parts and sources in one language."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from octavo.diagnostics.problem import Outcome, Severity
from octavo.localize.edition import localize
from octavo.localize.strings import RANGE, phrases
from octavo.markup.messages import messages_of
from octavo.model.blocks import Block, Inline, plain, walk, walk_inline
from octavo.model.canonical import decode, encode
from octavo.model.catalog import Catalog, Message, State, Translation, message_id
from octavo.model.edition import Edition, EditionKey
from octavo.model.ledger import Statistics
from octavo.model.manifest import Identifiers, Part
from octavo.model.publication import Publication
from tests.localize.samples import language, publication, statistics, visible

RU_RANGE = "меньшее: {low} ({low_sources}), большее: {high} ({high_sources})"
STRINGS = {
    "ru": Catalog("ru", {each.id: Translation((f"({each.msgid})",)) for each in phrases()}
                  | {message_id("range", RANGE): Translation((RU_RANGE,)),
                     message_id("qualifier", "at least {n}"): Translation(("по меньшей мере {n}",))}),
}  # fmt: skip
PEOPLE = Translation(("{n} человек", "{n} человека", "{n} человек"))


def echoed(message: Message) -> Translation:
    """A translation that any message can have: its own words in quotation marks, links and placeholders as they are."""
    if message.plural:
        return PEOPLE
    return Translation((f"«{message.msgid}»",))


def catalog(book: Publication, tag: str = "ru", **states: State) -> Catalog:
    """A whole translation; `states` gives other states to messages by their first word in lower case."""
    entries = {}
    for message in messages_of(book):
        state = states.get(message.msgid.split()[0].lower(), "translated")
        forms = () if state == "untranslated" else echoed(message).forms
        entries[message.id] = Translation(forms, state, "Anna: known" if state == "accepted" else "")
    return Catalog(tag, entries)


def made(book: Publication, tag: str = "en", own: str = "", draft: bool = False, **states: State) -> Outcome[Edition]:
    given = catalog(book, tag, **states)
    return localize(book, EditionKey((tag,)), given, STRINGS.get(tag, Catalog(tag)), language(tag, own), draft=draft)


def edition(book: Publication, tag: str = "en", **more: Any) -> Edition:
    outcome = made(book, tag, **more)
    assert not outcome.problems, "\n".join(map(str, outcome.problems))
    return outcome.unwrap()


def blocks(book: Edition, name: str) -> tuple[Block, ...]:
    return tuple(walk(next(part.blocks for part in book.parts if part.name == name)))


def values(book: Edition, name: str) -> dict[str, str]:
    runs = (run for block in blocks(book, name) for run in walk_inline(block.inline))
    return {run.attrs["name"]: visible(run.text) for run in runs if run.kind == "value"}


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


def test_a_release_has_no_gap_and_nothing_stale() -> None:
    outcome = made(publication(), "ru", we="stale", afterwards="untranslated")
    assert outcome.value is None
    assert [(each.code, each.place.key) for each in outcome.problems] == [
        ("L102", "text/01-town.md#5"),
        ("L101", "text/02-after.md#1"),
    ]
    assert "locale/ru/text.po" in outcome.problems[0].hints[0]


def test_what_was_accepted_is_printed_and_listed() -> None:
    outcome = made(publication(), "ru", afterwards="accepted")
    assert [(each.code, each.severity) for each in outcome.problems] == [("L105", Severity.NOTE)]
    assert "Anna: known" in outcome.problems[0].message
    book = outcome.unwrap()
    assert "accepted" in book.states.values()
    assert not any(run.kind == "draft" for part in book.parts for run in walk_inline(part.title))


def test_a_draft_shows_gaps_and_marks_them() -> None:
    book = edition(publication(), "ru", draft=True, we="stale", afterwards="untranslated", what="untranslated")
    marks = {
        part.name: [
            (run.attrs["state"], visible(plain(run.children)))
            for runs in (part.title, *(block.inline for block in walk(part.blocks)))
            for run in walk_inline(runs)
            if run.kind == "draft"
        ]
        for part in book.parts
    }
    assert marks["01-town"] == [("stale", "«We heard nothing.»")]
    assert marks["02-after"] == [("untranslated", "Afterwards")]
    assert book.manifest.subtitle == "What is known of its loss in 1950"


def test_a_stale_translation_with_other_placeholders_is_not_shown() -> None:
    ledger = publication()
    after = next(each for each in messages_of(ledger) if each.msgid.startswith("In {night.year}"))
    given = catalog(ledger)
    given.entries[after.id] = Translation(("В {evening.year} город скорбел.",), "stale")
    outcome = localize(ledger, EditionKey(("ru",)), given, STRINGS["ru"], language("ru"), draft=True)
    assert not outcome.problems
    texts = [visible(plain(block.inline)) for block in blocks(outcome.unwrap(), "02-after")]
    assert "In 1950 the town mourned." in texts


def test_a_language_without_any_translation_is_said_once() -> None:
    outcome = localize(publication(), EditionKey(("ru",)), Catalog("ru"), Catalog("ru"), language("ru"), draft=False)
    assert [each.code for each in outcome.problems] == ["L107", "L104"]


def test_words_of_the_house_that_are_missing_are_said() -> None:
    book = publication()
    strings = replace(STRINGS["ru"], entries=STRINGS["ru"].entries | {"0": Translation((), "untranslated")})
    outcome = localize(book, EditionKey(("ru",)), catalog(book), strings, language("ru"), draft=False)
    assert [each.code for each in outcome.problems] == ["L103"]
    assert localize(book, EditionKey(("ru",)), catalog(book), strings, language("ru"), draft=True).value


def test_a_named_form_that_the_language_does_not_have_is_said_with_its_file() -> None:
    text = replace(publication().texts[0], source="# A\n\nOf {killed.people.gen}.\n")
    outcome = made(publication(texts=(text,)), "ru")
    assert [(each.code, each.place.file) for each in outcome.problems] == [("L401", "locale/ru/locale.yaml")]
    own = "nouns:\n  people:\n    gen: {one: '{n} человека', other: '{n} человек'}\n"
    book = edition(publication(texts=(text,)), "ru", own=own)
    assert values(book, "02-after") == {"killed.people.gen": "613 человек"}


def test_nouns_of_a_unit_that_is_not_there_are_said() -> None:
    outcome = made(publication(), "ru", own="nouns:\n  poeple:\n    gen: {other: '{n} человек'}\n")
    assert [(each.code, each.severity) for each in outcome.problems] == [("L211", Severity.WARNING)]
    assert outcome.value


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

# SPDX-License-Identifier: AGPL-3.0-or-later
"""What an edition lacks: a release refuses gaps and stale translations, a draft shows them marked."""

from __future__ import annotations

from dataclasses import replace

from octavo.diagnostics.code import Severity
from octavo.localize.edition import localize
from octavo.markup.messages import messages_of
from octavo.model.blocks import plain, walk, walk_inline
from octavo.model.catalog import Catalog, Translation
from octavo.model.edition import EditionKey
from tests.localize.editions import STRINGS, blocks, catalog, edition, made, values
from tests.localize.samples import language, publication, visible


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

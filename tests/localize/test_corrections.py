# SPDX-License-Identifier: AGPL-3.0-or-later
"""Corrections in the words of each edition; and an approval that a correction reopens."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from octavo.diagnostics.problem import Outcome
from octavo.localize.approvals import content_digests
from octavo.localize.edition import localize
from octavo.markup.messages import messages_of
from octavo.model.catalog import Catalog, Translation
from octavo.model.corrections import Corrections, Erratum
from octavo.model.edition import CorrectionText, Edition, EditionKey
from octavo.model.manifest import Scope
from octavo.model.publication import Publication
from tests.localize.samples import language, publication, visible


def erratum(name: str, **said: Any) -> Erratum:
    given = {"on": date(2026, 2, 1), "place": "page 3", "was": "the old words", "now": "the new words"}
    return Erratum(id=name, **{**given, **said})


def book(*errata: Erratum) -> Publication:
    return publication(corrections=Corrections(corrections=errata))


def edition(made: Publication, tag: str = "en", words: dict[str, str] | None = None) -> Outcome[Edition]:
    entries = {each.id: Translation(((words or {}).get(each.msgid, each.msgid),)) for each in messages_of(made)}
    house = Catalog(tag)
    return localize(made, EditionKey((tag,)), Catalog(tag, entries), house, language(tag), draft=True)


def corrections(made: Publication, tag: str = "en", words: dict[str, str] | None = None) -> tuple[CorrectionText, ...]:
    return edition(made, tag, words).unwrap().corrections


def digests(made: Publication, tag: str) -> dict[Scope, str]:
    messages = messages_of(made)
    catalog = Catalog(tag, {each.id: Translation(("слово",)) for each in messages})
    return content_digests(made, catalog, language(tag), messages)


def test_the_newest_comes_first_with_its_day_in_words() -> None:
    found = corrections(book(erratum("first"), erratum("second", on=date(2026, 3, 4), why="A letter of a reader.")))
    assert [(each.id, each.on, visible(each.date)) for each in found] == [
        ("second", "2026-03-04", "4 March 2026"),
        ("first", "2026-02-01", "1 February 2026"),
    ]
    assert found[0].why == "A letter of a reader."


def test_each_edition_has_its_own_and_those_of_all() -> None:
    made = book(erratum("all"), erratum("english", editions=("en",)), erratum("both", editions=("ru", "ar")))
    assert [each.id for each in corrections(made)] == ["all", "english"]
    assert [each.id for each in corrections(made, "ru")] == ["all", "both"]


def test_words_are_translated_and_placeholders_filled() -> None:
    made = book(erratum("all", was="600 people", now="{killed.people}"))
    (found,) = corrections(made, "ru", {"600 people": "600 человек", "page 3": "с. 4"})
    assert (found.was, found.place) == ("600 человек", "с. 4")
    assert found.now.startswith("613")


def test_a_slip_of_one_translation_is_written_in_its_language_and_goes_to_no_translator() -> None:
    made = book(erratum("slip", editions=("ru",), was="старое", now="новое", place="с. 4"))
    assert not any(key.startswith("corrections.yaml") for each in messages_of(made) for key in each.keys)
    (found,) = corrections(made, "ru")
    assert (found.was, found.now, found.place) == ("старое", "новое", "с. 4")


def test_a_number_alone_has_the_digits_of_the_language() -> None:
    (found,) = corrections(book(erratum("number", was="1950", now="1951")), "ar")
    assert visible(found.was) == "١٩٥٠"


def test_without_a_place_the_title_of_the_text_is_named() -> None:
    (found,) = corrections(book(erratum("title", place="", at="text/01-town.md", now="by night")))
    assert found.place == "The town of Example"


def test_sources_of_corrections_are_in_the_list_of_sources() -> None:
    assert "parish" in edition(book(erratum("cited", sources=("parish",)))).unwrap().cited


def test_words_that_do_not_stand_there_are_told() -> None:
    lost, there = erratum("lost", at="text/01-town.md"), erratum("there", at="text/01-town.md", now="the ferry sank")
    (found,) = [each for each in edition(book(lost, there)).problems if each.code == "D607"]
    assert found.place.key == "corrections.yaml#lost.now"
    assert "the new words" in found.message


def test_words_are_looked_for_with_their_figures_in_the_language_of_the_edition() -> None:
    made = book(erratum("there", at="text/01-town.md", now="and {killed.people} died"))
    assert not [each for each in edition(made, "ar").problems if each.code == "D607"]


def test_a_correction_reopens_the_text_and_one_of_a_translation_that_translation_alone() -> None:
    plain, every, russian = book(), book(erratum("all")), book(erratum("slip", editions=("ru",)))
    before = digests(plain, "ru")
    assert digests(replace(plain, corrections=Corrections()), "ru") == before
    assert changed(before, digests(every, "ru")) == {"text", "translation"}
    assert changed(before, digests(russian, "ru")) == {"translation"}
    assert changed(digests(plain, "ar"), digests(russian, "ar")) == set()
    assert changed(digests(plain, "en"), digests(book(erratum("here", editions=("en",))), "en")) == {"text"}


def changed(before: dict[Scope, str], after: dict[Scope, str]) -> set[str]:
    assert before.keys() == after.keys()
    return {each for each in before if before[each] != after[each]}

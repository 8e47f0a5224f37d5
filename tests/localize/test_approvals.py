# SPDX-License-Identifier: AGPL-3.0-or-later
"""An approval holds for what was approved: any change of the content takes it away, and nothing else does."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from octavo.localize.approvals import access_digest, content_digests, valid_approvals
from octavo.markup.messages import messages_of
from octavo.model.catalog import Catalog, Translation
from octavo.model.edition import EditionKey
from octavo.model.manifest import Approval, Scope
from octavo.model.publication import Publication, Text
from tests.localize.samples import language, publication, statistics


def digests(book: Publication, tag: str = "en", word: str = "слово") -> dict[Scope, str]:
    messages = messages_of(book)
    catalog = Catalog(tag, {each.id: Translation((word,)) for each in messages})
    return content_digests(book, catalog, language(tag), messages)


def approved(book: Publication, *approvals: Approval) -> Publication:
    return replace(book, manifest=book.manifest.model_copy(update={"approvals": approvals}))


def approval(what: Scope, digest: str, day: int = 1, by: str = "Anna Example", tag: str | None = None) -> Approval:
    return Approval(what=what, digest=digest, on=date(2026, 1, day), by=by, language=tag)


def with_text(book: Publication, change: tuple[str, str]) -> Publication:
    first, *rest = book.texts
    changed = first.source.replace(*change)
    assert changed != first.source
    return replace(book, texts=(Text(first.name, changed), *rest))


def test_the_source_language_needs_two_approvals_and_a_translation_three() -> None:
    assert set(digests(publication())) == {"facts", "text"}
    assert set(digests(publication(), "ru")) == {"facts", "text", "translation"}


def test_a_changed_sentence_reopens_the_text_and_not_the_facts() -> None:
    book = publication()
    before, after = digests(book), digests(with_text(book, ("town", "village")))
    assert before["text"] != after["text"]
    assert before["facts"] == after["facts"]


def test_a_comment_and_the_way_files_are_made_reopen_nothing() -> None:
    book = publication()
    first = book.texts[0]
    source = f"<!-- later -->\n{first.source}\n\n<!-- note: nothing to see -->\n"
    commented = replace(book, texts=(Text(first.name, source), *book.texts[1:]))
    technical = book.manifest.model_copy(update={"outputs": ("web",), "paper": "A4", "editions": ("en", "az", "ru")})
    assert digests(commented) == digests(book)
    assert digests(replace(book, manifest=technical)) == digests(book)


def test_a_changed_figure_reopens_the_facts_alone() -> None:
    book = publication()
    _, *others = statistics().statistics
    other = statistics().model_copy(update={"statistics": tuple(others)})
    changed = digests(replace(book, statistics=other))
    assert changed["facts"] != digests(book)["facts"]
    assert changed["text"] == digests(book)["text"]


def test_a_changed_translation_reopens_itself_alone() -> None:
    book = publication()
    before, after = digests(book, "ru"), digests(book, "ru", word="другое")
    assert before["translation"] != after["translation"]
    assert (before["facts"], before["text"]) == (after["facts"], after["text"])


def test_an_approval_with_another_digest_does_not_count() -> None:
    book, now = publication(), digests(publication())
    lapsed = approved(book, approval("facts", now["facts"]), approval("text", "0" * 16))
    found = valid_approvals(lapsed, EditionKey(("en",)), now)
    assert [each.what for each in found.unwrap()] == ["facts"]
    assert [(each.code, each.place.key) for each in found.problems] == [("L213", "publication.yaml#approvals.1.digest")]
    assert now["text"] in found.problems[0].hints[0]


def test_a_new_approval_stands_for_one_that_lapsed() -> None:
    book, now = publication(), digests(publication())
    again = approved(book, approval("text", "0" * 16), approval("text", now["text"], 2))
    found = valid_approvals(again, EditionKey(("en",)), now)
    assert [each.on.day for each in found.unwrap()] == [2]
    assert not found.problems


@pytest.mark.parametrize("tag", ["ru", "az"])
def test_a_translation_is_approved_for_its_own_language(tag: str) -> None:
    book, now = publication(), digests(publication(), tag)
    given = approved(book, approval("translation", now["translation"], tag="ru"))
    found = valid_approvals(given, EditionKey((tag,)), now)
    assert [each.what for each in found.unwrap()] == (["translation"] if tag == "ru" else [])
    assert not found.problems


def test_a_name_that_was_not_given_for_print_is_left_out() -> None:
    book, now = publication(), digests(publication())
    private = approval("facts", now["facts"])
    public = approval("text", now["text"]).model_copy(update={"public": True})
    found = valid_approvals(approved(book, private, public), EditionKey(("en",)), now).unwrap()
    assert [each.by for each in found] == ["", "Anna Example"]


def test_without_an_address_for_corrections_no_approval_of_an_edition_holds() -> None:
    book = publication()
    assert book.manifest.publisher
    silent = book.manifest.publisher.model_copy(update={"corrections": ""})
    for publisher in (silent, None):
        mute = replace(book, manifest=book.manifest.model_copy(update={"publisher": publisher}))
        now = digests(mute)
        access = approval("access", access_digest(now, "en"), tag="en")
        given = approved(mute, approval("facts", now["facts"]), approval("text", now["text"]), access)
        found = valid_approvals(given, EditionKey(("en",)), now)
        assert [each.what for each in found.unwrap()] == ["access"]
        assert not found.problems  # load has told once, for all editions


def test_words_of_the_publication_s_own_templates_are_part_of_a_translation() -> None:
    book = publication()
    messages = messages_of(book)

    def told(own: tuple[str, ...], word: str, tag: str = "ru") -> dict[Scope, str]:
        strings = Catalog(tag, {"a": Translation((word,)), "b": Translation(("house",))}, own)
        return content_digests(book, Catalog(tag), language(tag), messages, strings)

    assert told((), "one") == told((), "two") == content_digests(book, Catalog("ru"), language("ru"), messages)
    before, after = told(("a",), "one"), told(("a",), "two")
    assert before["translation"] != after["translation"]
    assert (before["facts"], before["text"]) == (after["facts"], after["text"])
    assert told(("a",), "one", "en") == told((), "one", "en")

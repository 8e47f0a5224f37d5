# SPDX-License-Identifier: AGPL-3.0-or-later
"""A translation is approved when every chapter of it was reviewed as it is now, by whomever."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from octavo.localize.approvals import chapters_of_edition, content_digests, valid_approvals
from octavo.localize.reviews import chapters_in, reviewed
from octavo.markup.messages import messages_of
from octavo.model.catalog import Catalog, Translation
from octavo.model.edition import EditionKey
from octavo.model.manifest import Approval
from octavo.model.publication import Publication
from tests.localize.samples import language, publication

RU = language("ru")
BOOK = publication()
MESSAGES = messages_of(BOOK)
CHAPTERS = chapters_in(MESSAGES)
TOWN = "text/01-town.md"


def catalog(**words: str) -> Catalog:
    """Every message translated; `town` is what stands for those of the town's chapter."""
    of_town = {each.id for each in CHAPTERS[TOWN]}
    said = {each.id: words.get("town", "слово") if each.id in of_town else "слово" for each in MESSAGES}
    return Catalog("ru", {number: Translation((text,)) for number, text in said.items()})


def digests(words: Catalog) -> dict[str, str]:
    return chapters_of_edition(BOOK, words, RU, MESSAGES)


def review(chapter: str, words: Catalog, day: int = 1, by: str = "", public: bool = False) -> Approval:
    about = {"language": "ru", "chapter": chapter, "by": by, "public": public}
    return Approval(what="translation", on=date(2026, 1, day), digest=digests(words)[chapter], **about)


def told(words: Catalog, *approvals: Approval) -> tuple[Publication, list[Approval], list[str]]:
    publisher = BOOK.manifest.publisher.model_copy(update={"corrections": "mistakes@press.example"})  # type: ignore[union-attr]
    book = replace(BOOK, manifest=BOOK.manifest.model_copy(update={"approvals": approvals, "publisher": publisher}))
    found = valid_approvals(book, EditionKey(("ru",)), content_digests(book, words, RU, MESSAGES), digests(words))
    return book, list(found.unwrap()), [str(each) for each in found.problems]


def test_it_is_approved_when_the_last_chapter_is_and_not_before() -> None:
    words = catalog()
    assert len(CHAPTERS) > 3
    reviews = [review(name, words, day) for day, name in enumerate(CHAPTERS, 1)]
    assert told(words, *reviews[:-1])[1:] == ([], [])
    _, (approved,), problems = told(words, *reviews)
    assert problems == []
    assert (approved.what, approved.chapter, approved.on) == ("translation", "", date(2026, 1, len(reviews)))


def test_an_edit_reopens_its_own_chapter_alone() -> None:
    before, after = catalog(), catalog(town="другое")
    assert {name for name in CHAPTERS if digests(before)[name] != digests(after)[name]} == {TOWN}
    reviews = [review(name, before) for name in CHAPTERS]
    _, approved, problems = told(after, *reviews)
    assert approved == []
    assert len(problems) == 1
    assert "L213" in problems[0]
    assert f"translation of {TOWN}" in problems[0]
    again = review(TOWN, after, 9)
    _, (found,), _ = told(after, *reviews, again)
    assert found.on == date(2026, 1, 9)


@pytest.mark.parametrize(
    ("who", "named"),
    [
        ([("Anna Example", True)], "Anna Example"),
        ([("Anna Example", False)], ""),
        ([("Anna Example", True), ("Bo Example", True)], ""),
        ([("Anna Example", True), ("Anna Example", False)], ""),
    ],
)
def test_a_name_is_printed_only_of_who_reviewed_all_and_wants_it(who: list[tuple[str, bool]], named: str) -> None:
    words = catalog()
    people = [who[at % len(who)] for at in range(len(CHAPTERS))]
    reviews = [review(name, words, 1, *person) for name, person in zip(CHAPTERS, people, strict=True)]
    _, (approved,), _ = told(words, *reviews)
    assert approved.by == named


def test_a_review_in_another_language_or_of_no_chapter_counts_for_nothing() -> None:
    words = catalog()
    other = review(TOWN, words).model_copy(update={"language": "az"})
    gone = review(TOWN, words).model_copy(update={"chapter": "text/99-gone.md"})
    assert reviewed((other, gone), "ru", digests(words)) == {}
    assert "text/99-gone.md" in told(words, gone)[2][0]
    assert told(words, other)[2] == []


def test_only_translations_are_reviewed_by_chapters() -> None:
    with pytest.raises(ValueError, match="only translations"):
        Approval(what="text", chapter=TOWN, on=date(2026, 1, 1), digest="x")

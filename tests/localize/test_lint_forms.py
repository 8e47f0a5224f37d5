# SPDX-License-Identifier: AGPL-3.0-or-later
"""Placeholders in a translation: another noun form is allowed, a slip of the keyboard is named."""

from __future__ import annotations

import pytest

from octavo.diagnostics.problem import Problem
from octavo.localize.catalog import read_catalog
from octavo.localize.edition import localize
from octavo.markup.messages import messages_of
from octavo.model.catalog import Catalog, Message
from octavo.model.edition import EditionKey
from octavo.model.publication import Publication, Text
from tests.localize.samples import language, publication

UNIT = Message("{n} person", "unit people", "{n} people", "facts")
DIED = Message("{killed.said.people} died, {killed} by name.")
MESSAGES = (UNIT, DIED)
HEAD = f'msgid ""\nmsgstr ""\n"Plural-Forms: {language("ru").plurals}\\n"\n\n'


def read(translation: str) -> tuple[Problem, ...]:
    body = f'msgid "{DIED.msgid}"\nmsgstr "{translation}"\n'
    return read_catalog({"text.po": (HEAD + body).encode()}, language("ru"), MESSAGES).problems


@pytest.mark.parametrize(
    "translation",
    ["Погибли {killed.said.people.gen}, поимённо {killed}.", "Поимённо {killed}, погибли {killed.said.people}."],
)
def test_a_translation_may_ask_for_another_form_of_the_noun(translation: str) -> None:
    assert read(translation) == ()


@pytest.mark.parametrize(
    ("translation", "hint"),
    [
        (
            "Погибли {killed.said.peopel}, поимённо {killed}.",
            "write {killed.said.people} instead of {killed.said.peopel}",
        ),
        ("Погибли {killed.said.people}, поимённо {kiled}.", "write {killed} instead of {kiled}"),
        ("Погибли {killed.said.people}, поимённо {killed.gen}.", "write {killed} instead of {killed.gen}"),
        (
            "Погибли {killed.said.people.gen.x}, поимённо {killed}.",
            "write {killed.said.people} instead of {killed.said.people.gen.x}",
        ),
        (
            "Погибли {killed.people.gen}, поимённо {killed}.",
            "write {killed.said.people} instead of {killed.people}",
        ),
    ],
)
def test_a_misspelt_placeholder_is_told_with_the_one_that_was_meant(translation: str, hint: str) -> None:
    (found,) = read(translation)
    assert (found.code, found.hints, found.place.line) == ("L309", (hint,), 5)


def test_a_placeholder_that_is_left_out_has_no_near_one() -> None:
    (found,) = read("Погибли люди, поимённо {killed}.")
    assert found.message == "the placeholders differ: {killed.said.people} is missing"
    assert found.hints[0].startswith("copy each")


def sample() -> Publication:
    return publication(texts=(Text("01-town.md", "# Town\n\nOf {killed.people} this is the story.\n"),), tables={})


def printed(po: str, *, draft: bool) -> str:
    own = 'nouns:\n  people:\n    gen: {one: "{n} человека", few: "{n} человек", many: "{n} человек", other: "{n} ч"}\n'
    made, tongue = sample(), language("ru", own)
    catalog = read_catalog({"text.po": (HEAD + po).encode()}, tongue, messages_of(made)).unwrap()
    edition = localize(made, EditionKey(("ru",)), catalog, Catalog("ru"), tongue, draft=draft)
    return str(edition.unwrap().parts)


@pytest.mark.parametrize("flag", ["", "#, fuzzy\n"])
def test_a_named_form_is_printed_also_in_a_draft_of_a_stale_sentence(flag: str) -> None:
    po = f'{flag}msgid "Of {{killed.people}} this is the story."\nmsgstr "Рассказ о судьбе {{killed.people.gen}}."\n'
    shown = printed(po, draft=True)
    assert "Рассказ о судьбе" in shown
    assert "613\xa0человек" in shown or "613 человек" in shown

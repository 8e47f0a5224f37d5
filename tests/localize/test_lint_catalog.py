# SPDX-License-Identifier: AGPL-3.0-or-later
"""Lint of whole files: plural forms, what is allowed and kept, the words of the source, and any input at all."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from polib import POEntry

from octavo.diagnostics.problem import Problem
from octavo.localize.lint_catalog import Agreed, lint_catalog
from octavo.localize.lint_source import lint_source
from octavo.localize.pofile import read_po, write_po
from octavo.localize.update import update, wanted_of
from octavo.markup.messages import messages_of
from octavo.model.catalog import Message
from octavo.model.data import Column, Table, Term, Terms
from octavo.model.publication import Text
from tests.localize.planted import PLACE, TABLES, TERMS, UNIT
from tests.localize.samples import language, publication

WIND = Message("The wind was cold.", keys=("text/01-town.md#2",))
HEAD = f'msgid ""\nmsgstr ""\n"Plural-Forms: {language("ru").plurals}\\n"\n\n'
PEOPLE = 'msgctxt "unit people"\nmsgid "{n} person"\nmsgid_plural "{n} people"\n'


def told(body: str, tag: str = "ru") -> tuple[Problem, ...]:
    head = HEAD if tag == "ru" else ""
    agreed = Agreed(TERMS, TABLES)
    return lint_catalog({"text.po": (head + body).encode()}, language(tag), (UNIT, WIND, PLACE), agreed)


def codes(body: str) -> list[tuple[str, int]]:
    return [(each.code, each.place.line) for each in told(body)]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (PEOPLE + 'msgstr[0] "{n} человек"\nmsgstr[1] ""\nmsgstr[2] "{n} человек"\n', [("L502", 5)]),
        (PEOPLE + 'msgstr[0] "{n} человек"\nmsgstr[1] "{n} человека"\n', [("L305", 5)]),
        (PEOPLE + 'msgstr[0] "{n} человек"\nmsgstr[1] "человека"\nmsgstr[2] "{n} человек"\n', [("L315", 5)]),
        (PEOPLE + 'msgstr[0] "{n} человек"\nmsgstr[1] "{n}  человека"\nmsgstr[2] "{n}  человек"\n', [("L521", 5)] * 2),
        (PEOPLE + 'msgstr[0] ""\nmsgstr[1] ""\nmsgstr[2] ""\n', []),
        ('msgid "The wind was cold."\nmsgstr ""\n', []),
        ('msgid "Another message."\nmsgstr "Ветер  ."\n', [("L307", 5)]),
        ('#~ msgid "The wind was cold."\n#~ msgstr "Ветер  ."\n', []),
        # of a stale translation only what is wrong in itself is told
        ('#, fuzzy\nmsgid "The wind was cold."\nmsgstr "Ветер 1950  года"\n', [("L521", 5)]),
        ('msgid "The wind was cold.\nmsgstr "x"\n', [("L302", 5)]),
        ("<<<<<<< ours\n", [("L318", 5)]),
    ],
)
def test_an_entry_is_told_at_its_line(body: str, expected: list[tuple[str, int]]) -> None:
    assert codes(body) == expected


SLIP = 'msgid "The wind was cold."\nmsgstr "Ветер был  холоден."\n'


@pytest.mark.parametrize(
    ("comment", "expected"),
    [
        ("# allow L521: a gap in the original", {"L592"}),
        ("# a thought\n# allow L521, L523: a gap in\n# the original\n# octavo-accept: A: b", {"L592", "L593"}),
        ("# allow L521", {"L521", "L591"}),
        ("# allow L521:", {"L521", "L591"}),
        ("# allow L599: because", {"L521", "L591"}),
        ("# allow L309: because", {"L521", "L591"}),
        ("# allow L592: because", {"L521", "L591"}),
        ("# allow L523: because", {"L521", "L593"}),
        ("# allow the gap in the original", {"L521"}),
        ("#. allow L521: an author can't", {"L521"}),
    ],
)
def test_what_is_allowed_needs_a_code_and_a_reason(comment: str, expected: set[str]) -> None:
    assert {code for code, _ in codes(f"{comment}\n{SLIP}")} == expected


def test_what_is_allowed_is_listed_with_its_reason() -> None:
    (note,) = told(f"# allow L521: a gap\n# in the original\n{SLIP}")
    assert note.message == "L521 is allowed here: a gap in the original"
    assert str(note.place) == "locale/ru/text.po:5"


def test_what_is_allowed_outlives_an_update() -> None:
    source = publication(texts=(Text("01-town.md", "# Town\n\nThe wind was cold in the harbour.\n"),), tables={})
    entry = POEntry(
        msgid="The wind was cold in the harbour.",
        msgstr="Ветер  был холоден в гавани.",
        tcomment="allow L521: a gap in the original",
    )
    old = write_po([entry], language("ru"), "sample")
    for text in ("The wind was cold in the harbour.", "The wind was very cold in the harbour."):
        changed = replace(source, texts=(Text("01-town.md", f"# Town\n\n{text}\n"),))
        made = update(wanted_of(changed, messages_of(changed)), {"text.po": old}, language("ru")).unwrap().files
        (kept,) = (each for each in read_po(made["text.po"], "text.po")[0] or () if each.msgid == text)
        assert kept.tcomment == "allow L521: a gap in the original"
        found = lint_catalog({"text.po": made["text.po"]}, language("ru"), messages_of(changed))
        assert {each.code for each in found} == {"L592"}


TERM = Term(term="miracle", attributed=True)
FOGS = Table(
    columns={"event": Column(), "sources": Column(type="sources", optional=True)},
    rows=({"event": "A miracle came.", "sources": ["paper"]}, {"event": "The miracle came."}),
)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It was a miracle.", ["L553"]),
        ("Miracles were seen.", ["L553"]),
        ("## A miracle\n\nNobody saw it.", ["L553"]),
        ("The newspaper called it a miracle [@paper].", []),
        ("## A miracle\n\nSo the newspaper wrote [@paper].", []),
        ("The newspaper wrote “a miracle” of it.", []),
        ("She lived in the Miracle Hotel, on Miracle Lane.", []),
        ('::: quote {by="A passenger"}\nIt was a miracle.\n:::', []),
        ("Miracle\n:   The word of the newspaper [@paper].", []),
        ("It was a fog.", []),
    ],
)
def test_a_word_that_belongs_to_somebody_stands_with_its_speaker(text: str, expected: list[str]) -> None:
    made = publication(texts=(Text("01-town.md", f"# Town\n\n{text}\n"),), tables={}, terms=Terms(terms=(TERM,)))
    found = lint_source(messages_of(made), made.terms.terms, made.tables)
    assert [each.code for each in found] == expected
    assert all(each.place.key.startswith("text/01-town.md#") for each in found)


def test_a_row_names_its_speaker_in_its_sources() -> None:
    made = publication(texts=(), tables={"fogs": FOGS}, terms=Terms(terms=(TERM,)))
    (found,) = lint_source(messages_of(made), made.terms.terms, made.tables)
    assert (found.code, found.place.key) == ("L553", "data/fogs.yaml#rows.1.event")


@pytest.mark.parametrize(
    ("text", "is_told"),
    [
        ("The Samplers killed the wind.", True),
        ("It is said that Samplers attacked at night.", True),
        (
            "In the night the Samplers had burned it.",
            False,
        ),  # who did it stands after words of time: missed, not guessed
        ("Samplers were attacked at night.", False),
        ("The Samplers lived in the town.", False),
        ("Sampler forces attacked at night.", False),
        ("“The Samplers killed”, she said.", False),
        ("Many Samplers killed the time.", False),
    ],
)
def test_a_people_is_the_subject_of_no_deed(text: str, is_told: bool) -> None:
    message = Message(text, keys=("text/01-town.md#2",))
    named, plain = Term(term="Samplers", people=True), Term(term="Samplers")
    assert [each.code for each in lint_source((message,), (named,), {})] == (["L554"] if is_told else [])
    assert lint_source((message,), (plain,), {}) == (), "no people is known unless the publication names it"


SIGNS = st.sampled_from(list("aаəәé«»“”„’'\"\u200b\u200d\u202e\u00ad\u0301\ufffc٣३.,;:?!؟। \u00a0\n*[]{}()@^\\-–…12XI"))
WORDS = st.lists(
    SIGNS | st.sampled_from(["{killed.people.gen}", "[@a, p. 1]", "keeper", "möcüzə", "1,000"]), max_size=30
)
ANY = WORDS.map("".join) | st.text(max_size=40)


@settings(max_examples=150, deadline=None)
@given(st.sampled_from(["az", "ar", "ru", "de", "tr", "fr", "ka", "hi", "he", "zh", "th"]), ANY, ANY, ANY)
def test_any_translation_gives_problems_and_no_fault(tag: str, source: str, form: str, comment: str) -> None:
    if not source:
        return
    tongue = language(tag) if tag not in ("zh", "th") else language("he").model_copy(update={"tag": tag})
    message = Message(source, keys=("text/01-town.md#2",))
    data = write_po([POEntry(msgid=source, msgstr=form, tcomment=comment)], tongue, "sample")
    found = lint_catalog({"text.po": data}, tongue, (UNIT, PLACE, message), Agreed(TERMS, TABLES))
    assert all(each.place.file == f"locale/{tag}/text.po" and each.message for each in found)
    assert isinstance(lint_source((message,), TERMS, TABLES), tuple)


@settings(max_examples=60, deadline=None)
@given(st.binary(max_size=200) | st.text(max_size=200).map(str.encode) | ANY.map(lambda text: (HEAD + text).encode()))
def test_any_file_gives_problems_and_no_fault(data: bytes) -> None:
    for each in lint_catalog({"text.po": data}, language("ru"), (UNIT, WIND)):
        assert each.place.file == "locale/ru/text.po"


def test_a_huge_message_is_read_in_time() -> None:
    body = f'msgid "The wind was cold."\nmsgstr "{"1 " * 1_000_000}"\n'
    (found,) = told(body)
    assert (found.code, found.place.line) == ("L319", 5)

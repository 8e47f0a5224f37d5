# SPDX-License-Identifier: AGPL-3.0-or-later
"""Bringing PO files up to date: nothing that stands is lost, what changed is stale with what it was, in its place."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from polib import POEntry, POFile, pofile

from octavo.localize.catalog import read_catalog
from octavo.localize.language import read_language
from octavo.localize.merge import merge as merge_whole
from octavo.localize.status import status
from octavo.localize.update import add, update, update_house, wanted_of
from octavo.markup.messages import messages_of
from octavo.model.canonical import encode
from octavo.model.catalog import Message
from octavo.model.publication import Text
from tests.localize.samples import TOWN, language, publication, statistics

RU = language("ru")


def said(*texts: str) -> list[Message]:
    return [Message(text, keys=(f"text/01.md#{at}",)) for at, text in enumerate(texts, 1)]


def merge(old: list[POEntry], messages: list[Message], forms: int) -> list[POEntry]:
    return merge_whole(old, messages, forms).entries


def translated(*texts: str) -> list[POEntry]:
    return [POEntry(msgid=text, msgstr=text.upper()) for text in texts]


def shown(entries: list[POEntry]) -> list[tuple[str, str, str]]:
    flag = {True: "gone", False: ""}
    return [(entry.msgid, entry.msgstr, "stale" if entry.fuzzy else flag[bool(entry.obsolete)]) for entry in entries]


def filled(data: bytes) -> bytes:
    """A PO file in which every message is translated by itself in brackets."""
    po = pofile(data.decode())
    for entry in po:
        if entry.msgid_plural:
            entry.msgstr_plural = dict.fromkeys(entry.msgstr_plural, entry.msgid_plural)
        else:
            entry.msgstr = entry.msgid
    return str(po).encode()


def test_a_new_row_above_moves_nothing() -> None:
    old = translated("one two three", "four five six")
    assert shown(merge(old, said("new", "one two three", "four five six"), 2)) == [
        ("new", "", ""),
        ("one two three", "ONE TWO THREE", ""),
        ("four five six", "FOUR FIVE SIX", ""),
    ]


def test_a_changed_sentence_is_stale_and_shows_what_it_was() -> None:
    old = translated("a", "Between seven and eight people died here", "b")
    merged = merge(old, said("a", "Between seven and nine people died here", "b"), 2)
    assert shown(merged)[1] == (
        "Between seven and nine people died here",
        "BETWEEN SEVEN AND EIGHT PEOPLE DIED HERE",
        "stale",
    )
    assert merged[1].previous_msgid == "Between seven and eight people died here"
    again = merge(merged, said("a", "Between seven and ten people died here", "b"), 2)
    assert again[1].previous_msgid == "Between seven and eight people died here", "what the translation was made for"


def test_a_look_alike_from_elsewhere_is_not_taken() -> None:
    old = translated("The ferry sank at night", "x", "y")
    merged = merge(old, said("x", "y", "The ferry sank at noon"), 2)
    assert shown(merged) == [
        ("x", "X", ""),
        ("y", "Y", ""),
        ("The ferry sank at noon", "", ""),
        ("The ferry sank at night", "THE FERRY SANK AT NIGHT", "gone"),
    ]


def test_what_was_gone_comes_back() -> None:
    gone = merge(translated("a", "b"), said("a"), 2)
    assert shown(gone)[1] == ("b", "B", "gone")
    assert shown(merge(gone, said("a", "b"), 2)) == [("a", "A", ""), ("b", "B", "")]


def test_untranslated_messages_go_without_a_trace() -> None:
    assert shown(merge([POEntry(msgid="a")], said("b"), 2)) == [("b", "", "")]


def test_translators_comments_stay_and_a_changed_plural_is_stale() -> None:
    old = POEntry(msgid="{n} person", msgid_plural="{n} people", msgstr_plural={0: "a", 1: "b"}, tcomment="why")
    (same,) = merge([old], [Message("{n} person", plural="{n} people")], 3)
    assert (same.tcomment, same.msgstr_plural, same.fuzzy) == ("why", {0: "a", 1: "b", 2: ""}, False)
    (changed,) = merge([old], [Message("{n} person", plural="{n} persons")], 2)
    assert changed.fuzzy
    assert changed.previous_msgid_plural == "{n} people"


WORDS = st.text(st.sampled_from("abc "), min_size=1, max_size=8).filter(str.strip)


@given(st.lists(WORDS, unique=True, max_size=12), st.lists(WORDS, unique=True, max_size=12))
def test_every_exact_translation_is_kept_and_nothing_is_lost(before: list[str], after: list[str]) -> None:
    merged = merge(translated(*before), said(*after), 2)
    found = {entry.msgid: entry for entry in merged}
    assert [entry.msgid for entry in merged if not entry.obsolete] == after
    for text in set(before) & set(after):
        assert (found[text].msgstr, found[text].fuzzy) == (text.upper(), False)
    held = {entry.msgstr for entry in merged} | {(entry.previous_msgid or "").upper() for entry in merged}
    assert {text.upper() for text in before} <= held
    assert str_of(merge(merged, said(*after), 2)) == str_of(merged), "a second update changes nothing"


def str_of(entries: list[POEntry]) -> str:
    po = POFile()
    po.extend(entries)
    return str(po)


def test_seven_hundred_changed_paragraphs_are_found_again() -> None:
    before = [
        f"Paragraph {at} says at length what was seen by witness {at * 7} in the town on that day" for at in range(700)
    ]
    after = [text.replace("town", "village") if at % 15 == 0 else text for at, text in enumerate(before)]
    merged = merge(translated(*before), said(*after), 2)
    every = merge(translated(*before), said(*(text.replace("town", "village") for text in before)), 2)
    assert sum(entry.fuzzy for entry in merged) == 47
    assert sum(entry.fuzzy for entry in every) == 700


def test_new_files_have_every_message_and_pass_for_the_language() -> None:
    book = publication()
    messages = messages_of(book)
    files = add(book, messages, "ru").unwrap()
    assert sorted(files) == ["facts.po", "locale.yaml", "text.po"]
    entries = [entry for name in ("text.po", "facts.po") for entry in pofile(files[name].decode())]
    assert sorted((entry.msgctxt or "", entry.msgid) for entry in entries) == sorted(
        (message.context, message.msgid) for message in messages
    )
    assert not read_language("ru", None, files["locale.yaml"]).problems
    text = files["text.po"].decode()
    assert "#: text/01-town.md\n" in text
    assert "the ferry sank by night" in text
    assert "#. {killed.commission.said.people}: at least 161 people\n" in text
    assert "Date:" not in text
    assert max(map(len, text.splitlines())) <= max(80, len(RU.plurals) + 20)


def test_an_update_of_what_is_up_to_date_changes_no_byte() -> None:
    book = publication()
    messages = messages_of(book)
    files = update(wanted_of(book, messages), {}, RU).unwrap().files
    done = {name: filled(data) for name, data in files.items()}
    once = update(wanted_of(book, messages), done, RU).unwrap().files
    assert update(wanted_of(book, messages), once, RU).unwrap().files == once


def test_a_corrected_figure_makes_no_translation_stale() -> None:
    """Must show 3 of the issue: a placeholder stands where the number was."""
    before, after = publication(), publication(statistics=statistics(614))
    files = {
        name: filled(data)
        for name, data in update(wanted_of(before, messages_of(before)), {}, RU).unwrap().files.items()
    }
    changed = update(wanted_of(after, messages_of(after)), files, RU).unwrap().files
    counts = status(read_catalog(changed, RU, messages_of(after)).unwrap(), messages_of(after))
    assert [(each.stale, each.untranslated) for each in counts] == [(0, 0), (0, 0)]
    catalogs = [read_catalog(each, RU, messages_of(after)).unwrap() for each in (files, changed)]
    assert encode(catalogs[0]) == encode(catalogs[1])


def test_a_changed_sentence_is_counted() -> None:
    before = publication()
    after = publication(
        texts=(Text("01-town.md", TOWN.replace("We *heard* nothing.", "We *heard* a bell, once.")), *before.texts[:1])
    )
    files = {
        name: filled(data)
        for name, data in update(wanted_of(before, messages_of(before)), {}, RU).unwrap().files.items()
    }
    changed = update(wanted_of(after, messages_of(after)), files, RU).unwrap().files
    text, facts = status(read_catalog(changed, RU, messages_of(after)).unwrap(), messages_of(after))
    assert (text.file, text.stale + text.untranslated, text.words_left) == ("locale/ru/text.po", 1, 5)
    assert not text.complete
    assert facts.complete
    assert text.messages == text.translated + 1


def test_a_message_that_moves_to_another_file_keeps_its_translation() -> None:
    book = publication()
    messages = list(messages_of(book))
    moved = [replace(each, domain="facts") if each.msgid == "The ferry" else each for each in messages]
    files = {name: filled(data) for name, data in update(wanted_of(book, messages), {}, RU).unwrap().files.items()}
    changed = update(wanted_of(book, moved), files, RU).unwrap().files
    entry = next(each for each in pofile(changed["facts.po"].decode()) if each.msgid == "The ferry")
    assert entry.msgstr == "The ferry"
    assert not entry.fuzzy


def test_names_and_words_of_templates_are_left_alone() -> None:
    book = publication()
    files = (
        update(wanted_of(book, messages_of(book)), {"names.po": b'msgid "Anna"\nmsgstr "\xd0\x90"\n'}, RU)
        .unwrap()
        .files
    )
    assert "names.po" not in files


def test_what_translators_wrote_in_the_header_stays() -> None:
    book = publication()
    head = (
        b'# Translators: Anna Example\nmsgid ""\nmsgstr ""\n'
        b'"Last-Translator: Anna Example\\n"\n"POT-Creation-Date: 2001-01-01\\n"\n'
    )
    text = update(wanted_of(book, messages_of(book)), {"text.po": head}, RU).unwrap().files["text.po"].decode()
    assert text.startswith("# Translators: Anna Example\n")
    assert '"Last-Translator: Anna Example\\n"' in text
    assert "POT-Creation-Date" not in text
    assert RU.plurals in text


@pytest.mark.parametrize("name", ["text.po", "facts.po"])
def test_a_broken_file_is_not_overwritten(name: str) -> None:
    book = publication()
    outcome = update(wanted_of(book, messages_of(book)), {name: b"msgid broken"}, RU)
    assert outcome.value is None
    assert [(each.code, each.place.file) for each in outcome.problems] == [("L302", f"locale/ru/{name}")]


def test_words_of_the_house_have_a_file_of_their_own() -> None:
    messages = [Message("Contents", domain="strings", keys=("front/contents.html",))]
    first = update_house(messages, None, RU).unwrap()
    assert b'msgid "Contents"\nmsgstr ""' in first
    second = update_house([*messages, Message("Notes", domain="strings")], filled(first), RU).unwrap()
    assert b'msgid "Contents"\nmsgstr "Contents"' in second
    assert update_house(messages, b"\xff", RU).value is None

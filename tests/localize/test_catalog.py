# SPDX-License-Identifier: AGPL-3.0-or-later
"""PO files to catalogs: what makes no difference, what each state is, and every fault at its line."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st
from polib import POEntry, pofile

from octavo.diagnostics.problem import Outcome
from octavo.localize.catalog import read_catalog
from octavo.localize.pofile import read_po, write_po
from octavo.model.canonical import encode
from octavo.model.catalog import Catalog, Message, Translation
from octavo.model.locale import Language
from tests.localize.samples import language

FERRY = Message("The *ferry* sank with {killed} [@harbour].", keys=("text/01-town.md#2",))
TOWN = Message("The town", "heading", keys=("text/01-town.md#1",))
PEOPLE = Message("{n} person", "unit people", "{n} people", "facts", ("facts/statistics.yaml#people",))
WORD = Message("Note {number}", domain="strings", keys=("macros/apparatus.html",))
MESSAGES = (FERRY, TOWN, PEOPLE, WORD)
RU = language("ru")
HEAD = (
    'msgid ""\nmsgstr ""\n"Language: ru\\n"\n"Content-Type: text/plain; charset=UTF-8\\n"\n'
    f'"Plural-Forms: {RU.plurals}\\n"\n\n'
)
GOOD = 'msgid "The *ferry* sank with {killed} [@harbour]."\nmsgstr "*Паром* затонул: {killed} [@harbour]."\n'
UNIT = 'msgctxt "unit people"\nmsgid "{n} person"\nmsgid_plural "{n} people"\n'


def read(body: str, head: str = HEAD, name: str = "text.po") -> tuple[Catalog, list[tuple[str, int]]]:
    outcome = read_catalog({name: (head + body).encode()}, RU, MESSAGES)
    return outcome.unwrap(), [(each.code, each.place.line) for each in outcome.problems]


def test_each_message_has_its_state() -> None:
    catalog, problems = read(
        GOOD
        + '\n#, fuzzy\nmsgctxt "heading"\nmsgid "The town"\nmsgstr "Город"\n'
        + "\n# octavo-accept: Anna Example: the word is the same\n#, fuzzy\n"
        + 'msgid "Note {number}"\nmsgstr "Сноска {number}"\n'
        + "\n"
        + UNIT
        + 'msgstr[0] ""\nmsgstr[1] ""\nmsgstr[2] ""\n'
    )
    assert problems == []
    assert {name: entry.state for name, entry in catalog.entries.items()} == {
        FERRY.id: "translated",
        TOWN.id: "stale",
        WORD.id: "accepted",
        PEOPLE.id: "untranslated",
    }
    assert catalog.entries[WORD.id].accepted == "Anna Example: the word is the same"


def test_obsolete_entries_are_nobody_s() -> None:
    catalog, problems = read('#~ msgid "The *ferry* sank with {killed} [@harbour]."\n#~ msgstr "<b>"\n')
    assert catalog.entries[FERRY.id].state == "untranslated"
    assert problems == []


def test_a_changed_plural_makes_a_translation_stale() -> None:
    catalog, _ = read(
        'msgctxt "unit people"\nmsgid "{n} person"\nmsgid_plural "{n} persons"\n'
        'msgstr[0] "{n} ч"\nmsgstr[1] "{n} ч"\nmsgstr[2] "{n} ч"\n'
    )
    assert catalog.entries[PEOPLE.id].state == "stale"


def test_order_header_comments_and_wrapping_make_no_difference() -> None:
    other = (
        'msgid ""\nmsgstr ""\n"Language: ru_RU\\n"\n"Last-Translator: Anna Example\\n"\n"X-Generator: Poedit 3.4\\n"\n'
        f'"Content-Type: text/plain; charset=utf-8\\n"\n"Plural-Forms: {RU.plurals}\\n"\n\n'
        '# a thought\nmsgctxt "heading"\nmsgid "The town"\nmsgstr "Город"\n\n#. paragraph\n#: text/01.md:7\n'
        'msgid ""\n"The *ferry* sank with "\n"{killed} [@harbour]."\n'
        'msgstr ""\n"*Паром* затонул: "\n"{killed} [@harbour]."\n'
    )
    one, _ = read(GOOD + '\nmsgctxt "heading"\nmsgid "The town"\nmsgstr "Город"\n')
    two, problems = read(other, head="")
    three, _ = read(other.replace("\n", "\r\n"), head="\ufeff")
    assert problems == []
    assert encode(one) == encode(two) == encode(three)


def test_the_language_may_be_a_tag() -> None:
    outcome = read_catalog({"text.po": (HEAD + GOOD).encode()}, "ru", MESSAGES)
    assert not outcome.problems
    assert outcome.unwrap().entries[FERRY.id].forms == ("*Паром* затонул: {killed} [@harbour].",)


@pytest.mark.parametrize(
    ("body", "code", "line"),
    [
        ('msgid "The town"\nmsgstr "Город"\n', "L307", 7),
        (GOOD + "\n" + GOOD, "L306", 10),
        ('msgid "x\nmsgstr "y"\n', "L302", 7),
        ("msgid x\n", "L302", 7),
        ('msgstr "y"\nmsgid "x"\nmsgctxt "z"\nmsgstr "q"\n', "L302", 7),
        ('msgctxt "unit people"\nmsgid ""\nmsgstr "x"\n', "L302", 7),
        (GOOD.replace("затонул", "<b>затонул</b>"), "L308", 7),
        (GOOD.replace("затонул", "{% include 'x' %}"), "L308", 7),
        (GOOD.replace("затонул", "{{ killed }}"), "L308", 7),
        (GOOD.replace("затонул", "&nbsp;"), "L308", 7),
        (GOOD.replace(": {killed}", ""), "L309", 7),
        (GOOD.replace(": {killed}", ": {killed} и {killed}"), "L309", 7),
        (GOOD.replace(": {killed}", ": {dead}"), "L309", 7),
        (GOOD.replace("*Паром*", "Паром"), "L310", 7),
        (GOOD.replace("*Паром*", "**Паром**"), "L310", 7),
        (GOOD.replace("затонул", "[затонул](#x"), "L310", 7),
        (GOOD.replace("затонул", "затонул]"), "L310", 7),
        (GOOD.replace("затонул", "**затонул"), "L310", 7),
        (GOOD.replace("затонул", "затонул " * 4000), "L319", 7),
        (
            GOOD.replace(" [@harbour]", "", 2).replace("sank with {killed}.", "sank with {killed} [@harbour]."),
            "L310",
            7,
        ),
        (GOOD.replace(": {killed}", ": {killed}-го"), "L311", 7),
        (GOOD.replace(": {killed}", ": {killed}х"), "L311", 7),
        (GOOD.replace("затонул", "за\u202eтонул"), "L312", 7),
        (GOOD.replace("затонул", "\u2067затонул"), "L313", 7),
        (GOOD.replace("затонул", "за\\bтонул"), "L317", 7),
        (GOOD.replace("затонул", "за\u2028тонул"), "L317", 8),
        (UNIT + 'msgstr[0] "{n} ч"\nmsgstr[1] "{n} ч"\n', "L305", 7),
        (UNIT + 'msgstr[0] "один ч"\nmsgstr[1] "{n} ч"\nmsgstr[2] "{n} ч"\n', "L315", 7),
        (UNIT + 'msgstr[0] "{n} {x} ч"\nmsgstr[1] "{n} ч"\nmsgstr[2] "{n} ч"\n', "L309", 7),
        ('msgid "Note {number}"\nmsgstr "{number.__class__} {number}"\n', "L309", 7),
        ('msgid "Note {number}"\nmsgstr "{number} {"\n', "L309", 7),
        ('# octavo-accept: no reason\n#, fuzzy\nmsgid "Note {number}"\nmsgstr "Сноска {number}"\n', "L106", 7),
    ],
)
def test_what_is_wrong_is_said_at_its_line_and_not_used(body: str, code: str, line: int) -> None:
    catalog, problems = read(body)
    assert problems == [(code, line)]
    assert all(entry.state != "translated" or code == "L306" for entry in catalog.entries.values())


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("Language: az", "L303"),
        ("Content-Type: text/plain; charset=windows-1251", "L314"),
        ("Plural-Forms: nplurals=2; plural=(n != 1);", "L304"),
        ("Plural-Forms: nonsense", "L304"),
    ],
)
def test_a_header_of_another_language_is_refused(line: str, code: str) -> None:
    _, problems = read(GOOD, f'msgid ""\nmsgstr ""\n"{line}\\n"\n\n')
    assert problems == [(code, 1)]


@pytest.mark.parametrize("found", ["ru", "ru_RU", "ru-Cyrl", "RU", ""])
def test_a_header_may_say_more_of_the_same_language(found: str) -> None:
    assert read(GOOD, f'msgid ""\nmsgstr ""\n"Language: {found}\\n"\n\n')[1] == []


def test_a_form_for_one_number_alone_may_leave_it_out() -> None:
    ar = language("ar")
    forms = ["لا أحد", "شخص واحد", "شخصان", "{n} أشخاص", "{n} شخصًا", "{n} شخص"]
    body = UNIT + "".join(f'msgstr[{at}] "{form}"\n' for at, form in enumerate(forms))
    outcome = read_catalog({"facts.po": body.encode()}, ar, MESSAGES)
    assert not outcome.problems
    assert outcome.unwrap().entries[PEOPLE.id].forms == tuple(forms)


def test_two_files_may_not_contradict_each_other() -> None:
    files = {"text.po": GOOD.encode(), "facts.po": GOOD.replace("Паром", "Корабль").encode()}
    outcome = read_catalog(files, RU, MESSAGES)
    assert [(each.code, each.place.file) for each in outcome.problems] == [("L316", "locale/ru/facts.po")]
    words = 'msgid "Note {number}"\nmsgstr "{number}"\n'
    files = {"strings.po": words.encode(), "ru.po": words.replace('"{number}"', '"Сноска {number}"').encode()}
    outcome = read_catalog(files, RU, MESSAGES)
    assert not outcome.problems, "a theme's own word wins"
    assert outcome.unwrap().entries[WORD.id].forms == ("{number}",)


def test_another_encoding_is_refused() -> None:
    outcome = read_catalog({"text.po": (HEAD + GOOD).encode("utf-16")}, RU, MESSAGES)
    assert [each.code for each in outcome.problems] == ["L301"]
    outcome = read_catalog({"text.po": GOOD.encode("windows-1251")}, RU, MESSAGES)
    assert [(each.code, each.place.line) for each in outcome.problems] == [("L301", 2)]


def test_a_po_file_is_never_taken_for_the_name_of_one(tmp_path_factory: pytest.TempPathFactory) -> None:
    secret = tmp_path_factory.mktemp("x") / "secret.po"
    secret.write_text(GOOD, encoding="utf-8")
    catalog, problems = read(str(secret), head="")
    assert problems == [("L302", 1)]
    assert catalog.entries[FERRY.id].state == "untranslated"


TEXT = st.text(st.characters(exclude_categories=["Cs", "Cc", "Zl", "Zp"]), max_size=80)


@given(st.lists(st.tuples(TEXT.filter(bool), TEXT), unique_by=lambda pair: pair[0], max_size=8))
def test_po_to_catalog_to_po(pairs: list[tuple[str, str]]) -> None:
    messages = [
        Message(f"{at} {msgid}", domain="names", keys=("names/a.csv#1",)) for at, (msgid, _) in enumerate(pairs)
    ]
    entries = [POEntry(msgid=each.msgid, msgstr=text) for each, (_, text) in zip(messages, pairs, strict=True)]
    data = write_po(entries, RU, "test")
    po, problems = read_po(data, "names.po")
    assert po is not None
    assert not problems
    assert [(entry.msgid, entry.msgstr) for entry in po] == [(entry.msgid, entry.msgstr) for entry in entries]
    assert write_po(list(po), RU, "test", po) == data


@given(
    st.binary(max_size=300)
    | st.text(alphabet='msgidstrcxplual_[]012"#~|,:\\ \n\r\tabc{}<>%', max_size=200).map(str.encode)
)
def test_broken_bytes_give_problems_never_an_exception(data: bytes) -> None:
    outcome = read_catalog({"text.po": data}, RU, MESSAGES)
    assert outcome.value is not None


@given(st.text(max_size=60), st.text(max_size=60))
def test_any_translation_is_judged_without_an_exception(one: str, two: str) -> None:
    entries = [POEntry(msgid=FERRY.msgid, msgstr=one), POEntry(msgid=TOWN.msgid, msgctxt="heading", msgstr=two)]
    outcome = read_catalog({"text.po": "\n".join(map(str, entries)).encode("utf-8", "replace")}, RU, MESSAGES)
    assert outcome.unwrap().entries.keys() == {each.id for each in MESSAGES}


def test_msgids_and_forms_survive_a_tool_that_rewraps() -> None:
    data = write_po([POEntry(msgid=FERRY.msgid, msgstr="*Паром* " * 20 + "{killed} [@harbour]")], RU, "test")
    again = pofile(data.decode())
    again.wrapwidth = 40
    one, two = (read_catalog({"text.po": each}, RU, (FERRY,)).unwrap() for each in (data, str(again).encode()))
    assert one.entries[FERRY.id] == two.entries[FERRY.id]
    assert isinstance(one.entries[FERRY.id], Translation)


def test_what_is_known_of_translations_is_told_where_they_stand_now() -> None:
    """A translation that is as it was is not judged anew; its place, and what is wrong with others, is."""
    wrong = 'msgid "The *ferry* sank with {killed} [@harbour]."\nmsgstr "Паром {{ x }}"\n'
    known: dict[str, bytes] = {}
    asked: list[str] = []

    def remember(key: str, make: Callable[[], bytes]) -> bytes:
        if key not in known:
            asked.append(key)
            known[key] = make()
        return known[key]

    def judged(body: str, tongue: Language = RU) -> tuple[Outcome[Catalog], Outcome[Catalog]]:
        files = {"text.po": (HEAD + body).encode()}
        return read_catalog(files, tongue, MESSAGES, remember), read_catalog(files, tongue, MESSAGES)

    first = judged(wrong)
    assert first[0] == first[1]
    assert [each.code for each in first[0].problems] == ["L308"]
    lower = judged("\n\n" + wrong)
    assert lower[0] == lower[1]
    assert lower[0].problems[0].place.line == first[0].problems[0].place.line + 2
    assert len(asked) == 1
    both = judged(UNIT + 'msgstr[0] "{n} чел."\nmsgstr[1] "чел."\nmsgstr[2] "{n} чел."\n\n' + GOOD)
    assert both[0] == both[1]
    assert len(asked) == 3
    assert judged(GOOD, language("tr"))[0].problems == judged(GOOD, language("tr"))[1].problems
    assert len(asked) == 4, "another language may have other rules"

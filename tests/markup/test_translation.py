# SPDX-License-Identifier: AGPL-3.0-or-later
"""Translation inside the parser: words change, blocks don't."""

from __future__ import annotations

from octavo.markup.parse import ParsedText, parse_text
from octavo.markup.shape import inline_shape, placeholders_of
from octavo.model.blocks import plain
from octavo.model.catalog import Message
from tests.markup.samples import FILE, FULL, all_blocks, codes, outline, parsed


def translated(source: str, words: dict[str, str]) -> ParsedText:
    return parse_text(source, FILE, lambda message: words.get(message.msgid))


def test_each_block_takes_its_words() -> None:
    text = translated("# Town\n\nOne *two*.\n\n| a | 12 |\n|---|---|\n| b | – |", {"Town": "Şəhər", "b": "be"})
    assert [plain(block.inline) for block in all_blocks(text) if block.inline] == [
        "Şəhər",
        "One two.",
        "a",
        "12",
        "be",
        "–",
    ]


def test_an_empty_translation_leaves_the_source() -> None:
    assert translated("# Town", {"Town": " \n"}).title == parsed("# Town").title


def test_keys_ids_and_lines_are_those_of_the_source() -> None:
    text = parse_text(FULL, FILE, lambda message: "Başqa söz")
    source = parsed(FULL)
    assert text.title is not None
    assert text.title.attrs == {"level": "1", "id": "town"}
    assert (text.lines, text.messages, text.allowed) == (source.lines, source.messages, source.allowed)
    same = [
        line.replace("A neighbour", "Başqa söz").replace("On boats", "Başqa söz") for line in outline(source.blocks)
    ]
    assert outline(text.blocks) == same


def test_a_block_knows_the_message_it_came_from() -> None:
    text = parsed(FULL)
    ids = {key: message.id for message in text.messages for key in message.keys}
    for block in all_blocks(text):
        assert block.message == ids.get(block.key, "")


def test_block_syntax_in_a_translation_is_plain_text() -> None:
    for words in (
        "# Not a title",
        "- not a list",
        "::: note",
        "> no quote",
        "a\n\n- b\n\n# c",
        "| a |\n|---|",
        "[^n]: x",
    ):
        text = translated("# T\n\nSome words here.", {"Some words here.": words})
        assert [block.kind for block in text.blocks] == ["paragraph"], words
        assert plain(text.blocks[0].inline).split() == words.split(), words


def test_an_id_in_a_translation_changes_no_anchor() -> None:
    text = translated("# Town hall {#hall}", {"Town hall": "Bələdiyyə {#bina}"})
    assert text.title is not None
    assert text.title.attrs["id"] == "hall"
    assert codes(text) == ["T920 1:0"]


def test_notes_follow_the_order_of_the_translation() -> None:
    source = "# T\n\nFirst[^a], then[^b].\n\n[^a]: A a.\n\n[^b]: B b."
    assert list(parsed(source).notes) == ["a", "b"]
    assert list(translated(source, {"First[^a], then[^b].": "Then[^b], first[^a]."}).notes) == ["b", "a"]


def test_a_translation_that_loses_or_invents_a_note_does_no_harm() -> None:
    source = "# T\n\nFirst[^a] [@b].\n\n[^a]: A a."
    lost = translated(source, {"First[^a] [@b].": "Birinci."})
    assert (lost.notes, lost.problems) == ({}, ())
    invented = translated(source, {"First[^a] [@b].": "Birinci[^x] [@."})
    assert codes(invented) == ["T923 3:0", "T930 3:0"]
    assert plain(invented.blocks[0].inline) == "Birinci[^x] [@."


def test_problems_of_the_source_are_not_said_again() -> None:
    source = "# T\n\n### Skipped\n\nA {b c} word.\n\n<!-- allow -->"
    assert codes(parsed(source)) == ["T945 3:0", "T920 5:3", "T912 7:0"]
    assert codes(translated(source, {"A {b c} word.": "Bir söz."})) == []


def test_attributes_are_translated() -> None:
    text = translated(FULL, {"A neighbour": "Qonşu", "On boats": "Qayıqlar haqqında"})
    directives = [block.attrs for block in all_blocks(text) if block.kind == "directive"]
    assert directives[0] == {"by": "Qonşu", "source": "example2001", "lang": "en", "name": "quote"}
    assert directives[1] == {"title": "Qayıqlar haqqında", "name": "aside"}


def test_lines_of_verse_may_be_broken_anew() -> None:
    source = "# T\n\n::: verse\nOver the water\nunder the sky\n:::"
    (message,) = parsed(source).messages[1:]
    assert message.msgid == "Over the water\\\nunder the sky"
    text = translated(source, {message.msgid: "Suyun\nüstündə\\\ngöyün altında"})
    assert [run.kind for run in text.blocks[0].children[0].inline] == ["text", "break", "text", "break", "text"]


def test_a_reference_link_goes_to_translators_with_its_address() -> None:
    source = "# T\n\nSee [the *page*][p], [p], [q][] [a](/b).\n\n[p]: https://example.org/(x) 'A \"t\"'\n[q]: <c d>"
    (message,) = parsed(source).messages[1:]
    page = '(<https://example.org/(x)> "A \\"t\\"")'
    assert message.msgid == f"See [the *page*]{page}, [p]{page}, [q](c%20d) [a](/b)."
    assert inline_shape(message.msgid).count(("link", "https://example.org/(x)")) == 2


def test_messages_say_where_they_stand() -> None:
    found = {message.msgid: message for message in parsed(FULL).messages}
    assert {message.context for message in found.values() if len(message.msgid.split()) > 3} == {""}
    short = ("A sample town", "first", "Day", "Monday", "Ferry", "A neighbour", "On boats", "A note in a note.")
    assert [found[each].context for each in short] == ["heading", "item", "header", "cell", "term", "by", "title", ""]
    assert found["inner"].comment == "list/item/list/item"
    assert found["more of it"].keys == (f"{FILE}#13",)
    assert found["It had a second paragraph."].comment == "footnote boat"
    left = next(message for message in found.values() if "by boat" in message.msgid)
    assert left.comment == "paragraph\n“boat” is the ferry"
    assert left.flags == ("md-text", "python-brace-format")
    assert not {"12", "{killed}"} & found.keys()


def test_the_same_words_are_one_message_with_all_their_keys() -> None:
    text = parsed("# T\n\n| a b |\n|---|\n| yes |\n| no |\n| yes |\n\n> yes")
    same = [message for message in text.messages if message.msgid == "yes"]
    assert [(message.context, message.keys) for message in same] == [
        ("cell", (f"{FILE}#6", f"{FILE}#10")),
        ("", (f"{FILE}#12",)),
    ]


def test_the_shape_of_a_message() -> None:
    source = "*A* **[b](https://example.org)** `c`[^d] [@e, p. 1; @f] {g.said} [h]{lang=az .k}"
    other = "[ğ]{.k lang=az} {g.said} [@f; @e, s. 1] [^d]`c` *ə* [**b**](https://example.org)"
    assert inline_shape(source) == inline_shape(other)
    assert inline_shape(source) != inline_shape(source.replace("{g.said}", "{g}"))
    assert ("span", "class=k lang=az") in inline_shape(source)
    assert inline_shape(r"\*a\* 5 * 6 * 7") == ()
    assert placeholders_of(r"{b} `{c}` \{d} {a.said} {b}") == ("b", "a.said", "b")


def test_a_translator_sees_a_message_even_where_it_is_silenced() -> None:
    seen: list[Message] = []

    def look(message: Message) -> None:
        seen.append(message)

    parse_text(FULL, FILE, look)
    assert {message.id for message in seen} == {message.id for message in parsed(FULL).messages}

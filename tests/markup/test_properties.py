# SPDX-License-Identifier: AGPL-3.0-or-later
"""What holds for any text at all: problems, never exceptions; and messages that only words can change."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from octavo.markup.parse import parse_inline, parse_text
from octavo.markup.segments import fold
from octavo.markup.shape import inline_shape, placeholders_of
from octavo.model.blocks import Block
from octavo.model.catalog import Message
from tests.markup.samples import FILE, FULL, all_blocks, outline, parsed

PIECES = (
    *(
        "::: ",
        ":::",
        "::::\n",
        "{",
        "}",
        "[",
        "]",
        "](",
        ")",
        "[^boat]",
        "[^boat]: ",
        "*",
        "**",
        "_",
        "`",
        "```\n",
        "~~~\n",
    ),
    *("> ", "- ", "1. ", "| ", "|---|\n", "<!--", "-->", "<!-- allow T922: x -->\n", "<!-- note: y -->\n", "[@", "@a;"),
    *("{killed}", "{a.b.c", "\\", "!", "# ", "{#x}", "<b>", "&amp;", "&#0;", "\t", "    ", ": x\n", "---\n", "===\n"),
    *("lang=az", '"', "[x]: y\n", "<http://a>", "\u00a0", "é", "א", "人", "\r", "\0", "\n", "\n\n", "\u2028", "\x0c"),
)
texts = st.one_of(
    st.text(max_size=200),
    st.lists(st.sampled_from(PIECES), max_size=60).map("".join),
)


@st.composite
def damaged(draw: st.DrawFn) -> str:
    """The full sample with some pieces put in and some signs taken out."""
    source = FULL
    for _ in range(draw(st.integers(1, 6))):
        at = draw(st.integers(0, len(source)))
        gone = draw(st.sampled_from([0, 0, 1, 7, 60]))
        source = source[:at] + draw(st.sampled_from(PIECES)) + source[at + gone :]
    return source


sources = st.one_of(texts, damaged())


def same(message: Message) -> str:
    return message.msgid


@given(sources)
def test_any_text_gives_problems_and_never_an_exception(source: str) -> None:
    text = parsed(source)
    lines = source.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    for problem in text.problems:
        assert 0 <= problem.place.line <= len(lines)
        assert problem.place.column <= len(lines[problem.place.line - 1]) + 1
        assert problem.place.key in {"", *text.lines}
    keys = [block.key for block in all_blocks(text)]
    assert len(keys) == len(set(keys))
    assert set(keys) <= text.lines.keys()


@given(sources)
def test_identity_as_translation_gives_the_same_tree(source: str) -> None:
    plain, translated = parsed(source), parse_text(source, FILE, same)
    assert (translated.title, translated.blocks, translated.notes) == (plain.title, plain.blocks, plain.notes)
    assert translated.messages == plain.messages


@given(sources, texts)
def test_no_translation_changes_the_blocks(source: str, words: str) -> None:
    plain, translated = parsed(source), parse_text(source, FILE, lambda message: words)

    def bones(blocks: tuple[Block, ...]) -> list[tuple[str, str]]:
        return [each for block in blocks for each in [(block.kind, block.key), *bones(block.children)]]

    assert bones(translated.blocks) == bones(plain.blocks)
    assert translated.lines == plain.lines


@given(sources)
def test_a_message_is_what_it_is_after_folding(source: str) -> None:
    folded = fold(source).text
    assert fold(folded).text == folded
    for message in parsed(source).messages:
        assert fold(message.msgid).text == message.msgid


@given(texts)
def test_any_string_has_runs_and_a_shape(source: str) -> None:
    assert parse_inline(source, "data/a.yaml#rows.0.b")[0] == parse_inline(fold(source).text, "data/a.yaml#b")[0]
    assert [name for kind, name in inline_shape(source) if kind == "value"] == sorted(placeholders_of(source))


words = st.lists(
    st.sampled_from(
        ["one", "*two*", "three,", "{killed}", "[@a, p. 1]", "`four five`", "**six", "seven**", "[a b](/c)"]
    ),
    min_size=1,
    max_size=12,
)


@given(words, st.data())
def test_wrapping_a_paragraph_anew_changes_no_message(parts: list[str], data: st.DataObject) -> None:
    wrapped = parts[0]
    for part in parts[1:]:
        wrapped += data.draw(st.sampled_from([" ", "\n", " \n", "\n  "])) + part
    one, other = parsed(f"# T\n\n{' '.join(parts)}"), parsed(f"# T\n\n{wrapped}")
    assert (one.messages, one.blocks) == (other.messages, other.blocks)


@given(st.data())
def test_comments_change_no_key_and_no_block(data: st.DataObject) -> None:
    lines = FULL.split("\n")
    fence = range(lines.index("```text"), lines.index("```"))
    places = [number for number in range(len(lines)) if number not in fence]
    for at in sorted(data.draw(st.sets(st.sampled_from(places), min_size=1, max_size=5)), reverse=True):
        said = data.draw(st.sampled_from(["<!-- to do -->", "  <!-- two\n\nlines -->", "<!-- note: look -->"]))
        lines[at + 1 : at + 1] = said.split("\n")
    plain, text = parsed(FULL), parsed("\n".join(lines))
    assert (text.title, text.blocks, text.notes) == (plain.title, plain.blocks, plain.notes)
    assert text.lines.keys() == plain.lines.keys()
    assert [message.id for message in text.messages] == [message.id for message in plain.messages]
    assert text.problems == ()


@given(sources)
def test_the_lines_of_a_text_begin_its_blocks(source: str) -> None:
    text = parsed(source)
    numbers = [line for key, line in text.lines.items() if "." not in key.rpartition("#")[2]]
    assert numbers == sorted(numbers)
    assert len(outline(text.blocks)) <= len(numbers)

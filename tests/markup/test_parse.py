# SPDX-License-Identifier: AGPL-3.0-or-later
"""What parse_text and parse_inline make of the dialect."""

from __future__ import annotations

import time

import pytest

from octavo.markup.parse import parse_inline, parse_text
from octavo.model.blocks import Inline, plain
from octavo.model.canonical import encode
from tests.markup.samples import FILE, FULL, all_blocks, codes, outline, parsed


def runs(source: str) -> tuple[Inline, ...]:
    found, problems = parse_inline(source, "data/table.yaml#rows.0.cell", None)
    assert not problems
    return found


def test_the_full_sample_has_no_problem() -> None:
    assert codes(parsed(FULL)) == []


def test_blocks_are_numbered_in_the_order_of_the_source() -> None:
    text = parsed(FULL)
    assert text.title is not None
    assert outline((text.title, *text.blocks)) == [
        "heading 1 level=1 id=town",
        "paragraph 2",
        "directive 3 by=A neighbour source=example2001 lang=en name=quote",
        "  paragraph 4",
        "list 5 tight=1",
        "  item 6",
        "    paragraph 7",
        "  item 8",
        "    paragraph 9",
        "    list 10 ordered=1 start=1",
        "      item 11",
        "        paragraph 12",
        "        paragraph 13",
        "directive 14 title=On boats name=aside",
        "  directive 15 name=verse",
        "    paragraph 16",
        "table 17",
        "  row 18",
        "    cell 19 header=1",
        "    cell 20 header=1 align=right",
        "  row 21",
        "    cell 22",
        "    cell 23 align=right",
        "  row 24",
        "    cell 25",
        "    cell 26 align=right",
        "definitions 27",
        "  term 28",
        "  definition 29",
        "    paragraph 30",
        "heading 31 level=2 id=the-way-back",
        "code 32 language=text",
        "rule 33",
        "directive 34 src=boat.jpg size=page name=photo",
    ]
    assert outline(text.notes["boat"]) == ["paragraph 35", "paragraph 36"]


def test_every_key_has_its_line_in_the_file() -> None:
    text = parsed(FULL)
    lines = FULL.split("\n")
    assert lines[text.lines[f"{FILE}#1"] - 1].startswith("# A sample town")
    assert lines[text.lines[f"{FILE}#4"] - 1].startswith("We walked")
    assert lines[text.lines[f"{FILE}#14.title"] - 1].startswith(":::: aside")
    assert lines[text.lines[f"{FILE}#36"] - 1].startswith("    It had a second")
    assert {block.key for block in all_blocks(text)} <= text.lines.keys()


def test_runs_inside_a_line() -> None:
    assert runs("a *b **c*** `d` [e](https://example.org)\\\nf") == (
        Inline("text", "a "),
        Inline("emphasis", children=(Inline("text", "b "), Inline("strong", children=(Inline("text", "c"),)))),
        Inline("text", " "),
        Inline("code", "d"),
        Inline("text", " "),
        Inline("link", attrs={"href": "https://example.org"}, children=(Inline("text", "e"),)),
        Inline("break"),
        Inline("text", "f"),
    )
    assert runs("[Ad *və* soyad]{lang=az .name}") == (
        Inline(
            "span",
            attrs={"lang": "az", "class": "name"},
            children=(
                Inline("text", "Ad "),
                Inline("emphasis", children=(Inline("text", "və"),)),
                Inline("text", " soyad"),
            ),
        ),
    )
    assert runs("{killed.said.people}[^a]") == (
        Inline("value", attrs={"name": "killed.said.people"}),
        Inline("note", attrs={"ref": "a"}),
    )
    cite = {"sources": "a b", "locator.a": "pp. 19–24; p. 30", "locator.b": "art. 2, para. 1"}
    assert runs("[@a, pp. 19–24; @b, art. 2, para. 1; @a, p. 30]") == (Inline("cite", attrs=cite),)


def test_a_backslash_makes_signs_plain() -> None:
    assert runs(r"\{killed\} \[^a] \[@b] \<b> \*c*") == (Inline("text", "{killed} [^a] [@b] <b> *c*"),)
    assert runs("`{killed} [@b]`") == (Inline("code", "{killed} [@b]"),)


def test_soft_breaks_are_spaces_and_no_break_spaces_stay() -> None:
    assert runs("one \n  two\u00a0\nthree") == (Inline("text", "one two\u00a0 three"),)


def test_verse_keeps_its_lines() -> None:
    verse = parsed("# T\n\n::: verse\none\ntwo\n:::").blocks[0].children[0]
    assert [run.kind for run in verse.inline] == ["text", "break", "text"]


def test_indented_text_is_no_code() -> None:
    text = parsed("# T\n\n      far to the right")
    assert [block.kind for block in text.blocks] == ["paragraph"]


def test_derived_ids_avoid_those_the_author_gave() -> None:
    text = parsed("# Notes\n\n## Notes\n\n## Other {#notes}\n\n## 1992\n\n## Şəhər")
    assert [block.attrs["id"] for block in all_blocks(text)] == ["notes-2", "notes-3", "notes", "section-1992", "s-h-r"]


def test_directives_nest_with_as_many_colons_or_more() -> None:
    same = parsed("# T\n\n::: note\n::: small\na\n:::\nb\n:::\n\nc")
    more = parsed("# T\n\n:::: note\n::: small\na\n:::\nb\n::::\n\nc")
    assert outline(same.blocks) == outline(more.blocks)
    assert codes(same) == codes(more) == []
    assert [block.kind for block in same.blocks] == ["directive", "paragraph"]


@pytest.mark.parametrize("before", ["> ", "- ", "1. ", "[^n]: "])
def test_directives_stand_in_other_blocks(before: str) -> None:
    indent = "> " if before == "> " else "    "
    text = parsed(f"# T[^n]\n\n{before}first\n{indent.rstrip()}\n{indent}::: small\n{indent}a\n{indent}:::\n\nlast")
    assert [each for each in codes(text) if not each.startswith("T930")] == []
    assert any(block.attrs.get("name") == "small" for block in all_blocks(text))


def test_attributes_hold_what_authors_need() -> None:
    source = r'# T{}::: quote {{by="“A” \"B\" {{title}} é" source=a_1 .x .y}}{}a{}:::'.format("\n\n", "\n", "\n")
    assert parsed(source).blocks[0].attrs == {
        "by": '“A” "B" {title} é',
        "source": "a_1",
        "class": "x y",
        "name": "quote",
    }


def test_notes_come_in_the_order_of_reference() -> None:
    text = parsed("# T\n\nb[^b] a[^a] b[^b]\n\n[^a]: A\n\n[^b]: B[^c]\n\n[^c]: C")
    assert list(text.notes) == ["b", "a", "c"]


def test_windows_line_ends_and_zero_bytes_do_no_harm() -> None:
    dos = parsed(FULL.replace("\n", "\r\n"))
    assert (dos.blocks, dos.lines) == (parsed(FULL).blocks, parsed(FULL).lines)
    assert plain(parsed("# T\0").title.inline) == "T\ufffd"  # type: ignore[union-attr]


def test_what_was_read_has_a_canonical_form() -> None:
    for block in all_blocks(parsed(FULL)):
        assert encode(block)


def test_forty_pages_take_less_than_a_third_of_a_second() -> None:
    sentence = (
        "On {night.date} the *boat* came[^n%d] with {killed.said.people} and [a letter](/l), as [@a, p. 1] says. "
    )
    chapter = "## Chapter %d\n\n" + "\n\n".join([sentence * 6] * 3) + "\n\n- one\n- two\n\n[^n%d]: A note of [@b].\n\n"
    pages = "# T\n\n" + "".join(chapter.replace("%d", str(number)) for number in range(50))
    assert len(pages) > 40 * 2000

    def seconds() -> float:
        start = time.process_time()
        parse_text(pages, FILE, lambda message: message.msgid)
        return time.process_time() - start

    assert min(seconds() for _ in range(3)) < 0.3

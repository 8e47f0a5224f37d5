# SPDX-License-Identifier: AGPL-3.0-or-later
"""The short way of reading and writing PO gives what polib gives: entry by entry and byte by byte."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from polib import POEntry, POFile, pofile

from octavo.localize.po_quick import read_entries, text_of
from octavo.localize.pofile import WIDTH, read_po, write_po
from tests.localize.samples import ROOT, language

FIELDS = (
    "msgid", "msgctxt", "msgid_plural", "msgstr", "msgstr_plural", "comment", "tcomment", "flags", "occurrences",
    "linenum", "previous_msgid", "previous_msgctxt", "previous_msgid_plural",
)  # fmt: skip
HEAD = 'msgid ""\nmsgstr ""\n"Language: ru\\n"\n"Content-Type: text/plain; charset=UTF-8\\n"\n\n'
SHIPPED = sorted([*(ROOT / "content").rglob("*.po"), *(ROOT / "templates").rglob("*.po")])


def values(entry: POEntry) -> list[object]:
    return [bool(entry.obsolete), *(getattr(entry, name) for name in FIELDS)]


def same(text: str) -> bool:
    """Whether the short way was taken; if it was, it gave what polib gives."""
    head, _, rest = text.partition("\n\n")
    found = read_entries(rest)
    if found is None:
        return False
    lines = head.count("\n") + 2
    for entry in found:
        entry.linenum = (entry.linenum or 0) + lines
    assert [values(entry) for entry in found] == [values(entry) for entry in pofile(f"{text}\n", wrapwidth=WIDTH)]
    return True


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_every_shipped_file_is_read_quickly(path: Path) -> None:
    assert same(path.read_text("utf-8"))


TEXT = st.text(st.sampled_from('ab c-–"\\\n\t.é「 \u00a0'), max_size=90)
ID = TEXT.filter(bool)
NOTE = st.lists(st.text(st.sampled_from("ab c-:#~|,"), max_size=90), max_size=2).map("\n".join)
FILES = st.lists(st.sampled_from([("text/01.md", ""), ("a-b:c.yaml", "7"), ("x" * 60, "")]), max_size=3)


@st.composite
def entries(draw: st.DrawFn) -> POEntry:
    """An entry with anything in it that an entry can have."""
    plural = draw(st.booleans())
    return POEntry(
        msgid=draw(ID),
        msgctxt=draw(st.none() | TEXT),
        msgid_plural=draw(ID) if plural else "",
        msgstr="" if plural else draw(TEXT),
        msgstr_plural={form: draw(TEXT) for form in range(2)} if plural else {},
        comment=draw(NOTE),
        tcomment=draw(NOTE),
        flags=draw(st.lists(st.sampled_from(["fuzzy", "md-text", "max-length:7"]), max_size=2, unique=True)),
        occurrences=draw(FILES),
        previous_msgid=draw(st.none() | TEXT),
        previous_msgctxt=draw(st.none() | TEXT),
        obsolete=draw(st.booleans()),
    )


@given(entries())
def test_an_entry_is_written_as_polib_writes_it(entry: POEntry) -> None:
    assert text_of(entry, WIDTH) == entry.__unicode__(WIDTH)


LINES = st.lists(
    st.sampled_from(
        [
            "", "# why", "#", "#. place", "#.", "#: a.md:3 b.md", "#, fuzzy, md-text", '#| msgid "was"', '#| "more"',
            'msgctxt "c"', 'msgid "a"', '"b\\n"', 'msgid_plural "bs"', 'msgstr "x"', 'msgstr ""', 'msgstr[0] "y"',
            'msgstr[1] "z"', '#~ msgid "gone"', '#~ msgstr "g"', '#~ "on"', '#~| msgid "before"', 'msgstr "x" ', " ",
        ]
    ),
    max_size=14,
)  # fmt: skip


@given(LINES)
@example(['msgid "a"', '"b\\n"', 'msgstr "x"', "# why", '#~ msgid "gone"', '#~ msgstr "g"', '#~ "on"'])
@example(['msgid "a"', 'msgid_plural "bs"', 'msgstr[0] "y"', 'msgstr[1] "z"', "#, fuzzy", 'msgid "b"', 'msgstr ""'])
def test_what_is_read_quickly_is_what_polib_reads(lines: list[str]) -> None:
    same(HEAD + "\n".join(lines))


def test_obsolete_and_plural_entries_are_read_quickly() -> None:
    text = (
        'msgid "a"\nmsgid_plural "as"\nmsgstr[0] "y"\nmsgstr[1] "z"\n\n# why\n#~ msgid "gone"\n#~ msgstr "g"\n#~ "on"\n'
    )
    assert same(HEAD + text)


@given(st.lists(entries(), max_size=4))
def test_a_file_is_written_as_polib_writes_it(given_entries: list[POEntry]) -> None:
    made = write_po(given_entries, language("ru"), "sample")
    read, problems = read_po(made, "text.po")
    whole = POFile(wrapwidth=WIDTH)
    whole.header, whole.metadata = "", pofile(f"{made.decode()}\n").metadata
    whole.extend(given_entries)
    assert made == f"{whole}".rstrip("\n").encode() + b"\n"
    assert problems or read is not None


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ('msgid "a"\nmsgstr "b" c\n', 7),
        ('msgid "a"\n\nmsgstr "b\n', 8),
        ('msgid "a"\nmsgstr "b"c"\n', 7),
    ],
)
def test_a_broken_line_is_told_at_its_place(text: str, line: int) -> None:
    read, problems = read_po((HEAD + text).encode(), "text.po")
    assert read is None
    assert [(each.code, each.place.line) for each in problems] == [("L302", line)]

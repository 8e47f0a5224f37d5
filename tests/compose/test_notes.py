# SPDX-License-Identifier: AGPL-3.0-or-later
"""Footnotes and citations become notes that are short, numbered, and never said twice."""

from __future__ import annotations

import pytest

from octavo.compose.book import Section
from octavo.compose.notes import number_notes
from octavo.diagnostics.problem import Problem
from octavo.model.blocks import Block, Inline
from octavo.model.locale import Language
from tests.compose.sample_texts import cite, runs, t

ENGLISH = Language(tag="en")
FRENCH = Language(tag="fr", quotes=("« ", " »", "“", "”"), note_marks="before")


def section(*blocks: Block) -> Section:
    return Section("02-night", "", "p-02-night", "index.html", "", "", "body", "page", (), "", blocks=blocks)


def paragraph(*parts: str | Inline, key: str = "text/02-night.md#1") -> Block:
    return Block("paragraph", key, inline=runs(*parts))


def mark(label: str) -> Inline:
    return Inline("note", attrs={"ref": label})


def noted(
    *blocks: Block, first: int = 1, language: Language = ENGLISH, **written: str
) -> tuple[Section, list[Problem]]:
    notes = {label: (paragraph(text),) for label, text in written.items()}
    return number_notes(section(*blocks), notes, language, str, first)


def calls(done: Section) -> list[str]:
    """What stands in the text: note ids, with a + where a note is called again."""
    return [
        run.attrs["id"].removeprefix("p-02-night-") + ("+" if "again" in run.attrs else "")
        for block in done.blocks
        for run in block.inline
        if run.kind == "note"
    ]


def test_citations_side_by_side_share_one_note() -> None:
    done, _ = noted(paragraph("seen", cite("harbour"), " ", cite("survey", survey="p. 3"), "."))
    assert calls(done) == ["n1"]
    assert done.notes[0].cites == (("harbour", ""), ("survey", "p. 3"))


def test_a_mark_behind_a_figure_keeps_off() -> None:
    value = Inline("value", "1.000", {"name": "killed.figure"})
    parts = ("in 1994", cite("harbour"), ", ", value, " ", cite("survey"), " and more", cite("note"))
    (block,) = noted(paragraph(*parts), language=FRENCH)[0].blocks
    assert ["figure" in run.attrs for run in block.inline if run.kind == "note"] == [True, True, False]
    assert "figure" not in noted(paragraph("In 1994", cite("harbour"), "."))[0].blocks[0].inline[-1].attrs


def test_a_citation_beside_a_footnote_goes_into_it() -> None:
    done, _ = noted(paragraph("seen", mark("a"), " ", cite("harbour")), a="A word more.")
    assert calls(done) == ["n1"]
    assert done.notes[0].blocks[0].inline == (t("A word more."),)
    assert done.notes[0].cites == (("harbour", ""),)


def test_the_same_citation_in_one_block_is_noted_once() -> None:
    done, _ = noted(paragraph("one", cite("harbour"), ", two", cite("harbour"), ", three", cite("survey")))
    assert calls(done) == ["n1", "n1+", "n2"]


def test_the_same_citation_in_another_block_is_noted_again() -> None:
    done, _ = noted(paragraph("one", cite("harbour")), paragraph("two", cite("harbour")))
    assert calls(done) == ["n1", "n2"]


def test_a_footnote_called_twice_has_one_number() -> None:
    done, _ = noted(paragraph("one", mark("a")), paragraph("two", mark("a")), a="Once.")
    assert calls(done) == ["n1", "n1+"]


def test_no_space_stands_before_a_mark() -> None:
    done, _ = noted(paragraph("a word ", cite("harbour"), "."))
    assert done.blocks[0].inline[0] == t("a word.")


def test_a_word_between_two_citations_keeps_them_apart() -> None:
    done, _ = noted(paragraph("one", cite("harbour"), " and two", cite("survey")))
    assert calls(done) == ["n1", "n2"]


def test_sources_in_a_cell_stay_in_its_line() -> None:
    alone, beside = (Block("cell", inline=runs(*parts)) for parts in ((cite("harbour"),), ("613", cite("harbour"))))
    done, _ = noted(Block("table", children=(Block("row", children=(alone, beside)),)))
    assert done.notes == ()
    first, second = done.blocks[0].children[0].children
    assert "bare" in first.inline[0].attrs
    assert "bare" not in second.inline[1].attrs


def test_numbers_go_on_where_a_text_runs_on() -> None:
    done, _ = noted(paragraph("one", cite("harbour")), first=8)
    assert (done.notes[0].number, done.notes[0].id) == ("8", "p-02-night-n8")


def test_a_mark_without_a_footnote_is_a_problem_at_its_block() -> None:
    done, problems = noted(paragraph("one", mark("lost"), " two"))
    assert [(each.code, each.place.key) for each in problems] == [("H131", "text/02-night.md#1")]
    assert calls(done) == []


def shown(done: Section) -> str:
    """The text of the first block with each mark as the number of its note."""
    numbers = {note.id: note.number for note in done.notes}
    return "".join(
        run.text or ("," if "joined" in run.attrs else "") + f"^{numbers[run.attrs['id']]}"
        for run in done.blocks[0].inline
    )


@pytest.mark.parametrize(
    ("parts", "english", "french"),
    [
        (("killed", cite("harbour"), ". Then"), "killed.^1 Then", "killed^1. Then"),
        (("he said", cite("harbour"), ".” Then"), "he said.”^1 Then", "he said^1.” Then"),
        (("in May", cite("harbour"), ", and"), "in May,^1 and", "in May^1, and"),
        (("the guild", cite("harbour"), "’s lamps"), "the guild^1’s lamps", "the guild^1’s lamps"),
        (("the fog", cite("harbour"), " – and"), "the fog^1 – and", "the fog^1 – and"),
        (("613 ", cite("harbour"), "؟ x"), "613؟^1 x", "613^1؟ x"),
        (("one", mark("a"), ".", mark("b")), "one.^1,^2", "one^1,^2."),
        (("one", cite("harbour"), ".", cite("survey")), "one.^1", "one^1."),
        (("one", cite("harbour"), "."), "one.^1", "one^1."),
        ((cite("harbour"), ". One"), ".^1 One", "^1. One"),
    ],
)
def test_a_mark_stands_beside_punctuation_as_the_language_has_it(
    parts: tuple[str | Inline, ...], english: str, french: str
) -> None:
    for language, wanted in ((ENGLISH, english), (FRENCH, french)):
        done, _ = noted(paragraph(*parts), language=language, a="A.", b="B.")
        assert shown(done) == wanted

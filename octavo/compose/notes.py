# SPDX-License-Identifier: AGPL-3.0-or-later
"""The apparatus: footnotes and citations become numbered notes; what stands side by side shares one."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace

from octavo.compose.book import Note, Section
from octavo.compose.marks import place_marks
from octavo.diagnostics.problem import Place, Problem, problem
from octavo.model.blocks import Block, Inline, plain, walk, walk_inline
from octavo.model.locale import Language

# A note inside one of these would stand far from its mark, or on another page: sources are given in the line itself.
IN_LINE = frozenset({"cell", "term"})
Cites = tuple[tuple[str, str], ...]


@dataclass(slots=True)
class _Numbering:
    """The notes of one part while they are being counted."""

    prefix: str
    written: Mapping[str, tuple[Block, ...]]
    language: Language
    digits: Callable[[object], str]
    first: int = 1
    notes: list[Note] = field(default_factory=list)
    labels: dict[str, Note] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    def note(self, label: str, cites: Cites, here: dict[Cites, Note]) -> tuple[Note, bool]:
        """Return the note and whether it is new; within one block the same citation is not noted twice."""
        known = self.labels.get(label) if label else here.get(cites)
        if known and (not label or set(cites) <= set(known.cites)):
            return known, False
        number = len(self.notes) + self.first
        blocks = tuple(map(_bare, self.written.get(label, ())))
        note = Note(f"{self.prefix}-n{number}", f"{self.prefix}-r{number}", self.digits(number), blocks, cites)
        self.notes.append(note)
        if label:
            self.labels[label] = note
        else:
            here[cites] = note
        return note, True


def number_notes(
    section: Section,
    written: Mapping[str, tuple[Block, ...]],
    language: Language,
    digits: Callable[[object], str] = str,
    first: int = 1,
) -> tuple[Section, list[Problem]]:
    """Return the section with its notes, counted from `first` in the order of the text.

    `written` are the author's own notes by label; citations become notes beside them.

    A footnote mark becomes a run `note` with the note's id, where the language wants it beside punctuation; a second
    mark of the same note has the attribute `again`, one that stands directly behind another `joined`, one directly
    behind a figure `figure`: too close it would be read as a power. A footnote without a text is a problem H131.
    """
    numbering = _Numbering(section.id, written, language, digits, first)
    lead = _block(section.lead, numbering, False) if section.lead else None
    blocks = tuple(_block(block, numbering, False) for block in section.blocks)
    return replace(section, lead=lead, blocks=blocks, notes=tuple(numbering.notes)), numbering.problems


def cites_of(run: Inline) -> Cites:
    """Return the sources of a citation with their locators."""
    return tuple((source, run.attrs.get(f"locator.{source}", "")) for source in run.attrs.get("sources", "").split())


def cited_sources(blocks: tuple[Block, ...]) -> list[tuple[str, str]]:
    """Return (source, block key) for every citation in the blocks."""
    return [
        (source, block.key)
        for block in walk(blocks)
        for run in walk_inline(block.inline)
        if run.kind == "cite"
        for source, _ in cites_of(run)
    ]


def _block(block: Block, numbering: _Numbering, in_line: bool) -> Block:
    in_line = in_line or block.kind in IN_LINE
    inline = _bare(block).inline if in_line else _noted(block, numbering)
    return replace(block, inline=inline, children=tuple(_block(child, numbering, in_line) for child in block.children))


def _noted(block: Block, numbering: _Numbering) -> tuple[Inline, ...]:
    return _runs(place_marks(block.inline, numbering.language), numbering, {}, block.key)


def _runs(inline: tuple[Inline, ...], numbering: _Numbering, here: dict[Cites, Note], key: str) -> tuple[Inline, ...]:
    out: list[Inline] = []
    at = 0
    while at < len(inline):
        run = inline[at]
        if run.kind not in ("cite", "note"):
            out.append(replace(run, children=_runs(run.children, numbering, here, key)))
            at += 1
            continue
        label, cites, at = _gather(inline, at)
        if label and label not in numbering.written:
            numbering.problems.append(problem("H131", Place(key=key), label=label))
            continue
        _close_up(out)
        note, new = numbering.note(label, cites, here)
        before = out[-1] if out else Inline("text")
        figure = plain((before,))[-1:].isdecimal()
        signs = {"again": not new, "joined": before.kind == "note", "figure": figure}
        out.append(Inline("note", attrs={"id": note.id, **{sign: "1" for sign, holds in signs.items() if holds}}))
    return tuple(out)


def _gather(inline: tuple[Inline, ...], at: int) -> tuple[str, Cites, int]:
    """Return the footnote label and the citations that stand side by side from `at`, and where they end."""
    label, cites = "", dict[tuple[str, str], None]()
    while at < len(inline):
        run = inline[at]
        follows = at + 1 < len(inline) and inline[at + 1].kind in ("cite", "note")
        if run.kind == "cite":
            cites.update(dict.fromkeys(cites_of(run)))
        elif run.kind == "note" and not label:
            label = run.attrs.get("ref", "")
        elif not (run.kind == "text" and not run.text.strip() and follows):
            break
        at += 1
    return label, tuple(cites), at


def _close_up(out: list[Inline]) -> None:
    """Take the space before a note's mark away: the mark belongs to the word."""
    if out and out[-1].kind == "text":
        last = out.pop()
        out += [replace(last, text=left)] if (left := last.text.rstrip()) else []


def _bare(block: Block) -> Block:
    """Mark the citations of a block that has nothing else, so that they stand without brackets."""
    alone = all(run.kind == "cite" or not run.text.strip() for run in block.inline if not run.children)
    alone = alone and not any(run.children for run in block.inline)
    runs = (
        replace(run, attrs={**run.attrs, "bare": "1"}) if run.kind == "cite" and alone else run for run in block.inline
    )
    return replace(block, inline=tuple(runs), children=tuple(map(_bare, block.children)))

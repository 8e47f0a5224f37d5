# SPDX-License-Identifier: AGPL-3.0-or-later
"""Markdown to blocks: read a text, translate it on the way, and say everything that is wrong with it."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass, field

from octavo.diagnostics.problem import Place, Problem, in_order, problem
from octavo.markup.build import Words, build_blocks, build_notes, in_order_of_reference
from octavo.markup.extract import Segment, merged, segments_of
from octavo.markup.runs import read_runs
from octavo.markup.segments import fold
from octavo.markup.source import SourceText, allowed_in, lines_of, read_source
from octavo.markup.structure import structure_problems
from octavo.model.blocks import Block, Inline, walk_inline
from octavo.model.catalog import Message

Translate = Callable[[Message], str | None]


@dataclass(frozen=True, slots=True)
class ParsedText:
    """A text file as blocks.

    title     the heading with one #, which names the part; None if there is none
    blocks    everything else, in order
    notes     the footnotes by label, in the order in which this language's text first refers to them
    messages  what translators see of the file, each once, with the keys of all its places
    lines     key → line in the file (from 1)
    allowed   key → code → reason: the problems that a comment silences there
    problems  in a source text all of them; in a translated one only those of the translation
    """

    title: Block | None = None
    blocks: tuple[Block, ...] = ()
    notes: dict[str, tuple[Block, ...]] = field(default_factory=dict)
    messages: tuple[Message, ...] = ()
    lines: dict[str, int] = field(default_factory=dict)
    allowed: dict[str, dict[str, str]] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()


def parse_text(source: str, file: str, translate: Translate | None = None) -> ParsedText:
    """Return the blocks of a text in its own language, or translated message by message.

    `file` is the path from the publication's folder (“text/02-town.md”). Translation happens between reading the
    blocks and reading their words: a translation can't make blocks, and marks of notes are numbered in its own order.
    """
    text = read_source(source, file)
    segments = tuple(segments_of(text))
    words: dict[tuple[int, str], Words] = {}
    problems: list[Problem] = []
    for segment in segments:
        words[segment.node.number, segment.attribute] = _words(text, segment, translate, problems)
    blocks = build_blocks(text, words)
    allowed, faults = allowed_in(text)
    if translate is None:
        runs = (run for (_, name), each in words.items() if not name for run in walk_inline(each.runs))
        referred = {run.attrs["ref"] for run in runs if run.kind == "note"}
        problems += [*faults, *structure_problems(text, referred)]
    title = next((each for each in blocks if each.kind == "heading" and each.attrs["level"] == "1"), None)
    return ParsedText(
        title,
        tuple(each for each in blocks if each is not title),
        in_order_of_reference(blocks, build_notes(text, words)),
        merged(each.message for each in segments if each.message),
        lines_of(text),
        allowed,
        in_order(each for each in problems if each.code not in allowed.get(each.place.key, {})),
    )


def parse_inline(
    source: str, key: str, labels: Collection[str] | None = ()
) -> tuple[tuple[Inline, ...], tuple[Problem, ...]]:
    """Return the runs of a string that stands outside a text (a cell, a caption, a note), and its problems.

    `labels` are the footnotes it may refer to: none in data; None lets any pass, as for one message of a text.
    """
    runs, flaws = read_runs(fold(source).text, labels)
    place = Place(key.partition("#")[0], key=key)
    return runs, in_order(problem(flaw.code, place, **flaw.values) for flaw in flaws)


def _words(text: SourceText, segment: Segment, translate: Translate | None, problems: list[Problem]) -> Words:
    message, folded = segment.message, segment.folded
    translation = (translate(message) or "").strip() if translate and message else ""
    if translation:
        folded = fold(translation, keep_lines=segment.verse)
    runs, flaws = read_runs(folded.text, text.labels)
    if translation:
        place = text.place(segment.node)
        problems.extend(problem(flaw.code, place, **flaw.values) for flaw in flaws)
    elif translate is None:
        at = None if segment.attribute else folded
        problems.extend(text.problem(segment.node, flaw, at) for flaw in flaws)
    return Words(runs, folded.text, message.id if message else "")

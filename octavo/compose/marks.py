# SPDX-License-Identifier: AGPL-3.0-or-later
"""Where the mark of a note stands beside punctuation: behind it or before it, as each language's books have it."""

from __future__ import annotations

import re
from dataclasses import replace

from octavo.model.blocks import Inline
from octavo.model.locale import Language

MARKS = ("cite", "note")
# Signs that close a word or a sentence, of the scripts that have spaces between words.
CLOSING = ".,;:!?…”’»)]،؛؟۔।॥։՞՜"


def place_marks(inline: tuple[Inline, ...], language: Language) -> tuple[Inline, ...]:
    """Return runs with the marks of notes where the language wants them, no space before them.

    `after`: behind the punctuation that follows directly (“killed.¹”), an apostrophe inside a word excepted.
    `before`: where the author has them, but marks with nothing than punctuation between them come together before it.
    """
    closing = re.escape("".join(dict.fromkeys([*CLOSING, language.quotes[1].strip(), language.quotes[3].strip()])))
    signs = re.compile(rf"[{closing}]+(?!\w)")
    out: list[Inline] = []
    rest = inline
    while rest:
        marks, rest = _marks(rest)
        if not marks:
            out.append(replace(rest[0], children=place_marks(rest[0].children, language)))
            rest = rest[1:]
            continue
        between = ""
        while found := signs.match(rest[0].text) if rest and rest[0].kind == "text" else None:
            more, beyond = _marks(rest[1:]) if found[0] == rest[0].text else ((), ())
            if not more and language.note_marks == "before":
                break
            between += found[0]
            marks += more
            rest = beyond if more else _without(rest, found.end())
        if language.note_marks == "after":
            _append(out, between)
            out += marks
        else:
            out += [*marks, *([Inline("text", between)] if between else [])]
    return tuple(out)


def _marks(runs: tuple[Inline, ...]) -> tuple[tuple[Inline, ...], tuple[Inline, ...]]:
    """Return the marks at the beginning of runs, with the spaces between them, and what follows."""
    end = 0
    for at, run in enumerate(runs):
        if run.kind in MARKS:
            end = at + 1
        elif not end or run.kind != "text" or run.text.strip():
            break
    return runs[:end], runs[end:]


def _without(runs: tuple[Inline, ...], letters: int) -> tuple[Inline, ...]:
    """Return runs without the first letters of the first one, or without that."""
    left = runs[0].text[letters:]
    return (replace(runs[0], text=left), *runs[1:]) if left else runs[1:]


def _append(out: list[Inline], signs: str) -> None:
    """Put signs at the end of what stands before a mark, and no space between: it was the mark's."""
    if out and out[-1].kind == "text":
        out[-1] = replace(out[-1], text=out[-1].text.rstrip() + signs)
    elif signs:
        out.append(Inline("text", signs))

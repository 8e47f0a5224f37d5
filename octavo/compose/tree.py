# SPDX-License-Identifier: AGPL-3.0-or-later
"""Changing a tree of blocks and runs: every function gives a new tree."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from unicodedata import bidirectional

from markupsafe import Markup, escape

from octavo.model.blocks import Block, Inline, plain

# A number and the word after it stay on one line: digits of any script, perhaps with a sign for groups or decimals; and
# the day of a date with its month where it is an ordinal (“7. März”, “7. března”).
NUMBER_THEN_WORD = re.compile(r"(?<=\d) (?=\S)|(?:(?<=\b\d\.)|(?<=\b\d\d\.)) (?=[^\W\d_])")


def map_blocks(blocks: tuple[Block, ...], change: Callable[[Block], Block]) -> tuple[Block, ...]:
    """Return the blocks, each changed after its children were."""
    return tuple(change(replace(block, children=map_blocks(block.children, change))) for block in blocks)


def map_runs(inline: tuple[Inline, ...], change: Callable[[Inline], Inline]) -> tuple[Inline, ...]:
    """Return the runs, each changed after its children were."""
    return tuple(change(replace(run, children=map_runs(run.children, change))) for run in inline)


def map_text(blocks: tuple[Block, ...], change: Callable[[Inline], Inline]) -> tuple[Block, ...]:
    """Return the blocks with every run in them changed."""
    return map_blocks(blocks, lambda block: replace(block, inline=map_runs(block.inline, change)))


def against(text: str, direction: str) -> str:
    """Return the direction of a text that runs against its surroundings as a whole, or nothing.

    WeasyPrint 70 orders each inline element apart, so that a foreign phrase must be one element with its direction.
    """
    found = {"ltr" if kind == "L" else "rtl" for mark in text if (kind := bidirectional(mark)) in ("L", "R", "AL")}
    return found.pop() if len(found) == 1 and direction not in found else ""


def keep_together(text: str) -> str:
    """Return text with no-break spaces between a number and the word it counts."""
    return NUMBER_THEN_WORD.sub("\N{NO-BREAK SPACE}", text)


# “25 February”, “7. März”, “4 km”: a short number stays with its word; a year may stand alone.
SHORT_NUMBER = re.compile(r"(?<![\d.,])(\d{1,3}|\d{1,2}\.(?= [^\W\d_])) (?=\w)")
# “1993-cü”, “26-da”: a suffix stays with its figure; a word joiner on both sides keeps the hyphen from ending a line.
SUFFIX = re.compile(r"(?:(?<=\d)|^)-(?=[^\W\d_])")
JOINER = "\N{WORD JOINER}"
JOINED_HYPHEN = f"{JOINER}-{JOINER}"
# “613盏灯”, “12ページ”: a figure stays with the letter after it in Chinese, Japanese and Korean.
_COUNTER = "\u3041-\u30ff\u3400-\u9fff\uac00-\ud7a3\uf900-\ufaff"
COUNTED = re.compile(rf"(?<=\d)(?=[{_COUNTER}])")
# A line may break before “ and after ” in Chinese, where Unicode's rules (UAX 14, LB19) see a mark of any language.
QUOTED = re.compile(rf"(?<=[{_COUNTER}])(?=[“‘])|(?<=[”’])(?=[{_COUNTER}])")
ZWSP = "\N{ZERO WIDTH SPACE}"
BETWEEN = re.compile(rf"(?<=[{_COUNTER}])(?=[{_COUNTER}])")
LAST_LETTERS = 5  # of such a script, with the mark at the end
LAST_WORDS = 8  # letters that a last line needs at least
LAST_DISPLAYED = 12  # the same for large type
SHORT_FORM = 20  # letters
SYMBOL = re.compile(r"(\b(?:[A-Z]{1,5}(?:/[A-Z0-9.]+)*/[0-9][A-Z0-9.]*\w|\w{1,2}/\w{1,8})\b)")
ISOLATED = re.compile("\u2068([^\u2066-\u2069]*)\u2069")
HOST = 60  # letters of an address that a line holds
NBSP = "\N{NO-BREAK SPACE}"


def set_for_print(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """Return blocks whose lines break well: numbers stay with their words, and no last line is a word or two."""
    return map_blocks(blocks, _set)


def _set(block: Block) -> Block:
    if block.kind not in ("paragraph", "heading", "cell") or not block.inline:
        return block
    inline = _counted(map_runs(block.inline, _number_kept))
    if block.kind != "cell":
        inline = no_short_last_line(inline, JOINER if block.kind == "paragraph" else "")
    return replace(block, inline=inline)


def _number_kept(run: Inline) -> Inline:
    if run.kind == "value":
        return replace(run, text=COUNTED.sub(JOINER, SUFFIX.sub(JOINED_HYPHEN, run.text)))
    if run.kind != "text":
        return run
    text = SUFFIX.sub(JOINED_HYPHEN, SHORT_NUMBER.sub(rf"\1{NBSP}", run.text))
    return replace(run, text=QUOTED.sub(ZWSP, COUNTED.sub(JOINER, text)))


def _counted(inline: tuple[Inline, ...]) -> tuple[Inline, ...]:
    """Return runs in which a value that ends with a digit is joined to the counter that the next run begins with."""
    out: list[Inline] = []
    for run in inline:
        before = out[-1].text if out and out[-1].kind == "value" else ""
        joined = run.kind == "text" and COUNTED.search(before[-1:] + run.text[:1])
        out.append(replace(run, text=JOINER + run.text) if joined else run)
    return tuple(out)


def no_short_last_line(inline: tuple[Inline, ...], end: str = "") -> tuple[Inline, ...]:
    """Return runs whose last words are bound together, if there are enough words before them.

    `end` is put behind them: a word joiner there keeps the last word from being hyphenated (render/engine.py).
    By no-break spaces alone: before an element at the end of a line WeasyPrint (70.0) may leave the line half empty.
    """
    if len(plain(inline)) < 6 * LAST_WORDS:
        return inline
    return _last_bound(inline, end, alone=True)


def _last_bound(inline: tuple[Inline, ...], end: str, alone: bool) -> tuple[Inline, ...]:
    """Return runs with the last words bound; `alone` tells that nothing stands before them on their line."""
    at = next((at for at in reversed(range(len(inline))) if not _is_sign(inline[at])), None)
    if at is None:
        return inline
    run, alone = inline[at], alone and not at
    if run.kind == "text" and run.text.strip():
        return (*inline[:at], Inline("text", _last_words(run.text, alone, end)), *inline[at + 1 :])
    children = _last_bound(run.children, end, alone)
    return (*inline[:at], replace(run, children=children), *inline[at + 1 :])


def _is_sign(run: Inline) -> bool:
    """Tell whether a run is the mark of a note, or the punctuation behind one."""
    return run.kind == "note" or (run.kind == "text" and not any(map(str.isalnum, run.text)))


def _last_words(text: str, alone: bool, end: str) -> str:
    text = _letters_bound(bound(text, LAST_WORDS))
    if not alone and text[0] == " " and " " not in text[1:].rstrip() and len(text.strip()) < LAST_WORDS:
        text = NBSP + text[1:]  # the last word follows a figure or a run in another face
    words = text.rstrip()
    return words + end + text[len(words) :]


def _letters_bound(text: str) -> str:
    """Return a text whose last letters stay together where any two of them might be parted: in Chinese, say."""
    words = text.rstrip()
    start = max(0, len(words) - LAST_LETTERS)
    return words[:start] + BETWEEN.sub(JOINER, words[start:]) + text[len(words) :]


def bound(text: str, letters: int = LAST_DISPLAYED) -> str:
    """Return a text whose last words, up to so many letters, stay on one line."""
    words = text.rstrip()
    space = words.rfind(" ")
    while space > 0 and len(words) - space <= letters:
        words = f"{words[:space]}{NBSP}{words[space + 1 :]}"
        space = words.rfind(" ")
    return words + text[len(text.rstrip()) :]


def on_one_line(short: str, letters: int = SHORT_FORM) -> str:
    """Return the short form of a source that stays on one line; of one with more letters only the last two words do.

    Columns of tables hold some twenty letters.
    """
    if len(short) <= letters:
        return short.replace(" ", NBSP)
    before, _, last = short.rpartition(" ")
    return f"{before}{NBSP}{last}" if before else last


def sentence(text: str, language: str) -> str:
    """Return a text with a capital at its beginning; Azerbaijani and Turkish keep the dot of the i."""
    # Unicode's title case, not its capitals: Georgian has capitals only for whole words in capitals.
    first = "İ" if text[:1] == "i" and language.partition("-")[0] in ("az", "tr") else text[:1].title()
    return first + text[1:]


def whole_symbols(text: str) -> Markup:
    """Return text as HTML in which symbols of documents (“A/RES/48/114”) and “c/o” stay on one line."""
    pieces = SYMBOL.split(text)
    whole = Markup('<span class="unbroken">{}</span>')
    return Markup("").join(whole.format(piece) if at % 2 else escape(piece) for at, piece in enumerate(pieces))


def set_isolates(text: str, direction: str) -> Markup:
    """Return text as HTML in which phrases of the other direction, isolated by controls, are elements with their own.

    So a Latin phrase in an Arabic text takes its figures from a Latin font (Unicode UAX 9, section 6.3).
    """
    pieces = ISOLATED.split(str(escape(text)))
    turned = [(against(piece, direction) if at % 2 else "", piece) for at, piece in enumerate(pieces)]
    return Markup("").join(
        Markup('<span dir="{}" class="foreign">').format(other) + Markup(piece) + Markup("</span>")
        if other
        else Markup(f"\u2068{piece}\u2069" if at % 2 else piece)
        for at, (other, piece) in enumerate(turned)
    )


def breakable(address: str) -> str:
    """Return a web address that may be broken after each slash and before each dot, where no hyphen is needed.

    The name of a site alone stays whole if a line can hold it.
    """
    if "/" not in address and len(address) <= HOST:
        return address
    return re.sub(r"(?<=[/=&?])(?=[^/])|(?=[.])", "\N{ZERO WIDTH SPACE}", address)

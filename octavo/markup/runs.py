# SPDX-License-Identifier: AGPL-3.0-or-later
"""A message as a tree of runs: from the tokens of a line to Inline values, with the flaws found on the way."""

from __future__ import annotations

import unicodedata
from collections.abc import Collection, Sequence

from markdown_it.token import Token

from octavo.markup.dialect import dialect
from octavo.markup.flaws import Flaw
from octavo.model.blocks import Inline, InlineKind

OPEN: dict[str, InlineKind] = {
    "em_open": "emphasis",
    "strong_open": "strong",
    "link_open": "link",
    "span_open": "span",
}
DEEPEST = 8
# Writing without spaces between words, or where counters and particles join a number: nothing hangs there.
_JOINING = ("CJK", "HIRAGANA", "KATAKANA", "HANGUL", "BOPOMOFO", "THAI", "LAO", "KHMER", "MYANMAR", "TIBETAN", "YI")
_ALPHABETS = ("LATIN", "CYRILLIC", "GREEK", "ARMENIAN", "GEORGIAN")
_HYPHENS = "-\u2010\u2011'\u2019\u02bc"


def read_runs(text: str, labels: Collection[str] | None) -> tuple[tuple[Inline, ...], list[Flaw]]:
    """Return the runs of a folded string and its flaws; `labels` are the footnotes there are, None for any."""
    tokens: list[Token] = []
    md = dialect()
    md.inline.parse(text, md, {"labels": labels}, tokens)
    flaws = [flaw for token in tokens for flaw in token.meta.get("flaws", ())]
    return _build(tokens, flaws), flaws + _hanging(tokens)


def _build(tokens: Sequence[Token], flaws: list[Flaw]) -> tuple[Inline, ...]:
    levels: list[tuple[Token | None, list[Inline]]] = [(None, [])]
    too_deep = 0
    for token in tokens:
        if token.nesting == 1:
            too_deep += len(levels) > DEEPEST
            if not too_deep:
                levels.append((token, []))
        elif token.nesting == -1 and too_deep:
            too_deep -= 1
            flaws.extend([] if any(flaw.code == "T915" for flaw in flaws) else [Flaw("T915")])
        elif token.nesting == -1:
            opened, children = levels.pop()
            if opened:
                levels[-1][1].append(Inline(OPEN[opened.type], attrs=_attributes(opened), children=tuple(children)))
        else:
            _append(levels[-1][1], token)
    return tuple(levels[0][1])


def _append(runs: list[Inline], token: Token) -> None:
    match token.type:
        case "code_inline":
            runs.append(Inline("code", token.content))
        case "hardbreak":
            runs.append(Inline("break"))
        case "value":
            runs.append(Inline("value", attrs={"name": token.meta["name"]}))
        case "cite":
            runs.append(Inline("cite", attrs=token.meta["attributes"]))
        case "note":
            runs.append(Inline("note", attrs={"ref": token.meta["label"]}))
        case "image":
            runs.append(Inline("image", attrs={"src": str(token.attrs.get("src", "")), "alt": token.content}))
        case _:
            text = " " if token.type == "softbreak" else token.content
            if runs and runs[-1].kind == "text":
                text = runs.pop().text + text
            if text:
                runs.append(Inline("text", text))


def _attributes(token: Token) -> dict[str, str]:
    if token.type == "span_open":
        return dict(token.meta["attributes"])
    return {key: str(value) for key, value in token.attrs.items()}


def _hanging(tokens: Sequence[Token]) -> list[Flaw]:
    """Return a flaw for every placeholder with a letter or an ending joined to it, also across emphasis."""
    flaws = []
    for index, token in enumerate(tokens):
        if token.type != "value":
            continue
        after, before = _beside(tokens, index, 1), _beside(tokens, index, -1)
        start = 1 if after[:1] and after[0] in _HYPHENS else 0
        text = ""
        if _is_joined(after[start : start + 1]):
            text = after.split()[0].rstrip(".,;:!?)")
        elif before[-1:].isalpha() and unicodedata.name(before[-1], "").startswith(_ALPHABETS):
            text = before.split()[-1]
        if text:
            values = {"text": text, "name": token.meta["name"].partition(".")[0]}
            flaws.append(Flaw("T922", token.meta["offset"], values))
    return flaws


def _is_joined(letter: str) -> bool:
    return letter.isalpha() and not unicodedata.name(letter, "").startswith(_JOINING)


def _beside(tokens: Sequence[Token], index: int, step: int) -> str:
    index += step
    while 0 <= index < len(tokens):
        token = tokens[index]
        if token.nesting == 0 and not (token.type == "text" and not token.content):
            return token.content if token.type in ("text", "text_special", "literal") else ""
        index += step
    return ""

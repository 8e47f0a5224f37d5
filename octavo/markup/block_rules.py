# SPDX-License-Identifier: AGPL-3.0-or-later
"""The directive as a block rule: “::: name {key=value}” to a line of as many colons."""

from __future__ import annotations

import re

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock

from octavo.markup.attributes import read_attributes
from octavo.markup.comments import fence_after
from octavo.markup.flaws import Flaw

_COLONS = re.compile(r"(:{3,})[ \t]*(.*?)[ \t]*$")
_NAME = re.compile(r"[^\s{]*")


def use_directives(md: MarkdownIt) -> None:
    """Add the directive to a parser."""
    alternatives = ["paragraph", "reference", "blockquote", "list"]
    md.block.ruler.before("fence", "directive", _directive, {"alt": alternatives})


def _line(state: StateBlock, number: int) -> str:
    return state.src[state.bMarks[number] + state.tShift[number] : state.eMarks[number]]


def _directive(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    match = _COLONS.match(_line(state, start))
    if match is None:
        return False
    if silent:
        return True
    colons, rest = match.groups()
    if not rest:
        token = state.push("stray", "", 0)
        token.map = [start, start + 1]
        token.meta["flaws"] = [Flaw("T903", values={"text": colons})]
        state.line = start + 1
        return True
    close = _closing(state, start, end, len(colons))
    last = end if close is None else close
    name, attributes, flaws = _head(rest)
    if close is None:
        flaws.append(Flaw("T902", values={"name": name, "colons": str(len(colons))}))
    token = state.push("directive_open", "div", 1)
    token.map = [start, last]
    token.meta = {"name": name, "attributes": attributes, "flaws": flaws}
    _content(state, start + 1, last)
    state.push("directive_close", "div", -1)
    state.line = last if close is None else close + 1
    return True


def _head(rest: str) -> tuple[str, dict[str, str], list[Flaw]]:
    match = _NAME.match(rest)
    name = match[0] if match else ""
    braces = rest[len(name) :].strip()
    read = read_attributes(braces) if braces else ({}, 0)
    if read is None or read[1] != len(braces):
        return name, {}, [Flaw("T904", values={"name": name, "text": braces})]
    return name, read[0], []


def _content(state: StateBlock, start: int, end: int) -> None:
    # The end of the lines is moved, so that a paragraph can't run on past the closing line.
    before = state.parentType, state.lineMax
    state.parentType, state.lineMax = "container", end
    state.md.block.tokenize(state, start, end)
    state.parentType, state.lineMax = before


def _closing(state: StateBlock, start: int, end: int, colons: int) -> int | None:
    """Return the line that closes the directive; one that opened inside with other colons and never closed is left."""
    opened = [colons]
    fence = ""
    for number in range(start + 1, end):
        if not state.isEmpty(number) and state.sCount[number] < state.blkIndent:
            return None  # the list or note around it ends here
        line = _line(state, number)
        inside, fence = fence, fence_after(fence, line)
        match = None if inside or fence else _COLONS.match(line)
        if match is None:
            continue
        if match[2]:
            opened.append(len(match[1]))
        elif len(match[1]) in opened:
            while opened.pop() != len(match[1]):
                pass
            if not opened:
                return number
    return None

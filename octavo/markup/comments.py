# SPDX-License-Identifier: AGPL-3.0-or-later
"""Comments on lines of their own: taken out of the text, so that they never change a block, and read."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass

from octavo.diagnostics.catalogue import CATALOGUE
from octavo.markup.flaws import Flaw

_MARKERS = r"(?:(?:[-*+:~]|\d+[.)]|\[\^[^\]\s]+\]:)[ \t]+)*"
_FENCE = re.compile(rf"^[ \t>]*{_MARKERS}(`{{3,}}(?=[^`]*$)|~{{3,}})")
_ALLOW = re.compile(r"allow\s+(?P<codes>[A-Z]\d{3}(?:\s*,\s*[A-Z]\d{3})*)\s*:\s*(?P<reason>\S.*)", re.DOTALL)
_SPACE = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Comment:
    """A comment: what it says, its own line in the file, and the line of the cleaned text that follows it (from 0)."""

    text: str
    line: int
    before: int


@dataclass(frozen=True, slots=True)
class Clean:
    """A text without its comment lines: the lines that are left, and the number each has in the file (from 1)."""

    lines: tuple[str, ...]
    numbers: tuple[int, ...]
    comments: tuple[Comment, ...]

    @property
    def text(self) -> str:
        """The lines as one string."""
        return "\n".join(self.lines)


def without_comments(source: str) -> Clean:
    """Return the text without comments that stand on lines of their own; those in fenced code stay."""
    lines = source.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "\ufffd").split("\n")
    kept: list[str] = []
    numbers: list[int] = []
    comments: list[Comment] = []
    ends = [number for number, line in enumerate(lines) if "-->" in line]
    fence = ""
    at = 0
    while at < len(lines):
        end = None if fence else _comment_end(lines, at, ends)
        if end is not None:
            body = "\n".join(lines[at:end]).strip()[4:-3]
            comments.append(Comment(_SPACE.sub(" ", body).strip(), at + 1, len(kept)))
            at = end
            continue
        fence = fence_after(fence, lines[at])
        kept.append(lines[at])
        numbers.append(at + 1)
        at += 1
    return Clean(tuple(kept), tuple(numbers), tuple(comments))


def fence_after(fence: str, line: str) -> str:
    """Return the fence of code that is open after the line, given the one open before it; "" is none."""
    if fence:
        rest = line.strip(" \t>")
        closes = len(rest) >= len(fence) and not rest.strip(fence[0])
        return "" if closes else fence
    match = _FENCE.match(line)
    return match[1] if match else ""


def _comment_end(lines: list[str], at: int, ends: list[int]) -> int | None:
    """Return the line after the comment that begins in line `at`; None if none does, or if text stands beside it."""
    if not lines[at].lstrip(" \t").startswith("<!--"):
        return None
    found = bisect_left(ends, at)
    if found == len(ends):
        return None
    head, _, tail = lines[ends[found]].partition("-->")
    alone = not tail.strip() and (ends[found] > at or len(head.strip()) >= 4)
    return ends[found] + 1 if alone else None


def read_allow(comment: str) -> tuple[dict[str, str], Flaw | None] | None:
    """Return the codes an allow comment silences, each with the reason; None for any other comment."""
    if not re.match(r"allow\b", comment):
        return None
    match = _ALLOW.fullmatch(comment)
    if match:
        codes = re.split(r"\s*,\s*", match["codes"])
        unknown = next((code for code in codes if code not in CATALOGUE), None)
        flaw = Flaw("T912", values={"why": f"there is no problem {unknown}"}) if unknown else None
        return dict.fromkeys(codes, match["reason"]), flaw
    why = "it gives no reason after a colon" if re.match(r"allow\s+[A-Z]\d{3}\b", comment) else "it names no code"
    return {}, Flaw("T912", values={"why": why})


def read_note(comment: str) -> str:
    """Return what a comment says to translators; "" for any other comment."""
    head, found, note = comment.partition(":")
    return note.strip() if found and head.strip() == "note" else ""

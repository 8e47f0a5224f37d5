# SPDX-License-Identifier: AGPL-3.0-or-later
"""Segmentation: how a string of the authors becomes a message for translators, in one place for all their files.

A change here changes every catalog: raise SEGMENTATION with it, and write the way from the old form.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from typing import NamedTuple

from octavo.markup.placeholders import DATE_FACETS, EDITION_FACETS, PLACEHOLDER, names_in

SEGMENTATION = 1
_NEVER_COUNTED = {"said", "range", *DATE_FACETS, *EDITION_FACETS}
SHORT = 3  # a message of so many words needs its context to be understood

_UNTRANSLATED = re.compile(
    rf"{PLACEHOLDER}|\[\^[^\]\s]+\]|\[@[a-z][a-z0-9_]*(?:\s*;\s*@[a-z][a-z0-9_]*)*\]|<(?:https?|mailto):[^>\s]*>"
)


class Start(NamedTuple):
    """Where a piece of a folded string came from: at `offset` of it begins `words[within:]` of its `line` (from 0)."""

    offset: int
    line: int
    words: str
    within: int = 0


@dataclass(frozen=True, slots=True)
class Folded:
    """A string on one line, and where each of its pieces stood before."""

    text: str
    starts: tuple[Start, ...] = ()

    def start(self, offset: int) -> Start:
        """Return the piece that an offset lies in; there must be one."""
        return self.starts[bisect_right(self.starts, offset, key=lambda start: start.offset) - 1]


def fold(raw: str, keep_lines: bool = False) -> Folded:
    """Return the string with soft line breaks as one space each and hard ones as a backslash before the line end.

    So re-wrapping a text changes no message. With `keep_lines` (verse) every line break is a hard one. Only spaces
    and tabs around line ends are touched: no-break and thin spaces are the author's.
    """
    lines = [(number, line) for number, line in enumerate(raw.split("\n")) if line.strip(" \t")]
    out: list[str] = []
    starts: list[Start] = []
    at = 0
    for count, (number, line) in enumerate(lines, 1):
        body = line.strip(" \t")
        starts.append(Start(at, number, body))
        if count < len(lines):
            backslash = (len(body) - len(body.rstrip("\\"))) % 2 == 1
            if backslash:
                body += "\n"
            elif keep_lines or line.endswith("  "):
                body += "\\\n"
            else:
                body += " "
        out.append(body)
        at += len(body)
    return Folded("".join(out), tuple(starts))


def translatable(msgid: str) -> bool:
    """Tell whether there is a word in it: numbers, dashes, placeholders and citations alone are not for translators."""
    return any(sign.isalpha() for sign in _UNTRANSLATED.sub("", msgid))


def is_short(msgid: str) -> bool:
    """Tell whether the message is so short that it needs a context."""
    return len(msgid.split()) <= SHORT


def flags_of(msgid: str, markdown: bool = True) -> tuple[str, ...]:
    """Return the message's flags for PO editors: md-text, and python-brace-format where msgfmt can check it.

    A translation may name the form of a counted noun, {killed.people.genitive}: msgfmt would take it for another one.
    """
    flags = ["md-text"] if markdown else []
    rest, count = re.subn(PLACEHOLDER, "", msgid)
    counted = any(set(name.split(".")[1:]) - _NEVER_COUNTED for name in names_in(msgid))
    if count and not counted and not set(rest) & {"{", "}"}:
        flags.append("python-brace-format")
    return tuple(flags)

# SPDX-License-Identifier: AGPL-3.0-or-later
"""Attributes in braces: {key=value other="two words" .class #id}."""

from __future__ import annotations

import re

_ONE = re.compile(
    r"""\s*(?:
        \#(?P<id>[^\s{}"=]+)
      | \.(?P<class>[^\s{}"=.\#]+)
      | (?P<key>[A-Za-z][A-Za-z0-9_-]*)=(?:"(?P<quoted>(?:[^"\\]|\\.)*)"|(?P<bare>[^\s"{}]+))
    )(?=[\s}])""",
    re.VERBOSE,
)
_END = re.compile(r"\s*\}")
_ESCAPED = re.compile(r"\\(.)", re.DOTALL)


def read_attributes(text: str, start: int = 0) -> tuple[dict[str, str], int] | None:
    """Return the attributes that begin with the brace at `start`, and where they end; None if they are malformed.

    Classes are joined with spaces under "class". A key given twice is malformed: one of the values would be lost.
    """
    if not text.startswith("{", start):
        return None
    found: dict[str, str] = {}
    position = start + 1
    while match := _ONE.match(text, position):
        position = match.end()
        key, value = _pair(match)
        if key == "class" and key in found:
            value = f"{found[key]} {value}"
        elif key in found:
            return None
        found[key] = value
    end = _END.match(text, position)
    return (found, end.end()) if end and found else None


def _pair(match: re.Match[str]) -> tuple[str, str]:
    if match["id"]:
        return "id", match["id"]
    if match["class"]:
        return "class", match["class"]
    quoted = match["quoted"]
    return match["key"], match["bare"] if quoted is None else _ESCAPED.sub(r"\1", quoted)

# SPDX-License-Identifier: AGPL-3.0-or-later
"""What is known to fit into any column: tables in frames that stack them, and rules that ask for no room."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any

from octavo.compose.fitted import FRAME

NARROW = 8.0  # em: a column of a telephone with type of twice the size (WCAG 2.2, 1.4.4 and 1.4.10)
_ROOM = re.compile(r"\bfrom-\w+\b")
_WIDE = re.compile(
    r"(?<![\w-])((?:min-)?(?:width|inline-size))\s*:\s*([\d.]+)(em|rem|ch|ex|px|pt|pc|mm|cm|in|q|vw)\b", re.IGNORECASE
)
_UNBROKEN = re.compile(r"(?<![\w-])white-space\s*:\s*(nowrap|pre)(?![\w-])", re.IGNORECASE)
_EM = {"em": 1.0, "rem": 1.0, "ch": 0.5, "ex": 0.5, "px": 1 / 32, "pt": 1 / 24, "pc": 0.5, "mm": 0.118, "cm": 1.18}


def loose_tables(tree: Any, styles: Iterable[str]) -> Iterator[Any]:
    """Yield the tables that nothing sets narrower than their words: no frame, no rule for it, or cells without a role.

    In a frame of octavo.compose.fitted the rows are set below each other, which was seen in a reading system; a table
    within a table, or one that a template framed by halves, is not known to fit.
    """
    rules = "\n".join(css for css in styles if "@container" in css)
    for table in _named(tree, "table"):
        frame = table.getparent()
        classes = (frame.get("class") or "").split() if frame is not None else []
        room = _ROOM.search(" ".join(classes))
        ruled = room is not None and f".{FRAME}.{room[0]} table" in rules
        nested = next((each for each in table.iterancestors() if _tag(each) == "table"), None) is not None
        parts = [each for name in ("tr", "td", "th") for each in _named(table, name)]
        if FRAME not in classes or not ruled or nested or not all(each.get("role") for each in (table, *parts)):
            yield table


def wide_rules(prelude: str, content: str) -> Iterator[str]:
    """Yield what a rule asks for that a narrow column with large type has not: a width, or words on one line.

    Words of a table may stay on one line while it stands in columns: its frame knows how long they are.
    """
    for name, number, unit in _WIDE.findall(content):
        if float(number) * _EM.get(unit.lower(), 1.0) > NARROW:
            yield f"{name}: {number}{unit}"
    framed = all(each.strip().startswith(f".{FRAME} ") for each in prelude.split(","))
    for found in () if framed else _UNBROKEN.findall(content):
        yield f"white-space: {found}"


def _named(tree: Any, name: str) -> Iterator[Any]:
    return (each for each in tree.iter() if _tag(each) == name)


def _tag(element: Any) -> str:
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""

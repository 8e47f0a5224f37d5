# SPDX-License-Identifier: AGPL-3.0-or-later
"""Ids of headings: as the author gave them, or made from the source's words, so that all languages share them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

from octavo.markup.flaws import Flaw
from octavo.markup.nodes import Node
from octavo.markup.runs import read_runs
from octavo.model.blocks import plain

_TAIL = re.compile(r"[ \t]*\{(?P<inside>[#.][^{}]*|[^{}]*=[^{}]*)\}\Z")
_ID = re.compile(r"#([A-Za-z][A-Za-z0-9_-]*)\Z")
_WORD = re.compile(r"[a-z0-9]+")


def name_headings(headings: Sequence[Node]) -> list[tuple[Node, Flaw]]:
    """Take the ids out of the headings' words, give every heading one, and return what is wrong with them."""
    flaws: list[tuple[Node, Flaw]] = []
    taken: set[str] = set()
    for node in headings:
        tail = _TAIL.search(node.inline.content) if node.inline else None
        if node.inline is None or tail is None:
            continue
        node.inline.content = node.inline.content[: tail.start()]
        match = _ID.match(tail["inside"].strip())
        if match is None:
            flaws.append((node, Flaw("T944", values={"text": tail[0].strip()})))
        elif match[1] in taken:
            flaws.append((node, Flaw("T943", values={"id": match[1]})))
        else:
            taken.add(match[1])
            node.token.meta["id"] = match[1]
    for node in headings:
        if "id" not in node.token.meta:
            node.token.meta["id"] = _derived(node, taken)
    return flaws


def _derived(node: Node, taken: set[str]) -> str:
    runs, _ = read_runs(node.inline.content if node.inline else "", None)
    words = _WORD.findall(unicodedata.normalize("NFKD", plain(runs)).lower())
    base = "-".join(words) or "section"
    if base[0].isdigit():
        base = f"section-{base}"
    name, count = base, 1
    while name in taken:
        count += 1
        name = f"{base}-{count}"
    taken.add(name)
    return name

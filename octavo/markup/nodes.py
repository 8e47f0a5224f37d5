# SPDX-License-Identifier: AGPL-3.0-or-later
"""The blocks of a text as a tree, before they are translated: where each stands, and its number in the source."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from markdown_it.token import Token

OPENERS = {
    "heading_open": "heading",
    "paragraph_open": "paragraph",
    "bullet_list_open": "list",
    "ordered_list_open": "list",
    "list_item_open": "item",
    "blockquote_open": "quote",
    "table_open": "table",
    "tr_open": "row",
    "th_open": "cell",
    "td_open": "cell",
    "dl_open": "definitions",
    "dt_open": "term",
    "dd_open": "definition",
    "directive_open": "directive",
    "footnote_reference_open": "footnote",
}
LEAVES = {"fence": "code", "hr": "rule", "stray": "stray"}
UNKEYED = frozenset({"footnote", "stray"})


@dataclass(slots=True)
class Node:
    """A block: its kind and first token, the line it begins in (from 0), and its number among the source's blocks."""

    kind: str
    token: Token
    line: int
    number: int
    parent: Node | None = None
    children: list[Node] = field(default_factory=list)
    inline: Token | None = None

    @property
    def name(self) -> str:
        """The name in the path that translators see."""
        return str(self.token.meta["name"]) if self.kind == "directive" else self.kind

    def around(self) -> Iterator[Node]:
        """Yield the node and those around it, from inside to outside."""
        node: Node | None = self
        while node is not None:
            yield node
            node = node.parent


def grow(tokens: Sequence[Token]) -> list[Node]:
    """Return the trees of blocks; the numbers count from 1 in the order of the source."""
    roots: list[Node] = []
    open_nodes: list[Node] = []
    number = line = 0
    for token in tokens:
        line = token.map[0] if token.map else line
        parent = open_nodes[-1] if open_nodes else None
        kind = OPENERS.get(token.type) or LEAVES.get(token.type)
        if kind:
            number += kind not in UNKEYED
            node = Node(kind, token, line, 0 if kind in UNKEYED else number, parent)
            (parent.children if parent else roots).append(node)
            if token.nesting == 1:
                open_nodes.append(node)
        elif token.type == "inline" and parent:
            parent.inline = token
        elif token.nesting == -1 and f"{token.type[:-6]}_open" in OPENERS:
            open_nodes.pop()
    return roots


def walk_nodes(nodes: Sequence[Node]) -> Iterator[Node]:
    """Yield every node in the order of the source."""
    for node in nodes:
        yield node
        yield from walk_nodes(node.children)

# SPDX-License-Identifier: AGPL-3.0-or-later
"""From the tree of a text and its words, in whatever language, to blocks."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import cast

from octavo.markup.nodes import Node
from octavo.markup.source import SourceText, attributes_of, label_of
from octavo.model.blocks import Block, BlockKind, Inline, walk, walk_inline


@dataclass(frozen=True, slots=True)
class Words:
    """The words of a string as they are printed, and the id of the message they came from."""

    runs: tuple[Inline, ...] = ()
    text: str = ""
    message: str = ""


def build_blocks(source: SourceText, words: Mapping[tuple[int, str], Words]) -> tuple[Block, ...]:
    """Return the blocks of a text without its footnotes; `words` by number of the block and name of the attribute."""
    return tuple(_block(source, node, words) for node in source.roots if node.number)


def build_notes(source: SourceText, words: Mapping[tuple[int, str], Words]) -> dict[str, tuple[Block, ...]]:
    """Return the blocks of each footnote, in the order of the source; of two with one label the first."""
    notes: dict[str, tuple[Block, ...]] = {}
    for node in source.every:
        if node.kind == "footnote":
            notes.setdefault(label_of(node), _children(source, node, words))
    return notes


def in_order_of_reference(
    blocks: tuple[Block, ...], notes: dict[str, tuple[Block, ...]]
) -> dict[str, tuple[Block, ...]]:
    """Return the footnotes as the blocks first refer to them, then those that only notes refer to."""
    order = _references(blocks)
    for label in order:  # grows while it is read: notes may refer to notes
        order.extend(each for each in _references(notes.get(label, ())) if each not in order)
    return {label: notes[label] for label in order if label in notes}


def _references(blocks: tuple[Block, ...]) -> list[str]:
    runs = (run for block in walk(blocks) for run in walk_inline(block.inline))
    return list(dict.fromkeys(run.attrs["ref"] for run in runs if run.kind == "note"))


def _block(source: SourceText, node: Node, words: Mapping[tuple[int, str], Words]) -> Block:
    own = words.get((node.number, ""), Words())
    return Block(
        cast(BlockKind, node.kind),
        source.key(node),
        own.message,
        _attributes(node, words),
        (Inline("text", node.token.content),) if node.kind == "code" else own.runs,
        _children(source, node, words),
    )


def _children(source: SourceText, node: Node, words: Mapping[tuple[int, str], Words]) -> tuple[Block, ...]:
    return tuple(_block(source, child, words) for child in node.children if child.number)


def _attributes(node: Node, words: Mapping[tuple[int, str], Words]) -> dict[str, str]:
    token = node.token
    match node.kind:
        case "heading":
            return {"level": token.tag[1:], "id": str(token.meta["id"])}
        case "list":
            ordered = token.type == "ordered_list_open"
            tight = all(child.token.hidden for item in node.children for child in item.children if _is_text(child))
            start = str(token.attrs.get("start", 1)) if ordered else ""
            return {"ordered": "1" if ordered else "", "start": start, "tight": "1" if tight else ""}
        case "cell":
            align = str(token.attrs.get("style", "")).removeprefix("text-align:")
            return {"header": "1" if token.type == "th_open" else "", "align": align}
        case "code":
            return {"language": token.info.split(maxsplit=1)[0] if token.info.strip() else ""}
        case "directive":
            given = attributes_of(node)
            translated = {name: words[node.number, name].text for name in given if (node.number, name) in words}
            return {**given, **translated, "name": node.name}
    return {}


def _is_text(node: Node) -> bool:
    return node.kind == "paragraph"

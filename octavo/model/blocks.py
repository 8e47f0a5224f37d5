# SPDX-License-Identifier: AGPL-3.0-or-later
"""Text as a tree: blocks with their inline runs, free of any markup language."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal

InlineKind = Literal[
    "text", "emphasis", "strong", "code", "link", "span", "cite", "note", "value", "break", "image", "draft"
]
BlockKind = Literal[
    "heading",
    "paragraph",
    "list",
    "item",
    "quote",
    "table",
    "row",
    "cell",
    "definitions",
    "term",
    "definition",
    "code",
    "rule",
    "directive",
]


@dataclass(frozen=True, slots=True)
class Inline:
    """A run inside a block.

    text    text                         code    text
    emphasis, strong  children           break   a line break
    link    attrs href; children         span    attrs lang, dir, class; children
    cite    attrs sources (ids, space-separated) and one locator a source (“locator.hrw1994”)
    note    attrs ref: the label of a footnote in the same text
    value   attrs name: the placeholder; text: what it came to, empty before localize
    image   attrs src, alt
    draft   attrs state (untranslated, stale): children stand in for a missing or outdated translation
    """

    kind: InlineKind
    text: str = ""
    attrs: dict[str, str] = field(default_factory=dict)
    children: tuple[Inline, ...] = ()


@dataclass(frozen=True, slots=True)
class Block:
    """A block of text.

    `key` is its anchor in the author's files (`text/02-town.md#12`), equal in all languages; `message` the id of the
    message its inline run came from, empty where there is none. Attributes by kind:

    heading    level (1–6), id           list     ordered (“1” or “”), start
    cell       header (“1” or “”), align; children are none, the run is inline
    directive  name, and whatever the author gave in braces; children are its content
    code       language; its text is one inline run
    """

    kind: BlockKind
    key: str = ""
    message: str = ""
    attrs: dict[str, str] = field(default_factory=dict)
    inline: tuple[Inline, ...] = ()
    children: tuple[Block, ...] = ()


def plain(inline: tuple[Inline, ...]) -> str:
    """Return what a reader hears: the text of the runs without notes and citations."""
    out: list[str] = []
    for run in inline:
        if run.kind == "break":
            out.append(" ")
        elif run.kind not in ("note", "cite"):
            out.append(run.text + plain(run.children))
    return "".join(out)


def walk_inline(inline: tuple[Inline, ...]) -> Iterator[Inline]:
    """Yield every run, outer before inner."""
    for run in inline:
        yield run
        yield from walk_inline(run.children)


def walk(blocks: tuple[Block, ...]) -> Iterator[Block]:
    """Yield every block, outer before inner."""
    for block in blocks:
        yield block
        yield from walk(block.children)

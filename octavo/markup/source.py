# SPDX-License-Identifier: AGPL-3.0-or-later
"""A text in its own language: its tree of blocks, their keys and places, and the comments that go with them."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from typing import Any

from markdown_it.token import Token

from octavo.diagnostics.problem import Place, Problem, problem
from octavo.markup.comments import Clean, read_allow, without_comments
from octavo.markup.dialect import dialect
from octavo.markup.directives import TRANSLATED
from octavo.markup.flaws import Flaw
from octavo.markup.headings import name_headings
from octavo.markup.nodes import Node, grow, walk_nodes
from octavo.markup.segments import Folded


@dataclass(frozen=True, slots=True)
class SourceText:
    """A text read as far as its blocks; `every` node in the order of the source, `roots` the outermost ones."""

    file: str
    clean: Clean
    roots: tuple[Node, ...]
    every: tuple[Node, ...]
    references: dict[str, Any]
    labels: frozenset[str]
    flaws: tuple[tuple[Node, Flaw], ...]

    def key(self, node: Node) -> str:
        """Return the key of a block; "" for what is none."""
        return f"{self.file}#{node.number}" if node.number else ""

    def line(self, index: int) -> int:
        """Return the line in the file (from 1) of a line of the cleaned text (from 0)."""
        numbers = self.clean.numbers
        return numbers[min(index, len(numbers) - 1)]

    def place(self, node: Node, folded: Folded | None = None, offset: int = 0) -> Place:
        """Return where a block begins, or where an offset in its folded string stands in the file."""
        key = self.key(node)
        if folded is None or not folded.starts:
            return Place(self.file, self.line(node.line), key=key)
        start = folded.start(offset)
        index = min(node.line + start.line, len(self.clean.lines) - 1)
        column = self.clean.lines[index].find(start.words)
        column = column + start.within + offset - start.offset + 1 if column >= 0 else 0
        return Place(self.file, self.line(index), column, key)

    def problem(self, node: Node, flaw: Flaw, folded: Folded | None = None) -> Problem:
        """Return a flaw of a block as a problem at its place."""
        return problem(flaw.code, self.place(node, folded, flaw.offset), **flaw.values)


def read_source(source: str, file: str) -> SourceText:
    """Return the text as a tree of blocks, each with its number."""
    clean = without_comments(source)
    md = dialect()
    env: dict[str, Any] = {}
    tokens: list[Token] = []
    md.block.parse(clean.text, md, env, tokens)
    roots = tuple(grow(tokens))
    every = tuple(walk_nodes(roots))
    flaws = [(node, flaw) for node in every for flaw in node.token.meta.get("flaws", ())]
    flaws += name_headings([node for node in every if node.kind == "heading"])
    labels = frozenset(label_of(node) for node in every if node.kind == "footnote")
    return SourceText(file, clean, roots, every, env.get("references", {}), labels, tuple(flaws))


def label_of(node: Node) -> str:
    """Return the label of a footnote's text."""
    return str(node.token.meta["label"])


def attributes_of(node: Node) -> dict[str, str]:
    """Return the attributes an author gave to a directive."""
    return dict(node.token.meta["attributes"]) if node.kind == "directive" else {}


def lines_of(source: SourceText) -> dict[str, int]:
    """Return the line in the file of every key."""
    return {key: source.line(node.line) for node in source.every for key in _keys(source, node)}


def allowed_in(source: SourceText) -> tuple[dict[str, dict[str, str]], list[Problem]]:
    """Return which problems are silenced at which keys and why, and what is wrong with the comments that do so."""
    allowed: dict[str, dict[str, str]] = {}
    problems: list[Problem] = []
    keyed = [node for node in source.every if node.number]
    for comment in source.clean.comments:
        read = read_allow(comment.text)
        if read is None:
            continue
        codes, flaw = read
        first = bisect_left(keyed, comment.before, key=lambda each: each.line)
        node = keyed[first] if first < len(keyed) else None
        if flaw is None and node is None:
            flaw = Flaw("T912", values={"why": "no block follows it"})
        if flaw:
            problems.append(problem(flaw.code, Place(source.file, comment.line), **flaw.values))
        for inside in walk_nodes([node] if node else []):
            for key in _keys(source, inside):
                allowed.setdefault(key, {}).update(codes)
    return allowed, problems


def _keys(source: SourceText, node: Node) -> list[str]:
    key = source.key(node)
    return [key, *(f"{key}.{name}" for name in attributes_of(node) if name in TRANSLATED)] if key else []
